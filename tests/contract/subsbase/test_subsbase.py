"""Every operation of SubsBase, sync and async: what arrives, and what comes back."""

import json
import pickle
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from subsbase_client import (
    AuthenticationError,
    Invoice,
    InvoiceGQLInputType,
    InvoicePage,
    NotFoundError,
    OperationFailedError,
    ResponseDecodeError,
    SortingDirection,
)

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller, Canned
from tests.contract.samples import exact

NEW = {
    "number": "7",
    "total": Decimal("12.50"),
    "billedOn": datetime(2024, 1, 1, tzinfo=UTC),
    "dueOn": datetime(2024, 1, 31, tzinfo=UTC),
}
WHO = {"customer_id": "customer", "requester_id": "requester"}


def test_the_site_is_given_once(client: Caller, emulator: Emulator) -> None:
    client.list_invoices()
    client.create_invoice(**WHO, invoice=NEW)
    client.get_invoice("invoice_id")
    client.mark_invoice_as_paid(
        invoice_id="invoice_id", requester_id="r", site_payment_method_id="m"
    )
    client.void_invoice(invoice_id=client.create_invoice(**WHO, invoice=NEW).id, requester_id="r")
    for arrived in emulator.requests():
        assert arrived.headers["x-site-id"] == "site"
        assert exact(arrived.body)["variables"]["siteId"] == "site"
        assert arrived.headers["authorization"] == "Bearer test"


def test_create_and_get(client: Caller, emulator: Emulator) -> None:
    invoice = client.create_invoice(**WHO, invoice=NEW)
    assert isinstance(invoice, Invoice)
    assert (str(invoice.total), invoice.number) == ("12.50", "7")
    assert invoice.billed_on == NEW["billedOn"]
    assert (invoice.customer_id, invoice.site_id) == ("customer", "site")
    assert client.get_invoice(invoice.id) == invoice
    (arrived,) = emulator.requests("create_invoice")
    assert b'"total":12.50' in arrived.body


def test_a_struct_does_as_well(client: Caller) -> None:
    given = InvoiceGQLInputType(number="8", total=Decimal("1.10"))
    assert client.create_invoice(**WHO, invoice=given).number == "8"


def test_list_filters_and_sorts(client: Caller) -> None:
    for number in ("21", "22", "31"):
        client.create_invoice(**WHO, invoice={**NEW, "number": number})
    page = client.list_invoices(
        filter=[{"field": "number", "operator": "Contains", "value": "2"}],
        sorting=[{"field": "number", "direction": SortingDirection.DESCENDING}],
        pagination={"page": 1, "perPage": 2},
    )
    assert isinstance(page, InvoicePage)
    assert [invoice.number for invoice in page.data] == ["22", "21"]
    assert (page.pagination.page, page.pagination.per_page) == (1, 2)
    assert page.pagination.total_records == 3  # 1024 is the documented one


def test_iterating_goes_through_every_page(client: Caller, emulator: Emulator) -> None:
    for number in range(4):
        client.create_invoice(**WHO, invoice={**NEW, "number": str(number)})
    order = [{"field": "number", "direction": "Ascending"}]
    found = client.iter_invoices(pagination={"perPage": 2}, sorting=order)
    assert [invoice.number for invoice in found] == ["0", "1", "1024", "2", "3"]
    (last,) = client.iter_invoices(pagination={"page": 3, "perPage": 2}, sorting=order)
    assert last == found[-1]
    pages = [exact(one.body)["variables"]["pagination"] for one in emulator.requests()[4:]]
    assert [(int(one["page"]), int(one["perPage"])) for one in pages] == [
        (1, 2),
        (2, 2),
        (3, 2),
        (3, 2),
    ]


def test_paying_and_voiding_return_nothing(client: Caller) -> None:
    invoice = client.create_invoice(**WHO, invoice=NEW)
    assert client.void_invoice(invoice_id=invoice.id, requester_id="r") is None
    with pytest.raises(OperationFailedError) as caught:
        client.mark_invoice_as_paid(
            invoice_id=invoice.id, requester_id="r", site_payment_method_id="m"
        )
    assert caught.value.message
    assert caught.value.message in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.message, again.body) == (caught.value.message, caught.value.body)


def test_what_is_not_there(client: Caller) -> None:
    with pytest.raises(NotFoundError) as caught:
        client.get_invoice("nobody")
    assert caught.value.status_code == 200
    with pytest.raises(OperationFailedError):
        client.void_invoice(invoice_id="nobody", requester_id="r")


def test_a_list_that_fails(client: Caller) -> None:
    """Data and paging are null then, which the types do not say: success is looked at first."""
    with pytest.raises(OperationFailedError, match="nothing"):
        client.list_invoices(filter=[{"field": "nothing", "operator": "Equal", "value": "1"}])


def test_success_without_a_value_is_no_success(connect, canned: Canned) -> None:
    answer = {"isSuccess": True, "message": "", "value": None}
    canned.body = json.dumps({"data": {"createInvoiceMutation": answer}}).encode()
    with pytest.raises(ResponseDecodeError) as caught:
        connect(base_url=canned.url).create_invoice(**WHO, invoice=NEW)
    assert caught.value.json_path == "$.data.createInvoiceMutation.value"


def test_a_failure_without_a_word(connect, canned: Canned) -> None:
    answer = {"isSuccess": False, "message": ""}
    canned.body = json.dumps({"data": {"voidInvoice": answer}}).encode()
    with pytest.raises(OperationFailedError) as caught:
        connect(base_url=canned.url).void_invoice(invoice_id="1", requester_id="r")
    assert caught.value.message is None


def test_tokens(connect, emulator: Emulator) -> None:
    with pytest.raises(AuthenticationError):
        connect(base_url=emulator.url("subsbase"), token="invalid-token").list_invoices()


def test_credentials_come_from_the_environment(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    from subsbase_client import ConfigurationError, SubsBase

    monkeypatch.setenv("SUBSBASE_TOKEN", "t")
    monkeypatch.setenv("SUBSBASE_BASE_URL", emulator.url("subsbase"))
    with pytest.raises(ConfigurationError, match="SUBSBASE_SITE_ID"):
        SubsBase()
    monkeypatch.setenv("SUBSBASE_SITE_ID", "other")
    with SubsBase() as client:
        client.list_invoices()
    assert emulator.requests()[0].headers["x-site-id"] == "other"
