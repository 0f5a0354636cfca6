"""Makes up the arguments of an example call, for a method of which no request is documented.

A value is the example that the schema gives, or else the plainest one that it allows: `1`, a date,
the first of its choices, the name of the argument as a text. Only what must be given is given.
Where no such value is certain (a pattern, a file, a choice between objects), there is none, and the
method has no example: a wrong one is worse.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from corrigenda.generate.method import Argument, Method
from corrigenda.trees import Object, is_array, is_object, resolve

_DEEPEST = 6
"""How many objects may stand within each other before the search for a value ends."""

_TEXTS: Mapping[str, str] = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    "decimal": "12.50",
    "duration": "P1D",
    "email": "somebody@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "time": "12:00:00Z",
    "uri": "https://example.com",
    "url": "https://example.com",
    "uuid": "f81d4fae-7dec-41d0-8765-00a0c91e6bf6",
}
"""A text of each format, as it is sent."""

_PLACES = ("path", "query", "header", "body", "variable")

_CANDIDATES = ("A1", "1", "123", "abc", "ABC", "EUR", "en", "2026-01-31", "a1b2c3d4")
"""Texts that a pattern may allow."""


class _UncertainError(Exception):
    """No value is certain to be right."""


Given: TypeAlias = dict[tuple[str, str], Any]
"""Values as JSON, by place (path, query, ...) and wire name."""


@dataclass(frozen=True, slots=True)
class _Schemas:
    """The document, and how deep within a value the search is."""

    root: Object
    depth: int = 0


def made_up(method: Method, root: Object) -> Given | None:
    """Return a value for each argument that must be given, or None if one of them is uncertain."""
    if method.sent is not None and getattr(method.sent, "kind", "json") != "json":
        return None
    try:
        return dict(_given(method, _Schemas(root)))
    except _UncertainError:
        return None


def _given(method: Method, schemas: _Schemas) -> Iterator[tuple[tuple[str, str], Any]]:
    for argument in method.arguments:
        if argument.required:
            yield (argument.place, argument.wire), _of_argument(argument, schemas)


def _of_argument(argument: Argument, schemas: _Schemas) -> Any:
    if argument.place not in _PLACES or (argument.place != "body" and _is_odd(argument)):
        raise _UncertainError
    return _value(argument.schema, argument.wire or argument.name, schemas)


def _is_odd(argument: Argument) -> bool:
    """Whether a parameter is written in a way of its own: its value is then no plain JSON."""
    writing = argument.writing
    return writing is not None and (writing.as_json or bool(writing.model))


def _value(schema: Object, name: str, schemas: _Schemas) -> Any:
    if schemas.depth > _DEEPEST:
        raise _UncertainError
    schema = resolve(schemas.root, schema)
    for known in _known(schema):
        return known
    options = schema.get("anyOf")
    if is_array(options):
        return _first(options, name, schemas)
    if "oneOf" in schema or "allOf" in schema or "not" in schema:
        raise _UncertainError
    return _of_type(schema, name, schemas)


def _known(schema: Object) -> Iterator[Any]:
    """The values that a schema itself gives, the best first."""
    for key in ("const", "x-constant"):
        if key in schema:
            yield schema[key]
    for key in ("enum", "x-known-values"):
        if is_array(schema.get(key)) and schema[key]:
            yield from (one for one in schema[key] if one is not None)
    examples = schema.get("examples")
    shown = [*examples] if is_array(examples) else []
    shown += [schema["example"]] if "example" in schema else []
    yield from (one for one in shown if _fits(one, schema))


def _fits(value: Any, schema: Object) -> bool:
    """Whether an example is one: some documents give texts for numbers, and sketches of objects."""
    kinds: Mapping[str, type | tuple[type, ...]] = {
        "string": str,
        "integer": int,
        "number": (int, Decimal),
        "boolean": bool,
    }
    kind = schema.get("type")
    if not isinstance(kind, str) or kind not in kinds or schema.get("format") in _TEXTS:
        return False
    is_flag = isinstance(value, bool)
    return isinstance(value, kinds[kind]) and is_flag == (kind == "boolean")


def _first(options: Any, name: str, schemas: _Schemas) -> Any:
    """A value of the only option that is not null."""
    known = [resolve(schemas.root, one) for one in options]
    kept = [one for one in known if one.get("type") != "null"]
    if len(kept) != 1:
        raise _UncertainError
    return _value(kept[0], name, schemas)


def _of_type(schema: Object, name: str, schemas: _Schemas) -> Any:
    kind = schema.get("type")
    if kind == "boolean":
        return True
    if kind == "string":
        return _text(schema, name)
    if kind in ("integer", "number"):
        return _number(schema)
    if kind == "array":
        return _array(schema, name, schemas)
    if kind == "object":
        return _object(schema, schemas)
    raise _UncertainError


def _object(schema: Object, schemas: _Schemas) -> Object:
    inner = _Schemas(schemas.root, schemas.depth + 1)
    properties = schema.get("properties", {})
    required = [name for name in schema.get("required", ()) if name in properties]
    if not required:  # the service may want any one of them, or exactly one
        raise _UncertainError
    return {name: _value(properties[name], name, inner) for name in required}


def _array(schema: Object, name: str, schemas: _Schemas) -> list[Any]:
    items = schema.get("items")
    if not is_object(items) or schema.get("minItems", 0) > 1:
        raise _UncertainError
    singular = name.removesuffix("s") or name
    return [_value(items, singular, _Schemas(schemas.root, schemas.depth + 1))]


def _text(schema: Object, name: str) -> str:
    kind = schema.get("format")
    if isinstance(kind, str) and kind in _TEXTS:
        return _TEXTS[kind]
    if kind not in (None, "password"):
        raise _UncertainError
    least, most = schema.get("minLength", 0), schema.get("maxLength", 10_000)
    pattern = schema.get("pattern")
    for text in (name, *_CANDIDATES):
        if least <= len(text) <= most and (not pattern or _matches(pattern, text)):
            return text
    raise _UncertainError


def _matches(pattern: str, text: str) -> bool:
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return False


def _number(schema: Object) -> int | Decimal:
    if schema.get("format") == "unix-time":
        return 1_767_225_600
    candidates = [1, 10, 100, 0, *(_edge(schema, key) for key in _EDGES if key in schema)]
    fitting = (one for one in candidates if one is not None and _allows(schema, one))
    whole = next(fitting, None)
    if whole is None:
        raise _UncertainError
    is_money = schema.get("type") == "number" and schema.get("format") != "double"
    better = Decimal("12.50")
    return better if is_money and _allows(schema, better) else whole


_EDGES = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")


def _edge(schema: Object, key: str) -> int | None:
    step = {"exclusiveMinimum": 1, "exclusiveMaximum": -1}.get(key, 0)
    value = schema[key]
    is_whole = isinstance(value, int | Decimal) and not isinstance(value, bool) and value % 1 == 0
    return int(value) + step if is_whole else None


def _allows(schema: Object, value: int | Decimal) -> bool:
    """Whether a number is within the limits of a schema; they are compared exactly."""
    exact = Fraction(value)
    limits = {key: Fraction(schema[key]) for key in _EDGES if _is_number(schema.get(key))}
    return (
        limits.get("minimum", exact) <= exact <= limits.get("maximum", exact)
        and limits.get("exclusiveMinimum", exact - 1) < exact
        and exact < limits.get("exclusiveMaximum", exact + 1)
        and exact % limits.get("multipleOf", exact or Fraction(1)) == 0
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
