"""Check the parameters of a request: the query, the path and the headers.

A parameter that the document does not have is an error in the query, but not among the headers,
where clients and proxies add their own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from . import exact, written
from .check import Check
from .dialect import Pointer, Side
from .exact import Json
from .media import is_json
from .problems import show
from .schema import elements, follow, members, part_at
from .written import Shape, shape_of

_DEEP = re.compile(r"\[([^\[\]]*)\]")
_UNCHECKED = ("accept", "authorization", "content-type")  # OpenAPI says so

Makes = Callable[[Pointer, Side], Check]


class Parameter(Struct, frozen=True):
    """A parameter of an operation. `is_json`: its text is JSON, as `content` may say."""

    name: str
    place: str
    check: Check | None
    is_required: bool
    style: str
    is_exploded: bool
    is_json: bool

    @property
    def shape(self) -> Shape | None:
        """The form of its values, if the document has a schema."""
        return shape_of(self.check.program()) if self.check else None

    def wrong(self, texts: Sequence[str]) -> list[str]:
        """Return the problems of the texts that are given for it."""
        if not texts:
            return [f"{self.name}: is required"] if self.is_required else []
        shape = self.shape
        is_list = shape is not None and "array" in shape.types and not self.is_json
        if len(texts) > 1 and not (is_list and self.is_exploded):
            return [f"{self.name}: appears {len(texts)} times"]
        try:
            readings = list(self._readings(shape, texts)) if shape else []
        except exact.NotJsonError as error:
            return [f"{self.name}: {error}"]
        found = [self.problems(reading) for reading in readings]
        return min(found, key=len, default=list[str]())

    def problems(self, value: Json) -> list[str]:
        """Return the problems of a value, each with the name of the parameter."""
        found = self.check.problems(value, is_deep=True) if self.check else []
        return [self.name + each.removeprefix("$") for each in found]

    def _readings(self, shape: Shape, texts: Sequence[str]) -> Iterator[Json]:
        """Yield the values that texts may stand for, the likely one first."""
        types = shape.types
        if self.is_json:
            yield exact.decode(texts[0])
            return
        if "array" in types:
            yield written.listed(shape, texts, self.style, is_exploded=self.is_exploded)
        if "object" in types:
            yield written.paired(shape, texts[0], is_exploded=self.is_exploded)
        if len(texts) == 1 and (not types or types - {"array", "object"}):
            value = written.scalar(shape, texts[0])
            yield value
            if not isinstance(value, str) and ("string" in types or not types):
                yield texts[0]


def read_parameters(document: dict[str, Any], at: Pointer, make: Makes) -> tuple[Parameter, ...]:
    """Return the parameters of the operation at a pointer; its own replace those of the path."""
    found: dict[tuple[str, str], Parameter] = {}
    for holder in (at[:-1], at):
        listed = elements(members(part_at(document, holder)).get("parameters"))
        for index in range(len(listed)):
            try:
                place = follow(document, (*holder, "parameters", str(index)))
            except KeyError:  # a reference to nothing
                continue
            one = _parameter(members(part_at(document, place)), place, make)
            found[one.place, one.name] = one
    return tuple(found.values())


def _parameter(given: Mapping[str, Any], at: Pointer, make: Makes) -> Parameter:
    place, name = str(given.get("in", "query")), str(given.get("name", ""))
    style = str(given.get("style") or ("form" if place in ("query", "cookie") else "simple"))
    media = next((each for each in members(given.get("content")) if is_json(each)), None)
    check = None
    if "schema" in given:
        check = make((*at, "schema"), "request")
    elif media is not None and "schema" in members(given["content"][media]):
        check = make((*at, "content", media, "schema"), "request")
    is_exploded = given.get("explode", style == "form") is True
    required = given.get("required") is True or place == "path"
    return Parameter(name, place, check, required, style, is_exploded, media is not None)


def wrong_query(
    parameters: Iterable[Parameter], other: Iterable[str], pairs: Iterable[tuple[str, str]]
) -> list[str]:
    """Return the problems of a query. `other` are names that may be there, such as API keys."""
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        given.setdefault(name, []).append(text)
    known, found, is_free = set(other), list[str](), False
    for one in (each for each in parameters if each.place == "query"):
        shape = one.shape
        names = _names(one, shape, given)
        known.update(names)
        if shape is not None and names != {one.name}:
            found += _wrong_object(one, shape, {name: given[name] for name in names})
            is_free |= one.style == "form" and shape.is_free
        else:
            found += one.wrong(given.get(one.name, ()))
    unknown = () if is_free else (name for name in given if name not in known)
    return sorted({*found, *(f"{show(name)[1:-1]}: is not a known parameter" for name in unknown)})


def _names(one: Parameter, shape: Shape | None, given: Iterable[str]) -> set[str]:
    """Return the names in a query with which a parameter is given."""
    if shape is None or "object" not in shape.types or one.is_json:
        return {one.name}
    if one.style == "deepObject":
        return {name for name in given if name.startswith(f"{one.name}[")}
    if one.style == "form" and one.is_exploded and one.name not in given:
        return set(shape.names & set(given))
    return {one.name}


def _wrong_object(one: Parameter, shape: Shape, given: Mapping[str, Sequence[str]]) -> list[str]:
    if not given:
        return [f"{one.name}: is required"] if one.is_required else []
    pairs = [(_steps(one, name), text) for name, texts in given.items() for text in texts]
    return one.problems(written.deep(shape, pairs))


def _steps(one: Parameter, name: str) -> Sequence[str]:
    return _DEEP.findall(name[len(one.name) :]) or [name] if one.style == "deepObject" else [name]


def wrong_values(
    parameters: Iterable[Parameter], place: str, values: Mapping[str, str]
) -> list[str]:
    """Return the problems of the parameters in the `path` or a `header`, given by name."""
    found: list[str] = []
    for one in (each for each in parameters if each.place == place):
        name = one.name.lower() if place == "header" else one.name
        if place != "header" or name not in _UNCHECKED:
            found += one.wrong([values[name]] if name in values else [])
    return sorted(set(found))
