"""Adds to each description of a GraphQL schema the corrections of the part that it describes.

The generators get the descriptions with that line; the published SDL keeps the original ones.
"""

from copy import deepcopy
from dataclasses import replace

from graphql import DocumentNode, StringValueNode, build_ast_schema

from corrigenda.corrections import corrected_line
from corrigenda.graphql.coordinates import find, parse_coordinate
from corrigenda.graphql.merged import Merged


def with_notes(merged: Merged) -> Merged:
    """The same schema, with a line in the description of every corrected part."""
    definitions = deepcopy(merged.definitions)
    for name in merged.touches:
        at = parse_coordinate(name)
        node = find(definitions, at) if at is not None else None
        if node is not None:
            line = corrected_line(merged.corrections(name, below=False))
            said = node.description.value if node.description else ""
            node.description = StringValueNode(value=f"{said} {line}".strip(), block=True)
    document = DocumentNode(definitions=definitions)
    schema = build_ast_schema(document, assume_valid_sdl=True)
    return replace(merged, definitions=definitions, schema=schema)
