"""Takes a GraphQL schema as it is, SDL or introspection JSON, and gives it operations."""

import re
from collections.abc import Mapping
from pathlib import Path

from graphql import DocumentNode, ScalarTypeDefinitionNode

from corrigenda.graphql.reach import mentions
from corrigenda.graphql.read import read_schema
from corrigenda.new.operations import write_operations
from corrigenda.new.source import Source

_TEXTS = ("URI", "URL", "UUID", "HTML", "Email", "EmailAddress", "Hostname", "IPAddress", "Color")
"""Scalars that are texts wherever they are known, by their names."""

_MOMENT = re.compile(r"ISO[- ]?8601|RFC[- ]?3339", re.IGNORECASE)


def read_graphql(path: Path) -> Source:
    """Read a schema, and write an operation for each field at its root.

    Raises:
        ProblemsError: the file is no GraphQL schema, or has no query or mutation.
    """
    document = read_schema(path)
    name = "schema.json" if path.suffix.lower() == ".json" else "schema.graphql"
    files = {name: path.read_bytes()}
    written = write_operations(path, document)
    files |= {f"operations/{key}": text.encode() for key, text in written.files.items()}
    chosen = f"id:{written.names[0]}"
    return Source(files, {name: path}, chosen, scalars=_scalars(document), notes=written.notes)


def _scalars(document: DocumentNode) -> Mapping[str, str]:
    """The mapping of each scalar that loses nothing and refuses nothing, as far as one can know."""
    nodes = [one for one in document.definitions if isinstance(one, ScalarTypeDefinitionNode)]
    found = {one.name.value: _mapping(one) for one in nodes}
    if any(mentions(one, "Float") for one in document.definitions):
        found["Float"] = "decimal"
    return found


def _mapping(node: ScalarTypeDefinitionNode) -> str:
    said = node.description.value if node.description else ""
    name = node.name.value
    if name in _TEXTS:
        return "string"
    if name in ("DateTime", "Date") and _MOMENT.search(said):
        return "date-time" if name == "DateTime" else "date"
    return "json"
