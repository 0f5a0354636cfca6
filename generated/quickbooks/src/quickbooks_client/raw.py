# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""The methods of `QuickBooks`, which here return the whole response."""

from __future__ import annotations

from collections.abc import Mapping

from . import _operations
from ._runtime.connection import Connection
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


class QuickBooksRaw:
    """What `QuickBooks.raw` is: each method returns a `Response`, whose `value` is what the method of the
    same name returns. Their arguments and errors are the same.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_projects(
        self,
        *,
        pagination: PaginationInputDict | PaginationInput | None | UnsetType = UNSET,
        filter: ProjectFilterDict | ProjectFilter | None | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[ProjectConnection]:
        """List all projects, or those that match a filter. See `QuickBooks.list_projects`."""
        return self._connection.send_raw(
            _operations.list_projects(
                pagination=pagination,
                filter=filter,
            ),
            extra_headers,
        )

    def get_bill(
        self,
        id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Bill]:
        """Retrieve a bill, with its lines and their projects. See `QuickBooks.get_bill`."""
        return self._connection.send_raw(
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
    ) -> Response[Invoice]:
        """Retrieve an invoice, with its project and its lines. See `QuickBooks.get_invoice`."""
        return self._connection.send_raw(
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
    ) -> Response[Bill]:
        """Create a bill, with or without projects on its lines. See `QuickBooks.create_bill`."""
        return self._connection.send_raw(
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
    ) -> Response[Invoice]:
        """Create an invoice, with or without a project. See `QuickBooks.create_invoice`."""
        return self._connection.send_raw(
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
    ) -> Response[Project]:
        """Create a project for a customer. See `QuickBooks.create_project`."""
        return self._connection.send_raw(
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
    ) -> Response[Bill]:
        """Update a bill. See `QuickBooks.update_bill`."""
        return self._connection.send_raw(
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
    ) -> Response[Invoice]:
        """Update an invoice. See `QuickBooks.update_invoice`."""
        return self._connection.send_raw(
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
    ) -> Response[Project]:
        """Update a project; fields that are not sent keep their values. See `QuickBooks.update_project`."""
        return self._connection.send_raw(
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
    ) -> Response[DeleteResult]:
        """Delete a bill. See `QuickBooks.delete_bill`."""
        return self._connection.send_raw(
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
    ) -> Response[DeleteResult]:
        """Delete an invoice. See `QuickBooks.delete_invoice`."""
        return self._connection.send_raw(
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
    ) -> Response[Project]:
        """Delete a project: it becomes inactive and can be recovered. See `QuickBooks.delete_project`."""
        return self._connection.send_raw(
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
    ) -> Response[Project]:
        """Recover a deleted project: it becomes active again. See `QuickBooks.recover_project`."""
        return self._connection.send_raw(
            _operations.recover_project(
                id,
            ),
            extra_headers,
        )
