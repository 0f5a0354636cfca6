"""Filters, orders and pages of SubsBase's list."""

import time
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from corrigenda.emulator import Emulator
from corrigenda.emulator.providers.subsbase import PROVIDER
from tests.emulator.asking import Asker
from tests.emulator.subsbase.conftest import SITE, asker_of
from tests.emulator.subsbase.operations import CREATE, LIST

# number, total, customer, billed, due
INVOICES = [
    ("1024", Decimal("10.10"), "ann", "2024-01-01T00:00:00Z", None),
    ("999", Decimal("10.1"), "bob", "2024-01-01T01:00:00+01:00", "2024-02-01T00:00:00Z"),
    ("A-10241", None, "Ann", "2023-12-31T23:30:00Z", "2024-01-15T00:00:00Z"),
    ("7", 9, "bob", None, "2024-02-01T00:00:00Z"),
]


@pytest.fixture(scope="session")
def few(emulator: Emulator) -> Asker:
    asker = asker_of(emulator, "few")
    for number, total, customer, billed, due in INVOICES:
        invoice = {"number": number, "total": total, "billedOn": billed, "dueOn": due}
        who = {"siteId": SITE, "requesterId": "r", "customerId": customer}
        asker.ask(CREATE, **who, invoice=invoice)
    return asker


def listed(asker: Asker, **asked: Any) -> list[str]:
    result = asker.ask(LIST, siteId=SITE, **asked)["invoices"]
    assert (result["isSuccess"], result["message"]) == (True, ""), result
    return [invoice["number"] for invoice in result["data"]]


def failure(asker: Asker, **asked: Any) -> str:
    result = asker.ask(LIST, siteId=SITE, **asked)["invoices"]
    message: str = result.pop("message")
    assert result == {"isSuccess": False, "pagination": None, "data": None}
    return message


def holds(field: str, operator: str, value: str) -> dict[str, str]:
    return {"field": field, "operator": operator, "value": value}


def test_without_anything_all_are_listed_as_created(few: Asker) -> None:
    assert listed(few) == ["1024", "999", "A-10241", "7"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (holds("number", "Contains", "1024"), ["1024", "A-10241"]),
        (holds("number", "Contains", "a-1"), ["A-10241"]),
        (holds("number", "Equal", "1024"), ["1024"]),
        (holds("number", "Equal", "a-10241"), []),
        (holds("customerId", "Equal", "ann"), ["1024"]),
        (holds("customerId", "Contains", "ann"), ["1024", "A-10241"]),
        (holds("total", "Equal", "10.100"), ["1024", "999"]),
        (holds("total", "Contains", "10.1"), ["1024", "999"]),
        (holds("total", "Contains", ""), ["1024", "999", "7"]),
        (holds("billedOn", "Equal", "2024-01-01T02:00:00+02:00"), ["1024", "999"]),
        (holds("billedOn", "Contains", "2023-12"), ["A-10241"]),
        (holds("dueOn", "Contains", "-02-"), ["999", "7"]),
        (holds("siteId", "Equal", SITE), ["1024", "999", "A-10241", "7"]),
        (holds("id", "Equal", "x"), []),
    ],
)
def test_filters(few: Asker, wanted: dict[str, str], found: list[str]) -> None:
    assert listed(few, filter=[wanted]) == found
    assert listed(few, filter=wanted) == found  # GraphQL coerces one value to a list of one


def test_all_filters_must_hold(few: Asker) -> None:
    both = [holds("number", "Contains", "1024"), holds("customerId", "Equal", "Ann")]
    assert listed(few, filter=both) == ["A-10241"]
    assert listed(few, filter=[None, *both, None]) == ["A-10241"]
    assert len(listed(few, filter=[])) == len(listed(few, filter=None)) == 4


@pytest.mark.parametrize(
    ("orders", "found"),
    [
        ("number", ["1024", "7", "999", "A-10241"]),
        ("-number", ["A-10241", "999", "7", "1024"]),
        ("total", ["7", "1024", "999", "A-10241"]),
        ("-total", ["1024", "999", "7", "A-10241"]),
        ("billedOn", ["A-10241", "1024", "999", "7"]),
        ("-billedOn", ["1024", "999", "A-10241", "7"]),
        ("customerId number", ["A-10241", "1024", "7", "999"]),
        ("customerId -number", ["A-10241", "1024", "999", "7"]),
        ("-dueOn number", ["7", "999", "A-10241", "1024"]),
    ],
)
def test_orders(few: Asker, orders: str, found: list[str]) -> None:
    sorting = [
        {"field": each.strip("-"), "direction": "Descending" if "-" in each else "Ascending"}
        for each in orders.split()
    ]
    assert listed(few, sorting=[None, *sorting]) == found


