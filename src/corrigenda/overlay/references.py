"""Looks behind `$ref`s for nodes that a target did not find.

JSONPath does not follow references: `$.paths.*.get.parameters[?@.name=='limit']` does not find a
parameter that is a `$ref`. This module evaluates a query again with references followed, so that
the message can name the intended target. It follows references within the document only, and none
twice.
"""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import unquote

from jsonpath_rfc9535.segments import JSONPathChildSegment

from corrigenda.overlay.jsonpath import EffortError, Query
from corrigenda.trees import Location, Object, is_array, is_object, location_of, node_at, steps_in

MAX_FOUND = 1000


class Behind(NamedTuple):
    """A node that a query selects when references are followed, and the first reference."""

    location: Location
    reference: Location


def behind_references(query: Query, root: Object, matched: Collection[Location]) -> list[Behind]:
    """The nodes that a query selects only when references are followed; none if that takes long.

    `matched` are the nodes that it selects without following references.
    """
    level = [Behind((), ())]
    try:
        for index in range(query.length):
            following = (found for start in level for found in _step(query, root, index, start))
            level = list(islice(following, MAX_FOUND))
    except EffortError:
        return []
    ends = (_followed(root, found) for found in level if found.location not in matched)
    distinct = {end.location: end for end in ends if end.reference and end.location not in matched}
    return list(distinct.values())


def referenced(root: Object, location: Location) -> Location | None:
    """The final target of the `$ref` at a node; None if it has none, or none that resolves here."""
    end = _followed(root, Behind(location, ()))
    return end.location if end.reference else None


def _step(query: Query, root: Object, index: int, start: Behind) -> Iterator[Behind]:
    """The nodes that one segment selects from a node, or from the target of its reference."""
    start = _followed(root, start)
    node = node_at(root, start.location)
    is_child_step = isinstance(query.compiled.segments[index], JSONPathChildSegment)
    view = _seen_through(root, node) if is_child_step else node
    nodes = query.nodes(root, [query.node(root, view)], index, index + 1)
    for found in nodes:
        location = (*start.location, *found.location)
        passed = _reference(root, node_at(root, location))
        reference = (*location, "$ref") if passed is not None and view is not node else ()
        yield Behind(location, start.reference or reference)


def _seen_through(root: Object, node: Any) -> Any:
    """A collection with each child that is a reference replaced by its target."""
    if is_object(node):
        return {key: _target_of(root, child) for key, child in node.items()}
    return [_target_of(root, child) for child in node] if is_array(node) else node


def _target_of(root: Object, node: Any) -> Any:
    location = _reference(root, node)
    return (
        node if location is None else node_at(root, _followed(root, Behind(location, ())).location)
    )


def _followed(root: Object, found: Behind) -> Behind:
    """The node at the end of a chain of references; a loop ends where it began."""
    seen: set[Location] = set()
    while found.location not in seen:
        seen.add(found.location)
        target = _reference(root, node_at(root, found.location))
        if target is None:
            break
        found = Behind(target, found.reference or (*found.location, "$ref"))
    return found


def _reference(root: Object, node: Any) -> Location | None:
    """The location that a `$ref` refers to, if it is in the same document."""
    reference = node.get("$ref") if is_object(node) else None
    if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
        return None
    return steps_in(root, location_of(unquote(reference[1:])))
