"""The projects, invoices and bills of QuickBooks, from the page on the project entity.

Written by hand, with one module for each kind of object; "l." refers to lines of the page. Where it
is silent or contradicts itself, a comment beside the code names the choice. Not emulated are the
eight other kinds of transactions that the page only mentions (l.7-20), and scopes of single
operations (l.32-33; a token has both or neither).
"""

from collections.abc import Callable

from ...exact import Json, Members
from ...provider import Call, Graph, Provider
from . import bills, invoices, projects
from .demo import imagined
from .errors import UNSCOPED, explain, refusal
from .seed import documented
from .serves import SERVES
from .transactions import customer_of, project_of

_Behave = Callable[[Call, Members], Json]

_FIELDS: dict[str, _Behave] = {
    "Query.company": lambda _call, _given: {},  # the token implies it: no argument names one
    "Company.projects": projects.found,
    "Company.invoices": invoices.found,
    "Company.bills": bills.found,
    "Mutation.createProject": projects.create,
    "Mutation.updateProject": projects.update,
    "Mutation.deleteProject": projects.delete,
    "Mutation.recoverProject": projects.recover,
    "Mutation.createInvoice": invoices.create,
    "Mutation.updateInvoice": invoices.update,
    "Mutation.deleteInvoice": invoices.delete,
    "Mutation.createBill": bills.create,
    "Mutation.updateBill": bills.update,
    "Mutation.deleteBill": bills.delete,
}
_OWNED = ("Invoice", "PurchaseTransactionAccountLine", "PurchaseTransactionItemLine")

PROVIDER = Provider(
    graph=Graph(
        serves=SERVES,
        scalars={"Amount": "decimal", "Date": "date", "DateTime": "date-time"},
        fields=_FIELDS,
        parts={
            **{f"{kind}.project": project_of for kind in _OWNED},
            **{f"{kind}.customer": customer_of for kind in _OWNED},
        },
        operations={
            "company.projects": "list_projects",
            "createProject": "create_project",
            "updateProject": "update_project",
            "deleteProject": "delete_project",
            "recoverProject": "recover_project",
            "company.invoices": "get_invoice",
            "createInvoice": "create_invoice",
            "updateInvoice": "update_invoice",
            "deleteInvoice": "delete_invoice",
            "company.bills": "get_bill",
            "createBill": "create_bill",
            "updateBill": "update_bill",
            "deleteBill": "delete_bill",
        },
        explain=explain,
        unscoped=UNSCOPED,
    ),
    refusal=refusal,
    documented=documented,
    imagined=imagined,
    indexed={projects.KIND: projects.INDEXED},
    base="/2020-04/graphql",  # l.28
    tracing="intuit_tid",
)
