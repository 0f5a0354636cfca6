"""Checks that clients read the success field of every result.

A service with an envelope reports in a field whether an operation succeeded. A client reads that
field of the value that a method returns, and nowhere else. An operation that selects such a result
elsewhere would hide a failure, so it is a problem.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from graphql import (
    DefinitionNode,
    FieldNode,
    GraphQLObjectType,
    GraphQLSchema,
    ObjectTypeDefinitionNode,
    OperationDefinitionNode,
    SelectionSetNode,
    is_abstract_type,
)

from corrigenda.graphql.flat import Fragments, fields_of, type_below
from corrigenda.graphql.kinds import Kind, members_of, root_of
from corrigenda.graphql.outcome import Outcome
from corrigenda.graphql.read import node_place
from corrigenda.problems import Problem
from corrigenda.provider import Envelope, Provider


def envelope_problems(
    definitions: Sequence[DefinitionNode], provider: Provider
) -> Iterator[Problem]:
    """Names in `[envelope]` that no type of the schema has."""
    envelope = provider.envelope
    if envelope is None:
        return
    objects = [one for one in definitions if isinstance(one, ObjectTypeDefinitionNode)]
    known = [member.name.value for one in objects for member in one.fields]
    for key in ("success", "message", "value"):
        name = str(getattr(envelope, key))
        if name not in known:
            close = get_close_matches(name, known, 1)
            fix = f"did you mean `{close[0]}`?" if close else "correct the name"
            message = f"no type of the schema has a field `{name}`"
            yield Problem(provider.place(("envelope", key)), message, fix)


def unread_results(
    node: OperationDefinitionNode,
    outcome: Outcome,
    schema: GraphQLSchema,
    fragments: Fragments,
    envelope: Envelope | None,
) -> Iterator[Problem]:
    """The results that an operation selects and that its method would not check."""
    if envelope is None:
        return
    ways = _ways(schema, [node.selection_set], root_of(schema, node), fragments)
    found: dict[int, Problem] = {}
    for way, field, kind in ways:
        is_read = outcome.envelope and way == outcome.steps
        if not is_read and _has(schema, kind, envelope.success):
            message = f"the client would not check whether `{'.'.join(way)}` succeeded"
            alone = f"without alias or condition, and no field beside `{way[-1]}`"
            fix = f"select `{envelope.success}` directly in `{way[-1]}`, {alone}"
            if outcome.envelope:
                fix = "delete the selection: a method only checks its own result"
            found[id(field)] = Problem(node_place(field), message, fix)
    yield from found.values()


def _ways(
    schema: GraphQLSchema,
    sets: Sequence[SelectionSetNode],
    kind: Kind,
    fragments: Fragments,
    above: tuple[str, ...] = (),
) -> Iterator[tuple[tuple[str, ...], FieldNode, Kind]]:
    """Every selected field, with its path and its type."""
    for one in (kind, *(schema.get_possible_types(kind) if is_abstract_type(kind) else ())):
        for key, nodes in fields_of(schema, sets, one, fragments).items():
            below, way = type_below(one, nodes[0]), (*above, key)
            inner = [node.selection_set for node in nodes if node.selection_set]
            yield way, nodes[0], below
            yield from _ways(schema, inner, below, fragments, way)


def _has(schema: GraphQLSchema, kind: Kind, name: str) -> bool:
    kinds = schema.get_possible_types(kind) if is_abstract_type(kind) else [kind]
    return any(name in members_of(one) for one in kinds if isinstance(one, GraphQLObjectType))
