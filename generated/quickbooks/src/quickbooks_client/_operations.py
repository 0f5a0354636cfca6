# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""What each operation sends and what it responds with: pure functions that both clients share.

What they call stands behind an underscore, since any other name may be an argument's.
"""

from __future__ import annotations

from msgspec import field as _field

from . import __version__
from ._runtime import graphql as _graphql
from ._runtime.call import Call
from ._runtime.credentials import Credential
from ._runtime.models import UNSET, Model, UnsetType
from ._runtime.service import Service
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
    CreateBillData,
    CreateBillInput,
    CreateInvoiceData,
    CreateInvoiceInput,
    CreateProjectData,
    CreateProjectInput,
    DeleteBillData,
    DeleteInvoiceData,
    DeleteProjectData,
    DeleteResult,
    GetBillData,
    GetInvoiceData,
    Invoice,
    ListProjectsData,
    PaginationInput,
    Project,
    ProjectConnection,
    ProjectFilter,
    RecoverProjectData,
    UpdateBillData,
    UpdateBillInput,
    UpdateInvoiceData,
    UpdateInvoiceInput,
    UpdateProjectData,
    UpdateProjectInput,
)

SERVICE = Service(
    name="QuickBooks",
    base_url="https://public.api.intuit.com/2020-04/graphql",
    base_url_variable="QUICKBOOKS_BASE_URL",
    user_agent=f"quickbooks-client/{__version__}",
    credentials=(
        Credential(
            argument="token",
            variable="QUICKBOOKS_TOKEN",
            header="Authorization",
            prefix="Bearer ",
        ),
    ),
    request_id_headers=("intuit_tid",),
    environments={
        "production": "https://public.api.intuit.com/2020-04/graphql",
        "sandbox": "https://public-e2e.api.intuit.com/2020-04/graphql",
    },
)


_LIST_PROJECTS = """\
query ListProjects($pagination: PaginationInput, $filter: ProjectFilter) {
  company {
    projects(pagination: $pagination, filter: $filter) {
      ...ProjectConnection
    }
  }
}

fragment Customer on Customer {
  id
  displayName
  firstName
  lastName
  phone
}

fragment PageInfo on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}

fragment Project on Project {
  id
  name
  description
  status
  active
  completedDate
  customer {
    ...Customer
  }
}

fragment ProjectConnection on ProjectConnection {
  nodes {
    ...Project
  }
  pageInfo {
    ...PageInfo
  }
}
"""


class _ListProjectsVariables(Model, kw_only=True):
    pagination: PaginationInput | None | UnsetType = _field(default=UNSET, name="pagination")
    filter: ProjectFilter | None | UnsetType = _field(default=UNSET, name="filter")


def list_projects(
    *,
    pagination: PaginationInputDict | PaginationInput | None | UnsetType = UNSET,
    filter: ProjectFilterDict | ProjectFilter | None | UnsetType = UNSET,
) -> Call[ProjectConnection]:
    """List projects, all of them or those that pass a filter (l.37-57, 127-154)."""
    return _graphql.operation(
        operation="list_projects",
        document=_LIST_PROJECTS,
        name="ListProjects",
        response=ProjectConnection,
        data=ListProjectsData,
        at=("company", "projects"),
        variables=_ListProjectsVariables,
        values={
            "pagination": pagination,
            "filter": filter,
        },
    )


_GET_BILL = """\
query GetBill($id: String!) {
  company {
    bills(filter: {id: {equals: $id}}) {
      ...BillConnection
    }
  }
}

fragment Account on Account {
  id
  name
  fullyQualifiedName
}

fragment Bill on Bill {
  id
  metadata {
    ...Metadata
  }
  term {
    ...Term
  }
  vendor {
    ...Vendor
  }
  transactionDate
  dueDate
  billNumber
  accountLines {
    ...PurchaseTransactionAccountLine
  }
  itemLines {
    ...PurchaseTransactionItemLine
  }
}

fragment BillConnection on BillConnection {
  nodes {
    ...Bill
  }
}

fragment Class on Class {
  id
  name
}

fragment Customer on Customer {
  id
  displayName
  firstName
  lastName
  phone
}

fragment Item on Item {
  id
  name
  sku
  active
  salesDetails {
    ...ItemSalesDetails
  }
}

