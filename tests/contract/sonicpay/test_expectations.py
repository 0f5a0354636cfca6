"""What the SonicPay package promises, written by hand from the page; (l.N) is a line of it."""

from pathlib import Path

import pytest
import sonicpay_client
from ruamel.yaml import YAML
from sonicpay_client import AsyncSonicPay, SonicPay

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller
from tests.contract.promises import enums, flat, methods, models, optional

ADDRESS = "https://api.sonicpay.org"  # l.59

ENUMS = {
    # l.100 prints it with a capital, l.391 ends its values with "etc"
    "InvoiceStatus(CaselessEnum)": {"PAID": "paid", "UNPAID": "unpaid"},
}

MODELS = {
    "Invoice": {  # what all responses print (l.95-106, 167-176, 228-251, 366-385)
        "id": "str",
        "amount": "Decimal",  # 15.5 (l.231)
        "currency": "str",
        "status": "InvoiceStatus",
        "created_at": "AwareDatetime",
        "updated_at": "AwareDatetime",
        # what only some of them print; what an update may empty is null afterwards
        "reference": "str, optional",
        "name": "str, optional",
        **optional(description="str", metadata="dict[str, Any]", shipping="Shipping"),
    },
    "InvoicePage": {"data": "list[Invoice]", "meta": "PageMeta"},  # l.359-387
    "PageMeta": {"total_count": "int", "page": "int", "per_page": "int"},  # l.360-364
    "Error": {"status": "str, optional", "message": "str, optional"},  # no line: a guess
    "InvoiceCreate": {  # l.11-55, each with a star (l.67-93)
        "amount": "int",
        "currency": "str",
        "customer_email": "str",
        "customer_name": "str",
        "line_items": "list[LineItem]",
        "due_date": "date",
        "metadata": "dict[str, Any]",
    },
    "LineItem": {"name": "str", "amount": "int", "quantity": "int"},  # l.43, 118-127
    "InvoiceUpdate": {  # l.180 lets in what create takes, l.253-287 the rest
        "amount": "Decimal, optional",
        "currency": "str, optional",
        **optional(
            description="str",
            shipping="Shipping",
            metadata="dict[str, Any]",
            customer_email="str",
            customer_name="str",
            line_items="list[LineItem]",
            due_date="date",
        ),
    },
    "Shipping": {  # "can contain" (l.281)
        "amount": "Decimal, optional",
        "address": "ShippingAddress, optional",
    },
    "ShippingAddress": {  # l.281, 299-307
        "name": "str, optional",
        "address1": "str, optional",
        "address2": "str, optional",
        "city": "str, optional",
        "state": "str, optional",
        "country": "str, optional",
        "postal_code": "str, optional",
    },
}

FILTERS = {  # l.391-393, and the numbers of a page (l.362-363)
    "status": "InvoiceStatus | str, optional",
    "start_date": "date, optional",
    "end_date": "date, optional",
    "page": "int, optional",
    "per_page": "int, optional",
}

METHODS = {
    "list_invoices": {**FILTERS, "returns": "InvoicePage"},
    "iter_invoices": {**FILTERS, "returns": "ItemIterator[Invoice, InvoicePage]"},
    "create_invoice": {  # l.67-93
        "amount": "int",
        "currency": "str",
        "customer_email": "str",
        "customer_name": "str",
        "line_items": "Sequence[LineItemDict | LineItem]",
        "due_date": "date",
        "metadata": "Mapping[str, Any]",
        "returns": "Invoice",
    },
    "get_invoice": {"invoice_id": "str, by position", "returns": "Invoice"},  # l.147
    "update_invoice": {  # l.190, 253-287
        "invoice_id": "str, by position",
        "amount": "Decimal | int, optional",
        "currency": "str, optional",
        **optional(
            description="str",
            shipping="ShippingDict | Shipping",
            metadata="Mapping[str, Any]",
            customer_email="str",
            customer_name="str",
            line_items="Sequence[LineItemDict | LineItem]",
            due_date="date",
        ),
        "returns": "Invoice",
    },
}


def test_models() -> None:
    assert flat(models(sonicpay_client)) == flat(MODELS)


def test_enums() -> None:
    assert flat(enums(sonicpay_client)) == flat(ENUMS)


def test_other_tools_meet_an_open_list_of_states() -> None:
    """l.391 ends the values with "etc", and l.100 prints one with a capital."""
    schema = Path(__file__).parents[3] / "generated" / "sonicpay" / "openapi.yaml"
    state = YAML(typ="safe").load(schema)["components"]["schemas"]["InvoiceStatus"]
    del state["description"]
    known = {"x-known-values": ["paid", "unpaid"], "x-case-insensitive": True}
    assert state == {"type": "string", **known}


@pytest.mark.parametrize("client", [SonicPay, AsyncSonicPay])
def test_methods(client: type) -> None:
    assert flat(methods(client)) == flat(METHODS)


@pytest.mark.parametrize("client", [SonicPay, AsyncSonicPay])
def test_the_address(client: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SONICPAY_BASE_URL", raising=False)
    assert repr(client(token="t")) == f"{client.__name__}(base_url={ADDRESS!r})"


def test_the_credentials(client: Caller, emulator: Emulator) -> None:
    client.list_invoices()
    headers = emulator.requests()[0].headers
    assert headers["authorization"] == "Bearer test"  # l.161, 292, 353, 389
