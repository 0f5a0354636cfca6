# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET, UnsetType, field

from subsbase_client._runtime.models import Model, OpenEnum
from subsbase_client._runtime.pages import PageModel
from subsbase_client._runtime.scalar import AwareDatetime


class CreateInvoiceData(Model, kw_only=True):
    """The `data` of a `create_invoice` response."""

    create_invoice_mutation: CreateInvoiceResult | None = field(
        default=None, name="createInvoiceMutation"
    )
    """Create an invoice and return it."""


class GetInvoiceData(Model, kw_only=True):
    """The `data` of a `get_invoice` response."""

    invoice: Invoice | None = None
    """An invoice. The documentation page does not say what is returned if it does not exist."""


class ListInvoicesData(Model, kw_only=True):
    """The `data` of a `list_invoices` response."""

    invoices: InvoicePage | None = None
    """The invoices of the site, filtered and sorted, one page at a time."""


class MarkInvoiceAsPaidData(Model, kw_only=True):
    """The `data` of a `mark_invoice_as_paid` response."""

    mark_invoice_as_paid: MarkInvoiceAsPaidResult | None = field(
        default=None, name="markInvoiceAsPaid"
    )
    """Mark an invoice as paid."""


class VoidInvoiceData(Model, kw_only=True):
    """The `data` of a `void_invoice` response."""

    void_invoice: VoidInvoiceResult | None = field(default=None, name="voidInvoice")
    """Void an invoice."""


class PaginationGQLInputType(Model, kw_only=True):
    """Selects a page of a list."""

    page: int | None | UnsetType = UNSET
    """Number of the page; 1 in the example."""
    per_page: int | None | UnsetType = field(default=UNSET, name="perPage")
    """Page size; 10 in the example. The documentation page names no default and no maximum."""


class SortingGQLInputType(Model, kw_only=True):
    """A sort order."""

    field_: str = field(name="field")
    """Name of a field."""
    direction: SortingDirection
    """Direction of the sort order."""


class FilterGQLInputType(Model, kw_only=True):
    """A filter."""

    field_: str = field(name="field")
    """Name of a field."""
    operator: FilterOperator
    """Comparison of the field with the value."""
    value: str
    """Value to compare with, as text."""


class InvoiceGQLInputType(Model, kw_only=True):
    """An invoice to create. The fields are guesses; no example sends an invoice."""

    number: str | None | UnsetType = UNSET
    """Invoice number. A guess, from the field that filters the list."""
    total: Decimal | None | UnsetType = UNSET
    """Total of the invoice. A guess, from the field of an invoice."""
    billed_on: AwareDatetime | None | UnsetType = field(default=UNSET, name="billedOn")
    """Date and time of billing. A guess, from the field of an invoice."""
    due_on: AwareDatetime | None | UnsetType = field(default=UNSET, name="dueOn")
    """Date and time when payment is due. A guess, from the field of an invoice."""


class Invoice(Model, kw_only=True):
    """An invoice, with the fields that the documentation page names. There are more."""

    id: str
    """Id of the invoice."""
    total: Decimal | None = None
    """Total of the invoice. The type is inferred."""
    customer_id: str | None = field(default=None, name="customerId")
    """Id of the customer who is billed."""
    site_id: str | None = field(default=None, name="siteId")
    """Id of the site that the invoice belongs to."""
    billed_on: AwareDatetime | None = field(default=None, name="billedOn")
    """Date and time of billing. Meaning and type are inferred from the name."""
    due_on: AwareDatetime | None = field(default=None, name="dueOn")
    """Date and time when payment is due. Meaning and type are inferred from the name."""
    number: str | None = None
    """The invoice number, such as 1024. The type is inferred. Corrected: see errata SB-20."""


class CreateInvoiceResult(Model, kw_only=True):
    """The result of creating an invoice."""

    is_success: bool = field(name="isSuccess")
    """Whether the operation succeeded."""
    message: str | None = None
    """Description of the failure; empty if the operation succeeded."""
    value: Invoice | None = None
    """The new invoice."""


class Pagination(Model, kw_only=True):
    """The position of a page in the whole list."""

    page: int
    """Number of this page. The example requests page 1."""
    per_page: int = field(name="perPage")
    """Maximum number of invoices on a page."""
    total_records: int = field(name="totalRecords")
    """Total number of invoices."""


class InvoicePage(PageModel, kw_only=True):
    """One page of invoices."""

    is_success: bool = field(name="isSuccess")
    """Whether the operation succeeded."""
    message: str | None = None
    """Description of the failure."""
    pagination: Pagination
    """Position of this page in the list."""
    data: list[Invoice]
    """Invoices on this page."""

    def __iter__(self) -> Iterator[Invoice]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)


class MarkInvoiceAsPaidResult(Model, kw_only=True):
    """The result of marking an invoice as paid."""

    is_success: bool = field(name="isSuccess")
    """Whether the operation succeeded."""
    message: str | None = None
    """Description of the failure; empty if the operation succeeded."""


class VoidInvoiceResult(Model, kw_only=True):
    """The result of voiding an invoice."""

    is_success: bool = field(name="isSuccess")
    """Whether the operation succeeded."""
    message: str | None = None
    """Description of the failure; empty if the operation succeeded."""


class SortingDirection(OpenEnum):
    """The direction of a sort order. The documentation page has one value, in an example."""

    ASCENDING = "Ascending"
    """Lowest value first."""
    DESCENDING = "Descending"
    """Highest value first. From another documentation page. Corrected: see errata SB-34."""


class FilterOperator(OpenEnum):
    """The comparison of a filter. The documentation page has one value, in an example."""

    CONTAINS = "Contains"
    """The field contains the value, judging by the name."""
    EQUAL = "Equal"
    """The field equals the value. From a public program for the same service. Corrected: see
    errata SB-34.
    """
