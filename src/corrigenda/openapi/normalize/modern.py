"""Writes every schema as OpenAPI 3.1 does, with only what a client needs to know.

`nullable` becomes a type, a type that is missing is the one that the other keywords imply, and what
only restricts values (`pattern`, `maximum`, `not`) goes: the service judges those.
"""

from collections.abc import Iterable
from typing import Any

from corrigenda.exact import ExactFloat
from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.schemas import ABOUT, NULL, about, content, map_children
from corrigenda.openapi.normalize.traced import Traced, like
from corrigenda.trees import Object, is_array, is_object

_CONTENT = (
    *("$ref", "type", "properties", "required", "items", "additionalProperties", "allOf", "anyOf"),
    *("enum", "const", "format", "discriminator", "title", "contentEncoding", "contentMediaType"),
)
_EXTENSIONS = ("x-case-insensitive", "x-enum-varnames", "x-name", "x-round")
_BY_KEYWORD = {
    "properties": "object",
    "additionalProperties": "object",
    "patternProperties": "object",
    "items": "array",
    "prefixItems": "array",
}
_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number"}


def modern(schema: Traced, log: Log) -> Traced:
    """A schema in the form of OpenAPI 3.1, to any depth."""
    inner = map_children(schema, lambda child: modern(child, log))
    if inner.get("nullable") is True:
        log.step((*schema.at, "nullable"), "wrote `nullable` as a type")
    if "$ref" in inner:
        found = _referring(inner)
        return or_null(found) if inner.get("nullable") is True else found
    types = _types(inner)
    is_nullable = NULL in types or inner.get("nullable") is True
    if types == [NULL]:
        return like(schema, {**about(schema), "type": NULL})
    named = [one for one in types if one != NULL]
    kept = {key: value for key, value in _joined(inner).items() if _is_said(key)}
    kept.pop("type", None)
    found = _typed(like(schema, kept), named)
    return or_null(found) if is_nullable and (named or found) else found


def _referring(schema: Traced) -> Traced:
    """A reference: alone, or in an `allOf` with what else is said of its values (OpenAPI 3.1)."""
    telling = ("properties", "required", "allOf", "anyOf", "enum", "const", "additionalProperties")
    reference = {"$ref": schema["$ref"]}
    rest = {key: one for key, one in _joined(content(schema)).items() if key in telling}
    if not rest:
        return like(schema, {**reference, **about(schema)})
    members = [like(schema, reference), *rest.pop("allOf", ()), like(schema, rest)]
    return like(schema, {**about(schema), "allOf": members})


def _is_said(key: str) -> bool:
    return key in _CONTENT or key in ABOUT or key in _EXTENSIONS


def _joined(schema: Object) -> Object:
    """The schema with `oneOf` as `anyOf`, lists of tuples as lists, and patterns as maps."""
    joined = dict(schema)
    if is_array(joined.get("oneOf")):
        joined["anyOf"] = [*joined.get("anyOf", ()), *joined.pop("oneOf")]
    if is_array(joined.get("prefixItems")):
        joined["items"] = _any_of(schema, joined["prefixItems"], joined.get("items"))
    if is_object(joined.get("patternProperties")):
        patterns = joined["patternProperties"].values()
        other = joined.get("additionalProperties")
        joined["additionalProperties"] = _any_of(schema, patterns, other)
    if is_array(joined.get("x-known-values")):
        joined.setdefault("enum", joined["x-known-values"])  # classes of enums are open anyway
    if is_array(joined.get("enum")) and "string" in (joined.get("type", ())):
        joined["enum"] = [_as_text(value) for value in joined["enum"]]
    return _without_null_values(joined)


def _any_of(schema: Object, options: Iterable[Any], rest: Any) -> Traced:
    """One schema for several places, and for the others if the author says what they have."""
    if rest is True:
        return like(schema, {})
    said: list[Traced] = [*options, *([rest] if isinstance(rest, Traced) else ())]
    return said[0] if len(said) == 1 else like(schema, {"anyOf": said})


