"""Traces a node of a corrected schema to the base, or to the actions and corrections that set it.

For a pointer that does not resolve, the problem names the nearest node that exists, and the action
that removed the node if one did.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from corrigenda.corrections import Correction, reason_lines
from corrigenda.overlay.document import Action, Overlay
from corrigenda.overlay.marks import Origin, Touch
from corrigenda.overlay.merged import Merged, Removal
from corrigenda.problems import Problem, ProblemsError
from corrigenda.trees import Location, is_array, is_object, location_of, node_at, pointer, steps_in


@dataclass(frozen=True, slots=True)
class Blame:
    """The history of a node.

    `at` is the node that the actions of `history` set, in order: the node itself or an ancestor.
    `children` and `removals` are what other actions did below it.
    """

    location: Location
    origin: Origin
    at: Location
    history: tuple[Touch, ...]
    children: tuple[tuple[Location, Touch], ...]
    removals: tuple[Removal, ...]


def blame(merged: Merged, json_pointer: str) -> Blame:
    """Trace the node that a JSON pointer names.

    Raises:
        ProblemsError: the node does not exist.
    """
    location = steps_in(merged.root, location_of(json_pointer))
    if location is None:
        raise ProblemsError([_unknown(merged, location_of(json_pointer))])
    starts = (location[:end] for end in range(len(location), -1, -1))
    touches = merged.touches
    at = next((start for start in starts if start in touches), None)
    return Blame(
        location=location,
        origin=merged.origin(location),
        at=location if at is None else at,
        history=() if at is None else tuple(touches[at].history),
        children=tuple(_children(touches, location)),
        removals=tuple(_removals(merged.removals, location)),
    )


def blame_lines(found: Blame, overlays: Sequence[Overlay]) -> Iterator[str]:
    """Describe the history of a node, line by line."""
    depth = len(found.location)
    yield f"{pointer(found.location) or 'the whole document'}: {found.origin.place}"
    if not found.history:
        yield "  unchanged from the base"
    for touch in found.history:
        inside = "" if found.at == found.location else f", as part of `{pointer(found.at)}`"
        yield f"  {_told(touch, overlays)}{inside}"
        yield from _reason(touch, overlays)
    if found.children or found.removals:
        yield "below it:"
    for location, touch in found.children:
        yield f"  {pointer(location[depth:])}: {_told(touch, overlays)}"
    for removal in found.removals:
        by = removal.action.correction or "an action"
        yield f"  {pointer(removal.location[depth:])}: {by} removed it, {removal.action.place}"


def blame_plain(found: Blame, overlays: Sequence[Overlay]) -> dict[str, Any]:
    """The history of a node as plain data, with a `Place` wherever a place is told."""
    below = [(pointer(at), touch) for at, touch in found.children]
    removed = [
        {"part": pointer(one.location), **_plain_action(one.action, overlays), "did": "removed"}
        for one in found.removals
    ]
    return {
        "part": pointer(found.location),
        "place": found.origin.place,
        "changes": [
            {"part": pointer(found.at), **_plain_touch(touch, overlays)} for touch in found.history
        ],
        "below": [*({"part": at, **_plain_touch(one, overlays)} for at, one in below), *removed],
    }


def _plain_touch(touch: Touch, overlays: Sequence[Overlay]) -> dict[str, Any]:
    copied = touch.action.kind == "copy"
    did = "copied" if copied else "added" if touch.added else "set"
    return {**_plain_action(touch.action, overlays), "did": did, "from": touch.origin.place}


def _plain_action(action: Action, overlays: Sequence[Overlay]) -> dict[str, Any]:
    known = correction_of(action, overlays)
    return {
        "correction": action.correction or None,
        "confidence": (known.confidence or None) if known else None,
        "because": (known.because or None) if known else None,
        "place": action.place,
    }


def _children(
    touches: Mapping[Location, Touch], location: Location
) -> Iterator[tuple[Location, Touch]]:
    """Touched nodes below, without those that the same action set as part of an ancestor."""
    depth = len(location)
    for at in sorted(touches, key=pointer):
        if len(at) <= depth or at[:depth] != location:
            continue
        touch = touches[at]
        above = (at[:end] for end in range(len(at) - 1, depth - 1, -1))
        nearest = next((start for start in above if start in touches), None)
        if nearest is None or touches[nearest].action is not touch.action:
            yield at, touch


def _removals(removals: Sequence[Removal], location: Location) -> Iterator[Removal]:
    for removal in removals:
        if len(removal.location) > len(location) and removal.location[: len(location)] == location:
            yield removal


def _told(touch: Touch, overlays: Sequence[Overlay]) -> str:
    """Tell which correction did what, its confidence, and where it is written."""
    correction = correction_of(touch.action, overlays)
    sure = f" ({correction.confidence})" if correction and correction.confidence else ""
    name = f"{touch.correction or 'an action'}{sure}"
    if touch.action.kind == "copy":
        return f"{name} copied it from {touch.origin.place}, {touch.action.place}"
    return f"{name} {'added' if touch.added else 'set'} it, {touch.origin.place}"


def _reason(touch: Touch, overlays: Sequence[Overlay]) -> Iterator[str]:
    correction = correction_of(touch.action, overlays)
    yield from (f"    {line}" for line in (reason_lines(correction) if correction else ()))


def correction_of(action: Action, overlays: Sequence[Overlay]) -> Correction | None:
    """The correction that an action belongs to; None in an overlay without corrections."""
    for overlay in overlays:
        if overlay.document is action.document:
            return overlay.corrections.get(action.correction)
    return None


def _unknown(merged: Merged, wanted: Location) -> Problem:
    """The problem of a pointer that does not resolve: how far it gets, and who removed the rest."""
    nearest: Location = ()
    for end in range(len(wanted) + 1):
        found = steps_in(merged.root, wanted[:end])
        if found is None:
            break
        nearest = found
    removal = next((each for each in reversed(merged.removals) if _is_in(wanted, each)), None)
    gone = ""
    if removal is not None:
        by = removal.action.correction or "an action"
        gone = f"; {by} removed `{pointer(removal.location)}` ({removal.action.place})"
    near = f"`{pointer(nearest)}`" if nearest else "the root"
    message = f"there is no `{pointer(wanted)}`; the nearest node is {near}{gone}"
    node: Any = node_at(merged.root, nearest)
    names = list(node) if is_object(node) else []
    names += map(str, range(len(node))) if is_array(node) else []
    close = get_close_matches(str(wanted[len(nearest)]), names, 1)
    known = ", ".join(f"`{pointer((*nearest, name))}`" for name in close or names[:5])
    return Problem(
        merged.place(nearest), message, f"try {known}" if known else "try the nearest node"
    )


def _is_in(wanted: Location, removal: Removal) -> bool:
    steps = tuple(map(str, removal.location))
    return wanted[: len(steps)] == steps
