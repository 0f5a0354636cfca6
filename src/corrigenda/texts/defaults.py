"""Says in words what a schema gives as a default.

A default is what the service assumes when a value is left out. In a struct it would be a value that
nobody gave: sent by inputs, and shown by responses. So optional fields are UNSET in Python, and the
default is a sentence of their docstring.
"""

import json
from typing import Any

from corrigenda.trees import Object, is_array, is_object

_MAPS = ("properties", "patternProperties", "$defs")
"""Keywords whose value has names as keys, and not keywords: a property may be called `default`."""


def with_default(description: str, default: str) -> str:
    """Return a description that ends with the default, given as it is written in a request."""
    return f"{description} Default: `{default}`.".strip()


def without_defaults(schema: Any) -> Any:
    """Return a JSON Schema in which descriptions say every default."""
    if is_array(schema):
        return [without_defaults(item) for item in schema]
    if not is_object(schema):
        return schema
    plain: Object = {
        key: _named(value) if key in _MAPS else value if key in _DATA else without_defaults(value)
        for key, value in schema.items()
        if key != "default"
    }
    if schema.get("default") is not None:
        description = str(plain.get("description") or "")
        plain["description"] = with_default(description, _written(schema["default"]))
    return plain


_DATA = ("enum", "const", "example", "examples")
"""Keywords that hold data, which may look like a schema."""


def _named(schemas: Any) -> Any:
    if not is_object(schemas):
        return schemas
    return {name: without_defaults(schema) for name, schema in schemas.items()}


def _written(default: Any) -> str:
    if isinstance(default, str):
        return default
    return json.dumps(default, ensure_ascii=False, default=str)
