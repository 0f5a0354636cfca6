"""The seed `demo`: reproducible, plausible, with exact sums, and quick to page through."""

import re
import time
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any, TypeAlias, cast

import httpx2
import pytest

from corrigenda.emulator import Emulator
from corrigenda.emulator.providers.sonderplan import PROVIDER

Invoice: TypeAlias = dict[str, Any]
CENTS = re.compile(r"\d+\.\d\d")


def total_of(things: list[Invoice], name: str) -> Decimal:
    return sum((Decimal(thing[name]) for thing in things), Decimal("0.00"))


def test_header_sums_add_up(crowd: list[Invoice]) -> None:
    for invoice in crowd:
        sums = ("sub_total", "discount_total", "net_total", "tax_total", "total")
        assert all(CENTS.fullmatch(invoice[name]) for name in sums)
        sub, discount, net, tax, total = (Decimal(invoice[name]) for name in sums)
        assert (sub - discount, net + tax) == (net, total)
        assert total > 0


def test_items_add_up_to_the_header(crowd: list[Invoice]) -> None:
    for invoice in crowd:
        taxes = [tax for item in invoice["items"] for tax in item["taxes"]]
        assert total_of(invoice["items"], "total") == Decimal(invoice["net_total"])
        assert total_of(taxes, "total") == Decimal(invoice["tax_total"])


def test_both_forms_of_a_time_are_one_instant(crowd: list[Invoice]) -> None:
    for invoice in crowd:
        for name in ("date", "due_date"):
            written = datetime.fromisoformat(invoice[f"{name}_time_iso"])
            assert written.tzinfo is not None
            assert written.timestamp() == invoice[name]


def test_time_goes_forward(crowd: list[Invoice]) -> None:
    created = [invoice["created"] for invoice in crowd]
    assert created == sorted(set(created))
    assert created[-1] - created[0] > 5 * 365 * 86_400
    for invoice in crowd:
        assert invoice["created"] <= invoice["updated"]
        assert invoice["created"] <= invoice["date"] < invoice["due_date"]


def test_the_crowd_is_varied_and_forms_are_as_documented(crowd: list[Invoice]) -> None:
    for name in ("status", "project", "client"):
        assert all(len(invoice[name]) == 1 for invoice in crowd)
        assert len({invoice[name][0]["id"] for invoice in crowd}) > 3
    for name in ("currency", "prefix", "template_id", "created_sp_flag", "date_time_iso"):
        assert len({invoice[name] for invoice in crowd}) > 1
    assert {invoice["created_sp_flag"] for invoice in crowd} == {"true", "false"}
    assert any(invoice["groups"] for invoice in crowd)


def test_it_has_what_the_documented_invoice_has(
    crowd: list[Invoice], documented: httpx2.Client
) -> None:
    (printed,) = documented.get("/v2/invoice").json()["data"]
    for invoice in crowd:
        assert printed.keys() - invoice.keys() <= {"cloned_id"}
        assert invoice.keys() <= printed.keys()
    whole = next(invoice for invoice in crowd if invoice["groups"] and "cloned_id" in invoice)
    assert kinds(whole) == kinds(printed)


def kinds(value: object) -> object:
    """Return the shape of a value: its names, and the type of each."""
    if isinstance(value, dict):
        return {name: kinds(inner) for name, inner in cast("Invoice", value).items()}
    if isinstance(value, list):
        return [kinds(inner) for inner in cast("list[object]", value)[:1]]
    return type(value)


@pytest.mark.parametrize("size", [0, 1, 2, 300])
def test_any_size_the_same_every_time(size: int) -> None:
    once, again = (PROVIDER.imagined(Random("x"), size) for _ in range(2))
    assert once == again
    assert [thing.id for thing in once] == [str(number) for number in range(1, size + 1)]


def test_ten_thousand_are_paged_through_quickly() -> None:
    begun = time.process_time()
    with Emulator(seed="demo", size=10_000, providers=["sonderplan"]) as emulator:
        headers = {"Authorization": "Bearer me"}
        with httpx2.Client(base_url=emulator.url("sonderplan"), headers=headers) as client:
            for page in (1, 2, 50, 99, 100):
                answer = client.get(f"/v2/invoice?limit=100&page={page}", timeout=60).json()
                ids = [invoice["id"] for invoice in answer["data"]]
                assert ids == list(range(page * 100 - 99, page * 100 + 1))
                assert answer["meta"]["pagination"]["total"] == 10_000
    assert time.process_time() - begun < 15  # usually 2 s; slow machines need more
