"""Turn the arguments of a mutation into the members of a stored document.

Input objects map to a type by the names of fields. An id under `projectId` becomes a link in
`project`, an object where the type has a resource becomes an object of its own. What fits no field
is stored under its own name, so nothing that a request gives is lost.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, cast

from ..exact import Json, Members
from ..provider import Call, DeclinedError
from .links import REF, find, is_ref, linked, refer
from .model import Link, Model, is_leaf, listed, named, required
from .names import alike, plain, without_id

Create: TypeAlias = Callable[[str, Members, str], Members]
"""Makes and stores an object of a kind from its members, for a field; returns a reference to it."""

_OWN = frozenset(["clientmutationid", "input", "where", "id", "ids"])


def flat(model: Model, kind: str, given: Members, depth: int = 3) -> Members:
    """Return the arguments with the members of input objects that are not fields of the type."""
    fields, found = model.fields(kind), dict[str, Json]()
    for name, value in given.items():
        inside = isinstance(value, dict) and depth and not _is_member(model, kind, name)
        known = plain(name) in map(plain, fields)
        if inside and (not known or plain(name) in ("input", "data")):
            found |= flat(model, kind, cast(Members, value), depth - 1)
        else:
            found[name] = value
    return found


def _guessed(model: Model, call: Call, kind: str, name: str, value: Json) -> Members:
    """Return a link to the object that an argument such as `subjectId` turns out to name."""
    if without_id(name) and isinstance(value, str):
        for field, link in model.links[kind].items():
            found = None if link.many else find(call, link.kinds, value)
            if found is not None:
                return {field: refer(str(found["__typename"]), value), name: value}
    return {name: value}


def _is_member(model: Model, kind: str, name: str) -> bool:
    """Whether a name means a field that holds an object, directly or as `projectInput`."""
    field = alike(model.fields(kind), name)
    return field is not None and not is_leaf(model.fields(kind)[field].type)


def members_of(
    model: Model, call: Call, kind: str, given: Members, held: Members, create: Create
) -> Members:
    """Return the members that flat arguments give to an object; `held` are those it has."""
    found: Members = {}
    for name, value in given.items():
        if plain(name) in _OWN or plain(name) == f"{plain(kind)}id":
            continue
        if value is None and (needed := _needed(model, kind, name)):
            if held:
                raise DeclinedError(f"{needed} must not be null", {"code": "BAD_USER_INPUT"})
            continue  # a new object gets a value, as it does without the argument
        if (link := link_of(model, kind, name)) is not None:
            found[link[0]] = _linked(model, call, link, name, value, {**held, **found})
        elif (field := _field(model, kind, name, value)) is not None:
            found[field] = _value(model, call, kind, field, value, create)
        else:
            found |= _guessed(model, call, kind, name, value)
    return found


def _needed(model: Model, kind: str, name: str) -> str | None:
    """Return the field that an argument sets, if its type says that it is never null."""
    link = link_of(model, kind, name)
    if link and link[1].many:
        return None  # no ids are an empty list
    field = link[0] if link else alike(model.fields(kind), name)
    return field if field and required(model.fields(kind)[field].type) else None


def _field(model: Model, kind: str, name: str, value: Json) -> str | None:
    """Return the field that an argument sets: `active` may set `isActive`."""
    fields = model.fields(kind)
    field = alike(fields, name)
    return alike(fields, f"is{name}") if field is None and isinstance(value, bool) else field


def link_of(model: Model, kind: str, name: str) -> tuple[str, Link] | None:
    """Return the field that a name such as `projectId` or `addedLabelIds` links with.

    A type may have both `project` and `projectId`; only the link is stored, and tells the id.
    """
    parts = without_id(name)
    if parts is None:
        return None
    links = model.links[kind]
    stem = _stem(parts[0])
    for each in (stem, f"{stem}s", stem.removesuffix("s")):
        if field := alike(links, each):
            return field, links[field]
    return None


def counted(model: Model, kind: str, name: str) -> str | None:
    """Return the field with links whose number a name such as `taskCount` tells."""
    stem = name.removesuffix("Count")
    links = model.links.get(kind, {})
    return None if stem == name else alike(links, stem) or alike(links, f"{stem}s")


def is_told(model: Model, kind: str, name: str) -> bool:
    """Whether links tell the value of a field, so that no document holds it."""
    return link_of(model, kind, name) is not None or counted(model, kind, name) is not None


def _stem(name: str) -> str:
    for begin in ("added", "removed", "add", "remove"):
        if name.startswith(begin) and name[len(begin) :][:1].isupper():
            rest = name[len(begin) :]
            return f"{rest[0].lower()}{rest[1:]}"
    return name


def _linked(
    model: Model, call: Call, link: tuple[str, Link], name: str, value: Json, held: Members
) -> Json:
    field, (kinds, many) = link[0], (link[1].kinds, link[1].many)
    if value is None:
        return [] if many else None
    values = value if isinstance(value, list) else [value]
    refs = [cast(Json, linked(model, call, kinds, str(each))) for each in values]
    if not many:
        return refs[0] if refs else None
    if name.lower().startswith("remove"):
        return without(held.get(field), refs)
    return joined(held.get(field), refs) if name.lower().startswith("add") else refs


def joined(held: Json, refs: Sequence[Json]) -> list[Json]:
    """Return the links of a list and further ones, each once."""
    before = held if isinstance(held, list) else []
    return [*before, *(each for each in refs if each not in before)]


def without(held: Json, refs: Sequence[Json]) -> list[Json]:
    return [each for each in held if each not in refs] if isinstance(held, list) else []


def _value(model: Model, call: Call, kind: str, field: str, value: Json, create: Create) -> Json:
    """Return what a document holds for a field of an object type."""
    each = model.fields(kind)[field]
    if is_leaf(each.type) or value is None:
        return value
    link = model.links.get(kind, {}).get(field)
    if link is None:
        return embedded(model, call, named(each.type).name, value, create)
    values = value if isinstance(value, list) else [value]
    refs = [_object(model, call, link.kinds, item, create, field) for item in values]
    return cast(Json, refs) if link.many or listed(each.type) else refs[0] if refs else None


def _object(
    model: Model, call: Call, kinds: Sequence[str], value: Json, create: Create, field: str
) -> Members:
    """Return a reference to the object that a value names, or to a new one that it describes."""
    if not isinstance(value, dict):
        return linked(model, call, kinds, str(value))
    if is_ref(value):
        return value
    inner = next((value[name] for name in ("connect", "create") if value.get(name)), value)
    described: Members = inner if isinstance(inner, dict) else {"id": inner}
    key = described.get("id", described.get(model.keys[kinds[0]]))
    if key is not None and len(described) == 1:
        return linked(model, call, kinds, str(key))
    return create(kinds[0], described, field)


def embedded(model: Model, call: Call, kind: str, value: Json, create: Create) -> Json:
    """Return an object that is no resource, as a part of the document that holds it."""
    if isinstance(value, list):
        return [embedded(model, call, kind, each, create) for each in value]
    if not isinstance(value, dict) or REF in value:
        return value
    fields = model.fields(kind)
    found: Members = {"__typename": kind}
    for name, each in value.items():
        field = alike(fields, name)
        found[field or name] = _value(model, call, kind, field, each, create) if field else each
    return found


def first_of(given: Any, names: Sequence[str]) -> Json:
    """Return the first value under one of the names, which are plain."""
    return next((value for name, value in given.items() if plain(name) in names), None)
