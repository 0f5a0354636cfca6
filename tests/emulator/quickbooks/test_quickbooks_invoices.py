"""Invoices: owners, amounts, versions and deletion."""

import re
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.emulator.asking import Asker
from tests.emulator.quickbooks.operations import (
    ALISHA,
    CREATE_INVOICE,
    DELETE_INVOICE,
    DELETE_PROJECT,
    HARRY,
    LIST_INVOICES,
    RECOVER_PROJECT,
    UPDATE_INVOICE,
    UPDATE_PROJECT,
    create_project,
    declined,
    do,
    nodes,
    one,
)

ITEM = "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjExMmRlNzQ2OTk:4"
ACCOUNT = "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjUxY2VkODUzNmM:5"


def create(asker: Asker, **value: Any) -> dict[str, Any]:
    return do(asker, CREATE_INVOICE, {"customer": {"id": ALISHA}, **value})


def change(invoice: dict[str, Any], **value: Any) -> dict[str, Any]:
    return {"id": invoice["id"], "metadata": invoice["metadata"], **value}


def test_the_documented_invoice(asker: Asker) -> None:
    project = create_project(asker)
    line = {
        "description": "some text",
        "amount": 250,
        "quantity": 5,
        "class": None,
        "item": {"id": ITEM},
        "serviceDate": "2021-09-09",
        "unitPrice": 50,
        "account": {"id": ACCOUNT},
    }
    created = do(asker, CREATE_INVOICE, {"project": {"id": project["id"]}, "itemLines": [line]})
    income = {"id": ACCOUNT, "name": "Services", "fullyQualifiedName": "Services"}
    assert created == {
        "id": created["id"],
        "metadata": {"entityVersion": "0"},
        "amount": 250,
        "customer": {"id": ALISHA, "displayName": "Alisha Kamat"},
        "project": {
            **{name: project[name] for name in ("id", "name", "active", "status")},
            "customer": {"id": ALISHA, "displayName": "Alisha Kamat"},
        },
        "itemLines": [
            {
                "sequence": "1",
                "description": "some text",
                "amount": 250,
                "quantity": 5,
                "unitPrice": 50,
                "serviceDate": "2021-09-09",
                "class": None,
                "item": {
                    "id": ITEM,
                    "name": "Test service",
                    "sku": "Some SKU",
                    "active": True,
                    "salesDetails": {"description": None, "price": 50, "incomeAccount": income},
                },
                "account": {**income, "fullyQualifiedName": None},
            }
        ],
    }
    assert one(asker, LIST_INVOICES, created["id"]) == created


def test_an_unknown_invoice_is_an_empty_list(asker: Asker) -> None:
    create(asker)
    assert nodes(asker, LIST_INVOICES, filter={"id": {"equals": "nope"}}) == []
    assert len(nodes(asker, LIST_INVOICES, filter=None)) == 1


@pytest.mark.parametrize(
    ("line", "quantity", "price", "amount"),
    [
        ({}, 1, "50", "50"),
        ({"quantity": 3}, 3, "50", "150"),
        ({"unitPrice": Decimal("10.10")}, 1, "10.10", "10.10"),
        ({"unitPrice": "10.10", "quantity": 3}, 3, "10.10", "30.30"),
        ({"amount": Decimal("10.10")}, 1, "10.10", "10.10"),
        ({"amount": "100", "quantity": 3}, 3, "33.33", "100"),
        ({"amount": 100, "quantity": 0}, 0, "50", "100"),
        ({"amount": 7, "quantity": 2, "unitPrice": 5}, 2, "5", "7"),
        ({"amount": None, "quantity": None, "unitPrice": None}, 1, "50", "50"),
    ],
)
def test_what_a_line_lacks_is_found(
    asker: Asker, line: dict[str, Any], quantity: int, price: str, amount: str
) -> None:
    (made,) = create(asker, itemLines=[{"item": {"id": ITEM}, **line}])["itemLines"]
    assert (made["quantity"], str(made["unitPrice"]), str(made["amount"])) == (
        quantity,
        price,
        amount,
    )


