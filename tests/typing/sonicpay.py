"""What type checkers must see of the package; checked by mypy and pyright, never run.

The lines with an ignore must be errors: an ignore that is not needed is an error, too.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import aclosing
from datetime import date, datetime
from decimal import Decimal
from typing import Any, assert_type

from sonicpay_client import (
    UNSET,
    APIError,
    AsyncItemIterator,
    AsyncSonicPay,
    CreateInvoiceArguments,
    Invoice,
    InvoicePage,
    InvoiceStatus,
    ItemIterator,
    LineItem,
    LineItemDict,
    NotFoundError,
    ResponseDecodeError,
    Shipping,
    ShippingAddress,
    SonicPay,
    UnsetType,
)

client = SonicPay(token=lambda: "token", timeout=None, strict=True)

item: LineItemDict = {"name": "Product 1", "amount": 5000, "quantity": 2}
arguments: CreateInvoiceArguments = {
    "amount": 10000,
    "currency": "USDT",
    "customer_email": "customer@example.com",
    "customer_name": "John Doe",
    "line_items": [item, LineItem(name="Product 2", amount=2500, quantity=1)],
    "due_date": date(2022, 5, 30),
    "metadata": {"order_id": "12345"},
}
invoice = client.create_invoice(**arguments)
assert_type(invoice, Invoice)
assert_type(invoice.amount, Decimal)
assert_type(invoice.status, InvoiceStatus)
assert_type(invoice.created_at, datetime)
assert_type(invoice.description, str | None | UnsetType)
assert_type(invoice.metadata, dict[str, Any] | None | UnsetType)
if invoice.shipping is not UNSET and invoice.shipping is not None:
    assert_type(invoice.shipping, Shipping)

page = client.list_invoices(status="paid", start_date=date(2022, 1, 1), page=2)
assert_type(page, InvoicePage)
assert_type(page.data, list[Invoice])
assert_type(page.meta.total_count, int)
assert_type(client.iter_invoices(status=InvoiceStatus.PAID), ItemIterator[Invoice, InvoicePage])

client.update_invoice("id", amount=Decimal("15.5"), description=None)
client.update_invoice("id", amount=15, shipping={"amount": 2, "address": {"city": "Riga"}})
client.update_invoice("id", shipping=Shipping(address=ShippingAddress(city="Riga")))
client.update_invoice("id", shipping={"address": ShippingAddress(city="Riga")})

client.update_invoice("id", amount=15.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
client.update_invoice("id", amount=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
client.update_invoice("id", sum=1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
client.get_invoice(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
client.list_invoices("paid")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
wrong: LineItemDict = {"name": "x", "amout": 1, "quantity": 1}  # type: ignore[typeddict-item]  # pyright: ignore[reportAssignmentType]

items: Iterator[Invoice] = client.iter_invoices()
assert_type(next(client.iter_invoices()), Invoice)
assert_type(client.iter_invoices().pages(), Generator[InvoicePage, None, None])
assert_type(list(page), list[Invoice])
assert_type(len(page), int)
assert_type(page.next_arguments, dict[str, Any] | None)
if page.next_arguments is not None:
    assert_type(client.list_invoices(**page.next_arguments), InvoicePage)
page.next_arguments = None  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


async def asynchronous() -> None:
    async with AsyncSonicPay(token="token") as client:
        assert_type(client, AsyncSonicPay)
        assert_type(await client.get_invoice("id"), Invoice)
        iterator = client.iter_invoices(per_page=10)
        assert_type(iterator, AsyncItemIterator[Invoice, InvoicePage])
        later: AsyncIterator[Invoice] = client.iter_invoices()
        assert_type(await anext(later), Invoice)
        assert_type(client.iter_invoices().pages(), AsyncGenerator[InvoicePage, None])
        async with aclosing(client.iter_invoices()) as closing:
            assert_type(closing, AsyncItemIterator[Invoice, InvoicePage])
        async for invoice in iterator:
            assert_type(invoice, Invoice)


def every_error(error: APIError) -> None:
    assert_type(error.operation, str)
    assert_type(error.method, str)
    assert_type(error.url, str)
    assert_type(error.status_code, int | None)
    assert_type(error.request_id, str | None)
    assert_type(error.headers, dict[str, str] | None)
    assert_type(error.body, Any)


def decoding(error: ResponseDecodeError) -> None:
    assert_type(error.json_path, str)
    assert_type(error.status_code, int | None)
    error.path  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


def errors(error: NotFoundError) -> None:
    assert_type(error.status_code, int)
    assert_type(error.headers, dict[str, str])
    assert_type(error.url, str)
    assert_type(error.request_id, str | None)
    assert_type(error.retry_after, float | None)
