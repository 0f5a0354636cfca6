"""Store the objects of the emulated services: one table of JSON documents, per tenant.

Portable SQL through SQLAlchemy Core: SQLite in memory or in a file, PostgreSQL when several
processes share state. Documents are opaque and their JSON text is exact, so an amount keeps every
digit. Tenants are digests; no token is stored.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.elements import ColumnElement

from . import exact
from .errors import EmulatorError
from .exact import Members

_METADATA = MetaData()
_TENANTS = Table(
    "tenants",
    _METADATA,
    Column("provider", String, primary_key=True),
    Column("tenant", String, primary_key=True),
    Column("counter", Integer, nullable=False),
)
_THINGS = Table(
    "things",
    _METADATA,
    Column("position", Integer, primary_key=True),
    Column("provider", String, nullable=False),
    Column("tenant", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("document", JSON, nullable=False),
    UniqueConstraint("provider", "tenant", "kind", "id"),
    # With this index, reading one page does not sort everything that the tenant has.
    Index("things_in_order", "provider", "tenant", "kind", "position"),
)
_FARTHEST = 2**63 - 1  # the largest integer of a database

Shelves: TypeAlias = Callable[[str], AbstractContextManager["Shelf"]]  # opens a tenant's shelf


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of a service: an invoice, a project. `id` is unique within its kind and tenant."""

    kind: str
    id: str
    document: Members


@dataclass(frozen=True, slots=True)
class Shelf:
    """One tenant's objects at one provider, within one transaction."""

    connection: Connection
    provider: str
    tenant: str

    def all(self, kind: str) -> list[Members]:
        """Return every document of a kind, in the order in which they were added."""
        query = select(_THINGS.c.document).where(*self._of(kind)).order_by(_THINGS.c.position)
        return list(self.connection.scalars(query))

    def page(self, kind: str, offset: int, limit: int) -> list[Members]:
        """Like `all`, but skip the first `offset` documents and return at most `limit`."""
        query = select(_THINGS.c.document).where(*self._of(kind)).order_by(_THINGS.c.position)
        cut = query.offset(min(offset, _FARTHEST)).limit(min(limit, _FARTHEST))
        return list(self.connection.scalars(cut))

    def count(self, kind: str) -> int:
        """Return the number of documents of a kind."""
        query = select(func.count()).select_from(_THINGS).where(*self._of(kind))
        return cast(int, self.connection.scalar(query))

    def get(self, kind: str, key: str) -> Members | None:
        query = select(_THINGS.c.document).where(*self._of(kind), _THINGS.c.id == key)
        return cast("Members | None", self.connection.scalar(query))

    def add(self, thing: Thing) -> None:
        self.connection.execute(insert(_THINGS), [self._row(thing)])

    def replace(self, thing: Thing) -> None:
        """Replace a document. Raises `KeyError` if there is none."""
        change = update(_THINGS).where(*self._of(thing.kind), _THINGS.c.id == thing.id)
        if self.connection.execute(change.values(document=thing.document)).rowcount != 1:
            raise KeyError(thing.id)

    def remove(self, kind: str, key: str) -> None:
        """Remove a document. Raises `KeyError` if there is none."""
        found = delete(_THINGS).where(*self._of(kind), _THINGS.c.id == key)
        if self.connection.execute(found).rowcount != 1:
            raise KeyError(key)

    def next_number(self) -> int:
        """Return a number that this tenant has not used: the last one plus 1."""
        number = cast(int, self.connection.scalar(self._counter().with_for_update())) + 1
        change = update(_TENANTS).where(*self._mine(_TENANTS)).values(counter=number)
        self.connection.execute(change)
        return number

    def open(self, seed: Sequence[Thing]) -> None:
        """Create the tenant with the objects of the seed, unless it exists."""
        if self.connection.scalar(self._counter()) is not None:
            return
        tenant = {"provider": self.provider, "tenant": self.tenant, "counter": len(seed)}
        self.connection.execute(insert(_TENANTS).values(tenant))
        if seed:
            self.connection.execute(insert(_THINGS), [self._row(thing) for thing in seed])

    def lock(self) -> None:
        """Make other processes wait for this transaction before they touch the same tenant."""
        self.connection.execute(self._counter().with_for_update())

    def _counter(self) -> Any:
        return select(_TENANTS.c.counter).where(*self._mine(_TENANTS))

    def _mine(self, table: Table) -> list[ColumnElement[bool]]:
        return [table.c.provider == self.provider, table.c.tenant == self.tenant]

    def _of(self, kind: str) -> list[ColumnElement[bool]]:
        return [*self._mine(_THINGS), _THINGS.c.kind == kind]

    def _row(self, thing: Thing) -> dict[str, object]:
        row = {"provider": self.provider, "tenant": self.tenant}
        return {**row, "kind": thing.kind, "id": thing.id, "document": thing.document}


