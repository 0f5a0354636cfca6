"""Reduces the formats of scalars to those with a Python type, and makes numbers exact.

A `number` is a decimal unless the schema says that it is a float. A format that no client knows
stays as a note in the description.
"""

from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.schemas import map_children
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Object, is_array

TYPED = {
    "string": (
        *("date", "date-time", "time", "duration", "uuid", "byte", "binary", "decimal"),
        *("unix-time", "boolean"),
    ),
    "integer": ("unix-time",),
    "number": ("decimal", "double"),
}
"""The formats that have a type, by the type that they refine."""

_SAME = {"float": "double"}

_KNOWN = (
    *("int32", "int64", "uri", "uri-reference", "iri", "email", "idn-email", "hostname", "ipv4"),
    *("ipv6", "password", "regex", "json-pointer", "uri-template", "url"),
)
"""Formats that need no note: they only restrict texts and integers."""


def with_known_formats(schema: Traced, log: Log) -> Traced:
    """A schema with formats that have a type, to any depth."""
    inner = map_children(schema, lambda child: with_known_formats(child, log))
    kind = _kind(inner)
    given = inner.get("format")
    if kind == "string" and "enum" in inner:
        inner.pop("format", None)
        return inner
    encoding = str(inner.pop("contentEncoding", "")) if kind == "string" else ""
    if encoding.lower() == "base64":
        return like(inner, {**inner, "format": "byte"})
    if encoding.lower() == "base64url":  # another alphabet, so its text stays as it is
        given = encoding
    wanted = _SAME.get(str(given), given) if kind != "integer" else given
    if kind == "number" and wanted not in TYPED["number"]:
        wanted = "decimal"
        log.step(schema.at, "took the number for a decimal")
    if wanted in TYPED.get(kind, ()):
        return like(inner, {**inner, "format": wanted})
    inner.pop("format", None)
    if given is None or given in _KNOWN:
        return inner
    log.step(schema.at, f"noted the format `{given}` in the description")
    return _noted(inner, str(given))


def _kind(schema: Object) -> str:
    types = schema.get("type")
    named = [one for one in types if one != "null"] if is_array(types) else [types]
    return str(named[0]) if len(named) == 1 else ""


def _noted(schema: Traced, given: str) -> Traced:
    words = f"Format: {given}."
    said = str(schema.get("description", "")).strip()
    return like(schema, {**schema, "description": f"{said} {words}".strip()})
