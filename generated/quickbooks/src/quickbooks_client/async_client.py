# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""The asynchronous client. Each method is one operation; `_operations` builds its request."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from . import _operations
from ._runtime import cursors as _cursors
from ._runtime import graphql_inputs as _inputs
from ._runtime.connection import AsyncConnection
from ._runtime.models import UNSET, UnsetType
from .inputs import (
    CreateBillInputDict,
    CreateInvoiceInputDict,
    CreateProjectInputDict,
    PaginationInputDict,
    ProjectFilterDict,
    UpdateBillInputDict,
    UpdateInvoiceInputDict,
    UpdateProjectInputDict,
)
from .models import (
    Bill,
    CreateBillInput,
    CreateInvoiceInput,
    CreateProjectInput,
    DeleteResult,
    Invoice,
    PaginationInput,
    Project,
    ProjectConnection,
    ProjectFilter,
    UpdateBillInput,
    UpdateInvoiceInput,
    UpdateProjectInput,
)

if TYPE_CHECKING:
    import httpx2


class AsyncQuickBooks:
    """Manage QuickBooks projects, and the invoices and bills that belong to them.

    Safe to share between tasks of one event loop. Use it as a context manager, or call `aclose`.

    Args:
        token: the credential, or a function (plain or async) that returns it, called before
            every request. Default: environment variable `QUICKBOOKS_TOKEN`.
        base_url: base URL of the service. Default: environment variable
            `QUICKBOOKS_BASE_URL`, or the documented URL.
        environment: 'production' or 'sandbox'. Default: 'production'. Cannot be combined with
            `base_url`.
        timeout: seconds for each network operation, an `httpx2.Timeout`, or None for no limit.
            Default: 30 seconds, or the timeout of `http_client`.
        deadline: seconds for a whole call, or None for no limit.
        http_client: an `httpx2.AsyncClient` to use for requests; you close it yourself.
        strict: raise `ResponseDecodeError` if a response differs from the schema in any way.
        max_response_bytes: largest response that is read, unpacked; beyond it a success is a
            `ResponseDecodeError`. Default: 64 MiB.

    Raises:
        ConfigurationError: a credential is missing, or an argument or an environment variable has
            an unusable value.
        TypeError: an argument has the wrong type.
    """

    def __init__(
        self,
        *,
        token: str | Callable[[], str | Awaitable[str]] | None = None,
        base_url: str | None = None,
        environment: Literal["production", "sandbox"] | None = None,
        timeout: float | httpx2.Timeout | None | UnsetType = UNSET,
        http_client: httpx2.AsyncClient | None = None,
        strict: bool = False,
        deadline: float | None = 60.0,
        max_response_bytes: int = 64 * 1024 * 1024,
    ) -> None:
        self._connection = AsyncConnection(
            _operations.SERVICE,
            {
                "token": token,
            },
            base_url=base_url,
            environment=environment,
            timeout=timeout,
            http_client=http_client,
            strict=strict,
            deadline=deadline,
            max_response_bytes=max_response_bytes,
        )

    async def list_projects(
        self,
        *,
        pagination: PaginationInputDict | PaginationInput | None | UnsetType = UNSET,
        filter: ProjectFilterDict | ProjectFilter | None | UnsetType = UNSET,
    ) -> ProjectConnection:
        """List all projects, or those that match a filter.

        The token needs the scope com.intuit.quickbooks.accounting.

        `pagination`, and what belongs to it in the response, is a guess (see errata QB-39): it is
        only requested if you pass it.

        `filter`, and what belongs to it in the response, is a guess (see errata QB-13): it is only
        requested if you pass it.

        Args:
            pagination: Selects a page of the list. Not on the documentation page.
            filter: Selects projects; without it, all are returned.

        Returns:
            The response as `ProjectConnection`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 37-57, 127-154, 33. Corrected: see errata QB-39, QB-13, QB-1.
        """
        return await self._connection.send(
            _operations.list_projects(
                pagination=pagination,
                filter=filter,
            )
        )

    def iter_projects(
        self,
        *,
        pagination: PaginationInputDict | PaginationInput | None | UnsetType = UNSET,
        filter: ProjectFilterDict | ProjectFilter | None | UnsetType = UNSET,
    ) -> AsyncIterator[Project]:
        """Iterate over everything `list_projects` returns, requesting pages as needed.

        Iteration ends with the last page that the responses report, even if the number of pages
        changes meanwhile.

        Args:
            pagination: where to begin, and how many items to request at a time.
            filter: Selects projects; without it, all are returned.

        Raises:
            The errors of `list_projects`, whenever a page is requested.
        """
        return _cursors.iterate_async(
            "list_projects",
            lambda _page: self._connection.send(
                _operations.list_projects(
                    filter=filter,
                    pagination=_inputs.with_member(pagination, "after", _page),
                    _is_paged=True,
                )
            ),
            lambda _response: _cursors.CursorPage(
                items=_response.nodes,
                next=_response.page_info.end_cursor if _response.page_info else None,
                more=_response.page_info.has_next_page if _response.page_info else None,
            ),
            first=_inputs.member(pagination, "after", str),
        )

    async def get_bill(
        self,
        id: str,
    ) -> Bill:
        """Retrieve a bill, with its lines and their projects.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            id: Id of the bill.

        Returns:
            The response as `Bill`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            NotFoundError: the object does not exist.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 961-1025, 33. Corrected: see errata QB-26, QB-47.
        """
        return await self._connection.send(
            _operations.get_bill(
                id,
            )
        )

    async def get_invoice(
        self,
        id: str,
    ) -> Invoice:
        """Retrieve an invoice, with its project and its lines.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            id: Id of the invoice.

        Returns:
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            NotFoundError: the object does not exist.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 511-567, 33. Corrected: see errata QB-47.
        """
        return await self._connection.send(
            _operations.get_invoice(
                id,
            )
        )

    async def create_bill(
        self,
        *,
        bill_details: CreateBillInputDict | CreateBillInput,
    ) -> Bill:
        """Create a bill, with or without projects on its lines.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            bill_details: The bill to create.

        Returns:
            The response as `Bill`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 812, 33. Corrected: see errata QB-25.
        """
        return await self._connection.send(
            _operations.create_bill(
                bill_details=bill_details,
            )
        )

    async def create_invoice(
        self,
        *,
        invoice: CreateInvoiceInputDict | CreateInvoiceInput,
    ) -> Invoice:
        """Create an invoice, with or without a project.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            invoice: The invoice to create.

        Returns:
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 377, 33. Corrected: see errata QB-31.
        """
        return await self._connection.send(
            _operations.create_invoice(
                invoice=invoice,
            )
        )

    async def create_project(
        self,
        *,
        project: CreateProjectInputDict | CreateProjectInput,
    ) -> Project:
        """Create a project for a customer.

        The token needs the scope qb.project.write.

        Args:
            project: The project to create.

        Returns:
            The response as `Project`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 187, 32.
        """
        return await self._connection.send(
            _operations.create_project(
                project=project,
            )
        )

    async def update_bill(
        self,
        *,
        bill_details: UpdateBillInputDict | UpdateBillInput,
    ) -> Bill:
        """Update a bill.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            bill_details: The id of the bill, its version, and its new values.

        Returns:
            The response as `Bill`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 1091, 33. Corrected: see errata QB-25.
        """
        return await self._connection.send(
            _operations.update_bill(
                bill_details=bill_details,
            )
        )

    async def update_invoice(
        self,
        *,
        invoice: UpdateInvoiceInputDict | UpdateInvoiceInput,
    ) -> Invoice:
        """Update an invoice.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            invoice: The id of the invoice, its version, and its new values.

        Returns:
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 638, 33. Corrected: see errata QB-31.
        """
        return await self._connection.send(
            _operations.update_invoice(
                invoice=invoice,
            )
        )

    async def update_project(
        self,
        *,
        project: UpdateProjectInputDict | UpdateProjectInput,
    ) -> Project:
        """Update a project; fields that are not sent keep their values.

        The token needs the scope qb.project.write.

        Args:
            project: The id of the project, and its new values.

        Returns:
            The response as `Project`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 236, 32.
        """
        return await self._connection.send(
            _operations.update_project(
                project=project,
            )
        )

    async def delete_bill(
        self,
        id: str,
    ) -> DeleteResult:
        """Delete a bill.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            id: The id of the bill.

        Returns:
            The response as `DeleteResult`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 1245, 33.
        """
        return await self._connection.send(
            _operations.delete_bill(
                id,
            )
        )

    async def delete_invoice(
        self,
        id: str,
    ) -> DeleteResult:
        """Delete an invoice.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            id: The id of the invoice.

        Returns:
            The response as `DeleteResult`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 776, 33.
        """
        return await self._connection.send(
            _operations.delete_invoice(
                id,
            )
        )

    async def delete_project(
        self,
        id: str,
    ) -> Project:
        """Delete a project: it becomes inactive and can be recovered.

        The token needs the scope qb.project.write.

        Args:
            id: The id of the project.

        Returns:
            The response as `Project`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 277-280, 32.
        """
        return await self._connection.send(
            _operations.delete_project(
                id,
            )
        )

    async def recover_project(
        self,
        id: str,
    ) -> Project:
        """Recover a deleted project: it becomes active again.

        The token needs the scope qb.project.write.

        Args:
            id: The id of the project.

        Returns:
            The response as `Project`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 317-320, 32.
        """
        return await self._connection.send(
            _operations.recover_project(
                id,
            )
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
        return f"AsyncQuickBooks(base_url={url!r})"
