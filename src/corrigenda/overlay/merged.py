"""A document with overlays applied: its tree, and the origin of each node.

With the origins, a problem in the merged document can name the line to change, and `blame` and
`text` know which node of the base became which. The tree stays within the bounds of a document.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from corrigenda.documents import Document
from corrigenda.overlay.document import Action
from corrigenda.problems import Place
from corrigenda.trees import (
    MAX_DEPTH,
    MAX_NODES,
    BoundError,
    Location,
    Object,
    copied,
    depth_of,
    measure,
    node_at,
)


class Origin(NamedTuple):
    """The document that a node comes from, and its location there."""

    document: Document
    location: Location

    @property
    def place(self) -> Place:
        return self.document.place(self.location)


class Touch(NamedTuple):
    """An action that set a node: it added the node (`added`) or changed its value."""

    action: Action
    origin: Origin
    added: bool
    before: "Touch | None" = None

    @property
    def correction(self) -> str:
        return self.action.correction

    @property
    def history(self) -> list["Touch"]:
        """Everything that was done to the node, in order."""
        return [*(self.before.history if self.before else ()), self]


class Removal(NamedTuple):
    """An action that removed a node; `location` is where the node was then."""

    action: Action
    location: Location


@dataclass(slots=True)
class _Room:
    """How many nodes may still be added; counted again when it seems too few."""

    left: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A document with overlays applied.

    `touches` has the last action that set each node, `moves` the origin of items whose index
    changed by a removal, `removals` the nodes that were removed.
    """

    base: Document
    root: Object
    touches: dict[Location, Touch] = field(default_factory=dict[Location, Touch])
    moves: dict[Location, Origin] = field(default_factory=dict[Location, Origin])
    removals: list[Removal] = field(default_factory=list[Removal])
    room: _Room = field(default_factory=lambda: _Room(0))

    def origin(self, location: Location) -> Origin:
        """The origin of the node at `location`."""
        for end in range(len(location), -1, -1):
            start = self._known(location[:end])
            if start is not None:
                return Origin(start.document, (*start.location, *location[end:]))
        return Origin(self.base, location)

    def place(self, location: Location) -> Place:
        """The position of the node at `location` in an overlay or in the base."""
        return self.origin(location).place

    def stood(self, location: Location) -> Location | None:
        """The location of the node in the base, whatever its value there; None if it is new."""
        starts = [location[:end] for end in range(len(location), -1, -1)]
        if any(at in self.touches and self.touches[at].added for at in starts):
            return None
        for at in starts:
            if at in self.moves:
                moved = self.moves[at]
                is_base = moved.document is self.base
                return (*moved.location, *location[len(at) :]) if is_base else None
        return location

    def corrections(self, location: Location) -> list[str]:
        """The ids of the corrections that touched a node or anything below it, in order."""
        size = len(location)
        touches = (touch for at, touch in self.touches.items() if at[:size] == location)
        return list(dict.fromkeys(one.correction for one in touches if one.correction))

    def touch(self, location: Location, action: Action, origin: Origin, added: bool) -> None:
        """Record that an action set the node."""
        before = self.touches.get(location)
        added = added or (before is not None and before.added)
        self.touches[location] = Touch(action, origin, added, before)

    def reserve(self, update: Any, locations: Iterable[Location]) -> None:
        """Check that the tree stays within the bounds with `update` at each of the locations.

        Raises:
            BoundError: it would have too many nodes, or be too deep.
        """
        depths = [len(location) for location in locations]
        size = measure(update) * len(depths)
        if size > self.room.left:
            self.room.left = MAX_NODES - measure(self.root)
        if size > self.room.left:
            raise BoundError(f"the document would have more than {MAX_NODES:,} nodes")
        if max(depths, default=0) + depth_of(update) > MAX_DEPTH:
            raise BoundError(f"the document would be nested deeper than {MAX_DEPTH} levels")
        self.room.left -= size

    def remove(self, locations: Iterable[Location], action: Action) -> None:
        """Remove nodes, with everything below them."""
        gone: dict[Location, set[str | int]] = {}
        for location in locations:
            gone.setdefault(location[:-1], set()).add(location[-1])
            self.removals.append(Removal(action, location))
        steps = {parent: _steps_left(node_at(self.root, parent), gone[parent]) for parent in gone}
        moved = {
            (*parent, old): self.origin((*parent, old))
            for parent, left in steps.items()
            for old, new in left.items()
            if old != new
        }
        for parent in sorted(gone, key=len, reverse=True):
            _take_away(node_at(self.root, parent), gone[parent])
        for known in (self.touches, self.moves):
            _rekey(known, steps)
        for old, origin in moved.items():
            new = _after_removal(old, steps)
            if new is not None:
                self.moves.setdefault(new, origin)

    def _known(self, location: Location) -> Origin | None:
        touch = self.touches.get(location)
        return touch.origin if touch is not None else self.moves.get(location)


def unmerged(base: Document) -> Merged:
    """A document with no overlay applied yet, on a copy of its tree."""
    return Merged(base, copied(base.root))


def _steps_left(node: Any, gone: set[str | int]) -> dict[str | int, str | int]:
    """The steps to the children that stay, and their new steps after the removal."""
    if isinstance(node, dict):
        return {step: step for step in cast(Object, node) if step not in gone}
    stay = (index for index in range(len(node)) if index not in gone)
    return {old: new for new, old in enumerate(stay)}


def _take_away(node: Any, gone: set[str | int]) -> None:
    if isinstance(node, dict):
        for step in gone:
            del node[step]
    else:
        node[:] = [child for index, child in enumerate(node) if index not in gone]


def _rekey(known: dict[Location, Any], steps: dict[Location, dict[str | int, str | int]]) -> None:
    """Update the locations in `known` after a removal."""
    before = list(known.items())
    known.clear()
    for old, value in before:
        new = _after_removal(old, steps)
        if new is not None:
            known[new] = value


def _after_removal(
    location: Location, steps: dict[Location, dict[str | int, str | int]]
) -> Location | None:
    """The location of a node after a removal; None if it was removed."""
    new: list[str | int] = []
    for depth, step in enumerate(location):
        left = steps.get(location[:depth])
        if left is not None and step not in left:
            return None
        new.append(step if left is None else left[step])
    return tuple(new)
