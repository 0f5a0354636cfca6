"""Says in words what a schema gives as a default, and what it deprecates.

A default is what the service assumes when a value is left out. In a struct it would be a value that
nobody gave: sent by inputs, and shown by responses. So optional fields are UNSET in Python, and the
default is a sentence of their docstring. Python has no mark for a deprecated field or argument, so
that is a sentence, too.
"""

import json
from typing import Any

from corrigenda.trees import Object, is_array, is_object

_MAPS = ("properties", "patternProperties", "$defs")
"""Keywords whose value has names as keys, and not keywords: a property may be called `default`."""


def with_default(description: str, default: str) -> str:
    """Return a description that ends with the default, given as it is written in a request."""
    return f"{description} Default: `{default}`.".strip()


def with_deprecation(description: str, reason: str) -> str:
    """Return a description that ends with the deprecation; ``reason`` may be empty."""
    text = description.rstrip()
    stop = "." if text and text[-1] not in ".!?:" else ""
    return f"{text}{stop} {deprecation(reason)}".strip()


def deprecation(reason: str) -> str:
    """Return the sentence that says that something is deprecated, on one line."""
    words = " ".join(printable(reason).split()).rstrip(". ")
    return f"Deprecated: {words}." if words else "Deprecated."


def printable(text: str) -> str:
    """Return the text with a space for every character that a terminal may obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def in_words(schema: Any) -> Any:
    """Return a JSON Schema in which descriptions say every default, and what is deprecated."""
    if is_array(schema):
        return [in_words(item) for item in schema]
    if not is_object(schema):
        return schema
    plain: Object = {
        key: _named(value) if key in _MAPS else value if key in _DATA else in_words(value)
        for key, value in schema.items()
        if key not in ("default", "deprecated")
    }
    if schema.get("default") is not None:
        description = str(plain.get("description") or "")
        plain["description"] = with_default(description, _written(schema["default"]))
    if schema.get("deprecated") is True:
        plain["description"] = with_deprecation(str(plain.get("description") or ""), "")
    return plain


_DATA = ("enum", "const", "example", "examples")
"""Keywords that hold data, which may look like a schema."""


def _named(schemas: Any) -> Any:
    if not is_object(schemas):
        return schemas
    return {name: in_words(schema) for name, schema in schemas.items()}


def _written(default: Any) -> str:
    if isinstance(default, str):
        return default
    return json.dumps(default, ensure_ascii=False, default=str)
