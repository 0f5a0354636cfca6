"""Which kind of object stands where in an OpenAPI document (OpenAPI 3.2, section 4).

A key says nothing by itself: `items` is a schema in a schema, and a property below `properties`.
A kind that starts with `{}` is a map of objects of that kind, with `[]` a list of them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from corrigenda.openapi.normalize.operations import METHODS
from corrigenda.trees import Location, is_array, is_object

DATA = "data"
"""The kind of examples, defaults and other values, in which no key has a meaning."""

DOCUMENT = "document"
SCHEMA = "schema"

_SCHEMAS = (
    *("items", "additionalProperties", "not", "contains", "propertyNames", "if", "then"),
    *("else", "unevaluatedItems", "unevaluatedProperties", "contentSchema"),
)

_OBJECTS: Mapping[str, Mapping[str, str]] = {
    DOCUMENT: {"paths": "{}path item", "webhooks": "{}path item", "components": "components"},
    "components": {
        "callbacks": "{}callback",
        "examples": "{}example",
        "headers": "{}header",
        "links": "{}link",
        "mediaTypes": "{}media type",
        "parameters": "{}parameter",
        "pathItems": "{}path item",
        "requestBodies": "{}request body",
        "responses": "{}response",
        "schemas": "{}schema",
        "securitySchemes": "{}security scheme",
    },
    "path item": {
        **dict.fromkeys((*METHODS, "query"), "operation"),
        "additionalOperations": "{}operation",
        "parameters": "[]parameter",
    },
    "callback": {"*": "path item"},
    "operation": {
        "callbacks": "{}callback",
        "parameters": "[]parameter",
        "requestBody": "request body",
        "responses": "{}response",
    },
    "parameter": {
        "content": "{}media type",
        "example": DATA,
        "examples": "{}example",
        "schema": SCHEMA,
    },
    "request body": {"content": "{}media type"},
    "response": {"content": "{}media type", "headers": "{}header", "links": "{}link"},
    "media type": {
        "encoding": "{}encoding",
        "example": DATA,
        "examples": "{}example",
        "itemEncoding": "encoding",
        "itemSchema": SCHEMA,
        "prefixEncoding": "[]encoding",
        "schema": SCHEMA,
    },
    "encoding": {"headers": "{}header"},
    "example": {"dataValue": DATA, "value": DATA},
    "link": {"parameters": DATA, "requestBody": DATA},
    SCHEMA: {
        **dict.fromkeys(_SCHEMAS, SCHEMA),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "[]schema"),
        **dict.fromkeys(("$defs", "dependentSchemas"), "{}schema"),
        **dict.fromkeys(("patternProperties", "properties"), "{}schema"),
        **dict.fromkeys(("const", "default", "enum", "example", "examples"), DATA),
    },
}

_OPEN = ("{}path item", "{}response", "callback", "components")
"""Kinds whose keys may be extensions; a property or a schema may be called `x-name`."""


def kind_below(kind: str, key: str | int) -> str:
    """The kind of the object at a key or index; empty if it is of no kind that matters here."""
    if kind == DATA:
        return DATA
    extension = str(key).startswith("x-")
    if kind[:2] in ("{}", "[]"):
        return DATA if extension and kind in _OPEN else kind[2:]
    known = _OBJECTS.get("parameter" if kind == "header" else kind, {})
    if extension:
        return DATA
    return known.get(str(key), known.get("*", ""))


def nodes_of(
    node: Any, kind: str = DOCUMENT, at: Location = ()
) -> Iterator[tuple[Location, str, Any]]:
    """Every node around the schemas and data of a document, with its location and kind."""
    yield at, kind, node
    if kind in (DATA, SCHEMA):
        return
    if is_object(node):
        for key, value in node.items():
            yield from nodes_of(value, kind_below(kind, key), (*at, key))
    elif is_array(node):
        for index, value in enumerate(node):
            yield from nodes_of(value, kind_below(kind, index), (*at, index))
