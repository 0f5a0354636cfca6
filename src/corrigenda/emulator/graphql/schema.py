"""Join the merged schema and the behaviour, or report what the schema lacks.

The names and types of everything the behaviour serves are compared; nullability is up to the
schema. A request for a field without behaviour is reported as a bug of the emulator, never
answered with null.
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
    """Return the merged schema in a file as an executable schema.

    Raises `EmulatorError` if it is not valid, or if it lacks anything that the behaviour serves.
    """
    schema = _build(file)
    if missing := sorted(set(_missing(schema, build_schema(graph.serves)))):
        wrong = f"{file}: the emulator needs what the merged schema lacks: "
        raise EmulatorError(wrong + ", ".join(missing), "add them to the schema or an overlay")
    for name, kind in graph.scalars.items():
        furnish(cast(GraphQLScalarType, schema.type_map[name]), kind)
    for coordinate, behave in graph.fields.items():
        _field(schema, coordinate).resolve = _from_arguments(behave)
    for coordinate, behave in graph.parts.items():
        _field(schema, coordinate).resolve = _from_object(behave)
    return schema


def read_member(source: Members | None, info: GraphQLResolveInfo, /, **_given: Json) -> Json:
    """Resolve a field without a resolver of its own: return the parent's member of that name."""
    if source is None or info.field_name not in source:
        raise MistakeError(f"{info.parent_type.name}.{info.field_name} is not emulated")
    return source[info.field_name]


def _build(file: Path) -> GraphQLSchema:
    try:
        schema = build_schema(file.read_text(encoding="utf-8"))
        assert_valid_schema(schema)
    except (GraphQLError, TypeError, OSError, UnicodeDecodeError) as error:
        raise EmulatorError(f"{file}: {error}", "run `corrigenda regenerate`") from None
    return schema


def _missing(schema: GraphQLSchema, served: GraphQLSchema) -> Iterator[str]:
    """Yield the coordinate of everything served that is missing, with the type it should have."""
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
    """Yield the coordinate and the type of everything in a type, ignoring nullability."""
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
