"""Select the objects of a list: filter, order and cut.

One function over plain documents. Filters are equalities; an order puts null first, then by type,
and objects that are equal in it stay in the order in which they were added.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from ..exact import Json, Members


@dataclass(frozen=True, slots=True)
class Where:
    """A property equals one of some texts, as a query writes them."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """What a request wants of a list.

    `after` and `before` are ids: the page starts behind the one, or ends in front of the other.
    `text` is searched in all texts of an object.
    """

    where: tuple[Where, ...] = ()
    order: tuple[Order, ...] = ()
    offset: int = 0
    limit: int | None = None
    after: str | None = None
    before: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The selected objects, how many there are in all, and how many are in front of them."""

    items: Sequence[Members]
    total: int
    offset: int


class NoSuchPlaceError(Exception):
    """An id to start at is not in the list."""


def select(documents: Sequence[Members], wanted: Selection, identity: str) -> Page:
    """Return a page of some documents, whose ids are in `identity`. Raises `NoSuchPlaceError`."""
    found = [one for one in documents if _matches(one, wanted)]
    for order in reversed(wanted.order):
        found.sort(key=lambda one: _rank(one.get(order.field)), reverse=order.descending)
    start, end = wanted.offset, len(found)
    if wanted.after is not None:
        start = _place(found, identity, wanted.after) + 1
    if wanted.before is not None:
        end = _place(found, identity, wanted.before)
        start = max(0, end - wanted.limit) if wanted.limit is not None else 0
    if wanted.limit is not None:
        end = min(end, start + wanted.limit)
    return Page(found[start:end], len(found), min(start, len(found)))


def same(value: Json, text: str) -> bool:
    """Whether a value is what a text in a query stands for; a list if one of its items is."""
    match value:
        case bool():
            return text.lower() == str(value).lower()
        case int() | Decimal():
            return _number(text) == value
        case list():
            return any(same(one, text) for one in value)
        case dict():
            return any(same(value[key], text) for key in ("id", "name") if key in value)
        case None:
            return text == "null"
        case _:
            return value == text


def _matches(document: Members, wanted: Selection) -> bool:
    return all(
        any(same(document.get(one.field), text) for text in one.values) for one in wanted.where
    ) and (not wanted.text or _contains(document, wanted.text.casefold()))


def _contains(value: Json, text: str) -> bool:
    match value:
        case str():
            return text in value.casefold()
        case dict():
            return any(_contains(one, text) for one in value.values())
        case list():
            return any(_contains(one, text) for one in value)
        case _:
            return False


def _place(found: Sequence[Members], identity: str, wanted: str) -> int:
    for place, one in enumerate(found):
        if same(one.get(identity), wanted):
            return place
    raise NoSuchPlaceError(wanted)


def _rank(value: Json) -> tuple[int, Any]:
    match value:
        case None:
            return (0, 0)
        case bool() | int() | Decimal():
            return (1, value)
        case str():
            return (2, value)
        case _:
            return (3, str(cast(object, value)))


def _number(text: str) -> Decimal | None:
    try:
        read = Decimal(text)
    except ArithmeticError:
        return None
    return read if read.is_finite() else None
