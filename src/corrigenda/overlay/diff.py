"""Finds the actions that turn one document into another: few, small, and by name, not by index.

A member is set by an `update` of its parent, and removed by name. A node that changes its kind is
removed before the new one is added. A node that was only renamed is moved (`copy`). `difflist`
handles lists. Any mapping can be turned into any other.

The order of items is kept; that of members is not, because the specification cannot express it.
"""

from typing import Any

from corrigenda.overlay.difflist import list_actions
from corrigenda.overlay.jsonpath import path_step, quoted
from corrigenda.overlay.merge import kind
from corrigenda.trees import Object, is_array, is_object, measure, same

# A renamed node with fewer nodes is added again, rather than moved by three actions.
MIN_MOVED = 6


def diff_actions(old: Object, new: Object) -> list[Object]:
    """The actions of an overlay that turns `old` into `new`; none if they are equal."""
    return _object_actions("$", old, new)


def node_actions(path: str, old: Any, new: Any) -> list[Object]:
    """The actions that turn the node `old` at `path` into `new`, which is of the same kind."""
    if same(old, new):
        return []
    if is_object(old):
        return _object_actions(path, old, new)
    if is_array(old):
        return list_actions(path, old, new, node_actions)
    return [{"target": path, "update": new}]


def _object_actions(path: str, old: Object, new: Object) -> list[Object]:
    both = [key for key in old if key in new]
    other = [key for key in both if kind(old[key]) != kind(new[key])]
    gone = [key for key in old if key not in new]
    moved = _moved(old, new, gone)
    update = {key: new[key] for key in new if _is_set(key, old, new, other)}
    update |= {key: type(new[key])() for key in moved}
    sources = list(moved.values())
    actions = [
        *_removal(path, [key for key in [*gone, *other] if key not in sources]),
        *([{"target": path, "update": update}] if update else []),
        *(_move(path, source, key) for key, source in moved.items()),
        *_removal(path, sources),
    ]
    for key in both:
        if key not in other and kind(old[key]) != "primitive":
            actions += node_actions(path + path_step(key), old[key], new[key])
    return actions


def _is_set(key: str, old: Object, new: Object, other: list[str]) -> bool:
    """Whether an update of the parent sets the member, rather than actions below it."""
    if key not in old or key in other:
        return True
    return kind(new[key]) == "primitive" and not same(old[key], new[key])


def _moved(old: Object, new: Object, gone: list[str]) -> dict[str, str]:
    """The new names of renamed members, each with the old name."""
    sources = [key for key in gone if isinstance(old[key], dict | list)]
    sources = [key for key in sources if measure(old[key]) >= MIN_MOVED]
    moved: dict[str, str] = {}
    for key in new:
        if key not in old and sources:
            source = next((each for each in sources if same(old[each], new[key])), None)
            if source is not None:
                moved[key] = source
                sources.remove(source)
    return moved


def _move(path: str, source: str, key: str) -> Object:
    return {"target": path + path_step(key), "copy": path + path_step(source)}


def _removal(path: str, keys: list[str]) -> list[Object]:
    if not keys:
        return []
    names = path_step(keys[0]) if len(keys) == 1 else f"[{', '.join(map(quoted, keys))}]"
    return [{"target": path + names, "remove": True}]
