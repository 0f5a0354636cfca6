"""Gives every object type one selection: a fragment that is called like the type.

The documentation selects other fields of a project when it creates one than when it lists them, and
a client with a class for each of these is no pleasure. So what all operations select of a type is
put together in `fragment Project on Project`, and every operation asks for that. A field that is
selected twice is selected once then.

What cannot be one for all stays where it is: selections of root types, and those with arguments,
aliases or directives anywhere below. Where an interface or a union is asked for more than what all
its types have, each of them gets a selection of its own. A fragment of another name is a wish for a
class of its own, and stays if a selection is nothing but that. It refuses types that hold
themselves, since a fragment cannot.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    SelectionSetNode,
    is_abstract_type,
    print_ast,
)

from corrigenda.graphql.flat import Fields, Fragments, fields_of, is_narrowed, spreads, type_below
from corrigenda.graphql.kinds import Kind, root_of, type_called
from corrigenda.graphql.merged import Merged
from corrigenda.graphql.read import node_place
from corrigenda.problems import Place, Problem, raise_any

Sets = Sequence[SelectionSetNode]
"""What is selected of one thing, in several places."""

_TYPENAME = FieldNode(name=NameNode(value="__typename"), arguments=(), directives=())


@dataclass(frozen=True, slots=True)
class Lifted:
    """What is sent: operations, and the fragments they share, by name."""

    operations: tuple[OperationDefinitionNode, ...]
    fragments: Mapping[str, FragmentDefinitionNode]


@dataclass(slots=True)
class _Work:
    """What is known while selections are put together.

    `sets` has, by type, all that is selected of it; `kept` the fragments that stay.
    """

    schema: GraphQLSchema
    written: Fragments
    sets: dict[str, list[SelectionSetNode]] = field(
        default_factory=dict[str, list[SelectionSetNode]]
    )
    kept: dict[str, FragmentDefinitionNode] = field(
        default_factory=dict[str, FragmentDefinitionNode]
    )


def lift(merged: Merged) -> Lifted:
    """Put the selections of all operations together, a fragment a type.

    Raises:
        ProblemsError: a type would hold itself.
    """
    work = _Work(merged.schema, merged.fragments)
    known, lifted = -1, Lifted((), {})
    while known != (known := sum(map(len, work.sets.values()))):
        # What is put together may hold a type that was alone before, so again until nothing is new.
        work.kept = {}
        operations = tuple(_operation(work, node) for node in merged.requests)
        made = {name: _type_fragment(work, name) for name in sorted(work.sets)}
        lifted = Lifted(operations, {**made, **dict(sorted(work.kept.items()))})
    raise_any(_cycles(work, lifted.fragments))
    return lifted


def _operation(work: _Work, node: OperationDefinitionNode) -> OperationDefinitionNode:
    made = copy(node)
    root = root_of(work.schema, node)
    made.selection_set = SelectionSetNode(selections=_fields(work, [node.selection_set], root))
    return made


def _settled(work: _Work, sets: Sets, kind: Kind) -> SelectionSetNode:
    """The selection set that takes the place of all that is selected of a thing."""
    own = _own_fragment(work, sets, kind)
    if own is not None:
        return own
    if is_abstract_type(kind):
        return SelectionSetNode(selections=_of_abstract(work, sets, kind))
    if not _is_plain(work, sets, kind):
        return SelectionSetNode(selections=_fields(work, sets, kind))
    known = work.sets.setdefault(kind.name, [])
    known += [one for one in sets if not any(one is other for other in known)]
    return _spread(kind.name)


def _spread(name: str) -> SelectionSetNode:
    spread = FragmentSpreadNode(name=NameNode(value=name), directives=())
    return SelectionSetNode(selections=(spread,))


def _own_fragment(work: _Work, sets: Sets, kind: Kind) -> SelectionSetNode | None:
    """The spread of the one fragment that all is selected by, if it has a name of its own."""
    nodes = [one for each in sets for one in each.selections]
    names = {one.name.value for one in nodes if isinstance(one, FragmentSpreadNode)}
    if len(names) != 1 or not all(isinstance(one, FragmentSpreadNode) for one in nodes):
        return None
    name = names.pop()
    fragment = work.written[name]
    if name == kind.name or is_abstract_type(kind) or _condition(fragment) != kind.name:
        return None
    if name not in work.kept:
        work.kept[name] = _fragment(name, kind, _fields(work, [fragment.selection_set], kind))
    return _spread(name)


def _condition(fragment: FragmentDefinitionNode) -> str:
    return fragment.type_condition.name.value


def _of_abstract(work: _Work, sets: Sets, kind: Kind) -> tuple[FieldNode | InlineFragmentNode, ...]:
    """What is asked of an interface or a union; where it depends on the type, a type at a time.

    What is asked of all alike stands before that, since their fields of one name may differ in
    whether they are null.
    """
    common = fields_of(work.schema, sets, kind, work.written)
    each: list[InlineFragmentNode] = []
    if is_narrowed(work.schema, sets, kind, work.written):
        possible = work.schema.get_possible_types(kind)
        found = [(one, fields_of(work.schema, sets, one, work.written)) for one in possible]
        alike = [key for key in common if all(other[key] == common[key] for _, other in found)]
        common = {key: common[key] for key in alike}
        each = [_of_type(work, one, _without(alike, fields)) for one, fields in found]
    nodes = (_field(work, nodes, kind) for key, nodes in common.items() if key != "__typename")
    return (_TYPENAME, *nodes, *each)


def _without(keys: Container[str], fields: Fields) -> Fields:
    return {key: nodes for key, nodes in fields.items() if key not in keys}


def _of_type(work: _Work, kind: Kind, fields: Fields) -> InlineFragmentNode:
    nodes = tuple(_field(work, nodes, kind) for nodes in fields.values())
    return InlineFragmentNode(
        type_condition=NamedTypeNode(name=NameNode(value=kind.name)),
        selection_set=SelectionSetNode(selections=nodes or (_TYPENAME,)),
        directives=(),
    )


def _is_plain(work: _Work, sets: Sets, kind: Kind) -> bool:
    """Whether a selection can be for all: nothing in it is this operation's alone."""
    for nodes in fields_of(work.schema, sets, kind, work.written).values():
        if any(node.arguments or node.alias or node.directives for node in nodes):
            return False
        below = type_below(kind, nodes[0])
        inner = [node.selection_set for node in nodes if node.selection_set]
        kinds = work.schema.get_possible_types(below) if is_abstract_type(below) else [below]
        if inner and not all(_is_plain(work, inner, one) for one in (below, *kinds)):
            return False
    return True


