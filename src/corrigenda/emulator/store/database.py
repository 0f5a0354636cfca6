"""Run SQL in transactions, on the driver's own connection.

SQLAlchemy names the database, pools connections and compiles each statement once; the statements of
a request then go straight to the driver, which is several times faster. An error of the driver
becomes a `StoreUnavailableError`, which never shows SQL.
"""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, TypeAlias, cast

from msgspec import Struct
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import ClauseElement

from ..errors import StoreUnavailableError

Values: TypeAlias = Mapping[str, object]

_LOCKED = "the store is locked by another process"
_FULL = "the disk of the store is full"
_READ_ONLY = "the store cannot be written"
_REASONS = {
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CORRUPT": "the file of the store is damaged",
    "SQLITE_NOTADB": "the file of the store is damaged",
    "55P03": _LOCKED,
    "57014": _LOCKED,
    "40P01": _LOCKED,
    "40001": _LOCKED,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
}


class TakenError(Exception):
    """There is already such a row. The transaction must end."""


class Session(Struct, frozen=True):
    """A connection within one transaction."""

    driver: Any
    errors: Any

    def rows(self, sql: str, values: Values) -> list[Any]:
        try:
            return cast("list[Any]", self.driver.execute(sql, values).fetchall())
        except self.errors.Error as error:
            raise explained(error) from error

    def row(self, sql: str, values: Values) -> Any:
        """Return the first row as a tuple, or None. Raises `TakenError` as `change` does."""
        try:
            return self.driver.execute(sql, values).fetchone()
        except self.errors.IntegrityError:
            raise TakenError from None
        except self.errors.Error as error:
            raise explained(error) from error

    def change(self, sql: str, values: Values | None = None) -> int:
        """Return the number of changed rows. Raises `TakenError` if a row must be unique."""
        try:
            return cast(int, self.driver.execute(sql, values or {}).rowcount)
        except self.errors.IntegrityError:
            raise TakenError from None
        except self.errors.Error as error:
            raise explained(error) from error

    def change_each(self, sql: str, values: Iterable[Values]) -> None:
        """Run a statement once for each of the values."""
        try:
            self.driver.cursor().executemany(sql, values)
        except self.errors.IntegrityError:
            raise TakenError from None
        except self.errors.Error as error:
            raise explained(error) from error


@dataclass(frozen=True, slots=True)
class Database:
    """A database. `memory` is the only connection of one in memory, where requests take turns."""

    engine: Engine
    memory: Any
    turn: RLock = field(default_factory=RLock)
    alone: Session = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "alone", Session(self.memory, self.engine.dialect.loaded_dbapi))

    def lock(self, session: Session, table: str) -> None:
        """Let no other process write to a table before the end of the transaction."""
        if self.engine.dialect.name == "postgresql":  # in SQLite, one transaction writes at a time
            session.change(f"LOCK TABLE {table} IN EXCLUSIVE MODE")

    def measure(self, *tables: str) -> None:
        """Let PostgreSQL count the rows of tables now: until it does, it sorts whole tables."""
        if self.engine.dialect.name == "postgresql":
            for table in tables:
                with self.transaction(writing=True) as session:
                    session.change(f"ANALYZE {table}")

    def compiled(self, statement: ClauseElement) -> str:
        """Return the text of a statement for this database, with named parameters."""
        return str(statement.compile(dialect=self.engine.dialect))

    @contextmanager
    def transaction(self, *, writing: bool) -> Generator[Session, None, None]:
        """Commit at the end of the block, or roll back if it raises."""
        if self.memory is not None:
            with self.turn:
                yield from self._within(self.memory, writing)
            return
        with self._borrowed() as connection:
            yield from self._within(connection, writing)

    def _within(self, driver: Any, writing: bool) -> Generator[Session, None, None]:
        session = Session(driver, self.engine.dialect.loaded_dbapi)
        session.change(self._begins(writing))
        try:
            yield session
            session.change("COMMIT")
        except BaseException:
            with suppress(session.errors.Error):
                driver.rollback()
            raise

    def _begins(self, writing: bool) -> str:
        if self.engine.dialect.name == "sqlite":
            # SQLite cannot turn a read lock into a write lock while another process reads. Taking
            # the write lock first makes processes that share a file wait instead of fail.
            return "BEGIN IMMEDIATE" if writing else "BEGIN"
        # A reader sees one state of the tenant, however many statements it needs. A writer locks
        # its tenant first, and must then see what the last writer left.
        return "BEGIN" if writing else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    @contextmanager
    def _borrowed(self) -> Generator[Any, None, None]:
        errors = self.engine.dialect.loaded_dbapi
        try:
            borrowed = self.engine.raw_connection()
        except (SQLAlchemyError, OSError) as error:
            raise explained(error) from error
        try:
            yield borrowed.driver_connection
        except StoreUnavailableError:
            with suppress(errors.Error):
                borrowed.invalidate()  # the next request gets a connection that works
            raise
        finally:
            with suppress(errors.Error):
                borrowed.close()


def explained(error: Exception) -> StoreUnavailableError:
    """Return the error for the caller of a service, without SQL."""
    cause = getattr(error, "orig", None) or error
    name: str = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    for code, reason in _REASONS.items():
        if name.startswith(code):
            return StoreUnavailableError(reason)
    return StoreUnavailableError("the store cannot be reached")
