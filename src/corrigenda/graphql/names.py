"""Finds GraphQL names that are equal or impossible in Python.

GraphQL distinguishes `userId` from `user_id`, but in snake case they are one attribute, and the
generators would let the second win. A name of which snake case leaves nothing is a problem, too.
"""

from collections.abc import Iterator, Mapping, Sequence
from keyword import iskeyword
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    Visitor,
    visit,
)

from corrigenda.graphql.flat import response_key
from corrigenda.graphql.kinds import members_of, type_called
from corrigenda.graphql.read import Executable, node_place
from corrigenda.naming import (
    CLIENT_METHODS,
    CLIENT_OPTIONS,
    TAKEN,
    header_problem,
    header_value_problem,
    snake_case,
)
from corrigenda.problems import Problem
from corrigenda.provider import Provider


def member_problems(schema: GraphQLSchema) -> Iterator[Problem]:
    """Fields, input fields or enum values that would be the same attribute, or none."""
    for kind in schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        members = kind.values if isinstance(kind, GraphQLEnumType) else members_of(kind)
        nodes = {name: one.ast_node for name, one in members.items() if one.ast_node}
        for name, message in _unlike(nodes, f"{kind.name}."):
            yield Problem(node_place(nodes[name]), message, "remove it")


def _unlike(names: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every name that is equal to another one in Python, or impossible, with a message."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(snake_case(name), name)
        if other != name:
            yield name, f"`{prefix}{name}` and `{prefix}{other}` would be the same attribute"
        elif not snake_case(name):
            yield name, f"`{prefix}{name}` cannot be a name in Python"


def operation_name_problems(
    schema: GraphQLSchema, operations: Sequence[Executable]
) -> Iterator[Problem]:
    """Operations that would be the same method, or none, and equal names in selection sets."""
    seen: dict[str, str] = {}
    for node in operations:
        if isinstance(node, OperationDefinitionNode) and node.name:
            yield from _method_problems(node, node.name.value, seen)
        elif isinstance(node, FragmentDefinitionNode):
            yield from _fragment_problems(schema, node)
        looking = _Looking()
        visit(node, looking)
        yield from looking.found


def _method_problems(node: Node, name: str, seen: dict[str, str]) -> Iterator[Problem]:
    method = snake_case(name)
    other = seen.setdefault(method, name)
    fix = "give it another name with `@rename` in an overlay"
    if other != name:
        yield Problem(node_place(node), f"`{name}` and `{other}` would be the same method", fix)
    if method in CLIENT_METHODS or method.startswith("iter_"):
        message = f"the method name `{method}` is reserved"
        yield Problem(node_place(node), message, fix)
    if not method or method[0].isdigit() or iskeyword(method) or method in TAKEN:
        yield Problem(node_place(node), f"`{method}` cannot be the name of a method", fix)


def _fragment_problems(schema: GraphQLSchema, node: FragmentDefinitionNode) -> Iterator[Problem]:
    """A fragment makes a class, so its name is that of its own type or of no type."""
    name, condition = node.name.value, node.type_condition.name.value
    if name != condition and type_called(schema, name) is not None:
        message = f"the fragment `{name}` is on `{condition}`, but `{name}` is another type"
        yield Problem(node_place(node.name), message, "give it a name that no type has")


class _Looking(Visitor):
    """Finds response keys that would be the same attribute, and fragments with directives."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Problem] = []

    def enter_selection_set(self, node: SelectionSetNode, *_: object) -> None:
        fields = [one for one in node.selections if isinstance(one, FieldNode)]
        keys = {response_key(one): one for one in fields if one.name.value != "__typename"}
        for key, message in _unlike(keys):
            fix = "give it another alias"
            self.found.append(Problem(node_place(keys[key]), message, fix))

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
