"""Filter, sort and paginate the list of SubsBase invoices (l.14-53).

The page shows one filter, one order and one page, and explains none of them. A field that an
invoice does not have, or a value of another type than the field's, makes the result a failure.
"""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final, cast

from msgspec import Struct

from ...exact import Json, Members
from ...formats import is_time
from ...store import Condition, Every, Field, Key, Order, Some, Where

_USUAL = 10  # l.38
_MOST = 100


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


def _folded(value: object) -> str:
    return str(value).casefold()


def _moment(value: object) -> datetime:
    try:
        if is_time(str(value)):
            return datetime.fromisoformat(str(value))
    except ValueError:
        pass  # the 30th of February has the right form but does not exist
    raise FailedError(f"{value} is not a time with an offset")


# The fields of an invoice, and the type that their values are compared as: texts by code point, so
# the number 999 comes after 1024.
_COMPARED: dict[str, Callable[[object], Key]] = {
    "id": _text,
    "number": _text,
    "total": _amount,
    "customerId": _text,
    "siteId": _text,
    "billedOn": _moment,
    "dueOn": _moment,
}


def _read(name: str, read: Callable[[object], Key]) -> Callable[[Members], Key]:
    def read_member(invoice: Members) -> Key:
        return None if (value := invoice.get(name)) is None else read(value)

    return read_member


INDEXED: Final = {
    **{name: Field(_read(name, read), sought=True) for name, read in _COMPARED.items()},
    **{f"folded {name}": Field(_read(name, _folded)) for name in _COMPARED},
}


class Wanted(Struct, frozen=True):
    """The filters and orders of a list; the first order has the highest priority."""

    filters: list[Condition]
    orders: list[Order]


def wanted_of(given: Members, site: str) -> Wanted:
    """Read the arguments `filter` and `sorting` of a list of a site. Raises `FailedError`."""
    filters, orders = _objects(given.get("filter")), _objects(given.get("sorting"))
    for each in (*filters, *orders):
        if each["field"] not in _COMPARED:
            raise FailedError(f"an invoice has no field {each['field']}")
    # The invoices of a seed are of every site that a token names.
    of_site = Where("siteId", "in", (None, site))
    return Wanted(
        [of_site, *(_filter(each, site) for each in filters)],
        [
            Order(str(each["field"]), descending=each["direction"] == "Descending")
            for each in orders
            if each["field"] != "siteId"  # all have the same
        ],
    )


def page_of(given: Members) -> tuple[int, int, Members]:
    """Return offset, limit and counts; pages count from 1, have 10 invoices, and at most 100."""
    asked = given.get("pagination")
    asked = asked if isinstance(asked, dict) else {}
    page = _count(asked, "page", 1)
    per_page = min(_count(asked, "perPage", _USUAL), _MOST)
    return (page - 1) * per_page, per_page, {"page": page, "perPage": per_page}


def _count(asked: Members, name: str, usual: int) -> int:
    value = asked.get(name)
    if not isinstance(value, int):
        return usual
    if value < 1:
        raise FailedError(f"{name} is {value}, but must be at least 1")
    return value


def _filter(asked: Members, site: str) -> Condition:
    """Return a filter; `Contains` ignores case, and null matches nothing."""
    field, sought = str(asked["field"]), str(asked["value"])
    contains = asked["operator"] == "Contains"
    if field == "siteId":  # of the answer, which names the site of the request
        return (
            Every(())
            if (sought.casefold() in site.casefold() if contains else sought == site)
            else Some(())
        )
    if contains:
        return Where(f"folded {field}", "contains", (sought.casefold(),))
    return Where(field, "eq", (_COMPARED[field](sought),))


def _objects(value: Json) -> list[Members]:
    """Return the objects of a list that may be absent and may contain nulls (l.16)."""
    return [cast(Members, each) for each in value if each] if isinstance(value, list) else []
