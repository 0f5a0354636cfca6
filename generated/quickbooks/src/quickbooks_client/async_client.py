# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""The asynchronous client. Each method is one operation; see `_operations` for what is sent."""

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

    Safe to share between tasks of one event loop; use it as a context manager, or call `aclose`.

    Args:
        token: the credential, or a function (plain or async) that returns it (asked before every request);
            `QUICKBOOKS_TOKEN` in the environment by default.
        base_url: where the service is; `QUICKBOOKS_BASE_URL` in the environment, or the
            service's own address by default.
        environment: which of the service's environments: production, sandbox; the first by default.
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
        environment: Literal["production", "sandbox"] | None = None,
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
            environment=environment,
            timeout=timeout,
            http_client=http_client,
            strict=strict,
        )

    async def list_projects(
        self,
        *,
        pagination: PaginationInputDict | PaginationInput | None | UnsetType = UNSET,
        filter: ProjectFilterDict | ProjectFilter | None | UnsetType = UNSET,
    ) -> ProjectConnection:
        """List projects, all of them or those that pass a filter (l.37-57, 127-154).

        List projects, all of them or those that pass a filter (l.37-57, 127-154). The token needs
        the scope com.intuit.quickbooks.accounting (l.33).

        Corrected: QB-39, QB-13, QB-1.

        `pagination`, and what belongs to it in the response, is a guess (see errata QB-39): it is
        only requested if you pass it.

        `filter`, and what belongs to it in the response, is a guess (see errata QB-13): it is only
        requested if you pass it.

        Args:
            pagination: Which part of them; not on the page.
            filter: Which projects (l.118-123, 130-135).

        Returns:
            What the service responds with, as `ProjectConnection`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
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
        """Every one of what `list_projects` lists, page after page.

        Lazy: a page is requested when its first item is wanted. It ends with the last page that
        the responses speak of, even if their number changes meanwhile.

        Args:
            pagination: where to begin, and how many to request at a time.
            filter: Which projects (l.118-123, 130-135).

        Raises:
            What `list_projects` raises, when the page is requested.
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
        """Read one bill, with its lines and their projects (l.961-1025).

        Read one bill, with its lines and their projects (l.961-1025). The token needs the scope
        com.intuit.quickbooks.accounting (l.33).

        Corrected: QB-26, QB-47.

        Args:
            id: By the bill's id (l.963).

        Returns:
            What the service responds with, as `Bill`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            NotFoundError: there is no such thing.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
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
        """Read one invoice, with its project and its lines (l.511-567).

        Read one invoice, with its project and its lines (l.511-567). The token needs the scope
        com.intuit.quickbooks.accounting (l.33).

        Corrected: QB-47.

        Args:
            id: By the invoice's id (l.513).

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
                id,
            )
        )

    async def create_bill(
        self,
        *,
        bill_details: CreateBillInputDict | CreateBillInput,
    ) -> Bill:
        """Create a bill, its lines for a project or not (l.812).

        Create a bill, its lines for a project or not (l.812). The token needs the scope
        com.intuit.quickbooks.accounting (l.33).

        Corrected: QB-25.

        Args:
            bill_details: The bill to create (l.811-812).

        Returns:
            What the service responds with, as `Bill`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
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
        """Create an invoice, for a project or not (l.377).

        Create an invoice, for a project or not (l.377). The token needs the scope
        com.intuit.quickbooks.accounting (l.33).

        Corrected: QB-31.

        Args:
            invoice: The invoice to create (l.376-377).

        Returns:
            What the service responds with, as `Invoice`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
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
        """Create a project for a customer (l.187).

        Create a project for a customer (l.187). The token needs the scope qb.project.write (l.32).

        Args:
            project: The project to create (l.186-187).

        Returns:
            What the service responds with, as `Project`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
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
        """Change a bill (l.1091).

        Change a bill (l.1091). The token needs the scope com.intuit.quickbooks.accounting (l.33).

        Corrected: QB-25.

        Args:
            bill_details: Which bill, in which version, and its new values (l.1090-1091).

        Returns:
            What the service responds with, as `Bill`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
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
        """Change an invoice (l.638).

        Change an invoice (l.638). The token needs the scope com.intuit.quickbooks.accounting
        (l.33).

        Corrected: QB-31.

        Args:
            invoice: Which invoice, in which version, and its new values (l.637-638).

        Returns:
            What the service responds with, as `Invoice`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
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
        """Change a project; what is not sent stays (l.236).

        Change a project; what is not sent stays (l.236). The token needs the scope
        qb.project.write (l.32).

        Args:
            project: Which project, and its new values (l.235-236).

        Returns:
            What the service responds with, as `Project`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
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
        """Delete a bill (l.1245).

        Delete a bill (l.1245). The token needs the scope com.intuit.quickbooks.accounting (l.33).

        Args:
            id: Which bill (l.1244-1245).

        Returns:
            What the service responds with, as `DeleteResult`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
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
        """Delete an invoice (l.776).

        Delete an invoice (l.776). The token needs the scope com.intuit.quickbooks.accounting
        (l.33).

        Args:
            id: Which invoice (l.775-776).

        Returns:
            What the service responds with, as `DeleteResult`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
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
        """Make a project inactive: it comes back with `active` false, and can be recovered (l.277-280).

        Make a project inactive: it comes back with `active` false, and can be recovered
        (l.277-280). The token needs the scope qb.project.write (l.32).

        Args:
            id: Which project (l.279-280).

        Returns:
            What the service responds with, as `Project`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
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
        """Make a deleted project active again; it comes back with `active` true (l.317-320).

        Make a deleted project active again; it comes back with `active` true (l.317-320). The
        token needs the scope qb.project.write (l.32).

        Args:
            id: Which project (l.319-320).

        Returns:
            What the service responds with, as `Project`.

        Raises:
            TypeError: an argument is of a wrong type (a float for money, say); nothing was sent.
            GraphQLError: the service responded with errors; some of its data may have come, too.
            APIStatusError: the service refused; `NotFoundError` and its siblings are kinds of it.
            APIConnectionError: no response came; `APITimeoutError` is a kind of it.
            ResponseDecodeError: the response is not what the schema promises.
        """
        return await self._connection.send(
            _operations.recover_project(
                id,
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
        return f"AsyncQuickBooks(base_url={url!r})"
