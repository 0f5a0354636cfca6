"""Tells how a YAML text is laid out, so that what is added to it looks alike."""

from collections.abc import Iterator

from corrigenda.texts.nodes import Node
from corrigenda.texts.yaml_writer import Layout


def layout_of(text: str, root: Node) -> Layout:
    """How the first mapping and the first list in a mapping are indented, all of them in blocks.

    Without a list the dashes stand below the first letter of the key.
    """
    mapping, offset = None, None
    for parent, child in _blocks(root):
        left = _column(text, parent.keys[0].start)
        if child.kind == "mapping" and mapping is None:
            mapping = _column(text, child.keys[0].start) - left
        elif child.kind == "sequence" and offset is None and text[child.start] == "-":
            offset = _column(text, child.start) - left
        if mapping and offset is not None:
            break
    return Layout(max(mapping or 2, 1), max(offset or 0, 0))


def _blocks(root: Node) -> Iterator[tuple[Node, Node]]:
    """Collections in blocks, each with the mapping in blocks that holds it, top down."""
    level = [root]
    while level:
        for node in level:
            if node.kind == "mapping" and not node.is_flow and node.keys:
                yield from ((node, child) for child in node.children if _is_plain_block(child))
        level = [child for node in level for child in node.children]


def _is_plain_block(node: Node) -> bool:
    """Whether it begins where its first child does: no flow, no alias, no anchor before it."""
    if node.kind == "scalar" or node.is_flow or not node.children:
        return False
    return node.kind == "sequence" or node.keys[0].start == node.start


def _column(text: str, offset: int) -> int:
    return offset - (text.rfind("\n", 0, offset) + 1)
