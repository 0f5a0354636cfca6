"""Finds the parent type of a selected field, and the definition of the field in the schema.

The hooks of ariadne-codegen get a field without its parent type.
"""

from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLField,
    GraphQLInputField,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    visit,
)

from corrigenda.graphql.flat import response_key


class ParentTypes:
    """Finds parent types, and caches those of every definition that it has visited."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._known: dict[int, tuple[str, GraphQLField]] = {}

    def of(self, definition: Any, field: FieldNode) -> tuple[str, GraphQLField]:
        """The name of the parent type, and the definition, of a field that `definition` selects."""
        if id(field) not in self._known:
            info = TypeInfo(self._schema)
            looking = _Looking(info)
            visit(DocumentNode(definitions=(definition,)), TypeInfoVisitor(info, looking))
            self._known |= looking.found
        return self._known[id(field)]


def wire_name(node: Any) -> str | None:
    """The name that a field or a member of an input has in JSON."""
    if isinstance(node, FieldNode):
        return response_key(node)
    declared = node.ast_node if isinstance(node, GraphQLInputField) else None
    return declared.name.value if declared else None


class _Looking(Visitor):
    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self._info = info
        self.found: dict[int, tuple[str, GraphQLField]] = {}

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent, definition = self._info.get_parent_type(), self._info.get_field_def()
        if parent is not None and definition is not None:
            self.found[id(node)] = (get_named_type(parent).name, definition)
