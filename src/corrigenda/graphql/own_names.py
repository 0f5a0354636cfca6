"""Gives every documented operation and fragment a name of its own.

Each file of a documentation is a document of its own, and a client is made of all of them. An
anonymous operation is called like its file. What is written twice is kept once, and the second of
two different ones with the same name gets a number.
"""

from collections.abc import Container, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any, TypeGuard

from graphql import (
    DefinitionNode,
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    NameNode,
    OperationDefinitionNode,
    Visitor,
    print_ast,
    visit,
)

from corrigenda.graphql.places import node_place
from corrigenda.naming import pascal_case
from corrigenda.problems import Problem

Executable = OperationDefinitionNode | FragmentDefinitionNode


def is_subscription(node: Executable) -> TypeGuard[OperationDefinitionNode]:
    return isinstance(node, OperationDefinitionNode) and node.operation.value == "subscription"


def name_anonymous(document: DocumentNode) -> list[DefinitionNode]:
    """The definitions of a file; an operation without a name, if it is the only one, gets one."""
    nodes: list[Any] = list(document.definitions)
    operations = [one for one in nodes if isinstance(one, OperationDefinitionNode)]
    if len(operations) == 1 and operations[0].name is None and document.loc:
        stem = pascal_case(Path(document.loc.source.name).stem)
        operations[0].name = NameNode(value=stem or "Query", loc=operations[0].loc)
    return nodes


def with_own_names(nodes: Sequence[Executable]) -> tuple[list[Executable], list[Problem]]:
    """Each operation and fragment once, under a name that no other has, and notes on the others."""
    kept: dict[tuple[str, str], Executable] = {}
    notes: list[Problem] = []
    renamed: dict[tuple[str, str], str] = {}
    for node in nodes:
        key = _key(node)
        first = kept.get(key)
        if first is None:
            kept[key] = node
        elif print_ast(first) != print_ast(node):
            free = free_name(key[1], {name for kind, name in kept if kind == key[0]})
            notes.append(_note(node, free))
            kept[key[0], free] = _with_name(node, free)
            if key[0] == _FRAGMENT:
                renamed[_file(node), key[1]] = free
    return [_spreading(node, renamed) for node in kept.values()], notes


def _key(node: Executable) -> tuple[str, str]:
    """What no other may have: a subscription, which no client has, takes no name from others."""
    kind = _FRAGMENT if isinstance(node, FragmentDefinitionNode) else ""
    name = node.name.value if node.name else ""
    return "subscription" if is_subscription(node) else kind, name


_FRAGMENT = "fragment"


def _file(node: Executable) -> str:
    return node.loc.source.name if node.loc else ""


def _note(node: Executable, free: str) -> Problem:
    assert node.name is not None, "only named nodes are compared"
    message = f"`{node.name.value}` is defined twice, so this one is called `{free}`"
    return Problem(node_place(node.name), message, "rename one of them")


def free_name(name: str, taken: Container[str]) -> str:
    """The name, with the first number that makes it a free one if it is taken."""
    tried = (name, *(f"{name}{number}" for number in range(2, 10_000)))
    return next(one for one in tried if one not in taken)


def _spreading(node: Executable, renamed: dict[tuple[str, str], str]) -> Executable:
    """The node with the new names of the fragments of its own file."""
    names = {name: free for (file, name), free in renamed.items() if file == _file(node)}
    made = visit(node.selection_set, _Renaming(names)) if names else node.selection_set
    if made is node.selection_set:
        return node
    spreading = copy(node)
    spreading.selection_set = made
    return spreading


def with_renamed_fragments(node: Executable, names: Mapping[str, str]) -> Executable:
    """The node with other names for fragments, where they are defined and where they are spread."""
    return visit(node, _Renaming(names)) if names else node


class _Renaming(Visitor):
    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self._names = names

    def leave_fragment_definition(self, node: FragmentDefinitionNode, *_: object) -> Any:
        return self._renamed(node)

    def leave_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> Any:
        return self._renamed(node)

    def _renamed(self, node: Any) -> Any:
        free = self._names.get(node.name.value)
        return _with_name(node, free) if free else None


def _with_name(node: Any, name: str) -> Any:
    made = copy(node)
    made.name = copy(node.name)
    made.name.value = name
    return made
