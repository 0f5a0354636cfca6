"""Gives the descriptions of an OpenAPI schema the form of docstrings.

They say each default and what is deprecated, name the corrections of what they describe, and cite
no lines of a page.
"""

from typing import Any

from corrigenda.corrections import corrected_line
from corrigenda.generate.prose import without_lines
from corrigenda.openapi.dialect import Dialect
from corrigenda.openapi.normalize import Traced
from corrigenda.openapi.normalize.schemas import map_children
from corrigenda.openapi.normalize.traced import like
from corrigenda.texts.defaults import in_words
from corrigenda.trees import Location, Object, is_object, to_builtins, walk


def corrected_schemas(dialect: Dialect) -> Object:
    """Return the schemas, with all that descriptions are to say, and without lines."""
    named = dialect.root["components"]["schemas"]
    given: Object = {name: to_builtins(_open(schema)) for name, schema in named.items()}
    schemas: Object = {name: in_words(schema) for name, schema in given.items()}
    for _at, node in walk(schemas):
        if is_object(node) and isinstance(node.get("description"), str):
            node["description"] = without_lines(node["description"])
    for name, schema in schemas.items():
        above: Location = ("components", "schemas", name, "properties")
        for member, described in schema.get("properties", {}).items():
            describe(described, dialect.corrections((*above, member)))
    return schemas


def _open(schema: Traced) -> Traced:
    """A schema whose constants are only noted: a class with one value breaks when there are two."""
    changed = map_children(schema, _open)
    noted = {("x-constant" if key == "const" else key): one for key, one in changed.items()}
    return like(changed, noted)


def describe(described: Any, corrections: list[str]) -> None:
    """Add the line to a description, in place."""
    if corrections:
        line = corrected_line(corrections)
        described["description"] = f"{described.get('description', '')} {line}".strip()
