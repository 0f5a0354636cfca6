"""What type checkers must see of the package; checked by mypy and pyright, never run.

The lines with an ignore must be errors: an ignore that is not needed is an error, too.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import aclosing
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, assert_type

from sonderplan_client import (
    AsyncItemIterator,
    AsyncSonderplan,
    FilterOperator,
    Invoice,
    InvoiceClient,
    InvoicePage,
    InvoiceStatus,
    InvoiceStatusId,
    ItemIterator,
    ListInvoicesArguments,
    Pagination,
    Sonderplan,
    UnsetType,
)

client = Sonderplan()

arguments: ListInvoicesArguments = {"id": [1, 2], "filter_operator": "AND"}
page = client.list_invoices(**arguments)
assert_type(page, InvoicePage)
assert_type(page.meta.pagination, Pagination)
assert_type(page.meta.pagination.total, int)

client.list_invoices(
    number=(892, 893),
    status_id=InvoiceStatusId.PAID,
    from_time=datetime(2022, 1, 1, tzinfo=UTC),
    to_time=1388552400,
    created_sp_flag=True,
    fields=["id", "total"],
    filter_operator=FilterOperator.AND,
)
client.list_invoices(status_id=4)
client.list_invoices(number=892)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
client.list_invoices(from_time=date(2022, 1, 1))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
client.list_invoices(created_sp_flag="true")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

invoice = page.data[0]
assert_type(invoice, Invoice)
assert_type(invoice.total, Decimal | None | UnsetType)
assert_type(invoice.created_sp_flag, bool | None | UnsetType)
assert_type(invoice.date, int | None | UnsetType)
assert_type(invoice.date_time_iso, datetime | None | UnsetType)
assert_type(invoice.status, list[InvoiceStatus] | None | UnsetType)
assert_type(invoice.current_status, InvoiceStatus | None)
assert_type(invoice.current_client, InvoiceClient | None)
if invoice.custom_fields:
    assert_type(invoice.custom_fields[0].value, Any | UnsetType)

assert_type(client.iter_invoices(limit=100, page=3), ItemIterator[Invoice, InvoicePage])

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
    async with AsyncSonderplan(token="token") as client:
        assert_type(await client.list_invoices(), InvoicePage)
        assert_type(client.iter_invoices(), AsyncItemIterator[Invoice, InvoicePage])
        later: AsyncIterator[Invoice] = client.iter_invoices()
        assert_type(await anext(later), Invoice)
        assert_type(client.iter_invoices().pages(), AsyncGenerator[InvoicePage, None])
        async with aclosing(client.iter_invoices()) as closing:
            assert_type(closing, AsyncItemIterator[Invoice, InvoicePage])
