"""Joins the merged schema and the behaviour, or says what one has and the other lacks.

Compared are names and types of what the behaviour serves; which of it may be null or must be given
is the schema's to say. Refuses to serve a field that no behaviour holds: asking for it is answered
as a bug of the emulator, never with a silent null.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    assert_valid_schema,
    build_schema,
)

from ..errors import EmulatorError
from ..exact import Json, Members
from ..exchange import MistakeError
from ..provider import Call, Graph
from .scalars import furnish


def compile_graph(file: Path, graph: Graph) -> GraphQLSchema:
    """The merged schema in a file, ready to run.

    Raises `EmulatorError` if it is not one, or if it lacks what the behaviour serves.
    """
    schema = _build(file)
    if missing := sorted(set(_missing(schema, build_schema(graph.serves)))):
        wrong = f"{file}: the emulated service has what the merged schema lacks: "
        raise EmulatorError(wrong + ", ".join(missing), "describe it in the schema or an overlay")
    for name, kind in graph.scalars.items():
        furnish(cast(GraphQLScalarType, schema.type_map[name]), kind)
    for coordinate, behave in graph.fields.items():
        _field(schema, coordinate).resolve = _from_arguments(behave)
    for coordinate, behave in graph.parts.items():
        _field(schema, coordinate).resolve = _from_object(behave)
    return schema


def read_member(source: Members | None, info: GraphQLResolveInfo, /, **_given: Json) -> Json:
    """What a field holds that no behaviour of its own gives: the object's member of its name."""
    if source is None or info.field_name not in source:
        raise MistakeError(f"{info.parent_type.name}.{info.field_name} is not emulated")
    return source[info.field_name]


def _build(file: Path) -> GraphQLSchema:
    try:
        schema = build_schema(file.read_text(encoding="utf-8"))
        assert_valid_schema(schema)
    except (GraphQLError, TypeError, OSError, UnicodeDecodeError) as error:
        raise EmulatorError(f"{file}: {error}", "nox -s regenerate") from None
    return schema


def _missing(schema: GraphQLSchema, served: GraphQLSchema) -> Iterator[str]:
    """The coordinates of what is served and not there, with the type that it should have."""
    for name, kind in served.type_map.items():
        found = schema.type_map.get(name)
        if type(found) is not type(kind):
            yield name
            continue
        there = dict(_members(found))
        for coordinate, wanted in _members(kind):
            if there.get(coordinate) != wanted:
                yield f"{coordinate}: {wanted}" if wanted else coordinate


def _members(kind: GraphQLNamedType | None) -> Iterator[tuple[str, str]]:
    """Everything within a type: its coordinate and its type, without what says it is not null."""
    if isinstance(kind, GraphQLEnumType):
        yield from ((f"{kind.name}.{value}", "") for value in kind.values)
    if isinstance(kind, GraphQLInputObjectType | GraphQLObjectType):
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}", _bare(field.type)
            for argument, what in getattr(field, "args", {}).items():
                yield f"{kind.name}.{name}({argument}:)", _bare(what.type)


def _bare(kind: object) -> str:
    return str(kind).replace("!", "")


def _field(schema: GraphQLSchema, coordinate: str) -> Any:
    kind, _, name = coordinate.partition(".")
    return cast(GraphQLObjectType, schema.type_map[kind]).fields[name]


def _from_arguments(behave: Callable[[Call, Members], Json]) -> Callable[..., Json]:
    def resolve(_source: object, info: GraphQLResolveInfo, /, **given: Json) -> Json:
        return behave(info.context, given)

    return resolve


def _from_object(behave: Callable[[Call, Members], Json]) -> Callable[..., Json]:
    def resolve(source: Members, info: GraphQLResolveInfo, /) -> Json:
        return behave(info.context, source)

    return resolve
