# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""The synchronous client. Each method is one operation; `_operations` builds its request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from . import _operations
from ._runtime.connection import Connection
from ._runtime.iterators import ItemIterator
from ._runtime.models import UNSET, UnsetType
from .models import (
    FilterOperator,
    Invoice,
    InvoicePage,
    InvoiceStatusId,
)

if TYPE_CHECKING:
    import httpx2

    from ._runtime.drift import Drift
    from ._runtime.events import CallEvent
    from .raw import SonderplanRaw


class Sonderplan:
    """List Sonderplan invoices, with every documented filter, page by page or one by one.

    Safe to share between threads. Use it as a context manager, or call `close`.

    Args:
        token: the bearer token, or a function that returns it, called before every request.
            Default: environment variable `SONDERPLAN_TOKEN`.
        base_url: base URL of the service. Default: environment variable
            `SONDERPLAN_BASE_URL`, or the documented URL.
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
    def raw(self) -> SonderplanRaw:
        """The same methods, which return a `Response` with status, headers and body."""
        from .raw import SonderplanRaw

        return SonderplanRaw(self._connection)

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
        id: Sequence[int] | UnsetType = UNSET,
        prefix: str | UnsetType = UNSET,
        number: Sequence[int] | UnsetType = UNSET,
        status_id: InvoiceStatusId | int | UnsetType = UNSET,
        project_id: int | UnsetType = UNSET,
        from_time: datetime | int | UnsetType = UNSET,
        to_time: datetime | int | UnsetType = UNSET,
        created_sp_flag: bool | UnsetType = UNSET,
        template_id: int | UnsetType = UNSET,
        currency: str | UnsetType = UNSET,
        updated_after: datetime | int | UnsetType = UNSET,
        fields: Sequence[str] | UnsetType = UNSET,
        page: int | UnsetType = UNSET,
        limit: int | UnsetType = UNSET,
        order_asc: str | UnsetType = UNSET,
        order_desc: str | UnsetType = UNSET,
        filter_operator: FilterOperator | str | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> InvoicePage:
        """List invoices, filtered and ordered, one page at a time.

        Return every invoice that matches the filters. CAUTION: filters are combined with OR unless
        `filter_operator` is AND, so a second filter returns more invoices, not fewer. The page
        does not say which of `order_asc` and `order_desc` wins if both are given, or which
        permission is needed. Sibling pages of the provider require READ access to the SALES
        module, so expect a 403 for a user without it.

        Args:
            id: Only return invoices with these ids.
            prefix: Only return invoices whose `prefix` contains this text.
            number: Only return invoices with these numbers.
            status_id: Only return invoices with this status.
            project_id: Only return invoices of this project.
            from_time: Only return invoices created after this time, not at it.
            to_time: Only return invoices created before this time, not at it.
            created_sp_flag: True for invoices created in Sonderplan, false for those created
                in FoxOMS.
            template_id: Only return invoices that use this template.
            currency: Only return invoices in this currency, a short code such as AUD.
            updated_after: Only return invoices added, changed or deleted since this time. The
                page does not say how the response shows a deleted one.
            fields: The properties to return. By default the service returns most of them. A
                sibling page of the provider warns that some filters only work if the property they
                use is among these.
            page: Number of the page. The first is 1.
            limit: Maximum number of invoices on a page; 10 if not given. The page names no
                upper limit. Default: `10`.
            order_asc: Order by this property, lowest first. It must be a string or an integer.
                The page does not say what happens together with `order_desc`.
            order_desc: Order by this property, highest first. It must be a string or an
                integer. The page does not say what happens together with `order_asc`.
            filter_operator: How filters are combined. CAUTION: with the default, OR, two
                filters return more invoices than one. Use AND to return fewer. Default: `OR`.
            extra_headers: headers to add to the request.

        Returns:
            The response as `InvoicePage`.

        Raises:
            TypeError: an argument has the wrong type (such as a float for money); nothing is sent.
            ValueError: an argument cannot be sent in the path or the query (such as an empty id,
                or a time without a time zone).
            APIStatusError: the status is an error; `NotFoundError` and its siblings are subclasses.
                Its `problem` is `Error` (default).
            APIConnectionError: no response arrived; `APITimeoutError` is a subclass.
            ResponseDecodeError: the response does not match the schema.

        Documentation: lines 1-232, 211-219, 201-209. Corrected: see errata SD-1, SD-2, SD-14,
        SD-17, SD-36, SD-13, SD-16.
        """
        return self._connection.send(
            _operations.list_invoices(
                id=id,
                prefix=prefix,
                number=number,
                status_id=status_id,
                project_id=project_id,
                from_time=from_time,
                to_time=to_time,
                created_sp_flag=created_sp_flag,
                template_id=template_id,
                currency=currency,
                updated_after=updated_after,
                fields=fields,
                page=page,
                limit=limit,
                order_asc=order_asc,
                order_desc=order_desc,
                filter_operator=filter_operator,
            ),
            extra_headers,
        )

    def iter_invoices(
        self,
        *,
        id: Sequence[int] | UnsetType = UNSET,
        prefix: str | UnsetType = UNSET,
        number: Sequence[int] | UnsetType = UNSET,
        status_id: InvoiceStatusId | int | UnsetType = UNSET,
        project_id: int | UnsetType = UNSET,
        from_time: datetime | int | UnsetType = UNSET,
        to_time: datetime | int | UnsetType = UNSET,
        created_sp_flag: bool | UnsetType = UNSET,
        template_id: int | UnsetType = UNSET,
        currency: str | UnsetType = UNSET,
        updated_after: datetime | int | UnsetType = UNSET,
        fields: Sequence[str] | UnsetType = UNSET,
        page: int | UnsetType = UNSET,
        limit: int | UnsetType = UNSET,
        order_asc: str | UnsetType = UNSET,
        order_desc: str | UnsetType = UNSET,
        filter_operator: FilterOperator | str | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ItemIterator[Invoice, InvoicePage]:
        """Iterate over everything `list_invoices` returns, requesting pages as needed.

        Iteration ends with the last page that the responses report, even if the number of pages
        changes meanwhile. `iter_invoices(...).pages()` iterates over the pages instead.

        Args:
            id: Only return invoices with these ids.
            prefix: Only return invoices whose `prefix` contains this text.
            number: Only return invoices with these numbers.
            status_id: Only return invoices with this status.
            project_id: Only return invoices of this project.
            from_time: Only return invoices created after this time, not at it.
            to_time: Only return invoices created before this time, not at it.
            created_sp_flag: True for invoices created in Sonderplan, false for those created
                in FoxOMS.
            template_id: Only return invoices that use this template.
            currency: Only return invoices in this currency, a short code such as AUD.
            updated_after: Only return invoices added, changed or deleted since this time. The
                page does not say how the response shows a deleted one.
            fields: The properties to return. By default the service returns most of them. A
                sibling page of the provider warns that some filters only work if the property they
                use is among these.
            page: the page to begin with. Default: 1.
            limit: how many items to request at a time.
            order_asc: Order by this property, lowest first. It must be a string or an integer.
                The page does not say what happens together with `order_desc`.
            order_desc: Order by this property, highest first. It must be a string or an
                integer. The page does not say what happens together with `order_asc`.
            filter_operator: How filters are combined. CAUTION: with the default, OR, two
                filters return more invoices than one. Use AND to return fewer. Default: `OR`.
            extra_headers: headers to add to every request.

        Raises:
            The errors of `list_invoices`, whenever a page is requested.
        """
        return _operations.LIST_INVOICES_PAGES.iterate(
            lambda _page: self.list_invoices(
                id=id,
                prefix=prefix,
                number=number,
                status_id=status_id,
                project_id=project_id,
                from_time=from_time,
                to_time=to_time,
                created_sp_flag=created_sp_flag,
                template_id=template_id,
                currency=currency,
                updated_after=updated_after,
                fields=fields,
                limit=limit,
                order_asc=order_asc,
                order_desc=order_desc,
                filter_operator=filter_operator,
                page=_page,
                extra_headers=extra_headers,
            ),
            first=1 if page is UNSET else page,
            url=self._connection.base_url + "/v2/invoice",
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
        return f"Sonderplan(base_url={url!r})"
