"""Filter, sort and paginate the list of SubsBase invoices (l.14-53).

The page shows one filter, one order and one page, and explains none of them. A field that an
invoice does not have, or a value of another type than the field's, makes the result a failure.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias, cast

from ...exact import Json, Members
from ...formats import is_time

_USUAL = 10  # l.38
_MOST = 100

_Filter: TypeAlias = Callable[[Members], bool]


class FailedError(Exception):
    """An operation fails; the text is the message of its result."""


def _text(value: object) -> str:
    return str(value)


def _amount(value: object) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise FailedError(f"{value} is not a number")
    return amount


def _moment(value: object) -> datetime:
    try:
        if is_time(str(value)):
            return datetime.fromisoformat(str(value))
    except ValueError:
        pass  # the 30th of February has the right form but does not exist
    raise FailedError(f"{value} is not a time with an offset")


# The fields of an invoice, and the type that their values are compared as: texts by code point, so
# the number 999 comes after 1024.
_COMPARED: dict[str, Callable[[object], Any]] = {
    "id": _text,
    "number": _text,
    "total": _amount,
    "customerId": _text,
    "siteId": _text,
    "billedOn": _moment,
    "dueOn": _moment,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters and orders of a list; the first order has the highest priority."""

    filters: tuple[_Filter, ...]
    orders: tuple[Members, ...]

    def of(self, invoices: list[Members]) -> list[Members]:
        found = [each for each in invoices if all(holds(each) for holds in self.filters)]
        for order in reversed(self.orders):
            found = _ordered(found, str(order["field"]), order["direction"] == "Descending")
        return found


def wanted_of(given: Members) -> Wanted:
    """Read the arguments `filter` and `sorting`. Raises `FailedError`."""
    filters, orders = _objects(given.get("filter")), _objects(given.get("sorting"))
    for each in (*filters, *orders):
        if each["field"] not in _COMPARED:
            raise FailedError(f"an invoice has no field {each['field']}")
    return Wanted(tuple(_filter(each) for each in filters), tuple(orders))


def page_of(invoices: list[Members], given: Members) -> Members:
    """Return one page; pages count from 1 and have 10 invoices by default, at most 100."""
    asked = given.get("pagination")
    asked = asked if isinstance(asked, dict) else {}
    page = _count(asked, "page", 1)
    per_page = min(_count(asked, "perPage", _USUAL), _MOST)
    counts: Members = {"page": page, "perPage": per_page, "totalRecords": len(invoices)}
    data: list[Json] = [*invoices[(page - 1) * per_page : page * per_page]]
    return {"pagination": counts, "data": data}


def _count(asked: Members, name: str, usual: int) -> int:
    value = asked.get(name)
    if not isinstance(value, int):
        return usual
    if value < 1:
        raise FailedError(f"{name} is {value}, but must be at least 1")
    return value


def _filter(asked: Members) -> _Filter:
    """Return a filter; `Contains` ignores case, and null matches nothing."""
    field, sought = str(asked["field"]), str(asked["value"])
    if asked["operator"] == "Contains":
        part = sought.casefold()
        return lambda invoice: invoice[field] is not None and part in _folded(invoice[field])
    compared = _COMPARED[field]
    value = compared(sought)
    return lambda invoice: invoice[field] is not None and compared(invoice[field]) == value


def _folded(value: Json) -> str:
    return str(value).casefold()


def _ordered(invoices: list[Members], field: str, descending: bool) -> list[Members]:
    """Sort by a field; the sort is stable, and invoices without a value always come last."""
    compared = _COMPARED[field]
    having = [each for each in invoices if each[field] is not None]
    lacking = [each for each in invoices if each[field] is None]
    return sorted(having, key=lambda each: compared(each[field]), reverse=descending) + lacking


def _objects(value: Json) -> list[Members]:
    """Return the objects of a list that may be absent and may contain nulls (l.16)."""
    return [cast(Members, each) for each in value if each] if isinstance(value, list) else []
