"""Gives fragments free names, and finds names of credentials that a client cannot have.

`naming` gives every other name a form that Python accepts.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from copy import copy
from keyword import iskeyword
from typing import Any

from graphql import (
    DefinitionNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    TypeDefinitionNode,
    Visitor,
    visit,
)

from corrigenda.graphql.own_names import Executable
from corrigenda.naming import (
    CLIENT_OPTIONS,
    header_problem,
    header_value_problem,
)
from corrigenda.problems import Problem
from corrigenda.provider import Provider


def with_free_fragments(
    definitions: Iterable[DefinitionNode], operations: Sequence[Executable]
) -> tuple[Executable, ...]:
    """The operations, with another name for each fragment that is named like another type.

    A fragment makes a class, so its name is that of its own type or of no type. What fragments are
    called means nothing to a service.
    """
    types = {node.name.value for node in definitions if isinstance(node, TypeDefinitionNode)}
    fragments = [node for node in operations if isinstance(node, FragmentDefinitionNode)]
    taken = types | {node.name.value for node in fragments}
    renamed: dict[str, str] = {}
    for node in fragments:
        name = node.name.value
        if name in types and name != node.type_condition.name.value:
            renamed[name] = _free(f"{name}Fragment", taken)
            taken.add(renamed[name])
    if not renamed:
        return tuple(operations)
    return tuple(visit(node, _Renaming(renamed)) for node in operations)


def _free(name: str, taken: Container[str]) -> str:
    tried = (name, *(f"{name}{number}" for number in range(2, 10_000)))
    return next(one for one in tried if one not in taken)


class _Renaming(Visitor):
    """Renames fragments where they are defined and where they are spread."""

    def __init__(self, renamed: Mapping[str, str]) -> None:
        super().__init__()
        self._renamed = renamed

    def leave_fragment_definition(self, node: FragmentDefinitionNode, *_: object) -> Any:
        return self._with_name(node)

    def leave_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> Any:
        return self._with_name(node)

    def _with_name(self, node: Any) -> Any:
        if node.name.value not in self._renamed:
            return None
        made = copy(node)
        made.name = copy(node.name)
        made.name.value = self._renamed[node.name.value]
        return made


def credential_problems(provider: Provider) -> Iterator[Problem]:
    """Credentials that cannot be an argument of the client, or are another one."""
    for name, credential in provider.credentials.items():
        if name in (*CLIENT_OPTIONS, "self") or iskeyword(name):
            place = provider.place(("credentials", name))
            message = f"the argument name `{name}` is reserved"
            yield Problem(place, message, "rename the credential")
        if problem := header_problem(credential.header):
            yield Problem(provider.place(("credentials", name, "header")), *problem)
        if problem := header_value_problem(credential.prefix):
            yield Problem(provider.place(("credentials", name, "prefix")), *problem)
