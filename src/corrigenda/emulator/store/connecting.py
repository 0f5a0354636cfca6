"""Connect to a store in a database, and refuse at the start what could not be served later.

A database that something else has written, or another version of the emulator, is never changed.
"""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from ...extras import install
from .. import exact
from ..errors import EmulatorError
from .database import Database
from .shared import SharedStore
from .statements import compile_statements
from .tables import METADATA, STORE, THINGS, VERSION

_AT_ONCE = 1000  # documents
_OLDER = {"tenants", "things"}  # the tables before stores had a version


def connect(address: str) -> SharedStore | None:
    """Connect to the database at a URL; None if it is one in memory. Raises `EmulatorError`."""
    url = _url(address)
    if _is_in_memory(url):
        return None
    shown = url.render_as_string(hide_password=True)
    engine = _engine(url, shown)
    try:
        with engine.begin() as connection:
            _prepare(connection, shown)
        if engine.dialect.name == "sqlite":
            _let_readers_and_a_writer_work_together(engine)
    except (SQLAlchemyError, OSError) as error:
        engine.dispose()
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise EmulatorError(
            f"the store {shown} cannot be opened: {reason}",
            "name a database that exists, or a file in a folder that exists",
        ) from None
    except EmulatorError:
        engine.dispose()
        raise
    database = Database(engine)
    return SharedStore(database, compile_statements(database.compiled, engine.dialect.name))


def _url(address: str) -> URL:
    wrong, fix = "the store is not a database URL", "use sqlite:// or sqlite:///path/to/file.db"
    try:
        url = make_url(address)
    except (SQLAlchemyError, ValueError):
        raise EmulatorError(wrong, fix) from None
    if url.drivername in ("postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "sqlite+pysqlite"):
        wrong = f"a store in a database of {url.drivername} cannot be opened"
        raise EmulatorError(wrong, f"{fix}, or postgresql+psycopg://user@host/database")
    if url.host:
        wrong = f"a store in a file has no host, as {url.host} would be"
        file = "/".join(filter(None, (url.host, url.database)))
        raise EmulatorError(wrong, f"use three slashes: sqlite:///{file}")
    if not _is_in_memory(url) and Path(str(url.database)).is_dir():
        raise EmulatorError(f"the store {url.database} is a folder", "name a file in it")
    return url


def _is_in_memory(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")


def _engine(url: URL, shown: str) -> Engine:
    if url.get_backend_name() == "postgresql":
        try:
            # Whatever the server's locale: JSON is UTF-8.
            encoding = {"client_encoding": "utf8"}
            engine = create_engine(url, pool_pre_ping=True, connect_args=encoding)
        except ImportError:
            wrong = f"the store {shown} needs the driver psycopg, which is not installed"
            raise EmulatorError(wrong, install("postgres")) from None
        event.listen(engine, "connect", _leave_transactions_of_postgres_to_us)
        return engine
    engine = create_engine(url, paramstyle="named")
    event.listen(engine, "connect", _leave_transactions_of_sqlite_to_us)
    event.listen(engine, "connect", _write_without_waiting_for_the_disk)
    event.listen(engine, "begin", _begin_for_writing)
    return engine


def _leave_transactions_of_sqlite_to_us(connection: Any, _record: object) -> None:
    connection.isolation_level = None


def _write_without_waiting_for_the_disk(connection: Any, _record: object) -> None:
    # What is written survives when the process is killed, and may be lost if the machine stops.
    connection.execute("PRAGMA synchronous = NORMAL")


def _let_readers_and_a_writer_work_together(engine: Engine) -> None:
    # A process that opens the file at this moment can prevent it; then the next start does it.
    with closing(engine.raw_connection()) as connection, suppress(sqlite3.OperationalError):
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def _leave_transactions_of_postgres_to_us(connection: Any, _record: object) -> None:
    connection.autocommit = True


def _begin_for_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare(connection: Connection, shown: str) -> None:
    """Create the tables, unless there are some, which must be of this version."""
    postgres = connection.dialect.name == "postgresql"
    if postgres:
        connection.exec_driver_sql("BEGIN")
        # Of the processes that start at the same time, one creates the tables.
        connection.execute(select(func.pg_advisory_xact_lock(4_730_211)))
    there = set(inspect(connection).get_table_names())
    if STORE.name in there:
        _check(connection, shown)
    elif postgres or not there:
        METADATA.create_all(connection)
        connection.execute(insert(STORE).values(version=VERSION))
    else:
        by = "an older version" if there >= _OLDER else "another program"
        raise EmulatorError(
            f"the store {shown} was written by {by}", "name another file, or delete this one"
        )
    if postgres:
        connection.exec_driver_sql("COMMIT")


def _check(connection: Connection, shown: str) -> None:
    version = connection.scalar(select(STORE.c.version))
    if version != VERSION:
        raise EmulatorError(
            f"the store {shown} has version {version}, but this emulator reads version {VERSION}",
            "name another database, or delete this one",
        )
    _check_documents(connection, shown)


def _check_documents(connection: Connection, shown: str) -> None:
    """Read all documents once, so that no request meets one that another program has garbled."""
    next_ones = select(THINGS.c.position, THINGS.c.document).order_by(THINGS.c.position)
    place, rows = -1, list[Any]([None])
    while rows:
        batch = next_ones.where(THINGS.c.position > place).limit(_AT_ONCE)
        rows = list(connection.execute(batch))
        for place, text in rows:
            if not _is_object(text):
                raise EmulatorError(
                    f"the store {shown} is garbled: object {place} is not JSON",
                    "name another database, or delete this one",
                )


def _is_object(text: object) -> bool:
    try:
        return isinstance(text, str) and isinstance(exact.decode(text), dict)
    except exact.NotJsonError:
        return False
