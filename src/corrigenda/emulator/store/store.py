"""The store of a running emulator, and the shelves of its tenants.

A request is one transaction. A new tenant gets its seed in a transaction of its own before that, so
that a refused first request does not undo it.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from time import time_ns
from typing import Protocol, cast

from ..errors import EmulatorError, StoreUnavailableError
from . import worlds
from .database import Database, Session, TakenError
from .fields import Fields
from .indexing import Index, make_index
from .selections import Selections
from .shelf import Shelf
from .statements import Statements
from .tables import KEYS, THINGS, Thing
from .worlds import Snapshot

_MANY = 1000  # objects that a database must know of before it plans well


@dataclass(frozen=True, slots=True)
class Store:
    """A database with the objects of all tenants.

    `tenants` holds the known ones of a store in memory, which no other process can remove, and
    `versions` the versions of their objects, which `clock` counts.
    """

    database: Database
    statements: Statements
    tenants: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    versions: dict[int, int] = field(default_factory=dict[int, int])
    indexes: dict[str, dict[str, Index]] = field(default_factory=dict[str, dict[str, Index]])
    selections: Selections = field(default_factory=Selections)
    clock: Iterator[int] = field(default_factory=count)

    @property
    def workers(self) -> int:
        """How many threads can use the store at the same time; more of them take turns."""
        return 1 if self.database.memory is not None else 4

    def index(self, provider: str, kinds: Mapping[str, Fields]) -> None:
        """Declare the fields by which a provider finds and sorts its objects, by kind.

        Call it at the start, before any shelf of the provider is opened. Raises `EmulatorError`.
        """
        try:
            indexes = make_index(self.database, self.statements, provider, kinds)
        except StoreUnavailableError as error:
            raise EmulatorError(str(error), "see that no other process keeps it busy") from error
        self.indexes[provider] = indexes

    def snapshot(self) -> Snapshot:
        """Return everything that the store holds. Requests in flight are in it whole or not."""
        return worlds.snapshot(self.database)

    def restore(self, snapshot: Snapshot) -> None:
        """Make the store hold what it held at a snapshot of it, and nothing else."""
        with self.database.turn:
            self._forget()
            worlds.restore(self.database, snapshot)

    def reset(self) -> None:
        """Forget all tenants. The next request of each one begins with its seed again."""
        with self.database.turn:
            self._forget()
            worlds.reset(self.database)

    def contents(self) -> list[tuple[str, str, dict[str, int]]]:
        """Return every provider and tenant, with the number of objects of each kind."""
        return worlds.contents(self.database)

    def _forget(self) -> None:
        self.tenants.clear()
        self.versions.clear()
        self.selections.clear()

    def dispose(self) -> None:
        """Close all connections."""
        with self.database.turn:
            self.database.engine.dispose()


class Shelves(Protocol):
    """Opens a tenant's shelf of one provider."""

    def __call__(self, tenant: str, *, writing: bool = True) -> AbstractContextManager[Shelf]: ...


@contextmanager
def open_shelf(
    store: Store, provider: str, tenant: str, seed: Sequence[Thing], *, writing: bool = True
) -> Generator[Shelf, None, None]:
    """Open a tenant's shelf for one request; an exception rolls back all of its changes.

    Without `writing`, the request only reads, and waits for nobody. Raises `StoreUnavailableError`.
    """
    if store.database.memory is None:
        yield from _shared(store, provider, tenant, seed, writing)
        return
    with store.database.turn:  # nobody resets the store between the two transactions
        number = store.tenants.get((provider, tenant))
        if number is None:
            number = _settled(store, provider, tenant, seed)
            store.tenants[provider, tenant] = number
        session = store.database.alone
        if not writing:  # nobody else can change what is read, so it needs no transaction
            version = store.versions.setdefault(number, next(store.clock))
            yield _shelf(store, session, provider, number, version)
            return
        session.change("BEGIN")
        try:
            yield _shelf(store, session, provider, number, None)
            session.change("COMMIT")
        except BaseException:
            session.driver.rollback()
            raise
        finally:
            store.versions[number] = next(store.clock)


def _shared(
    store: Store, provider: str, tenant: str, seed: Sequence[Thing], writing: bool
) -> Generator[Shelf, None, None]:
    """Open a shelf of a store that other processes may reset at any time."""
    enter = store.statements.enter_tenant if writing else store.statements.find_tenant
    name = {"provider": provider, "name": tenant}
    while True:
        with store.database.transaction(writing=writing) as session:
            if (row := session.row(enter, name)) is not None:
                number, version = row
                yield _shelf(store, session, provider, number, None if writing else version)
                return
        with suppress(TakenError):  # another one created the same tenant a moment earlier
            _settled(store, provider, tenant, seed)


def _settled(store: Store, provider: str, tenant: str, seed: Sequence[Thing]) -> int:
    """Create a tenant with the objects of its seed, and return its number."""
    with store.database.transaction(writing=True) as session:
        name = {"provider": provider, "name": tenant}
        if (row := session.row(store.statements.find_tenant, name)) is not None:
            return cast(int, row[0])
        values = {**name, "counter": len(seed), "version": time_ns()}
        (number,) = session.row(store.statements.add_tenant, values)
        _shelf(store, session, provider, number, None).fill(seed)
    if len(seed) >= _MANY:
        store.database.measure(THINGS.name, KEYS.name)
    return cast(int, number)


def _shelf(
    store: Store, session: Session, provider: str, number: int, version: int | None
) -> Shelf:
    indexes = store.indexes.get(provider, {})
    return Shelf(session, store.statements, number, indexes, store.selections, version)
