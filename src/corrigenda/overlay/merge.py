"""Merges one node of a tree with another by the rules of OpenAPI Overlay 1.1, section 4.4.3.

Objects merge member by member, arrays concatenate, an object or a primitive is appended to an
array, and a primitive (null included) replaces a primitive. Every other combination is a mismatch;
`mismatches` finds all of them before anything is changed.
"""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from corrigenda.trees import Location, Object, copied, is_array, is_object, node_at, same

Kind = Literal["object", "array", "primitive"]


class Mismatch(NamedTuple):
    """Two nodes that the specification has no rule to merge; `location` is within the update."""

    location: Location
    target: Kind
    update: Kind

    def __str__(self) -> str:
        return f"cannot merge {_article(self.update)} into {_article(self.target)}"


class Merge(NamedTuple):
    """What a merge did to a node at `location` in the tree, from `inside` the update.

    The `effect` is that the node was added, that its value was replaced, or that it was the same
    already.
    """

    location: Location
    inside: Location
    effect: Literal["added", "replaced", "same"]


def kind(node: Any) -> Kind:
    """The kind of a node, in the words of the specification."""
    return "object" if is_object(node) else "array" if is_array(node) else "primitive"


def mismatches(target: Any, update: Any, inside: Location = ()) -> Iterator[Mismatch]:
    """Yield every pair of nodes that cannot be merged."""
    if kind(target) == "array":
        return
    if kind(target) != kind(update):
        yield Mismatch(inside, kind(target), kind(update))
    elif is_object(target):
        for key, value in update.items():
            if key in target:
                yield from mismatches(target[key], value, (*inside, key))


def merge(root: Object, location: Location, update: Any) -> list[Merge]:
    """Merge `update` into the node at `location`, in place, and return what happened to each node.

    There must be no mismatches. The tree shares nothing with `update` afterwards.
    """
    return list(_merge(root, location, update, ()))


def _merge(root: Object, at: Location, update: Any, inside: Location) -> Iterator[Merge]:
    target = node_at(root, at)
    if is_array(target):
        yield from _extend(target, at, update, inside)
    elif is_object(target):
        for key, value in update.items():
            if key in target:
                yield from _merge(root, (*at, key), value, (*inside, key))
            else:
                target[key] = copied(value)
                yield Merge((*at, key), (*inside, key), "added")
    elif same(target, update):
        yield Merge(at, inside, "same")
    else:
        node_at(root, at[:-1])[at[-1]] = update
        yield Merge(at, inside, "replaced")


def _extend(target: list[Any], at: Location, update: Any, inside: Location) -> Iterator[Merge]:
    several = is_array(update)
    for index, value in enumerate(update if is_array(update) else [update]):
        target.append(copied(value))
        yield Merge((*at, len(target) - 1), (*inside, index) if several else inside, "added")


def _article(name: str) -> str:
    return f"an {name}" if name[0] in "ao" else f"a {name}"
