"""Every operation, sync and async: what arrives, and what comes back."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sonicpay_client import (
    UNSET,
    AuthenticationError,
    Error,
    Invoice,
    InvoicePage,
    InvoiceStatus,
    LineItem,
    NotFoundError,
    Shipping,
    ShippingAddress,
    UnprocessableEntityError,
)

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller
from tests.contract.samples import exact

NEW = {
    "amount": 10000,
    "currency": "USDT",
    "customer_email": "customer@example.com",
    "customer_name": "John Doe",
    "line_items": [{"name": "Product 1", "amount": 5000, "quantity": 2}],
    "due_date": date(2022, 5, 30),
    "metadata": {"order_id": "12345"},
}


def test_create(client: Caller, emulator: Emulator) -> None:
    invoice = client.create_invoice(**NEW)
    (arrived,) = emulator.requests("create_invoice")

    assert (arrived.method, arrived.path) == ("POST", "/invoices")
    assert arrived.headers["authorization"] == "Bearer test"
    assert arrived.headers["content-type"] == "application/json"
    assert arrived.headers["user-agent"].startswith("sonicpay-client/")
    assert exact(arrived.body) == {
        **NEW,
        "amount": Decimal(10000),
        "line_items": [{"name": "Product 1", "amount": Decimal(5000), "quantity": Decimal(2)}],
        "due_date": "2022-05-30",
    }
    assert isinstance(invoice, Invoice)
    assert invoice.amount == Decimal(10000)
    assert isinstance(invoice.amount, Decimal)
    assert invoice.status is InvoiceStatus.UNPAID
    assert invoice.metadata == {"order_id": "12345"}
    assert invoice.created_at.tzinfo is not None


def test_get_what_was_created(client: Caller) -> None:
    created = client.create_invoice(**NEW)
    assert client.get_invoice(created.id) == created
    assert client.get_invoice(invoice_id=created.id) == created


def test_inputs_may_be_structs(client: Caller, emulator: Emulator) -> None:
    client.create_invoice(
        **{**NEW, "line_items": [LineItem(name="Product 1", amount=5000, quantity=2)]}
    )
    client.update_invoice(
        "invoice_id",
        shipping=Shipping(amount=Decimal("2.50"), address=ShippingAddress(city="Riga")),
    )

    created, updated = (exact(arrived.body) for arrived in emulator.requests())
    assert created["line_items"] == [
        {"name": "Product 1", "amount": Decimal(5000), "quantity": Decimal(2)}
    ]
    assert updated == {"shipping": {"amount": Decimal("2.50"), "address": {"city": "Riga"}}}


def test_update_is_a_patch_and_sparse(client: Caller, emulator: Emulator) -> None:
    before = client.get_invoice("invoice_id")
    after = client.update_invoice("invoice_id", amount=Decimal("99.90"))
    (arrived,) = emulator.requests("update_invoice")

    assert (arrived.method, arrived.path) == ("PATCH", "/invoices/invoice_id")
    assert arrived.body == b'{"amount":99.90}'
    assert str(after.amount) == "99.90"
    assert (after.description, after.shipping) == (before.description, before.shipping)


def test_none_is_sent_as_null_and_unset_not_at_all(client: Caller, emulator: Emulator) -> None:
    after = client.update_invoice("invoice_id", description=None, currency=UNSET)
    (arrived,) = emulator.requests("update_invoice")

    assert arrived.body == b'{"description":null}'
    assert after.description is None
    assert after.name is UNSET


def test_list(client: Caller, emulator: Emulator) -> None:
    page = client.list_invoices()
    (arrived,) = emulator.requests("list_invoices")

    assert (arrived.method, arrived.path, arrived.raw_query) == ("GET", "/invoices", "")
    assert arrived.body == b""
    assert "content-type" not in arrived.headers
    assert isinstance(page, InvoicePage)
    assert [invoice.id[-1] for invoice in page.data[:2]] == ["d", "e"]
    assert page.meta.page == 1


def test_list_filtered(client: Caller, emulator: Emulator) -> None:
    page = client.list_invoices(
        status=InvoiceStatus.PAID, start_date=date(2022, 1, 1), end_date=date(2022, 12, 31)
    )
    (arrived,) = emulator.requests("list_invoices")

    assert arrived.query == (
        ("status", "paid"),
        ("start_date", "2022-01-01"),
        ("end_date", "2022-12-31"),
    )
    assert {invoice.status for invoice in page.data} == {InvoiceStatus.PAID}
    assert client.list_invoices(start_date=date(2022, 9, 6)).data == []


def test_iter_asks_for_one_page_at_a_time(client: Caller, emulator: Emulator) -> None:
    for _ in range(7):
        client.create_invoice(**NEW)
    everything = client.list_invoices(per_page=100).data

    assert client.iter_invoices(per_page=4) == everything
    assert client.iter_invoices(per_page=4, page=2) == everything[4:]
    first, *asked = [dict(arrived.query) for arrived in emulator.requests("list_invoices")]
    assert first == {"per_page": "100"}
    assert [query["page"] for query in asked] == ["1", "2", "3", "2", "3"]


def test_ids_cannot_leave_their_segment(client: Caller, emulator: Emulator) -> None:
    with pytest.raises(NotFoundError):
        client.get_invoice("../v1/invoices?status=paid")
    assert emulator.requests()[-1].path == "/invoices/..%2Fv1%2Finvoices%3Fstatus%3Dpaid"
    with pytest.raises(ValueError, match="invoice_id"):
        client.get_invoice("")


def test_unknown_id(client: Caller) -> None:
    with pytest.raises(NotFoundError) as caught:
        client.get_invoice("nobody")
    assert caught.value.status_code == 404
    assert caught.value.body["message"]
    assert caught.value.problem == Error(**caught.value.body)


def test_refused_body(client: Caller) -> None:
    with pytest.raises(UnprocessableEntityError, match=r"\$\.currency"):
        client.update_invoice("invoice_id", currency=None)


@pytest.mark.parametrize("token", ["invalid-1"])
def test_refused_token(connect, emulator: Emulator, token: str) -> None:
    with pytest.raises(AuthenticationError) as caught:
        connect(base_url=emulator.url("sonicpay"), token=token).list_invoices()
    assert caught.value.status_code == 401
    assert token not in f"{caught.value} {caught.value!r} {caught.value.__dict__}"


def test_credentials_from_the_environment(connect, emulator: Emulator, monkeypatch) -> None:
    monkeypatch.setenv("SONICPAY_TOKEN", "from-environment")
    monkeypatch.setenv("SONICPAY_BASE_URL", emulator.url("sonicpay"))
    connect(token=None).list_invoices()
    assert emulator.requests()[0].headers["authorization"] == "Bearer from-environment"


def test_tokens_are_tenants(connect, emulator: Emulator) -> None:
    one, other = (
        connect(base_url=emulator.url("sonicpay"), token=token) for token in ("one", "other")
    )
    created = one.create_invoice(**NEW)
    with pytest.raises(NotFoundError):
        other.get_invoice(created.id)


@pytest.mark.parametrize("value", [datetime(2022, 1, 1, tzinfo=UTC), 5, True])
def test_a_day_is_a_date(value: object, client: Caller, emulator: Emulator) -> None:
    with pytest.raises(TypeError, match="start_date"):
        client.list_invoices(start_date=value)
    assert emulator.requests() == []
