"""Validates a merged GraphQL schema and its operations before code generation.

ariadne-codegen accepts invalid schemas: the last of two fields with the same name wins, a broken
interface passes, an unknown scalar is `Any`. Here each of these is a problem with a place. So are
custom scalars without a mapping, unless the user wants a client rather than a strict build.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from graphql import (
    DefinitionNode,
    DirectiveDefinitionNode,
    DirectiveNode,
    GraphQLScalarType,
    GraphQLSchema,
    ScalarTypeDefinitionNode,
    is_specified_scalar_type,
)

from corrigenda.graphql.directives import directives_of, read_arguments
from corrigenda.graphql.envelope import envelope_problems
from corrigenda.graphql.floats import float_problems
from corrigenda.graphql.fragments import requests_of
from corrigenda.graphql.leave_out import reached_schema, sort_out, without_unused
from corrigenda.graphql.merged import Hint, Merged
from corrigenda.graphql.names import credential_problems, with_free_fragments
from corrigenda.graphql.reach import mentions
from corrigenda.graphql.read import Executable, location_of, node_place
from corrigenda.graphql.selections import FORMAT
from corrigenda.graphql.tree import Tree
from corrigenda.graphql.valid import schema_problems
from corrigenda.leftout import LeftOut
from corrigenda.naming import header_problem
from corrigenda.problems import Problem, attempt, raise_any
from corrigenda.provider import Provider

_TAKEN = ", so it is taken as it is in JSON, numbers exactly"

SCALARS = ("date", "date-time", "decimal", "json", "string")
"""The possible mappings of a custom scalar in `provider.toml`; `Float` is decimal or double."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The corrected schema and what was found, with the scalars of `provider` complete."""

    merged: Merged
    provider: Provider
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Problem, ...] = ()


def check_schema(path: Path, tree: Tree, provider: Provider, strict: bool = True) -> Checked:
    """Validate the corrected schema and operations.

    With `strict`, the whole schema is validated, and whatever a client cannot do is a problem.
    Otherwise only what operations reach has to be valid, an operation that is not is left out, and
    scalars without a mapping get one that loses nothing: any JSON, and exact decimals for `Float`.

    Raises:
        ProblemsError: the schema, or else an operation, breaks a rule of GraphQL or of this
            project.
    """
    problems: list[Problem] = list(credential_problems(provider))
    sent = _of_the_service(tree.schema)
    hints = attempt(problems, lambda: _hints(tree.operations, sent)) or {}
    problems += schema_problems(path, tree.schema) if strict else []
    problems += [*_idle_scalars(tree.schema, provider), *envelope_problems(tree.schema, provider)]
    raise_any(problems)
    plain = [_without_hints(node, sent) for node in tree.operations]
    used, notes = without_unused(with_free_fragments(tree.schema, plain))
    found = sort_out(path, tree.schema, used)
    left = [one.problem for one in found.left_out]
    if not requests_of(found.operations):
        raise_any([*left, *(notes if strict else ())])
    reached, schema = reached_schema(path, tree.schema, found.operations)
    scalars = [
        *_scalar_problems(schema, provider),
        *float_problems(schema, found.operations, provider),
    ]
    raise_any([*scalars, *left, *notes] if strict else [])
    merged = Merged(
        path,
        tuple(tree.schema),
        schema,
        found.operations,
        hints,
        frozenset(tree.wrapped),
        dict(tree.touches),
        reached,
    )
    complete = replace(provider, scalars=_with_defaults(schema, provider.scalars))
    taken = (replace(one, message=f"{one.message}{_TAKEN}") for one in scalars)
    return Checked(merged, complete, found.left_out, (*notes, *taken))


def _with_defaults(schema: GraphQLSchema, scalars: Mapping[str, str]) -> dict[str, str]:
    custom = [name for name, kind in schema.type_map.items() if _is_custom(kind)]
    return {"Float": "decimal", **dict.fromkeys(custom, "json"), **scalars}


def _is_custom(kind: Any) -> bool:
    return isinstance(kind, GraphQLScalarType) and not is_specified_scalar_type(kind)


def _scalar_problems(schema: GraphQLSchema, provider: Provider) -> Iterator[Problem]:
    for name, kind in schema.type_map.items():
        if _is_custom(kind) and name not in provider.scalars and kind.ast_node:
            fix = f"add `{name}` to `[scalars]` in provider.toml, as one of: {', '.join(SCALARS)}"
            message = f"the scalar `{name}` has no Python type"
            yield Problem(node_place(kind.ast_node), message, fix)


def _idle_scalars(definitions: Sequence[DefinitionNode], provider: Provider) -> Iterator[Problem]:
    known = {one.name.value for one in definitions if isinstance(one, ScalarTypeDefinitionNode)}
    if "Float" in provider.scalars and any(mentions(node, "Float") for node in definitions):
        known.add("Float")
    for name in provider.scalars:
        if name not in known:
            place = provider.place(("scalars", name))
            yield Problem(place, f"the schema has no custom scalar `{name}`", "delete it")


def _hints(operations: Sequence[Executable], sent: Container[str]) -> dict[tuple[str, str], Hint]:
    problems: list[Problem] = []
    found: dict[tuple[str, str], Hint] = {}
    for node in operations:
        for directive in node.directives or ():
            if directive.name.value in sent:
                continue
            given = attempt(problems, partial(_hint, node, directive))
            if given is None or not node.name:
                continue
            key = node.name.value, directive.name.value
            if key in found:
                message = f"`{node.name.value}` already has `@{directive.name.value}`"
                problems.append(Problem(node_place(directive), message, "delete one of them"))
            found[key] = given
    raise_any(problems)
    return found


def _hint(node: Executable, directive: DirectiveNode) -> Hint:
    if directive.name.value in ("remove", "rename", "by"):
        message = f"`@{directive.name.value}` is only allowed in an overlay"
        raise_any([Problem(node_place(directive), message, "move it to an overlay")])
    hint = Hint(directive, read_arguments(directive, FORMAT, location_of(node)))
    problem = header_problem(str(hint.arguments.get("header", "Idempotency-Key")))
    if problem:
        raise_any([Problem(hint.place("header"), *problem)])
    return hint


def _of_the_service(definitions: Sequence[DefinitionNode]) -> set[str]:
    """The directives that the schema declares, which are sent; any other is for the generator."""
    declared = (one for one in definitions if isinstance(one, DirectiveDefinitionNode))
    return {one.name.value for one in declared} - directives_of(FORMAT).keys()


def _without_hints(node: Any, sent: Container[str]) -> Any:
    """The operation without the directives for the generator, which no service knows."""
    node.directives = tuple(one for one in node.directives or () if one.name.value in sent)
    return node
