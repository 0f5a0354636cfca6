"""Transactions of a database, a file or a server, that several processes may use.

SQLAlchemy names the database, pools connections and compiles each statement once; the statements of
a request then go straight to the driver, which is several times faster.
"""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import ClauseElement

from ..errors import StoreUnavailableError
from .session import Session, explained


@dataclass(frozen=True, slots=True)
class Database:
    """A database that several processes may use."""

    engine: Engine

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
