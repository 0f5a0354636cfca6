"""What the Sonderplan package promises, written by hand from the page; (l.N) is a line of it."""

import re
from pathlib import Path

import pytest
import sonderplan_client
from ruamel.yaml import YAML
from sonderplan_client import AsyncSonderplan, Sonderplan

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller
from tests.contract.promises import enums, flat, methods, models, optional, said_of

ADDRESS = "https://api.sonderplan.com"  # l.7

ENUMS = {
    "FilterOperator(OpenEnum)": {"OR": "OR", "AND": "AND"},  # l.217-219
    "InvoiceStatusId(OpenIntEnum)": {  # l.149
        "DRAFT": 1,
        "SUBMITTED": 2,
        "AWAITING_PAYMENT": 3,
        "PAID": 4,
    },
}

DEFAULTS = {"limit": 10, "filter_operator": "OR"}  # l.199, 213

# The page marks nothing of an invoice as required, and nothing as not null.
MODELS = {
    "InvoicePage": {"data": "list[Invoice]", "meta": "PageMeta"},  # l.226-232
    "PageMeta": {"pagination": "Pagination"},  # l.111
    "Error": {"message": "str, optional"},  # no line: a guess
    "Pagination": {  # l.112-115
        "total": "int",
        "count": "int",
        "per_page": "int",
        "current_page": "int",
    },
    "Invoice": optional(  # l.12-107
        id="int",
        prefix="str",
        number="int",
        date="int",
        date_time_iso="AwareDatetime",
        due_date="int",
        due_date_time_iso="AwareDatetime",
        items="list[InvoiceItem]",
        groups="list[InvoiceGroup]",
        status="list[InvoiceStatus]",
        project="list[InvoiceProject]",
        client="list[InvoiceClient]",
        custom_fields="list[InvoiceCustomField]",
        terms="str",
        template_id="int",
        cloned_id="int",
        reference="str",
        currency="str",
        sub_total="DecimalText",
        discount_total="DecimalText",
        net_total="DecimalText",
        tax_total="DecimalText",
        total="DecimalText",
        created_sp_flag="BooleanText",  # "true", in quotes (l.103)
        created_id="int",
        created="int",
        updated_id="int",
        updated="int",
    ),
    "InvoiceItem": optional(  # l.21-45
        id="int",
        item_text="str",
        item_uuid="str",
        ratescheme_id="int",
        description="str",
        quantity="DecimalText",
        unit="str",
        unit_amount="DecimalText",
        unit_buy_amount="DecimalText",
        tax="bool",
        taxes="list[InvoiceItemTax]",
        discount="str",  # "20.00%", which is no number (l.39)
        total="DecimalText",
        buy_total="DecimalText",
        buy_total_fixed="bool",
        order="int",
        parent_group_id="int",
    ),
    "InvoiceItemTax": optional(  # l.33-36
        id="int", name="str", rate="DecimalText", total="DecimalText"
    ),
    "InvoiceGroup": optional(  # l.49-53
        id="int", name="str", description="str", order="int", hide_items="bool"
    ),
    "InvoiceStatus": optional(id="int", name="str"),  # l.58-59
    "InvoiceProject": optional(  # l.64-68
        id="int", name="str", code="str", description="str", status_id="int"
    ),
    "InvoiceClient": optional(  # l.73-81
        id="int", uuid="str", name="str", type="str", email="str", contact_person="ContactPerson"
    ),
    "ContactPerson": optional(id="int", name="str"),  # l.79-80
    "InvoiceCustomField": {  # l.86-90
        **optional(id="int", name="str", value_id="int", update_key="str"),
        "value": "Any, optional",  # a field of the account's own making may hold anything
    },
}

FILTERS = {  # l.131-219, none of them marked as required
    "id": "Sequence[int], optional",  # the ids of a response are integers (l.12, 134)
    "prefix": "str, optional",
    "number": "Sequence[int], optional",
    "status_id": "InvoiceStatusId | int, optional",
    "project_id": "int, optional",
    "from_time": "datetime | int, optional",
    "to_time": "datetime | int, optional",
    "created_sp_flag": "bool, optional",
    "template_id": "int, optional",
    "currency": "str, optional",
    "updated_after": "datetime | int, optional",
    "fields": "Sequence[str], optional",
    "page": "int, optional",
    "limit": "int, optional",
    "order_asc": "str, optional",
    "order_desc": "str, optional",
    "filter_operator": "FilterOperator | str, optional",
}

METHODS = {
    "list_invoices": {**FILTERS, "returns": "InvoicePage"},
    "iter_invoices": {**FILTERS, "returns": "ItemIterator[Invoice, InvoicePage]"},
}

CLIENTS = pytest.mark.parametrize("client", [Sonderplan, AsyncSonderplan])


def test_models() -> None:
    assert flat(models(sonderplan_client)) == flat(MODELS)


def test_enums() -> None:
    assert flat(enums(sonderplan_client)) == flat(ENUMS)


@CLIENTS
def test_methods(client: type) -> None:
    assert flat(methods(client)) == flat(METHODS)


@CLIENTS
def test_the_address(client: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SONDERPLAN_BASE_URL", raising=False)
    assert repr(client(token="t")) == f"{client.__name__}(base_url={ADDRESS!r})"


def test_defaults_in_the_schema() -> None:
    """The client sends none of them: the service fills them in, and the schema says what with."""
    schema = Path(__file__).parents[3] / "generated" / "sonderplan" / "openapi.yaml"
    operation = YAML(typ="safe").load(schema)["paths"]["/v2/invoice"]["get"]
    parameters = {each["name"]: each["schema"] for each in operation["parameters"]}
    assert parameters.keys() == FILTERS.keys()
    found = {name: each["default"] for name, each in parameters.items() if "default" in each}
    assert found == DEFAULTS


@CLIENTS
def test_defaults_in_the_docstring(client: type[Sonderplan | AsyncSonderplan]) -> None:
    limit = said_of("limit", client.list_invoices)
    assert re.findall(r"(\d+) if not given", limit) == [str(DEFAULTS["limit"])]
    operator = said_of("filter_operator", client.list_invoices)
    assert re.findall(r"with the default, (\w+)", operator) == [DEFAULTS["filter_operator"]]


def test_the_credentials(client: Caller, emulator: Emulator) -> None:
    client.list_invoices()
    headers = emulator.requests()[0].headers
    assert headers["authorization"] == "Bearer test"  # l.8, 127
