"""Everything that a store holds, as a value: taken, put back, or emptied.

All rows are read and written again, in one transaction, which works on every database.
"""

from collections.abc import Sequence
from time import time_ns
from typing import Any, Final, TypeAlias

from sqlalchemy import Table, delete, func, insert, select

from .database import Database
from .session import Session
from .tables import KEYS, TENANTS, THINGS

_TABLES: Final = (TENANTS, THINGS, KEYS)


Rows: TypeAlias = Sequence[Sequence[tuple[Any, ...]]]
"""The rows of each table."""


def snapshot(database: Database) -> Rows:
    """Return everything that a store holds."""
    with database.transaction(writing=False) as session:
        return [_rows(database, session, table) for table in _TABLES]


def restore(database: Database, taken: Rows) -> None:
    """Make a store hold what it held at a snapshot."""
    with database.transaction(writing=True) as session:
        _empty(database, session)
        for table, rows in zip(_TABLES, taken, strict=True):
            _fill(database, session, table, rows)


def reset(database: Database) -> None:
    """Remove everything."""
    with database.transaction(writing=True) as session:
        _empty(database, session)


def contents(database: Database) -> list[tuple[str, str, dict[str, int]]]:
    """Return every provider and tenant, with the number of objects of each kind."""
    tenant = (TENANTS.c.provider, TENANTS.c.tenant)
    joined = TENANTS.outerjoin(THINGS, THINGS.c.tenant == TENANTS.c.number)
    columns = (*tenant, THINGS.c.kind, func.count(THINGS.c.kind))
    query = select(*columns).select_from(joined).group_by(*tenant, THINGS.c.kind).order_by(*tenant)
    found: dict[tuple[str, str], dict[str, int]] = {}
    with database.transaction(writing=False) as session:
        for provider, name, kind, count in session.rows(database.compiled(query), {}):
            kinds = found.setdefault((provider, name), {})
            if kind is not None:
                kinds[kind] = count
    return [(*key, kinds) for key, kinds in found.items()]


def _rows(database: Database, session: Session, table: Table) -> list[tuple[Any, ...]]:
    return session.rows(database.compiled(select(table)), {})


def _empty(database: Database, session: Session) -> None:
    # Wait for the writers, and keep others out, who would add rows that nobody sees here.
    database.lock(session, TENANTS.name)
    for table in _TABLES:
        session.change(database.compiled(delete(table)))


def _fill(
    database: Database, session: Session, table: Table, rows: Sequence[tuple[Any, ...]]
) -> None:
    names = [column.name for column in table.columns]
    values = [dict(zip(names, row, strict=True)) for row in rows]
    if table is TENANTS:
        # What was remembered of the tenants must not look as if it were still true.
        values = [{**each, "version": time_ns()} for each in values]
    if values:
        session.change_each(database.compiled(insert(table)), values)
