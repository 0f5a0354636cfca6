"""The invoice list of Sonderplan.

Written by hand from the documentation page; "l." refers to its lines. Where the page is silent or
contradicts itself, a comment beside the code names the choice. There is no path for a single
invoice (use the filter `id`, l.131-134), nothing can be changed or deleted (l.184), and totals are
not computed (those of the printed items do not add up, l.26-40).
"""

from collections.abc import Iterable, Sequence
from typing import Final

from ...exact import Json, Members
from ...provider import Asked, Provider, Reply, Route
from ...query import Parameters
from ...samples import Sample
from ...store import Condition, Key, Op, Order, Shelf, Some, Thing, Where
from .demo import imagined
from .fields import INDEXED, KIND, ORDERABLE

_USUAL_LIMIT: Final = 10  # l.199
_LISTS = ("items", "groups", "status", "project", "client", "custom_fields")
_FIELDS = (*ORDERABLE, *_LISTS)


def _list(asked: Asked, shelf: Shelf) -> Reply:
    """l.1-232.

    Parameters that are not filters: `fields`, `page`, `limit`, the two orders, `filter_operator`.
    `fields` is applied last (l.189): filters and orders see whole invoices. No maximum page size is
    documented, so there is none.
    """
    given = Parameters(asked.query)
    wanted, orders = _wanted(given), _orders(given)
    fields = given.choices("fields", _FIELDS)
    page = given.count("page", 1)
    limit = given.count("limit", _USUAL_LIMIT)
    given.finish()
    found = shelf.find(KIND, wanted, orders, offset=(page - 1) * limit, limit=limit)
    data: list[Json] = [_shown(invoice, fields) for invoice in found]
    total = shelf.count(KIND, wanted)
    counts: Members = {"total": total, "count": len(data), "per_page": limit, "current_page": page}
    return Reply(200, {"data": data, "meta": {"pagination": counts}})


def _wanted(given: Parameters) -> list[Condition]:
    """Read the filters, which are combined with OR unless AND is given (l.211-219)."""
    filters = tuple(each for each in _filters(given) if each is not None)
    every = given.choice("filter_operator", ("OR", "AND")) == "AND"
    return [*filters] if every or len(filters) < 2 else [Some(filters)]


def _orders(given: Parameters) -> list[Order]:
    """Read the sort order; without any, invoices stay in creation order.

    The page does not say which order wins if both are given (l.201-209). Here `order_asc` wins,
    and `order_desc` breaks its ties.
    """
    ascending = given.choice("order_asc", ORDERABLE)
    descending = given.choice("order_desc", ORDERABLE)
    first = [Order(ascending)] if ascending else []
    return [*first, *([Order(descending, descending=True)] if descending else [])]


def _filters(given: Parameters) -> Iterable[Condition | None]:
    """Yield the eleven filters (l.131-184), None for each one that is not given.

    The numbers of a comma-separated list are alternatives, whatever the operator. A status other
    than the four of l.149 is an error; any other id that does not exist matches nothing. A flag is
    `true` or `false` on the wire, as in JSON, and the invoice has the same text (l.103). Texts are
    compared case-sensitively, even a currency; only `prefix`, a part of the text (l.139), ignores
    case, which the page leaves open. Times exclude the given one: greater than (l.159), since
    (l.184), before (l.164).
    """
    yield _one_of("id", given.integers("id"))
    yield _compared("folded prefix", "contains", _folded(given.text("prefix")))
    yield _one_of("number", given.integers("number"))
    yield _compared("status", "has", _number(given.choice("status_id", ("1", "2", "3", "4"))))
    yield _compared("project", "has", given.integer("project_id"))
    yield _compared("created", "gt", given.integer("from_time"))
    yield _compared("created", "lt", given.integer("to_time"))
    yield _compared("created_sp_flag", "eq", given.choice("created_sp_flag", ("true", "false")))
    yield _compared("template_id", "eq", given.integer("template_id"))
    yield _compared("currency", "eq", given.text("currency"))
    yield _compared("updated", "gt", given.integer("updated_after"))


def _one_of(field: str, wanted: frozenset[int] | None) -> Condition | None:
    return None if wanted is None else Where(field, "in", tuple(sorted(wanted)))


def _compared(field: str, op: Op, wanted: Key) -> Condition | None:
    return None if wanted is None else Where(field, op, (wanted,))


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _folded(text: str | None) -> str | None:
    return None if text is None else text.casefold()


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
    return Thing(KIND, str(invoice["id"]), invoice)


PROVIDER = Provider(
    routes=(Route("GET", "/v2/invoice", "list_invoices", _list),),  # l.1-7
    refusal=_refusal,
    documented=_documented,
    imagined=imagined,
    indexed={KIND: INDEXED},
)
