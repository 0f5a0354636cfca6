"""Follow the links between stored objects, in both directions.

A stored document holds a link as a reference, the kind and the id of an object, never as a copy. So
what a response shows is what the other object is now. The other direction is found by looking for
references, in the fields that can hold them.
"""

from collections.abc import Iterator, Sequence
from typing import Final, TypeGuard

from ..exact import Json, Members
from ..provider import Call, DeclinedError
from .model import Model
from .names import plain, singular, words

REF: Final = "__ref"
"""The member that holds the kind of a reference; names of a schema never start this way."""

TELLING: Final = ("slug", "handle", "key", "identifier", "internalID", "databaseId", "name")
"""Fields other than the id that tell objects apart where a request says so."""

MADE: Final = "__made"
"""The member that marks an object made from the schema, with what its values are made of."""


_BELOW = ("child", "sub", "repl", "report", "descend", "member")
"""How names of lists begin that hold what is below an object, where a type has several lists."""


def refer(kind: str, key: Json) -> Members:
    return {REF: kind, "id": str(key)}


def is_ref(value: Json) -> TypeGuard[Members]:
    return isinstance(value, dict) and REF in value


def key_of(model: Model, kind: str, document: Members) -> str | None:
    """Return the id of a stored object, or None if the document has none."""
    key = document.get(model.keys.get(kind, "id"))
    return None if key is None else str(key)


def kind_of(model: Model, document: Members) -> str | None:
    """Return the resource type of a document, or None if it is of another type."""
    name = document.get("__typename")
    return name if isinstance(name, str) and name in model.keys else None


def find(call: Call, kinds: Sequence[str], key: str) -> Members | None:
    """Return the stored object with this id, of the first of the kinds that has it."""
    for kind in kinds:
        if (found := call.shelf.get(kind, key)) is not None:
            return found
    return None


def find_named(call: Call, kinds: Sequence[str], key: Json) -> Members | None:
    """Like `find`, but many services take a slug, a number or another id for the id."""
    found = find(call, kinds, str(key))
    if found is not None or len(kinds) > 1:
        return found
    for each in call.shelf.all(kinds[0]) if kinds else ():
        if any(str(each[name]) == str(key) for name in TELLING if each.get(name) is not None):
            return each
    return None


def follow(model: Model, call: Call, reference: Members) -> Members | None:
    """Return the object that a reference leads to.

    It is None if it was removed; an object that no request can create is made from the schema.
    """
    kind, key = str(reference[REF]), str(reference["id"])
    found = call.shelf.get(kind, key)
    if found is not None or kind in model.made:
        return found
    return {"__typename": kind, model.keys[kind]: key, MADE: key}


def linked(model: Model, call: Call, kinds: Sequence[str], key: str) -> Members:
    """Return a reference to an object that a request names.

    An object that requests create must exist; of another kind any id is taken as it comes.
    """
    if (found := find_named(call, kinds, key)) is not None:
        kind = str(found["__typename"])
        return refer(kind, found[model.keys[kind]])
    free = [kind for kind in kinds if kind not in model.made]
    if not free:
        raise unknown(kinds, key)
    return refer(free[0], key)


def unknown(kinds: Sequence[str], key: str) -> DeclinedError:
    """Return the error for an id that does not exist."""
    what = kinds[0] if len(kinds) == 1 else "object"
    return DeclinedError(f"there is no {what} {key}", {"code": "NOT_FOUND"})


def backwards(
    model: Model, call: Call, parent: Members, name: str, kinds: Sequence[str]
) -> list[Members] | None:
    """Return the objects that refer to `parent`, for its field of this name.

    None if nothing of these kinds can refer to the parent's kind.
    """
    above = kind_of(model, parent)
    key = key_of(model, above, parent) if above else None
    if above is None or key is None:
        return None
    found: list[Members] = []
    possible = False
    for kind in kinds:
        if fields := inverse(model, above, name, kind):
            possible = True
            every = call.shelf.all(kind)
            found += [each for each in every if _refers(each, fields, above, key)]
    return found if possible else None


def inverse(model: Model, above: str, name: str, kind: str) -> tuple[str, ...]:
    """Return the fields of `kind` whose references mean the field `name` of the type `above`.

    Of several, such as `assignee` and `creator` for `assignedIssues`, the name chooses one.
    """
    able = [field for field, link in model.links[kind].items() if above in link.kinds]
    if kind == above:
        return _own_inverse(model, kind, name, [field for field in able if field != name])
    if not able and plain(name) in (plain(kind), _many(kind)):
        return (f"{above[0].lower()}{above[1:]}Id",) if _has_id_input(model, above, kind) else ()
    if len(able) < 2:
        return tuple(able)
    begun = [field for field in able if _shares_stem(field, name)]
    usual = [field for field in able if plain(field) == plain(above)]
    single = [field for field in able if not model.links[kind][field].many]
    return tuple((begun or usual or single or able)[:1])


def _own_inverse(model: Model, kind: str, name: str, able: Sequence[str]) -> tuple[str, ...]:
    """Return the field that means the other direction of a link of a type to itself.

    `children` is the other direction of `parent`, and `blocks` of `blockedBy`, but `related` that
    of none.
    """
    if begun := [field for field in able if _shares_stem(field, name)]:
        return tuple(begun[:1])
    links = model.links[kind]
    if name not in links or not links[name].many:
        return ()
    lists = [field for field in able if links[field].many]
    upwards = [field for field in able if field not in lists]
    if not upwards and any(plain(each).startswith(_BELOW) for each in (name, *lists)):
        return tuple(lists) if len(lists) == 1 else ()  # `parents` and `children`
    return tuple(upwards[:1]) if not lists or plain(name).startswith(_BELOW) else ()


def _many(kind: str) -> str:
    name = plain(kind)
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _has_id_input(model: Model, above: str, kind: str) -> bool:
    """Whether requests say of which `above` an object is, though its type does not show it."""
    inputs = model.id_inputs.get(f"{plain(above)}id", ())
    return any(plain(kind) in name for name in inputs)


def _shares_stem(one: str, other: str) -> bool:
    """Whether the first words begin alike, as `assignee` and `assignedIssues` do."""
    first, second = (words(each)[:1] or ("",) for each in (one, other))
    size = min(len(first[0]), len(second[0]), 6)
    return size > 3 and singular(first[0])[: size - 1] == singular(second[0])[: size - 1]


def _refers(document: Members, fields: Sequence[str], kind: str, key: str) -> bool:
    return any(
        each == key or (is_ref(each) and _is(each, kind, key))
        for field in fields
        for each in _values(document.get(field))
    )


def _is(reference: Members, kind: str, key: str) -> bool:
    return reference[REF] == kind and reference["id"] == key


def _values(value: Json) -> Iterator[Json]:
    yield from value if isinstance(value, list) else [value]
