# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""The synchronous client. Each method is one operation; `_operations` builds its request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from . import _operations
from ._runtime import cursors as _cursors
from ._runtime import graphql_inputs as _inputs
from ._runtime.connection import Connection
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


class QuickBooks:
    """Manage QuickBooks projects, and the invoices and bills that belong to them.

    Safe to share between threads. Use it as a context manager, or call `close`.

    Args:
        token: the credential, or a function that returns it, called before every request.
            Default: environment variable `QUICKBOOKS_TOKEN`.
        base_url: base URL of the service. Default: environment variable
            `QUICKBOOKS_BASE_URL`, or the documented URL.
        environment: 'production' or 'sandbox'. Default: 'production'. Cannot be combined with
            `base_url`.
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
        environment: Literal["production", "sandbox"] | None = None,
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
            environment=environment,
            timeout=timeout,
            http_client=http_client,
            strict=strict,
        )

    def list_projects(
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
            The response as `ProjectConnection`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
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
    ) -> Iterator[Project]:
        """Iterate over everything `list_projects` returns, requesting pages as needed.

        Iteration ends with the last page that the responses report, even if the number of pages
        changes meanwhile.

        Args:
            pagination: where to begin, and how many items to request at a time.
            filter: Which projects (l.118-123, 130-135).

        Raises:
            The errors of `list_projects`, whenever a page is requested.
        """
        return _cursors.iterate(
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

    def get_bill(
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
            The response as `Bill`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            NotFoundError: the object does not exist.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.get_bill(
                id,
            )
        )

    def get_invoice(
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
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            NotFoundError: the object does not exist.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.get_invoice(
                id,
            )
        )

    def create_bill(
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
            The response as `Bill`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.create_bill(
                bill_details=bill_details,
            )
        )

    def create_invoice(
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
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.create_invoice(
                invoice=invoice,
            )
        )

    def create_project(
        self,
        *,
        project: CreateProjectInputDict | CreateProjectInput,
    ) -> Project:
        """Create a project for a customer (l.187).

        Create a project for a customer (l.187). The token needs the scope qb.project.write (l.32).

        Args:
            project: The project to create (l.186-187).

        Returns:
            The response as `Project`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.create_project(
                project=project,
            )
        )

    def update_bill(
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
            The response as `Bill`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.update_bill(
                bill_details=bill_details,
            )
        )

    def update_invoice(
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
            The response as `Invoice`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.update_invoice(
                invoice=invoice,
            )
        )

    def update_project(
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
            The response as `Project`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.update_project(
                project=project,
            )
        )

    def delete_bill(
        self,
        id: str,
    ) -> DeleteResult:
        """Delete a bill (l.1245).

        Delete a bill (l.1245). The token needs the scope com.intuit.quickbooks.accounting (l.33).

        Args:
            id: Which bill (l.1244-1245).

        Returns:
            The response as `DeleteResult`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.delete_bill(
                id,
            )
        )

    def delete_invoice(
        self,
        id: str,
    ) -> DeleteResult:
        """Delete an invoice (l.776).

        Delete an invoice (l.776). The token needs the scope com.intuit.quickbooks.accounting
        (l.33).

        Args:
            id: Which invoice (l.775-776).

        Returns:
            The response as `DeleteResult`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.delete_invoice(
                id,
            )
        )

    def delete_project(
        self,
        id: str,
    ) -> Project:
        """Make a project inactive: it comes back with `active` false, and can be recovered (l.277-280).

        Make a project inactive: it comes back with `active` false, and can be recovered
        (l.277-280). The token needs the scope qb.project.write (l.32).

        Args:
            id: Which project (l.279-280).

        Returns:
            The response as `Project`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.delete_project(
                id,
            )
        )

    def recover_project(
        self,
        id: str,
    ) -> Project:
        """Make a deleted project active again; it comes back with `active` true (l.317-320).

        Make a deleted project active again; it comes back with `active` true (l.317-320). The
        token needs the scope qb.project.write (l.32).

        Args:
            id: Which project (l.319-320).

        Returns:
            The response as `Project`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            GraphQLError: the response has `errors`; it may also have some of the data.
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.
        """
        return self._connection.send(
            _operations.recover_project(
                id,
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
        return f"QuickBooks(base_url={url!r})"
