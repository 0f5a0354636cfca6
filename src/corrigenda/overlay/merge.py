"""Merges one node of a tree with another by the rules of OpenAPI Overlay 1.1, section 4.4.3.

Objects merge member by member, arrays concatenate, an object or a primitive is appended to an
array, a primitive replaces a primitive (null is one). Every other combination is refused.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, cast

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from corrigenda.documents import Location, Object, is_array, is_object, node_at


class MismatchError(Exception):
    """Two nodes that the specification gives no rule to merge; `location` is where they meet."""

    def __init__(self, location: Location, target: str, update: str) -> None:
        super().__init__(f"cannot merge {_article(update)} into {_article(target)}")
        self.location = location


def kind(node: Any) -> str:
    """What the specification calls the node: object, array or primitive."""
    return "object" if is_object(node) else "array" if is_array(node) else "primitive"


def merge(root: Object, location: Location, update: Any) -> Iterator[tuple[Location, Location]]:
    """Merge `update` into the node at `location`, in place.

    Yields:
        For each node that was set: its location in the tree and its location in the update.

    Raises:
        MismatchError: the two are of kinds that do not merge.
    """
    yield from _merge(root, location, update, ())


def _merge(
    root: Object, at: Location, update: Any, inside: Location
) -> Iterator[tuple[Location, Location]]:
    target = node_at(root, at)
    if kind(target) == "array":
        yield from _extend(target, at, update, inside)
    elif kind(target) != kind(update):
        raise MismatchError(inside, kind(target), kind(update))
    elif kind(target) == "primitive":
        node_at(root, at[:-1])[at[-1]] = update
        yield at, inside
    else:
        yield from _merge_members(root, at, update, inside)


def _merge_members(
    root: Object, at: Location, update: Object, inside: Location
) -> Iterator[tuple[Location, Location]]:
    target = node_at(root, at)
    for key, value in update.items():
        if key in target:
            yield from _merge(root, (*at, key), value, (*inside, key))
        else:
            target[key] = adopted(value)
            yield (*at, key), (*inside, key)


def _extend(
    target: list[Any], at: Location, update: Any, inside: Location
) -> Iterator[tuple[Location, Location]]:
    several = is_array(update)
    for index, value in enumerate(update if is_array(update) else [update]):
        target.append(adopted(value))
        yield (*at, len(target) - 1), (*inside, index) if several else inside


def adopted(node: Any) -> Any:
    """A copy of a node for another tree, written there as blocks and not as `{...}`."""
    copy = deepcopy(node)
    _write_as_blocks(copy)
    return copy


def _write_as_blocks(node: Any) -> None:
    if is_object(node):
        children = list(node.values())
    elif is_array(node):
        children = node
    else:
        return
    is_short_list = is_array(node) and not any(
        is_object(child) or is_array(child) for child in children
    )
    if isinstance(node, CommentedMap | CommentedSeq) and not is_short_list:
        cast(Any, node).fa.set_block_style()
    for child in children:
        _write_as_blocks(child)


def _article(name: str) -> str:
    return f"an {name}" if name[0] in "ao" else f"a {name}"
