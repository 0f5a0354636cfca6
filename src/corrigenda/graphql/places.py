"""Locates the nodes of GraphQL documents."""

from pathlib import Path

from graphql import Node
from graphql.language import get_location

from corrigenda.problems import Place


def node_place(node: Node) -> Place:
    """The place of a node, in whichever document it came from."""
    if node.loc is None:
        return Place(Path())
    where = get_location(node.loc.source, node.loc.start)
    return Place(Path(node.loc.source.name), where.line, where.column)
