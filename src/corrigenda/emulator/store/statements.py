"""The statements of requests, compiled once for each database.

Every statement of a tenant names its number, so that no request can reach another one's objects.
Statements of searches are written anew each time, but only from names of columns and marks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    BindParameter,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.sql import ClauseElement

from .conditions import POSTGRES, SQLITE, Dialect
from .tables import KEYS, TENANTS, THINGS

_ONE = literal_column("1", BigInteger)  # part of the text, not a parameter
_ROW = ("tenant", "kind", "id", "document")


@dataclass(frozen=True, slots=True)
class Statements:
    """The texts of the statements of requests, with named parameters."""

    dialect: Dialect
    compiled: Callable[[ClauseElement], str]
    find_tenant: str
    enter_tenant: str
    add_tenant: str
    next_number: str
    all: str
    page: str
    places: str
    new_places: str
    count: str
    get: str
    add: str
    replace: str
    remove: str
    remove_keys: str


def compile_statements(compiled: Callable[[ClauseElement], str], dialect: str) -> Statements:
    """Return the statements for the database of the given compiler."""
    texts = {name: compiled(each) for name, each in {**_of_tenants(), **_of_things()}.items()}
    return Statements(SQLITE if dialect == "sqlite" else POSTGRES, compiled, **texts)


def _of_tenants() -> dict[str, ClauseElement]:
    tenant = TENANTS.c
    named = (tenant.provider == bindparam("provider"), tenant.tenant == bindparam("name"))
    # Changing the tenant's row also makes other writers wait for the end of this transaction.
    enters = update(TENANTS).where(*named).values(version=tenant.version + _ONE)
    counts = update(TENANTS).where(tenant.number == bindparam("of"))
    row: dict[str, BindParameter[object]] = {
        "provider": bindparam("provider"),
        "tenant": bindparam("name"),
        "counter": bindparam("counter"),
        "version": bindparam("version"),
    }
    return {
        "find_tenant": select(tenant.number, tenant.version).where(*named),
        "enter_tenant": enters.returning(tenant.number, tenant.version),
        "add_tenant": insert(TENANTS).values(row).returning(tenant.number),
        "next_number": counts.values(counter=tenant.counter + _ONE).returning(tenant.counter),
    }


def _of_things() -> dict[str, ClauseElement]:
    thing = THINGS.c
    of_kind = (thing.tenant == bindparam("tenant"), thing.kind == bindparam("kind"))
    one = (*of_kind, thing.id == bindparam("id"))
    in_order = select(thing.document).where(*of_kind).order_by(thing.position)
    places = select(thing.position).where(*of_kind).order_by(thing.position)
    row: dict[str, BindParameter[object]] = {name: bindparam(name) for name in _ROW}
    changed = update(THINGS).where(*one).values(document=bindparam("text"))
    mine = (KEYS.c.tenant == bindparam("tenant"), KEYS.c.kind == bindparam("kind"))
    return {
        "all": in_order,
        "page": in_order.limit(bindparam("limit")).offset(bindparam("offset")),
        "places": places.limit(bindparam("limit")).offset(bindparam("offset")),
        "new_places": places,
        "count": select(func.count()).select_from(THINGS).where(*of_kind),
        "get": select(thing.document).where(*one),
        "add": insert(THINGS).values(row).returning(thing.position),
        "replace": changed.returning(thing.position),
        "remove": delete(THINGS).where(*one).returning(thing.position),
        "remove_keys": delete(KEYS).where(*mine, KEYS.c.position == bindparam("position")),
    }


def adds_keys(statements: Statements, columns: Sequence[str]) -> str:
    """Return the statement that adds the keys of an object."""
    names = ("tenant", "kind", "position", *columns)
    row: dict[str, BindParameter[object]] = {name: bindparam(name) for name in names}
    return statements.compiled(insert(KEYS).values(row))


def changes_keys(statements: Statements, columns: Sequence[str]) -> str:
    """Return the statement that changes the keys of an object."""
    of = [KEYS.c[name] == bindparam(f"of_{name}") for name in ("tenant", "kind", "position")]
    row: dict[str, BindParameter[object]] = {name: bindparam(name) for name in columns}
    return statements.compiled(update(KEYS).where(*of).values(row))
