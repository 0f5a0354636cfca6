"""Looks behind `$ref`s for what a target did not find.

JSONPath knows nothing of references: `$.paths.*.get.parameters[?@.name=='limit']` does not find a
parameter that is a `$ref`. This module walks a query again with every reference followed, so that
the message can name the place that was meant. It follows references within the document only, and
none twice.
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
    """A node that a query would select if references were followed, and the first one it met."""

    location: Location
    reference: Location


def behind_references(query: Query, root: Object, matched: Collection[Location]) -> list[Behind]:
    """The nodes that a query selects only when references are followed; none if that takes long.

    `matched` are those that it has just found without.
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
    """Where the `$ref` at a node leads in the end; None if it has none, or leads out or nowhere."""
    end = _followed(root, Behind(location, ()))
    return end.location if end.reference else None


def _step(query: Query, root: Object, index: int, start: Behind) -> Iterator[Behind]:
    """What one segment selects from a node, or from what its reference leads to."""
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
    """A collection whose children are what their references lead to."""
    if is_object(node):
        return {key: _target_of(root, child) for key, child in node.items()}
    return [_target_of(root, child) for child in node] if is_array(node) else node


def _target_of(root: Object, node: Any) -> Any:
    location = _reference(root, node)
    return (
        node if location is None else node_at(root, _followed(root, Behind(location, ())).location)
    )


def _followed(root: Object, found: Behind) -> Behind:
    """The node that stands at the end of a chain of references; a loop ends where it began."""
    seen: set[Location] = set()
    while found.location not in seen:
        seen.add(found.location)
        target = _reference(root, node_at(root, found.location))
        if target is None:
            break
        found = Behind(target, found.reference or (*found.location, "$ref"))
    return found


def _reference(root: Object, node: Any) -> Location | None:
    """The location that a `$ref` leads to, if that is in the same document."""
    reference = node.get("$ref") if is_object(node) else None
    if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
        return None
    return steps_in(root, location_of(unquote(reference[1:])))
