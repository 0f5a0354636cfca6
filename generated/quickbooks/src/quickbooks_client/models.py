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
    """The company that the token belongs to (l.38, 512, 962); no request says which it is. The
    token needs the scope com.intuit.quickbooks.accounting (l.33).
    """


class GetBillCompany(Model, kw_only=True):
    """A company, which has projects, invoices and bills (l.38-39, 512-513, 962-963)."""

    bills: BillConnection
    """Bills of the company (l.963)."""


class GetInvoiceData(Model, kw_only=True):
    """The `data` of a `get_invoice` response."""

    company: GetInvoiceCompany
    """The company that the token belongs to (l.38, 512, 962); no request says which it is. The
    token needs the scope com.intuit.quickbooks.accounting (l.33).
    """


class GetInvoiceCompany(Model, kw_only=True):
    """A company, which has projects, invoices and bills (l.38-39, 512-513, 962-963)."""

    invoices: InvoiceConnection
    """Invoices of the company (l.513)."""


class ListProjectsData(Model, kw_only=True):
    """The `data` of a `list_projects` response."""

    company: ListProjectsCompany
    """The company that the token belongs to (l.38, 512, 962); no request says which it is. The
    token needs the scope com.intuit.quickbooks.accounting (l.33).
    """


class ListProjectsCompany(Model, kw_only=True):
    """A company, which has projects, invoices and bills (l.38-39, 512-513, 962-963)."""

    __lists_of_one__: ClassVar[frozenset[str]] = frozenset({"projects"})
    projects: ProjectConnection
    """Projects of the company, all of them or those that pass the filter (l.39, 129). Corrected:
    QB-1.
    """


class CreateBillData(Model, kw_only=True):
    """The `data` of a `create_bill` response."""

    create_bill: Bill | None = field(default=None, name="createBill")
    """Create a bill, its lines for a project or not (l.812). The token needs the scope
    com.intuit.quickbooks.accounting (l.33).
    """


class CreateInvoiceData(Model, kw_only=True):
    """The `data` of a `create_invoice` response."""

    create_invoice: Invoice | None = field(default=None, name="createInvoice")
    """Create an invoice, for a project or not (l.377). The token needs the scope
    com.intuit.quickbooks.accounting (l.33).
    """


class CreateProjectData(Model, kw_only=True):
    """The `data` of a `create_project` response."""

    create_project: Project | None = field(default=None, name="createProject")
    """Create a project for a customer (l.187). The token needs the scope qb.project.write
    (l.32).
    """


class DeleteBillData(Model, kw_only=True):
    """The `data` of a `delete_bill` response."""

    delete_bill: DeleteResult | None = field(default=None, name="deleteBill")
    """Delete a bill (l.1245). The token needs the scope com.intuit.quickbooks.accounting (l.33)."""


class DeleteInvoiceData(Model, kw_only=True):
    """The `data` of a `delete_invoice` response."""

    delete_invoice: DeleteResult | None = field(default=None, name="deleteInvoice")
    """Delete an invoice (l.776). The token needs the scope com.intuit.quickbooks.accounting
    (l.33).
    """


class DeleteProjectData(Model, kw_only=True):
    """The `data` of a `delete_project` response."""

    delete_project: Project | None = field(default=None, name="deleteProject")
    """Make a project inactive: it comes back with `active` false, and can be recovered
    (l.277-280). The token needs the scope qb.project.write (l.32).
    """


class RecoverProjectData(Model, kw_only=True):
    """The `data` of a `recover_project` response."""

    recover_project: Project | None = field(default=None, name="recoverProject")
    """Make a deleted project active again; it comes back with `active` true (l.317-320). The
    token needs the scope qb.project.write (l.32).
    """


class UpdateBillData(Model, kw_only=True):
    """The `data` of a `update_bill` response."""

    update_bill: Bill | None = field(default=None, name="updateBill")
    """Change a bill (l.1091). The token needs the scope com.intuit.quickbooks.accounting (l.33)."""


