"""The invoices of SubsBase.

Written by hand from the documentation page; "l." refers to its lines. Where the page is silent or
contradicts itself, a comment beside the code names the choice. Only paying and voiding change an
invoice, and no response shows which of the two happened.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from ...exact import Json, Members
from ...provider import Call, DeclinedError, ErrorKind, Graph, Provider
from ...samples import Sample
from ...store import Thing
from .demo import imagined
from .lists import INDEXED, FailedError, page_of, wanted_of

_KIND: Final = "invoice"
_SITE_HEADER = "x-site-id"  # l.9

# The requests and responses of l.14-160, without the `variables` and `data` that no response has.
_SERVES = """
scalar Decimal
scalar DateTime
type Query {
  invoices(
    siteId: String
    pagination: PaginationGQLInputType
    sorting: [SortingGQLInputType]
    filter: [FilterGQLInputType]
  ): InvoicePage
  invoice(siteId: String, invoiceId: String): Invoice
}
type Mutation {
  createInvoiceMutation(
    siteId: String
    customerId: String
    requesterId: String
    invoice: InvoiceGQLInputType
  ): CreateInvoiceResult
  markInvoiceAsPaid(
    siteId: String
    invoiceId: String
    requesterId: String
    sitePaymentMethodId: String
  ): MarkInvoiceAsPaidResult
  voidInvoice(siteId: String, invoiceId: String, requesterId: String): VoidInvoiceResult
}
type Invoice {
  id: String
  number: String
  total: Decimal
  customerId: String
  siteId: String
  billedOn: DateTime
  dueOn: DateTime
}
type InvoicePage { isSuccess: Boolean message: String pagination: Pagination data: [Invoice] }
type Pagination { page: Int perPage: Int totalRecords: Int }
type CreateInvoiceResult { isSuccess: Boolean message: String value: Invoice }
type MarkInvoiceAsPaidResult { isSuccess: Boolean message: String }
type VoidInvoiceResult { isSuccess: Boolean message: String }
enum SortingDirection { Ascending Descending }
enum FilterOperator { Contains Equal }
input PaginationGQLInputType { page: Int perPage: Int }
input SortingGQLInputType { field: String direction: SortingDirection }
input FilterGQLInputType { field: String operator: FilterOperator value: String }
input InvoiceGQLInputType { number: String total: Decimal billedOn: DateTime dueOn: DateTime }
"""


def _list(call: Call, given: Members) -> Members:
    """l.14-53: all filters must match; without an order, invoices are in creation order."""
    site = _site(call, given)
    wanted = wanted_of(given, site)
    offset, limit, counts = page_of(given)
    found = call.shelf.find(_KIND, wanted.filters, wanted.orders, offset, limit)
    total = call.shelf.count(_KIND, wanted.filters)
    data: list[Json] = [_shown(each, site) for each in found]
    return {"pagination": {**counts, "totalRecords": total}, "data": data}


def _get(call: Call, given: Members) -> Json:
    """l.55-63: there is no envelope, so an unknown invoice is null and a wrong site an error."""
    try:
        site = _site(call, given)
    except FailedError as failed:
        raise DeclinedError(str(failed), {"code": "SITE_MISMATCH"}) from None
    invoice = call.shelf.get(_KIND, str(given["invoiceId"]))
    return _shown(invoice, site) if invoice and _is_of(invoice, site) else None


def _create(call: Call, given: Members) -> Members:
    """l.65-97: the customer gets an invoice with a new id.

    It gets a number if none is given; every other absent field is null. The page never explains
    customers and requesters, so any id is accepted.
    """
    asked = given["invoice"]
    assert isinstance(asked, dict)
    invoice: Members = {
        "id": call.new_id(),
        "number": asked.get("number") or str(1024 + call.shelf.next_number()),
        "total": asked.get("total"),
        "customerId": given["customerId"],
        "siteId": _site(call, given),
        "billedOn": asked.get("billedOn"),
        "dueOn": asked.get("dueOn"),
        "state": "open",
    }
    call.shelf.add(_thing(invoice))
    return {"value": invoice}


def _pay(call: Call, given: Members) -> Members:
    """l.99-128. A void or paid invoice cannot be paid."""
    invoice = _held(call, given)
    if invoice["state"] != "open":
        raise FailedError(f"the invoice {invoice['id']} is {invoice['state']}")
    return _became(call, invoice, "paid")


def _void(call: Call, given: Members) -> Members:
    """l.130-159. A paid invoice can still be voided, a void one cannot."""
    invoice = _held(call, given)
    if invoice["state"] == "void":
        raise FailedError(f"the invoice {invoice['id']} is void")
    return _became(call, invoice, "void")


def _became(call: Call, invoice: Members, state: str) -> Members:
    call.shelf.replace(_thing({**invoice, "state": state}))
    return {}


def _held(call: Call, given: Members) -> Members:
    site, wanted = _site(call, given), str(given["invoiceId"])
    invoice = call.shelf.get(_KIND, wanted)
    if invoice is None or not _is_of(invoice, site):
        raise FailedError(f"there is no invoice {wanted}")
    return invoice


def _site(call: Call, given: Members) -> str:
    """Return the site; the header (l.9) and the argument `siteId` must be equal."""
    header, site = call.headers[_SITE_HEADER], str(given["siteId"])
    if site != header:
        raise FailedError(f"siteId is {site}, but the header X-SITE-ID is {header}")
    return site


def _is_of(invoice: Members, site: str) -> bool:
    """Whether an invoice is of the site; those of a seed are of every site that a token names."""
    return invoice["siteId"] in (None, site)


def _shown(invoice: Members, site: str) -> Members:
    return {**invoice, "siteId": site}


def _thing(invoice: Members) -> Thing:
    return Thing(_KIND, str(invoice["id"]), invoice)


def _result(
    behave: Callable[[Call, Members], Members], *payload: str
) -> Callable[[Call, Members], Json]:
    """Wrap a result in the envelope; a failure has a message and no payload (l.87-97)."""

    def answer(call: Call, given: Members) -> Json:
        try:
            return {"isSuccess": True, "message": "", **behave(call, given)}
        except FailedError as failed:
            nothing: Members = dict.fromkeys(payload)
            return {"isSuccess": False, "message": str(failed), **nothing}

    return answer


def _refusal(_status: int, message: str) -> Json:
    """Return the body of a refusal as a GraphQL error; the page shows no error."""
    return {"errors": [{"message": message}]}


def _explain(kind: ErrorKind, error: Members) -> Members:
    return {**error, "extensions": {"code": kind}}


def _documented(samples: Sequence[Sample]) -> list[Thing]:
    """Return the created invoice (l.87-97), which the other operations can refer to.

    The page shows only its id; the number is the one that the list filters by (l.50).
    """
    created = (_created_id(s.answer) for s in samples if s.operation == "create_invoice")
    ids = dict.fromkeys(each for each in created if isinstance(each, str))
    return [
        _thing(
            {
                "id": each,
                "number": str(number),
                "total": Decimal("100.00"),
                "customerId": "customer_id",
                "siteId": None,
                "billedOn": "2024-01-01T00:00:00Z",
                "dueOn": "2024-01-31T00:00:00Z",
                "state": "open",
            }
        )
        for number, each in enumerate(ids, 1024)
    ]


def _created_id(answer: Json) -> Json:
    for name in ("data", "createInvoiceMutation", "value", "id"):
        answer = answer.get(name) if isinstance(answer, dict) else None
    return answer


PROVIDER = Provider(
    graph=Graph(
        serves=_SERVES,
        scalars={"Decimal": "decimal", "DateTime": "date-time"},
        fields={
            "Query.invoices": _result(_list, "pagination", "data"),
            "Query.invoice": _get,
            "Mutation.createInvoiceMutation": _result(_create, "value"),
            "Mutation.markInvoiceAsPaid": _result(_pay),
            "Mutation.voidInvoice": _result(_void),
        },
        operations={
            "invoices": "list_invoices",
            "invoice": "get_invoice",
            "createInvoiceMutation": "create_invoice",
            "markInvoiceAsPaid": "mark_invoice_as_paid",
            "voidInvoice": "void_invoice",
        },
        explain=_explain,
        headers=(_SITE_HEADER,),
    ),
    refusal=_refusal,
    documented=_documented,
    imagined=imagined,
    indexed={_KIND: INDEXED},
    base="/core/graphql",  # l.3
)
