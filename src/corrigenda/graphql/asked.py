"""Compares what operations ask for with the classes that all of them share.

A class has all that any operation selects of its type, so an operation may leave out some of it.
Those fields are marked as conditional, which makes them `UNSET` where they are not in a response. A
table for each operation says which of them it asks for, so that the client still notices when one
is missing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    GraphQLNonNull,
    GraphQLSchema,
    NameNode,
    OperationDefinitionNode,
    SelectionSetNode,
    is_abstract_type,
)

from corrigenda.graphql.flat import (
    Fragments,
    fields_of,
    is_narrowed,
    response_key,
    sets_below,
    type_below,
)
from corrigenda.graphql.kinds import Kind, kind_of, root_of
from corrigenda.graphql.lift import Lifted
from corrigenda.provider import Envelope

Asked: TypeAlias = "dict[str, Asked]"
"""The fields that a class may lack and an operation asks for, by the way to them.

A key is a response key: with `!` where the field must be there and is not null, with `?` where it
must be there and may be null, and bare where it only leads to others. `...Order` holds what is
asked of an `Order` where there may be objects of several types.
"""

_MARK = DirectiveNode(
    name=NameNode(value="include"),
    arguments=(ArgumentNode(name=NameNode(value="if"), value=BooleanValueNode(value=True)),),
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A field of a class, and how one operation selects it; `narrowed` names the object's type."""

    narrowed: str
    owner: Kind
    field: FieldNode
    selected: Sequence[FieldNode]
    promised: bool

    @property
    def below(self) -> Kind:
        return type_below(self.owner, self.field)

    @property
    def inner(self) -> list[SelectionSetNode]:
        return sets_below(self.selected)

    @property
    def is_marked(self) -> bool:
        return any(one is _MARK for one in self.field.directives or ())

    @property
    def is_conditional(self) -> bool:
        """Whether the operation itself says that it may be left out."""
        return all(one.directives for one in self.selected)

    @property
    def is_due(self) -> bool:
        """Whether the class has no None for it."""
        kind = kind_of(self.owner.fields[self.field.name.value])
        return self.promised or isinstance(kind, GraphQLNonNull)


@dataclass(frozen=True)
class Comparison:
    """What operations are compared by: `written` are the fragments that are sent."""

    schema: GraphQLSchema
    lifted: Lifted
    written: Fragments
    envelope: Envelope | None

    def mark(self, node: OperationDefinitionNode) -> None:
        """Mark every field of the classes that the operation does not ask for."""
        self._mark(*self._roots(node))

    def asked(self, node: OperationDefinitionNode) -> Asked:
        """What an operation asks for of the fields that are marked, once all operations are."""
        return self._table(*self._roots(node))

    def _roots(
        self, node: OperationDefinitionNode
    ) -> tuple[SelectionSetNode, list[SelectionSetNode], Kind]:
        lifted = self._lifted[node.name.value if node.name else ""]
        return lifted.selection_set, [node.selection_set], root_of(self.schema, node)

    @cached_property
    def _lifted(self) -> dict[str, OperationDefinitionNode]:
        return {one.name.value: one for one in self.lifted.operations if one.name}

    def _mark(self, held: SelectionSetNode, asked: list[SelectionSetNode], kind: Kind) -> None:
        for pair in self._pairs(held, asked, kind):
            if not pair.selected and not pair.is_marked:
                pair.field.directives = (*(pair.field.directives or ()), _MARK)
            elif pair.selected and pair.field.selection_set:
                self._mark(pair.field.selection_set, pair.inner, pair.below)

    def _table(self, held: SelectionSetNode, asked: list[SelectionSetNode], kind: Kind) -> Asked:
        found: Asked = {}
        for pair in self._pairs(held, asked, kind):
            if not pair.selected:
                continue
            inner: Asked = {}
            if pair.field.selection_set:
                inner = self._table(pair.field.selection_set, pair.inner, pair.below)
            is_sure = pair.is_marked and not pair.is_conditional
            if is_sure or inner:
                sign = ("!" if pair.is_due else "?") if is_sure else ""
                at = found.setdefault(f"...{pair.narrowed}", {}) if pair.narrowed else found
                at[response_key(pair.field) + sign] = inner
        return found

    def _pairs(
        self, held: SelectionSetNode, asked: list[SelectionSetNode], kind: Kind
    ) -> Iterator[_Pair]:
        """Each field that the class (or the classes) of an object hold, and its selections."""
        fragments = self.lifted.fragments
        is_open = is_abstract_type(kind) and is_narrowed(self.schema, [held], kind, fragments)
        for one in self.schema.get_possible_types(kind) if is_open else [kind]:
            held_fields = fields_of(self.schema, [held], one, fragments)
            selected = fields_of(self.schema, asked, one, self.written)
            promises = self._promises(held_fields)
            for key, nodes in held_fields.items():
                if nodes[0].name.value != "__typename":
                    yield _Pair(
                        one.name if is_open else "", one, nodes[0], selected.get(key, ()),
                        key in promises,
                    )  # fmt: skip

    def _promises(self, fields: Mapping[str, Sequence[FieldNode]]) -> set[str]:
        """What a result holds for sure, once it says that the operation succeeded."""
        envelope = self.envelope
        success = fields.get(envelope.success) if envelope else None
        if envelope is None or not success or success[0].name.value != envelope.success:
            return set()
        return set(fields) - {envelope.message, envelope.value}
