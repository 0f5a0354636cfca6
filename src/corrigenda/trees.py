"""Measures, copies and compares plain JSON data: mappings with string keys, lists and scalars.

Trees have bounds, so that hostile data ends in an error within seconds and does not fill memory.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any, TypeAlias, TypeGuard

from corrigenda.exact import ExactFloat

MAX_BYTES = 32 * 1024 * 1024
MAX_NODES = 1_000_000
MAX_DEPTH = 100


Object: TypeAlias = dict[str, Any]
Location: TypeAlias = tuple[str | int, ...]


class BoundError(Exception):
    """A tree is larger or deeper than allowed; the message names the bound."""


def is_object(node: object) -> TypeGuard[Object]:
    """Whether the node is a mapping."""
    return isinstance(node, dict)


def is_array(node: object) -> TypeGuard[list[Any]]:
    """Whether the node is a list."""
    return isinstance(node, list)


def children(node: Any) -> Iterable[Any]:
    """The nodes directly below a node."""
    if is_object(node):
        return node.values()
    return node if is_array(node) else ()


def measure(root: Any, depth: int = MAX_DEPTH, nodes: int = MAX_NODES) -> int:
    """Count the nodes of a tree, including its root.

    It goes level by level, so that neither a loop nor a shared node takes it beyond the bounds.

    Raises:
        BoundError: there are more than `nodes`, or one is deeper than `depth`.
    """
    count, level = 1, [root]
    for _level in range(depth):
        following = chain.from_iterable(map(children, level))
        level = list(islice(following, nodes + 1 - count))
        count += len(level)
        if not level:
            return count
        if count > nodes:
            raise BoundError(f"more than {MAX_NODES:,} nodes, counting every repetition")
    raise BoundError(f"nested deeper than {MAX_DEPTH} levels")


def depth_of(root: Any) -> int:
    """The number of levels of a tree within the bounds; a scalar has one."""
    depth, level = 0, [root]
    while level:
        depth, level = depth + 1, list(chain.from_iterable(map(children, level)))
    return depth


def copied(node: Any) -> Any:
    """A copy that shares no mapping or list with the original, nor within itself."""
    if is_object(node):
        return {str(key): copied(value) for key, value in node.items()}
    return [copied(value) for value in node] if is_array(node) else node


def same(one: Any, other: Any) -> bool:
    """Whether two trees are the same JSON, ignoring the order of members.

    In Python `1 == True` and `1 == 1.0`; here a boolean is not a number, and a float is not an
    integer. `1.10` and `1.1` are the same.
    """
    if is_object(one) and is_object(other):
        return len(one) == len(other) and all(
            key in other and same(value, other[key]) for key, value in one.items()
        )
    if is_array(one) and is_array(other):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return _exact(one) == _exact(other)
    if isinstance(one, bool | float) or isinstance(other, bool | float):
        return type(one) is type(other) and one == other
    return bool(one == other)


def in_same_order(one: Any, other: Any) -> bool:
    """Whether two trees that are the same also have their members in the same order."""
    if is_object(one):
        return list(one) == list(other) and all(map(in_same_order, one.values(), other.values()))
    return not is_array(one) or all(map(in_same_order, one, other))


def _exact(number: float) -> Decimal | str:
    """The value of a number to compare, or its name if it is infinite or NaN."""
    text = number.text if isinstance(number, ExactFloat) else repr(number)
    try:
        return Decimal(text)
    except ArithmeticError:
        return repr(float(number))


def to_builtins(node: Any) -> Any:
    """A copy of a tree in plain dicts, lists and scalars."""
    if is_object(node):
        return {str(key): to_builtins(value) for key, value in node.items()}
    if is_array(node):
        return [to_builtins(value) for value in node]
    return float(node) if isinstance(node, float) else node


def existing(root: Any, location: Location) -> Location:
    """The longest prefix of the location that exists in the tree."""
    for depth, step in enumerate(location):
        if not _has(root, step):
            return location[:depth]
        root = root[step]
    return location


def _has(node: object, step: str | int) -> bool:
    if is_object(node):
        return step in node
    return is_array(node) and step in range(len(node))


def walk(node: Any, location: Location = ()) -> Iterator[tuple[Location, Any]]:
    """Yield every node of a tree with its location, parents before children."""
    yield location, node
    if is_object(node):
        for key, value in node.items():
            yield from walk(value, (*location, key))
    elif is_array(node):
        for index, value in enumerate(node):
            yield from walk(value, (*location, index))


def node_at(root: Any, location: Location) -> Any:
    """The node at a location that is known to exist."""
    for step in location:
        root = root[step]
    return root


def pointer(location: Location) -> str:
    """The JSON pointer (RFC 6901) of a location."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in location)


def location_of(json_pointer: str) -> Location:
    """The location of a JSON pointer, with every step a string (RFC 6901, section 4)."""
    steps = json_pointer.split("/")[1:]
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)


def steps_in(root: Any, steps: Location) -> Location | None:
    """The location of a pointer's steps in a tree, with indexes as numbers; None if none exists."""
    location: list[str | int] = []
    for name in steps:
        step = _step_in(root, name)
        if not _has(root, step):
            return None
        location.append(step)
        root = root[step]
    return tuple(location)


_INDEX = re.compile(r"0|[1-9][0-9]{0,17}")
"""An index of a list in a JSON pointer, which has no leading zero (RFC 6901, section 4)."""


def _step_in(node: object, name: str | int) -> str | int:
    return int(name) if is_array(node) and _INDEX.fullmatch(str(name)) else name


def json_path(location: Sequence[str | int]) -> str:
    """Turn `("line_items", 0, "amount")` into `$.line_items[0].amount`."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)


def resolve(root: Object, node: Any) -> Any:
    """The node itself, or the target of its `$ref`."""
    while is_object(node) and isinstance(node.get("$ref"), str):
        node = node_at(root, steps_in(root, location_of(node["$ref"])) or ())
    return node


def schema_name(schema: Any) -> str | None:
    """`Invoice` for `{$ref: '#/components/schemas/Invoice'}`; None for an unnamed schema."""
    reference = schema.get("$ref")  # a property may have this name, too
    return reference.rpartition("/")[2] if isinstance(reference, str) else None
