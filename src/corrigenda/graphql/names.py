"""Looks for names of GraphQL that Python would make one, or cannot have.

GraphQL tells `userId` and `user_id` apart, and Python's attributes do not. The generators would let
the second win. It refuses names of which snake case leaves nothing, too.
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
from corrigenda.naming import CLIENT_METHODS, CLIENT_OPTIONS, TAKEN, snake_case
from corrigenda.problems import Problem
from corrigenda.provider import Provider


def member_problems(schema: GraphQLSchema) -> Iterator[Problem]:
    """Members of one type that would be one attribute, or none."""
    for kind in schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        members = kind.values if isinstance(kind, GraphQLEnumType) else members_of(kind)
        nodes = {name: one.ast_node for name, one in members.items() if one.ast_node}
        for name, message in _unlike(nodes, f"{kind.name}."):
            yield Problem(node_place(nodes[name]), message, "leave one of them out")


def _unlike(names: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every name that another one spells in Python as well, with a message."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(snake_case(name), name)
        if other != name:
            yield name, f"`{prefix}{name}` and `{prefix}{other}` would be one attribute"
        elif not snake_case(name):
            yield name, f"`{prefix}{name}` has no name in Python"


def operation_name_problems(
    schema: GraphQLSchema, operations: Sequence[Executable]
) -> Iterator[Problem]:
    """Operations that would be one method, or none, and selections that would be one attribute."""
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
    fix = "give it another name with `@rename`"
    if other != name:
        yield Problem(node_place(node), f"`{name}` and `{other}` would be one method", fix)
    if method in CLIENT_METHODS or method.startswith("iter_"):
        message = f"a method of every client is called `{method}`, or may be"
        yield Problem(node_place(node), message, fix)
    if not method or method[0].isdigit() or iskeyword(method) or method in TAKEN:
        yield Problem(node_place(node), f"no method can be called `{method}`", fix)


def _fragment_problems(schema: GraphQLSchema, node: FragmentDefinitionNode) -> Iterator[Problem]:
    """A fragment makes a class: of the type that is called so, or of none."""
    name, condition = node.name.value, node.type_condition.name.value
    if name != condition and type_called(schema, name) is not None:
        message = f"the fragment is on `{condition}`, and there is a type `{name}`"
        yield Problem(node_place(node.name), message, "give it a name that no type has")


class _Looking(Visitor):
    """Finds response keys that would be one attribute, and fragments under a condition."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Problem] = []

    def enter_selection_set(self, node: SelectionSetNode, *_: object) -> None:
        fields = [one for one in node.selections if isinstance(one, FieldNode)]
        keys = {response_key(one): one for one in fields if one.name.value != "__typename"}
        for key, message in _unlike(keys):
            fix = "give one of them another alias"
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
    """Credentials that are called like another argument of every client."""
    for name in provider.credentials:
        if name in (*CLIENT_OPTIONS, "self") or iskeyword(name):
            place = provider.place(("credentials", name))
            message = f"every client has an argument called `{name}`, or none can"
            yield Problem(place, message, "rename the credential")
