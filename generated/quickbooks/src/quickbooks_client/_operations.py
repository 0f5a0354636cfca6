# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""The request of each operation and the type of its response, as pure functions for both clients.

Imported helpers begin with an underscore, so that no argument hides one.
"""

from __future__ import annotations

from msgspec import field as _field

from . import __version__
from ._runtime import cursors as _cursors
from ._runtime import graphql as _graphql
from ._runtime import graphql_inputs as _inputs
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
            name="Authorization",
            prefix="Bearer ",
        ),
    ),
    request_id_headers=("intuit_tid",),
    reason_places=("fault.error[].detail", "fault.error[].message"),
    environments={
        "production": "https://public.api.intuit.com/2020-04/graphql",
        "sandbox": "https://public-e2e.api.intuit.com/2020-04/graphql",
    },
)


_LIST_PROJECTS_WITHOUT_PAGINATION_FILTER = _graphql.Document(
    """\
query ListProjects {
  company {
    projects {
      nodes {
        id
        name
        status
        active
        customer {
          id
          firstName
          lastName
          displayName
          phone
        }
        description
        completedDate
      }
    }
  }
}
""",
    asked={
        "company": {
            "projects": {
                "nodes": {
                    "active?": {},
                    "completedDate?": {},
                    "customer": {"firstName?": {}, "lastName?": {}, "phone?": {}},
                }
            }
        }
    },
)

_LIST_PROJECTS_WITHOUT_FILTER = _graphql.Document(
    """\
