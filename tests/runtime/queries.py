"""GraphQL calls as a generated package holds them, which the tests of GraphQL share.

Two invented services: one with connections and cursors, one that wraps what it responses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, ClassVar

from msgspec import UNSET, UnsetType, field

from corrigenda.runtime import cursors as _cursors
from corrigenda.runtime import graphql as _graphql
from corrigenda.runtime.call import Call
from corrigenda.runtime.connection import Connection
from corrigenda.runtime.credentials import Credential
from corrigenda.runtime.models import CaselessEnum, Model, OpenEnum, UnknownMember
from corrigenda.runtime.service import Service

SECRET = "tok-1234567890"
SITE = "site-0987654321"
TOKEN = Credential("token", "TEST_TOKEN", "Authorization", "Bearer ")
SITE_ID = Credential("site_id", "TEST_SITE_ID", "X-SITE-ID", fills="siteId")
WORKS = Service(
    name="Works",
    base_url="https://works.invalid/graphql",
    base_url_variable="TEST_BASE_URL",
    user_agent="works-client/1.2.3",
    credentials=(TOKEN,),
    request_id_headers=("works_tid",),
    environments={
        "production": "https://works.invalid/graphql",
        "sandbox": "https://sandbox.works.invalid/graphql",
    },
)
SHOP = Service(
    name="Shop",
    base_url="https://shop.invalid/core/graphql",
    base_url_variable="TEST_BASE_URL",
    user_agent="shop-client/1.2.3",
    credentials=(SITE_ID, TOKEN),
)


class Status(OpenEnum):
    OPEN = "OPEN"
    DONE = "DONE"


class Customer(Model, kw_only=True):
    id: str
    display_name: str = field(name="displayName")
    phone: str | None = None


class Project(Model, kw_only=True):
    id: str
    name: str
    status: Status
    customer: Customer
    description: str | None = None
    active: bool | None = None


class PageInfo(Model, kw_only=True):
    has_next_page: bool = field(name="hasNextPage")
    end_cursor: str | None = field(name="endCursor", default=None)


class ProjectConnection(Model, kw_only=True):
    nodes: list[Project]
    page_info: PageInfo | None = field(name="pageInfo", default=None)


class Account(Model, kw_only=True):
    id: str
    name: str
    fully_qualified_name: str | None = field(name="fullyQualifiedName", default=None)


class SalesDetails(Model, kw_only=True):
    income_account: Account = field(name="incomeAccount")
    price: Decimal
    description: str | None = None


class Item(Model, kw_only=True):
    id: str
    name: str
    sku: str
    active: bool
    sales_details: SalesDetails = field(name="salesDetails")


class ItemLine(Model, kw_only=True):
    sequence: str
    amount: Decimal
    quantity: int
    item: Item
    unit_price: Decimal = field(name="unitPrice")
    account: Account
    description: str | None = None


class Metadata(Model, kw_only=True):
    entity_version: str = field(name="entityVersion")


class Bill(Model, kw_only=True):
    id: str
    metadata: Metadata
    amount: Decimal
    customer: Customer
    item_lines: list[ItemLine] = field(name="itemLines")
    project: Project | None = None


class BillConnection(Model, kw_only=True):
    nodes: list[Bill]


class Company(Model, kw_only=True):
    __lists_of_one__: ClassVar[frozenset[str]] = frozenset({"projects"})
    projects: ProjectConnection


class BillsCompany(Model, kw_only=True):
    bills: BillConnection


class ReferenceInput(Model, kw_only=True):
    id: str


class CreateProjectInput(Model, kw_only=True):
    name: str
    customer: ReferenceInput
    description: str | None | UnsetType = UNSET
    budget: Decimal | UnsetType = UNSET
    due: date | UnsetType = UNSET


class StatusFilter(Model, kw_only=True):
    equals: Status | UnsetType = UNSET


class ProjectFilter(Model, kw_only=True):
    status: StatusFilter | UnsetType = UNSET
    either: list[ProjectFilter] | UnsetType = field(name="or", default=UNSET)


class PaginationInput(Model, kw_only=True):
    first: int | UnsetType = UNSET
    after: str | None | UnsetType = UNSET


class CreateProjectData(Model, kw_only=True):
    create_project: Project | None = field(name="createProject", default=None)


class ListProjectsData(Model, kw_only=True):
    company: Company


class GetBillData(Model, kw_only=True):
    company: BillsCompany


class _CreateProjectVariables(Model, kw_only=True):
    project: CreateProjectInput = field(name="input_0")


class _ListProjectsVariables(Model, kw_only=True):
    filter: ProjectFilter | None | UnsetType = UNSET
    pagination: PaginationInput | None | UnsetType = UNSET


class _GetBillVariables(Model, kw_only=True):
    id: str


def create_project(project: CreateProjectInput | Mapping[str, Any]) -> Call[Project]:
    return _graphql.operation(
        operation="create_project",
        document=_graphql.Document("mutation CreateProject($input_0: CreateProjectInput!) { ... }"),
        name="CreateProject",
        response=Project,
        data=CreateProjectData,
        at=("create_project",),
        variables=_CreateProjectVariables,
        values={"project": project},
    )


def list_projects(
    *,
    filter: ProjectFilter | Mapping[str, Any] | None | UnsetType = UNSET,  # noqa: A002
    pagination: PaginationInput | Mapping[str, Any] | None | UnsetType = UNSET,
) -> Call[ProjectConnection]:
    return _graphql.operation(
        operation="list_projects",
        document=_graphql.Document('query ListProjects { "a \\ b" }'),
        name="ListProjects",
        response=ProjectConnection,
        data=ListProjectsData,
        at=("company", "projects"),
        variables=_ListProjectsVariables,
        values={"filter": filter, "pagination": pagination},
    )


def get_bill(id: str) -> Call[Bill]:  # noqa: A002
    return _graphql.operation(
        operation="get_bill",
        document=_graphql.Document("query GetBill($id: String!) { ... }"),
        name="GetBill",
        response=Bill,
        data=GetBillData,
        at=("company", "bills", "nodes"),
        variables=_GetBillVariables,
        values={"id": id},
        one=True,
        may_lack=True,
    )


class Invoice(Model, kw_only=True):
    id: str
    total: Decimal | None = None
    site_id: str | None = field(name="siteId", default=None)


class Pagination(Model, kw_only=True):
    page: int
    total: int


class InvoicePage(Model, kw_only=True):
    is_success: bool = field(name="isSuccess")
    message: str | None = None
    pagination: Pagination | None = None
    data: list[Invoice] | None = None


class CreateInvoiceResult(Model, kw_only=True):
    is_success: bool = field(name="isSuccess")
    message: str | None = None
    value: Invoice | None = None


class MarkResult(Model, kw_only=True):
    is_success: bool = field(name="isSuccess")
    message: str | None = None
    receipt: str


class CreateInvoiceData(Model, kw_only=True):
    create_invoice_mutation: CreateInvoiceResult | None = field(
        name="createInvoiceMutation", default=None
    )


class MarkInvoiceAsPaidData(Model, kw_only=True):
    mark_invoice_as_paid: MarkResult | None = field(name="markInvoiceAsPaid", default=None)


class ListInvoicesData(Model, kw_only=True):
    invoices: InvoicePage | None = None


class GetInvoiceData(Model, kw_only=True):
    invoice: Invoice | None = None


class Direction(CaselessEnum):
    ASCENDING = "Ascending"
    DESCENDING = "Descending"


class Sorting(Model, kw_only=True):
    field: str
    direction: Direction


class InvoiceInput(Model, kw_only=True):
    number: str | None | UnsetType = UNSET
    total: Decimal | None | UnsetType = UNSET


class _CreateInvoiceVariables(Model, kw_only=True):
    customer_id: str = field(name="customerId")
    invoice: InvoiceInput


class _InvoiceVariables(Model, kw_only=True):
    invoice_id: str = field(name="invoiceId")


class _ListInvoicesVariables(Model, kw_only=True):
    sorting: list[Sorting | None] | None | UnsetType = UNSET


_ENVELOPE = _graphql.Envelope(success="is_success", message="message")
_VALUE = _graphql.Envelope(success="is_success", message="message", value="value")


def create_invoice(customer_id: str, invoice: InvoiceInput | Mapping[str, Any]) -> Call[Invoice]:
    return _graphql.operation(
        operation="create_invoice",
        document=_graphql.Document("mutation CreateInvoice { ... }"),
        name="CreateInvoice",
        response=Invoice,
        data=CreateInvoiceData,
        at=("create_invoice_mutation",),
        variables=_CreateInvoiceVariables,
        values={"customer_id": customer_id, "invoice": invoice},
        filled=("siteId",),
        envelope=_VALUE,
    )


def mark_invoice_as_paid(invoice_id: str) -> Call[None]:
    return _graphql.operation(
        operation="mark_invoice_as_paid",
        document=_graphql.Document("mutation MarkInvoiceAsPaid { ... }"),
        name="MarkInvoiceAsPaid",
        response=NoneType,
        data=MarkInvoiceAsPaidData,
        at=("mark_invoice_as_paid",),
        variables=_InvoiceVariables,
        values={"invoice_id": invoice_id},
        filled=("siteId",),
        envelope=_ENVELOPE,
    )


def list_invoices(
    *, sorting: Sequence[Sorting | Mapping[str, Any]] | None | UnsetType = UNSET
) -> Call[InvoicePage]:
    return _graphql.operation(
        operation="list_invoices",
        document=_graphql.Document("query ListInvoices { ... }"),
        name="ListInvoices",
        response=InvoicePage,
        data=ListInvoicesData,
        at=("invoices",),
        variables=_ListInvoicesVariables,
        values={"sorting": sorting},
        filled=("siteId",),
        envelope=_ENVELOPE,
    )


def get_invoice(invoice_id: str) -> Call[Invoice]:
    return _graphql.operation(
        operation="get_invoice",
        document=_graphql.Document("query GetInvoice { ... }"),
        name="GetInvoice",
        response=Invoice,
        data=GetInvoiceData,
        at=("invoice",),
        variables=_InvoiceVariables,
        values={"invoice_id": invoice_id},
        filled=("siteId",),
        may_lack=True,
    )


LIST_PROJECTS_PAGES: _cursors.Linking[ProjectConnection, Any] = _cursors.Linking(
    "list_projects",
    "POST",
    lambda page: _cursors.CursorPage(
        items=page.nodes,
        next=page.page_info.end_cursor if page.page_info else None,
        more=page.page_info.has_next_page if page.page_info else None,
    ),
)


def iter_projects(connection: Connection, first: int | UnsetType = UNSET) -> Any:
    def fetch(cursor: str | UnsetType) -> ProjectConnection:
        return connection.send(list_projects(pagination={"first": first, "after": cursor}))

    return LIST_PROJECTS_PAGES.iterate(fetch)


class Note(Model, kw_only=True, tag_field="__typename", tag="Note"):
    text: str


class Task(Model, kw_only=True, tag_field="__typename", tag="Task"):
    cost: Decimal
    hours: int | None = None


class Feed(Model, kw_only=True):
    entries: list[Note | Task | UnknownMember | None]
    top: Note | Task | UnknownMember | None = None
