"""Finds the actions that turn one list into another.

An overlay can remove items, change the others in place, and add items at the end; any other change
empties the list and fills it again. Items are found by what identifies them (a parameter by `name`
and `in`, a server by `url`, a string by its value), and by an index only if nothing does.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from corrigenda.overlay.jsonpath import path_step, quoted
from corrigenda.overlay.merge import kind
from corrigenda.trees import Object, is_array, is_object, measure, same

NodeActions: TypeAlias = Callable[[str, Any, Any], list[Object]]
Condition: TypeAlias = tuple[tuple[str | None, Any], ...]
"""Members and their values; None in place of a member means the item itself."""

# Members that identify an object in an API description, the most specific first.
_NAMES = (
    ("name", "in"),
    ("operationId",),
    ("name",),
    ("url",),
    ("$ref",),
    ("id",),
    ("key",),
    ("title",),
)
_MAX_INTEGER = 2**53 - 1
_EXISTS = object()


def list_actions(
    path: str, old: list[Any], new: list[Any], node_actions: NodeActions
) -> list[Object]:
    """The actions that turn the list `old` at `path` into `new`; the two differ."""
    everything = [{"target": f"{path}[*]", "remove": True}] if old else []
    fill = [{"target": path, "update": new}] if new else []
    kept = _positions(old, new) or _matches(old, new)
    if not kept:
        return [*everything, *fill]
    gone = sorted(set(range(len(old))) - set(kept))
    actions = _removal(path, old, gone)
    now = [old[index] for index in kept]
    for index, item in enumerate(now):
        if not same(item, new[index]):
            items = [*new[:index], *now[index:]]
            step = _step(items, index, new[index])
            actions += node_actions(path + step, item, new[index])
    if len(new) > len(kept):
        actions.append({"target": path, "update": new[len(kept) :]})
    return min(actions, [*everything, *fill], key=_cost)


def _cost(actions: list[Object]) -> int:
    return sum(1 + (measure(action["update"]) if "update" in action else 0) for action in actions)


def _positions(old: list[Any], new: list[Any]) -> list[int]:
    """All indexes if items only changed in place, and most did not change; none otherwise.

    A single action may rename an item, because it finds the item by its old name.
    """
    if len(old) != len(new) or any(kind(a) != kind(b) for a, b in zip(old, new, strict=True)):
        return []
    for one, other in zip(old, new, strict=True):
        is_renamed = is_object(one) and is_object(other) and _name(one) != _name(other)
        if is_renamed and not _is_set_at_once(one, other):
            return []
    alike = sum(map(_is_match, old, new))
    return list(range(len(old))) if alike > len(old) // 2 else []


def _matches(old: list[Any], new: list[Any]) -> list[int]:
    """The old items that become the first new ones, in order; the other new ones are appended."""
    kept: list[int] = []
    start = 0
    for item in new:
        found = next((at for at in range(start, len(old)) if _is_match(old[at], item)), None)
        if found is None:
            break
        kept.append(found)
        start = found + 1
    return kept


def _is_match(old: Any, new: Any) -> bool:
    """Whether the new item is the old one, possibly changed."""
    if is_object(old) and is_object(new):
        name, other = _name(old), _name(new)
        return name == other if name or other else bool(old.keys() & new.keys()) or old == new
    return same(old, new) or (is_array(old) and is_array(new))


def _name(item: Object) -> Condition:
    """The members that identify an object; empty if none do."""
    for keys in _NAMES:
        if all(isinstance(item.get(key), str | int) for key in keys):
            return tuple((key, item[key]) for key in keys)
    return ()


def _removal(path: str, old: list[Any], gone: Sequence[int]) -> list[Object]:
    """Remove items by conditions that only they meet, or else all of them by index."""
    if not gone:
        return []
    stay = [item for index, item in enumerate(old) if index not in set(gone)]
    conditions: list[str] = []
    for index in gone:
        found = next(_conditions(old[index], stay), None)
        if found is None:
            indexes = ", ".join(map(str, gone))
            return [{"target": f"{path}[{indexes}]", "remove": True}]
        conditions.append(_written(found))
    selector = " || ".join(dict.fromkeys(conditions))
    return [{"target": f"{path}[?{selector}]", "remove": True}]


def _is_set_at_once(item: Any, becomes: Any) -> bool:
    """Whether a single update turns an item into `becomes`."""
    if not is_object(item):
        return not is_array(item)
    return all(
        key in becomes
        and (same(item[key], becomes[key]) or kind(item[key]) == kind(becomes[key]) == "primitive")
        for key in item
    )


def _step(items: Sequence[Any], index: int, becomes: Any) -> str:
    """A step that selects one item, before and after each of the actions that change it."""
    others = [item for at, item in enumerate(items) if at != index]
    for condition in _conditions(items[index], others):
        if _is_set_at_once(items[index], becomes) or _lasts(condition, items[index], becomes):
            return f"[?{_written(condition)}]"
    return path_step(index)


def _lasts(condition: Condition, item: Any, becomes: Any) -> bool:
    """Whether an item meets a condition until the last of the actions that change it."""
    return _meets(becomes, condition) and all(
        value is not _EXISTS or kind(item[key]) == kind(becomes[key]) for key, value in condition
    )


def _conditions(item: Any, others: Sequence[Any]) -> Iterator[Condition]:
    """Conditions that only this item meets, the most specific first."""
    for condition in _candidates(item):
        if not any(_meets(other, condition) for other in others):
            yield condition


def _candidates(item: Any) -> Iterator[Condition]:
    if not is_object(item):
        if _can_compare(item):
            yield ((None, item),)
        return
    for keys in (*_NAMES, *((key,) for key in item)):
        if all(key in item and _can_compare(item[key]) for key in keys):
            yield tuple((key, item[key]) for key in keys)
    for key in item:
        yield ((key, _EXISTS),)


def _can_compare(value: Any) -> bool:
    """Whether a filter can compare with the value; floats have too many spellings."""
    if isinstance(value, int) and not isinstance(value, bool):
        return abs(value) <= _MAX_INTEGER
    return value is None or isinstance(value, str | bool)


def _meets(item: Any, condition: Condition) -> bool:
    """Whether an item meets a condition in JSONPath, where `1` and `1.0` are equal."""
    for key, value in condition:
        if key is None:
            found = item
        elif is_object(item) and key in item:
            found = item[key]
        else:
            return False
        if value is not _EXISTS and not _equal(found, value):
            return False
    return True


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def _written(condition: Condition) -> str:
    return " && ".join(_test(key, value) for key, value in condition)


def _test(key: str | None, value: Any) -> str:
    member = "@" if key is None else f"@{path_step(key)}"
    if value is _EXISTS:
        return member
    literal = quoted(value) if isinstance(value, str) else json.dumps(value)
    return f"{member}=={literal}"
