"""The invoice list of Sonderplan.

Written by hand from the documentation page; "l." refers to its lines. Where the page is silent or
contradicts itself, a comment beside the code names the choice. There is no path for a single
invoice (use the filter `id`, l.131-134), nothing can be changed or deleted (l.184), and totals are
not computed (those of the printed items do not add up, l.26-40).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from ...exact import Json, Members
from ...provider import Asked, Provider, Reply, Route
from ...query import Parameters
from ...samples import Sample
from ...store import Shelf, Thing
from .demo import imagined

_KIND: Final = "invoice"
_USUAL_LIMIT: Final = 10  # l.199

# The fields of an invoice (l.12-107), by type.
_INTEGERS = (
    *("id", "number", "date", "due_date", "template_id", "cloned_id"),
    *("created_id", "created", "updated_id", "updated"),
)
_TEXTS = ("prefix", "terms", "reference", "currency", "created_sp_flag")
_TIMES = ("date_time_iso", "due_date_time_iso")
_DECIMALS = ("sub_total", "discount_total", "net_total", "tax_total", "total")
_LISTS = ("items", "groups", "status", "project", "client", "custom_fields")
_ORDERABLE = (*_INTEGERS, *_TEXTS, *_TIMES, *_DECIMALS)  # "string or integer", l.204, 209
_FIELDS = (*_ORDERABLE, *_LISTS)

_Filter: TypeAlias = Callable[[Members], bool]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The filters and the sort order of a list request."""

    filters: tuple[_Filter, ...]
    every: bool
    ascending: str | None
    descending: str | None

    @property
    def is_everything(self) -> bool:
        """Whether there is no filter and no order, so that the store can cut the page."""
        return not (self.filters or self.ascending or self.descending)

    def has(self, invoice: Members) -> bool:
        """Whether all filters match, or with OR any of them; without filters, always."""
        combine = all if self.every else any
        return not self.filters or combine(holds(invoice) for holds in self.filters)

    def in_order(self, invoices: list[Members]) -> list[Members]:
        """Sort invoices; without an order they stay in creation order.

        The page does not say which order wins if both are given (l.201-209). Here `order_asc` wins,
        and `order_desc` breaks its ties.
        """
        by_second = _ordered(invoices, self.descending, reverse=True)
        return _ordered(by_second, self.ascending, reverse=False)


def _list(asked: Asked, shelf: Shelf) -> Reply:
    """l.1-232.

    Parameters that are not filters: `fields`, `page`, `limit`, the two orders, `filter_operator`.
    `fields` is applied last (l.189): filters and orders see whole invoices. No maximum page size is
    documented, so there is none.
    """
    given = Parameters(asked.query)
    wanted = _wanted(given)
    fields = given.choices("fields", _FIELDS)
    page = given.count("page", 1)
    limit = given.count("limit", _USUAL_LIMIT)
    given.finish()
    total, found = _found(shelf, wanted, (page - 1) * limit, limit)
    data: list[Json] = [_shown(invoice, fields) for invoice in found]
    counts: Members = {"total": total, "count": len(data), "per_page": limit, "current_page": page}
    return Reply(200, {"data": data, "meta": {"pagination": counts}})


def _found(shelf: Shelf, wanted: _Wanted, offset: int, limit: int) -> tuple[int, list[Members]]:
    """Return the number of matching invoices, and those of one page."""
    if wanted.is_everything:  # the store cuts the page, so the other documents are not decoded
        return shelf.count(_KIND), shelf.page(_KIND, offset, limit)
    found = wanted.in_order([each for each in shelf.all(_KIND) if wanted.has(each)])
    return len(found), found[offset : offset + limit]


def _wanted(given: Parameters) -> _Wanted:
    """Read the filters and orders; filters are combined with OR unless AND is given (l.211-219)."""
    return _Wanted(
        tuple(holds for holds in _filters(given) if holds is not None),
        given.choice("filter_operator", ("OR", "AND")) == "AND",
        given.choice("order_asc", _ORDERABLE),
        given.choice("order_desc", _ORDERABLE),
    )


