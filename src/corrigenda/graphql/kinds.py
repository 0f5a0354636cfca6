"""GraphQL types as plain objects: what they wrap, and which fields they have.

The types of graphql-core are generic in ways that a strict type checker cannot follow. Here they
become `Any` once, instead of being cast wherever they are used.
"""

from collections.abc import Mapping
from typing import Any, cast

import graphql

Kind = Any
"""A GraphQL type: a named type, or a list or a non-null of one."""


def kind_of(member: Any) -> Kind:
    """The type of a field, an argument or an input field."""
    return member.type


def inside(kind: Kind) -> Kind:
    """The type inside a list or a non-null."""
    return kind.of_type


def named(kind: Kind) -> Kind:
    """The type inside all lists and non-nulls."""
    return cast(Any, graphql).get_named_type(kind)


def nullable(kind: Kind) -> Kind:
    """The type without a non-null around it."""
    return cast(Any, graphql).get_nullable_type(kind)


def members_of(kind: Kind) -> Mapping[str, Any]:
    """The fields of an object, an interface or an input object, by name; empty for other types."""
    return getattr(kind, "fields", {})


def written(schema: graphql.GraphQLSchema, node: graphql.TypeNode) -> Kind:
    """The type that a variable definition names."""
    return cast(Any, graphql).type_from_ast(schema, node)


def value_of(node: graphql.ValueNode, kind: Kind) -> Any:
    """The value of a literal as that type, or `Undefined`."""
    return cast(Any, graphql).value_from_ast(node, kind)


def root_of(schema: graphql.GraphQLSchema, node: graphql.OperationDefinitionNode) -> Kind:
    """The root type of an operation."""
    return schema.get_root_type(node.operation)


def type_called(schema: graphql.GraphQLSchema, name: str) -> Kind:
    """The type with that name, or None."""
    return schema.type_map.get(name)
