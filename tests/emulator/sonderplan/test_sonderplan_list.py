"""The list: pages, orders, fields and storage."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.emulator import Emulator
from corrigenda.emulator.samples import read_samples
from corrigenda.emulator.schema import locate

Invoice: TypeAlias = dict[str, Any]
Found: TypeAlias = Callable[[str], list[int]]

INTEGERS = (
    *("id", "number", "date", "due_date", "template_id"),
    *("created_id", "created", "updated_id", "updated"),
)
TEXTS = ("prefix", "terms", "reference", "currency", "created_sp_flag")
TIMES = ("date_time_iso", "due_date_time_iso")
DECIMALS = ("sub_total", "discount_total", "net_total", "tax_total", "total")
LISTS = ("items", "groups", "status", "project", "client", "custom_fields")
FIELDS = (*INTEGERS, *TEXTS, *TIMES, *DECIMALS, *LISTS, "cloned_id")


def test_the_documented_invoice_is_answered(documented: httpx2.Client) -> None:
    (sample,) = read_samples(locate("sonderplan", None).samples)
    assert isinstance(sample.answer, dict)
    answer = documented.get("/v2/invoice").json()
    assert answer["data"] == sample.answer["data"]
    assert answer["meta"] == {
        "pagination": {"total": 1, "count": 1, "per_page": 10, "current_page": 1}
    }
    assert answer["data"][0]["created_sp_flag"] == "true"


def test_pages_of_ten_from_the_first(client: httpx2.Client) -> None:
    answer = client.get("/v2/invoice").json()
    assert [invoice["id"] for invoice in answer["data"]] == list(range(1, 11))
    assert answer["meta"] == {
        "pagination": {"total": 120, "count": 10, "per_page": 10, "current_page": 1}
    }


@pytest.mark.parametrize("query", ["", "&order_asc=id", "&prefix=-"])
def test_pages_are_cut_alike_with_and_without_a_search(client: httpx2.Client, query: str) -> None:
    for page, limit, first, count in (
        (1, 50, 1, 50),
        (3, 50, 101, 20),
        (4, 50, 151, 0),
        (1, 10**18 - 1, 1, 120),
        (10**18 - 1, 10**18 - 1, 0, 0),
    ):
        answer = client.get(f"/v2/invoice?page={page}&limit={limit}{query}").json()
        ids = [invoice["id"] for invoice in answer["data"]]
        assert ids == list(range(first, first + count))
        assert answer["meta"]["pagination"] == {
            "total": 120,
            "count": count,
            "per_page": limit,
            "current_page": page,
        }


def test_a_page_counts_what_was_found(client: httpx2.Client) -> None:
    answer = client.get("/v2/invoice?id=5,6,7&limit=2&page=2").json()
    assert [invoice["id"] for invoice in answer["data"]] == [7]
    assert answer["meta"]["pagination"] == {
        "total": 3,
        "count": 1,
        "per_page": 2,
        "current_page": 2,
    }


def value_of(field: str) -> Callable[[Invoice], Any]:
    reading: Callable[[Any], Any] = Decimal if field in DECIMALS else lambda value: value
    reading = datetime.fromisoformat if field in TIMES else reading
    return lambda invoice: reading(invoice[field])


@pytest.mark.parametrize("field", [*INTEGERS, *TEXTS, *TIMES, *DECIMALS])
def test_orders_by_any_string_or_integer(crowd: list[Invoice], found: Found, field: str) -> None:
    upward = sorted(crowd, key=value_of(field))
    downward = sorted(crowd, key=value_of(field), reverse=True)
    assert found(f"order_asc={field}") == [invoice["id"] for invoice in upward]
    assert found(f"order_desc={field}") == [invoice["id"] for invoice in downward]


def test_amounts_are_ordered_as_numbers(crowd: list[Invoice], found: Found) -> None:
    as_text = sorted(crowd, key=lambda invoice: str(invoice["total"]))
    assert found("order_asc=total") != [invoice["id"] for invoice in as_text]


def test_times_are_ordered_as_instants() -> None:
    # Only with this many invoices does the order by time differ from that by text with offset.
    with Emulator(seed="demo", size=1500, providers=["sonderplan"]) as emulator:
        url = emulator.url("sonderplan") + "/v2/invoice?limit=1500&fields=date,date_time_iso"
        answer = httpx2.get(f"{url}&order_asc=date_time_iso", headers={"Authorization": "Bearer x"})
    invoices = answer.json()["data"]
    dates = [invoice["date"] for invoice in invoices]
    texts = [invoice["date_time_iso"] for invoice in invoices]
    assert dates == sorted(dates)
    assert texts != sorted(texts)


def test_what_lacks_the_field_comes_last(crowd: list[Invoice], found: Found) -> None:
    copies = [invoice for invoice in crowd if "cloned_id" in invoice]
    lacking = [invoice["id"] for invoice in crowd if "cloned_id" not in invoice]
    assert copies
    assert lacking
    for name, reverse in (("order_asc", False), ("order_desc", True)):
        ordered = sorted(copies, key=value_of("cloned_id"), reverse=reverse)
        assert found(f"{name}=cloned_id") == [each["id"] for each in ordered] + lacking


def test_of_two_orders_the_ascending_one_wins(crowd: list[Invoice], found: Found) -> None:
    expected = sorted(crowd, key=lambda invoice: (invoice["currency"], -invoice["number"]))
    for query in ("order_asc=currency&order_desc=number", "order_desc=number&order_asc=currency"):
        assert found(query) == [invoice["id"] for invoice in expected]


def test_an_order_holds_across_pages(client: httpx2.Client, found: Found) -> None:
    query = "order_desc=total&currency=AUD"
    paged: list[int] = []
    while data := client.get(f"/v2/invoice?{query}&limit=7&page={len(paged) // 7 + 1}").json()[
        "data"
    ]:
        paged += [invoice["id"] for invoice in data]
        if len(data) < 7:
            break
    assert paged == found(query)


@settings(max_examples=30, deadline=None)
@given(fields=st.lists(st.sampled_from(FIELDS), min_size=1))
def test_fields_trim_the_answer(
    client: httpx2.Client, crowd: list[Invoice], fields: list[str]
) -> None:
    answer = client.get(f"/v2/invoice?limit=3&fields={','.join(fields)}").json()
    expected = [{name: one[name] for name in one if name in fields} for one in crowd[:3]]
    assert answer["data"] == expected
    assert answer["meta"]["pagination"]["count"] == 3


def test_filters_and_orders_see_what_fields_leave_out(client: httpx2.Client) -> None:
    query = "fields=number&id=1,2,3&order_desc=id"
    assert client.get(f"/v2/invoice?{query}").json()["data"] == [
        {"number": 1003},
        {"number": 1002},
        {"number": 1001},
    ]


def test_what_arrived_is_listed(crowd_emulator: Emulator, client: httpx2.Client) -> None:
    client.get("/v2/invoice?id=1,2&currency=AUD")
    arrived = crowd_emulator.requests("list_invoices", provider="sonderplan")[-1]
    assert (arrived.path, arrived.raw_query) == ("/v2/invoice", "id=1,2&currency=AUD")


def test_nothing_is_there_without_a_seed() -> None:
    with Emulator(providers=["sonderplan"]) as emulator:
        url = emulator.url("sonderplan") + "/v2/invoice"
        answer = httpx2.get(url, headers={"Authorization": "Bearer me"}).json()
        counts = {"total": 0, "count": 0, "per_page": 10, "current_page": 1}
        assert answer == {"data": [], "meta": {"pagination": counts}}


def test_a_page_is_all_that_is_read(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'state.db'}"
    with Emulator(seed="demo", size=30, store=store, providers=["sonderplan"]) as emulator:
        url = emulator.url("sonderplan") + "/v2/invoice"
        headers = {"Authorization": "Bearer me"}
        assert httpx2.get(url, headers=headers).status_code == 200
        with closing(sqlite3.connect(tmp_path / "state.db")) as connection, connection:
            connection.execute(
                "UPDATE emulator_things SET document = 'unreadable' WHERE position > 10"
            )
        answer = httpx2.get(url, headers=headers).json()
        assert answer["meta"]["pagination"]["total"] == 30
        assert [invoice["id"] for invoice in answer["data"]] == list(range(1, 11))
        for key, status in ((10, 200), (11, 500)):
            assert httpx2.get(f"{url}?id={key}", headers=headers).status_code == status


def test_a_file_survives_a_restart(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'state.db'}"
    answers: list[str] = []
    for _ in range(2):
        with Emulator(seed="docs", store=store, providers=["sonderplan"]) as emulator:
            url = emulator.url("sonderplan") + "/v2/invoice"
            answers.append(httpx2.get(url, headers={"Authorization": "Bearer me"}).text)
    assert answers[0] == answers[1]
    assert '"total":1,' in answers[0]
