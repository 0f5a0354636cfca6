"""What type checkers must see of the package; checked by mypy and pyright, never run.

The lines with an ignore must be errors: an ignore that is not needed is an error, too.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import aclosing
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, assert_type

from subsbase_client import (
    AsyncItemIterator,
    AsyncSubsBase,
    FilterOperator,
    Invoice,
    InvoiceGQLInputType,
    InvoicePage,
    ItemIterator,
    OperationFailedError,
    Pagination,
    SortingDirection,
    SubsBase,
)

client = SubsBase(site_id="site", token=lambda: "token")

page = client.list_invoices(
    filter=[{"field": "number", "operator": FilterOperator.CONTAINS, "value": "1024"}],
    sorting=[{"field": "number", "direction": SortingDirection.ASCENDING}],
    pagination={"page": 1, "perPage": 10},
)
assert_type(page, InvoicePage)
assert_type(page.data, list[Invoice])
assert_type(page.pagination, Pagination)
assert_type(page.pagination.total_records, int)
assert_type(client.iter_invoices(), ItemIterator[Invoice, InvoicePage])

invoice = client.create_invoice(
    customer_id="c",
    requester_id="r",
    invoice={"total": Decimal("1.10"), "billedOn": datetime(2024, 1, 1, tzinfo=UTC)},
)
assert_type(invoice, Invoice)
assert_type(invoice.id, str)
assert_type(invoice.total, Decimal | None)
client.create_invoice(customer_id="c", requester_id="r", invoice=InvoiceGQLInputType(number="1"))
client.create_invoice(customer_id="c", requester_id="r", invoice={"total": 1.1})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
assert_type(client.get_invoice("1"), Invoice)
assert_type(client.get_invoice(invoice_id="1"), Invoice)
client.mark_invoice_as_paid(invoice_id="1", requester_id="r", site_payment_method_id="m")
client.void_invoice(invoice_id="1")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
client.list_invoices(site_id="other")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

items: Iterator[Invoice] = client.iter_invoices()
assert_type(next(client.iter_invoices()), Invoice)
assert_type(client.iter_invoices().pages(), Generator[InvoicePage, None, None])
assert_type(list(page), list[Invoice])
assert_type(len(page), int)
assert_type(page.next_arguments, dict[str, Any] | None)
if page.next_arguments is not None:
    assert_type(client.list_invoices(**page.next_arguments), InvoicePage)
page.next_arguments = None  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


async def main() -> None:
    async with AsyncSubsBase() as client:
        assert_type(await client.get_invoice("1"), Invoice)
        assert_type(client.iter_invoices(), AsyncItemIterator[Invoice, InvoicePage])
        later: AsyncIterator[Invoice] = client.iter_invoices()
        assert_type(await anext(later), Invoice)
        assert_type(client.iter_invoices().pages(), AsyncGenerator[InvoicePage, None])
        async with aclosing(client.iter_invoices()) as closing:
            assert_type(closing, AsyncItemIterator[Invoice, InvoicePage])
        try:
            await client.void_invoice(invoice_id="1", requester_id="r")
        except OperationFailedError as error:
            assert_type(error.message, str | None)
