"""Keep both ends of a link alike: the order of a line, and the lines of the order.

A document holds a list of links if a request gave one, and then the list is what a response shows.
So a line that moves to another order must leave one list and join another, and what joins a list
must link back.
"""

from ..exact import Json, Members
from ..provider import Call
from ..store import Thing
from .inputs import joined, without
from .links import REF, inverse, is_ref, refer
from .model import Model, required


def pair(model: Model, call: Call, kind: str, before: Members, after: Members) -> None:
    """Change the other ends of the links that are new or gone in a stored object."""
    own = refer(kind, after[model.keys[kind]])
    for name in model.links[kind]:
        if before.get(name) == after.get(name):
            continue
        was, now = _refs(before.get(name)), _refs(after.get(name))
        for each in was:
            if each not in now:
                _change(model, call, (kind, name), own, each, is_new=False)
        for each in now:
            if each not in was:
                _change(model, call, (kind, name), own, each, is_new=True)


def _refs(value: Json) -> list[Members]:
    return [each for each in (value if isinstance(value, list) else [value]) if is_ref(each)]


def _change(
    model: Model, call: Call, end: tuple[str, str], own: Members, other: Members, *, is_new: bool
) -> None:
    """Let another object link to this one, or no longer."""
    kind, key = str(other[REF]), str(other["id"])
    held = call.shelf.get(kind, key)
    if held is None:
        return
    if model.links[end[0]][end[1]].many:
        members = _backward(model, end, kind, held, own, is_new=is_new)
    else:
        members = _listed(model, end, kind, held, own, is_new=is_new)
    changed = {**held, **members}
    if changed != held:
        call.shelf.replace(Thing(kind, key, changed))
        pair(model, call, kind, held, changed)


def _backward(
    model: Model, end: tuple[str, str], kind: str, held: Members, own: Members, *, is_new: bool
) -> Members:
    """The single link of what joins a list or leaves it; one that must not be null stays."""
    links, found = model.links[kind], dict[str, Json]()
    for name in inverse(model, *end, kind):
        if name not in links or links[name].many or _lists(model, end[0], kind, name) != [end[1]]:
            continue
        if is_new:
            found[name] = own
        elif held.get(name) == own and not required(model.fields(kind)[name].type):
            found[name] = None
    return found


def _listed(
    model: Model, end: tuple[str, str], kind: str, held: Members, own: Members, *, is_new: bool
) -> Members:
    """The list that an object holds, with or without what links to it."""
    names = _lists(model, kind, *end)
    if len(names) != 1 or not isinstance(held.get(names[0]), list):
        return {}
    change = joined if is_new else without
    return {names[0]: change(held[names[0]], [own])}


def _lists(model: Model, above: str, kind: str, name: str) -> list[str]:
    """The lists whose other end is a single link; of several, nothing tells which is meant."""
    return [
        field
        for field, link in model.links[above].items()
        if link.many and kind in link.kinds and inverse(model, above, field, kind) == (name,)
    ]