class UpdateInvoiceData(Model, kw_only=True):
    """The `data` of a `update_invoice` response."""

    update_invoice: Invoice | None = field(default=None, name="updateInvoice")
    """Change an invoice (l.638). The token needs the scope com.intuit.quickbooks.accounting
    (l.33).
    """


class UpdateProjectData(Model, kw_only=True):
    """The `data` of a `update_project` response."""

    update_project: Project | None = field(default=None, name="updateProject")
    """Change a project; what is not sent stays (l.236). The token needs the scope
    qb.project.write (l.32).
    """


class ReferenceInput(Model, kw_only=True):
    """Something that is there already, by its id (l.210-212, 431-433, 886-888)."""

    id: str
    """Its id (l.211, 432, 887)."""


class MetadataInput(Model, kw_only=True):
    """Which version an update changes (l.693-695, 1163-1165)."""

    entity_version: str = field(name="entityVersion")
    """The version that was read last, a number as text (l.694, 1164)."""


class StringFilter(Model, kw_only=True):
    """A text to compare with (l.132, 513)."""

    equals: str | None | UnsetType = UNSET
    """The very text; the only comparison on the page (l.132, 513, 963)."""


class ProjectStatusFilter(Model, kw_only=True):
    """A project's status to compare with (l.133)."""

    equals: ProjectStatus | None | UnsetType = UNSET
    """The very status; the only comparison on the page (l.133)."""


class ProjectFilter(Model, kw_only=True):
    """Which projects (l.117-125). Several fields are meant to narrow it together (l.124)."""

    id: StringFilter | None | UnsetType = UNSET
    """By the project's id (l.118-119)."""
    customer_id: StringFilter | None | UnsetType = field(default=UNSET, name="customerId")
    """By the id of the customer whom it is for (l.119-120, 132)."""
    status: ProjectStatusFilter | None | UnsetType = UNSET
    """By how far it is (l.120-121, 133)."""
    and_: list[ProjectFilter] | None | UnsetType = field(default=UNSET, name="and")
    """Only what passes every one of these filters (l.121-122, 131)."""
    or_: list[ProjectFilter] | None | UnsetType = field(default=UNSET, name="or")
    """Whatever passes one of these filters (l.122-123, 183); built like `and`, as none is
    printed.
    """


class InvoiceFilter(Model, kw_only=True):
    """Which invoices (l.513)."""

    id: StringFilter | None | UnsetType = UNSET
    """By the invoice's id (l.513)."""


class BillFilter(Model, kw_only=True):
    """Which bills (l.963)."""

    id: StringFilter | None | UnsetType = UNSET
    """By the bill's id (l.963)."""


class CreateProjectInput(Model, kw_only=True):
    """What creating a project takes (l.186, 201-204)."""

    name: str
    """Its name (l.202, 208)."""
    description: str
    """What it is for (l.203, 209); required here, though responses print null."""
    customer: ReferenceInput
    """Whom it is for (l.204, 210)."""