fragment ItemSalesDetails on ItemSalesDetails {
  description
  incomeAccount {
    ...Account
  }
  price
}

fragment Metadata on Metadata {
  entityVersion
}

fragment Project on Project {
  id
  name
  description
  status
  active
  completedDate
  customer {
    ...Customer
  }
}

fragment PurchaseTransactionAccountLine on PurchaseTransactionAccountLine {
  sequence
  description
  amount
  account {
    ...Account
  }
  customer {
    ...Customer
  }
  project {
    ...Project
  }
}

fragment PurchaseTransactionItemLine on PurchaseTransactionItemLine {
  sequence
  description
  amount
  quantity
  item {
    ...Item
  }
  unitPrice
  customer {
    ...Customer
  }
  project {
    ...Project
  }
  class {
    ...Class
  }
}

fragment Term on Term {
  id
  name
  dueDays
  type
}

fragment Vendor on Vendor {
  id
  displayName
}
"""


class _GetBillVariables(Model, kw_only=True):
    id: str = _field(name="id")


def get_bill(
    id: str,
) -> Call[Bill]:
    """Read one bill, with its lines and their projects (l.961-1025)."""
    return _graphql.operation(
        operation="get_bill",
        document=_GET_BILL,
        name="GetBill",
        response=Bill,
        data=GetBillData,
        at=("company", "bills", "nodes"),
        variables=_GetBillVariables,
        values={
            "id": id,
        },
        one=True,
        may_lack=True,
    )


_GET_INVOICE = """\
query GetInvoice($id: String!) {
  company {
    invoices(filter: {id: {equals: $id}}) {
      ...InvoiceConnection
    }
  }
}

fragment Account on Account {
  id
  name
  fullyQualifiedName
}

fragment Customer on Customer {
  id
  displayName
  firstName
  lastName
  phone
}

fragment Invoice on Invoice {
  id
  metadata {
    ...Metadata
  }
  amount
  customer {
    ...Customer
  }
  project {
    ...Project
  }
  itemLines {
    ...SalesTransactionItemLine
  }
}

fragment InvoiceConnection on InvoiceConnection {
  nodes {
    ...Invoice
  }
}

fragment Item on Item {
  id
  name
  sku
  active
  salesDetails {
    ...ItemSalesDetails
  }
}

fragment ItemSalesDetails on ItemSalesDetails {
  description
  incomeAccount {
    ...Account
  }
  price
}

fragment Metadata on Metadata {
  entityVersion
}

fragment Project on Project {
  id
  name
  description
  status
  active
  completedDate
  customer {
    ...Customer
  }
}

fragment SalesTransactionItemLine on SalesTransactionItemLine {
  sequence
  description
  amount
  quantity
  item {
    ...Item
  }
  unitPrice
  account {
    ...Account
  }
}
"""


class _GetInvoiceVariables(Model, kw_only=True):
    id: str = _field(name="id")


def get_invoice(
    id: str,
) -> Call[Invoice]:
    """Read one invoice, with its project and its lines (l.511-567)."""
    return _graphql.operation(
        operation="get_invoice",
        document=_GET_INVOICE,
        name="GetInvoice",
        response=Invoice,
        data=GetInvoiceData,
        at=("company", "invoices", "nodes"),
        variables=_GetInvoiceVariables,
        values={
            "id": id,
        },
        one=True,
        may_lack=True,
    )


_CREATE_BILL = """\
mutation createBill($input: CreateBillInput!) {
  createBill(billDetails: $input) {
    ...Bill
  }
}

fragment Account on Account {
  id
  name
  fullyQualifiedName
}

fragment Bill on Bill {
  id
  metadata {
    ...Metadata
  }
  term {
    ...Term
  }
  vendor {
    ...Vendor
  }
  transactionDate
  dueDate
  billNumber
  accountLines {
    ...PurchaseTransactionAccountLine
  }
  itemLines {
    ...PurchaseTransactionItemLine
  }
}

fragment Class on Class {
  id
  name
}

fragment Customer on Customer {
  id
  displayName
  firstName
  lastName
  phone
}

fragment Item on Item {
  id
  name
  sku
  active
  salesDetails {
    ...ItemSalesDetails
  }
}

