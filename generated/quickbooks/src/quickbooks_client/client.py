# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""The synchronous client. Each method is one operation; `_operations` builds its request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from . import _operations
from ._runtime import graphql_inputs as _inputs
from ._runtime.connection import Connection
from ._runtime.iterators import ItemIterator
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

    from ._runtime.drift import Drift
    from ._runtime.events import CallEvent
    from .raw import QuickBooksRaw


class QuickBooks:
    """Manage QuickBooks projects, and the invoices and bills that belong to them.

    Safe to share between threads. Use it as a context manager, or call `close`.

    Args:
        token: the bearer token, or a function that returns it, called before every request.
            Default: environment variable `QUICKBOOKS_TOKEN`.
        base_url: base URL of the service. Default: environment variable
            `QUICKBOOKS_BASE_URL`, or the documented URL.
        environment: 'production' or 'sandbox'. Default: 'production'. Cannot be combined with
            `base_url`.
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
        environment: Literal["production", "sandbox"] | None = None,
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
            environment=environment,
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
    def raw(self) -> QuickBooksRaw:
        """The same methods, which return a `Response` with status, headers and body."""
        from .raw import QuickBooksRaw

        return QuickBooksRaw(self._connection)

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

    def list_projects(
        self,
        *,
        pagination: PaginationInputDict | PaginationInput | None | UnsetType = UNSET,
        filter: ProjectFilterDict | ProjectFilter | None | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
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
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.list_projects(
                pagination=pagination,
                filter=filter,
            ),
            extra_headers,
        )

    def iter_projects(
        self,
        *,
        pagination: PaginationInputDict | PaginationInput | None | UnsetType = UNSET,
        filter: ProjectFilterDict | ProjectFilter | None | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ItemIterator[Project, ProjectConnection]:
        """Iterate over everything `list_projects` returns, requesting pages as needed.

        Iteration ends with the last page that the responses report, even if the number of pages
        changes meanwhile. `iter_projects(...).pages()` iterates over the pages instead.

        Args:
            pagination: where to begin, and how many items to request at a time.
            filter: Selects projects; without it, all are returned.
            extra_headers: headers to add to every request.

        Raises:
            The errors of `list_projects`, whenever a page is requested.
        """
        return _operations.LIST_PROJECTS_PAGES.iterate(
            lambda _page: self._connection.send(
                _operations.list_projects(
                    filter=filter,
                    pagination=_inputs.with_member(pagination, "after", _page),
                    _is_paged=True,
                ),
                extra_headers,
            ),
            first=_inputs.member(pagination, "after", str),
            url=self._connection.settings.base_url,
        )

    def get_bill(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Bill:
        """Retrieve a bill, with its lines and their projects.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            id: Id of the bill.
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.get_bill(
                id,
            ),
            extra_headers,
        )

    def get_invoice(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Invoice:
        """Retrieve an invoice, with its project and its lines.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            id: Id of the invoice.
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

        Documentation: lines 511-567, 33. Corrected: see errata QB-47.
        """
        return self._connection.send(
            _operations.get_invoice(
                id,
            ),
            extra_headers,
        )

    def create_bill(
        self,
        *,
        bill_details: CreateBillInputDict | CreateBillInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Bill:
        """Create a bill, with or without projects on its lines.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            bill_details: The bill to create.
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.create_bill(
                bill_details=bill_details,
            ),
            extra_headers,
        )

    def create_invoice(
        self,
        *,
        invoice: CreateInvoiceInputDict | CreateInvoiceInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Invoice:
        """Create an invoice, with or without a project.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            invoice: The invoice to create.
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.create_invoice(
                invoice=invoice,
            ),
            extra_headers,
        )

    def create_project(
        self,
        *,
        project: CreateProjectInputDict | CreateProjectInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Project:
        """Create a project for a customer.

        The token needs the scope qb.project.write.

        Args:
            project: The project to create.
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.create_project(
                project=project,
            ),
            extra_headers,
        )

    def update_bill(
        self,
        *,
        bill_details: UpdateBillInputDict | UpdateBillInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Bill:
        """Update a bill.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            bill_details: The id of the bill, its version, and its new values.
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.update_bill(
                bill_details=bill_details,
            ),
            extra_headers,
        )

    def update_invoice(
        self,
        *,
        invoice: UpdateInvoiceInputDict | UpdateInvoiceInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Invoice:
        """Update an invoice.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            invoice: The id of the invoice, its version, and its new values.
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.update_invoice(
                invoice=invoice,
            ),
            extra_headers,
        )

    def update_project(
        self,
        *,
        project: UpdateProjectInputDict | UpdateProjectInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Project:
        """Update a project; fields that are not sent keep their values.

        The token needs the scope qb.project.write.

        Args:
            project: The id of the project, and its new values.
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.update_project(
                project=project,
            ),
            extra_headers,
        )

    def delete_bill(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> DeleteResult:
        """Delete a bill.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            id: The id of the bill.
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.delete_bill(
                id,
            ),
            extra_headers,
        )

    def delete_invoice(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> DeleteResult:
        """Delete an invoice.

        The token needs the scope com.intuit.quickbooks.accounting.

        Args:
            id: The id of the invoice.
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.delete_invoice(
                id,
            ),
            extra_headers,
        )

    def delete_project(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Project:
        """Delete a project: it becomes inactive and can be recovered.

        The token needs the scope qb.project.write.

        Args:
            id: The id of the project.
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.delete_project(
                id,
            ),
            extra_headers,
        )

    def recover_project(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Project:
        """Recover a deleted project: it becomes active again.

        The token needs the scope qb.project.write.

        Args:
            id: The id of the project.
            extra_headers: headers to add to the request.

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
        return self._connection.send(
            _operations.recover_project(
                id,
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
        return f"QuickBooks(base_url={url!r})"
