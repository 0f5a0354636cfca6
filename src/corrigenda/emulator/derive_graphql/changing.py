"""Resolve the root fields of mutations: create, update, delete, archive and the like.

A failure is told in the payload where its type has a place for errors, and is an error of the
request elsewhere. Either way, nothing of the mutation stays.
"""

from collections.abc import Sequence
from typing import cast

from ..exact import Json, Members
from ..provider import Call, DeclinedError
from ..store import Thing
from .completing import changed, complete
from .inputs import Create, flat, joined, members_of, without
from .links import REF, find_named, inverse, key_of, kind_of, linked, refer, unknown
from .made import make
from .model import Info, Model, named
from .names import plain, without_id
from .pairs import pair
from .payloads import failed, payload
from .plans import Plan
from .states import became


def change(model: Model, plan: Plan, info: Info, given: Members) -> Json:
    """Do what a root field of a mutation means, and return its payload."""
    call: Call = info.context
    if plan.action == "made":
        return _made(model, call, info, given)
    try:
        with call.shelf.undoing():
            found = _done(model, call, plan, given)
    except DeclinedError as declined:
        code = str(declined.extensions["code"])
        if told := failed(model, info.return_type, declined.message, code):
            return told
        raise
    flattened = flat(model, plan.kinds[0], given)
    return cast(Json, payload(model, call, info.return_type, found, plan.kinds, flattened))


def _made(model: Model, call: Call, info: Info, given: Members) -> Json:
    made = make(model, call, info.return_type, info.field_name, info.field_name)
    echo = _deep(given, "clientMutationId")
    return {**made, "clientMutationId": echo} if isinstance(made, dict) and echo else made


def _deep(given: Members, name: str) -> Json:
    inside = [each for each in given.values() if isinstance(each, dict)]
    inner: Members = inside[0] if inside else {}
    return given.get(name, inner.get(name))


def _done(model: Model, call: Call, plan: Plan, given: Members) -> list[Members]:
    """Change what is stored; return the objects that changed, as they are or, if removed, were."""
    match plan.action:
        case "create":
            return _created(model, call, plan.kinds[0], given)
        case "save":
            held = _targets(model, call, plan, given, strict=False)
            return (held and [_updated(model, call, plan, each, given) for each in held]) or (
                _created(model, call, plan.kinds[0], given)
            )
        case "delete":
            return [_removed(model, call, each) for each in _targets(model, call, plan, given)]
        case _:
            held = _targets(model, call, plan, given)
            return [_updated(model, call, plan, each, given) for each in held]


def _created(model: Model, call: Call, kind: str, given: Members) -> list[Members]:
    """Create one object, or one for each object of the only list in the arguments."""
    flattened = flat(model, kind, given)
    lists = [
        value
        for name, value in flattened.items()
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value)
        if name not in model.fields(kind)
    ]
    if len(lists) == 1:
        each = [cast(Members, item) for item in lists[0]]
        return [create(model, call, kind, flat(model, kind, item)) for item in each]
    return [create(model, call, kind, flattened)]


def create(
    model: Model, call: Call, kind: str, given: Members, above: Members | None = None
) -> Members:
    """Store a new object with flat arguments, and return its document.

    `above` has a link to the object inside which it is created; the arguments go first.
    """
    key_name = model.keys[kind]
    number = call.shelf.next_number()
    key = _new_key(model, call, kind, given, number)
    inside = _creator(model, call, refer(kind, key))
    members = {**(above or {}), **members_of(model, call, kind, given, {}, inside)}
    members[key_name] = key
    document = complete(
        model, kind, members, call.now, number, lambda each: _first(call, model, each)
    )
    if call.shelf.get(kind, str(key)) is not None:
        raise DeclinedError(f"there is a {kind} {key} already", {"code": "ALREADY_EXISTS"})
    call.shelf.add(Thing(kind, str(key), document))
    pair(model, call, kind, {}, document)
    return document


def _creator(model: Model, call: Call, owner: Members) -> Create:
    """Return what creates the objects inside another one, to which they belong."""

    def nested(kind: str, given: Members, field: str) -> Members:
        above: Members = {
            name: owner
            for name in inverse(model, str(owner[REF]), field, kind)
            if (link := model.links[kind].get(name)) and not link.many
        }
        document = create(model, call, kind, flat(model, kind, given), above)
        return refer(kind, document[model.keys[kind]])

    return nested