fragment ItemSalesDetails on ItemSalesDetails {
  description
  incomeAccount {
    ...Account
  }
  price
}

fragment Metadata on Metadata {
  entityVersion
}

fragment Project on Project {
  id
  name
  description
  status
  active
  completedDate
  customer {
    ...Customer
  }
}

fragment PurchaseTransactionAccountLine on PurchaseTransactionAccountLine {
  sequence
  description
  amount
  account {
    ...Account
  }
  customer {
    ...Customer
  }
  project {
    ...Project
  }
}

fragment PurchaseTransactionItemLine on PurchaseTransactionItemLine {
  sequence
  description
  amount
  quantity
  item {
    ...Item
  }
  unitPrice
  customer {
    ...Customer
  }
  project {
    ...Project
  }
  class {
    ...Class
  }
}

fragment Term on Term {
  id
  name
  dueDays
  type
}

fragment Vendor on Vendor {
  id
  displayName
}
"""


class _CreateBillVariables(Model, kw_only=True):
    bill_details: CreateBillInput = _field(name="input")


def create_bill(
    *,
    bill_details: CreateBillInputDict | CreateBillInput,
) -> Call[Bill]:
    """Create a bill, its lines for a project or not (l.812)."""
    return _graphql.operation(
        operation="create_bill",
        document=_CREATE_BILL,
        name="createBill",
        response=Bill,
        data=CreateBillData,
        at=("create_bill",),
        variables=_CreateBillVariables,
        values={
            "bill_details": bill_details,
        },
    )


_CREATE_INVOICE = """\
mutation createInvoice($input: CreateInvoiceInput!) {
  createInvoice(invoice: $input) {
    ...Invoice
  }
}

fragment Account on Account {
  id
  name
  fullyQualifiedName
}

fragment Customer on Customer {
  id
  displayName
  firstName
  lastName
  phone
}

fragment Invoice on Invoice {
  id
  metadata {
    ...Metadata
  }
  amount
  customer {
    ...Customer
  }
  project {
    ...Project
  }
  itemLines {
    ...SalesTransactionItemLine
  }
}

fragment Item on Item {
  id
  name
  sku
  active
  salesDetails {
    ...ItemSalesDetails
  }
}

fragment ItemSalesDetails on ItemSalesDetails {
  description
  incomeAccount {
    ...Account
  }
  price
}

fragment Metadata on Metadata {
  entityVersion
}

fragment Project on Project {
  id
  name
  description
  status
  active
  completedDate
  customer {
    ...Customer
  }
}

fragment SalesTransactionItemLine on SalesTransactionItemLine {
  sequence
  description
  amount
  quantity
  item {
    ...Item
  }
  unitPrice
  account {
    ...Account
  }
}
"""


class _CreateInvoiceVariables(Model, kw_only=True):
    invoice: CreateInvoiceInput = _field(name="input")


def create_invoice(
    *,
    invoice: CreateInvoiceInputDict | CreateInvoiceInput,
) -> Call[Invoice]:
    """Create an invoice, for a project or not (l.377)."""
    return _graphql.operation(
        operation="create_invoice",
        document=_CREATE_INVOICE,
        name="createInvoice",
        response=Invoice,
        data=CreateInvoiceData,
        at=("create_invoice",),
        variables=_CreateInvoiceVariables,
        values={
            "invoice": invoice,
        },
    )


_CREATE_PROJECT = """\
mutation createProject($input_0: CreateProjectInput!) {
  createProject(project: $input_0) {
    ...Project
  }
}

fragment Customer on Customer {
  id
  displayName
  firstName
  lastName
  phone
}

fragment Project on Project {
  id
  name
  description
  status
  active
  completedDate
  customer {
    ...Customer
  }
}
"""


class _CreateProjectVariables(Model, kw_only=True):
    project: CreateProjectInput = _field(name="input_0")


def create_project(
    *,
    project: CreateProjectInputDict | CreateProjectInput,
) -> Call[Project]:
    """Create a project for a customer (l.187)."""
    return _graphql.operation(
        operation="create_project",
        document=_CREATE_PROJECT,
        name="createProject",
        response=Project,
        data=CreateProjectData,
        at=("create_project",),
        variables=_CreateProjectVariables,
        values={
            "project": project,
        },
    )


_UPDATE_BILL = """\
mutation updateBill($input: UpdateBillInput!) {
  updateBill(billDetails: $input) {
    ...Bill
  }
}

