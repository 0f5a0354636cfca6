# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""The asynchronous client. Each method is one operation; see `_operations` for what is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from . import _operations
from ._runtime import paging as _paging
from ._runtime.connection import AsyncConnection
from ._runtime.models import UNSET, UnsetType
from .inputs import (
    LineItemDict,
    ShippingDict,
)
from .models import (
    Invoice,
    InvoicePage,
    InvoiceStatus,
    LineItem,
    Shipping,
)

if TYPE_CHECKING:
    import httpx2


class AsyncSonicPay:
    """Create, read, update and list SonicPay invoices.

    Safe to share between tasks of one event loop; use it as a context manager, or call `aclose`.

    Args:
        token: the credential, or a function (plain or async) that returns it (asked before every request);
            `SONICPAY_TOKEN` in the environment by default.
        base_url: where the service is; `SONICPAY_BASE_URL` in the environment, or the
            service's own address by default.
        timeout: seconds to wait for the service; None waits for ever. 30 seconds by default, or
            what `http_client` says.
        http_client: a configured `httpx2.AsyncClient` to send with; it is yours to close.
        strict: tolerate nothing in responses: whatever the schema does not say raises
            `ResponseDecodeError`.

    Raises:
        APIError: a credential is missing.
    """

    def __init__(
        self,
        *,
        token: str | Callable[[], str | Awaitable[str]] | None = None,
        base_url: str | None = None,
        timeout: float | httpx2.Timeout | None | UnsetType = UNSET,
        http_client: httpx2.AsyncClient | None = None,
        strict: bool = False,
    ) -> None:
        self._connection = AsyncConnection(
            _operations.SERVICE,
            {
                "token": token,
            },
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            strict=strict,
        )

    async def list_invoices(
        self,
        *,
        status: InvoiceStatus | str | UnsetType = UNSET,
        start_date: date | UnsetType = UNSET,
        end_date: date | UnsetType = UNSET,
        page: int | UnsetType = UNSET,
        per_page: int | UnsetType = UNSET,
    ) -> InvoicePage:
        """List the account's invoices, one page at a time.

        Every invoice of the account (l.341-394), narrowed by status or by dates (l.391-393). In
        which unit a response's `amount` is, the page leaves unsaid: 15.5 (l.231) reads as major
        units, and create takes minor ones (l.19). Nothing is ever converted.

        If the service has no `/invoices`, `/v1/invoices` is tried: see errata SP-2.

        Corrected: SP-2, SP-9, SP-5, SP-34, SP-28.

        Args:
            status: Only invoices in this state (l.391, 393).
            start_date: Where the range begins; of which date, and whether this day is in it, is not said
                (l.391-393).
            end_date: Where the range ends; of which date, and whether this day is in it, is not said
                (l.391-393).
            page: Which page, from 1; a guess, after the response's `page` (l.362).
            per_page: How many invoices on a page; a guess, after the response's `per_page` (l.363).

        Returns:
            What the service responds with, as `InvoicePage`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            ValueError: an argument cannot stand in the path or the query (an empty id, a time
                without zone).
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
        """
        return await self._connection.send(
            _operations.list_invoices(
                status=status,
                start_date=start_date,
                end_date=end_date,
                page=page,
                per_page=per_page,
            )
        )

    def iter_invoices(
        self,
        *,
        status: InvoiceStatus | str | UnsetType = UNSET,
        start_date: date | UnsetType = UNSET,
        end_date: date | UnsetType = UNSET,
        page: int | UnsetType = UNSET,
        per_page: int | UnsetType = UNSET,
    ) -> AsyncIterator[Invoice]:
        """Every one of what `list_invoices` lists, page after page.

        Lazy: a page is requested when its first item is wanted. It ends with the last page that
        the responses speak of, even if their number changes meanwhile.

        Args:
            status: Only invoices in this state (l.391, 393).
            start_date: Where the range begins; of which date, and whether this day is in it, is not said
                (l.391-393).
            end_date: Where the range ends; of which date, and whether this day is in it, is not said
                (l.391-393).
            page: the page to begin with; 1 by default.
            per_page: how many to request at a time.

        Raises:
            What `list_invoices` raises, when the page is requested.
        """
        return _paging.iterate_async(
            lambda _page: self.list_invoices(
                status=status,
                start_date=start_date,
                end_date=end_date,
                per_page=per_page,
                page=_page,
            ),
            lambda _response: _paging.PageNumbers(
                items=_response.data,
                number=_response.meta.page,
                per_page=_response.meta.per_page,
                total=_response.meta.total_count,
            ),
            first=1 if page is UNSET else page,
        )

    async def create_invoice(
        self,
        *,
        amount: int,
        currency: str,
        customer_email: str,
        customer_name: str,
        line_items: Sequence[LineItemDict | LineItem],
        due_date: date,
        metadata: Mapping[str, Any],
    ) -> Invoice:
        """Create an invoice.

        Bills a customer (l.7-133). The `amount` sent here is an integer in minor units, cents for
        USD (l.15-19). Updates (l.265-269, 296) and responses (l.231) read as major units, 15.5
        among them; the page does not reconcile the two, and nothing is ever converted.

        Corrected: SP-7, SP-21, SP-34.

        Args:
            amount: Total in the currency's minor units, cents for USD (l.15-19).
            currency: ISO 4217 code or crypto ticker, such as USD, USDT, Doge (l.25, 73, 172, 275).
            customer_email: Where the customer gets mail (l.27-31).
            customer_name: Who is billed (l.33-37).
            line_items: What is billed (l.39-43). Their sum need not equal `amount` (l.112-128).
            due_date: Day by which to pay (l.45-49).
            metadata: Free-form data kept with the invoice (l.51-55).

        Returns:
            What the service responds with, as `Invoice`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
        """
        return await self._connection.send(
            _operations.create_invoice(
                amount=amount,
                currency=currency,
                customer_email=customer_email,
                customer_name=customer_name,
                line_items=line_items,
                due_date=due_date,
                metadata=metadata,
            )
        )

    async def get_invoice(
        self,
        invoice_id: str,
    ) -> Invoice:
        """Read one invoice.

        One invoice by its id (l.135-176). In which unit a response's `amount` is, the page leaves
        unsaid: 15.5 (l.231) reads as major units, and create takes minor ones (l.19). Nothing is
        ever converted.

        Corrected: SP-8, SP-34.

        Args:
            invoice_id: Which invoice (l.147-149). A string, as ids in responses are.

        Returns:
            What the service responds with, as `Invoice`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            ValueError: an argument cannot stand in the path or the query (an empty id, a time
                without zone).
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
        """
        return await self._connection.send(
            _operations.get_invoice(
                invoice_id,
            )
        )

    async def update_invoice(
        self,
        invoice_id: str,
        *,
        description: str | None | UnsetType = UNSET,
        amount: Decimal | int | UnsetType = UNSET,
        currency: str | UnsetType = UNSET,
        shipping: ShippingDict | Shipping | None | UnsetType = UNSET,
        metadata: Mapping[str, Any] | None | UnsetType = UNSET,
        customer_email: str | None | UnsetType = UNSET,
        customer_name: str | None | UnsetType = UNSET,
        line_items: Sequence[LineItemDict | LineItem] | None | UnsetType = UNSET,
        due_date: date | None | UnsetType = UNSET,
    ) -> Invoice:
        """Change fields of an invoice.

        Changes an existing invoice (l.178-339). The `amount` sent here is a number that reads as
        major units, 15.5 (l.265-269, 296), and so does the one in the response (l.231). Create
        takes an integer in minor units (l.19); nothing is ever converted.

        Corrected: SP-1, SP-8, SP-21, SP-34.

        Args:
            invoice_id: Which invoice (l.190-192). A string, as ids in responses are.
            description: What the invoice is about (l.259-263).
            amount: Total; 15.5 (l.296) reads as major units, though unsaid (l.265-269).
            currency: ISO 4217 code or crypto ticker, such as USD, USDT, Doge (l.25, 73, 172, 275).
            shipping: What shipping costs and where it goes (l.277-281, 297-308).
            metadata: Free-form data kept with the invoice (l.283-287).
            customer_email: Where the customer gets mail, as in create (l.27-31, 180).
            customer_name: Who is billed, as in create (l.33-37, 180).
            line_items: What is billed, as in create (l.39-43, 180); replacing or adding is not said.
            due_date: Day by which to pay, as in create (l.45-49, 180).

        Returns:
            What the service responds with, as `Invoice`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            ValueError: an argument cannot stand in the path or the query (an empty id, a time
                without zone).
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
        """
        return await self._connection.send(
            _operations.update_invoice(
                invoice_id,
                description=description,
                amount=amount,
                currency=currency,
                shipping=shipping,
                metadata=metadata,
                customer_email=customer_email,
                customer_name=customer_name,
                line_items=line_items,
                due_date=due_date,
            )
        )

    async def aclose(self) -> None:
        """Close the connections; a client of your own (`http_client=`) stays open."""
        await self._connection.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        # A constructor that failed leaves no connection, and a crash report may still show self.
        connection = getattr(self, "_connection", None)
        url = connection.settings.base_url if connection else None
        return f"AsyncSonicPay(base_url={url!r})"
