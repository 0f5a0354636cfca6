"""What the SubsBase package promises, written by hand from the page; (l.N) is a line of it.

Each operation takes the site's id, and no method does: it is a credential of the client (l.9).
"""

import pytest
import subsbase_client
from subsbase_client import AsyncSubsBase, SubsBase

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller
from tests.contract.promises import enums, flat, methods, models, nullable, optional

ADDRESS = "https://api.subsbase.io/core/graphql"  # l.3, 7

ENUMS = {  # the first of each is on the page, the second is from elsewhere
    "SortingDirection(OpenEnum)": {"ASCENDING": "Ascending", "DESCENDING": "Descending"},  # l.43
    "FilterOperator(OpenEnum)": {"CONTAINS": "Contains", "EQUAL": "Equal"},  # l.49
}

OUTCOME = {"isSuccess": "bool", **nullable(message="str")}  # l.90-91, 123-124, 155-156

MODELS = {
    "Invoice": {  # l.27-28, 59-60, 73-79; only the id has a value in a response (l.93)
        "id": "str",
        **nullable(
            number="str",  # "1024", as text (l.50)
            total="Decimal",
            customerId="str",
            siteId="str",
            billedOn="AwareDatetime",
            dueOn="AwareDatetime",
        ),
    },
    "InvoicePage": {**OUTCOME, "pagination": "Pagination", "data": "list[Invoice]"},  # l.18-30
    "Pagination": {"page": "int", "perPage": "int", "totalRecords": "int"},  # l.21-25, 37-38
    "CreateInvoiceResult": {**OUTCOME, **nullable(value="Invoice")},  # l.68-82
    "MarkInvoiceAsPaidResult": OUTCOME,  # l.122-125
    "VoidInvoiceResult": OUTCOME,  # l.154-157
    # What an operation that fails is answered with is not said: there may be nothing.
    "ListInvoicesData": nullable(invoices="InvoicePage"),
    "GetInvoiceData": nullable(invoice="Invoice"),
    "CreateInvoiceData": nullable(createInvoiceMutation="CreateInvoiceResult"),
    "MarkInvoiceAsPaidData": nullable(markInvoiceAsPaid="MarkInvoiceAsPaidResult"),
    "VoidInvoiceData": nullable(voidInvoice="VoidInvoiceResult"),
    "PaginationGQLInputType": optional(page="int", perPage="int"),  # l.37-38
    "SortingGQLInputType": {
        "field": "str, called field_",
        "direction": "SortingDirection",
    },  # l.42-43
    "FilterGQLInputType": {  # l.48-50
        "field": "str, called field_",
        "operator": "FilterOperator",
        "value": "str",
    },
    "InvoiceGQLInputType": optional(  # not on the page: what an invoice has
        number="str", total="Decimal", billedOn="AwareDatetime", dueOn="AwareDatetime"
    ),
}

CHOICE = optional(  # l.16: no exclamation mark on the types of the variables, nor in their lists
    pagination="PaginationGQLInputTypeDict | PaginationGQLInputType",
    sorting="Sequence[SortingGQLInputTypeDict | SortingGQLInputType | None]",
    filter="Sequence[FilterGQLInputTypeDict | FilterGQLInputType | None]",
)

METHODS = {
    "list_invoices": {**CHOICE, "returns": "InvoicePage"},
    "iter_invoices": {**CHOICE, "returns": "ItemIterator[Invoice, InvoicePage]"},
    "get_invoice": {"invoice_id": "str, by position", "returns": "Invoice"},  # l.57
    "create_invoice": {  # l.67
        "customer_id": "str",
        "requester_id": "str",
        "invoice": "InvoiceGQLInputTypeDict | InvoiceGQLInputType",
        "returns": "Invoice",
    },
    "mark_invoice_as_paid": {  # l.101
        "invoice_id": "str",
        "requester_id": "str",
        "site_payment_method_id": "str",
        "returns": "None",
    },
    "void_invoice": {"invoice_id": "str", "requester_id": "str", "returns": "None"},  # l.134-135
}

CLIENTS = pytest.mark.parametrize("client", [SubsBase, AsyncSubsBase])


def test_models() -> None:
    assert flat(models(subsbase_client)) == flat(MODELS)


def test_enums() -> None:
    assert flat(enums(subsbase_client)) == flat(ENUMS)


@CLIENTS
def test_methods(client: type) -> None:
    assert flat(methods(client)) == flat(METHODS)


@CLIENTS
def test_the_address(client: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUBSBASE_BASE_URL", raising=False)
    assert repr(client(token="t", site_id="s")) == f"{client.__name__}(base_url={ADDRESS!r})"


def test_the_credentials(client: Caller, emulator: Emulator) -> None:
    client.list_invoices()
    headers = emulator.requests()[0].headers
    assert headers["authorization"] == "Bearer test"  # l.8
    assert headers["x-site-id"] == "site"  # l.9
