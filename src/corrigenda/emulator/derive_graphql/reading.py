"""Resolve the fields of objects: what is stored, what links lead to, or what is made up.

One resolver serves every field that is not at the root. Links are followed when they are read.
"""

from collections.abc import Sequence
from typing import Any, cast

from ..exact import Json, Members
from ..provider import Call
from .filters import chosen
from .inputs import counted
from .links import MADE, REF, backwards, follow, inverse, is_ref, key_of, kind_of
from .made import concrete_of, fitting, make
from .model import Info, Model, is_leaf, listed, named, required
from .names import alike, without_id
from .orders import ordered
from .pages import cut, write_page


def read_field(model: Model, source: Members, info: Info, /, **given: Any) -> Json:
    """Return the value of a field of an object."""
    call: Call = info.context
    name, kind = info.field_name, info.return_type
    if name in source:
        return shown(model, call, kind, name, source[name], given)
    if MADE in source and is_leaf(kind) and not listed(kind):
        return make(model, call, kind, name, str(source[MADE]))
    if is_leaf(kind):
        return fitting(model, call, kind, name, _told(model, call, source, info, name))
    return _absent(model, call, source, info, given)


def shown(model: Model, call: Call, kind: Any, name: str, value: Json, given: Members) -> Json:
    """Return a value in the form of its type, with links followed and lists cut."""
    if is_leaf(kind):
        return fitting(model, call, kind, name, value)
    target = named(kind).name
    if isinstance(value, list) and (target in model.pages or given):
        return many(model, call, kind, _followed(model, call, value), given)
    if isinstance(value, list) and listed(kind):
        return _items(model, call, kind, _followed(model, call, value))
    if is_ref(value):
        value = follow(model, call, value)
    if value is None and required(kind):
        return make(model, call, kind, name, name)
    if value is None:
        return None
    whole = _whole(model, kind, value)
    return [whole] if listed(kind) else whole


def _whole(model: Model, kind: Any, value: Json) -> Members:
    """Return an object for a value: a request may give a country's code where the type has more."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        return value
    concrete = concrete_of(model, named(kind).name)
    names = (alike(model.fields(concrete), each) for each in ("code", "value", "amount", "name"))
    known = next((name for name in names if name), "value")
    return {"__typename": concrete, known: value, MADE: str(value)}


def many(
    model: Model, call: Call, kind: Any, every: Sequence[Members], given: Members
) -> list[Json] | Members:
    """Return the objects that the arguments select, as a list or a page of the type `kind`."""
    target = named(kind).name
    kinds = model.item_kinds(target)
    found = ordered(model, kinds, chosen(model, call, kinds, every, given), given)
    if target in model.pages and not listed(kind):
        return write_page(model, target, cut(model, found, given))
    return _items(model, call, kind, cut(model, found, given, None).items)


def _items(model: Model, call: Call, kind: Any, every: Sequence[Json]) -> list[Json]:
    page = named(kind).name in model.pages
    return [write_page(model, named(kind).name, cut(model, every, {}))] if page else list(every)


def _followed(model: Model, call: Call, values: Sequence[Json]) -> list[Members]:
    found: list[Members] = []
    for value in values:
        each = follow(model, call, value) if is_ref(value) else value
        if isinstance(each, dict):
            found.append(each)
    return found


def _told(model: Model, call: Call, source: Members, info: Info, name: str) -> Json:
    """Return a scalar that other members tell: the id of a link, or a number of links."""
    if link := without_id(name):
        held = alike(source, link[0]) or alike(source, f"{link[0]}s")
        ids = [each["id"] for each in _refs(source.get(held)) if held] if held else []
        return cast(Json, ids) if listed(info.return_type) else next(iter(ids), None)
    if field := counted(model, info.parent_type.name, name):
        kinds = model.links[info.parent_type.name][field].kinds
        return len(_related(model, call, source, field, kinds) or ())
    return [] if listed(info.return_type) and required(info.return_type) else None


def _refs(value: Json) -> list[Members]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, dict) and REF in each]


def _related(
    model: Model, call: Call, source: Members, name: str, kinds: Sequence[str]
) -> list[Members] | None:
    if isinstance(held := source.get(name), list):
        return _followed(model, call, held)
    return backwards(model, call, source, name, kinds)


def _absent(model: Model, call: Call, source: Members, info: Info, given: Members) -> Json:
    """Return objects that a document does not hold."""
    kind, name = info.return_type, info.field_name
    kinds = model.item_kinds(named(kind).name)
    if listed(kind) or named(kind).name in model.pages:
        return _listing(model, call, source, info, given, kinds)
    found = _one(model, call, source, info, kinds, given)
    if found is None and required(kind):
        return make(model, call, kind, name, _seed(model, source, name))
    return found


def _listing(
    model: Model,
    call: Call,
    source: Members,
    info: Info,
    given: Members,
    kinds: Sequence[str],
) -> Json:
    kind, name = info.return_type, info.field_name
    if not kinds:
        return make(model, call, kind, name, name) if required(kind) else None
    related = backwards(model, call, source, name, kinds)
    if related is None and MADE in source and not _belongs(model, info, kinds):
        # What a service has only one of, such as the shop, has all that belongs to nothing else.
        related = [each for other in kinds for each in call.shelf.all(other)]
    return many(model, call, kind, related or [], given)


def _belongs(model: Model, info: Info, kinds: Sequence[str]) -> bool:
    above, name = info.parent_type.name, info.field_name
    return above in model.keys and any(inverse(model, above, name, each) for each in kinds)


def _one(
    model: Model,
    call: Call,
    source: Members,
    info: Info,
    kinds: Sequence[str],
    given: Members,
) -> Members | None:
    """Return the object that a member such as `projectId` names, or that refers to this one."""
    name = info.field_name
    if (held := alike(source, f"{name}Id")) and kinds and isinstance(source[held], str | int):
        return follow(model, call, {REF: kinds[0], "id": str(source[held])})
    if kind_of(model, source) is None or not kinds:
        return None
    if given and any(each is not None for each in given.values()):
        near = backwards(model, call, source, name, kinds) or []
        return next(iter(chosen(model, call, kinds, near, given)), None)
    back = [each for each in kinds if _is_alone(model, info.parent_type.name, each)]
    return next(iter(backwards(model, call, source, name, back) or ()), None)


def _is_alone(model: Model, above: str, kind: str) -> bool:
    """Whether a type has one field for `above`, which has no list of the type."""
    fields = model.links.get(above, {})
    return not any(kind in link.kinds and link.many for link in fields.values())


def _seed(model: Model, source: Members, name: str) -> str:
    kind = kind_of(model, source)
    return f"{name} {key_of(model, kind, source) if kind else source.get(MADE, '')}"
