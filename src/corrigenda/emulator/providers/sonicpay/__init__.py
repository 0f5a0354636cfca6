"""The invoices of SonicPay.

Written by hand from the documentation page; "l." refers to its lines. Where the page is silent or
contradicts itself, a comment beside the code names the choice. There is no delete (l.5 promises one
that is never described), no conversion between units, and no check of an amount against its items
(the page's own example does not add up, l.113-128).
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from ...exact import Json, Members
from ...provider import Asked, Provider, RefusedError, Reply, Route
from ...query import Parameters
from ...samples import Sample
from ...store import Condition, Field, Shelf, Thing, Where
from .demo import imagined

_KIND: Final = "invoice"
_MOST_PER_PAGE = 100

# The fields of a response (l.95-106, 167-176, 228-251). The customer, the items and the due date
# are accepted and stored, but no documented response has them.
_SHOWN = (
    *("id", "reference", "name", "description", "amount", "currency", "status"),
    *("metadata", "shipping", "created_at", "updated_at"),
)
_CREATABLE = (
    *("amount", "currency", "customer_email", "customer_name"),
    *("line_items", "due_date", "metadata"),
)
# l.253-287, and the fields of creation (l.180)
_UPDATABLE = (*_CREATABLE, "description", "shipping")


_INDEXED = {
    "status": Field(lambda invoice: str(invoice.get("status")).lower(), sought=True),
    # The day (UTC) in YYYY-MM-DD, which is in order as a text.
    "day": Field(lambda invoice: str(invoice.get("created_at"))[:10], sought=True),
}


def _wanted(status: str | None, start: date | None, end: date | None) -> list[Condition]:
    """Return the filters of a list request; the dates are inclusive."""
    conditions = (
        Where("status", "eq", (status.lower(),)) if status else None,
        Where("day", "ge", (start.isoformat(),)) if start else None,
        Where("day", "le", (end.isoformat(),)) if end else None,
    )
    return [each for each in conditions if each]


def _create(asked: Asked, shelf: Shelf) -> Reply:
    """l.57-133.

    The status is 200, as for get and list (l.165, 357); the page shows none for create. A new
    invoice is unpaid, although l.100 shows one that is already paid.
    """
    now = _written(asked.now)
    invoice: Members = {
        "id": asked.new_id(),
        "reference": f"INV-{shelf.next_number()}",
        "status": "unpaid",
        **_given(asked, _CREATABLE),
        "created_at": now,
        "updated_at": now,
    }
    shelf.add(_thing(invoice))
    return Reply(200, _shown(invoice))


def _get(asked: Asked, shelf: Shelf) -> Reply:
    """l.135-176."""
    Parameters(asked.query).finish()
    return Reply(200, _shown(_held(asked, shelf)))


def _update(asked: Asked, shelf: Shelf) -> Reply:
    """l.178-339. An absent field keeps its value; null is stored as null."""
    before = _held(asked, shelf)
    moved = _later(asked.now, than=str(before["updated_at"]))
    invoice: Members = {**before, **_given(asked, _UPDATABLE), "updated_at": moved}
    shelf.replace(_thing(invoice))
    return Reply(200, _shown(invoice))


def _list(asked: Asked, shelf: Shelf) -> Reply:
    """l.341-394.

    Pagination is inferred from `meta` in the response (l.360-364); a page size above the maximum is
    reduced to it, as `meta` shows.
    """
    given = Parameters(asked.query)
    wanted = _wanted(given.text("status"), given.day("start_date"), given.day("end_date"))
    page = given.count("page", 1)
    per_page = min(given.count("per_page", 20), _MOST_PER_PAGE)
    given.finish()
    found = shelf.find(_KIND, wanted, offset=(page - 1) * per_page, limit=per_page)
    data: list[Json] = [_shown(each) for each in found]
    total = shelf.count(_KIND, wanted)
    meta: Members = {"total_count": total, "page": page, "per_page": per_page}
    return Reply(200, {"meta": meta, "data": data})


def _held(asked: Asked, shelf: Shelf) -> Members:
    wanted = asked.path["invoice_id"]
    invoice = shelf.get(_KIND, wanted)
    if invoice is None:
        raise RefusedError(404, f"there is no invoice {wanted}")
    return invoice


def _given(asked: Asked, names: Sequence[str]) -> Members:
    """Return the fields of the body.

    Query parameters and undocumented fields are refused here too: the behaviour must not depend on
    the schema.
    """
    Parameters(asked.query).finish()
    unknown = [f"$.{name}: cannot be set" for name in asked.body if name not in names]
    if unknown:
        raise RefusedError(422, *unknown)
    return asked.body


def _shown(invoice: Members) -> Members:
    return {name: invoice[name] for name in _SHOWN if name in invoice}


def _thing(invoice: Members) -> Thing:
    return Thing(_KIND, str(invoice["id"]), invoice)


def _written(moment: datetime) -> str:
    """Format a time in UTC with milliseconds, as in l.104."""
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _later(moment: datetime, than: str) -> str:
    """Return `moment`, or the first time after `than`: every update changes the time."""
    first = datetime.fromisoformat(than) + timedelta(milliseconds=1)
    return _written(max(moment, first))


def _refusal(_status: int, message: str) -> Json:
    """Return the body of an error in the form that the service's other pages suggest."""
    return {"status": "error", "message": message}


def _documented(samples: Sequence[Sample]) -> list[Thing]:
    """Return the invoices of the documented responses: list first, then get and update.

    One id has two currencies (l.172, 371); that of the list wins. The created invoice is not
    included, because creating makes a new one.
    """
    found: dict[str, Thing] = {}
    for operation, invoices in _HOLDING.items():
        for sample in samples:
            for invoice in invoices(sample.answer) if sample.operation == operation else ():
                thing = _thing(invoice)
                found.setdefault(thing.id, thing)
    return list(found.values())


def _one(answer: Json) -> list[Members]:
    return [answer] if isinstance(answer, dict) else []


def _many(answer: Json) -> list[Members]:
    data = answer.get("data") if isinstance(answer, dict) else None
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []


_HOLDING: dict[str, Callable[[Json], list[Members]]] = {
    "list_invoices": _many,
    "get_invoice": _one,
    "update_invoice": _one,
}

PROVIDER = Provider(
    routes=(
        Route("POST", "/invoices", "create_invoice", _create, takes_body=True),
        Route("GET", "/invoices", "list_invoices", _list),
        Route("GET", "/v1/invoices", "list_invoices", _list),  # l.345 prints this one
        Route("GET", "/invoices/{invoice_id}", "get_invoice", _get),
        # The page says PUT once (l.180) and PATCH twice (l.182, 291).
        Route("PATCH", "/invoices/{invoice_id}", "update_invoice", _update, takes_body=True),
    ),
    refusal=_refusal,
    documented=_documented,
    imagined=imagined,
    indexed={_KIND: _INDEXED},
)
