# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from msgspec import UNSET, UnsetType, field

from quickbooks_client._runtime.models import Model, OpenEnum
from quickbooks_client._runtime.scalar import AwareDatetime


class GetBillData(Model, kw_only=True):
    """The `data` of a `get_bill` response."""

    company: GetBillCompany
    """The company that the token belongs to; no request says which it is. The token needs the
    scope com.intuit.quickbooks.accounting.
    """


class GetBillCompany(Model, kw_only=True):
    """A company, which has projects, invoices and bills."""

    bills: BillConnection
    """Bills of the company."""


class GetInvoiceData(Model, kw_only=True):
    """The `data` of a `get_invoice` response."""

    company: GetInvoiceCompany
    """The company that the token belongs to; no request says which it is. The token needs the
    scope com.intuit.quickbooks.accounting.
    """


class GetInvoiceCompany(Model, kw_only=True):
    """A company, which has projects, invoices and bills."""

    invoices: InvoiceConnection
    """Invoices of the company."""


class ListProjectsData(Model, kw_only=True):
    """The `data` of a `list_projects` response."""

    company: ListProjectsCompany
    """The company that the token belongs to; no request says which it is. The token needs the
    scope com.intuit.quickbooks.accounting.
    """


class ListProjectsCompany(Model, kw_only=True):
    """A company, which has projects, invoices and bills."""

    __lists_of_one__: ClassVar[frozenset[str]] = frozenset({"projects"})
    projects: ProjectConnection
    """Projects of the company, all of them or those that pass the filter. Corrected: see errata
    QB-1.
    """


class CreateBillData(Model, kw_only=True):
    """The `data` of a `create_bill` response."""

    create_bill: Bill | None = field(default=None, name="createBill")
    """Create a bill, its lines for a project or not. The token needs the scope
    com.intuit.quickbooks.accounting.
    """


class CreateInvoiceData(Model, kw_only=True):
    """The `data` of a `create_invoice` response."""

    create_invoice: Invoice | None = field(default=None, name="createInvoice")
    """Create an invoice, for a project or not. The token needs the scope
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
    """Make a project inactive: it comes back with `active` false, and can be recovered. The
    token needs the scope qb.project.write.
    """


class RecoverProjectData(Model, kw_only=True):
    """The `data` of a `recover_project` response."""

    recover_project: Project | None = field(default=None, name="recoverProject")
    """Make a deleted project active again; it comes back with `active` true. The token needs the
    scope qb.project.write.
    """


class UpdateBillData(Model, kw_only=True):
    """The `data` of a `update_bill` response."""

    update_bill: Bill | None = field(default=None, name="updateBill")
    """Change a bill. The token needs the scope com.intuit.quickbooks.accounting."""


class UpdateInvoiceData(Model, kw_only=True):
    """The `data` of a `update_invoice` response."""

    update_invoice: Invoice | None = field(default=None, name="updateInvoice")
    """Change an invoice. The token needs the scope com.intuit.quickbooks.accounting."""


class UpdateProjectData(Model, kw_only=True):
    """The `data` of a `update_project` response."""

    update_project: Project | None = field(default=None, name="updateProject")
    """Change a project; what is not sent stays. The token needs the scope qb.project.write."""


class ReferenceInput(Model, kw_only=True):
    """Something that is there already, by its id."""

    id: str
    """Its id."""


class MetadataInput(Model, kw_only=True):
    """Which version an update changes."""

    entity_version: str = field(name="entityVersion")
    """The version that was read last, a number as text."""


class StringFilter(Model, kw_only=True):
    """A text to compare with."""

    equals: str | None | UnsetType = UNSET
    """The very text; the only comparison on the page."""


class ProjectStatusFilter(Model, kw_only=True):
    """A project's status to compare with."""

    equals: ProjectStatus | None | UnsetType = UNSET
    """The very status; the only comparison on the page."""


