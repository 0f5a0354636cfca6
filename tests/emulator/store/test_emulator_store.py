"""The store: order, exact values, transactions, and two writers of one file."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from typing import TypeAlias

import pytest

from corrigenda.emulator.exact import Json
from corrigenda.emulator.store import Store, Thing

Open: TypeAlias = Callable[[str], Store]


def thing(key: str, value: Json) -> Thing:
    return Thing("kind", key, {"value": value})


def test_things_are_kept_in_order_and_exact(address: str, open_one: Open) -> None:
    store = open_one(address)
    seed = (thing("b", Decimal("1.10")), thing("a", None))
    with store.shelf("p", "t", seed) as shelf:
        shelf.add(thing("0", 12345678901234567890123))
        shelf.replace(thing("b", Decimal("2.50")))
        values = [document["value"] for document in shelf.all("kind")]
        assert [str(value) for value in values] == ["2.50", "None", "12345678901234567890123"]
        assert shelf.all("other") == []
        assert (shelf.next_number(), shelf.next_number()) == (3, 4)
        with pytest.raises(KeyError, match="nope"):
            shelf.replace(thing("nope", 1))
    for provider, tenant in (("p", "other"), ("other", "t")):
        with store.shelf(provider, tenant, ()) as shelf:
            assert shelf.get("kind", "b") is None


def test_a_page_is_part_of_all_and_counted(address: str, open_one: Open) -> None:
    store = open_one(address)
    seed = [thing(key, key) for key in "hgfedcba"]
    with store.shelf("p", "t", (*seed, Thing("other", "x", {}))) as shelf:
        everything = shelf.all("kind")
        assert [shelf.count(kind) for kind in ("kind", "other", "none")] == [8, 1, 0]
        for offset in (0, 3, 8, 2**63, 10**40):
            for limit in (0, 1, 5, 10**40):
                assert shelf.page("kind", offset, limit) == everything[offset : offset + limit]
    for provider, tenant in (("p", "other"), ("other", "t")):
        with store.shelf(provider, tenant, ()) as shelf:
            assert (shelf.count("kind"), shelf.page("kind", 0, 9)) == (0, [])


def change_and_fail(store: Store) -> None:
    with store.shelf("p", "t", (thing("a", 1),)) as shelf:
        shelf.replace(thing("a", 2))
        shelf.replace(thing("nope", 2))


def test_all_of_a_request_happens_or_nothing(address: str, open_one: Open) -> None:
    store = open_one(address)
    with pytest.raises(KeyError, match="nope"):
        change_and_fail(store)
    with store.shelf("p", "t", ()) as shelf:
        assert shelf.get("kind", "a") == {"value": 1}


def test_a_second_writer_waits_for_the_first(shared: str, open_one: Open) -> None:
    one, other = open_one(shared), open_one(shared)
    seed = (thing("a", "begun"),)

    def write_too() -> Json:
        with other.shelf("p", "t", ()) as shelf:
            found = shelf.get("kind", "a")
            shelf.replace(thing("a", "second"))
            return found

    with ThreadPoolExecutor() as pool:
        with one.shelf("p", "t", seed) as shelf:
            second = pool.submit(write_too)
            time.sleep(0.2)
            shelf.replace(thing("a", "first"))
        assert second.result() == {"value": "first"}


def test_what_is_removed_is_gone_and_only_that(address: str, open_one: Open) -> None:
    store = open_one(address)
    seed = (thing("a", 1), thing("b", 2), Thing("other", "a", {}))
    for tenant in ("t", "untouched"):
        with store.shelf("p", tenant, seed):
            pass
    with store.shelf("p", "t", ()) as shelf:
        shelf.remove("kind", "a")
        assert [shelf.get("kind", key) is None for key in "ab"] == [True, False]
        assert shelf.count("other") == 1
        for kind in ("kind", "nothing"):
            with pytest.raises(KeyError, match="a"):
                shelf.remove(kind, "a")
    with store.shelf("p", "untouched", ()) as shelf:
        assert shelf.count("kind") == 2


def test_a_world_can_be_taken_put_back_and_emptied(address: str, open_one: Open) -> None:
    store = open_one(address)
    seed = (thing("a", Decimal("1.10")),)
    shelves = partial(store.shelf, "p", seed=seed)
    fresh = store.snapshot()
    with shelves("t") as shelf:
        shelf.add(thing("b", 2))
        assert shelf.next_number() == 2
    taken = store.snapshot()
    store.reset()
    with shelves("t") as shelf:
        assert [each["value"] for each in shelf.all("kind")] == [Decimal("1.10")]
        shelf.remove("kind", "a")
    store.restore(taken)
    for _ in range(2):  # the second request finds what the first one remembered
        with shelves("t", writing=False) as shelf:
            assert [str(each["value"]) for each in shelf.all("kind")] == ["1.10", "2"]
    with shelves("t") as shelf:
        assert shelf.next_number() == 3
    store.restore(fresh)
    with shelves("t") as shelf:
        assert shelf.count("kind") == 1
