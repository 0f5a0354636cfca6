"""Detects the layout of a YAML text, so that additions match it."""

from collections.abc import Iterator

from corrigenda.texts.nodes import Node
from corrigenda.texts.yaml_writer import Layout


def layout_of(text: str, root: Node) -> Layout:
    """The indentation of the first block mapping and the first block list in a block mapping.

    Without a list, dashes are aligned with the key.
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
    """Yield block mappings with each block collection in them, top down."""
    level = [root]
    while level:
        for node in level:
            if node.kind == "mapping" and not node.is_flow and node.keys:
                yield from ((node, child) for child in node.children if _is_plain_block(child))
        level = [child for node in level for child in node.children]


def _is_plain_block(node: Node) -> bool:
    """Whether it starts with its first child: it is not a flow or an alias, and has no anchor."""
    if node.kind == "scalar" or node.is_flow or not node.children:
        return False
    return node.kind == "sequence" or node.keys[0].start == node.start


def _column(text: str, offset: int) -> int:
    return offset - (text.rfind("\n", 0, offset) + 1)
