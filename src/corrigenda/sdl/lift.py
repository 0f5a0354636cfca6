"""Gives every object type one selection: a fragment that is called like the type.

The documentation selects other fields of a project when it creates one than when it lists them, and
a client with a class for each of these is no pleasure. So what all operations select of a type is
put together in `fragment Project on Project`, and every operation asks for that. A field that is
selected twice is selected once then.

What cannot be one for all stays where it is: selections with arguments, aliases or directives,
those of root types, and those within interfaces and unions. A fragment of another name is a wish
for a class of its own, and stays if a selection is nothing but that. It refuses types that hold
themselves, since a fragment cannot.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    TypeNameMetaFieldDef,
    is_abstract_type,
)

from corrigenda.problems import Problem, raise_any
from corrigenda.sdl.check import MergedSdl
from corrigenda.sdl.kinds import kind_of, named
from corrigenda.sdl.read import node_place

Fields = dict[str, FieldNode]

_TYPENAME = FieldNode(name=NameNode(value="__typename"), arguments=(), directives=())


@dataclass(frozen=True, slots=True)
class Lifted:
    """What is sent: operations, and the fragments they share, by name."""

    operations: tuple[OperationDefinitionNode, ...]
    fragments: Mapping[str, FragmentDefinitionNode]


@dataclass(slots=True)
class _Work:
    """What is known while selections are put together."""

    schema: GraphQLSchema
    written: Mapping[str, FragmentDefinitionNode]
    fixed: set[str]
    unions: dict[str, Fields] = field(default_factory=dict[str, Fields])


def lift(merged: MergedSdl) -> Lifted:
    """Put the selections of all operations together, a fragment a type.

    Raises:
        ProblemsError: a type would hold itself.
    """
    operations = [
        deepcopy(node) for node in merged.operations if isinstance(node, OperationDefinitionNode)
    ]
    written = {
        node.name.value: deepcopy(node)
        for node in merged.operations
        if isinstance(node, FragmentDefinitionNode)
    }
    work = _Work(merged.schema, written, _fixed(merged.schema, operations, written))
    for node in operations:
        root = merged.schema.get_root_type(node.operation)
        assert root is not None, "a validated operation has a root type"
        node.selection_set = _settled(work, node.selection_set, root)
    kept = _kept_fragments(work)
    fragments = {name: _fragment(work, name) for name in sorted(work.unions)}
    raise_any(_cycles(work))
    return Lifted(tuple(operations), {**fragments, **kept})


def _fixed(
    schema: GraphQLSchema,
    operations: Sequence[OperationDefinitionNode],
    written: Mapping[str, FragmentDefinitionNode],
) -> set[str]:
    """The names of types that keep the selections they have."""
    fixed: set[str] = set()
    for node in operations:
        root: Any = schema.get_root_type(node.operation)
        fixed.add(root.name)
        fixed |= set(_unlike(schema, node.selection_set, root))
    for fragment in written.values():
        kind: Any = schema.get_type(fragment.type_condition.name.value)
        fixed |= set(_unlike(schema, fragment.selection_set, kind))
    return fixed


def _unlike(schema: GraphQLSchema, selections: SelectionSetNode, kind: Any) -> Iterator[str]:
    """Types of which something is selected in a way that is not for all."""
    for node in selections.selections:
        if isinstance(node, InlineFragmentNode):
            inner = schema.get_type(node.type_condition.name.value) if node.type_condition else kind
            yield from (getattr(kind, "name", ""), getattr(inner, "name", ""))
            yield from _unlike(schema, node.selection_set, inner)
        if isinstance(node, FieldNode):
            if node.arguments or node.alias or node.directives:
                yield kind.name
            if node.selection_set:
                below = named(kind_of(_definition(kind, node)))
                yield from [below.name] if is_abstract_type(below) else []
                yield from _unlike(schema, node.selection_set, below)


def _definition(kind: Any, node: FieldNode) -> GraphQLField:
    if node.name.value == "__typename":
        return TypeNameMetaFieldDef
    found: GraphQLField = kind.fields[node.name.value]
    return found


def _settled(work: _Work, selections: SelectionSetNode, kind: Any) -> SelectionSetNode:
    """The selection set that takes the place of another."""
    own = _own_fragment(work, selections)
    if own is not None:
        return SelectionSetNode(selections=(own,))
    if isinstance(kind, GraphQLObjectType) and kind.name not in work.fixed:
        _collect(work, work.unions.setdefault(kind.name, {}), selections, kind)
        return SelectionSetNode(selections=(_spread(kind.name),))
    fields: dict[str, Any] = {"__typename": _TYPENAME} if is_abstract_type(kind) else {}
    _collect(work, fields, selections, kind)
    return SelectionSetNode(selections=tuple(fields.values()))


def _own_fragment(work: _Work, selections: SelectionSetNode) -> FragmentSpreadNode | None:
    """The one spread that a selection set is, if it is to stay one.

    Such is a fragment with a name of its own, and what lifting has put there before.
    """
    if len(selections.selections) != 1:
        return None
    spread = selections.selections[0]
    if not isinstance(spread, FragmentSpreadNode):
        return None
    fragment = work.written.get(spread.name.value)
    is_own = fragment is None or spread.name.value != fragment.type_condition.name.value
    return spread if is_own else None


def _spread(name: str) -> FragmentSpreadNode:
    return FragmentSpreadNode(name=NameNode(value=name), directives=())


def _collect(work: _Work, into: dict[str, Any], selections: SelectionSetNode, kind: Any) -> None:
    """Add the fields of a selection set to those that are known, each once."""
    for node in selections.selections:
        if isinstance(node, FragmentSpreadNode):
            _collect(work, into, work.written[node.name.value].selection_set, kind)
        elif isinstance(node, InlineFragmentNode):
            _collect_inline(work, into, node, kind)
        elif isinstance(node, FieldNode):
            _collect_field(work, into, node, kind)


def _collect_inline(work: _Work, into: dict[str, Any], node: InlineFragmentNode, kind: Any) -> None:
    name = node.type_condition.name.value if node.type_condition else kind.name
    inner: dict[str, Any] = {}
    before = into.get(f"... on {name}")
    _collect(work, inner, before.selection_set, work.schema.get_type(name)) if before else None
    _collect(work, inner, node.selection_set, work.schema.get_type(name))
    node.selection_set = SelectionSetNode(selections=tuple(inner.values()))
    into[f"... on {name}"] = node


def _collect_field(work: _Work, into: dict[str, Any], node: FieldNode, kind: Any) -> None:
    key = node.alias.value if node.alias else node.name.value
    if node.selection_set:
        below = named(kind_of(_definition(kind, node)))
        both: tuple[SelectionNode, ...] = node.selection_set.selections
        if key in into:
            both = (*into[key].selection_set.selections, *both)
        node.selection_set = _settled(work, SelectionSetNode(selections=_once(work, both)), below)
    into[key] = node


def _once(work: _Work, selections: Sequence[SelectionNode]) -> tuple[SelectionNode, ...]:
    """Without what is known already: repeated spreads, and those that lifting put there."""
    spreads = {one.name.value: one for one in selections if isinstance(one, FragmentSpreadNode)}
    others = [one for one in selections if not isinstance(one, FragmentSpreadNode)]
    written = [one for name, one in spreads.items() if name in work.written]
    return (*others, *written) or tuple(spreads.values())


def _fragment(work: _Work, name: str) -> FragmentDefinitionNode:
    """The fragment of a type, its fields in the order in which the schema has them."""
    kind: Any = work.schema.get_type(name)
    fields = work.unions[name]
    order = [key for key in ("__typename", *kind.fields) if key in fields]
    return FragmentDefinitionNode(
        name=NameNode(value=name),
        type_condition=NamedTypeNode(name=NameNode(value=name)),
        selection_set=SelectionSetNode(selections=tuple(fields[key] for key in order)),
        directives=(),
    )


def _kept_fragments(work: _Work) -> dict[str, FragmentDefinitionNode]:
    """The fragments with names of their own, settled as operations are."""
    kept: dict[str, FragmentDefinitionNode] = {}
    for name, node in sorted(work.written.items()):
        kind = work.schema.get_type(node.type_condition.name.value)
        if name != node.type_condition.name.value:
            fields: dict[str, Any] = {}
            _collect(work, fields, node.selection_set, kind)
            node.selection_set = SelectionSetNode(selections=tuple(fields.values()))
            kept[name] = node
    return kept


def _cycles(work: _Work) -> Iterator[Problem]:
    """Types whose fragment would come to itself."""
    below = {name: dict(_below(work, name)) for name in work.unions}
    for name in below:
        waiting, seen = list(below[name]), set[str]()
        while waiting:
            here = waiting.pop()
            if here == name:
                node = next(iter(work.unions[name].values()))
                message = f"what is selected of `{name}` holds a `{name}` again"
                fix = "select the inner one by a fragment with another name"
                yield Problem(node_place(node), message, fix)
                break
            if here not in seen:
                seen.add(here)
                waiting += below.get(here, {})


def _below(work: _Work, name: str) -> Iterator[tuple[str, FieldNode]]:
    for node in work.unions[name].values():
        for inner in node.selection_set.selections if node.selection_set else ():
            if isinstance(inner, FragmentSpreadNode):
                yield inner.name.value, node
