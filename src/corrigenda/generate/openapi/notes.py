"""Adds defaults and the ids of corrections to the descriptions of an OpenAPI schema."""

from typing import Any

from corrigenda.corrections import corrected_line
from corrigenda.overlay.merged import Merged
from corrigenda.texts.defaults import without_defaults
from corrigenda.trees import Location, Object, to_builtins


def corrected_schemas(merged: Merged) -> Object:
    """Return the schemas; descriptions say each default, and the corrections of each property."""
    given: Object = to_builtins(merged.root["components"]["schemas"])
    schemas: Object = {name: without_defaults(schema) for name, schema in given.items()}
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
