# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from msgspec import UNSET, UnsetType, field

from quickbooks_client._runtime.models import Model, OpenEnum
from quickbooks_client._runtime.pages import PageModel
from quickbooks_client._runtime.scalar import AwareDatetime


class GetBillData(Model, kw_only=True):
    """The `data` of a `get_bill` response."""

    company: GetBillCompany
    """The company that the token belongs to. A request does not name it. The token needs the
    scope com.intuit.quickbooks.accounting.
    """


class GetBillCompany(Model, kw_only=True):
    """A company with its projects, invoices and bills."""

    bills: BillConnection
    """The company's bills."""


class GetInvoiceData(Model, kw_only=True):
    """The `data` of a `get_invoice` response."""

    company: GetInvoiceCompany
    """The company that the token belongs to. A request does not name it. The token needs the
    scope com.intuit.quickbooks.accounting.
    """


class GetInvoiceCompany(Model, kw_only=True):
    """A company with its projects, invoices and bills."""

    invoices: InvoiceConnection
    """The company's invoices."""


class ListProjectsData(Model, kw_only=True):
    """The `data` of a `list_projects` response."""

    company: ListProjectsCompany
    """The company that the token belongs to. A request does not name it. The token needs the
    scope com.intuit.quickbooks.accounting.
    """


class ListProjectsCompany(Model, kw_only=True):
    """A company with its projects, invoices and bills."""

    __lists_of_one__: ClassVar[frozenset[str]] = frozenset({"projects"})
    projects: ProjectConnection
    """The company's projects that match the filter, or all of them. Corrected: see errata QB-1."""


class CreateBillData(Model, kw_only=True):
    """The `data` of a `create_bill` response."""

    create_bill: Bill | None = field(default=None, name="createBill")
    """Create a bill, with or without projects on its lines. The token needs the scope
    com.intuit.quickbooks.accounting.
    """


class CreateInvoiceData(Model, kw_only=True):
    """The `data` of a `create_invoice` response."""

    create_invoice: Invoice | None = field(default=None, name="createInvoice")
    """Create an invoice, with or without a project. The token needs the scope
    com.intuit.quickbooks.accounting.
    """


class CreateProjectData(Model, kw_only=True):
    """The `data` of a `create_project` response."""

    create_project: Project | None = field(default=None, name="createProject")
    """Create a project for a customer. The token needs the scope qb.project.write."""


class DeleteBillData(Model, kw_only=True):
    """The `data` of a `delete_bill` response."""

    delete_bill: DeleteResult | None = field(default=None, name="deleteBill")
    """Delete a bill. The token needs the scope com.intuit.quickbooks.accounting."""


class DeleteInvoiceData(Model, kw_only=True):
    """The `data` of a `delete_invoice` response."""

    delete_invoice: DeleteResult | None = field(default=None, name="deleteInvoice")
    """Delete an invoice. The token needs the scope com.intuit.quickbooks.accounting."""


class DeleteProjectData(Model, kw_only=True):
    """The `data` of a `delete_project` response."""

    delete_project: Project | None = field(default=None, name="deleteProject")
    """Delete a project: it becomes inactive and can be recovered. The token needs the scope
    qb.project.write.
    """


class RecoverProjectData(Model, kw_only=True):
    """The `data` of a `recover_project` response."""

    recover_project: Project | None = field(default=None, name="recoverProject")
    """Recover a deleted project: it becomes active again. The token needs the scope
    qb.project.write.
    """


class UpdateBillData(Model, kw_only=True):
    """The `data` of a `update_bill` response."""

    update_bill: Bill | None = field(default=None, name="updateBill")
    """Update a bill. The token needs the scope com.intuit.quickbooks.accounting."""


class UpdateInvoiceData(Model, kw_only=True):
    """The `data` of a `update_invoice` response."""

    update_invoice: Invoice | None = field(default=None, name="updateInvoice")
    """Update an invoice. The token needs the scope com.intuit.quickbooks.accounting."""


class UpdateProjectData(Model, kw_only=True):
    """The `data` of a `update_project` response."""

    update_project: Project | None = field(default=None, name="updateProject")
    """Update a project; fields that are not sent keep their values. The token needs the scope
    qb.project.write.
    """


