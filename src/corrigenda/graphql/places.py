"""Locates the nodes of GraphQL documents."""

from pathlib import Path

from graphql import Node

from corrigenda.problems import Place


def node_place(node: Node) -> Place:
    """The place of a node, in whichever document it came from."""
    if node.loc is None:
        return Place(Path())
    start = node.loc.start_token  # `get_location` reads the file up to here for every node
    return Place(Path(node.loc.source.name), max(start.line, 1), max(start.column, 1))
