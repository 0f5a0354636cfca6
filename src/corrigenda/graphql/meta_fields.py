"""Declares the fields and types of introspection for operations that select them.

Every service has `__schema` and `__type`, and no schema declares them, so no class would be made of
them. `__typename` needs nothing: it is a string on every type.
"""

from collections.abc import Sequence
from copy import copy
from typing import Any

from graphql import (
    DefinitionNode,
    FieldNode,
    ObjectTypeDefinitionNode,
    introspection_types,
    parse,
    print_type,
)

from corrigenda.graphql.own_names import Executable
from corrigenda.graphql.reach import root_types

META_FIELDS = ("__schema", "__type")
_FIELDS = "type Query { __schema: __Schema! __type(name: String!): __Type }"


def with_meta_fields(
    definitions: Sequence[DefinitionNode], operations: Sequence[Executable]
) -> tuple[DefinitionNode, ...]:
    """The definitions, with those of introspection if an operation selects them at the root."""
    selected = {
        one.name.value
        for node in operations
        for one in node.selection_set.selections
        if isinstance(one, FieldNode)
    }
    if selected.isdisjoint(META_FIELDS):
        return tuple(definitions)
    text = "\n".join(print_type(one) for one in introspection_types.values())
    declared = parse(f"{text}\n{_FIELDS}").definitions
    root = root_types(definitions).get("query")
    known = [_with_fields(one, declared[-1], root) for one in definitions]
    return (*known, *declared[:-1])


def _with_fields(node: Any, declared: Any, root: str | None) -> DefinitionNode:
    if not isinstance(node, ObjectTypeDefinitionNode) or node.name.value != root:
        return node  # type: ignore[no-any-return]
    made = copy(node)
    made.fields = (*node.fields, *declared.fields)
    return made
