"""Pagination by cursor, and the objects of the seed `demo`."""

import time
from base64 import b64encode
from collections import Counter
from datetime import datetime
from random import Random
from typing import Any, TypeAlias

import pytest

from corrigenda.emulator import Emulator
from corrigenda.emulator.providers.quickbooks import PROVIDER
from tests.emulator.asking import Asker
from tests.emulator.quickbooks.conftest import SIZE, asker_of
from tests.emulator.quickbooks.operations import (
    CREATE_INVOICE,
    DELETE_INVOICE,
    LIST_BILLS,
    LIST_INVOICES,
    LIST_PROJECTS,
    UPDATE_PROJECT,
    create_project,
    do,
    nodes,
)

Page: TypeAlias = tuple[list[str], dict[str, Any]]


def page(asker: Asker, **asked: Any) -> Page:
    """Return the ids and the page information."""
    (connection,) = asker.ask(LIST_PROJECTS, **asked)["company"].values()
    return [node["id"] for node in connection["nodes"]], connection["pageInfo"]


def walk(asker: Asker, first: int, **asked: Any) -> list[str]:
    found: list[str] = []
    after = None
    while True:
        ids, info = page(asker, pagination={"first": first, "after": after}, **asked)
        found += ids
        assert info["hasPreviousPage"] == (after is not None)
        if not info["hasNextPage"]:
            return found
        assert len(ids) == first
        after = info["endCursor"]


@pytest.mark.parametrize("first", [30, 50, 100])
def test_everything_is_paged_through_once(crowd: Asker, first: int) -> None:
    ids = walk(crowd, first)
    assert len(ids) == len(set(ids)) == SIZE


@pytest.mark.parametrize("query", [LIST_INVOICES, LIST_BILLS])
def test_invoices_and_bills_have_no_pages(crowd: Asker, query: str) -> None:
    assert len({each["id"] for each in nodes(crowd, query)}) == SIZE
    answer = crowd.post(query.replace("nodes {", "pageInfo { endCursor } nodes {", 1))
    assert "Cannot query field 'pageInfo'" in answer.text


def test_a_page_has_a_hundred_at_most(crowd: Asker) -> None:
    for pagination in (None, {}, {"first": None}, {"first": 100}, {"first": 101}):
        ids, info = page(crowd, pagination=pagination)
        assert (len(ids), info["hasNextPage"]) == (100, True)


def test_page_information(asker: Asker) -> None:
    made = [create_project(asker)["id"] for _ in range(3)]
    ids, info = page(asker, pagination={"first": 3})
    assert (ids, info["hasNextPage"], info["hasPreviousPage"]) == (made, False, False)
    ids, second = page(asker, pagination={"first": 1, "after": info["startCursor"]})
    assert (ids, second["hasNextPage"], second["hasPreviousPage"]) == ([made[1]], True, True)
    assert second["startCursor"] == second["endCursor"]
    ids, last = page(asker, pagination={"after": info["endCursor"]})
    assert (ids, last["hasNextPage"], last["hasPreviousPage"]) == ([], False, True)
    assert last["startCursor"] is last["endCursor"] is None


def test_a_filter_is_paged_through(crowd: Asker) -> None:
    wanted = {"status": {"equals": "IN_PROGRESS"}}
    ids = walk(crowd, 7, filter=wanted)
    assert ids == [each["id"] for each in _projects(crowd) if each["status"] == "IN_PROGRESS"]
    assert 7 < len(ids) < SIZE


def test_what_is_changed_meanwhile_moves_no_page(asker: Asker) -> None:
    """No project is skipped if an earlier one stops matching the filter."""
    made = [create_project(asker)["id"] for _ in range(4)]
    asked = {"filter": {"status": {"equals": "IN_PROGRESS"}}}
    ids, info = page(asker, pagination={"first": 2}, **asked)
    for key in ids:
        do(asker, UPDATE_PROJECT, {"id": key, "status": "COMPLETE"})
    later, _ = page(asker, pagination={"first": 2, "after": info["endCursor"]}, **asked)
    assert ids + later == made


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "c2ltcGxl",
        "simple-cursor1",
        "c2ltcGxlLWN1cnNvcjA",
        "c2ltcGxlLWN1cnNvcjA=!",
        "\u00fc",
    ],
)
def test_a_bad_cursor_is_an_error(crowd: Asker, cursor: str) -> None:
    (error,), data = crowd.failures(LIST_PROJECTS, pagination={"after": cursor})
    assert (data, error["path"]) == (None, ["company", "projects"])
    assert error["extensions"]["innerCode"] == "INVALID_INPUT"


