"""Which way the values of a class flow: from the caller to the service, or back, or both.

A field that a response gains is nothing to a caller; a field that a request must have is. So what
breaks depends on the way. It is read from the types of parameters and results, through the fields
of structs; what a callback is called with flows back. A struct that no public name leads to is the
body of a request, and flows to the service; an exported one that nothing takes flows back.
"""

from collections.abc import Iterator
from enum import StrEnum

from corrigenda.apidiff.annotations import Names, mentioned, read_type
from corrigenda.apidiff.surface import Class, Function, Surface


class Way(StrEnum):
    """Which way a value flows."""

    IN = "request"
    OUT = "response"


def breaks(ways: frozenset[Way], word: str) -> bool:
    """Whether a type that changed so breaks a caller who gives, or who gets, its values."""
    return (Way.IN in ways and word != "widened") or (Way.OUT in ways and word != "narrowed")


def flows(surface: Surface) -> dict[str, frozenset[Way]]:
    """The ways of each public class and alias, by its name."""
    ways: dict[str, set[Way]] = {name: set() for name in [*surface.classes, *surface.aliases]}
    todo = list(_starts(surface))
    while todo:
        name, way = todo.pop()
        if name in ways and way not in ways[name]:
            ways[name].add(way)
            if name in surface.classes:
                todo += _inside(surface.classes[name], way, surface)
    return {name: frozenset(found or {_otherwise(surface, name)}) for name, found in ways.items()}


def _starts(surface: Surface) -> Iterator[tuple[str, Way]]:
    """What the signatures of clients, and of other classes that are no structs, mention."""
    for one in surface.things.values():
        if isinstance(one, Class) and one.kind == "typed dict":
            yield one.name, Way.IN
        elif isinstance(one, Class):
            for method in one.methods.values():
                yield from _signature(method, surface)
        elif isinstance(one, Function):
            yield from _signature(one, surface)


def _signature(function: Function, surface: Surface) -> Iterator[tuple[str, Way]]:
    for one in function.parameters:
        yield from _ways(one.type, Way.IN, surface)
    yield from _ways(function.returns, Way.OUT, surface)


def _inside(one: Class, way: Way, surface: Surface) -> Iterator[tuple[str, Way]]:
    for attribute in one.attributes.values():
        yield from _ways(attribute.type, way, surface)


def _ways(text: str, way: Way, surface: Surface) -> Iterator[tuple[str, Way]]:
    other = Way.OUT if way == Way.IN else Way.IN
    as_written = Names({}, {})
    for names in (as_written, surface.names):
        for name, flipped in mentioned(read_type(text, names)):
            yield name, other if flipped else way


def _otherwise(surface: Surface, name: str) -> Way:
    one = surface.classes.get(name)
    is_hidden = one is not None and one.kind == "struct" and name not in surface.exports
    return Way.IN if is_hidden else Way.OUT