class ReferenceInput(Model, kw_only=True):
    """A reference to an existing object by its id."""

    id: str
    """Id of the object."""


class MetadataInput(Model, kw_only=True):
    """The version that an update changes."""

    entity_version: str = field(name="entityVersion")
    """Version that was read last, a number as text."""


class StringFilter(Model, kw_only=True):
    """A comparison with text."""

    equals: str | None | UnsetType = UNSET
    """Exact text. The documentation page has no other comparison."""


class ProjectStatusFilter(Model, kw_only=True):
    """A comparison with the status of a project."""

    equals: ProjectStatus | None | UnsetType = UNSET
    """Exact status. The documentation page has no other comparison."""


class ProjectFilter(Model, kw_only=True):
    """A filter of projects. Its fields combine into a joint filter."""

    id: StringFilter | None | UnsetType = UNSET
    """Id of the project."""
    customer_id: StringFilter | None | UnsetType = field(default=UNSET, name="customerId")
    """Id of the project's customer."""
    status: ProjectStatusFilter | None | UnsetType = UNSET
    """Status of the project."""
    and_: list[ProjectFilter] | None | UnsetType = field(default=UNSET, name="and")
    """Filters that must all match."""
    or_: list[ProjectFilter] | None | UnsetType = field(default=UNSET, name="or")
    """Filters of which one must match. The documentation page has no example; typed like `and`."""


class InvoiceFilter(Model, kw_only=True):
    """A filter of invoices."""

    id: StringFilter | None | UnsetType = UNSET
    """Id of the invoice."""


class BillFilter(Model, kw_only=True):
    """A filter of bills."""

    id: StringFilter | None | UnsetType = UNSET
    """Id of the bill."""


class CreateProjectInput(Model, kw_only=True):
    """A project to create."""

    name: str
    """Name of the project."""
    description: str
    """Purpose of the project. Required here, although responses may have null."""
    customer: ReferenceInput
    """Customer of the project."""


