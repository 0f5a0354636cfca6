"""Cuts a schema down to what operations reach, so that the size of a public schema costs nothing.

It keeps the fields that operations select, the arguments that they pass, the possible types of
every interface and union on the way, and all members of input objects and enums, since a caller may
use any of them. The corrected schema itself stays whole; only classes are made of the rest.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    REMOVE,
    DefinitionNode,
    DirectiveDefinitionNode,
    DirectiveNode,
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    NamedTypeNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    OperationDefinitionNode,
    ScalarTypeDefinitionNode,
    SchemaDefinitionNode,
    SelectionSetNode,
    TypeDefinitionNode,
    UnionTypeDefinitionNode,
    Visitor,
    specified_directives,
    specified_scalar_types,
    visit,
)

from corrigenda.graphql.fragments import fragments_of
from corrigenda.graphql.own_names import Executable

_WithFields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode
_MEANT = frozenset(one.name for one in specified_directives)
_LEAVES = (ScalarTypeDefinitionNode, EnumTypeDefinitionNode)


def reach(
    definitions: Sequence[DefinitionNode], operations: Sequence[Executable]
) -> tuple[DefinitionNode, ...]:
    """The definitions that operations reach, in their order; nothing is changed in place.

    Names that the schema does not define are passed over: validation finds them.
    """
    reaching = _index(definitions, operations)
    for node in operations:
        _start(reaching, node)
    _settle(reaching)
    kept = (_kept(reaching, node) for node in definitions)
    return tuple(visit(node, _Plain()) for node in kept if node is not None)


class _Plain(Visitor):
    """Takes away directives that say nothing to a client, and that often nobody defines."""

    def enter_directive(self, node: DirectiveNode, *_: object) -> Any:
        return None if node.name.value in _MEANT else REMOVE


@dataclass(slots=True)
class _Reaching:
    """The definitions by name, and what of them is reached so far."""

    types: dict[str, Any]
    possible: dict[str, list[str]]
    roots: dict[str, str]
    fragments: dict[str, FragmentDefinitionNode]
    fields: dict[str, dict[str, FieldDefinitionNode]]
    declared: Mapping[str, Sequence[InputValueDefinitionNode]]
    kept: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    arguments: dict[str, set[tuple[str, str]]] = field(
        default_factory=dict[str, set[tuple[str, str]]]
    )
    directives: set[str] = field(default_factory=set[str])
    seen: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])


def root_types(definitions: Iterable[DefinitionNode]) -> dict[str, str]:
    """The name of the root type of each kind of operation: `query`, `mutation`, `subscription`."""
    for node in definitions:
        if isinstance(node, SchemaDefinitionNode):
            return {one.operation.value: one.type.name.value for one in node.operation_types}
    return {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}


def named_type(node: Any) -> str:
    """The name of the type inside all lists and non-nulls."""
    while not hasattr(node, "name"):
        node = node.type
    return str(node.name.value)


def mentions(node: DefinitionNode, name: str) -> bool:
    """Whether a definition names a type anywhere."""
    looking = _Names()
    visit(node, looking)
    return name in looking.names


class _Names(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_named_type(self, node: NamedTypeNode, *_: object) -> None:
        self.names.add(node.name.value)


def _index(definitions: Sequence[DefinitionNode], operations: Sequence[Executable]) -> _Reaching:
    nodes = (node for node in definitions if isinstance(node, TypeDefinitionNode))
    types: dict[str, Any] = {node.name.value: node for node in nodes}
    fragments = fragments_of(operations)
    fields = {
        name: {one.name.value: one for one in node.fields}
        for name, node in types.items()
        if isinstance(node, _WithFields)
    }
    declared = {
        one.name.value: one.arguments or ()
        for one in definitions
        if isinstance(one, DirectiveDefinitionNode)
    }
    return _Reaching(types, _possible(types), root_types(definitions), fragments, fields, declared)


def _possible(types: dict[str, Any]) -> dict[str, list[str]]:
    """The object types that a value of each type may have."""
    found: dict[str, list[str]] = {}
    for name, node in types.items():
        if isinstance(node, ObjectTypeDefinitionNode):
            found.setdefault(name, []).append(name)
            for one in node.interfaces:
                found.setdefault(one.name.value, []).append(name)
        elif isinstance(node, UnionTypeDefinitionNode):
            found.setdefault(name, []).extend(one.name.value for one in node.types)
    return found


def _start(reaching: _Reaching, node: Executable) -> None:
    looking = _Directives()
    visit(node, looking)
    reaching.directives |= looking.names
    for name in looking.names:
        for argument in reaching.declared.get(name, ()):
            _keep(reaching, named_type(argument.type))
    if isinstance(node, OperationDefinitionNode):
        root = reaching.roots.get(node.operation.value)
        if root:
            _keep(reaching, root)
            _walk(reaching, node.selection_set, root)
        for variable in node.variable_definitions or ():
            _keep(reaching, named_type(variable.type))
    else:
        _walk(reaching, node.selection_set, node.type_condition.name.value)


class _Directives(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        self.names.add(node.name.value)


def _walk(reaching: _Reaching, selections: SelectionSetNode, owner: str) -> None:
    """Keep what a selection set selects of a type, and of every type that its values may have."""
    key = (id(selections), owner)
    if key in reaching.seen:
        return
    reaching.seen.add(key)
    _keep(reaching, owner)
    for node in selections.selections:
        if isinstance(node, FieldNode):
            for one in dict.fromkeys((owner, *reaching.possible.get(owner, ()))):
                _select(reaching, node, one)
        elif isinstance(node, InlineFragmentNode):
            condition = node.type_condition.name.value if node.type_condition else owner
            _walk(reaching, node.selection_set, condition)
            _walk_possible(reaching, node.selection_set, owner, condition)
        elif isinstance(node, FragmentSpreadNode) and node.name.value in reaching.fragments:
            fragment = reaching.fragments[node.name.value]
            condition = fragment.type_condition.name.value
            _walk(reaching, fragment.selection_set, condition)
            _walk_possible(reaching, fragment.selection_set, owner, condition)


def _walk_possible(
    reaching: _Reaching, selections: SelectionSetNode, owner: str, condition: str
) -> None:
    """A fragment on a wider type selects fields of the narrower one around it, too."""
    if owner != condition and owner in reaching.possible.get(condition, ()):
        _walk(reaching, selections, owner)


def _select(reaching: _Reaching, node: FieldNode, owner: str) -> None:
    declared = reaching.fields.get(owner, {}).get(node.name.value)
    if declared is None:
        return
    _keep_field(reaching, owner, declared)
    given = {one.name.value for one in node.arguments or ()}
    for argument in declared.arguments or ():
        if argument.name.value in given:
            _keep_argument(reaching, owner, declared, argument)
    if node.selection_set:
        _walk(reaching, node.selection_set, named_type(declared.type))


def _keep_field(reaching: _Reaching, owner: str, declared: FieldDefinitionNode) -> None:
    _keep(reaching, owner)
    reaching.kept[owner].add(declared.name.value)
    _keep(reaching, named_type(declared.type))
    for argument in declared.arguments or ():
        if isinstance(argument.type, NonNullTypeNode) and argument.default_value is None:
            _keep_argument(reaching, owner, declared, argument)


def _keep_argument(
    reaching: _Reaching, owner: str, declared: FieldDefinitionNode, node: InputValueDefinitionNode
) -> None:
    at = declared.name.value, node.name.value
    reaching.arguments.setdefault(owner, set()).add(at)
    _keep(reaching, named_type(node.type))


def _keep(reaching: _Reaching, name: str) -> None:
    """Keep a type, with all that a value of it may be or may hold in an argument."""
    waiting = [name]
    while waiting:
        here = waiting.pop()
        node = reaching.types.get(here)
        if node is None or here in reaching.kept:
            continue
        reaching.kept[here] = set()
        waiting += reaching.possible.get(here, ())
        if isinstance(node, InputObjectTypeDefinitionNode):
            waiting += [named_type(one.type) for one in node.fields]


def _settle(reaching: _Reaching) -> None:
    """Give every type what its kept interfaces ask for, and at least one field."""
    query = reaching.roots.get("query")
    if query:
        _keep(reaching, query)
    before = -1
    while before != (before := sum(map(len, reaching.kept.values())) + len(reaching.kept)):
        for name in list(reaching.kept):
            node = reaching.types[name]
            if isinstance(node, _WithFields):
                _inherit(reaching, node)
                if not reaching.kept[name]:
                    _keep_any(reaching, name)


def _inherit(reaching: _Reaching, node: _WithFields) -> None:
    own = reaching.fields[node.name.value]
    for one in node.interfaces:
        wide = one.name.value
        for name in sorted(reaching.kept.get(wide, ())):
            if name in own:
                _keep_field(reaching, node.name.value, own[name])
        given = reaching.arguments.get(wide)
        if given:
            reaching.arguments.setdefault(node.name.value, set()).update(given)


def _keep_any(reaching: _Reaching, name: str) -> None:
    """Keep one field, a leaf if there is one: a type without fields is not valid."""
    fields = list(reaching.fields[name].values())
    leaves = [one for one in fields if _is_leaf(reaching, named_type(one.type))]
    for declared in (leaves or fields)[:1]:
        _keep_field(reaching, name, declared)


def _is_leaf(reaching: _Reaching, name: str) -> bool:
    known = reaching.types.get(name)
    return name in specified_scalar_types or isinstance(known, _LEAVES)


def _kept(reaching: _Reaching, node: DefinitionNode) -> DefinitionNode | None:
    """A definition with what is reached of it, or None."""
    if isinstance(node, DirectiveDefinitionNode):
        return node if node.name.value in reaching.directives else None
    if isinstance(node, SchemaDefinitionNode):
        made = copy(node)
        made.operation_types = tuple(
            one for one in node.operation_types if one.type.name.value in reaching.kept
        )
        return made
    if not isinstance(node, TypeDefinitionNode) or node.name.value not in reaching.kept:
        return None
    return _with_fields(reaching, node) if isinstance(node, _WithFields) else node


def _with_fields(reaching: _Reaching, node: _WithFields) -> DefinitionNode:
    made, name = copy(node), node.name.value
    made.interfaces = tuple(one for one in node.interfaces if one.name.value in reaching.kept)
    # A field that is defined twice, as in published schemas, is read once.
    once = reaching.fields[name]
    made.fields = tuple(
        _with_arguments(reaching, name, one)
        for one in node.fields
        if one.name.value in reaching.kept[name] and once[one.name.value] is one
    )
    return made


def _with_arguments(
    reaching: _Reaching, owner: str, node: FieldDefinitionNode
) -> FieldDefinitionNode:
    made = copy(node)
    made.arguments = tuple(
        one
        for one in node.arguments or ()
        if (node.name.value, one.name.value) in reaching.arguments.get(owner, ())
    )
    return made
