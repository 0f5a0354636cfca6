# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""The synchronous client. Each method is one operation; `_operations` builds its request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from . import _operations
from ._runtime.connection import Connection
from ._runtime.iterators import ItemIterator
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

    from ._runtime.drift import Drift
    from ._runtime.events import CallEvent
    from .raw import SonicPayRaw


class SonicPay:
    """Create, read, update and list SonicPay invoices.

    Safe to share between threads. Use it as a context manager, or call `close`.

    Args:
        token: the bearer token, or a function that returns it, called before every request.
            Default: environment variable `SONICPAY_TOKEN`.
        base_url: base URL of the service. Default: environment variable
            `SONICPAY_BASE_URL`, or the documented URL.
        timeout: seconds for each network operation of each attempt, an `httpx2.Timeout`, or None
            for no limit. Default: 30 seconds, or the timeout of `http_client`.
        deadline: seconds for a whole call, with retries and waits, or None for no limit.
            With your own `http_client` it is only checked before each attempt and between pieces
            of the response. The callable of a credential is not interrupted.
        http_client: an `httpx2.Client` to use for requests; you close it yourself.
        strict: raise `ResponseDecodeError` if a response differs from the schema in any way.
        max_response_bytes: largest response that is read, unpacked; beyond it a success is a
            `ResponseDecodeError`. Default: 67,108,864 bytes (64 MiB).
        max_retries: how often a failed request is sent again, if that is harmless.
        on_drift: a function that gets a `Drift` for every difference from the schema that was
            tolerated in a response. What it raises reaches the caller.
        on_event: a function that gets an event for every request, response, retry and failure.

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
        deadline: float | None = 60.0,
        max_response_bytes: int = 64 * 1024 * 1024,
        max_retries: int = 2,
        on_drift: Callable[[Drift], object] | None = None,
        on_event: Callable[[CallEvent], object] | None = None,
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
            deadline=deadline,
            max_response_bytes=max_response_bytes,
            max_retries=max_retries,
            on_drift=on_drift,
            on_event=on_event,
        )

    @property
    def raw(self) -> SonicPayRaw:
        """The same methods, which return a `Response` with status, headers and body."""
        from .raw import SonicPayRaw

        return SonicPayRaw(self._connection)

    def with_options(
        self,
        *,
        timeout: float | httpx2.Timeout | None | UnsetType = UNSET,
        deadline: float | None | UnsetType = UNSET,
        max_retries: int | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None | UnsetType = UNSET,
        strict: bool | UnsetType = UNSET,
        on_drift: Callable[[Drift], object] | None | UnsetType = UNSET,
        on_event: Callable[[CallEvent], object] | None | UnsetType = UNSET,
    ) -> Self:
        """Return a view of this client with other options, which shares its connections.

        What is left out stays as it is. Closing the view does nothing.

        Args:
            timeout: as for the client.
            deadline: as for the client.
            max_retries: as for the client.
            extra_headers: headers to add to every request, and to those of this client; None
                removes these.
            strict: as for the client.
            on_drift: as for the client.
            on_event: as for the client.

        Raises:
            ConfigurationError: an option has an unusable value.
            TypeError: an option has the wrong type.
        """
        view = object.__new__(type(self))
        view.__dict__.update(self.__dict__)
        view._connection = self._connection.with_options(
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            extra_headers=extra_headers,
            strict=strict,
            on_drift=on_drift,
            on_event=on_event,
        )
        return view

    def list_invoices(
        self,
        *,
        status: InvoiceStatus | str | UnsetType = UNSET,
        start_date: date | UnsetType = UNSET,
        end_date: date | UnsetType = UNSET,
        page: int | UnsetType = UNSET,
        per_page: int | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> InvoicePage:
        """List the account's invoices, one page at a time.

        Filter them by status or dates. The page does not name the unit of `amount` in responses:
        15.5 looks like major units, but create takes minor units. The client does not convert
        amounts.

        If the service has no `/invoices`, `/v1/invoices` is tried: see errata SP-2.

        Args:
            status: Only return invoices with this status.
            start_date: First day of the date range. The page does not say which date of the
                invoice it filters by, or whether it includes this day.
            end_date: Last day of the date range. The page does not say which date of the
                invoice it filters by, or whether it includes this day.
            page: Number of the page, from 1. The name is a guess, from `page` in the response.
            per_page: Maximum number of invoices on a page. The name is a guess, from
                `per_page` in the response.
            extra_headers: headers to add to the request.

        Returns:
            The response as `InvoicePage`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            ValueError: an argument cannot be sent in the path or the query (such as an empty id,
                or a time without a time zone).
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
                Its `problem` is `Error` (401, 404, 405, 422).
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 341-394, 231, 19. Corrected: see errata SP-2, SP-9, SP-5, SP-34,
        SP-28.
        """
        return self._connection.send(
            _operations.list_invoices(
                status=status,
                start_date=start_date,
                end_date=end_date,
                page=page,
                per_page=per_page,
            ),
            extra_headers,
        )

    def iter_invoices(
        self,
        *,
        status: InvoiceStatus | str | UnsetType = UNSET,
        start_date: date | UnsetType = UNSET,
        end_date: date | UnsetType = UNSET,
        page: int | UnsetType = UNSET,
        per_page: int | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ItemIterator[Invoice, InvoicePage]:
        """Iterate over everything `list_invoices` returns, requesting pages as needed.

        Iteration ends with the last page that the responses report, even if the number of pages
        changes meanwhile. `iter_invoices(...).pages()` iterates over the pages instead.

        Args:
            status: Only return invoices with this status.
            start_date: First day of the date range. The page does not say which date of the
                invoice it filters by, or whether it includes this day.
            end_date: Last day of the date range. The page does not say which date of the
                invoice it filters by, or whether it includes this day.
            page: the page to begin with. Default: 1.
            per_page: how many items to request at a time.
            extra_headers: headers to add to every request.

        Raises:
            The errors of `list_invoices`, whenever a page is requested.
        """
        return _operations.LIST_INVOICES_PAGES.iterate(
            lambda _page: self.list_invoices(
                status=status,
                start_date=start_date,
                end_date=end_date,
                per_page=per_page,
                page=_page,
                extra_headers=extra_headers,
            ),
            first=1 if page is UNSET else page,
            url=self._connection.base_url + "/invoices",
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
        extra_headers: Mapping[str, str] | None = None,
    ) -> Invoice:
        """Create an invoice.

        `amount` is an integer in minor units, such as cents for USD. Updates and responses seem to
        use major units, such as 15.5. The page does not explain the difference, and the client
        does not convert amounts.

        Args:
            amount: Total of the invoice in minor units of the currency, such as cents for USD.
            currency: ISO 4217 code or crypto ticker, such as USD, USDT, Doge.
            customer_email: E-mail address of the customer.
            customer_name: Name of the customer.
            line_items: The items to bill. Their sum need not equal `amount`.
            due_date: The day when the invoice is due.
            metadata: Any data to store with the invoice.
            extra_headers: headers to add to the request.

        Returns:
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
                Its `problem` is `Error` (401, 404, 405, 422).
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 7-133, 15-19, 265-269, 296, 231. Corrected: see errata SP-7, SP-21,
        SP-34.
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
            ),
            extra_headers,
        )

    def get_invoice(
        self,
        invoice_id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Invoice:
        """Read one invoice.

        The page does not name the unit of `amount`: 15.5 looks like major units, but create takes
        minor units. The client does not convert amounts.

        Args:
            invoice_id: The id of the invoice, a string as in responses.
            extra_headers: headers to add to the request.

        Returns:
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            ValueError: an argument cannot be sent in the path or the query (such as an empty id,
                or a time without a time zone).
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
                Its `problem` is `Error` (401, 404, 405, 422).
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 135-176, 231, 19. Corrected: see errata SP-8, SP-34.
        """
        return self._connection.send(
            _operations.get_invoice(
                invoice_id,
            ),
            extra_headers,
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
        extra_headers: Mapping[str, str] | None = None,
    ) -> Invoice:
        """Change fields of an invoice.

        `amount` seems to be in major units, such as 15.5, in the request and in the response.
        Create takes an integer in minor units. The client does not convert amounts.

        Args:
            invoice_id: The id of the invoice, a string as in responses.
            description: Description of the invoice.
            amount: Total of the invoice. The page names no unit; 15.5 looks like major units.
            currency: ISO 4217 code or crypto ticker, such as USD, USDT, Doge.
            shipping: Cost and address of the shipping.
            metadata: Any data to store with the invoice.
            customer_email: E-mail address of the customer, as in create.
            customer_name: Name of the customer, as in create.
            line_items: The items to bill, as in create. The page does not say whether they
                replace the old ones.
            due_date: The day when the invoice is due, as in create.
            extra_headers: headers to add to the request.

        Returns:
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            ValueError: an argument cannot be sent in the path or the query (such as an empty id,
                or a time without a time zone).
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
                Its `problem` is `Error` (401, 404, 405, 422).
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 178-339, 265-269, 296, 231, 19. Corrected: see errata SP-1, SP-8,
        SP-21, SP-34.
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
            ),
            extra_headers,
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
