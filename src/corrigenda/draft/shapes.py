"""Infers one schema from all the values that stand at a place.

A member is required if every example has it. Nothing that the examples only suggest is said: no
enums, no limits. Values of several types are alternatives.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from corrigenda.draft.paths import UUID, is_id
from corrigenda.trees import Object, is_array, is_object

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_URI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_NO_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029"\\]|^\s*$|^\$ref$')
"""What no member of a class may be called: see `openapi.check`."""

_DEEPEST = 24
"""Below so many levels any JSON is described: no class is read so deep."""


def schema_of(values: Sequence[Any], depth: int = 0) -> Object:
    """The schema of all values; `{}`, which is any JSON, if there is none but null."""
    kinds = _by_kind(values)
    if depth > _DEEPEST or not kinds:
        return {}
    schemas = [_schema(kind, found, depth) for kind, found in kinds.items()]
    has_null = any(value is None for value in values)
    if len(schemas) == 1:
        (schema,) = schemas
        return _nullable(schema) if has_null else schema
    return {"anyOf": [*schemas, *([{"type": "null"}] if has_null else [])]}


def _nullable(schema: Object) -> Object:
    return {**schema, "type": [schema["type"], "null"]}


def _by_kind(values: Sequence[Any]) -> dict[str, list[Any]]:
    """The values by their type in JSON, without null; integers beside fractions are numbers."""
    found: dict[str, list[Any]] = {}
    for value in values:
        if value is not None:
            found.setdefault(_kind(value), []).append(value)
    if "number" in found and "integer" in found:
        found["number"] += found.pop("integer")
    return dict(sorted(found.items()))


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, int):
        return "integer"
    return "object" if is_object(value) else "array" if is_array(value) else "number"


def _schema(kind: str, values: list[Any], depth: int) -> Object:
    if kind == "object":
        return _object(values, depth)
    if kind == "array":
        items = [item for value in values for item in value]
        return {"type": "array", "items": schema_of(items, depth + 1)}
    if kind == "string":
        named = string_format(values)
        return {"type": "string", "format": named} if named else {"type": "string"}
    return {"type": kind}


def string_format(values: Sequence[str]) -> str | None:
    """The format that all values have: date-time, date, uuid or uri."""
    tests = (("date-time", _is_moment), ("date", _is_date), ("uuid", _is_uuid), ("uri", _is_uri))
    return next((name for name, test in tests if all(map(test, values))), None)


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text) or not text.isascii():
        return False
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).year > 1
    except ValueError:
        return False


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text) or not text.isascii():
        return False
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_uuid(text: str) -> bool:
    return UUID.fullmatch(text) is not None


def _is_uri(text: str) -> bool:
    return _URI.fullmatch(text) is not None


def _object(values: list[Any], depth: int) -> Object:
    names = list(dict.fromkeys(name for value in values for name in value))
    if not names:
        return {"type": "object"}
    if _is_map(names):
        members = [each for value in values for each in value.values()]
        return {"type": "object", "additionalProperties": schema_of(members, depth + 1)}
    properties = {
        name: schema_of([value[name] for value in values if name in value], depth + 1)
        for name in names
    }
    required = [name for name in names if all(name in value for value in values)]
    described: Object = {"type": "object", "required": required} if required else {"type": "object"}
    return {**described, "properties": properties}


def _is_map(names: Sequence[str]) -> bool:
    """Whether the names are ids, or cannot be names of members."""
    return all(map(is_id, names)) or any(map(_NO_NAME.search, names))