fragment Account on Account {
  id
  name
  fullyQualifiedName
}

fragment Bill on Bill {
  id
  metadata {
    ...Metadata
  }
  term {
    ...Term
  }
  vendor {
    ...Vendor
  }
  transactionDate
  dueDate
  billNumber
  accountLines {
    ...PurchaseTransactionAccountLine
  }
  itemLines {
    ...PurchaseTransactionItemLine
  }
}

fragment Class on Class {
  id
  name
}

fragment Customer on Customer {
  id
  displayName
  firstName
  lastName
  phone
}

fragment Item on Item {
  id
  name
  sku
  active
  salesDetails {
    ...ItemSalesDetails
  }
}

fragment ItemSalesDetails on ItemSalesDetails {
  description
  incomeAccount {
    ...Account
  }
  price
}

fragment Metadata on Metadata {
  entityVersion
}

fragment Project on Project {
  id
  name
  description
  status
  active
  completedDate
  customer {
    ...Customer
  }
}

fragment PurchaseTransactionAccountLine on PurchaseTransactionAccountLine {
  sequence
  description
  amount
  account {
    ...Account
  }
  customer {
    ...Customer
  }
  project {
    ...Project
  }
}

fragment PurchaseTransactionItemLine on PurchaseTransactionItemLine {
  sequence
  description
  amount
  quantity
  item {
    ...Item
  }
  unitPrice
  customer {
    ...Customer
  }
  project {
    ...Project
  }
  class {
    ...Class
  }
}

fragment Term on Term {
  id
  name
  dueDays
  type
}

fragment Vendor on Vendor {
  id
  displayName
}
"""


class _UpdateBillVariables(Model, kw_only=True):
    bill_details: UpdateBillInput = _field(name="input")


def update_bill(
    *,
    bill_details: UpdateBillInputDict | UpdateBillInput,
) -> Call[Bill]:
    """Change a bill (l.1091)."""
    return _graphql.operation(
        operation="update_bill",
        document=_UPDATE_BILL,
        name="updateBill",
        response=Bill,
        data=UpdateBillData,
        at=("update_bill",),
        variables=_UpdateBillVariables,
        values={
            "bill_details": bill_details,
        },
    )


_UPDATE_INVOICE = """\
mutation updateInvoice($input: UpdateInvoiceInput!) {
  updateInvoice(invoice: $input) {
    ...Invoice
  }
}

fragment Account on Account {
  id
  name
  fullyQualifiedName
}

fragment Customer on Customer {
  id
  displayName
  firstName
  lastName
  phone
}

fragment Invoice on Invoice {
  id
  metadata {
    ...Metadata
  }
  amount
  customer {
    ...Customer
  }
  project {
    ...Project
  }
  itemLines {
    ...SalesTransactionItemLine
  }
}

fragment Item on Item {
  id
  name
  sku
  active
  salesDetails {
    ...ItemSalesDetails
  }
}

fragment ItemSalesDetails on ItemSalesDetails {
  description
  incomeAccount {
    ...Account
  }
  price
}

fragment Metadata on Metadata {
  entityVersion
}

fragment Project on Project {
  id
  name
  description
  status
  active
  completedDate
  customer {
    ...Customer
  }
}

fragment SalesTransactionItemLine on SalesTransactionItemLine {
  sequence
  description
  amount
  quantity
  item {
    ...Item
  }
  unitPrice
  account {
    ...Account
  }
}
"""


class _UpdateInvoiceVariables(Model, kw_only=True):
    invoice: UpdateInvoiceInput = _field(name="input")


def update_invoice(
    *,
    invoice: UpdateInvoiceInputDict | UpdateInvoiceInput,
) -> Call[Invoice]:
    """Change an invoice (l.638)."""
    return _graphql.operation(
        operation="update_invoice",
        document=_UPDATE_INVOICE,
        name="updateInvoice",
        response=Invoice,
        data=UpdateInvoiceData,
        at=("update_invoice",),
        variables=_UpdateInvoiceVariables,
        values={
            "invoice": invoice,
        },
    )


_UPDATE_PROJECT = """\
mutation updateProject($input_0: UpdateProjectInput!) {
  updateProject(project: $input_0) {
    ...Project
  }
}