def _filters(given: Parameters) -> Iterable[_Filter | None]:
    """Yield the eleven filters (l.131-184), None for each one that is not given.

    The numbers of a comma-separated list are alternatives, whatever the operator. A status other
    than the four of l.149 is an error; any other id that does not exist matches nothing. A flag is
    `true` or `false` on the wire, as in JSON, and the invoice has the same text (l.103).
    """
    yield _one_of("id", given.integers("id"))
    yield _contains("prefix", given.text("prefix"))
    yield _one_of("number", given.integers("number"))
    yield _refers("status", _number(given.choice("status_id", ("1", "2", "3", "4"))))
    yield _refers("project", given.integer("project_id"))
    yield _later("created", given.integer("from_time"))
    yield _earlier("created", given.integer("to_time"))
    yield _equals("created_sp_flag", given.choice("created_sp_flag", ("true", "false")))
    yield _equals("template_id", given.integer("template_id"))
    yield _equals("currency", given.text("currency"))
    yield _later("updated", given.integer("updated_after"))


def _one_of(field: str, wanted: frozenset[int] | None) -> _Filter | None:
    return None if wanted is None else lambda invoice: invoice.get(field) in wanted


def _equals(field: str, wanted: Json) -> _Filter | None:
    """Match the same value, case-sensitively, even for a currency."""
    return None if wanted is None else lambda invoice: invoice.get(field) == wanted


def _contains(field: str, part: str | None) -> _Filter | None:
    """Match a part of the text (l.139), ignoring case, which the page leaves open."""
    if part is None:
        return None
    sought = part.casefold()
    return lambda invoice: sought in _text(invoice, field).casefold()


def _refers(field: str, wanted: int | None) -> _Filter | None:
    """Match if an object of a list, which usually has one element (l.56-70), has this id."""
    return None if wanted is None else lambda invoice: wanted in _ids(invoice.get(field))


def _later(field: str, second: int | None) -> _Filter | None:
    """Match times after a UNIX time, excluding it: greater than (l.159), since (l.184)."""
    return None if second is None else lambda invoice: _second(invoice, field, second) > second


def _earlier(field: str, second: int | None) -> _Filter | None:
    """Match times before a UNIX time, excluding it (l.164)."""
    return None if second is None else lambda invoice: _second(invoice, field, second) < second


def _ids(value: Json) -> list[Json]:
    things = value if isinstance(value, list) else []
    return [thing.get("id") for thing in things if isinstance(thing, dict)]


def _text(invoice: Members, field: str) -> str:
    value = invoice.get(field)
    return value if isinstance(value, str) else ""


def _second(invoice: Members, field: str, compared: int) -> int:
    """Return a time, or `compared` if there is none, so that neither comparison matches."""
    value = invoice.get(field)
    return value if isinstance(value, int) else compared


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _ordered(invoices: list[Members], field: str | None, *, reverse: bool) -> list[Members]:
    """Sort by a field; the sort is stable, and invoices without a value always come last."""
    if field is None:
        return invoices
    value = _value_of(field)
    having = [invoice for invoice in invoices if invoice.get(field) is not None]
    lacking = [invoice for invoice in invoices if invoice.get(field) is None]
    return sorted(having, key=value, reverse=reverse) + lacking


def _value_of(field: str) -> Callable[[Members], Any]:
    """Return the sort key of a field: decimals and times by value, other texts by code point."""
    if field in _DECIMALS:
        return lambda invoice: Decimal(str(invoice[field]))
    if field in _TIMES:
        return lambda invoice: datetime.fromisoformat(str(invoice[field]))
    return lambda invoice: invoice[field]


def _shown(invoice: Members, fields: frozenset[str] | None) -> Members:
    if fields is None:
        return invoice
    return {name: value for name, value in invoice.items() if name in fields}


def _refusal(status: int, message: str) -> Json:
    """Return the body of an error; the page shows none, so a lone `message` is a guess.

    The scope that a token may lack, read access to sales, is on the provider's other pages.
    """
    needed = "; READ access to the module SALES is required" if status == 403 else ""
    return {"message": message + needed}


def _documented(samples: Sequence[Sample]) -> list[Thing]:
    """Return the invoices of the documented responses, unchanged.

    Their two forms of one time are different instants (l.15-18), and stay so.
    """
    found = (each for s in samples if s.operation == "list_invoices" for each in _many(s.answer))
    return list({thing.id: thing for thing in map(_thing, found)}.values())


def _many(answer: Json) -> list[Members]:
    data = answer.get("data") if isinstance(answer, dict) else None
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []


def _thing(invoice: Members) -> Thing:
    return Thing(_KIND, str(invoice["id"]), invoice)


PROVIDER = Provider(
    routes=(Route("GET", "/v2/invoice", "list_invoices", _list),),  # l.1-7
    refusal=_refusal,
    documented=_documented,
    imagined=imagined,
)
