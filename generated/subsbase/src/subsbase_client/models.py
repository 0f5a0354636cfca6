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
    """Create an invoice; it returns the invoice as its value (l.67-86)."""


class GetInvoiceData(Model, kw_only=True):
    """The `data` of a `get_invoice` response."""

    invoice: Invoice | None = None
    """One invoice (l.57-63). What comes where there is none is not said."""


class ListInvoicesData(Model, kw_only=True):
    """The `data` of a `list_invoices` response."""

    invoices: InvoicePage | None = None
    """Invoices of the site, filtered and ordered, one page at a time (l.16-32)."""


class MarkInvoiceAsPaidData(Model, kw_only=True):
    """The `data` of a `mark_invoice_as_paid` response."""

    mark_invoice_as_paid: MarkInvoiceAsPaidResult | None = field(
        default=None, name="markInvoiceAsPaid"
    )
    """Mark an invoice as paid (l.101-119)."""


class VoidInvoiceData(Model, kw_only=True):
    """The `data` of a `void_invoice` response."""

    void_invoice: VoidInvoiceResult | None = field(default=None, name="voidInvoice")
    """Void an invoice (l.132-151)."""


class PaginationGQLInputType(Model, kw_only=True):
    """Which page of a list (l.16, 36-39)."""

    page: int | None | UnsetType = UNSET
    """Number of the page; 1 in the example (l.37)."""
    per_page: int | None | UnsetType = field(default=UNSET, name="perPage")
    """How many things on a page; 10 in the example (l.38). A default or a maximum is not said."""


class SortingGQLInputType(Model, kw_only=True):
    """One thing to order by (l.16, 41-44)."""

    field_: str = field(name="field")
    """The name of a field (l.42)."""
    direction: SortingDirection
    """Which end comes first (l.43)."""


class FilterGQLInputType(Model, kw_only=True):
    """One thing to select by (l.16, 47-51)."""

    field_: str = field(name="field")
    """The name of a field (l.48)."""
    operator: FilterOperator
    """How to compare (l.49)."""
    value: str
    """What to compare with, as text (l.50)."""


class InvoiceGQLInputType(Model, kw_only=True):
    """What creating an invoice takes (l.67, 85); its fields are guessed, no example sends one."""

    number: str | None | UnsetType = UNSET
    """Its number; a guess, after the field that lists are filtered by (l.48)."""
    total: Decimal | None | UnsetType = UNSET
    """What it comes to; a guess, after the field of an invoice (l.28)."""
    billed_on: AwareDatetime | None | UnsetType = field(default=UNSET, name="billedOn")
    """When it is billed; a guess, after the field of an invoice (l.78)."""
    due_on: AwareDatetime | None | UnsetType = field(default=UNSET, name="dueOn")
    """When it is due; a guess, after the field of an invoice (l.79)."""


class Invoice(Model, kw_only=True):
    """An invoice, in the fields that this page names; it says that there are more (l.29, 61,
    80).
    """

    id: str
    """Identifies the invoice (l.27, 59, 93)."""
    total: Decimal | None = None
    """What it comes to (l.28, 60); the type is inferred."""
    customer_id: str | None = field(default=None, name="customerId")
    """Who is billed, by id (l.73)."""
    site_id: str | None = field(default=None, name="siteId")
    """Whose site it is on, by id (l.74)."""
    billed_on: AwareDatetime | None = field(default=None, name="billedOn")
    """When it is billed, by its name (l.78); the type is inferred."""
    due_on: AwareDatetime | None = field(default=None, name="dueOn")
    """When it is due, by its name (l.79); the type is inferred."""
    number: str | None = None
    """Its number, 1024 in the example (l.42, 48-50); the type is inferred. Corrected: SB-20."""


class CreateInvoiceResult(Model, kw_only=True):
    """How creating an invoice went (l.68-82, 89-95)."""

    is_success: bool = field(name="isSuccess")
    """Whether it went well (l.69, 90)."""
    message: str | None = None
    """What went wrong; empty where all went well (l.70, 91)."""
    value: Invoice | None = None
    """The new invoice (l.71, 86, 92)."""


class Pagination(Model, kw_only=True):
    """Where a page stands in the whole list (l.21-25)."""

    page: int
    """Number of this page (l.22); the first that a request names is 1 (l.37)."""
    per_page: int = field(name="perPage")
    """Most invoices on a page (l.23)."""
    total_records: int = field(name="totalRecords")
    """Invoices in all (l.24)."""


class InvoicePage(Model, kw_only=True):
    """One page of invoices (l.18-31)."""

    is_success: bool = field(name="isSuccess")
    """Whether it went well (l.19)."""
    message: str | None = None
    """What went wrong (l.20)."""
    pagination: Pagination
    """Where this page stands (l.21-25)."""
    data: list[Invoice]
    """The invoices of this page (l.26-30)."""


class MarkInvoiceAsPaidResult(Model, kw_only=True):
    """How marking an invoice as paid went (l.102-116, 122-125)."""

    is_success: bool = field(name="isSuccess")
    """Whether it went well (l.103, 123)."""
    message: str | None = None
    """What went wrong; empty where all went well (l.104, 124)."""


class VoidInvoiceResult(Model, kw_only=True):
    """How voiding an invoice went (l.137-149, 154-157)."""

    is_success: bool = field(name="isSuccess")
    """Whether it went well (l.142, 155)."""
    message: str | None = None
    """What went wrong; empty where all went well (l.143, 156)."""


class SortingDirection(OpenEnum):
    """Which end of an order comes first (l.43). The one value on the page is an example's."""

    ASCENDING = "Ascending"
    """Lowest first (l.43)."""
    DESCENDING = "Descending"
    """Highest first; from another page of the same documentation. Corrected: SB-34."""


class FilterOperator(OpenEnum):
    """How a field is compared (l.49). The one value on the page is an example's."""

    CONTAINS = "Contains"
    """The field has the value in it, by its name (l.49)."""
    EQUAL = "Equal"
    """The field has this very value; from a public program for the same service. Corrected:
    SB-34.
    """
