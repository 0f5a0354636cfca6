"""Determines what a method returns: the value in the response that the operation is about.

It is the end of the selection sets with a single field.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    FieldNode,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    SelectionSetNode,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
)

from corrigenda.graphql.flat import Fragments, fields_of, is_narrowed, response_key
from corrigenda.graphql.kinds import Kind, kind_of, named, nullable, root_of
from corrigenda.provider import Envelope


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the value that a method returns is in a response.

    `steps` are response keys below `data`; `envelope` says whether the end wraps a result; `kind`
    is "thing" (an object, or a list of them), "one" (the only item of a list) or "nothing".
    """

    steps: tuple[str, ...]
    kind: str
    envelope: bool = False
    value: str | None = None


def read_outcome(
    name: str,
    node: OperationDefinitionNode,
    schema: GraphQLSchema,
    envelope: Envelope | None,
    fragments: Fragments,
) -> Outcome:
    """Follow the selection sets while they have a single field, and classify the end."""
    kind = root_of(schema, node)
    selections: SelectionSetNode | None = _root_selections(node, schema, fragments)
    steps: list[str] = []
    is_get = name.startswith("get_")
    while selections is not None and (only := _only_step(selections, kind, bool(steps), is_get)):
        steps.append(response_key(only))
        kind = _type_of(kind, only)
        selections = only.selection_set
    inside = _selected(selections, kind, schema, fragments)
    if envelope is not None and _is_plain(inside.get(envelope.success), envelope.success):
        return _wrapped_outcome(tuple(steps), inside, envelope, kind, is_get)
    return Outcome(tuple(steps), "one" if is_get and _is_list_of_objects(kind) else "thing")


def _root_selections(
    node: OperationDefinitionNode, schema: GraphQLSchema, fragments: Fragments
) -> SelectionSetNode:
    """The selection set at the root, without fragments, which make no classes there."""
    found = fields_of(schema, [node.selection_set], root_of(schema, node), fragments)
    once = all(len(nodes) == 1 for nodes in found.values())
    plain = tuple(nodes[0] for nodes in found.values())
    return SelectionSetNode(selections=plain) if once else node.selection_set


def _is_plain(node: FieldNode | None, name: str) -> bool:
    """Whether a field is always present, under its own name."""
    return node is not None and node.name.value == name and not node.directives


def _type_of(kind: Kind, node: FieldNode) -> Kind:
    is_name = node.name.value == "__typename"
    return GraphQLString if is_name else nullable(kind_of(kind.fields[node.name.value]))


def _is_list_of_objects(kind: Kind) -> bool:
    return is_list_type(kind) and not is_leaf_type(named(kind))


def fields_on_the_way(
    node: OperationDefinitionNode, schema: GraphQLSchema, fragments: Fragments
) -> Iterator[str]:
    """The coordinates of the fields on the path to the result."""
    kind = root_of(schema, node)
    selections: SelectionSetNode | None = _root_selections(node, schema, fragments)
    while selections is not None and (only := _only_step(selections, kind, True, True)):
        yield f"{kind.name}.{only.name.value}"
        kind, selections = _type_of(kind, only), only.selection_set


def _only_step(
    selections: SelectionSetNode, kind: Kind, below_root: bool, into_lists: bool
) -> FieldNode | None:
    """The one field to follow, or None at the end of the path.

    The path ends at a list. An object that holds nothing but a list is a page: only methods that
    return one object go into it. A leaf value is only returned from the root, which may have
    nothing else. A field that may be skipped is not followed.
    """
    only = selections.selections[0]
    if len(selections.selections) != 1 or not isinstance(only, FieldNode):
        return None
    if only.directives or is_list_type(kind):
        return None
    inner = _type_of(kind, only)
    is_end = is_leaf_type(named(inner)) or (is_list_type(inner) and not into_lists)
    return None if is_end and below_root else only


def _selected(
    selections: SelectionSetNode | None, kind: Kind, schema: GraphQLSchema, fragments: Fragments
) -> dict[str, FieldNode]:
    """The fields of an object's only class, by response key, including those of fragments."""
    if selections is None or is_list_type(kind):
        return {}
    if is_abstract_type(kind) and is_narrowed(schema, [selections], kind, fragments):
        return {}
    found = fields_of(schema, [selections], kind, fragments)
    return {key: nodes[0] for key, nodes in found.items()}


def _wrapped_outcome(
    steps: tuple[str, ...],
    inside: Mapping[str, FieldNode],
    envelope: Envelope,
    kind: Kind,
    is_get: bool,
) -> Outcome:
    if envelope.value in inside:
        one = is_get and _is_list_of_objects(_type_of(kind, inside[envelope.value]))
        return Outcome(steps, "one" if one else "thing", envelope=True, value=envelope.value)
    rest = set(inside) - {envelope.success, envelope.message}
    return Outcome(steps, "thing" if rest else "nothing", envelope=True)
