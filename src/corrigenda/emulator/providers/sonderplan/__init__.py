"""Sonderplan's list of invoices, as its page describes it.

Written by hand from the page (l. is a line of it). Where the page is silent or contradicts itself,
the choice is named beside the code. Refuses what the page does not have: one invoice has no path of
its own (`id` finds it, l.131-134), nothing can be changed, so nothing is ever deleted (l.184), and
no sum of an invoice is computed (the printed items do not add up, l.26-40).
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

# The members of an invoice (l.12-107), by what they hold.
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
    """Which invoices a list asks for, and in what order."""

    filters: tuple[_Filter, ...]
    every: bool
    ascending: str | None
    descending: str | None

    @property
    def is_everything(self) -> bool:
        """No filter and no order: what is on the shelf, as it stands there."""
        return not (self.filters or self.ascending or self.descending)

    def has(self, invoice: Members) -> bool:
        """All filters hold, or, with OR, one of them does; without any, every invoice is meant."""
        combine = all if self.every else any
        return not self.filters or combine(holds(invoice) for holds in self.filters)

    def in_order(self, invoices: list[Members]) -> list[Members]:
        """As added, unless asked otherwise.

        Which order wins when both are given is not said (l.201-209): here `order_asc` does, and
        `order_desc` decides among those that it leaves equal.
        """
        by_second = _ordered(invoices, self.descending, reverse=True)
        return _ordered(by_second, self.ascending, reverse=False)


def _list(asked: Asked, shelf: Shelf) -> Reply:
    """l.1-232.

    Parameters that are not filters: `fields`, `page`, `limit`, the two orders, `filter_operator`.
    `fields` trims the answer after all else (l.189): filters and orders see whole invoices. No
    longest page is documented, so there is none.
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
    """How many invoices are wanted, and those of one page."""
    if wanted.is_everything:  # then the store cuts the page, and the rest is never decoded
        return shelf.count(_KIND), shelf.page(_KIND, offset, limit)
    found = wanted.in_order([each for each in shelf.all(_KIND) if wanted.has(each)])
    return len(found), found[offset : offset + limit]


def _wanted(given: Parameters) -> _Wanted:
    """Filters widen each other unless AND is asked for (l.211-219)."""
    return _Wanted(
        tuple(holds for holds in _filters(given) if holds is not None),
        given.choice("filter_operator", ("OR", "AND")) == "AND",
        given.choice("order_asc", _ORDERABLE),
        given.choice("order_desc", _ORDERABLE),
    )


def _filters(given: Parameters) -> Iterable[_Filter | None]:
    """The eleven filters (l.131-184), None where one is not given.

    Numbers of a comma list are alternatives, whatever the operator. A status beyond the four of
    l.149 is refused; any other id that does not exist finds nothing. A flag is `true` or `false`
    on the wire, as JSON writes it, and the invoice has the same text (l.103).
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
    """The same value: of a currency, too, letter for letter."""
    return None if wanted is None else lambda invoice: invoice.get(field) == wanted


def _contains(field: str, part: str | None) -> _Filter | None:
    """A partial match (l.139): anywhere in the text; whether case counts is not said, here not."""
    if part is None:
        return None
    sought = part.casefold()
    return lambda invoice: sought in _text(invoice, field).casefold()


def _refers(field: str, wanted: int | None) -> _Filter | None:
    """One of the objects in a list, which usually holds one (l.56-70), has this id."""
    return None if wanted is None else lambda invoice: wanted in _ids(invoice.get(field))


def _later(field: str, second: int | None) -> _Filter | None:
    """After a UNIX time, which is itself excluded: greater than (l.159), since (l.184)."""
    return None if second is None else lambda invoice: _second(invoice, field, second) > second


def _earlier(field: str, second: int | None) -> _Filter | None:
    """Before a UNIX time, which is itself excluded (l.164)."""
    return None if second is None else lambda invoice: _second(invoice, field, second) < second


def _ids(value: Json) -> list[Json]:
    things = value if isinstance(value, list) else []
    return [thing.get("id") for thing in things if isinstance(thing, dict)]


def _text(invoice: Members, field: str) -> str:
    value = invoice.get(field)
    return value if isinstance(value, str) else ""


def _second(invoice: Members, field: str, compared: int) -> int:
    """A time. Where there is none: the one it is compared with, so that neither holds."""
    value = invoice.get(field)
    return value if isinstance(value, int) else compared


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _ordered(invoices: list[Members], field: str | None, *, reverse: bool) -> list[Members]:
    """By a field; equal ones stay as they stood, those without a value come last either way."""
    if field is None:
        return invoices
    value = _value_of(field)
    having = [invoice for invoice in invoices if invoice.get(field) is not None]
    lacking = [invoice for invoice in invoices if invoice.get(field) is None]
    return sorted(having, key=value, reverse=reverse) + lacking


def _value_of(field: str) -> Callable[[Members], Any]:
    """What a field is compared by: texts by code point, but decimals and times by what they say."""
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
    """The page shows no error; a lone `message` is our choice.

    What a token may lack is said on the provider's other pages: the right to read sales.
    """
    needed = "; READ access to the module SALES is needed" if status == 403 else ""
    return {"message": message + needed}


def _documented(samples: Sequence[Sample]) -> list[Thing]:
    """The invoices of the printed answers, as printed.

    Their two forms of one time are different instants (l.15-18), which is kept.
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
