# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""The asynchronous client. Each method is one operation; `_operations` builds its request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from . import _operations
from ._runtime import graphql_inputs as _inputs
from ._runtime.connection import AsyncConnection
from ._runtime.iterators import AsyncItemIterator
from ._runtime.models import UNSET, UnsetType
from .inputs import (
    FilterGQLInputTypeDict,
    InvoiceGQLInputTypeDict,
    PaginationGQLInputTypeDict,
    SortingGQLInputTypeDict,
)
from .models import (
    FilterGQLInputType,
    Invoice,
    InvoiceGQLInputType,
    InvoicePage,
    PaginationGQLInputType,
    SortingGQLInputType,
)

if TYPE_CHECKING:
    import httpx2

    from ._runtime.drift import Drift
    from ._runtime.events import CallEvent
    from .async_raw import AsyncSubsBaseRaw


class AsyncSubsBase:
    """List, read, create, pay and void SubsBase invoices over GraphQL.

    Safe to share between tasks of one event loop. Use it as a context manager, or call `aclose`.

    Args:
        site_id: the value of the header `X-SITE-ID`, or a function (plain or async) that
            returns it, called before every request. Default: environment variable
            `SUBSBASE_SITE_ID`.
        token: the bearer token, or a function (plain or async) that returns it, called before
            every request. Default: environment variable `SUBSBASE_TOKEN`.
        base_url: base URL of the service. Default: environment variable
            `SUBSBASE_BASE_URL`, or the documented URL.
        timeout: seconds for each network operation of each attempt, an `httpx2.Timeout`, or None
            for no limit. Default: 30 seconds, or the timeout of `http_client`.
        deadline: seconds for a whole call, with retries and waits, or None for no limit.
            The callable of a credential is interrupted only while its awaitable is awaited.
        http_client: an `httpx2.AsyncClient` to use for requests; you close it yourself.
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
        site_id: str | Callable[[], str | Awaitable[str]] | None = None,
        token: str | Callable[[], str | Awaitable[str]] | None = None,
        base_url: str | None = None,
        timeout: float | httpx2.Timeout | None | UnsetType = UNSET,
        http_client: httpx2.AsyncClient | None = None,
        strict: bool = False,
        deadline: float | None = 60.0,
        max_response_bytes: int = 64 * 1024 * 1024,
        max_retries: int = 2,
        on_drift: Callable[[Drift], object] | None = None,
        on_event: Callable[[CallEvent], object] | None = None,
    ) -> None:
        self._connection = AsyncConnection(
            _operations.SERVICE,
            {
                "site_id": site_id,
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
    def raw(self) -> AsyncSubsBaseRaw:
        """The same methods, which return a `Response` with status, headers and body."""
        from .async_raw import AsyncSubsBaseRaw

        return AsyncSubsBaseRaw(self._connection)

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

    async def list_invoices(
        self,
        *,
        pagination: PaginationGQLInputTypeDict | PaginationGQLInputType | None | UnsetType = UNSET,
        sorting: Sequence[SortingGQLInputTypeDict | SortingGQLInputType | None]
        | None
        | UnsetType = UNSET,
        filter: Sequence[FilterGQLInputTypeDict | FilterGQLInputType | None]
        | None
        | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> InvoicePage:
        """List invoices, filtered and sorted, one page at a time.

        Args:
            pagination: Selects a page of the list.
            sorting: Sort orders of the list. The documentation page does not say how several
                combine.
            filter: Filters of the list. The documentation page does not say how several
                combine.
            extra_headers: headers to add to the request.

        Returns:
            The response as `InvoicePage`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            OperationFailedError: the service reports that the operation failed.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 16-32. Corrected: see errata SB-20, SB-33, SB-35, SB-36.
        """
        return await self._connection.send(
            _operations.list_invoices(
                pagination=pagination,
                sorting=sorting,
                filter=filter,
            ),
            extra_headers,
        )

    def iter_invoices(
        self,
        *,
        pagination: PaginationGQLInputTypeDict | PaginationGQLInputType | None | UnsetType = UNSET,
        sorting: Sequence[SortingGQLInputTypeDict | SortingGQLInputType | None]
        | None
        | UnsetType = UNSET,
        filter: Sequence[FilterGQLInputTypeDict | FilterGQLInputType | None]
        | None
        | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncItemIterator[Invoice, InvoicePage]:
        """Iterate over everything `list_invoices` returns, requesting pages as needed.

        Iteration ends with the last page that the responses report, even if the number of pages
        changes meanwhile. `iter_invoices(...).pages()` iterates over the pages instead.

        Args:
            pagination: where to begin, and how many items to request at a time.
            sorting: Sort orders of the list. The documentation page does not say how several
                combine.
            filter: Filters of the list. The documentation page does not say how several
                combine.
            extra_headers: headers to add to every request.

        Raises:
            The errors of `list_invoices`, whenever a page is requested.
        """
        return _operations.LIST_INVOICES_PAGES.iterate_async(
            lambda _page: self.list_invoices(
                sorting=sorting,
                filter=filter,
                pagination=_inputs.with_member(pagination, "page", _page),
                extra_headers=extra_headers,
            ),
            first=_inputs.first_page(pagination, "page"),
            url=self._connection.settings.base_url,
        )

    async def get_invoice(
        self,
        invoice_id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Invoice:
        """Retrieve an invoice.

        Args:
            invoice_id: Id of the invoice.
            extra_headers: headers to add to the request.

        Returns:
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            NotFoundError: the object does not exist.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 57-63. Corrected: see errata SB-20, SB-33.
        """
        return await self._connection.send(
            _operations.get_invoice(
                invoice_id,
            ),
            extra_headers,
        )

    async def create_invoice(
        self,
        *,
        customer_id: str,
        requester_id: str,
        invoice: InvoiceGQLInputTypeDict | InvoiceGQLInputType,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Invoice:
        """Create an invoice and return it.

        Args:
            customer_id: Id of the customer who is billed.
            requester_id: Id of the requester. The documentation page does not say what it
                identifies.
            invoice: The invoice to create.
            extra_headers: headers to add to the request.

        Returns:
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            OperationFailedError: the service reports that the operation failed.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 67-86. Corrected: see errata SB-8, SB-20, SB-33, SB-29.
        """
        return await self._connection.send(
            _operations.create_invoice(
                customer_id=customer_id,
                requester_id=requester_id,
                invoice=invoice,
            ),
            extra_headers,
        )

    async def mark_invoice_as_paid(
        self,
        *,
        invoice_id: str,
        requester_id: str,
        site_payment_method_id: str,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Mark an invoice as paid.

        Args:
            invoice_id: Id of the invoice.
            requester_id: Id of the requester. The documentation page does not say what it
                identifies.
            site_payment_method_id: Id of one of the site's payment methods. Its source is not
                on the documentation page.
            extra_headers: headers to add to the request.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            OperationFailedError: the service reports that the operation failed.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 101-119. Corrected: see errata SB-10, SB-11.
        """
        return await self._connection.send(
            _operations.mark_invoice_as_paid(
                invoice_id=invoice_id,
                requester_id=requester_id,
                site_payment_method_id=site_payment_method_id,
            ),
            extra_headers,
        )

    async def void_invoice(
        self,
        *,
        invoice_id: str,
        requester_id: str,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Void an invoice.

        Args:
            invoice_id: Id of the invoice.
            requester_id: Id of the requester. The documentation page does not say what it
                identifies.
            extra_headers: headers to add to the request.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            OperationFailedError: the service reports that the operation failed.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 132-151. Corrected: see errata SB-10.
        """
        return await self._connection.send(
            _operations.void_invoice(
                invoice_id=invoice_id,
                requester_id=requester_id,
            ),
            extra_headers,
        )

    async def aclose(self) -> None:
        """Close the connections, but not an `http_client` of your own."""
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
        # A crash report may show self after the constructor failed, without a connection.
        connection = getattr(self, "_connection", None)
        url = connection.settings.base_url if connection else None
        return f"AsyncSubsBase(base_url={url!r})"
