"""The documents that the tests send, which select every field of each kind of object."""

from typing import Any

from tests.emulator.asking import Asker

_PROJECT = """
id name description status active completedDate
customer { id displayName firstName lastName phone }
"""
_SMALL = "id name active status customer { id displayName }"
_INVOICE = f"""
id metadata {{ entityVersion }} amount customer {{ id displayName }} project {{ {_SMALL} }}
itemLines {{
  sequence description amount quantity unitPrice serviceDate class {{ id name }}
  item {{
    id name sku active
    salesDetails {{ description price incomeAccount {{ id name fullyQualifiedName }} }}
  }}
  account {{ id name fullyQualifiedName }}
}}
"""
_BILL = f"""
id metadata {{ entityVersion }} term {{ id name dueDays type }} vendor {{ id displayName }}
transactionDate dueDate billNumber
accountLines {{
  sequence description amount account {{ id name }} customer {{ id }} project {{ {_SMALL} }}
}}
itemLines {{
  sequence description amount quantity unitPrice item {{ id name }} class {{ id name }}
  customer {{ id }} project {{ {_SMALL} }}
}}
"""
_PAGE = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


def _list(field: str, filter_type: str, fields: str) -> str:
    return f"""query Q($filter: {filter_type}) {{
      company {{ {field}(filter: $filter) {{ nodes {{ {fields} }} }} }}
    }}"""


def _mutation(field: str, argument: str, kind: str, fields: str) -> str:
    return f"mutation M($value: {kind}!) {{ {field}({argument}: $value) {{ {fields} }} }}"


LIST_PROJECTS = f"""query Q($filter: ProjectFilter, $pagination: PaginationInput) {{
  company {{
    projects(filter: $filter, pagination: $pagination) {{ nodes {{ {_PROJECT} }} {_PAGE} }}
  }}
}}"""
CREATE_PROJECT = _mutation("createProject", "project", "CreateProjectInput", _PROJECT)
UPDATE_PROJECT = _mutation("updateProject", "project", "UpdateProjectInput", _PROJECT)
DELETE_PROJECT = _mutation("deleteProject", "id", "ID", _PROJECT)
RECOVER_PROJECT = _mutation("recoverProject", "id", "ID", _PROJECT)
LIST_INVOICES = _list("invoices", "InvoiceFilter", _INVOICE)
CREATE_INVOICE = _mutation("createInvoice", "invoice", "CreateInvoiceInput", _INVOICE)
UPDATE_INVOICE = _mutation("updateInvoice", "invoice", "UpdateInvoiceInput", _INVOICE)
DELETE_INVOICE = _mutation("deleteInvoice", "id", "ID", "id success")
LIST_BILLS = _list("bills", "BillFilter", _BILL)
CREATE_BILL = _mutation("createBill", "billDetails", "CreateBillInput", _BILL)
UPDATE_BILL = _mutation("updateBill", "billDetails", "UpdateBillInput", _BILL)
DELETE_BILL = _mutation("deleteBill", "id", "ID", "id success")

CONTACTS = "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjlkNjk5ZTk2MDg"
ALISHA, HARRY = f"{CONTACTS}:1", f"{CONTACTS}:15"


def do(asker: Asker, mutation: str, value: Any) -> dict[str, Any]:
    """Return the result of a mutation of one field."""
    (result,) = asker.ask(mutation, value=value).values()
    assert isinstance(result, dict)
    return result


def declined(asker: Asker, mutation: str, value: Any) -> str:
    """Return why a mutation of one field was declined, in the documented form."""
    (error,), data = asker.failures(mutation, value=value)
    (field,) = data
    assert (data, error["path"]) == ({field: None}, [field])
    assert error["locations"]
    extensions = error["extensions"]
    assert (extensions["code"], extensions["classification"]) == ("VAL-0001", "VALIDATION_ERROR")
    assert error["message"] == f"VAL-0001 {extensions['innerMessage']}"
    code: str = extensions["innerCode"]
    return code


def nodes(asker: Asker, query: str, **asked: Any) -> list[dict[str, Any]]:
    (connection,) = asker.ask(query, **asked)["company"].values()
    found: list[dict[str, Any]] = connection["nodes"]
    return found


def one(asker: Asker, query: str, key: str) -> dict[str, Any]:
    (found,) = nodes(asker, query, filter={"id": {"equals": key}})
    return found


def create_project(asker: Asker, name: str = "P", customer: str = ALISHA) -> dict[str, Any]:
    value = {"name": name, "description": "d", "customer": {"id": customer}}
    return do(asker, CREATE_PROJECT, value)
