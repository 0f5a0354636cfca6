"""Whatever a request does before it fails is undone, on every store: order, keys and numbers."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Literal, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corrigenda.emulator.store import Field, Order, Shelf, Store, Thing, Where

Open: TypeAlias = Callable[[str], Store]
KIND = "kind"
FIELDS = {
    "n": Field(lambda document: int(str(document["n"])), sought=True),
    "parity": Field(lambda document: int(str(document["n"])) % 2),
}
SEED = tuple(Thing(KIND, f"seed {n}", {"n": n}) for n in range(4))
TENANTS = count()


@dataclass
class Model:
    """What a tenant must have: the numbers by id, in order, and the last number."""

    numbers: dict[str, int] = field(
        default_factory=lambda: {each.id: int(str(each.document["n"])) for each in SEED}
    )
    last: int = len(SEED)

    def copy(self) -> "Model":
        return Model(dict(self.numbers), self.last)


@pytest.fixture
def store(address: str, open_one: Open) -> Store:
    store = open_one(address)
    store.index("p", {KIND: FIELDS})
    return store


Verb: TypeAlias = Literal["add", "replace", "remove", "number", "search"]
Step: TypeAlias = tuple[Verb, int]
End: TypeAlias = Literal["commit", "fail", "undo"]
VERBS: list[Verb] = ["add", "replace", "remove", "number", "search"]
ENDS: list[End] = ["commit", "fail", "undo"]
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(-9, 9)), max_size=6)
REQUESTS = st.lists(st.tuples(STEPS, STEPS, st.sampled_from(ENDS)), min_size=1, max_size=6)


class FailureError(Exception):
    """The request fails here."""


def do(shelf: Shelf, model: Model, steps: list[Step]) -> None:
    for verb, n in steps:
        key = next(reversed(model.numbers), "") if n % 2 else next(iter(model.numbers), "")
        if verb == "add":
            key = f"new {next(TENANTS)}"
            shelf.add(Thing(KIND, key, {"n": n}))
            model.numbers[key] = n
        elif verb == "replace" and key:
            shelf.replace(Thing(KIND, key, {"n": n}))
            model.numbers[key] = n
        elif verb == "remove" and key:
            shelf.remove(KIND, key)
            del model.numbers[key]
        elif verb == "number":
            model.last += 1
            assert shelf.next_number() == model.last
        elif verb == "search":
            assert_same(shelf, model)


def assert_same(shelf: Shelf, model: Model) -> None:
    numbers = list(model.numbers.values())
    assert [each["n"] for each in shelf.all(KIND)] == numbers
    assert [each["n"] for each in shelf.find(KIND, [], [Order("n")])] == sorted(numbers)
    odd = [n for n in numbers if n % 2]
    assert [each["n"] for each in shelf.find(KIND, [Where("parity", "eq", (1,))])] == odd
    assert [each["n"] for each in shelf.page(KIND, 1, 2)] == numbers[1:3]
    assert shelf.count(KIND, [Where("n", "ge", (0,))]) == sum(n >= 0 for n in numbers)
    for key, n in model.numbers.items():
        assert shelf.get(KIND, key) == {"n": n}


def request(shelf: Shelf, model: Model, first: list[Step], then: list[Step], end: End) -> Model:
    """Do some steps, and others that are undone unless the end is to commit."""
    do(shelf, model, first)
    before = model.copy()
    if end == "undo":
        with suppress(FailureError), shelf.undoing():
            do(shelf, model, then)
            raise FailureError
        assert_same(shelf, before)
        return before
    do(shelf, model, then)
    if end == "fail":
        raise FailureError
    return model


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(requests=REQUESTS, searched=st.booleans())
def test_what_fails_leaves_nothing(
    store: Store,
    requests: list[tuple[list[Step], list[Step], End]],
    searched: bool,
) -> None:
    tenant, model = f"t{next(TENANTS)}", Model()
    for first, then, end in requests:
        try:
            with store.shelf("p", tenant, SEED) as shelf:
                model = request(shelf, model.copy(), first, then, end)
        except FailureError:
            assert end == "fail"
        if searched:
            with store.shelf("p", tenant, SEED, writing=False) as shelf:
                assert_same(shelf, model)
    with store.shelf("p", tenant, SEED, writing=False) as shelf:
        assert_same(shelf, model)


def test_snapshots_are_whole_and_can_be_put_back_again(store: Store) -> None:
    model = Model()
    with store.shelf("p", "t", SEED) as shelf:
        do(shelf, model, [("add", 5), ("search", 0), ("replace", 7), ("number", 0)])
    taken = store.snapshot()
    for _ in range(2):
        with store.shelf("p", "t", SEED) as shelf:
            do(shelf, model.copy(), [("remove", 1), ("search", 0), ("replace", 0), ("add", 3)])
        store.restore(taken)
        with store.shelf("p", "t", SEED, writing=False) as shelf:
            assert_same(shelf, model)
    store.reset()
    with store.shelf("p", "t", SEED, writing=False) as shelf:
        assert_same(shelf, Model())


def test_keys_of_many_changes_do_not_wait_for_a_search(open_one: Open) -> None:
    store = open_one("sqlite://")
    store.index("p", {KIND: FIELDS})
    model = Model()
    for number in range(3):
        with store.shelf("p", "t", SEED) as shelf:
            do(shelf, model, [("add", n + number) for n in range(700)])
        with store.shelf("p", "t", SEED, writing=False) as shelf:
            assert_same(shelf, model)
