"""The position and style of each node in a text, beside its value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["mapping", "sequence", "scalar"]


@dataclass(slots=True)
class Node:
    """A node of a YAML text, from offset `start` to `end`.

    `style` is the first character of a quoted or block scalar (empty if plain), or the bracket of a
    collection (empty for a block). `anchored` is the node that an alias repeats.
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
    """Whether its children are known; those of JSON nodes are found on demand."""

    @property
    def is_block(self) -> bool:
        """Whether it is a collection without brackets."""
        return self.kind != "scalar" and self.style == "" and self.anchored is None

    @property
    def is_lines(self) -> bool:
        """Whether it is a block scalar."""
        return self.kind == "scalar" and self.style in ("|", ">") and self.anchored is None

    @property
    def is_flow(self) -> bool:
        return self.kind != "scalar" and self.style != ""

    @property
    def tail(self) -> int:
        """The end of its last descendant, because a block has no end mark of its own."""
        if not self.is_block:
            return self.end
        last = self.children[-1].tail if self.children else self.end
        return max(last, self.keys[-1].end) if self.keys else last


def offset_of(node: Node, location: tuple[str | int, ...]) -> int:
    """The offset of a node (of a member: its key), or of its nearest ancestor that exists."""
    offset = node.start
    for step in location:
        node = node.anchored or node
        found = _child(node, step)
        if found is None:
            break
        offset, node = found
    return offset


def _child(node: Node, step: str | int) -> tuple[int, Node] | None:
    """The offset and node of a child; None for a member merged by `<<`, which has no position."""
    if node.kind == "sequence":
        if not isinstance(step, int) or step >= len(node.children):
            return None
        return node.children[step].start, node.children[step]
    for key, child in zip(node.keys, node.children, strict=True):
        if key.value == step:
            return key.start, child
    return None
