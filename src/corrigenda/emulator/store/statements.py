"""The statements of requests, compiled once for each database.

Every statement of a tenant names its number, so that no request can reach another one's objects.
"""

from collections.abc import Callable
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

from .tables import TENANTS, THINGS

_ONE = literal_column("1", BigInteger)  # part of the text, not a parameter


@dataclass(frozen=True, slots=True)
class Statements:
    """The texts of the statements of requests, with named parameters."""

    find_tenant: str
    enter_tenant: str
    add_tenant: str
    next_number: str
    all: str
    page: str
    count: str
    get: str
    add: str
    replace: str
    remove: str


def compile_statements(compiled: Callable[[ClauseElement], str]) -> Statements:
    """Return the statements for the database of the given compiler."""
    tenant, thing = TENANTS.c, THINGS.c
    named = (tenant.provider == bindparam("provider"), tenant.tenant == bindparam("name"))
    of_kind = (thing.tenant == bindparam("tenant"), thing.kind == bindparam("kind"))
    one = (*of_kind, thing.id == bindparam("id"))
    in_order = select(thing.document).where(*of_kind).order_by(thing.position)
    page = in_order.limit(bindparam("limit")).offset(bindparam("offset"))
    row: dict[str, BindParameter[object]] = {
        name: bindparam(name) for name in ("tenant", "kind", "id", "document")
    }
    # Changing the tenant's row also makes other writers wait for the end of this transaction.
    enters = update(TENANTS).where(*named).values(version=tenant.version + _ONE)
    counts = update(TENANTS).where(tenant.number == bindparam("of"))
    texts = {
        "find_tenant": select(tenant.number, tenant.version).where(*named),
        "enter_tenant": enters.returning(tenant.number, tenant.version),
        "add_tenant": insert(TENANTS)
        .values(
            provider=bindparam("provider"),
            tenant=bindparam("name"),
            counter=bindparam("counter"),
            version=bindparam("version"),
        )
        .returning(tenant.number),
        "next_number": counts.values(counter=tenant.counter + _ONE).returning(tenant.counter),
        "all": in_order,
        "page": page,
        "count": select(func.count()).select_from(THINGS).where(*of_kind),
        "get": select(thing.document).where(*one),
        "add": insert(THINGS).values(row).returning(thing.position),
        "replace": update(THINGS).where(*one).values(document=bindparam("text")),
        "remove": delete(THINGS).where(*one),
    }
    return Statements(**{name: compiled(statement) for name, statement in texts.items()})
