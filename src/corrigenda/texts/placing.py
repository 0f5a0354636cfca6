"""The edits that replace a value, remove children, and insert new ones.

Each works in blocks, which use lines and columns, and in flows, which use brackets and commas.
"""

from typing import Any

from corrigenda.texts.draft import Draft, Edit, Slot
from corrigenda.texts.json_text import json_text
from corrigenda.texts.nodes import Node
from corrigenda.texts.yaml_writer import after, below, flow, flow_key, is_collection, scalar


def replace(work: Draft, node: Node, new: Any, slot: Slot) -> None:
    """Replace the value of a node."""
    work.forget(node)
    end = work.content_end(node)
    if slot.in_flow:
        before = ": " if slot.lacks_colon else " " if node.end == node.start else ""
        start = node.start if node.end > node.start else max(node.start, slot.start)
        margin = work.margin(start) if "\n" in work.text[: work.text.rfind("\n")] else None
        work.edit(start, max(start, end), before + work.flow(new, margin))
    elif slot.column < 0:
        work.edit(node.start, end, _document(work, new))
    elif _fits_in_line(work, node, new):
        work.edit(node.start, end, flow(new))
    elif _fits(work, node, new):
        style = node.style if node.anchored is None else ""
        work.edit(node.start, end, scalar(new, style))
    else:
        text = after(new, slot.column, work.layout, slot.is_item, work.column(slot.start))
        work.edits.append(_with_comment(work, node, Edit(slot.start, max(end, slot.start), text)))


def drop(work: Draft, node: Node, kept: dict[int, int]) -> None:
    """Remove the children that are not kept: lines of a block, parts of a flow."""
    gone = [index for index in range(len(node.children)) if index not in kept]
    first = min(kept, default=0)
    if first > 0 and not work.has_own_lines(node):
        work.edit(work.start(node, 0), work.start(node, first), "")
        gone = [index for index in gone if index > first]
    for index in gone:
        end, line_start = work.end(node, index), work.line_start(work.start(node, index))
        if node.is_flow or line_start is None:
            work.edit(work.end(node, index - 1), end, "")
        else:
            work.edit(line_start, work.line_end(end), "")


def insert_members(work: Draft, node: Node, members: dict[str, Any]) -> None:
    """Insert new members after the last one."""
    if node.is_flow:
        strict = work.is_json
        pieces = {flow_key(key, strict): value for key, value in members.items()}
        _insert_in_flow(work, node, pieces.items())
    else:
        column = work.column(node.keys[0].start)
        _insert_lines(work, node, below(members, column, work.layout))


def insert_items(work: Draft, node: Node, items: list[Any]) -> None:
    """Insert new items after the last one."""
    if node.is_flow:
        _insert_in_flow(work, node, [("", item) for item in items])
    else:
        column = work.column(work.start(node, 0))
        _insert_lines(work, node, below(items, column, work.layout))


def _insert_lines(work: Draft, node: Node, text: str) -> None:
    position = work.line_end(work.end(node, -1))
    work.edit(position, position, f"{text}\n")


def _insert_in_flow(work: Draft, node: Node, pieces: Any) -> None:
    start, end = work.start(node, -1), work.end(node, -1)
    line_start = work.line_start(start)
    margin = None if line_start is None else work.text[line_start:start]
    space = " " if margin is None else f"\n{margin}"
    text = "".join(f",{space}{key}{work.flow(value, margin)}" for key, value in pieces)
    work.edit(end, end, text)


def _document(work: Draft, new: Any) -> str:
    if work.is_json:
        return json_text(new, "\n", work.indent)
    return below(new, 0, work.layout) if new else "{}"


def _fits_in_line(work: Draft, node: Node, new: Any) -> bool:
    """Whether a collection can replace a one-line flow, on the same line and in brackets."""
    if not node.is_flow or not node.children or not is_collection(new):
        return False
    has_one_line = "\n" not in work.text[node.start : node.end]
    return has_one_line and work.column(node.start) + len(flow(new)) <= work.layout.width


def _fits(work: Draft, node: Node, new: Any) -> bool:
    """Whether a scalar can replace another one on its line, with the same quotes."""
    if node.kind != "scalar" or node.start == node.end or node.is_lines:
        return False
    if isinstance(new, str):
        room = work.layout.width - work.column(node.start)
        return "\n" not in new and (len(new) < room or node.style != "")
    return not is_collection(new)


def _with_comment(work: Draft, node: Node, edit: Edit) -> Edit:
    """Move the comment on the replaced line to the first line of the new text.

    The comment after a block belongs to the last node in it, and is dropped.
    """
    line_end = work.text.find("\n", edit.end)
    comment = work.text[edit.end : line_end].rstrip(" \t")
    if not comment:
        return edit
    first, line, rest = edit.text.partition("\n")
    kept = "" if node.is_block else comment
    return Edit(edit.start, line_end, f"{first}{kept}{line}{rest}")
