"""Decides the class of each GraphQL type, and renames the types before classes are made of them.

ariadne-codegen lets the second of two equal classes win, and writes `class None`. So it only gets
types whose names are already those of classes. What is sent keeps the names of the schema.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    FieldDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    NamedTypeNode,
    NameNode,
    Node,
    OperationDefinitionNode,
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
from corrigenda.graphql.meta_fields import META_FIELDS
from corrigenda.graphql.operations import Operation
from corrigenda.naming import called, class_names, client_classes
from corrigenda.provider import Provider


@dataclass(frozen=True, slots=True)
class Classes:
    """The class of each type and fragment, and what the classes of each operation begin with.

    `methods` has the method of each operation, by what its classes begin with.
    """

    types: Mapping[str, str]
    operations: Mapping[str, str]
    methods: Mapping[str, str]

    @property
    def changed(self) -> dict[str, str]:
        """The types whose class has another name, by the class."""
        return {made: name for name, made in self.types.items() if name != made}

    def data(self, operation: str) -> str:
        """The class of the `data` of a response."""
        return f"{self.operations[operation]}Data"


def read_classes(merged: Merged, operations: Sequence[Operation], provider: Provider) -> Classes:
    """Decide the classes of a corrected schema."""
    methods = {one.node.name.value: one.name for one in operations if one.node.name}
    stems = class_names(list(methods))
    nodes = [node for node in merged.reached if isinstance(node, TypeDefinitionNode)]
    scalars = _scalars(merged)
    types = [node.name.value for node in nodes if node.name.value not in scalars]
    fragments = [name for name in merged.fragments if name not in types]
    taken = {*client_classes(provider.name), *specified_scalar_types, *scalars}
    taken |= {f"{one}Data" for one in stems.values()}
    named = class_names([*types, *fragments], taken)
    return Classes(named, stems, {stems[name]: method for name, method in methods.items()})


def _scalars(merged: Merged) -> list[str]:
    kinds: Mapping[str, GraphQLNamedType] = merged.schema.type_map
    return [name for name, kind in kinds.items() if is_scalar_type(kind)]


def renamed_text(text: str, classes: Classes) -> str:
    """A document with the names of classes in place of those of types and operations."""
    named = {**classes.types, **classes.operations}
    if all(name == made for name, made in named.items()):
        return text
    document = parse(text)
    visit(document, _Renaming(classes))
    return print_ast(document) + "\n"


class _Renaming(Visitor):
    def __init__(self, classes: Classes) -> None:
        super().__init__()
        self._classes = classes

    def enter(self, node: Node, *_: object) -> None:
        if isinstance(node, OperationDefinitionNode) and node.name:
            node.name.value = self._classes.operations[node.name.value]
        elif isinstance(node, FieldDefinitionNode | FieldNode) and node.name.value in META_FIELDS:
            self._declare(node)
        elif isinstance(node, _BY_NAME) and node.name.value in self._classes.types:
            made = self._classes.types[node.name.value]
            if isinstance(node, TypeDefinitionNode):
                self._tell(node, made)
            node.name.value = made

    def _declare(self, node: FieldDefinitionNode | FieldNode) -> None:
        """Call a field of introspection like an ordinary one, and alias it where it is selected."""
        if isinstance(node, FieldNode) and node.alias is None:
            node.alias = NameNode(value=node.name.value)
        node.name.value = f"meta{node.name.value}"

    def _tell(self, node: TypeDefinitionNode, made: str) -> None:
        """Say in the description of a type that its class has another name."""
        line = called(node.name.value, made)
        if line:
            said = node.description.value if node.description else ""
            node.description = StringValueNode(value=f"{said} {line}".strip(), block=True)


_BY_NAME = (TypeDefinitionNode, NamedTypeNode, FragmentDefinitionNode, FragmentSpreadNode)