def test_an_unknown_field_is_a_failure(few: Asker) -> None:
    assert failure(few, filter=[holds("Number", "Equal", "7")]) == "an invoice has no field Number"
    order = [{"field": "state", "direction": "Ascending"}]
    assert failure(few, sorting=order) == "an invoice has no field state"


@pytest.mark.parametrize(
    ("field", "value"), [("total", "ten"), ("total", "sNaN"), ("dueOn", "2024")]
)
def test_a_value_that_cannot_be_compared_is_a_failure(few: Asker, field: str, value: str) -> None:
    assert failure(few, filter=[holds(field, "Equal", value)]).startswith(f"{value} is not a")


def test_an_unknown_operator_is_refused(few: Asker) -> None:
    (error,) = few.refused(LIST, siteId=SITE, filter=[holds("number", "Like", "7")])
    assert "FilterOperator" in error["message"]


@pytest.mark.parametrize(
    ("asked", "counts", "found"),
    [
        ({"page": 1, "perPage": 3}, (1, 3), ["1024", "999", "A-10241"]),
        ({"page": 2, "perPage": 3}, (2, 3), ["7"]),
        ({"page": 3, "perPage": 3}, (3, 3), []),
        ({"perPage": 1}, (1, 1), ["1024"]),
        ({"page": 1, "perPage": None}, (1, 10), ["1024", "999", "A-10241", "7"]),
        ({"page": 2147483647, "perPage": 2147483647}, (2147483647, 100), []),
        (None, (1, 10), ["1024", "999", "A-10241", "7"]),
    ],
)
def test_pages(few: Asker, asked: Any, counts: tuple[int, int], found: list[str]) -> None:
    result = few.ask(LIST, siteId=SITE, pagination=asked)["invoices"]
    page, per_page = counts
    assert result["pagination"] == {"page": page, "perPage": per_page, "totalRecords": 4}
    assert [invoice["number"] for invoice in result["data"]] == found


@pytest.mark.parametrize("asked", [{"page": 0}, {"perPage": 0}, {"page": -1}])
def test_pages_count_from_one(few: Asker, asked: dict[str, int]) -> None:
    assert "must be at least 1" in failure(few, pagination=asked)


SIZE = 250


@pytest.fixture(scope="session")
def crowd() -> Iterator[Asker]:
    with Emulator(seed="demo", size=SIZE, providers=["subsbase"]) as emulator:
        yield asker_of(emulator, "crowd")


def everything(asker: Asker) -> list[dict[str, Any]]:
    pages = [
        asker.ask(LIST, siteId=SITE, pagination={"page": page, "perPage": 100})["invoices"]
        for page in (1, 2, 3)
    ]
    assert {page["pagination"]["totalRecords"] for page in pages} == {SIZE}
    return [invoice for page in pages for invoice in page["data"]]


def test_the_crowd_is_paged_through_once(crowd: Asker) -> None:
    invoices = everything(crowd)
    assert [invoice["number"] for invoice in invoices] == [str(1001 + n) for n in range(SIZE)]
    assert len({invoice["id"] for invoice in invoices}) == SIZE
    assert {invoice["siteId"] for invoice in invoices} == {SITE}


def test_the_crowd_is_plausible(crowd: Asker) -> None:
    invoices = everything(crowd)
    billed = [datetime.fromisoformat(invoice["billedOn"]) for invoice in invoices]
    assert billed == sorted(billed)
    for invoice, moment in zip(invoices, billed, strict=True):
        assert datetime.fromisoformat(invoice["dueOn"]) > moment
        assert Decimal(invoice["total"]) > 0
        assert str(invoice["total"])[-3] == "."
    assert len({invoice["customerId"] for invoice in invoices}) > 20
    assert len({invoice["total"] for invoice in invoices}) > 20


@pytest.mark.parametrize("size", [0, 1, 300])
def test_any_size_the_same_every_time(size: int) -> None:
    once, again = (PROVIDER.imagined(Random("x"), size) for _ in range(2))
    assert once == again
    assert len(once) == size


def test_ten_thousand_are_listed_quickly() -> None:
    begun = time.process_time()
    with Emulator(seed="demo", size=10_000, providers=["subsbase"]) as emulator:
        asker = asker_of(emulator, "me")
        wanted = [holds("number", "Contains", "99")]
        order = [{"field": "total", "direction": "Descending"}]
        assert listed(asker, filter=wanted, sorting=order, pagination={"perPage": 100})
    assert time.process_time() - begun < 15  # usually 1 s; slow machines need more