@pytest.mark.parametrize("first", [0, -1])
def test_first_counts_from_one(crowd: Asker, first: int) -> None:
    (error,), _ = crowd.failures(LIST_PROJECTS, pagination={"first": first})
    assert "must be at least 1" in error["message"]


def test_invoices_that_are_gone_are_listed_no_more(asker: Asker) -> None:
    keys = [do(asker, CREATE_INVOICE, {"customer": {"id": "c"}})["id"] for _ in range(3)]
    do(asker, DELETE_INVOICE, keys[1])
    assert [each["id"] for each in nodes(asker, LIST_INVOICES)] == [keys[0], keys[2]]


def _projects(asker: Asker) -> list[dict[str, Any]]:
    """Return the projects of all pages."""
    cursors, found = [None], []
    for after in cursors:
        found += nodes(asker, LIST_PROJECTS, pagination={"after": after})
        _, info = page(asker, pagination={"after": after})
        if info["hasNextPage"]:
            cursors.append(info["endCursor"])
    return found


def test_the_crowds_projects_are_plausible(crowd: Asker) -> None:
    projects = _projects(crowd)
    for each in projects:
        assert (each["status"] == "COMPLETE") == (each["completedDate"] is not None)
        assert each["customer"]["displayName"]
    dates = [each["completedDate"] for each in projects if each["completedDate"]]
    assert all(datetime.fromisoformat(each).tzinfo for each in dates)
    assert len(Counter(each["status"] for each in projects)) > 4
    assert len({each["customer"]["id"] for each in projects}) > 20
    assert {each["active"] for each in projects} == {True, False}


def test_the_crowds_invoices_add_up(crowd: Asker) -> None:
    customers = {each["id"]: each["customer"] for each in _projects(crowd)}
    for invoice in nodes(crowd, LIST_INVOICES):
        lines = invoice["itemLines"]
        assert sum(line["amount"] for line in lines) == invoice["amount"] > 0
        for place, line in enumerate(lines, 1):
            assert line["quantity"] * line["unitPrice"] == line["amount"]
            assert line["sequence"] == str(place)
        assert invoice["customer"]["id"] == customers[invoice["project"]["id"]]["id"]


def test_the_crowds_bills_add_up(crowd: Asker) -> None:
    bills = nodes(crowd, LIST_BILLS)
    assert len({bill["billNumber"] for bill in bills}) == SIZE
    assert any(bill["itemLines"] for bill in bills)
    for bill in bills:
        assert bill["transactionDate"] < bill["dueDate"]
        assert bill["accountLines"]
        for line in (*bill["accountLines"], *bill["itemLines"]):
            assert line["amount"] > 0
            assert line["customer"]["id"] == line["project"]["customer"]["id"]
        for line in bill["itemLines"]:
            assert line["quantity"] * line["unitPrice"] == line["amount"]


@pytest.mark.parametrize("size", [1, 300])
def test_any_size_the_same_every_time(size: int) -> None:
    once, again = (PROVIDER.imagined(Random("x"), size) for _ in range(2))
    assert once == again
    counts = Counter(thing.kind for thing in once)
    assert [counts[kind] for kind in ("project", "invoice", "bill")] == [size] * 3
    assert len({thing.id for thing in once}) == 3 * size


def test_new_things_do_not_collide_with_the_crowd() -> None:
    with Emulator(seed="demo", size=3, providers=["quickbooks"]) as emulator:
        asker = asker_of(emulator, "x")
        made = [do(asker, CREATE_INVOICE, {"customer": {"id": "c"}})["id"] for _ in range(3)]
        assert len(nodes(asker, LIST_INVOICES)) == 6
        assert len(set(made)) == 3


def test_ten_thousand_are_paged_through_quickly() -> None:
    begun = time.process_time()
    with Emulator(seed="demo", size=10_000, providers=["quickbooks"]) as emulator:
        asker = asker_of(emulator, "me")
        for place in (0, 5_000, 9_899):
            cursor = _cursor(place)
            ids, info = page(asker, pagination={"first": 100, "after": cursor})
            assert (len(ids), info["hasNextPage"]) == (100, place < 9_899)
    assert time.process_time() - begun < 30  # usually 5 s; slow machines need more


def _cursor(place: int) -> str:
    return b64encode(f"simple-cursor{place}".encode()).decode()
