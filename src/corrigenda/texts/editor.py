"""Edits a text where its data changed, and keeps every other character.

The new data is compared with the old, node by node; each difference becomes an edit of the text.
A removed member takes its lines with it; comments on separate lines stay. A new member follows the
last of its siblings. A node that cannot be edited (keys with question marks, merge keys) is written
anew. A result that does not read back as the new data is discarded.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from corrigenda.texts.draft import Draft, Edit, Slot, Stood, json_node
from corrigenda.texts.json_text import JSONError, indent_of, is_json_text, json_start, load_json
from corrigenda.texts.layout import layout_of
from corrigenda.texts.nodes import Node
from corrigenda.texts.placing import drop, insert_items, insert_members, replace
from corrigenda.texts.yaml_reader import YAMLTextError, read_yaml
from corrigenda.texts.yaml_writer import Layout
from corrigenda.trees import Location, in_same_order, same

_COLON = re.compile(r"(?:[ \t]|#[^\n]*\n|\n)*:")
_QUESTION = re.compile(r"(?:^|[ \t\n{,\[])\?[ \t]+$")


def edited_yaml(text: str, root: Node, old: Any, new: Any, stood: Stood) -> str | None:
    """Edit YAML text to hold the new data; None if it must be written anew.

    Args:
        text: the text from which `root` and `old` were read.
        root: the node of the whole document.
        old: the data of the text.
        new: the data that the result must have.
        stood: the old location of each node.
    """
    layout, is_json = layout_of(text, root), root.style == "{" and is_json_text(text)
    work = Draft(_ended(text), layout, stood, is_json, indent_of(text), "*" in text)
    _value(work, root, (), old, new, lambda: Slot(root.start, -layout.mapping))
    result = _applied(work, text)
    try:
        return result if same(read_yaml(result)[0], new) else None
    except YAMLTextError:
        return None


def edited_json(text: str, old: Any, new: Any, stood: Stood) -> str | None:
    """Edit JSON text to hold the new data; None if it must be written anew."""
    root = json_node(text, json_start(text), len(text.rstrip(" \t\n")))
    work = Draft(_ended(text), Layout(), stood, True, indent_of(text), False)
    _value(work, root, (), old, new, lambda: Slot(root.start, -2))
    result = _applied(work, text)
    try:
        return result if same(load_json(result), new) else None
    except JSONError:
        return None


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _applied(work: Draft, original: str) -> str:
    """The text with all edits applied; a missing final line break stays missing."""
    pieces: list[str] = []
    position = 0
    for edit in sorted(work.edits, key=_order):
        pieces += work.text[position : edit.start], edit.text
        position = max(position, edit.end)
    result = "".join(pieces) + work.text[position:]
    if not original.endswith("\n") and all(edit.end < len(original) for edit in work.edits):
        return result.removesuffix("\n")
    return result


def _order(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _value(
    work: Draft, node: Node, at: Location, old: Any, new: Any, slot: Callable[[], Slot]
) -> None:
    """Add the edits that turn the text of a node from `old` into `new`; few need their `slot`."""
    if not work.has_aliases and same(old, new) and in_same_order(old, new):
        return
    before = len(work.edits)
    work.open(node)
    is_edited = _can_edit(work, node, old, new)
    if is_edited and node.kind == "mapping":
        is_edited = _mapping(work, node, at, old, new)
    elif is_edited and node.kind == "sequence":
        is_edited = _sequence(work, node, at, old, new)
    if not is_edited:
        del work.edits[before:]
        if not same(old, new) or _repeats_changed(work, node):
            replace(work, node, new, slot())
    if len(work.edits) > before:
        work.changed.add(id(node))


def _can_edit(work: Draft, node: Node, old: Any, new: Any) -> bool:
    """Whether the node is a collection whose children can be edited one by one."""
    if node.anchored is not None or node.merges or not node.children or not new:
        return False
    if node.kind == "mapping":
        before = (work.text[max(0, key.start - 8) : key.start] for key in node.keys)
        return isinstance(new, dict) and not any(map(_QUESTION.search, before))
    return isinstance(new, list) and isinstance(old, list)


def _repeats_changed(work: Draft, node: Node) -> bool:
    """Whether the node contains an alias of a node that changed."""
    if node.anchored is not None:
        return id(node.anchored) in work.changed
    return any(_repeats_changed(work, child) for child in node.children)


def _mapping(work: Draft, node: Node, at: Location, old: Any, new: Any) -> bool:
    names = [str(key.value) for key in node.keys]
    kept = _in_order(names, list(new))
    if not kept and not work.has_own_lines(node):
        return False
    _forget_others(work, node, kept)
    for index in kept:
        name, key, child = names[index], node.keys[index], node.children[index]
        slot = partial(_member_slot, work, node, key)
        _value(work, child, (*at, name), old[name], new[name], slot)
    fresh = list(new)[len(kept) :]
    drop(work, node, kept)
    if fresh:
        insert_members(work, node, {name: new[name] for name in fresh})
    return True


def _sequence(work: Draft, node: Node, at: Location, old: Any, new: Any) -> bool:
    kept = _that_stay(work, node, at, new)
    if same(old, new):
        kept = {index: index for index in range(len(new))}
    if not kept and not work.has_own_lines(node):
        return False
    _forget_others(work, node, kept)
    for index in kept:
        child, slot = node.children[index], partial(_item_slot, work, node, index)
        _value(work, child, (*at, kept[index]), old[index], new[kept[index]], slot)
    fresh = new[len(kept) :]
    drop(work, node, kept)
    if fresh:
        insert_items(work, node, fresh)
    return True


def _member_slot(work: Draft, node: Node, key: Node) -> Slot:
    colon = _COLON.match(work.text, key.end)
    start = colon.end() if colon else key.end
    column = work.column(key.start)
    return Slot(start, column, in_flow=node.is_flow, lacks_colon=colon is None)


def _item_slot(work: Draft, node: Node, index: int) -> Slot:
    if node.is_flow:
        return Slot(node.children[index].start, 0, in_flow=True)
    start = work.start(node, index)
    return Slot(start + 1, work.column(start), is_item=True)


def _forget_others(work: Draft, node: Node, kept: dict[int, int]) -> None:
    """Forget the children that are not kept, before aliases in the others are checked."""
    for index, child in enumerate(node.children):
        if index not in kept:
            work.forget(child)


def _in_order(names: list[str], wanted: list[str]) -> dict[int, int]:
    """Map old to new indexes of the members that stay: the first ones, in their old order."""
    places = {name: index for index, name in enumerate(names)}
    kept: dict[int, int] = {}
    last = -1
    for position, name in enumerate(wanted):
        if places.get(name, -1) <= last:
            break
        last = places[name]
        kept[last] = position
    return kept


def _that_stay(work: Draft, node: Node, at: Location, new: list[Any]) -> dict[int, int]:
    """Map old to new indexes of the items that stay; overlays only remove and append items."""
    kept: dict[int, int] = {}
    last = -1
    for index in range(len(new)):
        source = work.stood((*at, index))
        old = source[-1] if source else -1
        if not isinstance(old, int) or not last < old < len(node.children):
            break
        last = old
        kept[last] = index
    return kept