def _as_text(value: Any) -> Any:
    """A value of a list of texts: YAML reads a text without quotes, such as 1.0, as a number."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, ExactFloat):
        return value.text
    return str(value) if isinstance(value, int | float) else value


def _without_null_values(schema: Object) -> Object:
    """The schema with an enum that does not list null, which is a type."""
    values, names = schema.get("enum"), schema.get("x-enum-varnames")
    if not is_array(values):
        return {key: value for key, value in schema.items() if key != "x-enum-varnames"}
    named = {"x-enum-varnames": names} if is_array(names) and len(names) == len(values) else {}
    rest = {key: value for key, value in schema.items() if key not in ("enum", "x-enum-varnames")}
    if named:
        pairs = zip(values, named["x-enum-varnames"], strict=True)
        named["x-enum-varnames"] = [name for value, name in pairs if value is not None]
    kept: list[Any] = [value for value in values if value is not None]
    if not named:
        kept = [*{repr(value): value for value in kept}.values()]
    return {**rest, "enum": kept, **named}


def _types(schema: Object) -> list[str]:
    """The types of a schema, as it says or as its keywords imply."""
    given = schema.get("type")
    values: list[Any] = schema["enum"] if is_array(schema.get("enum")) else []
    nulls = [NULL] if None in values else []
    if is_array(given):
        return [*dict.fromkeys([*map(str, given), *nulls])]
    if isinstance(given, str):
        return [given, *(nulls if given != NULL else ())]
    constants = [schema["const"]] if "const" in schema else values
    if constants:
        return list(dict.fromkeys(_type_of(value) for value in constants))
    implied = [kind for keyword, kind in _BY_KEYWORD.items() if keyword in schema]
    return implied[:1]


def _type_of(value: Any) -> str:
    if value is None:
        return NULL
    kinds = (name for kind, name in _TYPES.items() if isinstance(value, kind))
    return next(kinds, "array" if is_array(value) else "object")


def _typed(schema: Traced, types: list[str]) -> Traced:
    """The schema with one type; several are a union of schemas with one each."""
    if len(types) < 2:
        one = {"type": types[0], **schema} if types else {**schema}
        if types and types[0] not in _WITH_CLASSES:
            one.pop("enum", None)  # a list of such values has no class
        return like(schema, one)
    rest = {key: value for key, value in content(schema).items() if key != "enum"}
    options = [like(schema, {"type": one, **_fitting(rest, one)}) for one in types]
    return like(schema, {**about(schema), "anyOf": options})


_WITH_CLASSES = ("string", "integer")
"""The types of enums that have a class; other values have too many forms, or too few."""

_FITTING = {
    "object": ("properties", "required", "additionalProperties", "discriminator", "title"),
    "array": ("items",),
    "string": (
        *("format", "const", "contentEncoding", "contentMediaType"),
        "x-round",
    ),
    "integer": ("format", "const", "x-round"),
    "number": ("format", "const"),
    "boolean": ("const",),
}


def _fitting(schema: Object, kind: str) -> Object:
    """The keywords that say something about values of a type."""
    return {key: value for key, value in schema.items() if key in _FITTING.get(kind, ())}


_SCALARS = ("string", "integer", "number", "boolean", "array")


def or_null(schema: Traced) -> Traced:
    """A schema that also allows null."""
    if allows_null(schema):
        return schema
    if schema.get("type") in _SCALARS and "enum" not in schema:
        return like(schema, {**schema, "type": [schema["type"], NULL]})
    rest = content(schema)
    options = rest["anyOf"] if set(rest) == {"anyOf"} else [like(schema, rest)]
    return like(schema, {**about(schema), "anyOf": [*options, like(schema, {"type": NULL})]})


def allows_null(schema: Object) -> bool:
    """Whether a schema allows null, as far as it says so itself."""
    if not schema or schema.get("type") == NULL:
        return True
    if is_array(schema.get("type")):
        return NULL in schema["type"]
    return any(one.get("type") == NULL for one in schema.get("anyOf", ()))


def without_null(schema: Traced) -> Traced:
    """A schema that does not allow null."""
    if is_array(schema.get("type")):
        types = [one for one in schema["type"] if one != NULL]
        return like(schema, {**schema, "type": types[0] if len(types) == 1 else types})
    if "anyOf" not in schema:
        return schema
    options = [one for one in schema["anyOf"] if one.get("type") != NULL]
    if len(options) == len(schema["anyOf"]):
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return like(schema, {**options[0], **rest} if len(options) == 1 else {**rest, "anyOf": options})
