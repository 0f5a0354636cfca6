"""Many threads and processes use one store at once: nothing is lost, and worlds stay whole."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from threading import Barrier, Event
from typing import TypeAlias

from corrigenda.emulator.store import Field, Order, Store, Thing, Where, open_store

Open: TypeAlias = Callable[[str], Store]
KIND = "kind"
FIELDS = {KIND: {"n": Field(lambda document: int(str(document["n"])), sought=True)}}
SEED = tuple(Thing(KIND, f"seed {n}", {"n": -n}) for n in range(3))


def add_one(store: Store, tenant: str) -> int:
    with store.shelf("p", tenant, SEED) as shelf:
        number = shelf.next_number()
        shelf.add(Thing(KIND, str(number), {"n": number}))
        return number


def test_threads_take_turns(address: str, open_one: Open) -> None:
    store = open_one(address)
    store.index("p", FIELDS)
    tenants = ["one", "other"]

    def work(worker: int) -> list[tuple[str, int]]:
        return [(tenant, add_one(store, tenant)) for _ in range(10) for tenant in tenants]

    with ThreadPoolExecutor(8) as pool:
        made = [pair for pairs in pool.map(work, range(8)) for pair in pairs]
    assert len(set(made)) == len(made) == 160
    for tenant in tenants:
        numbers = sorted(number for whose, number in made if whose == tenant)
        with store.shelf("p", tenant, (), writing=False) as shelf:
            found = shelf.find(KIND, [Where("n", "gt", (0,))], [Order("n")])
            assert [each["n"] for each in found] == numbers
            assert shelf.count(KIND) == 3 + len(numbers)


def test_a_reader_sees_what_was_last_written(address: str, open_one: Open) -> None:
    store = open_one(address)
    store.index("p", FIELDS)
    for expected in range(3, 60):
        with store.shelf("p", "t", SEED, writing=False) as shelf:
            for _ in range(3):  # also of what is remembered
                assert shelf.count(KIND) == expected
                assert len(shelf.places(KIND, [], [Order("n")])) == expected
        add_one(store, "t")


def start(address: str, tenants: int) -> int:
    """Open a store, in a process of its own, and use a few tenants."""
    store = open_store(address)
    store.index("p", FIELDS)
    for number in range(tenants):
        add_one(store, f"t{number}")
    store.dispose()
    return tenants


def test_processes_that_start_at_once_share_a_new_store(shared: str, open_one: Open) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(6, mp_context=spawn) as pool:
        started = list(pool.map(start, [shared] * 6, [5] * 6))
    assert started == [5] * 6
    store = open_one(shared)
    store.index("p", FIELDS)
    for number in range(5):
        with store.shelf("p", f"t{number}", (), writing=False) as shelf:
            assert shelf.count(KIND) == 3 + 6
            assert [each["n"] for each in shelf.find(KIND, [], [Order("n")])][3:] == [*range(4, 10)]


def test_stores_that_open_and_declare_fields_at_once(shared: str, open_one: Open) -> None:
    together = Barrier(6)

    def begin(_number: int) -> Store:
        together.wait()
        return open_one(shared)

    def declare(store: Store) -> int:
        together.wait()
        for number in range(20):
            store.index(f"p{number}", FIELDS)
        return 20

    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(begin, range(6)))
        assert list(pool.map(declare, stores)) == [20] * 6


def test_another_process_does_not_remember_what_was_before_a_restore(
    shared: str, open_one: Open
) -> None:
    one, other = open_one(shared), open_one(shared)
    for store in (one, other):
        store.index("p", FIELDS)
    with one.shelf("p", "t", SEED):
        pass
    taken = one.snapshot()

    def counted() -> int:
        with other.shelf("p", "t", SEED, writing=False) as shelf:
            return shelf.count(KIND)

    add_one(one, "t")
    assert counted() == 4
    one.restore(taken)
    with one.shelf("p", "t", SEED) as shelf:
        shelf.remove(KIND, "seed 0")
    assert counted() == 2
    one.reset()
    assert counted() == 3


def test_worlds_change_between_requests_only(address: str, open_one: Open) -> None:
    store = open_one(address)
    store.index("p", FIELDS)
    add_one(store, "t")
    taken = store.snapshot()
    stop = Event()
    seen: set[int] = set()

    def work(_worker: int) -> int:
        done = 0
        while not stop.is_set():
            # Two objects in one request: whatever happens to the world, both are there or neither.
            with store.shelf("p", "t", SEED) as shelf:
                first, second = shelf.next_number(), shelf.next_number()
                shelf.add(Thing(KIND, str(first), {"n": first}))
                shelf.add(Thing(KIND, str(second), {"n": second}))
            with store.shelf("p", "t", SEED, writing=False) as shelf:
                count = shelf.count(KIND)
                assert count == len(shelf.find(KIND, [], [Order("n")])) == len(shelf.all(KIND))
                seen.add(count % 2)
            done += 1
        return done

    with ThreadPoolExecutor(4) as pool:
        workers = [pool.submit(work, number) for number in range(4)]
        try:
            for number in range(30):
                assert all(provider == "p" for provider, _, _ in store.contents())
                if number % 3 == 0:
                    store.restore(taken)
                elif number % 3 == 1:
                    store.reset()
                else:
                    store.restore(store.snapshot())
        finally:
            stop.set()
        assert all(worker.result() >= 0 for worker in workers)
    assert seen <= {0, 1}
    store.restore(taken)
    with store.shelf("p", "t", SEED) as shelf:
        assert shelf.count(KIND) == 4
        assert shelf.next_number() == 5


def test_a_store_says_how_many_threads_it_can_use(address: str, open_one: Open) -> None:
    assert open_one(address).workers == (1 if address == "sqlite://" else 4)
