"""Fill the objects in which mutations return what they did.

The object stands at every place whose type can hold it: in a field, an edge, a list, a member of a
union. Members that say whether it worked say so; the rest is read or made up when it is asked for.
"""

from collections.abc import Sequence
from typing import Any

from ..exact import Json, Members
from ..provider import Call
from .links import find, is_ref, key_of, kind_of
from .model import Model, is_leaf, listed, named, required, tells_of_failure
from .names import plain, without_id
from .pages import Cut, write_edge, write_page
from .plans import union_members

_GOOD = frozenset(["success", "ok", "issuccess", "successful", "succeeded"])
_SAYS = frozenset(["message", "msg", "errormessage"])
_NOTHING: Any = object()


def payload(
    model: Model,
    call: Call,
    kind: Any,
    found: Sequence[Members],
    kinds: Sequence[str],
    given: Members,
) -> Any:
    """Return what a mutation returns that did its work on these objects."""
    name = named(kind).name
    if is_leaf(kind):
        return _leaf_of(model, kind, found)
    if listed(kind):
        return list(found)
    value = _filled(model, name, found, kinds, 3)
    value = {"__typename": name} if value is _NOTHING else value
    value = {**_beside(model, name, found), **value, **_asked(model, call, name, given)}
    return {**_said(model, value, found, given), **value}


def _asked(model: Model, call: Call, kind: str, given: Members) -> Members:
    """Return what else a payload shows of the objects that the request names, as `subject`."""
    told: Members = {}
    for name, each in model.fields(kind).items():
        key, kinds = given.get(f"{name}Id"), model.held.get(named(each.type).name, ())
        found = find(call, kinds, key) if isinstance(key, str) and not listed(each.type) else None
        told |= {name: found} if found else {}
    return told


def _beside(model: Model, kind: str, found: Sequence[Members]) -> Members:
    """Return what else a payload shows of an object's own links, as `repository` of an issue."""
    fields = model.fields(kind)
    one = found[0] if found else {}
    return {name: one[name] for name in fields if is_ref(one.get(name))}


def _filled(
    model: Model, kind: str, found: Sequence[Members], kinds: Sequence[str], depth: int
) -> Any:
    one = found[0] if found else None
    if kind in model.held and set(kinds) & set(model.held[kind]):
        return one if one and kind_of(model, one) in model.held[kind] else _NOTHING
    page = model.pages.get(kind)
    if page and set(kinds) & set(model.item_kinds(kind)):
        return write_page(model, kind, Cut(list(found), 0, len(found), len(found)))
    for member in union_members(model, kind) if depth else ():
        value = _filled(model, member, found, kinds, depth - 1)
        if value is not _NOTHING:
            return value
    return _object(model, kind, found, kinds, depth) if depth else _NOTHING


def _object(
    model: Model, kind: str, found: Sequence[Members], kinds: Sequence[str], depth: int
) -> Any:
    if kind in model.keys:  # another object than the one that the mutation is about
        return _NOTHING
    fields = model.fields(kind)
    if found and "node" in fields and "cursor" in fields:
        held = model.held.get(named(fields["node"].type).name, ())
        return write_edge(model, kind, found[0]) if set(held) & set(kinds) else _NOTHING
    inner = {
        name: value
        for name, each in fields.items()
        if (value := _member(model, name, each, found, kinds, depth)) is not _NOTHING
    }
    return {"__typename": kind, **inner} if inner else _NOTHING


def _member(
    model: Model, name: str, each: Any, found: Sequence[Members], kinds: Sequence[str], depth: int
) -> Any:
    target = named(each.type).name
    if is_leaf(each.type) or tells_of_failure(name, target) or (each.args and depth < 3):
        return _NOTHING
    if not listed(each.type):
        return _filled(model, target, found, kinds, depth - 1)
    return list(found) if set(kinds) & set(model.held.get(target, ())) else _NOTHING


def _leaf_of(model: Model, kind: Any, found: Sequence[Members]) -> Json:
    keys = [key_of(model, str(each["__typename"]), each) for each in found]
    if listed(kind):
        return list(keys)
    match named(kind).name:
        case "Boolean":
            return True
        case "Int":
            return len(found)
        case _:
            return keys[0] if keys else None


def _said(model: Model, value: Members, found: Sequence[Members], given: Members) -> Members:
    """Return the scalars of a payload that tell of success, of ids, or repeat the request."""
    fields = model.fields(str(value["__typename"]))
    told: Members = {}
    for name, each in fields.items():
        if is_leaf(each.type):
            said = _scalar(model, name, each, found, given)
            told |= {} if said is _NOTHING else {name: said}
        elif listed(each.type) and tells_of_failure(name):
            told[name] = []
        elif tells_of_failure(name) and not required(each.type):
            told[name] = None
    return told


def _scalar(model: Model, name: str, each: Any, found: Sequence[Members], given: Members) -> Any:
    known = plain(name)
    if known in _GOOD:
        return True
    if tells_of_failure(name):
        return [] if listed(each.type) else _NOTHING if required(each.type) else None
    if known == "clientmutationid":
        return given.get(name)
    if known in ("message", "msg") and named(each.type).name == "String":
        return "" if required(each.type) else None
    if found and (known in ("id", "ids", "entityid") or _is_id_of(model, name, found[0])):
        return _leaf_of(model, each.type, found)
    if known in ("count", "affected", "affectedrows", "affectedcount", "deletedcount"):
        return len(found)
    return _NOTHING


def _is_id_of(model: Model, name: str, found: Members) -> bool:
    link = without_id(name)
    kind = plain(str(kind_of(model, found)))
    return link is not None and plain(link[0]) in (kind, f"deleted{kind}", "deleted", f"{kind}s")


def failed(model: Model, kind: Any, message: str, code: str) -> Members | None:
    """Return a payload that tells of a failure, or None if its type has no place for that."""
    if is_leaf(kind) or listed(kind) or named(kind).name in model.keys:
        return None
    name = named(kind).name
    told: Members = {"__typename": name}
    for field, each in model.fields(name).items():
        inner = model.fields(named(each.type).name)
        if listed(each.type) and tells_of_failure(field) and "message" in inner:
            told[field] = [{"__typename": named(each.type).name, **_fault(inner, message, code)}]
        elif plain(field) in _GOOD or plain(field) in _SAYS:
            told[field] = False if plain(field) in _GOOD else message
        elif not required(each.type) or is_leaf(each.type):
            told |= {} if required(each.type) else {field: None}
        else:
            return None
    says = any(isinstance(each, list) for each in told.values())
    return told if says or (False in told.values() and message in told.values()) else None


def _fault(fields: Any, message: str, code: str) -> Members:
    told: Members = {"message": message}
    if "code" in fields:
        values = getattr(named(fields["code"].type), "values", None)
        told["code"] = code if not values or code in values else next(iter(values))
    return told | {
        name: None
        for name in ("field", "path")
        if name in fields and not required(fields[name].type)
    }
