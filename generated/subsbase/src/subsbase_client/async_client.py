# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""The asynchronous client. Each method is one operation; see `_operations` for what is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from . import _operations
from ._runtime import graphql_inputs as _inputs
from ._runtime import paging as _paging
from ._runtime.connection import AsyncConnection
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


class AsyncSubsBase:
    """List, read, create, pay and void SubsBase invoices over GraphQL.

    Safe to share between tasks of one event loop; use it as a context manager, or call `aclose`.

    Args:
        site_id: the credential, or a function (plain or async) that returns it (asked before every request);
            `SUBSBASE_SITE_ID` in the environment by default.
        token: the credential, or a function (plain or async) that returns it (asked before every request);
            `SUBSBASE_TOKEN` in the environment by default.
        base_url: where the service is; `SUBSBASE_BASE_URL` in the environment, or the
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
        site_id: str | Callable[[], str | Awaitable[str]] | None = None,
        token: str | Callable[[], str | Awaitable[str]] | None = None,
        base_url: str | None = None,
        timeout: float | httpx2.Timeout | None | UnsetType = UNSET,
        http_client: httpx2.AsyncClient | None = None,
        strict: bool = False,
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
        )

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
    ) -> InvoicePage:
        """List invoices by filter, in an order, a page at a time (l.16-32).

        Corrected: SB-20, SB-33, SB-35, SB-36.

        Args:
            pagination: Which page (l.16, 36-39).
            sorting: In which order (l.16, 40-45). How several orders combine is not said.
            filter: Which invoices (l.16, 46-52). How several filters combine is not said.

        Returns:
            What the service responds with, as `InvoicePage`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            OperationFailedError: the service says that the operation did not succeed.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
        """
        return await self._connection.send(
            _operations.list_invoices(
                pagination=pagination,
                sorting=sorting,
                filter=filter,
            )
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
    ) -> AsyncIterator[Invoice]:
        """Every one of what `list_invoices` lists, page after page.

        Lazy: a page is requested when its first item is wanted. It ends with the last page that
        the responses speak of, even if their number changes meanwhile.

        Args:
            pagination: where to begin, and how many to request at a time.
            sorting: In which order (l.16, 40-45). How several orders combine is not said.
            filter: Which invoices (l.16, 46-52). How several filters combine is not said.

        Raises:
            What `list_invoices` raises, when the page is requested.
        """
        return _paging.iterate_async(
            lambda _page: self.list_invoices(
                sorting=sorting,
                filter=filter,
                pagination=_inputs.with_member(pagination, "page", _page),
            ),
            lambda _response: _paging.PageNumbers(
                items=_response.data,
                number=_response.pagination.page,
                per_page=_response.pagination.per_page,
                total=_response.pagination.total_records,
            ),
            first=_inputs.first_page(pagination, "page"),
        )

    async def get_invoice(
        self,
        invoice_id: str,
    ) -> Invoice:
        """Read one invoice (l.57-63).

        Corrected: SB-20, SB-33.

        Args:
            invoice_id: Which invoice (l.57).

        Returns:
            What the service responds with, as `Invoice`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            NotFoundError: there is no such thing.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
        """
        return await self._connection.send(
            _operations.get_invoice(
                invoice_id,
            )
        )

    async def create_invoice(
        self,
        *,
        customer_id: str,
        requester_id: str,
        invoice: InvoiceGQLInputTypeDict | InvoiceGQLInputType,
    ) -> Invoice:
        """Create an invoice; it returns the invoice as its value (l.67-86).

        Corrected: SB-8, SB-20, SB-33, SB-29.

        Args:
            customer_id: Who is billed, by id (l.67).
            requester_id: Who asks for it, by id (l.67); of what is not said.
            invoice: The invoice to create (l.67).

        Returns:
            What the service responds with, as `Invoice`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            OperationFailedError: the service says that the operation did not succeed.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
        """
        return await self._connection.send(
            _operations.create_invoice(
                customer_id=customer_id,
                requester_id=requester_id,
                invoice=invoice,
            )
        )

    async def mark_invoice_as_paid(
        self,
        *,
        invoice_id: str,
        requester_id: str,
        site_payment_method_id: str,
    ) -> None:
        """Mark an invoice as paid (l.101-119).

        Corrected: SB-10, SB-11.

        Args:
            invoice_id: Which invoice (l.101).
            requester_id: Who asks for it, by id (l.101); of what is not said.
            site_payment_method_id: How it was paid, by the id of a payment method of the site (l.101); where from is
                not said.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            OperationFailedError: the service says that the operation did not succeed.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
        """
        return await self._connection.send(
            _operations.mark_invoice_as_paid(
                invoice_id=invoice_id,
                requester_id=requester_id,
                site_payment_method_id=site_payment_method_id,
            )
        )

    async def void_invoice(
        self,
        *,
        invoice_id: str,
        requester_id: str,
    ) -> None:
        """Void an invoice (l.132-151).

        Corrected: SB-10.

        Args:
            invoice_id: Which invoice (l.134).
            requester_id: Who asks for it, by id (l.135); of what is not said.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            OperationFailedError: the service says that the operation did not succeed.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
        """
        return await self._connection.send(
            _operations.void_invoice(
                invoice_id=invoice_id,
                requester_id=requester_id,
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
        return f"AsyncSubsBase(base_url={url!r})"
