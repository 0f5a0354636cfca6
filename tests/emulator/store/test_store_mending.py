"""What a store in memory remembers of searches stays true, whatever happens to the objects.

A machine changes objects, fails, undoes and goes back to snapshots, and repeats searches that were
made before. All bounds are small, so that a few objects are as many as thousands.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from random import Random
from typing import Any, TypeAlias

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from corrigenda.emulator.exact import Members
from corrigenda.emulator.store import (
    Condition,
    Order,
    Shelf,
    Snapshot,
    Thing,
    Where,
    finding,
    history,
    mending,
    searching,
    selections,
    tenants,
)
from corrigenda.emulator.store.memory import MemoryStore
from corrigenda.emulator.store.selections import Selections
from tests.emulator.store.model import CONDITIONS, DOCUMENT, FIELDS, ORDERS, holds, in_order

Objects: TypeAlias = dict[tuple[str, str], Members]
"""Documents by kind and id, in the order in which they were added."""

KINDS = ("kind", "other")
SEED = tuple(
    Thing(kind, f"seed {n}", {"amount": n % 3, "text": "ab"[n % 2]})
    for kind in KINDS
    for n in range(4)
)
TENANT = st.sampled_from("tu")
WHERE = st.just([]) | st.lists(CONDITIONS, max_size=2)
SEARCHES = st.tuples(TENANT, st.sampled_from(KINDS), WHERE, ORDERS)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["add", "replace", "remove"]), st.integers(0, 40), DOCUMENT),
    min_size=1,
    max_size=4,
)


class FailedError(Exception):
    """A request fails."""


class Mending(RuleBasedStateMachine):
    """A store in memory, and its objects by tenant as they must be."""

    searches = Bundle("searches")
    snapshots = Bundle("snapshots")

    def __init__(self) -> None:
        super().__init__()
        self.store = MemoryStore()
        self.store.index("p", dict.fromkeys(KINDS, FIELDS))
        self.objects: dict[str, Objects] = {}
        self.asked: list[Any] = []  # again and again
        self.waiting = False
        self.ids = 0

    def teardown(self) -> None:
        self.store.dispose()

    @contextmanager
    def shelf(self, tenant: str, *, writing: bool = False) -> Iterator[tuple[Shelf, Objects]]:
        with self.store.shelf("p", tenant, SEED, writing=writing) as shelf:
            seed = {(thing.kind, thing.id): thing.document for thing in SEED}
            yield shelf, self.objects.setdefault(tenant, seed)

    @initialize(target=searches, all_of_them=st.lists(SEARCHES, min_size=4, max_size=8))
    def begin(self, all_of_them: Any) -> Any:
        self.asked = all_of_them
        return multiple(*all_of_them)

    @rule(target=searches, search=SEARCHES)
    def search(self, search: Any) -> Any:
        self.search_again(search, 0, 10**30)
        return search

    @rule(search=searches, offset=st.integers(0, 12), limit=st.integers(0, 4) | st.just(10**30))
    def search_again(self, search: Any, offset: int, limit: int) -> None:
        tenant, kind, where, order = search
        with self.shelf(tenant) as (shelf, objects):
            check(shelf, objects, kind, where, order, offset, limit)

    @rule(tenant=TENANT, changes=CHANGES)
    def change(self, tenant: str, changes: Any) -> None:
        with self.shelf(tenant, writing=True) as (shelf, objects):
            self.make(shelf, objects, changes)

    @rule(tenant=TENANT, changes=CHANGES, search=searches)
    def fail(self, tenant: str, changes: Any, search: Any) -> None:
        """Change objects in vain; another request of the same thread looks at them meanwhile."""
        with suppress(FailedError), self.shelf(tenant, writing=True) as (shelf, objects):
            self.make(shelf, deepcopy(objects), changes)
            self.look(search)
            raise FailedError

    @rule(tenant=TENANT, before=CHANGES, undone=CHANGES, after=CHANGES, search=searches)
    def undo(self, tenant: str, before: Any, undone: Any, after: Any, search: Any) -> None:
        with self.shelf(tenant, writing=True) as (shelf, objects):
            self.make(shelf, objects, before)
            with suppress(FailedError), shelf.undoing():
                self.make(shelf, deepcopy(objects), undone)
                self.look(search)
                raise FailedError
            self.make(shelf, objects, after)

    @rule(target=snapshots)
    def snapshot(self) -> tuple[Snapshot, dict[str, Objects]]:
        return self.store.snapshot(), deepcopy(self.objects)

    @rule(taken=consumes(snapshots))
    def restore(self, taken: tuple[Snapshot, dict[str, Objects]]) -> None:
        self.store.restore(taken[0])
        self.objects = deepcopy(taken[1])

    @rule()
    def reset(self) -> None:
        self.store.reset()
        self.objects.clear()

    @invariant()
    def what_was_asked_is_found(self) -> None:
        for search in () if self.waiting else self.asked:
            self.search_again(search, 0, 10**30)

    @rule(waiting=st.booleans())
    def wait(self, waiting: bool) -> None:
        """Ask nothing by itself for a while, so that there are more changes to mend."""
        self.waiting = waiting

    @invariant()
    def bounds_hold(self) -> None:
        kept = self.store.selections
        assert kept.size == sum(
            len(f) for _, f in kept.kept.values() if not isinstance(f, int | None)
        )
        assert kept.size <= selections._MOST
        assert len(kept.kept) <= selections._MOST_SEARCHES

    def look(self, search: Any) -> None:
        tenant, kind, where, order = search
        with self.store.shelf("p", tenant, SEED, writing=False) as shelf:
            shelf.find(kind, where, order)

    def make(self, shelf: Shelf, objects: Objects, changes: Any) -> None:
        """Make changes: of the object whose number is named, if there are so many."""
        for what, number, document in changes:
            there = list(objects)
            if what == "add" or not there:
                self.ids += 1
                kind, key = KINDS[number % 2], f"new {self.ids}"
                shelf.add(Thing(kind, key, document))
                objects[kind, key] = document
                continue
            kind, key = there[number % len(there)]
            if what == "replace":
                shelf.replace(Thing(kind, key, document))
                objects[kind, key] = document
            else:
                shelf.remove(kind, key)
                del objects[kind, key]


def check(
    shelf: Shelf,
    objects: Objects,
    kind: str,
    where: list[Condition],
    order: list[Order],
    offset: int,
    limit: int,
) -> None:
    documents = [document for (its, _), document in objects.items() if its == kind]
    found = [each for each in documents if all(holds(one, each) for one in where)]
    expected = in_order(found, order)[offset : offset + limit]
    assert shelf.find(kind, where, order, offset, limit) == expected
    assert shelf.count(kind, where) == len(found)
    places = shelf.places(kind, where, order, offset, limit)
    fresh = replace(shelf.finder, selections=Selections())
    assert list(places) == list(fresh.places(kind, where, order, offset, limit))
    assert fresh.count(kind, where) == len(found)


@pytest.mark.parametrize(("positions", "number"), [(2_000_000, 512), (60, 12)])
def test_what_was_found_is_mended(
    positions: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (finding, searching):
        monkeypatch.setattr(module, "NEAR", 2)
    monkeypatch.setattr(history, "_MOST", 8)
    monkeypatch.setattr(mending, "_FEW", 2)
    monkeypatch.setattr(tenants, "_MANY", 5)
    monkeypatch.setattr(selections, "_MOST", positions)
    monkeypatch.setattr(selections, "_MOST_SEARCHES", number)
    run_state_machine_as_test(
        Mending, settings=settings(max_examples=60, stateful_step_count=30, deadline=None)
    )


SHAPES: list[tuple[list[Condition], list[Order]]] = [
    ([], []),
    ([], [Order("amount, sought")]),
    ([], [Order("amount", descending=True)]),
    ([Where("text, sought", "eq", ("a",))], []),
    ([Where("text", "contains", ("b",)), Where("amount", "lt", (900,))], [Order("text")]),
    ([Where("text", "in", ("a", None))], [Order("text", descending=True), Order("amount")]),
]


def test_any_number_of_changes_is_mended() -> None:
    chance, store = Random(1), MemoryStore()
    store.index("p", {"kind": FIELDS})
    seed = [Thing("kind", str(number), made(chance, number)) for number in range(3000)]
    keys = [thing.id for thing in seed]
    for changes in (0, 1, 2, 8, 30, 990, 1, 1010, 3000, 1):
        with store.shelf("p", "t", seed) as shelf:
            for number in range(changes):
                change(shelf, keys, chance, number)
        with store.shelf("p", "t", seed, writing=False) as shelf:
            for where, order in SHAPES:
                fresh = replace(shelf.finder, selections=Selections())
                expected = list(fresh.places("kind", where, order, 0, 10**30))
                for offset in (0, 700, 2000):
                    found = shelf.places("kind", where, order, offset, 500)
                    assert list(found) == expected[offset : offset + 500]
                assert shelf.count("kind", where) == len(expected)


def made(chance: Random, number: int) -> Members:
    text = chance.choice(["a", "b", "ab", None])
    return {"n": number, "amount": chance.choice([None, chance.randrange(1000)]), "text": text}


def change(shelf: Shelf, keys: list[str], chance: Random, number: int) -> None:
    index = chance.randrange(len(keys))
    match chance.randrange(3):
        case 0:
            keys.append(f"new {len(keys)} {chance.random()}")
            shelf.add(Thing("kind", keys[-1], made(chance, number)))
        case 1:
            shelf.replace(Thing("kind", keys[index], made(chance, number)))
        case _:
            shelf.remove("kind", keys.pop(index))


def test_a_position_is_not_found_in_parts_of_two_others() -> None:
    store = MemoryStore()
    store.index("p", {"kind": FIELDS})
    seed = [Thing("kind", str(number), {"amount": 0}) for number in range(1, 600)]
    for number in (256, 512):  # their bytes are also in 0, 1 and 0, 2
        with store.shelf("p", "t", seed, writing=False) as shelf:
            before = list(shelf.places("kind", [Where("amount", "eq", (0,))], [], 0, 600))
        with store.shelf("p", "t", seed) as shelf:
            shelf.remove("kind", str(number))
        with store.shelf("p", "t", seed, writing=False) as shelf:
            after = list(shelf.places("kind", [Where("amount", "eq", (0,))], [], 0, 600))
        assert after == [place for place in before if place != number]