class UpdateProjectInput(Model, kw_only=True):
    """An update of a project. Fields that are not sent keep their values."""

    id: str
    """Id of the project."""
    name: str | None | UnsetType = UNSET
    """New name. Inferred from create; the example does not send it."""
    description: str | None | UnsetType = UNSET
    """New description."""
    status: ProjectStatus | None | UnsetType = UNSET
    """New status."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """New customer. Inferred from create; the example does not send it."""


class SalesTransactionItemLineInput(Model, kw_only=True):
    """A line of an invoice to create or update."""

    description: str | None | UnsetType = UNSET
    """Description of the line."""
    amount: Decimal | None | UnsetType = UNSET
    """Total of the line."""
    quantity: int | None | UnsetType = UNSET
    """Quantity."""
    class_: ReferenceInput | None | UnsetType = field(default=UNSET, name="class")
    """Class of the line. Null in the only example; its type is inferred from `item`."""
    item: ReferenceInput | None | UnsetType = UNSET
    """Product or service."""
    service_date: date | None | UnsetType = field(default=UNSET, name="serviceDate")
    """Date of service."""
    unit_price: Decimal | None | UnsetType = field(default=UNSET, name="unitPrice")
    """Price of one unit."""
    account: ReferenceInput | None | UnsetType = UNSET
    """Account to book the line to."""


class CreateInvoiceInput(Model, kw_only=True):
    """An invoice to create. The documentation page does not say which fields are required."""

    customer: ReferenceInput | None | UnsetType = UNSET
    """Customer who is billed. With a project: omit it or send the project's customer."""
    project: ReferenceInput | None | UnsetType = UNSET
    """Project that the invoice belongs to."""
    amount: Decimal | None | UnsetType = UNSET
    """Total of the invoice. Inferred from update; the example does not send it."""
    item_lines: list[SalesTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """Lines of the invoice."""


class UpdateInvoiceInput(Model, kw_only=True):
    """An update of an invoice."""

    id: str
    """Id of the invoice."""
    metadata: MetadataInput
    """Version that the update changes. Required by inference, as is `id`."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """Customer who is billed. With a project: omit it or send the project's customer."""
    project: ReferenceInput | None | UnsetType = UNSET
    """Project that the invoice belongs to."""
    amount: Decimal | None | UnsetType = UNSET
    """Total of the invoice; a number as text in the example."""
    item_lines: list[SalesTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """Lines of the invoice. They may replace the existing lines (see errata QB-49)."""


class PurchaseTransactionAccountLineInput(Model, kw_only=True):
    """A line of a bill to create or update that names an account."""

    description: str | None | UnsetType = UNSET
    """Description of the line."""
    amount: Decimal | None | UnsetType = UNSET
    """Total of the line."""
    account: ReferenceInput | None | UnsetType = UNSET
    """Account to book the line to."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """Customer of the line. With a project: omit it or send the project's customer."""
    project: ReferenceInput | None | UnsetType = UNSET
    """Project that the line belongs to."""


class PurchaseTransactionItemLineInput(Model, kw_only=True):
    """A line of a bill to create or update that names an item. Inferred from lines in responses."""

    description: str | None | UnsetType = UNSET
    """Description of the line. Inferred."""
    amount: Decimal | None | UnsetType = UNSET
    """Total of the line. Inferred."""
    quantity: int | None | UnsetType = UNSET
    """Quantity. Inferred."""
    item: ReferenceInput | None | UnsetType = UNSET
    """Product or service. Inferred."""
    unit_price: Decimal | None | UnsetType = field(default=UNSET, name="unitPrice")
    """Price of one unit. Inferred."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """Customer of the line. Inferred."""
    project: ReferenceInput | None | UnsetType = UNSET
    """Project that the line belongs to. Inferred."""
    class_: ReferenceInput | None | UnsetType = field(default=UNSET, name="class")
    """Class of the line. Inferred."""


class CreateBillInput(Model, kw_only=True):
    """A bill to create. The documentation page does not say which fields are required."""

    bill_number: str | None | UnsetType = field(default=UNSET, name="billNumber")
    """Bill number assigned by the vendor."""
    transaction_date: date | None | UnsetType = field(default=UNSET, name="transactionDate")
    """Date of the bill."""
    due_date: date | None | UnsetType = field(default=UNSET, name="dueDate")
    """Date by which the bill must be paid."""
    term: ReferenceInput | None | UnsetType = UNSET
    """Payment term of the bill."""
    vendor: ReferenceInput | None | UnsetType = UNSET
    """Vendor who sent the bill."""
    account_lines: list[PurchaseTransactionAccountLineInput] | None | UnsetType = field(
        default=UNSET, name="accountLines"
    )
    """Lines of the bill that name an account."""
    item_lines: list[PurchaseTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """Lines of the bill that name an item."""


class UpdateBillInput(Model, kw_only=True):
    """An update of a bill."""

    id: str
    """Id of the bill."""
    metadata: MetadataInput
    """Version that the update changes. Required by inference, as is `id`."""
    bill_number: str | None | UnsetType = field(default=UNSET, name="billNumber")
    """Bill number assigned by the vendor."""
    transaction_date: date | None | UnsetType = field(default=UNSET, name="transactionDate")
    """Date of the bill."""
    due_date: date | None | UnsetType = field(default=UNSET, name="dueDate")
    """Date by which the bill must be paid."""
    term: ReferenceInput | None | UnsetType = UNSET
    """Payment term of the bill."""
    vendor: ReferenceInput | None | UnsetType = UNSET
    """Vendor who sent the bill."""
    account_lines: list[PurchaseTransactionAccountLineInput] | None | UnsetType = field(
        default=UNSET, name="accountLines"
    )
    """Lines that name an account. They may replace the existing lines (see errata QB-49)."""
    item_lines: list[PurchaseTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """Lines that name an item. They may replace the existing lines (see errata QB-49)."""


class PaginationInput(Model, kw_only=True):
    """Selects a page of a list. From other documentation pages. Corrected: see errata QB-39."""

    first: int | None | UnsetType = UNSET
    """Maximum number of items on the page. From other documentation pages."""
    after: str | None | UnsetType = UNSET
    """Cursor, an `endCursor`; returns only items after it. From other documentation pages."""


class Account(Model, kw_only=True):
    """A ledger account."""

    id: str
    """Opaque id of the account."""
    name: str
    """Name of the account."""
    fully_qualified_name: str | None | UnsetType = field(default=UNSET, name="fullyQualifiedName")
    """Name with the names of its parent accounts. Null on an invoice line."""


class Metadata(Model, kw_only=True):
    """Metadata of an invoice or a bill."""

    entity_version: str = field(name="entityVersion")
    """Version of the object, a number as text that counts its changes. An update sends the
    version that it changes.
    """


class Customer(Model, kw_only=True):
    """A customer. Most operations select only two of its fields."""

    id: str
    """Opaque id of the customer."""
    display_name: str = field(name="displayName")
    """Display name of the customer."""
    first_name: str | None | UnsetType = field(default=UNSET, name="firstName")
    """First name."""
    last_name: str | None | UnsetType = field(default=UNSET, name="lastName")
    """Last name."""
    phone: str | None | UnsetType = UNSET
    """Phone number, in no fixed format."""


class Project(Model, kw_only=True):
    """Work for a customer that invoices and bills can refer to. Eight other kinds of transaction
    can also refer to a project, but the documentation page does not describe them: invoice
    payments and estimates for customers, expenses and purchase orders for vendors, journal
    entries, bank deposits, delayed credits and delayed charges.
    """

    id: str
    """Opaque id of the project."""
    name: str
    """Name of the project."""
    description: str | None = None
    """Purpose of the project. Null if it has no description."""
    status: ProjectStatus
    """Status of the project."""
    active: bool | None | UnsetType = UNSET
    """Whether the project is active; false if deleted. Create does not select it. Corrected: see
    errata QB-7.
    """
    completed_date: AwareDatetime | None | UnsetType = field(default=UNSET, name="completedDate")
    """Date and time when the project became complete. Null before that."""
    customer: Customer
    """Customer of the project."""


class PurchaseTransactionAccountLine(Model, kw_only=True):
    """A line of a bill that names an account."""

    sequence: str
    """Position of the line, a number as text."""
    description: str | None = None
    """Description of the line. Null if there is none."""
    amount: Decimal
    """Total of the line."""
    account: Account
    """Account that the line is booked to."""
    customer: Customer | None = None
    """Customer of the line; the project's customer if none was sent."""
    project: Project | None = None
    """Project that the line belongs to, if any."""


class Class(Model, kw_only=True):
    """A class, a category of lines. No printed response has one, so every field may be null."""

    id: str | None = None
    """Id of the class."""
    name: str | None = None
    """Name of the class."""


class ItemSalesDetails(Model, kw_only=True):
    """Sales details of an item."""

    description: str | None = None
    """Description for the customer. Null in every printed response."""
    income_account: Account = field(name="incomeAccount")
    """Account for the income."""
    price: Decimal
    """Price of one unit."""


class Item(Model, kw_only=True):
    """A product or a service."""

    id: str
    """Opaque id of the item."""
    name: str
    """Name of the item."""
    sku: str
    """SKU (stock-keeping unit) of the item."""
    active: bool | UnsetType = UNSET
    """Whether the item is active."""
    sales_details: ItemSalesDetails | UnsetType = field(default=UNSET, name="salesDetails")
    """Sales details of the item."""


class PurchaseTransactionItemLine(Model, kw_only=True):
    """A line of a bill that names an item. Types inferred from other lines."""

    sequence: str
    """Position of the line, a number as text."""
    description: str | None = None
    """Description of the line."""
    amount: Decimal
    """Total of the line."""
    quantity: int | None = None
    """Quantity."""
    item: Item | None | UnsetType = UNSET
    """Product or service."""
    unit_price: Decimal | None = field(default=None, name="unitPrice")
    """Price of one unit."""
    customer: Customer | None = None
    """Customer of the line."""
    project: Project | None = None
    """Project that the line belongs to, if any."""
    class_: Class | None | UnsetType = field(default=UNSET, name="class")
    """Class of the line."""


class Term(Model, kw_only=True):
    """A payment term."""

    id: str
    """Opaque id of the term."""
    name: str
    """Name of the term, such as Net 15."""
    due_days: int | None = field(default=None, name="dueDays")
    """Number of days until payment is due. Null in every printed response."""
    type: str | None = None
    """Type of the term. Null in every printed response."""


class Vendor(Model, kw_only=True):
    """A vendor, who is paid."""

    id: str
    """Opaque id of the vendor."""
    display_name: str = field(name="displayName")
    """Display name of the vendor."""


class Bill(Model, kw_only=True):
    """A bill, with the fields that the documentation page shows."""

    id: str
    """Opaque id of the bill."""
    metadata: Metadata
    """Metadata of the bill, with its version."""
    term: Term
    """Payment term of the bill."""
    vendor: Vendor
    """Vendor who sent the bill."""
    transaction_date: date = field(name="transactionDate")
    """Date of the bill."""
    due_date: date = field(name="dueDate")
    """Date by which the bill must be paid."""
    bill_number: str = field(name="billNumber")
    """Bill number assigned by the vendor."""
    account_lines: list[PurchaseTransactionAccountLine] = field(name="accountLines")
    """Lines of the bill that name an account."""
    item_lines: list[PurchaseTransactionItemLine] = field(name="itemLines")
    """Lines of the bill that name an item. Empty in every printed response."""


class BillConnection(Model, kw_only=True):
    """A list of the company's bills."""

    nodes: list[Bill]
    """The bills; at most one if filtered by id."""


class DeleteResult(Model, kw_only=True):
    """The result of deleting an invoice or a bill."""

    id: str
    """Id of the deleted object."""
    success: bool
    """Whether the object was deleted."""


class SalesTransactionItemLine(Model, kw_only=True):
    """A line of an invoice."""

    sequence: str
    """Position of the line, a number as text."""
    description: str | None = None
    """Description of the line."""
    amount: Decimal
    """Total of the line."""
    quantity: int
    """Quantity."""
    item: Item
    """Product or service."""
    unit_price: Decimal = field(name="unitPrice")
    """Price of one unit."""
    account: Account
    """Account that the line is booked to."""


class Invoice(Model, kw_only=True):
    """An invoice, with the fields that the documentation page shows."""

    id: str
    """Opaque id of the invoice."""
    metadata: Metadata
    """Metadata of the invoice, with its version."""
    amount: Decimal
    """Total of the invoice."""
    customer: Customer
    """Customer who is billed; the project's customer if none was sent."""
    project: Project | None = None
    """Project that the invoice belongs to, if any."""
    item_lines: list[SalesTransactionItemLine] = field(name="itemLines")
    """Lines of the invoice."""


class InvoiceConnection(Model, kw_only=True):
    """A list of the company's invoices."""

    nodes: list[Invoice]
    """The invoices; at most one if filtered by id."""


class PageInfo(Model, kw_only=True):
    """The position of a page in the whole list. From other pages of the same documentation.
    Corrected: see errata QB-39.
    """

    has_next_page: bool = field(name="hasNextPage")
    """Whether there are more items after this page. From other documentation pages."""
    has_previous_page: bool = field(name="hasPreviousPage")
    """Whether there are more items before this page. From other documentation pages."""
    start_cursor: str | None = field(default=None, name="startCursor")
    """Cursor of the first item on this page; opaque. From other documentation pages."""
    end_cursor: str | None = field(default=None, name="endCursor")
    """Cursor of the last item on this page, for `after`; opaque. From other documentation pages."""


class ProjectConnection(PageModel, kw_only=True):
    """A list of the company's projects."""

    nodes: list[Project]
    """The projects."""
    page_info: PageInfo | None | UnsetType = field(default=UNSET, name="pageInfo")
    """The position of these projects in the whole list. Not on the documentation page.
    Corrected: see errata QB-39.
    """

    def __iter__(self) -> Iterator[Project]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)


class ProjectStatus(OpenEnum):
    """The status of a project. The documentation page does not define the values."""

    TODO = "TODO"
    """To do."""
    OPEN = "OPEN"
    """Open."""
    IN_PROGRESS = "IN_PROGRESS"
    """In progress, the status of a new project."""
    COMPLETE = "COMPLETE"
    """Complete. Setting it sets `completedDate`."""
    BLOCKED = "BLOCKED"
    """Blocked."""
    CANCELLED = "CANCELLED"
    """Cancelled, spelled with two Ls."""
    DELETED = "DELETED"
    """Deleted. Deleting a project does not set this status."""
