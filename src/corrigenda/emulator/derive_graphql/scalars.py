"""Give a schema scalars that keep JSON exactly: custom ones take anything, and Float keeps digits.

The library's own Float is binary and refuses a `Decimal`, so each derived schema gets one of its
own. A custom scalar accepts every JSON value, because a schema does not say what it looks like.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

from graphql import (
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    is_specified_scalar_type,
    is_wrapping_type,
)

from ..exact import Json
from .model import fields_of

_FARTHEST = 1000  # digits on either side of the point


def keep_exactly(schema: GraphQLSchema) -> None:
    """Replace, in place, how the scalars of a schema read and write values."""
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLScalarType) and not is_specified_scalar_type(kind):
            _take_anything(kind)
    if "Float" in schema.type_map:
        _replace(schema, schema.type_map["Float"], _float(schema.type_map["Float"].description))


def literal(node: ValueNode, variables: Mapping[str, Any] | None = None) -> Json:
    """Return the JSON value that a literal of a document stands for, with every digit."""
    match node:
        case VariableNode():
            return cast(Json, (variables or {}).get(node.name.value))
        case IntValueNode():
            if len(node.value) > _FARTHEST:
                raise _unfit()
            return int(node.value)
        case FloatValueNode():
            return _near(Decimal(node.value))
        case StringValueNode() | EnumValueNode() | BooleanValueNode():
            return node.value
        case ListValueNode():
            return [literal(each, variables) for each in node.values]
        case ObjectValueNode():
            return {each.name.value: literal(each.value, variables) for each in node.fields}
        case NullValueNode():
            return None
        case _:
            raise _unfit()


def _unfit() -> GraphQLError:
    return GraphQLError("the value has too many digits, or is none that JSON has")


def _near(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -_FARTHEST and number.adjusted() <= _FARTHEST:
        return number
    raise _unfit()


def _take_anything(scalar: GraphQLScalarType) -> None:
    def unchanged(value: Any) -> Any:
        return value

    made = GraphQLScalarType(
        scalar.name,
        unchanged,
        unchanged,
        literal,
        description=scalar.description,
        specified_by_url=scalar.specified_by_url,
    )
    vars(scalar).update({**vars(made), "ast_node": scalar.ast_node})


def _float(description: str | None) -> GraphQLScalarType:
    def number(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise GraphQLError(f"Float cannot represent non numeric value: {value!r}")
        return _near(value) if isinstance(value, Decimal) else value

    def parsed(node: ValueNode, _variables: object = None) -> Any:
        if not isinstance(node, IntValueNode | FloatValueNode):
            raise GraphQLError("Float cannot represent non numeric value", node)
        return literal(node)

    made: Any = GraphQLScalarType("Exact", number, number, parsed, description=description)
    made.name = "Float"  # the library lets nobody create a type of this name
    return cast(GraphQLScalarType, made)


def _replace(schema: GraphQLSchema, old: Any, new: GraphQLScalarType) -> None:
    """Replace a type wherever the schema refers to it."""

    def turned(kind: Any) -> Any:
        if is_wrapping_type(kind):
            inner = turned(kind.of_type)
            return kind if inner is kind.of_type else type(kind)(inner)
        return new if kind is old else kind

    schema.type_map["Float"] = new
    for typed in _typed(schema):
        typed.type = turned(typed.type)


def _typed(schema: GraphQLSchema) -> Iterator[Any]:
    """Yield everything in a schema that has a type: fields, arguments, members of inputs."""
    for kind in schema.type_map.values():
        yield from kind.fields.values() if isinstance(kind, GraphQLInputObjectType) else ()
        for each in fields_of(kind).values():
            yield each
            yield from each.args.values()
    for directive in schema.directives:
        yield from directive.args.values()
