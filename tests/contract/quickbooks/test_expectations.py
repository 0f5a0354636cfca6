"""What the QuickBooks package promises, written by hand from the page; (l.N) is a line of it.

The page prints no schema. A member of a response is never null if each response that prints its
type has a value for it; what one of them leaves out or prints as null may be.
"""

from typing import Any

import pytest
import quickbooks_client
from quickbooks_client import AsyncQuickBooks, QuickBooks

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller
from tests.contract.promises import enums, flat, methods, models, nullable, optional

ADDRESSES = {  # l.28-29, 367-368, 805-806; the first is the default
    None: "https://public.api.intuit.com/2020-04/graphql",
    "production": "https://public.api.intuit.com/2020-04/graphql",
    "sandbox": "https://public-e2e.api.intuit.com/2020-04/graphql",
}

STATUSES = ["TODO", "OPEN", "IN_PROGRESS", "COMPLETE", "BLOCKED", "CANCELLED", "DELETED"]  # l.121

ENUMS = {"ProjectStatus(OpenEnum)": {status: status for status in STATUSES}}

RESPONSES = {
    "Project": {  # l.66-78
        "id": "str",
        "name": "str",
        "status": "ProjectStatus",
        "customer": "Customer",
        **nullable(description="str"),  # l.92
        # Null at times (l.78, 266), and not asked for by every operation (l.187-200).
        **optional(active="bool", completedDate="AwareDatetime"),
    },
    "Customer": {  # l.70-76; most responses have two of these (l.461-464)
        "id": "str",
        "displayName": "str",
        **optional(firstName="str", lastName="str", phone="str"),
    },
    "Invoice": {  # l.455-505
        "id": "str",
        "metadata": "Metadata",
        "amount": "Decimal",
        "customer": "Customer",
        "itemLines": "list[SalesTransactionItemLine]",
        **nullable(project="Project"),  # "if any" (l.7)
    },
    "Metadata": {"entityVersion": "str"},  # "0" (l.458)
    "SalesTransactionItemLine": {  # l.478-504
        "sequence": "str",
        "amount": "Decimal",
        "quantity": "int",
        "item": "Item",
        "unitPrice": "Decimal",
        "account": "Account",
        **nullable(description="str"),
    },
    "Item": {  # l.483-497
        "id": "str",
        "name": "str",
        "sku": "str",
        # Invoices ask for these two (l.541-546), bills do not (l.857-861).
        "active": "bool, optional",
        "salesDetails": "ItemSalesDetails, optional",
    },
    "ItemSalesDetails": {  # l.488-496
        "incomeAccount": "Account",
        "price": "Decimal",
        **nullable(description="str"),
    },
    "Account": {"id": "str", "name": "str", **optional(fullyQualifiedName="str")},  # l.499-503
    "Bill": {  # l.910-956
        "id": "str",
        "metadata": "Metadata",
        "term": "Term",
        "transactionDate": "date",
        "dueDate": "date",
        "billNumber": "str",
        "vendor": "Vendor",
        "accountLines": "list[PurchaseTransactionAccountLine]",
        "itemLines": "list[PurchaseTransactionItemLine]",
    },
    "Term": {"id": "str", "name": "str", **nullable(dueDays="int", type="str")},  # l.915-920
    "Vendor": {"id": "str", "displayName": "str"},  # l.924-927
    "PurchaseTransactionAccountLine": {  # l.929-953
        "sequence": "str",
        "amount": "Decimal",
        "account": "Account",
        **nullable(description="str", customer="Customer", project="Project"),
    },
    "PurchaseTransactionItemLine": {  # in no response, so as its siblings (l.852-877, 995-1021)
        "sequence": "str",
        "amount": "Decimal",
        **nullable(
            description="str",
            quantity="int",
            unitPrice="Decimal",
            customer="Customer",
            project="Project",
        ),
        **optional(item="Item"),  # not asked for by every operation
        "class": "Class | None, optional, called class_",
    },
    "Class": nullable(id="str", name="str"),  # in no response (l.1017-1020)
    "DeleteResult": {"id": "str", "success": "bool"},  # l.788-791
    "ProjectConnection": {"nodes": "list[Project]", **optional(pageInfo="PageInfo")},  # l.64
    "InvoiceConnection": {"nodes": "list[Invoice]"},  # l.577
    "BillConnection": {"nodes": "list[Bill]"},  # l.1035
    "PageInfo": {  # from other pages
        "hasNextPage": "bool",
        "hasPreviousPage": "bool",
        **nullable(startCursor="str", endCursor="str"),
    },
    "ListProjectsData": {"company": "ListProjectsCompany"},  # l.60-62
    "ListProjectsCompany": {"projects": "ProjectConnection"},
    "GetInvoiceData": {"company": "GetInvoiceCompany"},  # l.574-577
    "GetInvoiceCompany": {"invoices": "InvoiceConnection"},
    "GetBillData": {"company": "GetBillCompany"},  # l.1032-1035
    "GetBillCompany": {"bills": "BillConnection"},
    # What a mutation that fails is answered with is not said: there may be nothing.
    "CreateProjectData": nullable(createProject="Project"),
    "UpdateProjectData": nullable(updateProject="Project"),
    "DeleteProjectData": nullable(deleteProject="Project"),
    "RecoverProjectData": nullable(recoverProject="Project"),
    "CreateInvoiceData": nullable(createInvoice="Invoice"),
    "UpdateInvoiceData": nullable(updateInvoice="Invoice"),
    "DeleteInvoiceData": nullable(deleteInvoice="DeleteResult"),
    "CreateBillData": nullable(createBill="Bill"),
    "UpdateBillData": nullable(updateBill="Bill"),
    "DeleteBillData": nullable(deleteBill="DeleteResult"),
}

