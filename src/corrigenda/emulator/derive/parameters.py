"""Read the parameters of a request as the document declares them.

A wrong value, an unknown name and an absent required parameter are refused, all of them together.
Values are read by the schema: a number if it wants one, a list if it wants one, otherwise text.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .. import exact
from ..exact import Json
from ..provider import Asked, RefusedError
from .checks import Checks
from .deep import lacking, meant
from .document import Described, Parameter
from .schemas import Schemas, members


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the parameters of one operation. `allowed` are credentials in the query."""

    described: Described
    checks: Checks
    allowed: frozenset[str] = frozenset()

    @property
    def wrong_status(self) -> int:
        """The status of a request with a wrong parameter."""
        return 400 if self.described.declares(400) and not self.described.declares(422) else 422

    def read(self, asked: Asked) -> dict[str, Json]:
        """Return the given query parameters by name. Raises `RefusedError`."""
        given: dict[str, list[str]] = {}
        for name, value in asked.query:
            given.setdefault(name, []).append(value)
        values: dict[str, Json] = {}
        problems = list(self._query(given, values))
        if problems:
            raise RefusedError(self.wrong_status, *sorted(problems))
        self._path(asked)
        return values

    def _query(self, given: dict[str, list[str]], values: dict[str, Json]) -> Iterator[str]:
        known = {one.name: one for one in self.described.query()}
        for name, texts in given.items():
            parameter = meant(self.checks.schemas, known, name)
            if parameter is None:
                if name not in self.allowed:
                    yield f"{name}: is not a known parameter"
            else:
                value = self._value(parameter, texts)
                if value is None:
                    yield f"{name}: {', '.join(texts)!r} is not what the parameter takes"
                values[parameter.name] = value
        yield from (f"{name}: is required" for name in self._absent(known, given))

    def _absent(
        self, known: Mapping[str, Parameter], given: Mapping[str, list[str]]
    ) -> Iterator[str]:
        for name, parameter in known.items():
            if parameter.required and not any(_named(one, name) for one in given):
                yield name
            yield from lacking(self.checks.schemas, parameter, given)

    def _path(self, asked: Asked) -> None:
        for one in self.described.parameters:
            text = asked.path.get(one.name) if one.place == "path" else None
            if text is not None and self._value(one, [text]) is None:
                declared = self.described.declares(400) or self.described.declares(422)
                status = self.wrong_status if declared else 404
                raise RefusedError(status, f"{one.name}: {text!r} is not what the path takes")

    def _value(self, parameter: Parameter, texts: list[str]) -> Json:
        """Return the value of a parameter, or None if no reading of it is valid."""
        schema = parameter.schema
        for value in self._readings(parameter, texts):
            if value is not None and self.checks.fits(schema, value):
                return value
        return None

    def _readings(self, parameter: Parameter, texts: list[str]) -> Iterator[Json]:
        view = self.checks.schemas.view(parameter.schema)
        if len(texts) == 1:
            yield from (one for one in scalars(texts[0]))
        if parameter.style == "json":
            with suppress(exact.NotJsonError):
                yield exact.decode(texts[0])
        if "array" in view["types"] or "items" in view or view["groups"]:
            split = [part for text in texts for part in _split(text, parameter)]
            for pieces in (texts, split):
                yield [self._best(view.get("items", {}), piece) for piece in pieces]
        if "object" in view["types"]:
            yield {"value": texts[0]}

    def _best(self, schema: Any, text: str) -> Json:
        return next((one for one in scalars(text) if self.checks.fits(schema, one)), text)


def scalars(text: str) -> Iterator[Json]:
    """Yield what a text may stand for: itself, a truth value, a number."""
    yield text
    if text in ("true", "false"):
        yield text == "true"
    if text[:1] in "-0123456789" and text[1:2] != "_":
        with suppress(ArithmeticError, ValueError):
            whole = text.lstrip("-").isdecimal() and text.isascii()
            number = int(text) if whole else Decimal(text)
            if isinstance(number, int) or number.is_finite():
                yield number


def _split(text: str, parameter: Parameter) -> list[str]:
    separator = {"pipeDelimited": "|", "spaceDelimited": " "}.get(parameter.style, ",")
    return text.split(separator)


def _named(given: str, name: str) -> bool:
    return given in (name, f"{name}[]", name.removesuffix("[]")) or given.startswith(f"{name}[")


def query_credentials(schemas: Schemas) -> frozenset[str]:
    """Return the names of the query parameters that carry credentials."""
    components = members(schemas.document.get("components"))
    schemes = [schemas.follow(one) for one in members(components.get("securitySchemes")).values()]
    return frozenset(str(one.get("name")) for one in schemes if one.get("in") == "query")
