"""A store that fails says so without SQL, undoes the request, and serves the next one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest

from corrigenda.emulator.store import (
    Shelf,
    Store,
    StoreUnavailableError,
    TakenError,
    Thing,
    open_store,
)
from tests.emulator.store import postgres

Open: TypeAlias = Callable[[str], Store]
SEED = (Thing("kind", "a", {"n": 1}),)


def write(store: Store, key: str = "b", size: int = 1) -> None:
    with store.shelf("p", "t", SEED) as shelf:
        shelf.add(Thing("kind", key, {"text": "x" * size}))


def write_meanwhile(store: Store, what: Callable[[], object]) -> None:
    with store.shelf("p", "t", SEED) as shelf:
        shelf.add(Thing("kind", "lost", {}))
        what()
        shelf.count("kind")


def keys_in(store: Store) -> int:
    with store.shelf("p", "t", SEED, writing=False) as shelf:
        return shelf.count("kind")


def fails(store: Store, why: str, size: int = 1) -> None:
    with pytest.raises(StoreUnavailableError, match=why) as caught:
        write(store, size=size)
    assert not any(word in str(caught.value) for word in ("SELECT", "INSERT", "UPDATE", "BEGIN"))


def test_locked(tmp_path: Path, open_one: Open) -> None:
    store = open_one(f"sqlite:///{tmp_path}/state.db?timeout=0.05")
    write(store, "first")
    with closing(sqlite3.connect(tmp_path / "state.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        fails(store, "locked by another process")
        assert keys_in(store) == 2  # readers wait for nobody
        other.execute("ROLLBACK")
    write(store)
    assert keys_in(store) == 3


def test_full(tmp_path: Path, open_one: Open) -> None:
    store = open_one(f"sqlite:///{tmp_path}/state.db")
    write(store, "first")
    with store.database.transaction(writing=False) as session:
        (pages,) = session.row("PRAGMA page_count", {})
        session.row(f"PRAGMA max_page_count = {pages + 2}", {})
    fails(store, "disk of the store is full", size=1_000_000)
    assert keys_in(store) == 2
    with store.database.transaction(writing=False) as session:
        session.row("PRAGMA max_page_count = 1000000", {})
    write(store, size=1_000_000)
    assert keys_in(store) == 3


def test_read_only(tmp_path: Path, open_one: Open) -> None:
    store = open_one(f"sqlite:///{tmp_path}/state.db")
    write(store, "first")
    with store.database.transaction(writing=False) as session:
        session.change("PRAGMA query_only = ON")
    fails(store, "cannot be written")
    assert keys_in(store) == 2


def test_postgres_read_only(server: postgres.Server) -> None:
    address = server.new_database()
    store = open_store(address)
    write(store, "first")
    name = address.split("@/")[1].split("?")[0]
    with server.connect() as other:
        other.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store.database.engine.dispose()
    fails(store, "cannot be written")
    assert keys_in(store) == 2
    store.dispose()


def test_postgres_ends_connections(server: postgres.Server, open_one: Open) -> None:
    store = open_one(server.new_database())
    write(store, "first")
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    with server.connect() as other:
        with pytest.raises(StoreUnavailableError, match="cannot be reached"):
            write_meanwhile(store, lambda: other.execute(end))
        write(store)
        other.execute(end)
        assert keys_in(store) == 3  # a connection that ended while nobody used it is replaced


def test_an_error_of_the_request_is_its_own(address: str, open_one: Open) -> None:
    store = open_one(address)
    for _ in range(10):
        with pytest.raises(ZeroDivisionError):
            write_meanwhile(store, lambda: 1 / 0)
    assert keys_in(store) == 1


def test_an_id_is_used_once(address: str, open_one: Open) -> None:
    store = open_one(address)
    shelves = partial(store.shelf, "p")
    with pytest.raises(TakenError), shelves("t", SEED) as shelf:
        shelf.add(Thing("kind", "a", {}))
    with shelves("t", SEED) as shelf:
        shelf.add(Thing("other", "a", {}))
    with shelves("u", ()) as shelf:
        shelf.add(Thing("kind", "a", {}))


def test_a_request_that_only_reads_cannot_write(address: str, open_one: Open) -> None:
    store = open_one(address)
    writes: list[Callable[[Shelf], object]] = [
        lambda shelf: shelf.add(Thing("kind", "b", {})),
        lambda shelf: shelf.replace(Thing("kind", "a", {})),
        lambda shelf: shelf.remove("kind", "a"),
        lambda shelf: shelf.next_number(),
    ]
    for write_it in writes:
        with store.shelf("p", "t", SEED, writing=False) as shelf:
            with pytest.raises(RuntimeError, match="only reads"):
                write_it(shelf)
            assert shelf.all("kind") == [{"n": 1}]
