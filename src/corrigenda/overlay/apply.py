"""Applies overlays to a schema, action by action, and remembers what made each node what it is.

Beyond the specification it is strict: an action that matches nothing, or not as many nodes as it
expects, whose `x-was` guard fails, or that changes nothing, is a problem. It refuses to remove `$`.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from corrigenda.documents import Document, Location, Object, node_at, plain, pointer
from corrigenda.overlay.document import Action, Overlay
from corrigenda.overlay.merge import MismatchError, adopted, kind, merge
from corrigenda.problems import Place, Problem, ProblemsError, raise_any


@dataclass(frozen=True, slots=True)
class Touch:
    """An action set a node: the correction it belongs to, and the node that it came from."""

    correction: str
    document: Document
    location: Location


@dataclass(frozen=True, slots=True)
class Merged:
    """A schema with all its corrections applied."""

    base: Document
    root: Object
    touches: dict[Location, Touch] = field(default_factory=dict[Location, Touch])

    def origin(self, location: Location) -> tuple[Document, Location]:
        """The document and the location in it that the node at `location` came from."""
        for end in range(len(location), -1, -1):
            touch = self.touches.get(location[:end])
            if touch is not None:
                return touch.document, (*touch.location, *location[end:])
        return self.base, location

    def place(self, location: Location) -> Place:
        """Where the node at `location` comes from: a line of an overlay, or of the base schema."""
        document, within = self.origin(location)
        return document.place(within)


def apply_overlays(base: Document, overlays: Sequence[Overlay]) -> Merged:
    """Apply overlays in order to a copy of the base schema.

    Raises:
        ProblemsError: actions that match nothing, change nothing, or cannot be merged; an action
            with a problem is passed over, so that all problems show at once.
    """
    merged = Merged(base, deepcopy(base.root))
    problems: list[Problem] = []
    for action in (action for overlay in overlays for action in overlay.actions):
        try:
            _apply(merged, action)
        except ProblemsError as error:
            problems.extend(error.problems)
    raise_any(problems)
    return merged


def apply_leniently(base: Document, actions: Sequence[Action]) -> tuple[Merged, frozenset[str]]:
    """Apply actions, and say which corrections have some that cannot be applied."""
    merged = Merged(base, deepcopy(base.root))
    fallen: set[str] = set()
    for action in actions:
        try:
            _apply(merged, action)
        except ProblemsError:
            fallen.add(action.correction)
    return merged, frozenset(fallen)


def _apply(merged: Merged, action: Action) -> None:
    locations = list(dict.fromkeys(node.location for node in action.target.find(merged.root)))
    raise_any(_match_problems(merged, action, locations))
    if action.kind == "remove":
        for location in sorted(locations, key=_removal_order, reverse=True):
            _remove(merged, location)
        return
    before = [plain(node_at(merged.root, location)) for location in locations]
    for location in locations:
        if action.kind == "copy":
            source = _source(merged, action)
            _merge(
                merged,
                action,
                location,
                adopted(node_at(merged.root, source)),
                *merged.origin(source),
            )
        else:
            _merge(merged, action, location, action.update, action.document, action.update_location)
    if before == [plain(node_at(merged.root, location)) for location in locations]:
        problem = Problem(
            action.place, "the action changes nothing", "delete it: the schema says so already"
        )
        raise ProblemsError([problem])


def _match_problems(merged: Merged, action: Action, locations: list[Location]) -> Iterator[Problem]:
    place, target = action.place, action.content["target"]
    if not locations:
        yield Problem(
            place, f"`{target}` matches nothing", "correct the target, or delete the action"
        )
    elif len(locations) != action.expect:
        message = f"`{target}` matches {len(locations)} nodes, not {action.expect}"
        yield Problem(place, message, f"narrow the target, or say `x-expect: {len(locations)}`")
    if action.kind == "remove" and () in locations:
        yield Problem(place, "`$` cannot be removed", "remove a node below it")
    nodes = [node_at(merged.root, location) for location in locations]
    if action.kind != "remove" and len({kind(node) for node in nodes}) > 1:
        yield Problem(
            place, f"`{target}` matches nodes of different kinds", "make it one action a kind"
        )
    if "x-was" in action.content and any(
        plain(node) != plain(action.content["x-was"]) for node in nodes
    ):
        found = ", ".join(sorted({repr(plain(node)) for node in nodes}))
        yield Problem(
            place, f"the target is {found}, not what `x-was` says", "look at the schema again"
        )


def _removal_order(location: Location) -> tuple[tuple[str, int], ...]:
    """Sorts later items of an array last, so that removing from the end keeps indexes."""
    return tuple(("", step) if isinstance(step, int) else (step, 0) for step in location)


def _remove(merged: Merged, location: Location) -> None:
    parent, step = location[:-1], location[-1]
    del node_at(merged.root, parent)[step]
    gone = [at for at in merged.touches if _moved(at, parent, step)]
    for at in gone:
        del merged.touches[at]


def _moved(at: Location, parent: Location, step: str | int) -> bool:
    """Whether removing `step` from `parent` removed the node at `at` or gave it another index."""
    if len(at) <= len(parent) or at[: len(parent)] != parent:
        return False
    child = at[len(parent)]
    return child == step or (isinstance(child, int) and isinstance(step, int) and child > step)


def _source(merged: Merged, action: Action) -> Location:
    found = [node.location for node in action.source.find(merged.root)] if action.source else []
    if len(found) == 1:
        return found[0]
    message = f"`copy: {action.content['copy']}` matches {len(found)} nodes, not 1"
    raise ProblemsError([Problem(action.place, message, "select exactly one node to copy")])


def _merge(
    merged: Merged, action: Action, target: Location, update: Any, origin: Document, at: Location
) -> None:
    """Merge `update`, which stands in `origin` at `at`, into the target."""
    try:
        for location, inside in merge(merged.root, target, update):
            merged.touches[location] = Touch(action.correction, origin, (*at, *inside))
    except MismatchError as error:
        place = origin.place((*at, *error.location))
        met = (*target, *error.location)
        message = f"{error} (at `{pointer(met)}`, {merged.place(met)})"
        raise ProblemsError(
            [Problem(place, message, "remove the node first, then update its parent")]
        ) from None
