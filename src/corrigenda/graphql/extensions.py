"""Puts the extensions of a schema (`extend type`) into what they extend.

A correction names a part by its coordinate, wherever the part was written. An extension of a type
that the schema does not define, as federated services have them, is its definition. What is written
twice to the letter, as in schemas that tools put together, is kept once.
"""

from collections.abc import Iterable
from typing import Any

from graphql import DefinitionNode, print_ast
from graphql.language import (
    EnumTypeDefinitionNode,
    InputObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    SchemaDefinitionNode,
    UnionTypeDefinitionNode,
)

_KINDS: dict[str, Any] = {
    "object_type_extension": ObjectTypeDefinitionNode,
    "interface_type_extension": InterfaceTypeDefinitionNode,
    "union_type_extension": UnionTypeDefinitionNode,
    "enum_type_extension": EnumTypeDefinitionNode,
    "input_object_type_extension": InputObjectTypeDefinitionNode,
    "scalar_type_extension": ScalarTypeDefinitionNode,
    "schema_extension": SchemaDefinitionNode,
}
_PARTS = ("directives", "interfaces", "fields", "types", "values", "operation_types")


def without_extensions(definitions: Iterable[DefinitionNode]) -> list[DefinitionNode]:
    """The definitions of a schema, with what extends them, in the order of their first mention."""
    found: list[DefinitionNode] = []
    known: dict[tuple[str, str], Any] = {}
    nodes: list[Any] = list(definitions)
    for node in [*(one for one in nodes if one.kind not in _KINDS), *_extensions(nodes)]:
        key = _key(node)
        if node.kind not in _KINDS:
            if key not in known or print_ast(known[key]) != print_ast(node):
                found.append(node)
            known.setdefault(key, node)
        elif key in known:
            _extend(known[key], node)
        elif node.kind == "schema_extension" and not node.operation_types:
            continue  # it has directives for a tool, and the root types have their usual names
        else:
            known[key] = _definition(node)
            found.append(known[key])
    return found


def _extensions(nodes: Iterable[Any]) -> list[Any]:
    return [one for one in nodes if one.kind in _KINDS]


def _key(node: Any) -> tuple[str, str]:
    kind = node.kind.removesuffix("_extension").removesuffix("_definition")
    name = getattr(node, "name", None)
    return kind, name.value if name else ""


def _extend(node: Any, extension: Any) -> None:
    for part in _PARTS:
        more = getattr(extension, part, None)
        if more:
            setattr(node, part, (*(getattr(node, part, None) or ()), *more))


def _definition(extension: Any) -> Any:
    made = _KINDS[extension.kind](
        **{key: getattr(extension, key) for key in extension.keys if hasattr(extension, key)}
    )
    for part in _PARTS:
        if part in made.keys and getattr(made, part, None) is None:
            setattr(made, part, ())
    return made
