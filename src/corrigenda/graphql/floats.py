"""Requires a mapping for `Float`: exact amounts, or measures.

GraphQL has `Float` for both, and money in binary is wrong by a cent somewhere. So where a client
uses `Float`, `provider.toml` must say which of the two it is; there is no default.
"""

from collections.abc import Iterator, Sequence

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLInputObjectType,
    GraphQLSchema,
    Node,
    TypeInfo,
    TypeInfoVisitor,
    VariableDefinitionNode,
    Visitor,
    visit,
)

from corrigenda.graphql.kinds import kind_of, members_of, named, written
from corrigenda.graphql.read import Executable, node_place
from corrigenda.problems import Problem
from corrigenda.provider import Provider

_NAME = "Float"


def float_problems(
    schema: GraphQLSchema, operations: Sequence[Executable], provider: Provider
) -> Iterator[Problem]:
    """The first use of `Float`, if `[scalars]` does not map it."""
    if _NAME in provider.scalars:
        return
    looking = _Looking(schema)
    document = DocumentNode(definitions=tuple(operations))
    visit(document, TypeInfoVisitor(looking.info, looking))
    for node in [*_members(schema), *looking.found][:1]:
        fix = f"add `{_NAME}` to `[scalars]` in provider.toml: decimal for amounts, or double"
        yield Problem(node_place(node), f"the scalar `{_NAME}` has no Python type", fix)


def _members(schema: GraphQLSchema) -> Iterator[Node]:
    """The input fields, each of which is an attribute of a class."""
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLInputObjectType):
            for member in members_of(kind).values():
                if named(kind_of(member)).name == _NAME and member.ast_node:
                    yield member.ast_node


class _Looking(Visitor):
    """Finds variables and selected fields."""

    def __init__(self, schema: GraphQLSchema) -> None:
        super().__init__()
        self.info = TypeInfo(schema)
        self.found: list[Node] = []
        self._schema = schema

    def enter_field(self, node: FieldNode, *_: object) -> None:
        definition = self.info.get_field_def()
        if definition is not None and named(kind_of(definition)).name == _NAME:
            self.found.append(node)

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: object) -> None:
        if named(written(self._schema, node.type)).name == _NAME:
            self.found.append(node)
