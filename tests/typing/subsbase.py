"""What type checkers must see of the package; checked by mypy and pyright, never run.

The lines with an ignore must be errors: an ignore that is not needed is an error, too.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import assert_type

from subsbase_client import (
    AsyncSubsBase,
    FilterOperator,
    Invoice,
    InvoiceGQLInputType,
    InvoicePage,
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
assert_type(client.iter_invoices(), Iterator[Invoice])

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


async def main() -> None:
    async with AsyncSubsBase() as client:
        assert_type(await client.get_invoice("1"), Invoice)
        assert_type(client.iter_invoices(), AsyncIterator[Invoice])
        try:
            await client.void_invoice(invoice_id="1", requester_id="r")
        except OperationFailedError as error:
            assert_type(error.message, str | None)
