"""Bills: required input, defaults, lines, versions and deletion."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.emulator.asking import Asker
from tests.emulator.quickbooks.operations import (
    ALISHA,
    CREATE_BILL,
    CREATE_INVOICE,
    DELETE_BILL,
    DELETE_PROJECT,
    HARRY,
    LIST_BILLS,
    LIST_INVOICES,
    UPDATE_BILL,
    create_project,
    declined,
    do,
    nodes,
    one,
)

VENDOR = "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjlkNjk5ZTk2MDg:23"
TERM = "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjE0Yjg0YjBkZmE:2"
ACCOUNT = "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjUxY2VkODUzNmM:75"


def create(asker: Asker, **value: Any) -> dict[str, Any]:
    return do(asker, CREATE_BILL, {"vendor": {"id": VENDOR}, **value})


def change(bill: dict[str, Any], **value: Any) -> dict[str, Any]:
    return {"id": bill["id"], "metadata": bill["metadata"], **value}


def test_the_documented_bill(asker: Asker) -> None:
    project = create_project(asker)
    line = {
        "description": None,
        "amount": Decimal("45.00"),
        "account": {"id": ACCOUNT},
        "project": {"id": project["id"]},
    }
    plain = {
        "billNumber": "SomeBillNumber",
        "transactionDate": "2021-09-08",
        "dueDate": "2021-09-08",
    }
    created = create(asker, term={"id": TERM}, accountLines=[line], itemLines=[], **plain)
    assert created == {
        "id": created["id"],
        "metadata": {"entityVersion": "0"},
        "term": {"id": TERM, "name": "Net 15", "dueDays": None, "type": None},
        "vendor": {"id": VENDOR, "displayName": "Sheldon Cooper"},
        **plain,
        "accountLines": [
            {
                "sequence": "1",
                "description": None,
                "amount": Decimal("45.00"),
                "account": {"id": ACCOUNT, "name": "Website ads"},
                "customer": {"id": ALISHA},
                "project": {
                    **{name: project[name] for name in ("id", "name", "active", "status")},
                    "customer": {"id": ALISHA, "displayName": "Alisha Kamat"},
                },
            }
        ],
        "itemLines": [],
    }
    assert one(asker, LIST_BILLS, created["id"]) == created
    assert nodes(asker, LIST_BILLS, filter={"id": {"equals": "nope"}}) == []


def test_a_bill_needs_a_vendor_and_nothing_else(asker: Asker) -> None:
    for nobody in ({}, {"vendor": None}):
        assert declined(asker, CREATE_BILL, nobody) == "INVALID_INPUT"
    today = datetime.now(UTC).date().isoformat()
    for nothing in ({}, {"term": None, "transactionDate": None, "accountLines": None}):
        bill = create(asker, **nothing)
        assert bill["transactionDate"] == bill["dueDate"] == today
        assert (bill["accountLines"], bill["itemLines"]) == ([], [])
        assert bill["term"]["id"] == TERM
        assert bill["billNumber"].isdigit()


def test_it_is_due_on_its_date(asker: Asker) -> None:
    assert create(asker, transactionDate="2021-09-08")["dueDate"] == "2021-09-08"
    assert create(asker, dueDate="2021-09-08")["dueDate"] == "2021-09-08"


@pytest.mark.parametrize("day", ["2021-09-31", "2021-09-08T00:00:00Z", "8.9.2021", 20210908])
def test_a_date_that_is_none_is_refused(asker: Asker, day: Any) -> None:
    (error,) = asker.refused(CREATE_BILL, value={"vendor": {"id": "v"}, "dueDate": day})
    assert "dueDate" in error["extensions"]["innerMessage"]


def test_an_account_line_without_anything(asker: Asker) -> None:
    (line,) = create(asker, accountLines=[{}])["accountLines"]
    assert (line["amount"], line["project"], line["customer"]) == (0, None, None)
    assert line["account"]["name"]


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ({}, "0"),
        ({"amount": "12.50"}, "12.50"),
        ({"quantity": 3, "unitPrice": "0.10"}, "0.30"),
        ({"quantity": 3, "unitPrice": "0.10", "amount": 7}, "7"),
        ({"quantity": 3}, "0"),
    ],
)
def test_item_lines_keep_what_is_given(asker: Asker, line: dict[str, Any], amount: str) -> None:
    (made,) = create(asker, itemLines=[line])["itemLines"]
    assert str(made["amount"]) == amount
    assert made["quantity"] == line.get("quantity")
    assert made["unitPrice"] == (Decimal("0.10") if "unitPrice" in line else None)
    assert (made["item"], made["class"], made["customer"], made["project"]) == (None,) * 4


def test_each_line_belongs_to_whom_it_says(asker: Asker) -> None:
    first, second = (create_project(asker, customer=who)["id"] for who in (ALISHA, HARRY))
    lines = [
        {"project": {"id": first}},
        {"project": {"id": second}, "customer": {"id": HARRY}},
        {"customer": {"id": ALISHA}},
    ]
    bill = create(asker, accountLines=lines, itemLines=lines[:2])
    owners = [(line["project"], line["customer"]) for line in bill["accountLines"]]
    assert [project and project["id"] for project, _ in owners] == [first, second, None]
    assert [customer["id"] for _, customer in owners] == [ALISHA, HARRY, ALISHA]
    assert [line["customer"]["id"] for line in bill["itemLines"]] == [ALISHA, HARRY]


@pytest.mark.parametrize("lines", ["accountLines", "itemLines"])
def test_a_line_cannot_be_anothers(asker: Asker, lines: str) -> None:
    key = create_project(asker, customer=HARRY)["id"]
    for line, said in (
        ({"project": {"id": key}, "customer": {"id": ALISHA}}, "INVALID_INPUT"),
        ({"project": {"id": "nope"}}, "NOT_FOUND"),
    ):
        value = {"vendor": {"id": "v"}, lines: [{}, line]}
        assert declined(asker, CREATE_BILL, value) == said
    do(asker, DELETE_PROJECT, key)
    value = {"vendor": {"id": "v"}, lines: [{"project": {"id": key}}]}
    assert declined(asker, CREATE_BILL, value) == "INVALID_INPUT"
    assert nodes(asker, LIST_BILLS) == []


def test_an_update_is_sparse_and_counts_versions(asker: Asker) -> None:
    bill = create(asker, accountLines=[{"amount": 1}], itemLines=[{"amount": 2}], billNumber="A")
    updated = do(asker, UPDATE_BILL, change(bill))
    assert updated == {**bill, "metadata": {"entityVersion": "1"}}
    lines = [{"amount": 3}, {"amount": 4}]
    again = do(asker, UPDATE_BILL, change(updated, dueDate="2030-01-01", accountLines=lines))
    assert again["metadata"] == {"entityVersion": "2"}
    assert again["dueDate"] == "2030-01-01"
    assert [line["amount"] for line in again["accountLines"]] == [3, 4]
    for name in ("term", "vendor", "transactionDate", "billNumber", "itemLines"):
        assert again[name] == bill[name]
    other = do(asker, UPDATE_BILL, change(again, vendor={"id": "w"}, term={"id": "t"}))
    assert (other["vendor"]["id"], other["term"]["id"]) == ("w", "t")
    empty = do(asker, UPDATE_BILL, change(other, accountLines=None, itemLines=[]))
    assert (empty["accountLines"], empty["itemLines"]) == ([], [])


@pytest.mark.parametrize("name", ["term", "vendor", "transactionDate", "dueDate", "billNumber"])
def test_what_every_bill_has_cannot_be_null(asker: Asker, name: str) -> None:
    bill = create(asker)
    assert declined(asker, UPDATE_BILL, change(bill, **{name: None})) == "INVALID_INPUT"
    assert nodes(asker, LIST_BILLS) == [bill]


def test_a_stale_version_changes_nothing(asker: Asker) -> None:
    bill = create(asker)
    do(asker, UPDATE_BILL, change(bill))
    value = change(bill, billNumber="X")
    assert declined(asker, UPDATE_BILL, value) == "STALE_ENTITY_VERSION"
    (error,), _ = asker.failures(UPDATE_BILL, value=value)
    assert "at version 1, not 0" in error["message"]
    assert one(asker, LIST_BILLS, bill["id"])["billNumber"] == bill["billNumber"]


def test_an_update_needs_a_version(asker: Asker) -> None:
    (error,) = asker.refused(UPDATE_BILL, value={"id": create(asker)["id"]})
    assert "metadata" in error["extensions"]["innerMessage"]


def test_a_deleted_bill_is_gone_and_no_invoice_with_it(asker: Asker) -> None:
    bill = create(asker)
    invoice = do(asker, CREATE_INVOICE, {"customer": {"id": "c"}})
    assert declined(asker, DELETE_BILL, invoice["id"]) == "NOT_FOUND"
    assert do(asker, DELETE_BILL, bill["id"]) == {"id": bill["id"], "success": True}
    assert nodes(asker, LIST_BILLS) == []
    assert declined(asker, DELETE_BILL, bill["id"]) == "NOT_FOUND"
    assert declined(asker, UPDATE_BILL, change(bill)) == "NOT_FOUND"
    assert one(asker, LIST_INVOICES, invoice["id"]) == invoice
