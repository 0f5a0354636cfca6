# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""The methods of `AsyncQuickBooks`, which here return the whole response."""

from __future__ import annotations

from collections.abc import Mapping

from . import _operations
from ._runtime.connection import AsyncConnection
from ._runtime.models import UNSET, UnsetType
from ._runtime.response import Response
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


class AsyncQuickBooksRaw:
    """What `AsyncQuickBooks.raw` is: each method returns a `Response`, whose `value` is what the method of the
    same name returns. Their arguments and errors are the same.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def list_projects(
        self,
        *,
        pagination: PaginationInputDict | PaginationInput | None | UnsetType = UNSET,
        filter: ProjectFilterDict | ProjectFilter | None | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[ProjectConnection]:
        """List all projects, or those that match a filter. See `AsyncQuickBooks.list_projects`."""
        return await self._connection.send_raw(
            _operations.list_projects(
                pagination=pagination,
                filter=filter,
            ),
            extra_headers,
        )

    async def get_bill(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Bill]:
        """Retrieve a bill, with its lines and their projects. See `AsyncQuickBooks.get_bill`."""
        return await self._connection.send_raw(
            _operations.get_bill(
                id,
            ),
            extra_headers,
        )

    async def get_invoice(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Invoice]:
        """Retrieve an invoice, with its project and its lines. See `AsyncQuickBooks.get_invoice`."""
        return await self._connection.send_raw(
            _operations.get_invoice(
                id,
            ),
            extra_headers,
        )

    async def create_bill(
        self,
        *,
        bill_details: CreateBillInputDict | CreateBillInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Bill]:
        """Create a bill, with or without projects on its lines. See `AsyncQuickBooks.create_bill`."""
        return await self._connection.send_raw(
            _operations.create_bill(
                bill_details=bill_details,
            ),
            extra_headers,
        )

    async def create_invoice(
        self,
        *,
        invoice: CreateInvoiceInputDict | CreateInvoiceInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Invoice]:
        """Create an invoice, with or without a project. See `AsyncQuickBooks.create_invoice`."""
        return await self._connection.send_raw(
            _operations.create_invoice(
                invoice=invoice,
            ),
            extra_headers,
        )

    async def create_project(
        self,
        *,
        project: CreateProjectInputDict | CreateProjectInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Project]:
        """Create a project for a customer. See `AsyncQuickBooks.create_project`."""
        return await self._connection.send_raw(
            _operations.create_project(
                project=project,
            ),
            extra_headers,
        )

    async def update_bill(
        self,
        *,
        bill_details: UpdateBillInputDict | UpdateBillInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Bill]:
        """Update a bill. See `AsyncQuickBooks.update_bill`."""
        return await self._connection.send_raw(
            _operations.update_bill(
                bill_details=bill_details,
            ),
            extra_headers,
        )

    async def update_invoice(
        self,
        *,
        invoice: UpdateInvoiceInputDict | UpdateInvoiceInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Invoice]:
        """Update an invoice. See `AsyncQuickBooks.update_invoice`."""
        return await self._connection.send_raw(
            _operations.update_invoice(
                invoice=invoice,
            ),
            extra_headers,
        )

    async def update_project(
        self,
        *,
        project: UpdateProjectInputDict | UpdateProjectInput,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Project]:
        """Update a project; fields that are not sent keep their values. See `AsyncQuickBooks.update_project`."""
        return await self._connection.send_raw(
            _operations.update_project(
                project=project,
            ),
            extra_headers,
        )

    async def delete_bill(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[DeleteResult]:
        """Delete a bill. See `AsyncQuickBooks.delete_bill`."""
        return await self._connection.send_raw(
            _operations.delete_bill(
                id,
            ),
            extra_headers,
        )

    async def delete_invoice(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[DeleteResult]:
        """Delete an invoice. See `AsyncQuickBooks.delete_invoice`."""
        return await self._connection.send_raw(
            _operations.delete_invoice(
                id,
            ),
            extra_headers,
        )

    async def delete_project(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Project]:
        """Delete a project: it becomes inactive and can be recovered. See `AsyncQuickBooks.delete_project`."""
        return await self._connection.send_raw(
            _operations.delete_project(
                id,
            ),
            extra_headers,
        )

    async def recover_project(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Project]:
        """Recover a deleted project: it becomes active again. See `AsyncQuickBooks.recover_project`."""
        return await self._connection.send_raw(
            _operations.recover_project(
                id,
            ),
            extra_headers,
        )
