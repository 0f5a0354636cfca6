"""GraphQL types as plain objects: what they wrap, what they are made of.

The library's types are generic in ways that a strict type checker cannot follow. They are `Any`
from here on, once, instead of being cast wherever they are met.
"""

from collections.abc import Mapping
from typing import Any, cast

import graphql

Kind = Any
"""A GraphQL type: an object, an input, an enum, a scalar, a list or a non-null of one."""


def kind_of(member: Any) -> Kind:
    """The type of a field, an argument or a member of an input."""
    return member.type


def inside(kind: Kind) -> Kind:
    """What a list or a non-null is of."""
    return kind.of_type


def named(kind: Kind) -> Kind:
    """The type inside all lists and non-nulls."""
    return cast(Any, graphql).get_named_type(kind)


def nullable(kind: Kind) -> Kind:
    """The type without a non-null around it."""
    return cast(Any, graphql).get_nullable_type(kind)


def members_of(kind: Kind) -> Mapping[str, Any]:
    """The fields of an object, an interface or an input, by name; others have none."""
    return getattr(kind, "fields", {})


def written(schema: graphql.GraphQLSchema, node: graphql.TypeNode) -> Kind:
    """The type that a variable definition writes."""
    return cast(Any, graphql).type_from_ast(schema, node)


def value_of(node: graphql.ValueNode, kind: Kind) -> Any:
    """The value that a literal has as one of that type, or `Undefined`."""
    return cast(Any, graphql).value_from_ast(node, kind)


def root_of(schema: graphql.GraphQLSchema, node: graphql.OperationDefinitionNode) -> Kind:
    """The type at which an operation begins."""
    return schema.get_root_type(node.operation)


def type_called(schema: graphql.GraphQLSchema, name: str) -> Kind:
    """The type of that name, or None."""
    return schema.type_map.get(name)
