"""Decides the class of each GraphQL type, and renames the types before classes are made of them.

ariadne-codegen lets the second of two equal classes win, and writes `class None`. So it only gets
types whose names are already those of classes. What is sent keeps the names of the schema.
"""

from collections.abc import Mapping

from graphql import (
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    NamedTypeNode,
    Node,
    StringValueNode,
    TypeDefinitionNode,
    Visitor,
    is_scalar_type,
    parse,
    print_ast,
    specified_scalar_types,
    visit,
)

from corrigenda.graphql.merged import Merged
from corrigenda.naming import called, class_names, client_classes, pascal_case
from corrigenda.provider import Provider


def type_classes(merged: Merged, provider: Provider) -> dict[str, str]:
    """The class of each type, and of each fragment that has a class of its own."""
    nodes = [node for node in merged.definitions if isinstance(node, TypeDefinitionNode)]
    scalars = _scalars(merged)
    types = [node.name.value for node in nodes if node.name.value not in scalars]
    fragments = [name for name in merged.fragments if name not in types]
    taken = {*client_classes(provider.name), *specified_scalar_types, *scalars}
    taken |= {f"{pascal_case(node.name.value)}Data" for node in merged.requests if node.name}
    return class_names([*types, *fragments], taken)


def _scalars(merged: Merged) -> list[str]:
    kinds: Mapping[str, GraphQLNamedType] = merged.schema.type_map
    return [name for name, kind in kinds.items() if is_scalar_type(kind)]


def changed(names: Mapping[str, str]) -> dict[str, str]:
    """The types whose class has another name."""
    return {name: made for name, made in names.items() if name != made}


def renamed_text(text: str, names: Mapping[str, str]) -> str:
    """A document with the names of classes in place of those of types."""
    if not changed(names):
        return text
    document = parse(text)
    visit(document, _Renaming(names))
    return print_ast(document) + "\n"


class _Renaming(Visitor):
    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self._names = names

    def enter(self, node: Node, *_: object) -> None:
        name = getattr(node, "name", None)
        if name is None or name.value not in self._names:
            return
        if isinstance(node, TypeDefinitionNode):
            self._tell(node, name.value)
        if isinstance(node, _BY_NAME):
            name.value = self._names[name.value]

    def _tell(self, node: TypeDefinitionNode, name: str) -> None:
        """Say in the description of a type that its class has another name."""
        line = called(name, self._names[name])
        if line:
            said = node.description.value if node.description else ""
            node.description = StringValueNode(value=f"{said} {line}".strip(), block=True)


_BY_NAME = (TypeDefinitionNode, NamedTypeNode, FragmentDefinitionNode, FragmentSpreadNode)
