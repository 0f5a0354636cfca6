"""Resolve the root fields of queries: one object, a list, a number of objects.

An object that does not exist is null, or an error where the schema does not allow null.
"""

from collections.abc import Sequence
from typing import Any, cast

from ..exact import Json, Members
from ..provider import Call
from .filters import chosen
from .links import find, find_named, unknown
from .made import make
from .model import Info, Model, bare, named, required
from .names import plain, without_id
from .pages import NAMES as PAGING
from .payloads import failed, payload
from .plans import Plan
from .reading import many


def look(model: Model, plan: Plan, info: Info, given: Members) -> Json:
    """Return the value of a root field of a query."""
    call: Call = info.context
    match plan.action:
        case "list":
            return many(model, call, info.return_type, everything(call, plan.kinds), given)
        case "count":
            every = everything(call, plan.kinds)
            return len(chosen(model, call, plan.kinds, every, given))
        case "nodes":
            return _each(model, call, plan, info, given)
        case "get" | "first":
            return _one(model, call, plan, info, given)
        case _:
            return {"__typename": named(info.return_type).name}


def everything(call: Call, kinds: Sequence[str]) -> list[Members]:
    return [each for kind in kinds for each in call.shelf.all(kind)]


def _one(model: Model, call: Call, plan: Plan, info: Info, given: Members) -> Json:
    named_by: Members = {
        name: value
        for name, value in given.items()
        if value is not None and plain(name) not in PAGING
    }
    found = look_up(model, call, plan.kinds, named_by)
    if found is not None and named(info.return_type).name in model.held:
        return found
    if found is not None:
        return cast(Json, payload(model, call, info.return_type, [found], plan.kinds, given))
    if not named_by and plan.action == "first":
        return make(model, call, info.return_type, info.field_name, info.field_name)
    if not required(info.return_type):
        return None
    missing = unknown(plan.kinds, _said(named_by))
    if told := failed(model, info.return_type, missing.message, "NOT_FOUND"):
        return told
    raise missing


def look_up(model: Model, call: Call, kinds: Sequence[str], given: Members) -> Members | None:
    """Return the first object of the kinds that the arguments name; without any, the first."""
    match list(given.items()):
        case [(name, str() | int() as key)] if _is_key(model, kinds, name):
            return find_named(call, kinds, key)
        case _:
            pass
    return next(iter(chosen(model, call, kinds, everything(call, kinds), given)), None)


def _is_key(model: Model, kinds: Sequence[str], name: str) -> bool:
    ids = {"id", "nodeid", "uuid", "gid", *(f"{plain(kind)}id" for kind in kinds)}
    if plain(name) in ids or any(name == model.keys[kind] for kind in kinds):
        return True
    return len(kinds) > 1 and without_id(name) is not None


def _each(model: Model, call: Call, plan: Plan, info: Info, given: Members) -> Json:
    ids = given["ids"] if isinstance(given["ids"], list) else []
    found: list[Json] = [find(call, plan.kinds, str(each)) for each in ids]
    inner: Any = bare(info.return_type).of_type
    return [each for each in found if each is not None] if required(inner) else found


def _said(given: Members) -> str:
    return ", ".join(f"{value}" for value in given.values() if isinstance(value, str | int))