fragment Customer on Customer {
  id
  displayName
  firstName
  lastName
  phone
}

fragment Project on Project {
  id
  name
  description
  status
  active
  completedDate
  customer {
    ...Customer
  }
}
"""


class _UpdateProjectVariables(Model, kw_only=True):
    project: UpdateProjectInput = _field(name="input_0")


def update_project(
    *,
    project: UpdateProjectInputDict | UpdateProjectInput,
) -> Call[Project]:
    """Change a project; what is not sent stays (l.236)."""
    return _graphql.operation(
        operation="update_project",
        document=_UPDATE_PROJECT,
        name="updateProject",
        response=Project,
        data=UpdateProjectData,
        at=("update_project",),
        variables=_UpdateProjectVariables,
        values={
            "project": project,
        },
    )


_DELETE_BILL = """\
mutation deleteBill($input: ID!) {
  deleteBill(id: $input) {
    ...DeleteResult
  }
}

fragment DeleteResult on DeleteResult {
  id
  success
}
"""


class _DeleteBillVariables(Model, kw_only=True):
    id: str = _field(name="input")


def delete_bill(
    id: str,
) -> Call[DeleteResult]:
    """Delete a bill (l.1245)."""
    return _graphql.operation(
        operation="delete_bill",
        document=_DELETE_BILL,
        name="deleteBill",
        response=DeleteResult,
        data=DeleteBillData,
        at=("delete_bill",),
        variables=_DeleteBillVariables,
        values={
            "id": id,
        },
    )


_DELETE_INVOICE = """\
mutation deleteInvoice($input: ID!) {
  deleteInvoice(id: $input) {
    ...DeleteResult
  }
}

fragment DeleteResult on DeleteResult {
  id
  success
}
"""


class _DeleteInvoiceVariables(Model, kw_only=True):
    id: str = _field(name="input")


def delete_invoice(
    id: str,
) -> Call[DeleteResult]:
    """Delete an invoice (l.776)."""
    return _graphql.operation(
        operation="delete_invoice",
        document=_DELETE_INVOICE,
        name="deleteInvoice",
        response=DeleteResult,
        data=DeleteInvoiceData,
        at=("delete_invoice",),
        variables=_DeleteInvoiceVariables,
        values={
            "id": id,
        },
    )


_DELETE_PROJECT = """\
mutation deleteProject($id: ID!) {
  deleteProject(id: $id) {
    ...Project
  }
}

fragment Customer on Customer {
  id
  displayName
  firstName
  lastName
  phone
}

fragment Project on Project {
  id
  name
  description
  status
  active
  completedDate
  customer {
    ...Customer
  }
}
"""


class _DeleteProjectVariables(Model, kw_only=True):
    id: str = _field(name="id")


def delete_project(
    id: str,
) -> Call[Project]:
    """Make a project inactive: it comes back with `active` false, and can be recovered (l.277-280)."""
    return _graphql.operation(
        operation="delete_project",
        document=_DELETE_PROJECT,
        name="deleteProject",
        response=Project,
        data=DeleteProjectData,
        at=("delete_project",),
        variables=_DeleteProjectVariables,
        values={
            "id": id,
        },
    )


_RECOVER_PROJECT = """\
mutation recoverProject($id: ID!) {
  recoverProject(id: $id) {
    ...Project
  }
}

fragment Customer on Customer {
  id
  displayName
  firstName
  lastName
  phone
}

fragment Project on Project {
  id
  name
  description
  status
  active
  completedDate
  customer {
    ...Customer
  }
}
"""


class _RecoverProjectVariables(Model, kw_only=True):
    id: str = _field(name="id")


def recover_project(
    id: str,
) -> Call[Project]:
    """Make a deleted project active again; it comes back with `active` true (l.317-320)."""
    return _graphql.operation(
        operation="recover_project",
        document=_RECOVER_PROJECT,
        name="recoverProject",
        response=Project,
        data=RecoverProjectData,
        at=("recover_project",),
        variables=_RecoverProjectVariables,
        values={
            "id": id,
        },
    )