def _new_key(model: Model, call: Call, kind: str, given: Members, number: int) -> Json:
    """Return the id that the request gives to the object, or a new one of the field's type."""
    name = model.keys[kind]
    if (own := given.get(name)) is not None:
        return own if isinstance(own, int) else str(own)
    return number if named(model.fields(kind)[name].type).name == "Int" else call.new_id()


def _first(call: Call, model: Model, kind: str) -> str | None:
    found = call.shelf.page(kind, 0, 1)
    return key_of(model, kind, found[0]) if found else None


def _updated(model: Model, call: Call, plan: Plan, held: Members, given: Members) -> Members:
    kind = kind_of(model, held) or plan.kinds[0]
    key = key_of(model, kind, held)
    arguments = _without_target(model, plan, kind, flat(model, kind, given), str(key))
    if plan.link:
        members = _relinked(model, call, plan, kind, held, arguments)
    else:
        inside = _creator(model, call, refer(kind, key))
        members = members_of(model, call, kind, arguments, held, inside)
    members |= became(model, kind, plan.verb, held, call.now) if plan.action == "act" else {}
    members.pop(model.keys[kind], None)
    document = {**held, **members, **changed(model, kind, call.now)}
    call.shelf.replace(Thing(kind, str(key), document))
    pair(model, call, kind, held, document)
    return document


def _without_target(model: Model, plan: Plan, kind: str, given: Members, key: str) -> Members:
    """Leave out the arguments that only tell which object is meant."""
    links = model.links[kind]
    return {
        name: value
        for name, value in given.items()
        if not (str(value) == key and (without_id(name) or name in (model.keys[kind], "id")))
        or name in links
    }


def _relinked(
    model: Model, call: Call, plan: Plan, kind: str, held: Members, given: Members
) -> Members:
    """Add to, or remove from, a list of links what the remaining arguments name."""
    link = model.links[kind].get(plan.link)
    if link is None:
        raise unknown(plan.kinds, plan.link)
    refs: list[Json] = []
    for name, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                inside = _creator(model, call, refer(kind, held[model.keys[kind]]))
                refs.append(inside(link.kinds[0], each, plan.link))
            elif isinstance(each, str | int) and (
                without_id(name) or plain(name) == plain(plan.link)
            ):
                refs.append(linked(model, call, link.kinds, str(each)))
    change = without if plan.action == "unlink" else joined
    return {plan.link: change(held.get(plan.link), refs)}


def _removed(model: Model, call: Call, held: Members) -> Members:
    kind = str(kind_of(model, held))
    call.shelf.remove(kind, str(key_of(model, kind, held)))
    return held


def _targets(
    model: Model, call: Call, plan: Plan, given: Members, *, strict: bool = True
) -> list[Members]:
    """Return the objects that a mutation is about. Raises `DeclinedError` for an unknown one."""
    keys = _keys(model, plan.kinds, flat(model, plan.kinds[0], given))
    if not keys and plan.action == "update" and strict:
        return _only(call, plan.kinds)
    found: list[Members] = []
    for key in keys:
        each = find_named(call, plan.kinds, key)
        if each is None and strict:
            raise unknown(plan.kinds, key)
        found += [each] if each else []
    if not found and strict:
        raise DeclinedError("the request names no object", {"code": "BAD_USER_INPUT"})
    return found


def _only(call: Call, kinds: Sequence[str]) -> list[Members]:
    """Return the object that a service has one of, such as its settings."""
    found = [each for kind in kinds for each in call.shelf.page(kind, 0, 1)]
    if not found:
        raise DeclinedError(f"there is no {kinds[0]}", {"code": "NOT_FOUND"})
    return found[:1]


def _keys(model: Model, kinds: Sequence[str], given: Members) -> list[str]:
    """Return the ids that say which objects are meant: `id`, `ids`, `issueId`, else the only id."""
    own = [model.keys[kinds[0]], "id", "ids"]
    own += [f"{plain(kind)}{end}" for kind in kinds for end in ("id", "ids")]
    for name in own:
        for each, value in given.items():
            if plain(each) == plain(name) and value is not None:
                return _texts(value)
    others = [value for name, value in given.items() if without_id(name) and value is not None]
    others = [value for value in others if isinstance(value, str | int)]
    return _texts(others[0]) if others else []


def _texts(value: Json) -> list[str]:
    return [str(each) for each in (value if isinstance(value, list) else [value])]
