"""Finds names in GraphQL documents, and of credentials, that a client cannot have.

`naming` gives every other name a form that Python accepts.
"""

from collections.abc import Iterator, Sequence
from keyword import iskeyword

from graphql import (
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    Visitor,
    visit,
)

from corrigenda.graphql.kinds import type_called
from corrigenda.graphql.read import Executable, node_place
from corrigenda.naming import (
    CLIENT_OPTIONS,
    header_problem,
    header_value_problem,
)
from corrigenda.problems import Problem
from corrigenda.provider import Provider


def operation_name_problems(
    schema: GraphQLSchema, operations: Sequence[Executable]
) -> Iterator[Problem]:
    """Fragments that are named like another type, or that have conditions."""
    for node in operations:
        if isinstance(node, FragmentDefinitionNode):
            yield from _fragment_problems(schema, node)
        looking = _Looking()
        visit(node, looking)
        yield from looking.found


def _fragment_problems(schema: GraphQLSchema, node: FragmentDefinitionNode) -> Iterator[Problem]:
    """A fragment makes a class, so its name is that of its own type or of no type."""
    name, condition = node.name.value, node.type_condition.name.value
    if name != condition and type_called(schema, name) is not None:
        message = f"the fragment `{name}` is on `{condition}`, but `{name}` is another type"
        yield Problem(node_place(node.name), message, "give it a name that no type has")


class _Looking(Visitor):
    """Finds fragments with directives."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Problem] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        self._refuse_conditions(node)

    def enter_inline_fragment(self, node: InlineFragmentNode, *_: object) -> None:
        self._refuse_conditions(node)

    def _refuse_conditions(self, node: FragmentSpreadNode | InlineFragmentNode) -> None:
        for directive in node.directives or ():
            message = f"`@{directive.name.value}` on a fragment is not supported"
            self.found.append(Problem(node_place(directive), message, "put it on the fields"))


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
