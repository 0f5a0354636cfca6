"""Describes GraphQL input types as JSON Schemas, which the generator of TypedDicts reads.

A nullable input field may be null and may be left out. A scalar that is mapped to `json` allows
any value.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    is_required_input_field,
)

from corrigenda.graphql.defaults import described
from corrigenda.graphql.kinds import Kind, inside, kind_of, members_of, named
from corrigenda.trees import Object

Names = Mapping[str, str]
"""The kinds of scalars, or the classes of types, by their names in the schema."""

_SPECIFIED: Mapping[str, Object] = {
    "Boolean": {"type": "boolean"},
    "ID": {"type": "string"},
    "Int": {"type": "integer"},
    "String": {"type": "string"},
}
_MAPPED: Mapping[str, Object] = {
    "decimal": {"type": "number", "format": "decimal"},
    "double": {"type": "number", "format": "double"},
    "date": {"type": "string", "format": "date"},
    "date-time": {"type": "string", "format": "date-time"},
    "string": {"type": "string"},
    "json": {},
}


def input_schema(
    kind: Kind, scalars: Names, classes: Names, description: str | None = None
) -> Object:
    """The JSON Schema of an input type; input objects and enums are references."""
    if isinstance(kind, GraphQLNonNull):
        return {**_present(inside(kind), scalars, classes), **_described(description)}
    either = [_present(kind, scalars, classes), {"type": "null"}]
    return {"anyOf": either, **_described(description)}


def _present(kind: Kind, scalars: Names, classes: Names) -> Object:
    if isinstance(kind, GraphQLList):
        return {"type": "array", "items": input_schema(inside(kind), scalars, classes)}
    if isinstance(kind, GraphQLInputObjectType | GraphQLEnumType):
        return {"$ref": f"#/components/schemas/{classes[kind.name]}"}
    return dict(_SPECIFIED.get(kind.name) or _MAPPED[scalars[kind.name]])


def struct_annotation(kind: Any, scalars: Names, classes: Names, required: bool) -> str:
    """The annotation of an input, with structs for objects, and `UnsetType` if optional."""
    return _annotation(kind, scalars, classes) + ("" if required else " | UnsetType")


def _annotation(kind: Any, scalars: Names, classes: Names) -> str:
    if not isinstance(kind, GraphQLNonNull):
        return f"{_annotation(GraphQLNonNull(kind), scalars, classes)} | None"
    inner = inside(kind)
    if isinstance(inner, GraphQLList):
        return f"list[{_annotation(inside(inner), scalars, classes)}]"
    name = str(inner.name)
    if isinstance(inner, GraphQLInputObjectType | GraphQLEnumType):
        return classes[name]
    return _PYTHON[name if name in _SPECIFIED else scalars[name]]


_PYTHON = {
    "Boolean": "bool",
    "ID": "str",
    "Int": "int",
    "String": "str",
    "date": "_date",
    "date-time": "AwareDatetime",
    "decimal": "Decimal",
    "double": "float",
    "json": "Any",
    "string": "str",
}


def components(
    schema: GraphQLSchema, wanted: Iterable[Kind], scalars: Names, classes: Names
) -> Object:
    """The schemas of all input objects and enums that arguments use, in schema order."""
    waiting, found = [named(kind) for kind in wanted], set[str]()
    while waiting:
        kind = waiting.pop()
        if kind.name not in found:
            found.add(kind.name)
            waiting += [named(kind_of(field)) for field in members_of(kind).values()]
    wanted_types = {name: schema.type_map[name] for name in schema.type_map if name in found}
    described = {
        classes[name]: _component(kind, scalars, classes)
        for name, kind in wanted_types.items()
        if name in classes
    }
    return {name: one for name, one in described.items() if one is not None}


def _component(kind: Any, scalars: Names, classes: Names) -> Object | None:
    if isinstance(kind, GraphQLEnumType):
        values = list(kind.values)
        return {"type": "string", "enum": values, **_described(kind.description)}
    if not isinstance(kind, GraphQLInputObjectType):
        return None
    properties = {
        name: input_schema(kind_of(field), scalars, classes, described(field))
        for name, field in kind.fields.items()
    }
    required = [name for name, field in kind.fields.items() if is_required_input_field(field)]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        **_described(_with_one_of(kind)),
    }


def _with_one_of(kind: GraphQLInputObjectType) -> str | None:
    if not kind.is_one_of:
        return kind.description
    return f"{kind.description or ''} Give exactly one of the fields.".strip()


def _described(text: str | None) -> Object:
    return {"description": text} if text else {}
