"""Leaves out the operations that no client can have, and says why.

An operation is judged with the fragments that it spreads: what it reaches of the schema has to be
valid, the operation must be allowed by it, and its response has to be one document. A fragment that
no operation spreads is a note. Problems are told by the whole schema, which knows what a name is
like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graphql import (
    DefinitionNode,
    DirectiveNode,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    NoUnusedFragmentsRule,
    OperationDefinitionNode,
    TypeDefinitionNode,
    Visitor,
    build_ast_schema,
    specified_rules,
    validate,
    visit,
)

from corrigenda.graphql.fragments import requests_of, with_fragments
from corrigenda.graphql.meta_fields import with_meta_fields
from corrigenda.graphql.own_names import Executable
from corrigenda.graphql.places import node_place
from corrigenda.graphql.reach import reach, root_types
from corrigenda.graphql.read import problem_of
from corrigenda.graphql.valid import built, schema_problems
from corrigenda.leftout import LeftOut
from corrigenda.naming import snake_case
from corrigenda.problems import Problem

_FIX = "correct the operation, or the schema"
_RULES = tuple(rule for rule in specified_rules if rule is not NoUnusedFragmentsRule)
_MOST = 1000
"""How many problems of one document are listed."""
_STREAMED = ("defer", "stream", "live")
"""Directives that turn the response into several."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The operations that a client can have with their fragments, and why not the others."""

    operations: tuple[Executable, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class _Judge:
    path: Path
    definitions: Sequence[DefinitionNode]

    @cached_property
    def whole(self) -> GraphQLSchema | None:
        document = DocumentNode(definitions=tuple(self.definitions))
        try:
            return build_ast_schema(document, assume_valid=True, assume_valid_sdl=True)
        except (TypeError, GraphQLError):  # parts that no operation reaches may be wrong
            return None

    def problems(self, nodes: Sequence[Executable]) -> list[Problem]:
        """What is wrong with operations and the part of the schema that they reach."""
        wrong = schema_problems(self.path, reach(self.definitions, nodes))
        wrong = wrong or [*_rootless(self.definitions, nodes), *_streamed(nodes)]
        return wrong or self._breaches(nodes)

    def _breaches(self, nodes: Sequence[Executable]) -> list[Problem]:
        document = DocumentNode(definitions=tuple(nodes))
        reached = reached_schema(self.path, self.definitions, nodes)[1]
        found = _validate(reached, document)
        if found and self.whole:
            found = _validate(self.whole, document) or found
        return [problem_of(one, self.path, _FIX) for one in found]


def reached_schema(
    path: Path, definitions: Sequence[DefinitionNode], operations: Sequence[Executable]
) -> tuple[tuple[DefinitionNode, ...], GraphQLSchema]:
    """What operations reach, with the fields of introspection that they select, and its schema.

    Raises:
        ProblemsError: no schema can be made of it.
    """
    reached = reach(with_meta_fields(definitions, operations), operations)
    return reached, built(path, reached)


def _validate(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    return validate(schema, document, rules=_RULES, max_errors=_MOST)


def _rootless(
    definitions: Sequence[DefinitionNode], nodes: Sequence[Executable]
) -> Iterator[Problem]:
    """Mutations for which the schema has no type; the library lets them pass."""
    types = {one.name.value for one in definitions if isinstance(one, TypeDefinitionNode)}
    roots = root_types(definitions)
    for node in nodes:
        if isinstance(node, OperationDefinitionNode):
            kind = node.operation.value
            if roots.get(kind) not in types:
                message = f"the schema has no type for a {kind}"
                yield Problem(node_place(node), message, _FIX)


def _streamed(nodes: Sequence[Executable]) -> Iterator[Problem]:
    looking = _Streamed()
    for node in nodes:
        visit(node, looking)
    for one in looking.found:
        message = f"a response in several parts (`@{one.name.value}`) is not supported"
        yield Problem(node_place(one), message, "delete the directive")


class _Streamed(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[DirectiveNode] = []

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        if node.name.value in _STREAMED:
            self.found.append(node)


def without_unused(
    operations: Sequence[Executable],
) -> tuple[tuple[Executable, ...], tuple[Problem, ...]]:
    """The operations with the fragments that they spread, and notes on the other fragments."""
    kept = with_fragments(requests_of(operations), operations)
    ids = set(map(id, kept))
    return kept, tuple(_unused(one) for one in operations if id(one) not in ids)


def sort_out(
    path: Path, definitions: Sequence[DefinitionNode], operations: Sequence[Executable]
) -> Sorted:
    """Find the operations that a client can have, each with the fragments that it spreads."""
    judge = _Judge(path, definitions)
    if not judge.problems(operations):
        return Sorted(tuple(operations))
    requests = requests_of(operations)
    each = [(node, judge.problems(with_fragments([node], operations))) for node in requests]
    kept = with_fragments([node for node, found in each if not found], operations)
    left = (_left_out(node, one) for node, found in each for one in found)
    return Sorted(kept, tuple(left))


def _left_out(node: OperationDefinitionNode, problem: Problem) -> LeftOut:
    name = snake_case(node.name.value if node.name else "")
    return LeftOut(name, problem.place, problem.message, problem.fix)


def _unused(node: Executable) -> Problem:
    assert node.name is not None, "a fragment has a name"
    message = f"no operation spreads the fragment `{node.name.value}`"
    return Problem(node_place(node.name), message, "spread it, or delete it")
