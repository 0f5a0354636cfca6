"""A text that is being edited: the extent of its nodes, and the edits so far."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from corrigenda.texts.json_text import json_items, json_text
from corrigenda.texts.nodes import Node
from corrigenda.texts.yaml_writer import Layout, flow
from corrigenda.trees import Location

Stood: TypeAlias = Callable[[Location], Location | None]
"""Maps a location in the new tree to the one in the old tree; None if the node is new."""

_DASH = re.compile(r"-(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*")


class Edit(NamedTuple):
    """Replace the text from `start` to `end` with `text`."""

    start: int
    end: int
    text: str


class Slot(NamedTuple):
    """The position of a value: after `start`, in a flow, or below a key or a dash at `column`.

    The column of the whole document is negative.
    """

    start: int
    column: int
    is_item: bool = False
    in_flow: bool = False
    lacks_colon: bool = False


@dataclass(slots=True)
class Draft:
    """A text, its properties, and the edits so far.

    `is_json` is true for JSON text, whatever the suffix of its file; `indent` is used for JSON
    only. `changed` are the nodes that will differ, so that an alias can no longer repeat them.
    """

    text: str
    layout: Layout
    stood: Stood
    is_json: bool
    indent: str
    has_aliases: bool
    edits: list[Edit] = field(default_factory=list[Edit])
    changed: set[int] = field(default_factory=set[int])

    def edit(self, start: int, end: int, text: str) -> None:
        self.edits.append(Edit(start, end, text))

    def forget(self, node: Node) -> None:
        """Mark a node that goes as changed, so that no alias repeats an anchor in it."""
        if self.has_aliases:
            self.changed.add(id(node))
            for child in (*node.keys, *node.children):
                self.forget(child)

    def start(self, node: Node, index: int) -> int:
        """The start of a child: its key or its dash, which blanks and comments may follow."""
        if node.kind == "mapping":
            return node.keys[index].start
        start = node.children[index].start
        dash = -1 if node.is_flow else start
        while dash >= 0:
            dash = self.text.rfind("-", 0, dash)
            if dash >= 0 and _DASH.fullmatch(self.text, dash, start):
                return dash
        return start

    def end(self, node: Node, index: int) -> int:
        """The end of a child: that of its value, or of its key if it has no value."""
        end = self.content_end(node.children[index])
        return max(end, node.keys[index].end) if node.kind == "mapping" else end

    def content_end(self, node: Node) -> int:
        """The end of a node's text, without the empty lines after a block scalar."""
        last = node
        while last.is_block and last.children:
            last = last.children[-1]
        if not last.is_lines:
            return node.tail
        lines = self.text[last.start : last.end]
        if "+" in lines.partition("\n")[0].partition("#")[0]:
            return last.end - 1
        return last.start + len(lines.rstrip(" \t\n"))

    def line_start(self, offset: int) -> int | None:
        """The start of the line, or None if something other than blanks precedes the offset."""
        start = self.text.rfind("\n", 0, offset) + 1
        return start if not self.text[start:offset].strip(" \t") else None

    def has_own_lines(self, node: Node) -> bool:
        """Whether each child of a collection, including the first, starts its own line."""
        return node.is_block and self.line_start(self.start(node, 0)) is not None

    def line_end(self, offset: int) -> int:
        """The start of the next line."""
        return self.text.find("\n", offset) + 1 or len(self.text)

    def column(self, offset: int) -> int:
        return offset - (self.text.rfind("\n", 0, offset) + 1)

    def margin(self, offset: int) -> str:
        """The blanks at the start of the line of an offset."""
        start = self.text.rfind("\n", 0, offset) + 1
        line = self.text[start:offset]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def flow(self, value: Any, margin: str | None) -> str:
        """A value as written in a flow; JSON is on several lines unless the flow is on one."""
        if not self.is_json:
            return flow(value)
        return json_text(value, "" if margin is None else f"\n{margin}", self.indent)

    def open(self, node: Node) -> None:
        """Find the children of a JSON node, if not done yet."""
        if node.is_open:
            return
        node.is_open = True
        items = list(json_items(self.text, node.start))
        if node.kind == "mapping":
            node.keys = [Node("scalar", item.start, item.key_end, '"', item.step) for item in items]
        node.children = [json_node(self.text, item.value, item.end) for item in items]


def json_node(text: str, start: int, end: int) -> Node:
    """A JSON node whose children are not known yet."""
    kinds = {"{": "mapping", "[": "sequence"}
    kind: Any = kinds.get(text[start], "scalar")
    style = '"' if text[start] == '"' else text[start] if kind != "scalar" else ""
    return Node(kind, start, end, style, is_open=False)
