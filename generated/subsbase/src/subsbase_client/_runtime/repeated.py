"""Finds members that an object has twice; JSON parsers keep the last one without a word.

An object with two amounts has none that can be trusted. msgspec does not report such members, so
they are counted: the names in the bytes, and the members of the parsed value. Only if the numbers
differ is the body parsed again, slowly, to find them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .shape import member
from .untyped import items, members


def repeated(body: bytes, distinct: int, show: Callable[[str], str] = str) -> list[str]:
    """Return the paths of members that come twice.

    Args:
        body: valid JSON in UTF-8.
        distinct: how many members were parsed.
        show: returns a name as a path may show it.
    """
    if count_names(body) == distinct:
        return []
    from json import JSONDecoder  # imported here because few responses need it

    decoder = JSONDecoder(object_pairs_hook=_Twice.of, parse_int=_nothing, parse_float=_nothing)
    return list(_paths(decoder.decode(body.decode("utf-8")), show))


def count_names(body: bytes) -> int | None:
    """Return how many names the bytes have; None if a string makes them hard to count."""
    # Without spaces, a colon follows the quote at the end of every name, and no other quote
    # but one inside a string, which is escaped.
    packed = body.translate(None, b" \t\n\r")
    if b"\\" in packed and b'\\":' in packed:  # the first is seen much faster
        return None
    return packed.count(b'":')


def _nothing(_text: str) -> None:
    """Read no number: only the names count, and a number may be long."""


class _Twice(dict[str, Any]):
    """An object, and the names that it has twice."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        plain = dict(pairs)
        if len(plain) == len(pairs):
            return plain
        found = cls(plain)
        spare = dict.fromkeys(plain, -1)
        for name, _value in pairs:
            spare[name] += 1
        found.names = tuple(name for name, count in spare.items() if count)
        return found


def _paths(value: Any, show: Callable[[str], str]) -> Iterator[str]:
    waiting: list[tuple[str, Any]] = [("$", value)]
    while waiting:
        path, here = waiting.pop()
        if isinstance(here, _Twice):
            yield from (member(path, show(name)) for name in here.names)
        if isinstance(here, dict):
            inside = members(here).items()
            waiting += [(member(path, show(name)), each) for name, each in inside]
        elif isinstance(here, list):
            waiting += [(f"{path}[{at}]", each) for at, each in enumerate(items(here) or ())]
