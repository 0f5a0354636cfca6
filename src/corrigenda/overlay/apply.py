"""Applies overlays to a document as the Overlay Specification says, action by action.

It is as lenient as the specification: an action that matches nothing succeeds. docs/overlays.md
lists the decisions where the specification is silent. Removing `$`, merging nodes without a rule,
and running or growing beyond the bounds are problems.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from corrigenda.documents import Document
from corrigenda.overlay.document import Action, Overlay
from corrigenda.overlay.jsonpath import EffortError, Query
from corrigenda.overlay.marks import Origin
from corrigenda.overlay.merge import Merge, kind, merge, mismatches
from corrigenda.overlay.merged import Merged, unmerged
from corrigenda.overlay.nearest import nearest
from corrigenda.problems import Problem, ProblemsError, raise_any
from corrigenda.trees import BoundError, Location, copied, node_at, pointer


class BeyondBoundsError(ProblemsError):
    """An action would run or grow beyond the bounds; no further action is tried."""


def apply_overlays(base: Document, overlays: Sequence[Overlay]) -> Merged:
    """Apply overlays in order to a copy of a document.

    Raises:
        ProblemsError: the problems of all actions; an action with a problem is skipped.
    """
    merged = unmerged(base)
    each_action(overlays, lambda action: perform(merged, action, matches(merged, action)))
    return merged


def each_action(overlays: Sequence[Overlay], act: Callable[[Action], object]) -> None:
    """Call `act` with every action in order, and raise the problems of all of them together.

    Raises:
        ProblemsError: the problems that `act` raised.
    """
    problems: list[Problem] = []
    for action in (action for overlay in overlays for action in overlay.actions):
        try:
            act(action)
        except ProblemsError as error:
            problems.extend(error.problems)
            if isinstance(error, BeyondBoundsError):
                break
    raise_any(problems)


def matches(merged: Merged, action: Action) -> list[Location]:
    """Find the nodes that an action's target selects, each once.

    Raises:
        ProblemsError: finding them takes too long, or there are too many.
    """
    return _find(merged, action, action.target)


def perform(merged: Merged, action: Action, locations: Sequence[Location]) -> list[Merge]:
    """Perform an action on the nodes that its target selects.

    Returns:
        What happened to each merged node; an empty list for a removal.

    Raises:
        ProblemsError: the action cannot be performed; the tree is unchanged.
    """
    raise_any(_target_problems(merged, action, locations))
    if not locations or action.kind == "nothing":
        return []
    if action.kind == "remove":
        merged.remove(locations, action)
        return []
    return _merge_all(merged, action, locations)


def _find(merged: Merged, action: Action, query: Query) -> list[Location]:
    try:
        return query.find(merged.root)
    except EffortError as error:
        problem = Problem(action.place, f"`{query.text}` {error}", "simplify the JSONPath")
        raise BeyondBoundsError([problem]) from None


def _target_problems(
    merged: Merged, action: Action, locations: Sequence[Location]
) -> Iterator[Problem]:
    target = action.target.text
    if action.kind == "remove" and () in locations:
        yield Problem(action.place, "the root `$` cannot be removed", "remove nodes below it")
    if action.kind in ("update", "copy"):
        first: dict[str, Location] = {}
        for location in locations:
            first.setdefault(kind(node_at(merged.root, location)), location)
        if len(first) > 1:
            found = (f"{name} at {merged.place(at)}" for name, at in sorted(first.items()))
            message = f"`{target}` matches nodes of different kinds: {', '.join(found)}"
            yield Problem(action.place, message, "write one action for each kind")


def _merge_all(merged: Merged, action: Action, locations: Sequence[Location]) -> list[Merge]:
    source = _source(merged, action) if action.kind == "copy" else None
    update = action.update if source is None else node_at(merged.root, source)
    try:
        merged.reserve(update, locations)
    except BoundError as error:
        problem = Problem(action.place, str(error), "merge less data, or into fewer nodes")
        raise BeyondBoundsError([problem]) from None
    update = copied(update)
    origins = _update_origins(action) if source is None else merged.origins(source)
    raise_any(_mismatch_problems(merged, action, locations, update))
    done: list[Merge] = []
    for location in locations:
        done += _merge_one(merged, action, location, update, origins)
    return done


def _merge_one(
    merged: Merged,
    action: Action,
    location: Location,
    update: Any,
    origins: dict[Location, Origin],
) -> list[Merge]:
    # An earlier node of the same action may have changed this one.
    raise_any(_mismatch_problems(merged, action, [location], update))
    done = merge(merged.root, location, update)
    put = {inside: at for at, inside, effect in done if effect != "same"}
    for at, inside, effect in done:
        if effect != "same":
            merged.touch(at, action, _origin(origins, inside), effect == "added")
    for inside, origin in origins.items():
        above = next((end for end in range(len(inside)) if inside[:end] in put), None)
        if above is not None:
            merged.move((*put[inside[:above]], *inside[above:]), origin)
    return done


def _update_origins(action: Action) -> dict[Location, Origin]:
    return {(): Origin(action.document, (*action.location, "update"))}


def _origin(origins: dict[Location, Origin], inside: Location) -> Origin:
    for end in range(len(inside), -1, -1):
        if inside[:end] in origins:
            document, location = origins[inside[:end]]
            return Origin(document, (*location, *inside[end:]))
    raise KeyError(inside)


def _source(merged: Merged, action: Action) -> Location:
    assert action.source is not None, "a copy has a source"
    found = _find(merged, action, action.source)
    if len(found) == 1:
        return found[0]
    place = action.document.place((*action.location, "copy"))
    if found:
        first = ", ".join(str(merged.place(location)) for location in found[:3])
        where, guess = f"{first}{', ...' if len(found) > 3 else ''}", ""
    else:
        where, guess = nearest(merged, action.source)
    message = f"`copy: {action.source.text}` matches {len(found)} nodes, not 1: {where}"
    raise ProblemsError([Problem(place, message, f"{guess}select exactly one node to copy")])


def _mismatch_problems(
    merged: Merged, action: Action, locations: Iterable[Location], update: Any
) -> Iterator[Problem]:
    """Each part of the update that cannot be merged, with the first node that it conflicts with."""
    seen: set[Location] = set()
    key = "copy" if action.kind == "copy" else "update"
    for location in locations:
        for found in mismatches(node_at(merged.root, location), update):
            if found.location not in seen:
                seen.add(found.location)
                at = (*location, *found.location)
                inside = found.location if key == "update" else ()
                place = action.document.place((*action.location, key, *inside))
                message = f"{found} (at `{pointer(at)}`, {merged.place(at)})"
                fix = "remove the node first, then update its parent"
                yield Problem(place, message, fix)
