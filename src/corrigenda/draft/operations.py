"""Groups exchanges into operations: one for each method of each path template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from corrigenda.draft.exchange import Exchange
from corrigenda.draft.paths import (
    is_version,
    parameter_names,
    segments_of,
    shape_of,
    template_of,
)
from corrigenda.draft.words import camel, class_name, is_plural, plural, singular
from corrigenda.identifiers import snake_case
from corrigenda.trees import is_array

Shape = tuple[str | None, ...]
_VERBS = {
    "PUT": "update",
    "PATCH": "update",
    "DELETE": "delete",
    "HEAD": "head",
    "OPTIONS": "options",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: its name, where it is, and the exchanges that show it.

    `parameters` are the names in the path, each with its values. `resource` names what it is about:
    the singular of the last name in its path.
    """

    name: str
    method: str
    template: str
    shape: Shape
    parameters: Mapping[str, tuple[str, ...]]
    resource: str
    exchanges: tuple[Exchange, ...]

    @property
    def method_name(self) -> str:
        """The name as samples write it."""
        return snake_case(self.name)

    @property
    def successes(self) -> tuple[Exchange, ...]:
        """The exchanges that succeed, or all of them if none does."""
        return tuple(one for one in self.exchanges if one.succeeds) or self.exchanges


def operations_of(exchanges: Sequence[Exchange]) -> list[Operation]:
    """The operations in the order of their paths, with unique names."""
    groups: dict[tuple[Shape, str], list[Exchange]] = {}
    templates: dict[Shape, list[Exchange]] = {}
    for one in exchanges:
        shape = shape_of(segments_of(one.path))
        groups.setdefault((shape, one.method), []).append(one)
        templates.setdefault(shape, []).append(one)
    methods = {shape: {method for at, method in groups if at == shape} for shape in templates}
    made: list[Operation] = []
    for (shape, method), found in sorted(groups.items(), key=_order):
        taken = {snake_case(one.name) for one in made}
        name = next(
            one
            for one in _names(shape, method, found, methods[shape])
            if snake_case(one) not in taken
        )
        made.append(_operation(shape, method, name, found, templates[shape]))
    return made


def _order(group: tuple[tuple[Shape, str], list[Exchange]]) -> tuple[list[str], int]:
    (shape, method), _found = group
    order = ("GET", "POST", "PUT", "PATCH", "DELETE")
    return [one or "{" for one in shape], order.index(method) if method in order else len(order)


def _operation(
    shape: Shape, method: str, name: str, found: list[Exchange], together: list[Exchange]
) -> Operation:
    every = [segments_of(one.path) for one in together]
    names = parameter_names(shape, every)
    at = [index for index, one in enumerate(shape) if one is None]
    values = {
        key: tuple(example[index] for example in every)
        for key, index in zip(names, at, strict=True)
    }
    resource = class_name(singular(_words(shape)[-1])) if _words(shape) else "Item"
    template = template_of(shape, names)
    return Operation(name, method, template, shape, values, resource, tuple(found))


def _words(shape: Shape) -> list[str]:
    return [one for one in shape if one and not is_version(one)]


def _names(
    shape: Shape, method: str, found: Sequence[Exchange], methods: set[str]
) -> Iterator[str]:
    """Names for an operation, the best first; each tells more of the path."""
    words = _words(shape) or ["root"]
    last, is_one = words[-1], bool(shape) and shape[-1] is None
    verb, noun = _verb(method, last, is_one, shape, found)
    verb = "replace" if method == "PUT" and "PATCH" in methods else verb
    yield camel(f"{verb} {noun}")
    above = ""
    for word in reversed(words[:-1]):
        above = f"{singular(word)} {above}"
        yield camel(f"{verb} {above} {noun}")
    numbered = partial("{} {} {} {}".format, verb, above, noun)
    yield from (camel(numbered(number)) for number in range(2, 10_000))


def _verb(
    method: str, last: str, is_one: bool, shape: Shape, found: Sequence[Exchange]
) -> tuple[str, str]:
    """The verb and the noun of a name."""
    if method == "GET":
        is_list = not is_one and (is_plural(last) or any(map(_is_list, found)))
        return ("list", plural(last)) if is_list else ("get", singular(last))
    if method == "POST":
        if is_one or is_plural(last):
            return ("update" if is_one else "create"), singular(last)
        above = _words(shape)[-2:-1]
        below_one = len(shape) > 1 and shape[-2] is None
        return (last, singular(above[0])) if below_one and above else ("create", last)
    if method not in _VERBS:
        return method.lower(), last
    return _VERBS[method], singular(last)


def _is_list(one: Exchange) -> bool:
    body = one.response.body if one.response else None
    return body is not None and is_array(body.value)