INVOICE = optional(  # l.372-374, 430-450, 696-713
    customer="ReferenceInput",
    project="ReferenceInput",
    amount="Decimal",
    itemLines="list[SalesTransactionItemLineInput]",
)
BILL = optional(  # l.882-905
    billNumber="str",
    transactionDate="date",
    dueDate="date",
    term="ReferenceInput",
    vendor="ReferenceInput",
    accountLines="list[PurchaseTransactionAccountLineInput]",
    itemLines="list[PurchaseTransactionItemLineInput]",
)
VERSION = {"id": "str", "metadata": "MetadataInput"}  # l.692-695, 1162-1165

REQUESTS = {
    "CreateProjectInput": {  # l.201-204
        "name": "str",
        "description": "str",
        "customer": "ReferenceInput",
    },
    "UpdateProjectInput": {  # l.249-257
        "id": "str",
        **optional(
            name="str", description="str", status="ProjectStatus", customer="ReferenceInput"
        ),
    },
    "CreateInvoiceInput": INVOICE,
    "UpdateInvoiceInput": {**VERSION, **INVOICE},
    "SalesTransactionItemLineInput": {  # l.435-448
        **optional(
            description="str",
            amount="Decimal",
            quantity="int",
            item="ReferenceInput",
            serviceDate="date",
            unitPrice="Decimal",
            account="ReferenceInput",
        ),
        "class": "ReferenceInput | None, optional, called class_",
    },
    "CreateBillInput": BILL,
    "UpdateBillInput": {**VERSION, **BILL},
    "PurchaseTransactionAccountLineInput": optional(  # l.893-902
        description="str",
        amount="Decimal",
        account="ReferenceInput",
        customer="ReferenceInput",
        project="ReferenceInput",
    ),
    "PurchaseTransactionItemLineInput": {  # no request has one: what a response may hold
        **optional(
            description="str",
            amount="Decimal",
            quantity="int",
            item="ReferenceInput",
            unitPrice="Decimal",
            customer="ReferenceInput",
            project="ReferenceInput",
        ),
        "class": "ReferenceInput | None, optional, called class_",
    },
    "ReferenceInput": {"id": "str"},  # l.210-212
    "MetadataInput": {"entityVersion": "str"},  # l.693-695
    "ProjectFilter": {  # l.118-123
        **optional(id="StringFilter", customerId="StringFilter", status="ProjectStatusFilter"),
        "and": "list[ProjectFilter] | None, optional, called and_",
        "or": "list[ProjectFilter] | None, optional, called or_",
    },
    "InvoiceFilter": optional(id="StringFilter"),  # l.513
    "BillFilter": optional(id="StringFilter"),  # l.963
    "StringFilter": optional(equals="str"),  # l.132
    "ProjectStatusFilter": optional(equals="ProjectStatus"),  # l.133
    "PaginationInput": optional(first="int", after="str"),  # from other pages
}

CHOICE = optional(  # l.118-123; the page knows no pagination
    pagination="PaginationInputDict | PaginationInput", filter="ProjectFilterDict | ProjectFilter"
)

METHODS: dict[str, dict[str, str]] = {
    "list_projects": {**CHOICE, "returns": "ProjectConnection"},
    "iter_projects": {**CHOICE, "returns": "ItemIterator[Project, ProjectConnection]"},
    "create_project": {  # l.186-187
        "project": "CreateProjectInputDict | CreateProjectInput",
        "returns": "Project",
    },
    "update_project": {  # l.235-236
        "project": "UpdateProjectInputDict | UpdateProjectInput",
        "returns": "Project",
    },
    "delete_project": {"id": "str, by position", "returns": "Project"},  # l.279
    "recover_project": {"id": "str, by position", "returns": "Project"},  # l.319
    "get_invoice": {"id": "str, by position", "returns": "Invoice"},  # l.511
    "create_invoice": {  # l.376-377
        "invoice": "CreateInvoiceInputDict | CreateInvoiceInput",
        "returns": "Invoice",
    },
    "update_invoice": {  # l.637-638
        "invoice": "UpdateInvoiceInputDict | UpdateInvoiceInput",
        "returns": "Invoice",
    },
    "delete_invoice": {"id": "str, by position", "returns": "DeleteResult"},  # l.775
    "get_bill": {"id": "str, by position", "returns": "Bill"},  # l.961
    "create_bill": {  # l.811-812
        "bill_details": "CreateBillInputDict | CreateBillInput",
        "returns": "Bill",
    },
    "update_bill": {  # l.1090-1091
        "bill_details": "UpdateBillInputDict | UpdateBillInput",
        "returns": "Bill",
    },
    "delete_bill": {"id": "str, by position", "returns": "DeleteResult"},  # l.1244
}

CLIENTS = pytest.mark.parametrize("client", [QuickBooks, AsyncQuickBooks])


def test_models() -> None:
    assert flat(models(quickbooks_client)) == flat({**RESPONSES, **REQUESTS})


def test_enums() -> None:
    assert flat(enums(quickbooks_client)) == flat(ENUMS)


@CLIENTS
def test_methods(client: type) -> None:
    assert flat(methods(client)) == flat(METHODS)


@CLIENTS
@pytest.mark.parametrize(("environment", "address"), ADDRESSES.items())
def test_the_addresses(
    client: Any, environment: str | None, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUICKBOOKS_BASE_URL", raising=False)
    made = client(token="t", environment=environment)
    assert repr(made) == f"{client.__name__}(base_url={address!r})"


def test_the_credentials(client: Caller, emulator: Emulator) -> None:
    """From other pages: this one names scopes for the header, and no more (l.32-33)."""
    client.list_projects()
    headers = emulator.requests()[0].headers
    assert headers["authorization"] == "Bearer test"
