# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""The methods of `AsyncSubsBase`, which here return the whole response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from . import _operations
from ._runtime.connection import AsyncConnection
from ._runtime.models import UNSET, UnsetType
from ._runtime.response import Response
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


class AsyncSubsBaseRaw:
    """What `AsyncSubsBase.raw` is: each method returns a `Response`, whose `value` is what the method of the
    same name returns. Their arguments and errors are the same.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

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
    ) -> Response[InvoicePage]:
        """List invoices, filtered and sorted, one page at a time. See `AsyncSubsBase.list_invoices`."""
        return await self._connection.send_raw(
            _operations.list_invoices(
                pagination=pagination,
                sorting=sorting,
                filter=filter,
            ),
            extra_headers,
        )

    async def get_invoice(
        self,
        invoice_id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Invoice]:
        """Retrieve an invoice. See `AsyncSubsBase.get_invoice`."""
        return await self._connection.send_raw(
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
    ) -> Response[Invoice]:
        """Create an invoice and return it. See `AsyncSubsBase.create_invoice`."""
        return await self._connection.send_raw(
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
    ) -> Response[None]:
        """Mark an invoice as paid. See `AsyncSubsBase.mark_invoice_as_paid`."""
        return await self._connection.send_raw(
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
    ) -> Response[None]:
        """Void an invoice. See `AsyncSubsBase.void_invoice`."""
        return await self._connection.send_raw(
            _operations.void_invoice(
                invoice_id=invoice_id,
                requester_id=requester_id,
            ),
            extra_headers,
        )
