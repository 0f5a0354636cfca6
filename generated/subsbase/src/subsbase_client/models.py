# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, UnsetType, field

from subsbase_client._runtime.models import Model, OpenEnum
from subsbase_client._runtime.scalar import AwareDatetime


class CreateInvoiceData(Model, kw_only=True):
    """The `data` of a `create_invoice` response."""

    create_invoice_mutation: CreateInvoiceResult | None = field(
        default=None, name="createInvoiceMutation"
    )
    """Create an invoice; it returns the invoice as its value."""


class GetInvoiceData(Model, kw_only=True):
    """The `data` of a `get_invoice` response."""

    invoice: Invoice | None = None
    """One invoice. What comes where there is none is not said."""


class ListInvoicesData(Model, kw_only=True):
    """The `data` of a `list_invoices` response."""

    invoices: InvoicePage | None = None
    """Invoices of the site, filtered and ordered, one page at a time."""


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
    """Which page of a list."""

    page: int | None | UnsetType = UNSET
    """Number of the page; 1 in the example."""
    per_page: int | None | UnsetType = field(default=UNSET, name="perPage")
    """How many things on a page; 10 in the example. A default or a maximum is not said."""


class SortingGQLInputType(Model, kw_only=True):
    """One thing to order by."""

    field_: str = field(name="field")
    """The name of a field."""
    direction: SortingDirection
    """Which end comes first."""


class FilterGQLInputType(Model, kw_only=True):
    """One thing to select by."""

    field_: str = field(name="field")
    """The name of a field."""
    operator: FilterOperator
    """How to compare."""
    value: str
    """What to compare with, as text."""


class InvoiceGQLInputType(Model, kw_only=True):
    """What creating an invoice takes; its fields are guessed, no example sends one."""

    number: str | None | UnsetType = UNSET
    """Its number; a guess, after the field that lists are filtered by."""
    total: Decimal | None | UnsetType = UNSET
    """What it comes to; a guess, after the field of an invoice."""
    billed_on: AwareDatetime | None | UnsetType = field(default=UNSET, name="billedOn")
    """When it is billed; a guess, after the field of an invoice."""
    due_on: AwareDatetime | None | UnsetType = field(default=UNSET, name="dueOn")
    """When it is due; a guess, after the field of an invoice."""


class Invoice(Model, kw_only=True):
    """An invoice, in the fields that this page names; it says that there are more."""

    id: str
    """Identifies the invoice."""
    total: Decimal | None = None
    """What it comes to; the type is inferred."""
    customer_id: str | None = field(default=None, name="customerId")
    """Who is billed, by id."""
    site_id: str | None = field(default=None, name="siteId")
    """Whose site it is on, by id."""
    billed_on: AwareDatetime | None = field(default=None, name="billedOn")
    """When it is billed, by its name; the type is inferred."""
    due_on: AwareDatetime | None = field(default=None, name="dueOn")
    """When it is due, by its name; the type is inferred."""
    number: str | None = None
    """Its number, 1024 in the example; the type is inferred. Corrected: see errata SB-20."""


class CreateInvoiceResult(Model, kw_only=True):
    """How creating an invoice went."""

    is_success: bool = field(name="isSuccess")
    """Whether it went well."""
    message: str | None = None
    """What went wrong; empty where all went well."""
    value: Invoice | None = None
    """The new invoice."""


class Pagination(Model, kw_only=True):
    """Where a page stands in the whole list."""

    page: int
    """Number of this page; the first that a request names is 1."""
    per_page: int = field(name="perPage")
    """Most invoices on a page."""
    total_records: int = field(name="totalRecords")
    """Invoices in all."""


class InvoicePage(Model, kw_only=True):
    """One page of invoices."""

    is_success: bool = field(name="isSuccess")
    """Whether it went well."""
    message: str | None = None
    """What went wrong."""
    pagination: Pagination
    """Where this page stands."""
    data: list[Invoice]
    """The invoices of this page."""


class MarkInvoiceAsPaidResult(Model, kw_only=True):
    """How marking an invoice as paid went."""

    is_success: bool = field(name="isSuccess")
    """Whether it went well."""
    message: str | None = None
    """What went wrong; empty where all went well."""


class VoidInvoiceResult(Model, kw_only=True):
    """How voiding an invoice went."""

    is_success: bool = field(name="isSuccess")
    """Whether it went well."""
    message: str | None = None
    """What went wrong; empty where all went well."""


class SortingDirection(OpenEnum):
    """Which end of an order comes first. The one value on the page is an example's."""

    ASCENDING = "Ascending"
    """Lowest first."""
    DESCENDING = "Descending"
    """Highest first; from another page of the same documentation. Corrected: see errata SB-34."""


class FilterOperator(OpenEnum):
    """How a field is compared. The one value on the page is an example's."""

    CONTAINS = "Contains"
    """The field has the value in it, by its name."""
    EQUAL = "Equal"
    """The field has this very value; from a public program for the same service. Corrected: see
    errata SB-34.
    """
