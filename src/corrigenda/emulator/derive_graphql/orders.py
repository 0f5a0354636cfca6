"""Order a list as the arguments of a request ask for, in the spellings that schemas have.

An enum (`NAME_DESC`), an object (`{field: NAME, direction: DESC}` or `{name: DESC}`), a text
(`-name`), each alone or in a list, with the direction in an argument of its own, too.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ..exact import Json, Members
from .model import Model
from .names import alike, pick, plain

_BY = ("orderBy", "sortBy", "sort", "order", "sorting", "ordering", "sortKey", "orders", "sorts")
_WAY = ("direction", "orderDirection", "sortDirection", "sortOrder", "orderByDirection")
NAMES: Final = frozenset(plain(name) for name in (*_BY, *_WAY, "reverse"))
_FALLING = ("desc", "descending", "descend")
_RISING = ("asc", "ascending", "ascend")


def ordered(
    model: Model, kinds: Sequence[str], every: list[Members], given: Members
) -> list[Members]:
    """Return the documents in the order asked for; those without a value come last."""
    asked = pick(given, *_BY)
    way = pick(given, *_WAY)
    names = {name: None for kind in kinds for name in model.fields(kind)}
    turned = given.get("reverse") is True
    found = every
    for name, falling in reversed([*_orders(asked, _falls(way), names)]):
        found = _sorted(found, name, falling)
    return found[::-1] if turned else found


def _orders(asked: Json, usual: bool, names: dict[str, None]) -> Iterator[tuple[str, bool]]:
    match asked:
        case str():
            yield from _spelled(asked, usual, names)
        case list():
            for each in asked:
                yield from _orders(each, usual, names)
        case dict():
            yield from _described(asked, usual, names)
        case _:
            return


def _spelled(asked: str, usual: bool, names: dict[str, None]) -> Iterator[tuple[str, bool]]:
    text = asked.lstrip("-+")
    stem, _, last = text.rpartition("_") if "_" in text else text.rpartition(" ")
    if stem and last.lower() in (*_FALLING, *_RISING):
        text, usual = stem, last.lower() in _FALLING
    if (name := _named(names, text)) is not None:
        yield name, usual != asked.startswith("-")


def _named(names: dict[str, None], text: str) -> str | None:
    return alike(names, text) or alike(names, f"{text}At") or alike(names, f"{text}_at")


def _described(asked: Members, usual: bool, names: dict[str, None]) -> Iterator[tuple[str, bool]]:
    way = pick(asked, *_WAY, "order")
    falling = _falls(way) if isinstance(way, str) else usual
    by = pick(asked, "field", "key", "by", "property", "column", "sortBy")
    if isinstance(by, str):
        yield from _spelled(by, falling, names)
        return
    for text, each in asked.items():
        way = pick(each, *_WAY, "order", "sort") if isinstance(each, dict) else each
        if (name := _named(names, text)) is not None and each is not None:
            yield name, _falls(way)


def _falls(way: Json) -> bool:
    return isinstance(way, str) and way.lower() in _FALLING


def _sorted(every: list[Members], name: str, falling: bool) -> list[Members]:
    having = [each for each in every if each.get(name) is not None]
    lacking = [each for each in every if each.get(name) is None]
    return sorted(having, key=lambda each: _weight(each[name]), reverse=falling) + lacking


def _weight(value: Json) -> tuple[int, Any]:
    """Return what a value is sorted by: numbers before texts before everything else."""
    match value:
        case bool():
            return 0, int(value)
        case str():
            return 1, value
        case dict():
            return 2, str(value.get("id", ""))
        case list() | None:
            return 3, 0
        case _:
            return 0, value
