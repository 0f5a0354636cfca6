"""Gives every object type one selection set: a fragment named like the type.

The documentation selects other fields of a project when it creates one than when it lists them, and
a client with a class for each of these is tedious to use. So everything that operations select on a
type is combined in `fragment Project on Project`. Classes are generated from these documents, which
are never sent; `sent` says what is.

Some selections stay as they are: those on root types, and those with arguments, aliases or
directives anywhere below. Where fragments select more on some types of an interface or a union than
on others, each type gets its own selection. A fragment with another name asks for its own class,
and stays if a selection set holds nothing but its spread. The selections of a type that is selected
inside itself stay as well, since fragments cannot be recursive.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
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
    SelectionNode,
    SelectionSetNode,
    is_abstract_type,
)

from corrigenda.graphql.circles import circles
from corrigenda.graphql.flat import (
    Fields,
    Fragments,
    fields_of,
    is_narrowed,
    sets_below,
    spreads,
    type_below,
)
from corrigenda.graphql.fragments import used_fragments
from corrigenda.graphql.kinds import Kind, root_of, type_called
from corrigenda.graphql.merged import Merged
from corrigenda.graphql.sent import variables_of

Sets = Sequence[SelectionSetNode]
"""The selection sets on one object, from several places."""

_TYPENAME = FieldNode(name=NameNode(value="__typename"), arguments=(), directives=())


@dataclass(frozen=True, slots=True)
class Lifted:
    """What classes are made of: operations, and the fragments they share, by name."""

    operations: tuple[OperationDefinitionNode, ...]
    fragments: Mapping[str, FragmentDefinitionNode]


@dataclass(slots=True)
class _Lifting:
    """The state while selection sets are combined.

    `alone` are types that are not combined; `sets` has all selection sets of the others, by type
    and by `id`; `kept` has the fragments that stay.
    """

    schema: GraphQLSchema
    written: Fragments
    alone: frozenset[str] = frozenset()
    sets: dict[str, dict[int, SelectionSetNode]] = field(
        default_factory=dict[str, dict[int, SelectionSetNode]]
    )
    kept: dict[str, FragmentDefinitionNode] = field(
        default_factory=dict[str, FragmentDefinitionNode]
    )


def lift(merged: Merged) -> Lifted:
    """Combine the selection sets of all operations, in one fragment per type."""
    alone: set[str] = set()
    while True:
        lifting = _Lifting(merged.schema, merged.fragments, frozenset(alone))
        lifted = _combined(lifting, merged)
        found = _in_circles(lifting, lifted.fragments)
        if not found:
            return Lifted(_with_used_variables(lifted), lifted.fragments)
        alone.update(found)


def _combined(lifting: _Lifting, merged: Merged) -> Lifted:
    known, lifted = -1, Lifted((), {})
    while known != (known := sum(map(len, lifting.sets.values()))):
        # Combined selections can select further types, so repeat until nothing is new.
        lifting.kept = {}
        operations = tuple(_operation(lifting, node) for node in merged.requests)
        made = {name: _type_fragment(lifting, name) for name in sorted(lifting.sets)}
        lifted = Lifted(operations, {**made, **dict(sorted(lifting.kept.items()))})
    return lifted


def _operation(lifting: _Lifting, node: OperationDefinitionNode) -> OperationDefinitionNode:
    made = copy(node)
    root = root_of(lifting.schema, node)
    made.selection_set = SelectionSetNode(selections=_fields(lifting, [node.selection_set], root))
    return made


def _with_used_variables(lifted: Lifted) -> tuple[OperationDefinitionNode, ...]:
    """The operations without variables that only occur in conditions that do not matter here."""
    found = {name: variables_of(node) for name, node in lifted.fragments.items()}
    within = {name: variables for name, variables in found.items() if variables}
    made = [copy(node) for node in lifted.operations]
    for node in made:
        used = _used_variables(node, lifted.fragments, within)
        declared = node.variable_definitions or ()
        node.variable_definitions = tuple(
            one for one in declared if one.variable.name.value in used
        )
    return tuple(made)


def _used_variables(
    node: OperationDefinitionNode, fragments: Fragments, within: Mapping[str, set[str]]
) -> set[str]:
    """The variables of an operation; `within` has those of each fragment, where it has any.

    Fragments are walked only for variables that can occur in them, as an operation may reach all.
    """
    used = set(variables_of(node.selection_set))
    declared = {one.variable.name.value for one in node.variable_definitions or ()}
    if declared - used & set[str]().union(*within.values()):
        for name in used_fragments(node, fragments):
            used |= within.get(name, set())
    return used


def _settled(lifting: _Lifting, sets: Sets, kind: Kind) -> SelectionSetNode:
    """The selection set that replaces all selection sets on an object."""
    own = _own_fragment(lifting, sets, kind)
    if own is not None:
        return own
    if is_abstract_type(kind):
        return SelectionSetNode(selections=_of_abstract(lifting, sets, kind))
    if kind.name in lifting.alone or not _is_plain(lifting, sets, kind):
        return SelectionSetNode(selections=_fields(lifting, sets, kind))
    lifting.sets.setdefault(kind.name, {}).update((id(one), one) for one in sets)
    return _spread(kind.name)


def _spread(name: str) -> SelectionSetNode:
    spread = FragmentSpreadNode(name=NameNode(value=name), directives=())
    return SelectionSetNode(selections=(spread,))


def _own_fragment(lifting: _Lifting, sets: Sets, kind: Kind) -> SelectionSetNode | None:
    """The spread of the one fragment that selects everything, if it has a name of its own."""
    nodes = [one for each in sets for one in each.selections]
    names = {one.name.value for one in nodes if isinstance(one, FragmentSpreadNode)}
    if len(names) != 1 or not all(_is_plain_spread(one) for one in nodes):
        return None
    name = names.pop()
    fragment = lifting.written[name]
    if name == kind.name or is_abstract_type(kind) or _condition(fragment) != kind.name:
        return None
    if name not in lifting.kept:
        lifting.kept[name] = _fragment(name, kind, _fields(lifting, [fragment.selection_set], kind))
    return _spread(name)


def _is_plain_spread(node: SelectionNode) -> bool:
    return isinstance(node, FragmentSpreadNode) and not node.directives


def _condition(fragment: FragmentDefinitionNode) -> str:
    return fragment.type_condition.name.value


def _of_abstract(
    lifting: _Lifting, sets: Sets, kind: Kind
) -> tuple[FieldNode | InlineFragmentNode, ...]:
    """The selections on an interface or a union, by type where they depend on it.

    Fields that are selected alike on all types come first, since fields with the same name may
    differ in nullability.
    """
    common = fields_of(lifting.schema, sets, kind, lifting.written)
    each: list[InlineFragmentNode] = []
    if is_narrowed(lifting.schema, sets, kind, lifting.written):
        possible = lifting.schema.get_possible_types(kind)
        found = [(one, fields_of(lifting.schema, sets, one, lifting.written)) for one in possible]
        alike = [key for key in common if all(other[key] == common[key] for _, other in found)]
        common = {key: common[key] for key in alike}
        each = [_of_type(lifting, one, _without(alike, fields)) for one, fields in found]
    nodes = (_field(lifting, nodes, kind) for key, nodes in common.items() if key != "__typename")
    return (_TYPENAME, *nodes, *each)


def _without(keys: Container[str], fields: Fields) -> Fields:
    return {key: nodes for key, nodes in fields.items() if key not in keys}


def _of_type(lifting: _Lifting, kind: Kind, fields: Fields) -> InlineFragmentNode:
    nodes = tuple(_field(lifting, nodes, kind) for nodes in fields.values())
    return InlineFragmentNode(
        type_condition=NamedTypeNode(name=NameNode(value=kind.name)),
        selection_set=SelectionSetNode(selections=nodes or (_TYPENAME,)),
        directives=(),
    )


def _is_plain(lifting: _Lifting, sets: Sets, kind: Kind) -> bool:
    """Whether a selection can be shared: no field has arguments, an alias or directives."""
    for nodes in fields_of(lifting.schema, sets, kind, lifting.written).values():
        if any(node.arguments or node.alias or node.directives for node in nodes):
            return False
        below = type_below(kind, nodes[0])
        inner = [node.selection_set for node in nodes if node.selection_set]
        kinds = lifting.schema.get_possible_types(below) if is_abstract_type(below) else [below]
        if inner and not all(_is_plain(lifting, inner, one) for one in (below, *kinds)):
            return False
    return True


def _fields(lifting: _Lifting, sets: Sets, kind: Kind) -> tuple[FieldNode, ...]:
    """Each selected field, once, with everything that is selected below it."""
    found = fields_of(lifting.schema, sets, kind, lifting.written)
    return tuple(_field(lifting, nodes, kind) for nodes in found.values())


def _field(lifting: _Lifting, nodes: Sequence[FieldNode], kind: Kind) -> FieldNode:
    made = copy(nodes[0])
    # One selection without a condition is enough, and a directive may stand only once.
    conditions = {one.name.value: one for one in made.directives or ()}
    is_conditional = all(node.directives for node in nodes)
    made.directives = tuple(conditions.values()) if is_conditional else ()
    inner = sets_below(nodes)
    if inner:
        made.selection_set = _settled(lifting, inner, type_below(kind, made))
    return made


def _type_fragment(lifting: _Lifting, name: str) -> FragmentDefinitionNode:
    """The fragment of a type, with its fields in schema order."""
    kind = type_called(lifting.schema, name)
    order = ["__typename", *kind.fields]
    fields = _fields(lifting, list(lifting.sets[name].values()), kind)
    return _fragment(name, kind, sorted(fields, key=lambda one: order.index(one.name.value)))


def _fragment(name: str, kind: Kind, fields: Iterable[FieldNode]) -> FragmentDefinitionNode:
    return FragmentDefinitionNode(
        name=NameNode(value=name),
        type_condition=NamedTypeNode(name=NameNode(value=kind.name)),
        selection_set=SelectionSetNode(selections=tuple(fields)),
        variable_definitions=(),
        directives=(),
    )


def _in_circles(lifting: _Lifting, fragments: Fragments) -> list[str]:
    """A type of each circle: types whose fragments would contain themselves."""
    below = {name: spreads(node) for name, node in fragments.items()}
    found = circles(below)
    return [next(name for name in lifting.sets if name in group) for group in found]
