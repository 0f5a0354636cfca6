"""Resolves fragments: which fields a selection set selects on an object of a given type.

A fragment applies where its type condition is the type itself, or an interface or a union that the
type belongs to. All input must have been validated.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    GraphQLString,
    InlineFragmentNode,
    Node,
    SelectionNode,
    SelectionSetNode,
    Visitor,
    is_abstract_type,
    print_ast,
    visit,
)

from corrigenda.graphql.kinds import Kind, kind_of, named, type_called

Fragments = Mapping[str, FragmentDefinitionNode]
Fields = dict[str, list[FieldNode]]
"""Fields by response key; a field that is selected twice is listed twice."""


def response_key(node: FieldNode) -> str:
    """The key of a field in a response."""
    return node.alias.value if node.alias else node.name.value


def type_below(kind: Kind, node: FieldNode) -> Kind:
    """The type of a field, without lists and non-nulls."""
    if node.name.value == "__typename":
        return GraphQLString
    return named(kind_of(kind.fields[node.name.value]))


def fields_of(
    schema: GraphQLSchema, sets: Sequence[SelectionSetNode], kind: Kind, fragments: Fragments
) -> Fields:
    """The fields that selection sets select on an object of exactly that type, by response key."""
    found: Fields = {}
    for each in sets:
        for node in _fields(schema, each, kind, fragments):
            found.setdefault(response_key(node), []).append(node)
    return found


def _fields(
    schema: GraphQLSchema, selections: SelectionSetNode, kind: Kind, fragments: Fragments
) -> Iterator[FieldNode]:
    for node in selections.selections:
        if isinstance(node, FieldNode):
            yield node
            continue
        condition, inner = _inside(node, fragments)
        if condition is None or _is_within(schema, kind, condition):
            found = _fields(schema, inner, kind, fragments)
            yield from (_under(node, one) for one in found) if node.directives else found


def _under(fragment: SelectionNode, node: FieldNode) -> FieldNode:
    """A field with the conditions of the fragment around it."""
    made = copy(node)
    made.directives = (*(node.directives or ()), *(fragment.directives or ()))
    return made


def sets_below(nodes: Sequence[FieldNode]) -> list[SelectionSetNode]:
    """The selection sets of one field, which is selected in several places.

    Where these have different conditions, what is below each stays under its own.
    """
    sets = [(node, node.selection_set) for node in nodes if node.selection_set]
    conditions = {" ".join(map(print_ast, node.directives or ())) for node in nodes}
    if len(conditions) == 1:
        return [inner for _, inner in sets]
    return [_conditional(node, inner) if node.directives else inner for node, inner in sets]


def _conditional(node: FieldNode, inner: SelectionSetNode) -> SelectionSetNode:
    fragment = InlineFragmentNode(directives=node.directives, selection_set=inner)
    return SelectionSetNode(selections=(fragment,))


def fields_anywhere(selections: SelectionSetNode, fragments: Fragments) -> Iterator[FieldNode]:
    """The fields that a selection set selects on an object of any type."""
    for node in selections.selections:
        if isinstance(node, FieldNode):
            yield node
        else:
            yield from fields_anywhere(_inside(node, fragments)[1], fragments)


def is_narrowed(
    schema: GraphQLSchema, sets: Sequence[SelectionSetNode], kind: Kind, fragments: Fragments
) -> bool:
    """Whether more is selected on some possible types of an abstract type than on others."""
    for node in (one for each in sets for one in each.selections):
        if not isinstance(node, FieldNode):
            condition, inner = _inside(node, fragments)
            if condition is not None and not _is_within(schema, kind, condition):
                return True
            if is_narrowed(schema, [inner], kind, fragments):
                return True
    return False


def _inside(node: SelectionNode, fragments: Fragments) -> tuple[str | None, SelectionSetNode]:
    """The type condition of a fragment, and its selection set."""
    if isinstance(node, FragmentSpreadNode):
        fragment = fragments[node.name.value]
        return fragment.type_condition.name.value, fragment.selection_set
    assert isinstance(node, InlineFragmentNode), "there are no other selections"
    condition = node.type_condition.name.value if node.type_condition else None
    return condition, node.selection_set


def _is_within(schema: GraphQLSchema, kind: Kind, condition: str) -> bool:
    wider = type_called(schema, condition)
    return wider is kind or (is_abstract_type(wider) and schema.is_sub_type(wider, kind))


def spreads(node: Node) -> list[str]:
    """The names of the fragments that are spread anywhere below a node."""
    visitor = _Spreads()
    visit(node, visitor)
    return visitor.names


class _Spreads(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        self.names.append(node.name.value)
