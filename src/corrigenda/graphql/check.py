"""Validates a merged GraphQL schema and its operations before code generation.

ariadne-codegen accepts invalid schemas: the last of two fields with the same name wins, a broken
interface passes, an unknown scalar is `Any`. Here each of these is a problem with a place. So are
names that are equal in Python, custom scalars without a mapping, and features that clients do not
support yet.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from graphql import (
    DefinitionNode,
    DirectiveNode,
    DocumentNode,
    GraphQLError,
    GraphQLScalarType,
    GraphQLSchema,
    build_ast_schema,
    is_specified_scalar_type,
    validate,
    validate_schema,
)
from graphql.validation.validate import validate_sdl

from corrigenda.graphql.defaults import default_problems
from corrigenda.graphql.directives import read_arguments
from corrigenda.graphql.envelope import envelope_problems
from corrigenda.graphql.floats import float_problems
from corrigenda.graphql.kinds import type_called
from corrigenda.graphql.merged import Hint, Merged
from corrigenda.graphql.names import credential_problems, operation_name_problems
from corrigenda.graphql.read import Executable, location_of, node_place, problem_of
from corrigenda.graphql.selections import FORMAT
from corrigenda.graphql.tree import Tree
from corrigenda.naming import header_problem
from corrigenda.problems import Place, Problem, attempt, raise_any
from corrigenda.provider import Provider

SCALARS = ("date", "date-time", "decimal", "json", "string")
"""The possible mappings of a custom scalar in `provider.toml`; `Float` is decimal or double."""


def check_schema(path: Path, tree: Tree, provider: Provider) -> Merged:
    """Validate the corrected schema and operations.

    Raises:
        ProblemsError: the schema, or else an operation, breaks a rule of GraphQL or of this
            project.
    """
    schema = _schema(path, tree.schema)
    raise_any(
        [
            *_scalar_problems(schema, provider),
            *default_problems(schema),
            *credential_problems(provider),
            *envelope_problems(schema, provider),
        ]
    )
    hints = _hints(tree.operations)
    operations = tuple(_without_directives(node) for node in tree.operations)
    raise_any(_operation_problems(path, schema, operations))
    raise_any(float_problems(schema, operations, provider))
    return Merged(
        path,
        tuple(tree.schema),
        schema,
        operations,
        hints,
        frozenset(tree.wrapped),
        dict(tree.touches),
    )


def _schema(path: Path, definitions: Sequence[DefinitionNode]) -> GraphQLSchema:
    document = DocumentNode(definitions=tuple(definitions))
    fix = "correct the schema, or the overlay that changes it"
    raise_any(problem_of(error, path, fix) for error in validate_sdl(document))
    try:
        schema = build_ast_schema(document, assume_valid_sdl=True)
    except (TypeError, GraphQLError) as error:
        is_endless = "maximum recursion depth" in str(error)
        message = "the default of an input field contains itself" if is_endless else str(error)
        raise_any([Problem(Place(path), message, fix)])
        raise
    raise_any(problem_of(error, path, fix) for error in validate_schema(schema))
    return schema


def _scalar_problems(schema: GraphQLSchema, provider: Provider) -> Iterator[Problem]:
    for name, kind in schema.type_map.items():
        if not isinstance(kind, GraphQLScalarType) or is_specified_scalar_type(kind):
            continue
        if name not in provider.scalars and kind.ast_node:
            fix = f"add `{name}` to `[scalars]` in provider.toml, as one of: {', '.join(SCALARS)}"
            message = f"the scalar `{name}` has no Python type"
            yield Problem(node_place(kind.ast_node), message, fix)
    for name in provider.scalars:
        kind = type_called(schema, name)
        is_ours = isinstance(kind, GraphQLScalarType) and not is_specified_scalar_type(kind)
        if not is_ours and not (kind and name == "Float"):
            place = provider.place(("scalars", name))
            yield Problem(place, f"the schema has no custom scalar `{name}`", "delete it")


def _hints(operations: Sequence[Executable]) -> dict[tuple[str, str], Hint]:
    problems: list[Problem] = []
    found: dict[tuple[str, str], Hint] = {}
    for node in operations:
        for directive in node.directives or ():
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


def _without_directives(node: Any) -> Any:
    node.directives = ()
    return node


def _operation_problems(
    path: Path, schema: GraphQLSchema, operations: Sequence[Executable]
) -> Iterator[Problem]:
    fix = "correct the operation, or the schema"
    document = DocumentNode(definitions=tuple(operations))
    for error in validate(schema, document, max_errors=1000):
        yield problem_of(error, path, fix)
    yield from operation_name_problems(schema, operations)
