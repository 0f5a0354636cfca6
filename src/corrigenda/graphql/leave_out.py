"""Leaves out the operations that a schema does not allow, and says why.

An operation is judged with the fragments that it spreads. A fragment that no operation spreads is a
note. Problems are told by the whole schema, which knows what a name is like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from graphql import (
    DefinitionNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    NoUnusedFragmentsRule,
    OperationDefinitionNode,
    build_ast_schema,
    specified_rules,
    validate,
)

from corrigenda.graphql.own_names import Executable
from corrigenda.graphql.places import node_place
from corrigenda.graphql.read import problem_of
from corrigenda.graphql.sent import used_fragments
from corrigenda.leftout import LeftOut
from corrigenda.naming import snake_case
from corrigenda.problems import Problem

_FIX = "correct the operation, or the schema"
_RULES = tuple(rule for rule in specified_rules if rule is not NoUnusedFragmentsRule)
_MOST = 1000
"""How many problems of one document are listed."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The operations that are valid with their fragments, and what is said of the others."""

    operations: tuple[Executable, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Judge:
    """What operations are judged by: the schema that they reach, and the whole of it."""

    path: Path
    reached: GraphQLSchema
    definitions: Sequence[DefinitionNode]

    @cached_property
    def whole(self) -> GraphQLSchema:
        document = DocumentNode(definitions=tuple(self.definitions))
        try:
            return build_ast_schema(document, assume_valid=True)
        except (TypeError, GraphQLError):  # parts that no operation reaches may be wrong
            return self.reached

    def problems(self, nodes: Sequence[Executable]) -> list[Problem]:
        document = DocumentNode(definitions=tuple(nodes))
        if not _validate(self.reached, document):
            return []
        return [problem_of(one, self.path, _FIX) for one in _validate(self.whole, document)]


def _validate(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    return validate(schema, document, rules=_RULES, max_errors=_MOST)


def sort_out(judge: Judge, operations: Sequence[Executable]) -> Sorted:
    """Find the operations that are valid, each with the fragments that it spreads."""
    fragments = {
        one.name.value: one for one in operations if isinstance(one, FragmentDefinitionNode)
    }
    requests = [one for one in operations if isinstance(one, OperationDefinitionNode)]
    used = {id(one): used_fragments(one, fragments) for one in requests}
    spread = {name for names in used.values() for name in names}
    notes = tuple(_unused(one) for name, one in fragments.items() if name not in spread)
    known: list[Executable] = [
        *requests,
        *(one for name, one in fragments.items() if name in spread),
    ]
    if not judge.problems(known):
        return Sorted(_in_order(operations, known), (), notes)
    left = [one for node in requests for one in _judged(judge, node, fragments, used[id(node)])]
    gone = {one.operation for one in left}
    kept: list[Any] = [one for one in requests if _name(one) not in gone]
    names = {name for one in kept for name in used[id(one)]}
    kept += [one for name, one in fragments.items() if name in names]
    return Sorted(_in_order(operations, kept), tuple(left), notes)


def _in_order(operations: Sequence[Executable], kept: Sequence[Executable]) -> tuple[Any, ...]:
    ids = {id(one) for one in kept}
    return tuple(one for one in operations if id(one) in ids)


def _judged(
    judge: Judge, node: OperationDefinitionNode, fragments: Any, used: Sequence[str]
) -> Iterator[LeftOut]:
    nodes = [node, *(fragments[name] for name in used)]
    for problem in judge.problems(nodes):
        yield LeftOut(_name(node), problem.place, problem.message, problem.fix)


def _name(node: OperationDefinitionNode) -> str:
    return snake_case(node.name.value if node.name else "")


def _unused(node: Any) -> Problem:
    message = f"no operation spreads the fragment `{node.name.value}`"
    return Problem(node_place(node.name), message, "spread it, or delete it")
