"""What the reader knows of each node beside its value: where it stands, and how it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["mapping", "sequence", "scalar"]


@dataclass(slots=True)
class Node:
    """A node of a YAML text, from offset `start` to `end`.

    `style` is the sign that a scalar begins with (empty if it is plain), or the bracket of a
    collection (empty if it is laid out as a block). `anchored` is the node that an alias repeats.
    """

    kind: Kind
    start: int
    end: int
    style: str = ""
    value: Any = None
    keys: "Sequence[Node]" = ()
    children: "Sequence[Node]" = ()
    anchored: "Node | None" = None
    merges: bool = False
    is_open: bool = True
    """Whether its children are known; those of JSON are looked for when they are needed."""

    @property
    def is_block(self) -> bool:
        """Whether it is a collection without brackets."""
        return self.kind != "scalar" and self.style == "" and self.anchored is None

    @property
    def is_lines(self) -> bool:
        """Whether it is a scalar of lines below its key."""
        return self.kind == "scalar" and self.style in ("|", ">") and self.anchored is None

    @property
    def is_flow(self) -> bool:
        return self.kind != "scalar" and self.style != ""

    @property
    def tail(self) -> int:
        """Where the last thing in it ends; a block itself has no end that can be seen."""
        if not self.is_block:
            return self.end
        last = self.children[-1].tail if self.children else self.end
        return max(last, self.keys[-1].end) if self.keys else last


def offset_of(node: Node, location: tuple[str | int, ...]) -> int:
    """Where a node begins (a member: its key), or the nearest node above it that exists."""
    offset = node.start
    for step in location:
        node = node.anchored or node
        found = _child(node, step)
        if found is None:
            break
        offset, node = found
    return offset


def _child(node: Node, step: str | int) -> tuple[int, Node] | None:
    """Where a child begins, and its node; a member that `<<` merges in has no place of its own."""
    if node.kind == "sequence":
        if not isinstance(step, int) or step >= len(node.children):
            return None
        return node.children[step].start, node.children[step]
    for key, child in zip(node.keys, node.children, strict=True):
        if key.value == step:
            return key.start, child
    return None
