"""A text that is being edited: its nodes, where they begin and end, and the edits so far."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from corrigenda.texts.json_text import json_items, json_text
from corrigenda.texts.nodes import Node
from corrigenda.texts.yaml_writer import Layout, flow
from corrigenda.trees import Location

Stood: TypeAlias = Callable[[Location], Location | None]
"""Where a node of the new tree stood in the old one; None if it is new."""

_DASH = re.compile(r"-(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*")


class Edit(NamedTuple):
    """Put `text` in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


class Slot(NamedTuple):
    """Where a value stands: after `start`, in a flow, or below a key or a dash at `column`.

    The column of the whole document is negative.
    """

    start: int
    column: int
    is_item: bool = False
    in_flow: bool = False
    lacks_colon: bool = False


@dataclass(slots=True)
class Draft:
    """A text, what is known of it, and the edits so far.

    `is_json` says that it is JSON, whatever its file is called; `indent` is JSON's. `changed` are
    the nodes that will not be what they were, so that an alias can no longer repeat them.
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
        """An anchor in a text that goes is no longer there to be repeated."""
        if self.has_aliases:
            self.changed.add(id(node))
            for child in (*node.keys, *node.children):
                self.forget(child)

    def start(self, node: Node, index: int) -> int:
        """Where a child begins: its key or its dash; before an item are blanks and comments."""
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
        """Where a child ends: its value, or its key if it has none."""
        end = self.content_end(node.children[index])
        return max(end, node.keys[index].end) if node.kind == "mapping" else end

    def content_end(self, node: Node) -> int:
        """Where the text of a node ends, without the empty lines after a block of lines."""
        last = node
        while last.is_block and last.children:
            last = last.children[-1]
        if not last.is_lines:
            return node.tail
        lines = self.text[last.start : last.end]
        if "+" in lines.partition("\n")[0].partition("#")[0]:
            return last.end - 1
        return last.start + len(lines.rstrip())

    def line_start(self, offset: int) -> int | None:
        """Where the line begins, if there are only blanks before the offset."""
        start = self.text.rfind("\n", 0, offset) + 1
        return start if not self.text[start:offset].strip() else None

    def has_own_lines(self, node: Node) -> bool:
        """Whether the children of a collection stand on lines of their own, the first one, too."""
        return node.is_block and self.line_start(self.start(node, 0)) is not None

    def line_end(self, offset: int) -> int:
        """Where the next line begins."""
        return self.text.find("\n", offset) + 1 or len(self.text)

    def column(self, offset: int) -> int:
        return offset - (self.text.rfind("\n", 0, offset) + 1)

    def margin(self, offset: int) -> str:
        """The blanks that the line of an offset begins with."""
        start = self.text.rfind("\n", 0, offset) + 1
        line = self.text[start:offset]
        return line[: len(line) - len(line.lstrip())]

    def flow(self, value: Any, margin: str | None) -> str:
        """A value as it stands in a flow; JSON on lines of its own unless the flow has one line."""
        if not self.is_json:
            return flow(value)
        return json_text(value, "" if margin is None else f"\n{margin}", self.indent)

    def open(self, node: Node) -> None:
        """Find the children of a node of JSON."""
        if node.is_open:
            return
        node.is_open = True
        items = list(json_items(self.text, node.start))
        if node.kind == "mapping":
            node.keys = [Node("scalar", item.start, item.key_end, '"', item.step) for item in items]
        node.children = [json_node(self.text, item.value, item.end) for item in items]


def json_node(text: str, start: int, end: int) -> Node:
    """A node of JSON whose children have not been looked for."""
    kinds = {"{": "mapping", "[": "sequence"}
    kind: Any = kinds.get(text[start], "scalar")
    style = '"' if text[start] == '"' else text[start] if kind != "scalar" else ""
    return Node(kind, start, end, style, is_open=False)
