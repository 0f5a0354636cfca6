"""Checks a response against the selections: exactly the selected fields, each of its type.

It reads responses as a client does: an object of an interface or a union names its own type, and a
field that may be skipped may be missing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    SelectionSetNode,
    is_abstract_type,
)

from corrigenda.graphql.flat import fields_of, sets_below
from corrigenda.graphql.kinds import inside, kind_of, type_called
from corrigenda.graphql.merged import Merged
from corrigenda.graphql.values import Wrong, leaf_problem, shown
from corrigenda.trees import is_array, is_object, pointer

Path: TypeAlias = tuple[str | int, ...]
Wrongs: TypeAlias = Iterator[Wrong]


@dataclass(frozen=True, slots=True)
class ResponseWalk:
    """Walks along a response and its selection sets, and reports the differences.

    `abridged` are the places where a field may be missing; the walk removes those that it uses.
    """

    merged: Merged
    scalars: Mapping[str, str]
    abridged: set[str]

    def object(self, value: Any, kind: Any, asked: list[SelectionSetNode], path: Path) -> Wrongs:
        """Every difference between a value and the selections on an object of that type."""
        if not is_object(value):
            yield path, f"expected an object, got {shown(value)}"
            return
        merged = self.merged
        actual = self._actual(value, kind)
        if actual is None:
            yield path, f"`__typename` is {shown(value.get('__typename'))}, which is not a `{kind}`"
            return
        fields = fields_of(merged.schema, asked, actual, merged.fragments)
        for name in value:
            if name not in fields and name != "__typename":
                yield (*path, name), "the operation does not select it"
        for name, nodes in fields.items():
            yield from self._member(value, actual, nodes, (*path, name))

    def _actual(self, value: Any, kind: Any) -> Any:
        """The type of an object; for an interface or a union, the object itself names it."""
        schema = self.merged.schema
        named = value.get("__typename")
        if not is_abstract_type(kind):
            return kind if named in (None, kind.name) else None
        if named is None:
            return kind
        found = type_called(schema, str(named))
        return found if found and schema.is_sub_type(kind, found) else None

    def _member(self, value: Any, kind: Any, nodes: list[FieldNode], path: Path) -> Wrongs:
        name = path[-1]
        if name not in value:
            if not self._may_lack(nodes, path):
                yield path, "the operation selects it, but it is missing"
            return
        if nodes[0].name.value == "__typename":
            return
        field = nodes[0].name.value
        yield from self._value(value[name], kind_of(kind.fields[field]), nodes, path)

    def _may_lack(self, nodes: list[FieldNode], path: Path) -> bool:
        """Whether a field may be missing: it is `__typename`, skippable or abridged."""
        if pointer(path) in self.abridged:
            self.abridged.remove(pointer(path))
            return True
        return nodes[0].name.value == "__typename" or all(node.directives for node in nodes)

    def _value(self, value: Any, kind: Any, nodes: list[FieldNode], path: Path) -> Wrongs:
        if isinstance(kind, GraphQLNonNull):
            if value is None:
                yield path, f"null is not a valid `{kind}`"
            else:
                yield from self._value(value, inside(kind), nodes, path)
        elif value is None:
            return
        elif isinstance(kind, GraphQLList):
            yield from self._list(value, kind, nodes, path)
        elif isinstance(kind, GraphQLScalarType | GraphQLEnumType):
            wrong = leaf_problem(value, kind, self.scalars)
            yield from [(path, wrong)] if wrong else []
        else:
            yield from self.object(value, kind, sets_below(nodes), path)

    def _list(self, value: Any, kind: Any, nodes: list[FieldNode], path: Path) -> Wrongs:
        if not is_array(value):
            yield path, f"expected an array, got {shown(value)}"
            return
        for index, one in enumerate(value):
            yield from self._value(one, inside(kind), nodes, (*path, index))
