"""Declare the fields of a provider's objects, and write the keys of those already there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import BindParameter, bindparam, delete, insert, select

from .. import exact
from ..exact import Members
from .database import Database
from .fields import Fields, Shape, shape_of
from .session import Session
from .statements import Statements, adds_keys, changes_keys
from .tables import KEYS, SHAPES, TENANTS, THINGS


@dataclass(frozen=True, slots=True)
class Index:
    """The shape of a kind, and the statements that keep its keys."""

    shape: Shape
    adds: str
    changes: str


def make_index(
    database: Database, statements: Statements, provider: str, kinds: Mapping[str, Fields]
) -> dict[str, Index]:
    """Return the indexes of a provider's kinds; the keys of its objects are then those of `kinds`.

    Raises `StoreUnavailableError`, or `ValueError` for too many fields.
    """
    indexes: dict[str, Index] = {}
    for kind, fields in kinds.items():
        shape = shape_of(fields)
        columns = tuple(shape.columns.values())
        adds, changes = adds_keys(statements, columns), changes_keys(statements, columns)
        indexes[kind] = Index(shape, adds, changes)
    with database.transaction(writing=True) as session:
        kept = _kept(database, session, provider)
        for kind, index in indexes.items():
            if kept.get(kind) != index.shape.text:
                _write(database, session, provider, kind, index)
    return indexes


def _kept(database: Database, session: Session, provider: str) -> dict[str, str]:
    shapes = select(SHAPES.c.kind, SHAPES.c["columns"]).where(
        SHAPES.c.provider == bindparam("provider")
    )
    return dict(session.rows(database.compiled(shapes), {"provider": provider}))


def _write(database: Database, session: Session, provider: str, kind: str, index: Index) -> None:
    database.lock(session, TENANTS.name)  # nobody adds objects, or declares the same, meanwhile
    of = {"provider": provider, "kind": kind}
    tenants = select(TENANTS.c.number).where(TENANTS.c.provider == bindparam("provider"))
    same = (SHAPES.c.provider == bindparam("provider"), SHAPES.c.kind == bindparam("kind"))
    session.change(database.compiled(delete(SHAPES).where(*same)), of)
    row: dict[str, BindParameter[object]] = {
        name: bindparam(name) for name in ("provider", "kind", "columns")
    }
    session.change(
        database.compiled(insert(SHAPES).values(row)), {**of, "columns": index.shape.text}
    )
    old = delete(KEYS).where(KEYS.c.kind == bindparam("kind"), KEYS.c.tenant.in_(tenants))
    session.change(database.compiled(old), of)
    things = select(THINGS.c.tenant, THINGS.c.position, THINGS.c.document).where(
        THINGS.c.kind == bindparam("kind"), THINGS.c.tenant.in_(tenants)
    )
    rows = [
        {"tenant": tenant, "kind": kind, "position": place, **_keys(index, text)}
        for tenant, place, text in session.rows(database.compiled(things), of)
    ]
    if rows:
        session.change_each(index.adds, rows)


def _keys(index: Index, text: str) -> dict[str, bytes | None]:
    return index.shape.keys(cast(Members, exact.decode(text)))
