# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""The synchronous client. Each method is one operation; `_operations` builds its request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from . import _operations
from ._runtime import paging as _paging
from ._runtime.connection import Connection
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


class SonicPay:
    """Create, read, update and list SonicPay invoices.

    Safe to share between threads. Use it as a context manager, or call `close`.

    Args:
        token: the credential, or a function that returns it, called before every request.
            Default: environment variable `SONICPAY_TOKEN`.
        base_url: base URL of the service. Default: environment variable
            `SONICPAY_BASE_URL`, or the documented URL.
        timeout: seconds, an `httpx2.Timeout`, or None for no limit. Default: 30 seconds, or the
            timeout of `http_client`.
        http_client: an `httpx2.Client` to use for requests; you close it yourself.
        strict: raise `ResponseDecodeError` if a response differs from the schema in any way.

    Raises:
        ConfigurationError: a credential is missing, or an argument or an environment variable has
            an unusable value.
        TypeError: an argument has the wrong type.
    """

    def __init__(
        self,
        *,
        token: str | Callable[[], str] | None = None,
        base_url: str | None = None,
        timeout: float | httpx2.Timeout | None | UnsetType = UNSET,
        http_client: httpx2.Client | None = None,
        strict: bool = False,
    ) -> None:
        self._connection = Connection(
            _operations.SERVICE,
            {
                "token": token,
            },
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            strict=strict,
        )

    def list_invoices(
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
            start_date: Where the range begins; of which date, and whether this day is in it,
                is not said (l.391-393).
            end_date: Where the range ends; of which date, and whether this day is in it, is
                not said (l.391-393).
            page: Which page, from 1; a guess, after the response's `page` (l.362).
            per_page: How many invoices on a page; a guess, after the response's `per_page`
                (l.363).

        Returns:
            The response as `InvoicePage`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            ValueError: an argument cannot be sent in the path or the query (such as an empty id,
                or a time without a time zone).
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
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
    ) -> Iterator[Invoice]:
        """Iterate over everything `list_invoices` returns, requesting pages as needed.

        Iteration ends with the last page that the responses report, even if the number of pages
        changes meanwhile.

        Args:
            status: Only invoices in this state (l.391, 393).
            start_date: Where the range begins; of which date, and whether this day is in it,
                is not said (l.391-393).
            end_date: Where the range ends; of which date, and whether this day is in it, is
                not said (l.391-393).
            page: the page to begin with. Default: 1.
            per_page: how many items to request at a time.

        Raises:
            The errors of `list_invoices`, whenever a page is requested.
        """
        return _paging.iterate(
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

    def create_invoice(
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
            currency: ISO 4217 code or crypto ticker, such as USD, USDT, Doge (l.25, 73, 172,
                275).
            customer_email: Where the customer gets mail (l.27-31).
            customer_name: Who is billed (l.33-37).
            line_items: What is billed (l.39-43). Their sum need not equal `amount`
                (l.112-128).
            due_date: Day by which to pay (l.45-49).
            metadata: Free-form data kept with the invoice (l.51-55).

        Returns:
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
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

    def get_invoice(
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
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            ValueError: an argument cannot be sent in the path or the query (such as an empty id,
                or a time without a time zone).
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.get_invoice(
                invoice_id,
            )
        )

    def update_invoice(
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
            currency: ISO 4217 code or crypto ticker, such as USD, USDT, Doge (l.25, 73, 172,
                275).
            shipping: What shipping costs and where it goes (l.277-281, 297-308).
            metadata: Free-form data kept with the invoice (l.283-287).
            customer_email: Where the customer gets mail, as in create (l.27-31, 180).
            customer_name: Who is billed, as in create (l.33-37, 180).
            line_items: What is billed, as in create (l.39-43, 180); replacing or adding is not
                said.
            due_date: Day by which to pay, as in create (l.45-49, 180).

        Returns:
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            ValueError: an argument cannot be sent in the path or the query (such as an empty id,
                or a time without a time zone).
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
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

    def close(self) -> None:
        """Close the connections, but not an `http_client` of your own."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        # A crash report may show self after the constructor failed, without a connection.
        connection = getattr(self, "_connection", None)
        url = connection.settings.base_url if connection else None
        return f"SonicPay(base_url={url!r})"
