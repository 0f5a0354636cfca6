"""Gives the generator of models the names of attributes and members, and says what is sent.

The generator names nothing itself: `naming` has the rules.
"""

from collections.abc import Mapping, Sequence

from corrigenda.naming import attribute_names, member_names, sent_as
from corrigenda.trees import Object


def told(schema: Object, wire: str, name: str) -> Object:
    """The schema, whose description says how a value is sent if nobody could guess."""
    line = sent_as(wire, name)
    return {**schema, "description": _beside(schema.get("description"), line)} if line else schema


def with_names(schemas: Object) -> Object:
    """The schemas, whose enums name their members, and whose properties say how they are sent."""
    return {name: _named(schema) for name, schema in schemas.items()}


def attribute_aliases(schemas: Object, taken: Mapping[str, Sequence[str]] = {}) -> dict[str, str]:
    """The attributes that are unlike their properties: `{"Order.createdAt": "created_at"}`.

    Args:
        schemas: the schemas by the names of their classes.
        taken: names that a class uses besides, by class.
    """
    return {
        f"{name}.{wire}": attribute
        for name, schema in schemas.items()
        for wire, attribute in _attributes(schema, taken.get(name, ())).items()
        if wire != attribute or not wire.isascii()  # the generator knows fewer letters than Python
    }


def _attributes(schema: Object, taken: Sequence[str] = ()) -> dict[str, str]:
    return attribute_names(list(schema.get("properties", ())), taken)


def _named(schema: Object) -> Object:
    if schema.get("enum"):
        return _with_members(schema)
    if "properties" not in schema:
        return schema
    attributes, given = _attributes(schema), schema["properties"]
    properties = {wire: told(given[wire], wire, name) for wire, name in attributes.items()}
    return {**schema, "properties": properties}


def _with_members(schema: Object) -> Object:
    """An enum with a name for each value, and with what its members are sent as."""
    values, named = schema["enum"], schema.get("x-enum-varnames", ())
    names = member_names(values, named)
    lines = [
        sent_as(value, name) if at >= len(named) and isinstance(value, str) else ""
        for at, (value, name) in enumerate(zip(values, names, strict=True))
    ]
    told_of = {"x-enum-descriptions": lines} if any(lines) else {}
    return {**schema, "x-enum-varnames": names, **told_of}


def _beside(description: object, line: str) -> str:
    """A description, and a sentence after it."""
    text = str(description or "").strip()
    stop = "" if not text or text.endswith((".", "!", "?")) else "."
    return f"{text}{stop} {line}".strip()
