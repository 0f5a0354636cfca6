"""What is known of the nodes of a changing tree: who set them, and where they were.

The marks are a tree beside the tree of the data. An item of a list keeps its mark when items before
it are removed, so nothing has to be looked for or renamed then, however many marks there are.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from corrigenda.documents import Document
from corrigenda.overlay.document import Action
from corrigenda.problems import Place
from corrigenda.trees import Location


class Origin(NamedTuple):
    """The document that a node comes from, and its location there."""

    document: Document
    location: Location

    @property
    def place(self) -> Place:
        return self.document.place(self.location)

    def below(self, steps: Location) -> "Origin":
        return Origin(self.document, (*self.location, *steps))


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


@dataclass(slots=True)
class Mark:
    """What is known of a node: the last action that set it, and where it was before it moved.

    `number` counts the nodes in the order in which they were first touched. Every item from `kept`
    on has a mark that knows where it was, or was added.
    """

    touch: Touch | None = None
    moved: Origin | None = None
    number: int = 0
    members: dict[str, "Mark"] = field(default_factory=dict[str, "Mark"])
    items: "list[Mark | None]" = field(default_factory=list["Mark | None"])
    kept: int | None = None

    @property
    def start(self) -> Origin | None:
        """The origin of the node, as far as it is known here."""
        return self.moved if self.touch is None else self.touch.origin

    def child(self, step: str | int) -> "Mark | None":
        """The mark of a child, if it has one."""
        if isinstance(step, str):
            return self.members.get(step)
        return self.items[step] if step < len(self.items) else None

    def marked(self, step: str | int) -> "Mark":
        """The mark of a child, which is made if there is none."""
        found = self.child(step)
        if found is None:
            found = Mark()
            if isinstance(step, str):
                self.members[step] = found
            else:
                self._reach(step + 1)
                self.items[step] = found
        return found

    def keep_items(self, gone: Collection[int], length: int, origin: Origin) -> None:
        """Remember where the items after the first that goes were, and forget those that go.

        Args:
            gone: the indexes of the items that are removed.
            length: how many items there were.
            origin: that of the list.
        """
        first = min(gone)
        end = length if self.kept is None else self.kept
        self._reach(length)
        for index in range(first, end):
            mark = self.marked(index)
            if mark.moved is None and not (mark.touch is not None and mark.touch.added):
                mark.moved = origin.below((index,))
        self.kept = min(first, end)
        delete(self.items, gone)

    def walk(self, location: Location = ()) -> "Iterator[tuple[Location, Mark]]":
        """Yield the mark and those below it, with their locations."""
        yield location, self
        for key, mark in self.members.items():
            yield from mark.walk((*location, key))
        for index, item in enumerate(self.items):
            if item is not None:
                yield from item.walk((*location, index))

    def _reach(self, length: int) -> None:
        self.items += [None] * (length - len(self.items))


def delete(items: list[Any], gone: Collection[int]) -> None:
    """Delete the items at some indexes of a list."""
    if len(gone) == 1:
        del items[next(iter(gone))]
    else:
        items[:] = [item for index, item in enumerate(items) if index not in gone]