def test_an_empty_line_is_a_whole_one(asker: Asker) -> None:
    (line,) = create(asker, itemLines=[{}])["itemLines"]
    assert line["item"]["id"]
    assert line["account"]["id"] == line["item"]["salesDetails"]["incomeAccount"]["id"]
    assert (line["description"], line["class"], line["serviceDate"]) == (None, None, None)


def test_any_reference_is_somebody(asker: Asker) -> None:
    line = {name: {"id": f"any {name}"} for name in ("item", "account", "class")}
    (made,) = create(asker, itemLines=[line])["itemLines"]
    for name in line:
        assert made[name]["id"] == f"any {name}"
        assert made[name]["name"]


def test_the_lines_are_summed_and_the_head_ignored(asker: Asker) -> None:
    lines = [{"amount": Decimal("0.10")}, {"amount": "0.20"}, {"amount": 1}]
    invoice = create(asker, amount=999, itemLines=lines)
    assert str(invoice["amount"]) == "1.30"
    assert [line["sequence"] for line in invoice["itemLines"]] == ["1", "2", "3"]


@pytest.mark.parametrize("lines", [None, []])
def test_without_lines_the_head_counts(asker: Asker, lines: Any) -> None:
    assert str(create(asker, amount="10.10", itemLines=lines)["amount"]) == "10.10"
    assert create(asker, itemLines=lines)["amount"] == 0


@pytest.mark.parametrize("number", ["12345678901234567.89", "10.10", "0.1", "100", "-3.50"])
@pytest.mark.parametrize("quoted", [True, False])
def test_amounts_come_back_digit_for_digit(asker: Asker, number: str, quoted: bool) -> None:
    given = number if quoted else Decimal(number)
    asker.post(CREATE_INVOICE, value={"customer": {"id": "c"}, "itemLines": [{"amount": given}]})
    text = asker.post(LIST_INVOICES).text
    assert re.findall(r'"amount":([^,}]+)', text) == [number, number]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40),
        min_size=1,
        max_size=4,
    )
)
def test_sums_lose_nothing(shared: Asker, numbers: list[Decimal]) -> None:
    made = create(shared, itemLines=[{"amount": number} for number in numbers])
    assert [line["amount"] for line in made["itemLines"]] == numbers
    with localcontext() as context:
        context.prec = 1500
        assert made["amount"] == sum(numbers)


def test_the_customer_is_the_projects(asker: Asker) -> None:
    project = {"id": create_project(asker, customer=HARRY)["id"]}
    for customer in ({}, {"customer": None}, {"customer": {"id": HARRY}}):
        made = do(asker, CREATE_INVOICE, {"project": project, **customer})
        assert made["customer"] == {"id": HARRY, "displayName": "Harry Potter"}
    wrong = {"project": project, "customer": {"id": ALISHA}}
    assert declined(asker, CREATE_INVOICE, wrong) == "INVALID_INPUT"
    assert len(nodes(asker, LIST_INVOICES)) == 3


def test_without_a_project_there_is_a_customer(asker: Asker) -> None:
    made = create(asker, project=None)
    assert (made["project"], made["customer"]["id"]) == (None, ALISHA)
    for nobody in ({}, {"customer": None, "project": None}):
        assert declined(asker, CREATE_INVOICE, nobody) == "INVALID_INPUT"


def test_an_unknown_project_is_an_error(asker: Asker) -> None:
    assert declined(asker, CREATE_INVOICE, {"project": {"id": "nope"}}) == "NOT_FOUND"
    assert nodes(asker, LIST_INVOICES) == []


def test_a_completed_project_accepts_invoices_a_deleted_one_does_not(asker: Asker) -> None:
    key = create_project(asker)["id"]
    value = {"project": {"id": key}}
    do(asker, UPDATE_PROJECT, {"id": key, "status": "COMPLETE"})
    made = do(asker, CREATE_INVOICE, value)
    assert made["project"]["status"] == "COMPLETE"
    do(asker, DELETE_PROJECT, key)
    assert declined(asker, CREATE_INVOICE, value) == "INVALID_INPUT"
    assert do(asker, UPDATE_INVOICE, change(made, **value))["project"]["active"] is False
    do(asker, RECOVER_PROJECT, key)
    assert do(asker, CREATE_INVOICE, value)["project"]["active"] is True