@dataclass(frozen=True, slots=True)
class Store:
    """An open store; `workers` is how many threads may use it at once."""

    engine: Engine
    workers: int

    def close(self) -> None:
        self.engine.dispose()

    def reset(self) -> None:
        """Remove every tenant and every object."""
        with self.engine.begin() as connection:
            connection.execute(delete(_THINGS))
            connection.execute(delete(_TENANTS))

    def snapshot(self) -> object:
        """Everything that the store holds, for `restore`."""
        with self.engine.begin() as connection:
            tables = (_TENANTS, _THINGS)
            return [[dict(r) for r in connection.execute(select(t)).mappings()] for t in tables]

    def restore(self, snapshot: object) -> None:
        """Hold what the store held when the snapshot was taken, and nothing else."""
        tenants, things = cast("list[list[dict[str, Any]]]", snapshot)
        with self.engine.begin() as connection:
            for table, rows in ((_THINGS, things), (_TENANTS, tenants)):
                connection.execute(delete(table))
                if rows:
                    connection.execute(insert(table), rows)

    def tenants(self) -> list[tuple[str, str, dict[str, int]]]:
        """Every provider and tenant, with the number of objects of each kind."""
        with self.engine.begin() as connection:
            known = connection.execute(select(_TENANTS.c.provider, _TENANTS.c.tenant)).all()
            found = {(provider, tenant): dict[str, int]() for provider, tenant in known}
            keys = (_THINGS.c.provider, _THINGS.c.tenant, _THINGS.c.kind)
            for provider, tenant, kind, count in connection.execute(
                select(*keys, func.count()).group_by(*keys)
            ):
                found[provider, tenant][kind] = count
        return [(*key, kinds) for key, kinds in found.items()]


def open_store(address: str) -> Store:
    """Connect to the store at a database URL and create the tables that are missing.

    `sqlite://` is in memory, `sqlite:///some/file.db` a file. Raises `EmulatorError` if the
    address is not a URL or the connection fails; the message never shows a password.
    """
    try:
        url = make_url(address)
    except (SQLAlchemyError, ValueError):
        raise EmulatorError(
            "the store is not a database URL", "use sqlite:// or sqlite:///path/to/file.db"
        ) from None
    try:
        engine = _engine(url)
        _METADATA.create_all(engine)
    except (SQLAlchemyError, ImportError) as error:
        reason = str(error).splitlines()[0]
        raise EmulatorError(
            f"the store {url.render_as_string(hide_password=True)} cannot be opened: {reason}",
            "name a database that exists, or a file in a folder that exists",
        ) from None
    return Store(engine, 1)


@contextmanager
def open_shelf(
    store: Store, provider: str, tenant: str, seed: Sequence[Thing]
) -> Generator[Shelf, None, None]:
    """Open a tenant's shelf for one request; an exception rolls back all of its changes.

    A new tenant gets its seed in a separate transaction first, so that a refused first request does
    not undo it.
    """
    try:
        with store.engine.begin() as connection:
            Shelf(connection, provider, tenant).open(seed)
    except IntegrityError:
        pass  # another process created the same tenant a moment earlier
    with store.engine.begin() as connection:
        shelf = Shelf(connection, provider, tenant)
        shelf.lock()
        yield shelf


def _engine(url: URL) -> Engine:
    options: dict[str, Any] = {
        "json_serializer": exact.encode_text,
        "json_deserializer": exact.decode,
    }
    if url.get_backend_name() != "sqlite":
        return create_engine(url, **options)
    if url.database in (None, "", ":memory:"):
        # A database in memory lives as long as its only connection. Another thread than the
        # server's opens it, but only the server's thread uses it then.
        options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin_for_writing)
    return engine


def _leave_transactions_to_us(connection: Any, _record: object) -> None:
    connection.isolation_level = None


def _begin_for_writing(connection: Connection) -> None:
    # SQLite cannot turn a read lock into a write lock while another process reads. Taking the
    # write lock first makes processes that share a file wait instead of fail.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
