"""A document with overlays applied: its tree, and the origin of each node.

With the origins, a problem in the merged document can name the line to change, and `blame` and
`text` know which node of the base became which. The tree stays within the bounds of a document.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple

from corrigenda.documents import Document
from corrigenda.overlay.document import Action
from corrigenda.overlay.marks import Mark, Origin, Touch, delete
from corrigenda.problems import Place
from corrigenda.trees import (
    MAX_DEPTH,
    MAX_NODES,
    BoundError,
    Location,
    Object,
    copied,
    depth_of,
    is_array,
    measure,
    node_at,
)


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

    `marks` know the last action that set each node, and where items were whose index changed by a
    removal; `removals` has the nodes that were removed.
    """

    base: Document
    root: Object
    marks: Mark = field(default_factory=Mark)
    removals: list[Removal] = field(default_factory=list[Removal])
    room: _Room = field(default_factory=lambda: _Room(0))
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def touches(self) -> dict[Location, Touch]:
        """The last action that set each node, in the order in which the nodes were first set."""
        return dict(self._touches(()))

    def origin(self, location: Location) -> Origin:
        """The origin of the node at `location`."""
        found = Origin(self.base, location)
        for depth, mark in self._on_the_way(location):
            if mark.start is not None:
                found = mark.start.below(location[depth:])
        return found

    def origins(self, location: Location) -> dict[Location, Origin]:
        """The origins of a node and of its parts from elsewhere, by their locations in it."""
        mark = self._mark(location)
        known = mark.walk() if mark is not None else ()
        parts = {inside: one.start for inside, one in known if one.start is not None}
        return {(): self.origin(location), **parts}

    def place(self, location: Location) -> Place:
        """The position of the node at `location` in an overlay or in the base."""
        return self.origin(location).place

    def stood(self, location: Location) -> Location | None:
        """The location of the node in the base, whatever its value there; None if it is new."""
        found = Origin(self.base, location)
        for depth, mark in self._on_the_way(location):
            if mark.touch is not None and mark.touch.added:
                return None
            if mark.moved is not None:
                found = mark.moved.below(location[depth:])
        return found.location if found.document is self.base else None

    def corrections(self, location: Location) -> list[str]:
        """The ids of the corrections that touched a node or anything below it, in order."""
        touches = (touch for _at, touch in self._touches(location))
        return list(dict.fromkeys(one.correction for one in touches if one.correction))

    def touch(self, location: Location, action: Action, origin: Origin, added: bool) -> None:
        """Record that an action set the node."""
        mark = self._made(location)
        if mark.touch is None:
            mark.number = next(self.numbers)
        added = added or (mark.touch is not None and mark.touch.added)
        mark.touch = Touch(action, origin, added, mark.touch)

    def move(self, location: Location, origin: Origin) -> None:
        """Record where a node comes from that is part of one that an action set."""
        self._made(location).moved = origin

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
        gone: dict[Location, set[Any]] = {}
        for location in locations:
            gone.setdefault(location[:-1], set()).add(location[-1])
            self.removals.append(Removal(action, location))
        for parent in sorted(gone, key=len, reverse=True):
            node: Any = node_at(self.root, parent)
            mark, steps = self._made(parent), gone[parent]
            if is_array(node):
                mark.keep_items(steps, len(node), self.origin(parent))
                delete(node, steps)
            else:
                for step in steps:
                    mark.members.pop(step, None)
                    del node[step]

    def _touches(self, location: Location) -> list[tuple[Location, Touch]]:
        """The touches at and below a location, in the order in which the nodes were first set."""
        mark = self._mark(location)
        known = list(mark.walk(location)) if mark is not None else []
        known.sort(key=lambda one: one[1].number)
        return [(at, one.touch) for at, one in known if one.touch is not None]

    def _on_the_way(self, location: Location) -> Iterator[tuple[int, Mark]]:
        """The marks from the root to a node, with the number of steps to each."""
        mark: Mark | None = self.marks
        for depth, step in enumerate((*location, "")):
            if mark is None:
                return
            yield depth, mark
            mark = mark.child(step) if depth < len(location) else None

    def _mark(self, location: Location) -> Mark | None:
        found: Mark | None = None
        for depth, mark in self._on_the_way(location):
            found = mark if depth == len(location) else None
        return found

    def _made(self, location: Location) -> Mark:
        mark = self.marks
        for step in location:
            mark = mark.marked(step)
        return mark


def unmerged(base: Document) -> Merged:
    """A document with no overlay applied yet, on a copy of its tree."""
    return Merged(base, copied(base.root))
