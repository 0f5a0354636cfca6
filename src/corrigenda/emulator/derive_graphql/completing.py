"""Give a new object what its type must have and the request does not say.

An object is complete when it is stored, so that a filter finds by the values that a response shows:
times of creation, numbers, states, links to the first object of a kind that it must belong to.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeAlias

from ..exact import Json, Members
from .inputs import is_told
from .links import refer
from .made import value_of
from .model import Model, is_leaf, listed, named, required
from .names import plain
from .values import leaf

First: TypeAlias = Callable[[str], str | None]
"""Returns the id of the first object of a kind, or None without any."""

CREATED: Final = frozenset(
    [
        "createdat",
        "created",
        "createdon",
        "createddate",
        "datecreated",
        "creationdate",
        "insertedat",
        "inserteddate",
        "createdtime",
        "createtime",
        "creationtime",
        "addedat",
    ]
)
CHANGED: Final = frozenset(
    [
        "updatedat",
        "updated",
        "updatedon",
        "updateddate",
        "dateupdated",
        "modifiedat",
        "modified",
        "lastmodified",
        "lastmodifiedat",
        "updatetime",
        "lastupdated",
        "lastupdatedat",
        "changedat",
    ]
)
_STATES = frozenset(["status", "state"])
_BEGINNINGS = frozenset(["open", "active", "new", "draft", "pending", "created", "todo"])


def complete(
    model: Model, kind: str, members: Members, now: datetime, number: int, first: First
) -> Members:
    """Return the members of a new object with the missing ones; `number` is new in the tenant."""
    made = {
        name: value
        for name, each in model.fields(kind).items()
        if name not in members and not is_told(model, kind, name)
        if (value := _missing(model, kind, name, each, now, number, first)) is not None
    }
    return {"__typename": kind, **members, **made}


def _missing(
    model: Model, kind: str, name: str, each: Any, now: datetime, number: int, first: First
) -> Json:
    known = plain(name)
    if is_leaf(each.type) and not listed(each.type):
        if known in CREATED or known in CHANGED:
            return moment(each.type, now)
        if known == "number" and named(each.type).name in ("Int", "Float", "String"):
            return str(number) if named(each.type).name == "String" else number
        if known in _STATES and hasattr(named(each.type), "values"):
            begun = (value for value in named(each.type).values if plain(value) in _BEGINNINGS)
            return next(begun, None) or leaf(named(each.type), name)
    if not required(each.type) or any(required(arg.type) for arg in each.args.values()):
        return None
    if is_leaf(each.type):
        return value_of(model, each.type, name, str(number))
    link = model.links[kind].get(name)
    if link and not link.many:
        return next((refer(other, key) for other in link.kinds if (key := first(other))), None)
    return None


def changed(model: Model, kind: str, now: datetime) -> Members:
    """Return the times that say when an object was last changed."""
    return {
        name: moment(each.type, now)
        for name, each in model.fields(kind).items()
        if plain(name) in CHANGED and is_leaf(each.type) and not listed(each.type)
    }


def moment(kind: Any, now: datetime) -> Json:
    """Return a time as the type has it: a date, a number of seconds or a text."""
    match named(kind).name:
        case "Int" | "Float" | "Long" | "BigInt" | "UnixTimestamp":
            return int(now.timestamp())
        case "Boolean":
            return False
        case "Date" | "LocalDate":
            return now.date().isoformat()
        case _:
            return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
