"""Adds the ids of corrections to the descriptions of an OpenAPI schema."""

from typing import Any

from corrigenda.corrections import corrected_line
from corrigenda.overlay.merged import Merged
from corrigenda.trees import Location, Object, to_builtins


def corrected_schemas(merged: Merged) -> Object:
    """Return the schemas, with a line in the description of each corrected property."""
    schemas: Object = to_builtins(merged.root["components"]["schemas"])
    for name, schema in schemas.items():
        above: Location = ("components", "schemas", name, "properties")
        for member, described in schema.get("properties", {}).items():
            describe(described, merged.corrections((*above, member)))
    return schemas


def describe(described: Any, corrections: list[str]) -> None:
    """Add the line to a description, in place."""
    if corrections:
        line = corrected_line(corrections)
        described["description"] = f"{described.get('description', '')} {line}".strip()