def test_the_project_is_shown_as_it_is_now(asker: Asker) -> None:
    key = create_project(asker)["id"]
    made = do(asker, CREATE_INVOICE, {"project": {"id": key}})
    do(asker, UPDATE_PROJECT, {"id": key, "name": "renamed", "customer": {"id": HARRY}})
    do(asker, DELETE_PROJECT, key)
    shown = one(asker, LIST_INVOICES, made["id"])
    assert (shown["project"]["name"], shown["project"]["active"]) == ("renamed", False)
    assert shown["customer"]["id"] == shown["project"]["customer"]["id"] == HARRY


def test_an_update_is_sparse_and_counts_versions(asker: Asker) -> None:
    project = {"id": create_project(asker)["id"]}
    made = do(asker, CREATE_INVOICE, {"project": project, "itemLines": [{"amount": 5}]})
    updated = do(asker, UPDATE_INVOICE, change(made))
    assert updated == {**made, "metadata": {"entityVersion": "1"}}
    lines = [{"amount": "1.50"}, {"amount": 2}]
    again = do(asker, UPDATE_INVOICE, change(updated, itemLines=lines, amount=77))
    assert again["metadata"] == {"entityVersion": "2"}
    assert str(again["amount"]) == "3.50"
    assert len(again["itemLines"]) == 2
    assert again["project"] == made["project"]
    assert one(asker, LIST_INVOICES, made["id"]) == again


def test_an_update_can_take_the_lines_away(asker: Asker) -> None:
    made = create(asker, itemLines=[{"amount": 5}])
    without = do(asker, UPDATE_INVOICE, change(made, itemLines=[]))
    assert (without["itemLines"], without["amount"]) == ([], 5)
    assert do(asker, UPDATE_INVOICE, change(without, amount="7.70"))["amount"] == Decimal("7.70")


def test_an_update_can_move_an_invoice(asker: Asker) -> None:
    one_, other = (create_project(asker, customer=who)["id"] for who in (ALISHA, HARRY))
    made = do(asker, CREATE_INVOICE, {"project": {"id": one_}})
    assert declined(asker, UPDATE_INVOICE, change(made, customer={"id": HARRY})) == "INVALID_INPUT"
    moved = do(asker, UPDATE_INVOICE, change(made, project={"id": other}))
    assert (moved["project"]["id"], moved["customer"]["id"]) == (other, HARRY)
    alone = do(asker, UPDATE_INVOICE, change(moved, project=None))
    assert (alone["project"], alone["customer"]["id"]) == (None, HARRY)
    given = do(asker, UPDATE_INVOICE, change(alone, customer={"id": ALISHA}))
    assert given["customer"]["id"] == ALISHA
    assert declined(asker, UPDATE_INVOICE, change(given, customer=None)) == "INVALID_INPUT"


@pytest.mark.parametrize("version", ["0", "2", "", "x", "01"])
def test_a_stale_version_changes_nothing(asker: Asker, version: str) -> None:
    updated = do(asker, UPDATE_INVOICE, change(create(asker)))
    value = {**change(updated), "metadata": {"entityVersion": version}, "amount": 5}
    assert declined(asker, UPDATE_INVOICE, value) == "STALE_ENTITY_VERSION"
    assert one(asker, LIST_INVOICES, updated["id"]) == updated


def test_a_deleted_invoice_is_gone(asker: Asker) -> None:
    made = create(asker)
    assert do(asker, DELETE_INVOICE, made["id"]) == {"id": made["id"], "success": True}
    assert nodes(asker, LIST_INVOICES) == []
    assert declined(asker, DELETE_INVOICE, made["id"]) == "NOT_FOUND"
    assert declined(asker, UPDATE_INVOICE, change(made)) == "NOT_FOUND"
    assert create(asker)["id"] != made["id"]
