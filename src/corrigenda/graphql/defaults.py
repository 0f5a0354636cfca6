"""Finds default values that are not of their type, and describes the others.

The GraphQL library validates the defaults of variables only. In a schema it drops a default that
it cannot read, as if there were none; for example after a correction that removes an enum value.
"""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLSchema,
    NullValueNode,
    StringValueNode,
    Undefined,
    VariableDefinitionNode,
    print_ast,
)

from corrigenda.graphql.kinds import kind_of, members_of, value_of
from corrigenda.graphql.read import node_place
from corrigenda.problems import Problem
from corrigenda.texts.defaults import with_default, with_deprecation


def default_problems(schema: GraphQLSchema) -> Iterator[Problem]:
    """Every default value of an argument or input field that is not of its type."""
    for one in _declared(schema):
        default = one.ast_node.default_value if one.ast_node else None
        if default is not None and value_of(default, kind_of(one)) is Undefined:
            message = f"the default `{print_ast(default)}` is not a valid `{kind_of(one)}`"
            yield Problem(node_place(default), message, "correct the default, or the type")


def _declared(schema: GraphQLSchema) -> Iterator[Any]:
    for directive in schema.directives:
        yield from directive.args.values()
    for kind in schema.type_map.values():
        for member in members_of(kind).values():
            is_input = isinstance(kind, GraphQLInputObjectType)
            yield from [member] if is_input else member.args.values()


def described(declared: Any, variable: VariableDefinitionNode | None = None) -> str:
    """The description of an argument, field or enum value, with its default and deprecation.

    The default of a variable counts more than that of the argument.
    """
    text = _with_default(declared, variable)
    reason = declared.deprecation_reason if declared else None
    return text if reason is None else with_deprecation(text, reason)


def _with_default(declared: Any, variable: VariableDefinitionNode | None) -> str:
    text = str((declared and declared.description) or "")
    default = (variable and variable.default_value) or _default(declared)
    if default is None or isinstance(default, NullValueNode):
        return text
    written = default.value if isinstance(default, StringValueNode) else print_ast(default)
    return with_default(text, written)


def _default(declared: Any) -> Any:
    """The default of an input field or an argument; a field of a response has none."""
    return getattr(declared.ast_node, "default_value", None) if declared else None
