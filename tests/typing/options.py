"""What type checkers see of options, raw responses, events and differences.

Lines with an ignore are errors: a checker complains of an ignore that hides none.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, assert_type

from quickbooks_client import AsyncQuickBooks, DeleteResult
from quickbooks_client import Response as QuickBooksResponse
from sonicpay_client import (
    AsyncItemIterator,
    AsyncSonicPay,
    CallEvent,
    Drift,
    FailureEvent,
    Invoice,
    InvoicePage,
    ItemIterator,
    RequestEvent,
    Response,
    ResponseEvent,
    RetryEvent,
    SonicPay,
    given,
)
from subsbase_client import Response as SubsBaseResponse
from subsbase_client import SubsBase


def on_drift(drift: Drift) -> None:
    assert_type((drift.operation, drift.json_path), tuple[str, str])
    assert_type((drift.expected, drift.got), tuple[str, str])


def on_event(event: CallEvent) -> float:
    match event:
        case RequestEvent():
            return float(event.attempt)
        case ResponseEvent():
            return event.elapsed
        case RetryEvent():
            return event.delay
        case FailureEvent():
            return event.elapsed


def created() -> SonicPay:
    return SonicPay(max_retries=5, on_drift=on_drift, on_event=on_event, deadline=None)


class Shop(SonicPay):
    """A client with methods of its caller."""


def views(client: SonicPay, shop: Shop) -> None:
    view = client.with_options(
        timeout=5,
        deadline=None,
        max_retries=0,
        extra_headers={"X-Trace": "1"},
        strict=True,
        on_drift=on_drift,
        on_event=None,
    )
    assert_type(view, SonicPay)
    assert_type(shop.with_options(max_retries=1), Shop)
    client.with_options(max_retries="2")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    client.with_options(base_url="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def raw(client: SonicPay) -> None:
    response = client.raw.get_invoice("1", extra_headers={"X-Trace": "1"})
    assert_type(response, Response[Invoice])
    assert_type(response.value, Invoice)
    assert_type(response.headers, Mapping[str, str])
    assert_type((response.status_code, response.attempts), tuple[int, int])
    assert_type((response.elapsed, response.request_id), "tuple[float, str | None]")
    assert_type(response.body, bytes)
    assert_type(client.raw.list_invoices().value.next_arguments, dict[str, Any] | None)
    client.raw.get_invoice(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


async def raw_async(client: AsyncSonicPay, books: AsyncQuickBooks) -> None:
    assert_type(await client.raw.list_invoices(page=2), Response[InvoicePage])
    deleted = await books.raw.delete_bill("1")
    assert_type(deleted, QuickBooksResponse[DeleteResult])
    assert_type(await client.with_options(deadline=3).get_invoice("1"), Invoice)


def raw_graphql(client: SubsBase) -> None:
    assert_type(client.raw.void_invoice(invoice_id="1", requester_id="2"), SubsBaseResponse[None])


def pages(client: SonicPay) -> None:
    found = client.iter_invoices(per_page=100, extra_headers={"X-Trace": "1"})
    assert_type(found, ItemIterator[Invoice, InvoicePage])
    for page in found.pages():
        assert_type(page, InvoicePage)
        assert_type(list(page), list[Invoice])
    page = client.list_invoices()
    if page.next_arguments is not None:
        assert_type(client.list_invoices(**page.next_arguments), InvoicePage)


async def pages_async(client: AsyncSonicPay) -> None:
    found = client.iter_invoices()
    assert_type(found, AsyncItemIterator[Invoice, InvoicePage])
    async for page in found.pages():
        assert_type(len(page), int)


def absent(invoice: Invoice) -> None:
    assert_type(given(invoice.amount), Decimal | None)
    assert_type(given(invoice.name), str | None)
