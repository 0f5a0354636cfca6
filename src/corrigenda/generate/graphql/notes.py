"""Gives the descriptions of a GraphQL schema the form of docstrings.

They name the corrections of what they describe, and cite no lines of a page. The published SDL
keeps the original ones.
"""

from copy import deepcopy
from dataclasses import replace

from graphql import DocumentNode, Node, StringValueNode, Visitor, build_ast_schema, visit

from corrigenda.corrections import corrected_line
from corrigenda.generate.prose import without_lines
from corrigenda.graphql.coordinates import find, parse_coordinate
from corrigenda.graphql.merged import Merged


def with_notes(merged: Merged) -> Merged:
    """The same schema, its descriptions with the corrections and without page lines."""
    definitions = deepcopy(merged.reached)
    for definition in definitions:
        visit(definition, _WithoutLines())
    for name in merged.touches:
        at = parse_coordinate(name)
        node = find(definitions, at) if at is not None else None
        if node is not None:
            line = corrected_line(merged.corrections(name, below=False))
            said = node.description.value if node.description else ""
            node.description = StringValueNode(value=f"{said} {line}".strip(), block=True)
    document = DocumentNode(definitions=definitions)
    schema = build_ast_schema(document, assume_valid_sdl=True)
    return replace(merged, reached=definitions, schema=schema)


class _WithoutLines(Visitor):
    """Removes the line numbers from every description."""

    def enter(self, node: Node, *_: object) -> None:
        description = getattr(node, "description", None)
        if isinstance(description, StringValueNode):
            description.value = without_lines(description.value)
