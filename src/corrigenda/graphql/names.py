"""Gives fragments free names, and finds names of credentials that a client cannot have.

`naming` gives every other name a form that Python accepts.
"""

from collections.abc import Iterable, Iterator, Sequence
from keyword import iskeyword

from graphql import DefinitionNode, TypeDefinitionNode

from corrigenda.graphql.fragments import fragments_of
from corrigenda.graphql.own_names import Executable, free_name, with_renamed_fragments
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
    fragments = fragments_of(operations)
    taken = types | set(fragments)
    renamed: dict[str, str] = {}
    for name, node in fragments.items():
        if name in types and name != node.type_condition.name.value:
            renamed[name] = free_name(f"{name}Fragment", taken)
            taken.add(renamed[name])
    return tuple(with_renamed_fragments(node, renamed) for node in operations)


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