def _fields(work: _Work, sets: Sets, kind: Kind) -> tuple[FieldNode, ...]:
    """Each field that is selected, once, with all that is selected below it."""
    found = fields_of(work.schema, sets, kind, work.written)
    return tuple(_field(work, nodes, kind) for nodes in found.values())


def _field(work: _Work, nodes: Sequence[FieldNode], kind: Kind) -> FieldNode:
    raise_any(_condition_problems(nodes))
    made = copy(nodes[0])
    inner = [node.selection_set for node in nodes if node.selection_set]
    if inner:
        made.selection_set = _settled(work, inner, type_below(kind, made))
    return made


def _condition_problems(nodes: Sequence[FieldNode]) -> Iterator[Problem]:
    first, *others = ([print_ast(one) for one in node.directives] for node in nodes)
    if any(one != first for one in others):
        message = f"`{nodes[0].name.value}` is selected twice, under different conditions"
        yield Problem(node_place(nodes[0]), message, "select it once")


def _type_fragment(work: _Work, name: str) -> FragmentDefinitionNode:
    """The fragment of a type, its fields in the order in which the schema has them."""
    kind = type_called(work.schema, name)
    order = ["__typename", *kind.fields]
    fields = _fields(work, work.sets[name], kind)
    return _fragment(name, kind, sorted(fields, key=lambda one: order.index(one.name.value)))


def _fragment(name: str, kind: Kind, fields: Iterable[FieldNode]) -> FragmentDefinitionNode:
    return FragmentDefinitionNode(
        name=NameNode(value=name),
        type_condition=NamedTypeNode(name=NameNode(value=kind.name)),
        selection_set=SelectionSetNode(selections=tuple(fields)),
        variable_definitions=(),
        directives=(),
    )


def _cycles(work: _Work, fragments: Fragments) -> Iterator[Problem]:
    """Types whose fragment would come to itself."""
    below = {name: spreads(node) for name, node in fragments.items()}
    for name in work.sets:
        waiting, seen = list(below[name]), set[str]()
        while waiting:
            here = waiting.pop()
            if here == name:
                message = f"what is selected of `{name}` holds a `{name}` again"
                fix = "select the inner one by a fragment with another name"
                yield Problem(_place(work, name), message, fix)
                break
            if here not in seen:
                seen.add(here)
                waiting += below[here]


def _place(work: _Work, name: str) -> Place:
    return node_place(work.sets[name][0].selections[0])