class UpdateProjectInput(Model, kw_only=True):
    """What updating a project takes (l.235, 249-258); what is not sent stays."""

    id: str
    """Which project (l.250, 254)."""
    name: str | None | UnsetType = UNSET
    """Its new name; inferred from create (l.208), the example does not change it."""
    description: str | None | UnsetType = UNSET
    """Its new description (l.255)."""
    status: ProjectStatus | None | UnsetType = UNSET
    """Its new status (l.256)."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """Its new customer; inferred from create (l.210), the example does not change it."""


class SalesTransactionItemLineInput(Model, kw_only=True):
    """A line of an invoice that is sent (l.435-448, 701-712)."""

    description: str | None | UnsetType = UNSET
    """What is billed, in words (l.436, 702)."""
    amount: Decimal | None | UnsetType = UNSET
    """What the line comes to (l.437, 703)."""
    quantity: int | None | UnsetType = UNSET
    """How many (l.438, 704)."""
    class_: ReferenceInput | None | UnsetType = field(default=UNSET, name="class")
    """Its class (l.439); null in the only example, so that its type is inferred from `item`."""
    item: ReferenceInput | None | UnsetType = UNSET
    """The product or service (l.440, 705)."""
    service_date: date | None | UnsetType = field(default=UNSET, name="serviceDate")
    """The day of service (l.443)."""
    unit_price: Decimal | None | UnsetType = field(default=UNSET, name="unitPrice")
    """The price of one (l.444, 708)."""
    account: ReferenceInput | None | UnsetType = UNSET
    """The account to book it to (l.445, 709)."""


class CreateInvoiceInput(Model, kw_only=True):
    """What creating an invoice takes (l.376, 430-450). Nothing is said to be required."""

    customer: ReferenceInput | None | UnsetType = UNSET
    """Who is billed; with a project best left out, or the project's customer (l.372-374)."""
    project: ReferenceInput | None | UnsetType = UNSET
    """The project that it belongs to (l.372, 431)."""
    amount: Decimal | None | UnsetType = UNSET
    """The total; inferred from update (l.696), the example sends none."""
    item_lines: list[SalesTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """What is billed (l.434)."""


class UpdateInvoiceInput(Model, kw_only=True):
    """What updating an invoice takes (l.637, 691-714)."""

    id: str
    """Which invoice (l.692)."""
    metadata: MetadataInput
    """The version that is changed (l.693). That it is required is inferred, as is `id`."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """Who is billed; with a project best left out, or the project's customer (l.372-374)."""
    project: ReferenceInput | None | UnsetType = UNSET
    """The project that it belongs to (l.372, 697)."""
    amount: Decimal | None | UnsetType = UNSET
    """The total, in the example a number as text (l.696)."""
    item_lines: list[SalesTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """What is billed (l.700). Whether they replace the lines that are there is not said."""


class PurchaseTransactionAccountLineInput(Model, kw_only=True):
    """A line of a bill that is sent and names an account (l.893-902, 1176-1185)."""

    description: str | None | UnsetType = UNSET
    """What is billed, in words (l.894, 1177)."""
    amount: Decimal | None | UnsetType = UNSET
    """What the line comes to (l.895, 1178)."""
    account: ReferenceInput | None | UnsetType = UNSET
    """The account to book it to (l.896, 1179)."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """For whom it is; with a project best left out, or the project's customer (l.372-374)."""
    project: ReferenceInput | None | UnsetType = UNSET
    """The project that it belongs to (l.899, 1182)."""


class PurchaseTransactionItemLineInput(Model, kw_only=True):
    """A line of a bill that is sent and names an item; inferred from the lines in responses
    (l.852-877).
    """

    description: str | None | UnsetType = UNSET
    """What is billed, in words; inferred (l.854)."""
    amount: Decimal | None | UnsetType = UNSET
    """What the line comes to; inferred (l.855)."""
    quantity: int | None | UnsetType = UNSET
    """How many; inferred (l.856)."""
    item: ReferenceInput | None | UnsetType = UNSET
    """The product or service; inferred (l.857)."""
    unit_price: Decimal | None | UnsetType = field(default=UNSET, name="unitPrice")
    """The price of one; inferred (l.862)."""
    customer: ReferenceInput | None | UnsetType = UNSET
    """For whom it is; inferred (l.863), see also l.372-374."""
    project: ReferenceInput | None | UnsetType = UNSET
    """The project that it belongs to; inferred (l.867)."""
    class_: ReferenceInput | None | UnsetType = field(default=UNSET, name="class")
    """Its class; inferred (l.1017)."""


class CreateBillInput(Model, kw_only=True):
    """What creating a bill takes (l.811, 882-905). Nothing is said to be required."""

    bill_number: str | None | UnsetType = field(default=UNSET, name="billNumber")
    """The vendor's number of it (l.883)."""
    transaction_date: date | None | UnsetType = field(default=UNSET, name="transactionDate")
    """The day of the bill (l.884)."""
    due_date: date | None | UnsetType = field(default=UNSET, name="dueDate")
    """The day by which to pay (l.885)."""
    term: ReferenceInput | None | UnsetType = UNSET
    """When it has to be paid, by agreement (l.886)."""
    vendor: ReferenceInput | None | UnsetType = UNSET
    """Who sent it (l.889)."""
    account_lines: list[PurchaseTransactionAccountLineInput] | None | UnsetType = field(
        default=UNSET, name="accountLines"
    )
    """What is billed by account (l.892)."""
    item_lines: list[PurchaseTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """What is billed by item (l.904)."""


class UpdateBillInput(Model, kw_only=True):
    """What updating a bill takes (l.1090, 1161-1188)."""

    id: str
    """Which bill (l.1162)."""
    metadata: MetadataInput
    """The version that is changed (l.1163). That it is required is inferred, as is `id`."""
    bill_number: str | None | UnsetType = field(default=UNSET, name="billNumber")
    """The vendor's number of it (l.1169)."""
    transaction_date: date | None | UnsetType = field(default=UNSET, name="transactionDate")
    """The day of the bill (l.1170)."""
    due_date: date | None | UnsetType = field(default=UNSET, name="dueDate")
    """The day by which to pay (l.1171)."""
    term: ReferenceInput | None | UnsetType = UNSET
    """When it has to be paid, by agreement (l.1166)."""
    vendor: ReferenceInput | None | UnsetType = UNSET
    """Who sent it (l.1172)."""
    account_lines: list[PurchaseTransactionAccountLineInput] | None | UnsetType = field(
        default=UNSET, name="accountLines"
    )
    """What is billed by account (l.1175). Whether they replace the lines that are there is not
    said.
    """
    item_lines: list[PurchaseTransactionItemLineInput] | None | UnsetType = field(
        default=UNSET, name="itemLines"
    )
    """What is billed by item (l.1187). Whether they replace the lines that are there is not
    said.
    """


class PaginationInput(Model, kw_only=True):
    """Which part of a list; from other pages of the same documentation. Corrected: QB-39."""

    first: int | None | UnsetType = UNSET
    """At most how many things; from other pages."""
    after: str | None | UnsetType = UNSET
    """Only what comes after this cursor, an `endCursor`; from other pages."""


class Account(Model, kw_only=True):
    """An account of the ledger (l.411-415, 420-424, 831-834)."""

    id: str
    """Identifies the account; opaque (l.412, 491)."""
    name: str
    """Its name (l.413, 492)."""
    fully_qualified_name: str | None | UnsetType = field(default=UNSET, name="fullyQualifiedName")
    """The name with those of the accounts above it (l.414, 493); null on an invoice's line
    (l.502).
    """


class Metadata(Model, kw_only=True):
    """What the service keeps about an invoice or a bill (l.379-381, 457-459)."""

    entity_version: str = field(name="entityVersion")
    """Counts the changes, a number as text (l.380, 458, 722). An update sends the version that
    it changes (l.693-694).
    """


class Customer(Model, kw_only=True):
    """Whoever is billed (l.45-51, 70-76). Most operations ask for two of its fields."""

    id: str
    """Identifies the customer; opaque (l.46, 71)."""
    display_name: str = field(name="displayName")
    """The name to show (l.49, 74)."""
    first_name: str | None | UnsetType = field(default=UNSET, name="firstName")
    """First name (l.47, 72)."""
    last_name: str | None | UnsetType = field(default=UNSET, name="lastName")
    """Last name (l.48, 73)."""
    phone: str | None | UnsetType = UNSET
    """Phone number, as a person wrote it (l.50, 75)."""


class Project(Model, kw_only=True):
    """Work for a customer that invoices and bills can be put to (l.41-53, 66-78). Eight other
    kinds of transaction take a project, too, and are not described: invoice payments and
    estimates for customers, expenses and purchase orders for vendors, journal entries, bank
    deposits, delayed credits and delayed charges (l.7-20).
    """

    id: str
    """Identifies the project; opaque (l.41, 66)."""
    name: str
    """Its name (l.42, 67)."""
    description: str | None = None
    """What it is for (l.52, 77); null where there is none (l.92)."""
    status: ProjectStatus
    """How far it is (l.43, 68)."""
    active: bool | None | UnsetType = UNSET
    """Whether it is there; false once it is deleted (l.44, 69, 307). Create does not ask for it.
    Corrected: QB-7.
    """
    completed_date: AwareDatetime | None | UnsetType = field(default=UNSET, name="completedDate")
    """When it became complete, a moment in spite of the name (l.53, 266); null before (l.78)."""
    customer: Customer
    """Whom it is for (l.45, 70)."""


class PurchaseTransactionAccountLine(Model, kw_only=True):
    """A line of a bill that names an account (l.827-851, 929-953)."""

    sequence: str
    """Its place among the lines, a number as text (l.828, 930)."""
    description: str | None = None
    """What is billed, in words (l.829, 1214); null where there is nothing (l.931)."""
    amount: Decimal
    """What the line comes to (l.830, 932)."""
    account: Account
    """The account that it is booked to (l.831, 933)."""
    customer: Customer | None = None
    """For whom it is (l.835); the project's customer where none was sent (l.949)."""
    project: Project | None = None
    """The project that it belongs to (l.839, 937), if any (l.7)."""


class Class(Model, kw_only=True):
    """What lines can be sorted by (l.1017-1020). No response holds one, so all of it may be
    null.
    """

    id: str | None = None
    """Identifies the class (l.1018)."""
    name: str | None = None
    """Its name (l.1019)."""


class ItemSalesDetails(Model, kw_only=True):
    """How an item is sold (l.409-417, 488-496)."""

    description: str | None = None
    """The text for the customer (l.410), null in every response (l.489)."""
    income_account: Account = field(name="incomeAccount")
    """The account that the income goes to (l.411, 490)."""
    price: Decimal
    """The price of one (l.416, 495)."""


class Item(Model, kw_only=True):
    """A product or a service (l.404-418, 483-497)."""

    id: str
    """Identifies the item; opaque (l.405, 484)."""
    name: str
    """Its name (l.406, 485)."""
    sku: str
    """The code that it is stocked by (l.407, 486)."""
    active: bool | UnsetType = UNSET
    """Whether it is active (l.408, 487)."""
    sales_details: ItemSalesDetails | UnsetType = field(default=UNSET, name="salesDetails")
    """How it is sold (l.409, 488)."""


class PurchaseTransactionItemLine(Model, kw_only=True):
    """A line of a bill that names an item (l.852-877, 995-1021); types inferred from other
    lines.
    """

    sequence: str
    """Its place among the lines, a number as text (l.853)."""
    description: str | None = None
    """What is billed, in words (l.854)."""
    amount: Decimal
    """What the line comes to (l.855)."""
    quantity: int | None = None
    """How many (l.856)."""
    item: Item | None | UnsetType = UNSET
    """The product or service (l.857)."""
    unit_price: Decimal | None = field(default=None, name="unitPrice")
    """The price of one (l.862)."""
    customer: Customer | None = None
    """For whom it is (l.863)."""
    project: Project | None = None
    """The project that it belongs to (l.867), if any (l.7)."""
    class_: Class | None | UnsetType = field(default=UNSET, name="class")
    """Its class (l.1017)."""


class Term(Model, kw_only=True):
    """An agreement about when to pay (l.817-822, 915-920)."""

    id: str
    """Identifies the term; opaque (l.818, 916)."""
    name: str
    """Its name, such as Net 15 (l.819, 917)."""
    due_days: int | None = field(default=None, name="dueDays")
    """Within how many days to pay (l.820); null in every response (l.918)."""
    type: str | None = None
    """Its kind (l.821); null in every response (l.919)."""


class Vendor(Model, kw_only=True):
    """Whoever is paid (l.823-826, 924-927)."""

    id: str
    """Identifies the vendor; opaque (l.824, 925)."""
    display_name: str = field(name="displayName")
    """The name to show (l.825, 926)."""


class Bill(Model, kw_only=True):
    """A bill, in the part that this page shows of it (l.803, 964-1022, 910-956)."""

    id: str
    """Identifies the bill; opaque (l.965, 911)."""
    metadata: Metadata
    """Its version (l.966, 912)."""
    term: Term
    """When it has to be paid, by agreement (l.969, 915)."""
    vendor: Vendor
    """Who sent it (l.978, 924)."""
    transaction_date: date = field(name="transactionDate")
    """The day of the bill (l.975, 921)."""
    due_date: date = field(name="dueDate")
    """The day by which to pay (l.976, 922)."""
    bill_number: str = field(name="billNumber")
    """The vendor's number of it (l.977, 923)."""
    account_lines: list[PurchaseTransactionAccountLine] = field(name="accountLines")
    """What is billed by account (l.982, 928)."""
    item_lines: list[PurchaseTransactionItemLine] = field(name="itemLines")
    """What is billed by item (l.995); empty in every response (l.955, 1081, 1238)."""


class BillConnection(Model, kw_only=True):
    """Some of the company's bills (l.963-1023)."""

    nodes: list[Bill]
    """The bills; one, when asked for by id (l.964, 1035)."""


class DeleteResult(Model, kw_only=True):
    """What deleting an invoice or a bill gives (l.776-779, 788-791)."""

    id: str
    """What was deleted (l.777, 789)."""
    success: bool
    """Whether it was (l.778, 790)."""


class SalesTransactionItemLine(Model, kw_only=True):
    """A line of an invoice (l.399-425, 478-504)."""

    sequence: str
    """Its place among the lines, a number as text (l.400, 479)."""
    description: str | None = None
    """What is billed, in words (l.401, 480)."""
    amount: Decimal
    """What the line comes to (l.402, 481)."""
    quantity: int
    """How many (l.403, 482)."""
    item: Item
    """The product or service (l.404, 483)."""
    unit_price: Decimal = field(name="unitPrice")
    """The price of one (l.419, 498)."""
    account: Account
    """The account that it is booked to (l.420, 499)."""


class Invoice(Model, kw_only=True):
    """An invoice, in the part that this page shows of it (l.365, 376-427, 455-506)."""

    id: str
    """Identifies the invoice; opaque (l.378, 456)."""
    metadata: Metadata
    """Its version (l.379, 457)."""
    amount: Decimal
    """Its total (l.382, 460, 583)."""
    customer: Customer
    """Who is billed; the project's customer where none was sent (l.383, 461)."""
    project: Project | None = None
    """The project that it belongs to (l.387, 465), if any (l.7)."""
    item_lines: list[SalesTransactionItemLine] = field(name="itemLines")
    """What is billed (l.399, 477)."""


class InvoiceConnection(Model, kw_only=True):
    """Some of the company's invoices (l.513-565)."""

    nodes: list[Invoice]
    """The invoices; one, when asked for by id (l.514, 577)."""


class PageInfo(Model, kw_only=True):
    """Where a page stands in the whole list; from other pages of the same documentation.
    Corrected: QB-39.
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
    """Some of the company's projects (l.39-55)."""

    nodes: list[Project]
    """The projects (l.40, 64)."""
    page_info: PageInfo | None | UnsetType = field(default=UNSET, name="pageInfo")
    """Where these stand among all; not on the page. Corrected: QB-39."""


class ProjectStatus(OpenEnum):
    """How far a project is (l.121). What sets one state apart from the next is not said."""

    TODO = "TODO"
    """To do (l.121)."""
    OPEN = "OPEN"
    """Open (l.121)."""
    IN_PROGRESS = "IN_PROGRESS"
    """In progress; a new project is (l.68, 121, 223)."""
    COMPLETE = "COMPLETE"
    """Complete; setting it sets `completedDate` (l.121, 256, 266-267)."""
    BLOCKED = "BLOCKED"
    """Blocked (l.121)."""
    CANCELLED = "CANCELLED"
    """Cancelled, with two Ls (l.121)."""
    DELETED = "DELETED"
    """Deleted (l.121); deleting a project does not set it (l.308)."""