class ProjectFilter(Model, kw_only=True):
    """Which projects. Several fields are meant to narrow it together."""

    id: StringFilter | None | UnsetType = UNSET
    """By the project's id."""
    customer_id: StringFilter | None | UnsetType = field(default=UNSET, name="customerId")
    """By the id of the customer whom it is for."""
    status: ProjectStatusFilter | None | UnsetType = UNSET
    """By how far it is."""
    and_: list[ProjectFilter] | None | UnsetType = field(default=UNSET, name="and")
    """Only what passes every one of these filters."""
    or_: list[ProjectFilter] | None | UnsetType = field(default=UNSET, name="or")
    """Whatever passes one of these filters; built like `and`, as none is printed."""


class InvoiceFilter(Model, kw_only=True):
    """Which invoices."""

    id: StringFilter | None | UnsetType = UNSET
    """By the invoice's id."""


class BillFilter(Model, kw_only=True):
    """Which bills."""

    id: StringFilter | None | UnsetType = UNSET
    """By the bill's id."""


class CreateProjectInput(Model, kw_only=True):
    """What creating a project takes."""

    name: str
    """Its name."""
    description: str
    """What it is for; required here, though responses print null."""
    customer: ReferenceInput
    """Whom it is for."""


class UpdateProjectInput(Model, kw_only=True):
    """What updating a project takes; what is not sent stays."""

    id: str
    """Which project."""
    name: str | None | UnsetType = UNSET
    """Its new name; inferred from create, the example does not change it."""
    description: str | None | UnsetType = UNSET
    """Its new description."""
    status: ProjectStatus | None | UnsetType = UNSET
    """Its new status."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """Its new customer; inferred from create, the example does not change it."""


class SalesTransactionItemLineInput(Model, kw_only=True):
    """A line of an invoice that is sent."""

    description: str | None | UnsetType = UNSET
    """What is billed, in words."""
    amount: Decimal | None | UnsetType = UNSET
    """What the line comes to."""
    quantity: int | None | UnsetType = UNSET
    """How many."""
    class_: ReferenceInput | None | UnsetType = field(default=UNSET, name="class")
    """Its class; null in the only example, so that its type is inferred from `item`."""
    item: ReferenceInput | None | UnsetType = UNSET
    """The product or service."""
    service_date: date | None | UnsetType = field(default=UNSET, name="serviceDate")
    """The day of service."""
    unit_price: Decimal | None | UnsetType = field(default=UNSET, name="unitPrice")
    """The price of one."""
    account: ReferenceInput | None | UnsetType = UNSET
    """The account to book it to."""


class CreateInvoiceInput(Model, kw_only=True):
    """What creating an invoice takes. Nothing is said to be required."""

    customer: ReferenceInput | None | UnsetType = UNSET
    """Who is billed; with a project best left out, or the project's customer."""
    project: ReferenceInput | None | UnsetType = UNSET
    """The project that it belongs to."""
    amount: Decimal | None | UnsetType = UNSET
    """The total; inferred from update, the example sends none."""
    item_lines: list[SalesTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """What is billed."""


class UpdateInvoiceInput(Model, kw_only=True):
    """What updating an invoice takes."""

    id: str
    """Which invoice."""
    metadata: MetadataInput
    """The version that is changed. That it is required is inferred, as is `id`."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """Who is billed; with a project best left out, or the project's customer."""
    project: ReferenceInput | None | UnsetType = UNSET
    """The project that it belongs to."""
    amount: Decimal | None | UnsetType = UNSET
    """The total, in the example a number as text."""
    item_lines: list[SalesTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """What is billed. Whether they replace the lines that are there is not said."""


class PurchaseTransactionAccountLineInput(Model, kw_only=True):
    """A line of a bill that is sent and names an account."""

    description: str | None | UnsetType = UNSET
    """What is billed, in words."""
    amount: Decimal | None | UnsetType = UNSET
    """What the line comes to."""
    account: ReferenceInput | None | UnsetType = UNSET
    """The account to book it to."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """For whom it is; with a project best left out, or the project's customer."""
    project: ReferenceInput | None | UnsetType = UNSET
    """The project that it belongs to."""


class PurchaseTransactionItemLineInput(Model, kw_only=True):
    """A line of a bill that is sent and names an item; inferred from the lines in responses."""

    description: str | None | UnsetType = UNSET
    """What is billed, in words; inferred."""
    amount: Decimal | None | UnsetType = UNSET
    """What the line comes to; inferred."""
    quantity: int | None | UnsetType = UNSET
    """How many; inferred."""
    item: ReferenceInput | None | UnsetType = UNSET
    """The product or service; inferred."""
    unit_price: Decimal | None | UnsetType = field(default=UNSET, name="unitPrice")
    """The price of one; inferred."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """For whom it is; inferred."""
    project: ReferenceInput | None | UnsetType = UNSET
    """The project that it belongs to; inferred."""
    class_: ReferenceInput | None | UnsetType = field(default=UNSET, name="class")
    """Its class; inferred."""


class CreateBillInput(Model, kw_only=True):
    """What creating a bill takes. Nothing is said to be required."""

    bill_number: str | None | UnsetType = field(default=UNSET, name="billNumber")
    """The vendor's number of it."""
    transaction_date: date | None | UnsetType = field(default=UNSET, name="transactionDate")
    """The day of the bill."""
    due_date: date | None | UnsetType = field(default=UNSET, name="dueDate")
    """The day by which to pay."""
    term: ReferenceInput | None | UnsetType = UNSET
    """When it has to be paid, by agreement."""
    vendor: ReferenceInput | None | UnsetType = UNSET
    """Who sent it."""
    account_lines: list[PurchaseTransactionAccountLineInput] | None | UnsetType = field(
        default=UNSET, name="accountLines"
    )
    """What is billed by account."""
    item_lines: list[PurchaseTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """What is billed by item."""


class UpdateBillInput(Model, kw_only=True):
    """What updating a bill takes."""

    id: str
    """Which bill."""
    metadata: MetadataInput
    """The version that is changed. That it is required is inferred, as is `id`."""
    bill_number: str | None | UnsetType = field(default=UNSET, name="billNumber")
    """The vendor's number of it."""
    transaction_date: date | None | UnsetType = field(default=UNSET, name="transactionDate")
    """The day of the bill."""
    due_date: date | None | UnsetType = field(default=UNSET, name="dueDate")
    """The day by which to pay."""
    term: ReferenceInput | None | UnsetType = UNSET
    """When it has to be paid, by agreement."""
    vendor: ReferenceInput | None | UnsetType = UNSET
    """Who sent it."""
    account_lines: list[PurchaseTransactionAccountLineInput] | None | UnsetType = field(
        default=UNSET, name="accountLines"
    )
    """What is billed by account. Whether they replace the lines that are there is not said."""
    item_lines: list[PurchaseTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """What is billed by item. Whether they replace the lines that are there is not said."""


class PaginationInput(Model, kw_only=True):
    """Which part of a list; from other pages of the same documentation. Corrected: see errata
    QB-39.
    """

    first: int | None | UnsetType = UNSET
    """At most how many things; from other pages."""
    after: str | None | UnsetType = UNSET
    """Only what comes after this cursor, an `endCursor`; from other pages."""


class Account(Model, kw_only=True):
    """An account of the ledger."""

    id: str
    """Identifies the account; opaque."""
    name: str
    """Its name."""
    fully_qualified_name: str | None | UnsetType = field(default=UNSET, name="fullyQualifiedName")
    """The name with those of the accounts above it; null on an invoice's line."""


class Metadata(Model, kw_only=True):
    """What the service keeps about an invoice or a bill."""

    entity_version: str = field(name="entityVersion")
    """Counts the changes, a number as text. An update sends the version that it changes."""


class Customer(Model, kw_only=True):
    """Whoever is billed. Most operations ask for two of its fields."""

    id: str
    """Identifies the customer; opaque."""
    display_name: str = field(name="displayName")
    """The name to show."""
    first_name: str | None | UnsetType = field(default=UNSET, name="firstName")
    """First name."""
    last_name: str | None | UnsetType = field(default=UNSET, name="lastName")
    """Last name."""
    phone: str | None | UnsetType = UNSET
    """Phone number, as a person wrote it."""


class Project(Model, kw_only=True):
    """Work for a customer that invoices and bills can be put to. Eight other kinds of
    transaction take a project, too, and are not described: invoice payments and estimates for
    customers, expenses and purchase orders for vendors, journal entries, bank deposits,
    delayed credits and delayed charges.
    """

    id: str
    """Identifies the project; opaque."""
    name: str
    """Its name."""
    description: str | None = None
    """What it is for; null where there is none."""
    status: ProjectStatus
    """How far it is."""
    active: bool | None | UnsetType = UNSET
    """Whether it is there; false once it is deleted. Create does not ask for it. Corrected: see
    errata QB-7.
    """
    completed_date: AwareDatetime | None | UnsetType = field(default=UNSET, name="completedDate")
    """When it became complete, a moment in spite of the name; null before."""
    customer: Customer
    """Whom it is for."""


class PurchaseTransactionAccountLine(Model, kw_only=True):
    """A line of a bill that names an account."""

    sequence: str
    """Its place among the lines, a number as text."""
    description: str | None = None
    """What is billed, in words; null where there is nothing."""
    amount: Decimal
    """What the line comes to."""
    account: Account
    """The account that it is booked to."""
    customer: Customer | None = None
    """For whom it is; the project's customer where none was sent."""
    project: Project | None = None
    """The project that it belongs to, if any."""


class Class(Model, kw_only=True):
    """What lines can be sorted by. No response holds one, so all of it may be null."""

    id: str | None = None
    """Identifies the class."""
    name: str | None = None
    """Its name."""


class ItemSalesDetails(Model, kw_only=True):
    """How an item is sold."""

    description: str | None = None
    """The text for the customer, null in every response."""
    income_account: Account = field(name="incomeAccount")
    """The account that the income goes to."""
    price: Decimal
    """The price of one."""


class Item(Model, kw_only=True):
    """A product or a service."""

    id: str
    """Identifies the item; opaque."""
    name: str
    """Its name."""
    sku: str
    """The code that it is stocked by."""
    active: bool | UnsetType = UNSET
    """Whether it is active."""
    sales_details: ItemSalesDetails | UnsetType = field(default=UNSET, name="salesDetails")
    """How it is sold."""


class PurchaseTransactionItemLine(Model, kw_only=True):
    """A line of a bill that names an item; types inferred from other lines."""

    sequence: str
    """Its place among the lines, a number as text."""
    description: str | None = None
    """What is billed, in words."""
    amount: Decimal
    """What the line comes to."""
    quantity: int | None = None
    """How many."""
    item: Item | None | UnsetType = UNSET
    """The product or service."""
    unit_price: Decimal | None = field(default=None, name="unitPrice")
    """The price of one."""
    customer: Customer | None = None
    """For whom it is."""
    project: Project | None = None
    """The project that it belongs to, if any."""
    class_: Class | None | UnsetType = field(default=UNSET, name="class")
    """Its class."""


class Term(Model, kw_only=True):
    """An agreement about when to pay."""

    id: str
    """Identifies the term; opaque."""
    name: str
    """Its name, such as Net 15."""
    due_days: int | None = field(default=None, name="dueDays")
    """Within how many days to pay; null in every response."""
    type: str | None = None
    """Its kind; null in every response."""


class Vendor(Model, kw_only=True):
    """Whoever is paid."""

    id: str
    """Identifies the vendor; opaque."""
    display_name: str = field(name="displayName")
    """The name to show."""


class Bill(Model, kw_only=True):
    """A bill, in the part that this page shows of it."""

    id: str
    """Identifies the bill; opaque."""
    metadata: Metadata
    """Its version."""
    term: Term
    """When it has to be paid, by agreement."""
    vendor: Vendor
    """Who sent it."""
    transaction_date: date = field(name="transactionDate")
    """The day of the bill."""
    due_date: date = field(name="dueDate")
    """The day by which to pay."""
    bill_number: str = field(name="billNumber")
    """The vendor's number of it."""
    account_lines: list[PurchaseTransactionAccountLine] = field(name="accountLines")
    """What is billed by account."""
    item_lines: list[PurchaseTransactionItemLine] = field(name="itemLines")
    """What is billed by item; empty in every response."""


class BillConnection(Model, kw_only=True):
    """Some of the company's bills."""

    nodes: list[Bill]
    """The bills; one, when asked for by id."""


class DeleteResult(Model, kw_only=True):
    """What deleting an invoice or a bill gives."""

    id: str
    """What was deleted."""
    success: bool
    """Whether it was."""


class SalesTransactionItemLine(Model, kw_only=True):
    """A line of an invoice."""

    sequence: str
    """Its place among the lines, a number as text."""
    description: str | None = None
    """What is billed, in words."""
    amount: Decimal
    """What the line comes to."""
    quantity: int
    """How many."""
    item: Item
    """The product or service."""
    unit_price: Decimal = field(name="unitPrice")
    """The price of one."""
    account: Account
    """The account that it is booked to."""


class Invoice(Model, kw_only=True):
    """An invoice, in the part that this page shows of it."""

    id: str
    """Identifies the invoice; opaque."""
    metadata: Metadata
    """Its version."""
    amount: Decimal
    """Its total."""
    customer: Customer
    """Who is billed; the project's customer where none was sent."""
    project: Project | None = None
    """The project that it belongs to, if any."""
    item_lines: list[SalesTransactionItemLine] = field(name="itemLines")
    """What is billed."""


class InvoiceConnection(Model, kw_only=True):
    """Some of the company's invoices."""

    nodes: list[Invoice]
    """The invoices; one, when asked for by id."""


class PageInfo(Model, kw_only=True):
    """Where a page stands in the whole list; from other pages of the same documentation.
    Corrected: see errata QB-39.
    """

    has_next_page: bool = field(name="hasNextPage")
    """Whether there is more after it; from other pages."""
    has_previous_page: bool = field(name="hasPreviousPage")
    """Whether there is more before it; from other pages."""
    start_cursor: str | None = field(default=None, name="startCursor")
    """Where its first thing stands; opaque; from other pages."""
    end_cursor: str | None = field(default=None, name="endCursor")
    """Where its last thing stands, for `after`; opaque; from other pages."""


class ProjectConnection(Model, kw_only=True):
    """Some of the company's projects."""

    nodes: list[Project]
    """The projects."""
    page_info: PageInfo | None | UnsetType = field(default=UNSET, name="pageInfo")
    """Where these stand among all; not on the page. Corrected: see errata QB-39."""


class ProjectStatus(OpenEnum):
    """How far a project is. What sets one state apart from the next is not said."""

    TODO = "TODO"
    """To do."""
    OPEN = "OPEN"
    """Open."""
    IN_PROGRESS = "IN_PROGRESS"
    """In progress; a new project is."""
    COMPLETE = "COMPLETE"
    """Complete; setting it sets `completedDate`."""
    BLOCKED = "BLOCKED"
    """Blocked."""
    CANCELLED = "CANCELLED"
    """Cancelled, with two Ls."""
    DELETED = "DELETED"
    """Deleted; deleting a project does not set it."""
