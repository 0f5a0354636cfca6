"""Searches find, sort, cut and count what a plain model in Python does, on every store."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import count
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corrigenda.emulator.exact import Members
from corrigenda.emulator.store import (
    Condition,
    Order,
    Shelf,
    Some,
    Store,
    Thing,
    TooManyError,
    Where,
)
from tests.emulator.store.model import CONDITIONS, DOCUMENTS, FIELDS, ORDERS, holds, in_order

Open: TypeAlias = Callable[[str], Store]
KIND = "kind"
TENANTS = count()


@pytest.fixture
def store(address: str, open_one: Open) -> Store:
    store = open_one(address)
    store.index("p", {KIND: FIELDS})
    return store


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    documents=DOCUMENTS,
    where=st.lists(CONDITIONS, max_size=3),
    order=ORDERS,
    offset=st.integers(0, 12) | st.just(10**30),
    limit=st.integers(0, 12) | st.just(10**30),
)
def test_a_search_finds_what_the_model_finds(
    store: Store,
    documents: list[Members],
    where: list[Condition],
    order: list[Order],
    offset: int,
    limit: int,
) -> None:
    numbered: list[Members] = [{"n": n, **each} for n, each in enumerate(documents)]
    seed = [Thing(KIND, str(each["n"]), each) for each in numbered]
    shelves = partial(store.shelf, "p", f"t{next(TENANTS)}", seed)
    expected = in_order((each for each in numbered if all(holds(w, each) for w in where)), order)
    for writing in (True, False, False):  # the last time, what was found is remembered
        with shelves(writing=writing) as shelf:
            assert shelf.find(KIND, where, order) == expected
            page = shelf.find(KIND, where, order, offset, limit)
            assert page == expected[offset : offset + limit]
            assert shelf.count(KIND, where) == len(expected)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), documents=DOCUMENTS, others=DOCUMENTS)
def test_a_search_finds_what_has_changed(
    store: Store, data: st.DataObject, documents: list[Members], others: list[Members]
) -> None:
    now = {str(n): {"n": n, **each} for n, each in enumerate(documents)}
    seed = [Thing(KIND, key, each) for key, each in now.items()]
    shelves = partial(store.shelf, "p", f"t{next(TENANTS)}", seed)
    for document in others:
        condition, order = data.draw(CONDITIONS), data.draw(ORDERS)
        with shelves(writing=False) as shelf:
            assert_same(shelf, now, condition, order)
        key = data.draw(st.sampled_from([*now, "new"]))
        with shelves() as shelf:
            if key == "new":
                key = f"new {len(now)} {len(document)} {next(TENANTS)}"
                now[key] = document
                shelf.add(Thing(KIND, key, document))
            elif data.draw(st.booleans()):
                now[key] = document
                shelf.replace(Thing(KIND, key, document))
            else:
                del now[key]
                shelf.remove(KIND, key)
            assert_same(shelf, now, condition, order)
        with shelves(writing=False) as shelf:
            assert_same(shelf, now, condition, order)


def assert_same(
    shelf: Shelf, now: dict[str, Members], condition: Condition, order: list[Order]
) -> None:
    expected = in_order((each for each in now.values() if holds(condition, each)), order)
    assert shelf.find(KIND, [condition], order) == expected
    assert shelf.count(KIND, [condition]) == len(expected)


def test_searches_of_many_objects_are_remembered_and_cut_right(store: Store) -> None:
    seed = [
        Thing(
            KIND, str(n), {"n": n, "amount": Decimal(n * 37 % 5000).scaleb(-2) if n % 7 else None}
        )
        for n in range(5000)
    ]
    documents = [each.document for each in seed]
    searches: list[tuple[list[Condition], list[Order]]] = [
        ([], []),
        ([Where("amount, sought", "gt", (10,))], []),
        ([Where("amount, sought", "in", (1, 2, Decimal("0.37")))], []),
        ([Where("amount", "lt", (40,))], [Order("amount, sought", descending=True)]),
        ([], [Order("amount, sought")]),
        ([], [Order("amount, sought", descending=True)]),
        ([], [Order("text"), Order("amount")]),
    ]
    for where, order in searches:
        found = (each for each in documents if all(holds(w, each) for w in where))
        expected = in_order(found, order)
        for offset in (0, 20, 990, 1500, 4280, 4290, 4999, 6000, 0):
            with store.shelf("p", "many", seed, writing=False) as shelf:
                page = shelf.find(KIND, where, order, offset, 20)
                assert page == expected[offset : offset + 20]
                assert shelf.count(KIND, where) == len(expected)


def test_ids_and_texts_may_contain_any_character(store: Store) -> None:
    with store.shelf("p", "t", ()) as shelf:
        for key in ("\0", "a\0b", "é", "\U0001f600", "%s", ":a", "'; DROP TABLE x; --"):
            thing = Thing(KIND, key, {"text": key})
            shelf.add(thing)
            shelf.replace(replace(thing, document={"text": key, "amount": 1}))
            assert shelf.get(KIND, key) == {"text": key, "amount": 1}
            assert shelf.find(KIND, [Where("text", "eq", (key,))]) == [shelf.get(KIND, key)]
            assert shelf.get(KIND, f"{key}\0") is None
            shelf.remove(KIND, key)


def test_texts_may_be_long(store: Store) -> None:
    long = "é" * 100_000
    with store.shelf("p", "t", ()) as shelf:
        for number in range(3):
            text = f"{long}{number}"
            shelf.add(Thing(KIND, str(number), {"text": text}))
        found = shelf.find(KIND, [Where("text, sought", "ge", (f"{long}1",))])
        assert [str(each["text"])[-1] for each in found] == ["1", "2"]


def test_a_search_may_have_many_values_but_not_any_number(store: Store) -> None:
    seed = [Thing(KIND, str(n), {"amount": n}) for n in range(20)]
    with store.shelf("p", "t", seed) as shelf:
        many = tuple(Where("amount", "eq", (n,)) for n in range(15, 9000))
        assert shelf.count(KIND, [Some(many)]) == 5
        assert shelf.count(KIND, [Where("amount", "in", tuple(range(15, 9000)))]) == 5
        with pytest.raises(TooManyError):
            shelf.count(KIND, [Where("amount", "in", tuple(range(40_000)))])


def test_fields_that_are_not_declared_are_unknown(store: Store) -> None:
    with store.shelf("p", "t", ()) as shelf, pytest.raises(KeyError, match="colour"):
        shelf.find(KIND, [Where("colour", "eq", ("red",))])


def test_other_fields_are_read_from_what_is_there(shared: str, open_one: Open) -> None:
    old, new = (
        {"text": FIELDS["text"]},
        {"amount": FIELDS["amount"], "text": FIELDS["text, sought"]},
    )
    seed = [Thing(KIND, str(n), {"amount": n, "text": str(n)}) for n in range(5)]
    for fields in (old, new, new):
        store = open_one(shared)
        store.index("p", {KIND: fields})
        with store.shelf("p", "t", seed) as shelf:
            for name in fields:
                value = "3" if name == "text" else 3
                assert shelf.find(KIND, [Where(name, "eq", (value,))]) == [seed[3].document]