query ListProjects($pagination: PaginationInput) {
  company {
    projects(pagination: $pagination) {
      nodes {
        id
        name
        status
        active
        customer {
          id
          firstName
          lastName
          displayName
          phone
        }
        description
        completedDate
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
""",
    asked={
        "company": {
            "projects": {
                "nodes": {
                    "active?": {},
                    "completedDate?": {},
                    "customer": {"firstName?": {}, "lastName?": {}, "phone?": {}},
                },
                "pageInfo?": {},
            }
        }
    },
    guesses=(
        _graphql.Guess(("QB-39",), ("pagination",), _LIST_PROJECTS_WITHOUT_PAGINATION_FILTER),
    ),
)

_LIST_PROJECTS_WITHOUT_PAGINATION = _graphql.Document(
    """\
query ListProjects($filter: ProjectFilter) {
  company {
    projects(filter: $filter) {
      nodes {
        id
        name
        status
        active
        customer {
          id
          firstName
          lastName
          displayName
          phone
        }
        description
        completedDate
      }
    }
  }
}
""",
    asked={
        "company": {
            "projects": {
                "nodes": {
                    "active?": {},
                    "completedDate?": {},
                    "customer": {"firstName?": {}, "lastName?": {}, "phone?": {}},
                }
            }
        }
    },
    guesses=(_graphql.Guess(("QB-13",), ("filter",), _LIST_PROJECTS_WITHOUT_PAGINATION_FILTER),),
)

_LIST_PROJECTS = _graphql.Document(
    """\
query ListProjects($pagination: PaginationInput, $filter: ProjectFilter) {
  company {
    projects(pagination: $pagination, filter: $filter) {
      nodes {
        id
        name
        status
        active
        customer {
          id
          firstName
          lastName
          displayName
          phone
        }
        description
        completedDate
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
""",
    asked={
        "company": {
            "projects": {
                "nodes": {
                    "active?": {},
                    "completedDate?": {},
                    "customer": {"firstName?": {}, "lastName?": {}, "phone?": {}},
                },
                "pageInfo?": {},
            }
        }
    },
    guesses=(
        _graphql.Guess(("QB-39",), ("pagination",), _LIST_PROJECTS_WITHOUT_PAGINATION),
        _graphql.Guess(("QB-13",), ("filter",), _LIST_PROJECTS_WITHOUT_FILTER),
    ),
)


class _ListProjectsVariables(Model, kw_only=True):
    pagination: PaginationInput | None | UnsetType = _field(default=UNSET, name="pagination")
    filter: ProjectFilter | None | UnsetType = _field(default=UNSET, name="filter")


LIST_PROJECTS_PAGES: _cursors.Linking[ProjectConnection, Project] = _cursors.Linking(
    "list_projects",
    "POST",
    lambda _response: _cursors.CursorPage(
        items=_response.nodes,
        next=_response.page_info.end_cursor if _response.page_info else None,
        more=_response.page_info.has_next_page if _response.page_info else None,
    ),
)


def list_projects(
    *,
    pagination: PaginationInputDict | PaginationInput | None | UnsetType = UNSET,
    filter: ProjectFilterDict | ProjectFilter | None | UnsetType = UNSET,
    _is_paged: bool = False,
) -> Call[ProjectConnection]:
    """List all projects, or those that match a filter."""
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
        wanted=("pagination",) if _is_paged else (),
        finish=LIST_PROJECTS_PAGES.finish(
            lambda _page: {
                "filter": filter,
                "pagination": _inputs.with_member(pagination, "after", _page),
            },
            asked=_inputs.member(pagination, "after", str),
            is_paged=_is_paged or pagination is not UNSET,
        ),
    )


_GET_BILL = _graphql.Document(
    """\
query GetBill($id: String!) {
  company {
    bills(filter: {id: {equals: $id}}) {
      nodes {
        id
        metadata {
          entityVersion
        }
        term {
          id
          name
          dueDays
          type
        }
        transactionDate
        dueDate
        billNumber
        vendor {
          id
          displayName
        }
        accountLines {
          sequence
          description
          amount
          account {
            id
            name
          }
          customer {
            id
            displayName
          }
          project {
            id
            name
            active
            completedDate
            customer {
              id
              displayName
            }
            description
            status
          }
        }
        itemLines {
          sequence
          description
          quantity
          customer {
            id
            displayName
          }
          project {
            id
            name
            active
            completedDate
            customer {
              id
              displayName
            }
            description
            status
          }
          amount
          unitPrice
          class {
            id
            name
          }
        }
      }
    }
  }
}
""",
    asked={
        "company": {
            "bills": {
                "nodes": {
                    "accountLines": {"project": {"active?": {}, "completedDate?": {}}},
                    "itemLines": {"project": {"active?": {}, "completedDate?": {}}, "class?": {}},
                }
            }
        }
    },
)


class _GetBillVariables(Model, kw_only=True):
    id: str = _field(name="id")


def get_bill(
    id: str,
) -> Call[Bill]:
    """Retrieve a bill, with its lines and their projects."""
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


_GET_INVOICE = _graphql.Document(
    """\
query GetInvoice($id: String!) {
  company {
    invoices(filter: {id: {equals: $id}}) {
      nodes {
        id
        metadata {
          entityVersion
        }
        amount
        customer {
          id
          displayName
        }
        project {
          id
          name
          active
          completedDate
          customer {
            id
            displayName
          }
          description
          status
        }
        itemLines {
          sequence
          description
          amount
          quantity
          item {
            id
            name
            sku
            active
            salesDetails {
              description
              incomeAccount {
                id
                name
                fullyQualifiedName
              }
              price
            }
          }
          quantity
          unitPrice
          account {
            id
            name
            fullyQualifiedName
          }
        }
      }
    }
  }
}
""",
    asked={
        "company": {
            "invoices": {
                "nodes": {
                    "project": {"active?": {}, "completedDate?": {}},
                    "itemLines": {
                        "item": {
                            "active!": {},
                            "salesDetails!": {"incomeAccount": {"fullyQualifiedName?": {}}},
                        },
                        "account": {"fullyQualifiedName?": {}},
                    },
                }
            }
        }
    },
)


class _GetInvoiceVariables(Model, kw_only=True):
    id: str = _field(name="id")


def get_invoice(
    id: str,
) -> Call[Invoice]:
    """Retrieve an invoice, with its project and its lines."""
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


_CREATE_BILL = _graphql.Document(
    """\
mutation createBill($input: CreateBillInput!) {
  createBill(billDetails: $input) {
    id
    metadata {
      entityVersion
    }
    term {
      id
      name
      dueDays
      type
    }
    vendor {
      id
      displayName
    }
    accountLines {
      sequence
      description
      amount
      account {
        id
        name
      }
      customer {
        id
        displayName
      }
      project {
        id
        name
        active
        completedDate
        customer {
          id
          displayName
        }
        description
        status
      }
    }
    itemLines {
      sequence
      description
      amount
      quantity
      item {
        id
        name
        sku
      }
      unitPrice
      customer {
        id
        displayName
      }
      project {
        id
        name
        description
        status
        customer {
          id
          displayName
        }
      }
    }
    transactionDate
    dueDate
    billNumber
  }
}
""",
    asked={
        "createBill": {
            "accountLines": {"project": {"active?": {}, "completedDate?": {}}},
            "itemLines": {"item?": {}},
        }
    },
)


class _CreateBillVariables(Model, kw_only=True):
    bill_details: CreateBillInput = _field(name="input")


def create_bill(
    *,
    bill_details: CreateBillInputDict | CreateBillInput,
) -> Call[Bill]:
    """Create a bill, with or without projects on its lines."""
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


_CREATE_INVOICE = _graphql.Document(
    """\
mutation createInvoice($input: CreateInvoiceInput!) {
  createInvoice(invoice: $input) {
    id
    metadata {
      entityVersion
    }
    amount
    customer {
      id
      displayName
    }
    project {
      id
      name
      active
      completedDate
      customer {
        id
        displayName
      }
      description
      status
    }
    itemLines {
      sequence
      description
      amount
      quantity
      item {
        id
        name
        sku
        active
        salesDetails {
          description
          incomeAccount {
            id
            name
            fullyQualifiedName
          }
          price
        }
      }
      unitPrice
      account {
        id
        name
        fullyQualifiedName
      }
    }
  }
}
""",
    asked={
        "createInvoice": {
            "project": {"active?": {}, "completedDate?": {}},
            "itemLines": {
                "item": {
                    "active!": {},
                    "salesDetails!": {"incomeAccount": {"fullyQualifiedName?": {}}},
                },
                "account": {"fullyQualifiedName?": {}},
            },
        }
    },
)


class _CreateInvoiceVariables(Model, kw_only=True):
    invoice: CreateInvoiceInput = _field(name="input")


def create_invoice(
    *,
    invoice: CreateInvoiceInputDict | CreateInvoiceInput,
) -> Call[Invoice]:
    """Create an invoice, with or without a project."""
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


_CREATE_PROJECT = _graphql.Document(
    """\
mutation createProject($input_0: CreateProjectInput!) {
  createProject(project: $input_0) {
    id
    name
    description
    completedDate
    status
    customer {
      id
      displayName
      firstName
      lastName
    }
  }
}
""",
    asked={
        "createProject": {"completedDate?": {}, "customer": {"firstName?": {}, "lastName?": {}}}
    },
)


class _CreateProjectVariables(Model, kw_only=True):
    project: CreateProjectInput = _field(name="input_0")


def create_project(
    *,
    project: CreateProjectInputDict | CreateProjectInput,
) -> Call[Project]:
    """Create a project for a customer."""
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


_UPDATE_BILL = _graphql.Document(
    """\
mutation updateBill($input: UpdateBillInput!) {
  updateBill(billDetails: $input) {
    id
    metadata {
      entityVersion
    }
    term {
      id
      name
      dueDays
      type
    }
    vendor {
      id
      displayName
    }
    accountLines {
      sequence
      description
      amount
      account {
        id
        name
      }
      customer {
        id
        displayName
      }
      project {
        id
        name
        active
        completedDate
        customer {
          id
          displayName
        }
        description
        status
      }
    }
    itemLines {
      sequence
      description
      amount
      quantity
      item {
        id
        name
        sku
      }
      unitPrice
      customer {
        id
        displayName
      }
      project {
        id
        name
        description
        status
        customer {
          id
          displayName
        }
      }
    }
    transactionDate
    dueDate
    billNumber
  }
}
""",
    asked={
        "updateBill": {
            "accountLines": {"project": {"active?": {}, "completedDate?": {}}},
            "itemLines": {"item?": {}},
        }
    },
)


class _UpdateBillVariables(Model, kw_only=True):
    bill_details: UpdateBillInput = _field(name="input")


def update_bill(
    *,
    bill_details: UpdateBillInputDict | UpdateBillInput,
) -> Call[Bill]:
    """Update a bill."""
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


_UPDATE_INVOICE = _graphql.Document(
    """\
mutation updateInvoice($input: UpdateInvoiceInput!) {
  updateInvoice(invoice: $input) {
    id
    metadata {
      entityVersion
    }
    amount
    customer {
      id
      displayName
    }
    project {
      id
      name
      active
      completedDate
      customer {
        id
        displayName
      }
      description
      status
    }
    itemLines {
      sequence
      description
      amount
      quantity
      item {
        id
        name
        sku
        active
        salesDetails {
          description
          incomeAccount {
            id
            name
            fullyQualifiedName
          }
          price
        }
      }
      unitPrice
      account {
        id
        name
        fullyQualifiedName
      }
    }
  }
}
""",
    asked={
        "updateInvoice": {
            "project": {"active?": {}, "completedDate?": {}},
            "itemLines": {
                "item": {
                    "active!": {},
                    "salesDetails!": {"incomeAccount": {"fullyQualifiedName?": {}}},
                },
                "account": {"fullyQualifiedName?": {}},
            },
        }
    },
)


class _UpdateInvoiceVariables(Model, kw_only=True):
    invoice: UpdateInvoiceInput = _field(name="input")


def update_invoice(
    *,
    invoice: UpdateInvoiceInputDict | UpdateInvoiceInput,
) -> Call[Invoice]:
    """Update an invoice."""
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


_UPDATE_PROJECT = _graphql.Document(
    """\
mutation updateProject($input_0: UpdateProjectInput!) {
  updateProject(project: $input_0) {
    id
    name
    description
    completedDate
    status
    active
    customer {
      id
      displayName
    }
  }
}
""",
    asked={"updateProject": {"active?": {}, "completedDate?": {}}},
)


class _UpdateProjectVariables(Model, kw_only=True):
    project: UpdateProjectInput = _field(name="input_0")


def update_project(
    *,
    project: UpdateProjectInputDict | UpdateProjectInput,
) -> Call[Project]:
    """Update a project; fields that are not sent keep their values."""
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


_DELETE_BILL = _graphql.Document(
    """\
mutation deleteBill($input: ID!) {
  deleteBill(id: $input) {
    id
    success
  }
}
""",
)


class _DeleteBillVariables(Model, kw_only=True):
    id: str = _field(name="input")


def delete_bill(
    id: str,
) -> Call[DeleteResult]:
    """Delete a bill."""
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


_DELETE_INVOICE = _graphql.Document(
    """\
mutation deleteInvoice($input: ID!) {
  deleteInvoice(id: $input) {
    id
    success
  }
}
""",
)


class _DeleteInvoiceVariables(Model, kw_only=True):
    id: str = _field(name="input")


def delete_invoice(
    id: str,
) -> Call[DeleteResult]:
    """Delete an invoice."""
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


_DELETE_PROJECT = _graphql.Document(
    """\
mutation deleteProject($id: ID!) {
  deleteProject(id: $id) {
    id
    name
    description
    completedDate
    active
    status
    customer {
      id
      displayName
    }
  }
}
""",
    asked={"deleteProject": {"active?": {}, "completedDate?": {}}},
)


class _DeleteProjectVariables(Model, kw_only=True):
    id: str = _field(name="id")


def delete_project(
    id: str,
) -> Call[Project]:
    """Delete a project: it becomes inactive and can be recovered."""
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


_RECOVER_PROJECT = _graphql.Document(
    """\
mutation recoverProject($id: ID!) {
  recoverProject(id: $id) {
    id
    name
    description
    completedDate
    active
    status
    customer {
      id
      displayName
    }
  }
}
""",
    asked={"recoverProject": {"active?": {}, "completedDate?": {}}},
)


class _RecoverProjectVariables(Model, kw_only=True):
    id: str = _field(name="id")


def recover_project(
    id: str,
) -> Call[Project]:
    """Recover a deleted project: it becomes active again."""
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
