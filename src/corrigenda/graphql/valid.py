"""Validates the definitions of a schema, and builds the schema of those that are valid.

A directive that nobody declares speaks to tools of the service, as those of federation do, and is
no problem, unless it looks like another one that is misspelt.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from graphql import (
    DefinitionNode,
    DirectiveNode,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    Node,
    build_ast_schema,
    validate_schema,
)
from graphql.validation import KnownDirectivesRule
from graphql.validation.specified_rules import specified_sdl_rules
from graphql.validation.validate import validate_sdl

from corrigenda.graphql.defaults import default_problems
from corrigenda.graphql.read import problem_of
from corrigenda.problems import Place, Problem, attempt, raise_any

_FIX = "correct the schema, or the overlay that changes it"


class _KnownDirectives(KnownDirectivesRule):
    """Judges only the directives that are declared, and those that are called almost like one."""

    def enter_directive(
        self, node: DirectiveNode, _key: Any, _parent: Any, _path: Any, ancestors: list[Node]
    ) -> None:
        name, known = node.name.value, self.locations_map
        if name in known or get_close_matches(name, known, 1, _ALMOST):
            super().enter_directive(node, _key, _parent, _path, ancestors)


_ALMOST = 0.8
_RULES = [_KnownDirectives if rule is KnownDirectivesRule else rule for rule in specified_sdl_rules]


def schema_problems(path: Path, definitions: Sequence[DefinitionNode]) -> list[Problem]:
    """What is wrong with the definitions of a schema, by the rules of GraphQL."""
    document = DocumentNode(definitions=tuple(definitions))
    found = [problem_of(error, path, _FIX) for error in validate_sdl(document, rules=_RULES)]
    schema = None if found else attempt(found, lambda: built(path, definitions, is_valid=False))
    if schema is None:
        return found
    found = [problem_of(error, path, _FIX) for error in validate_schema(schema)]
    return found or list(default_problems(schema))


def built(
    path: Path, definitions: Sequence[DefinitionNode], is_valid: bool = True
) -> GraphQLSchema:
    """The schema of definitions that are valid SDL.

    Raises:
        ProblemsError: no schema can be made of them.
    """
    document = DocumentNode(definitions=tuple(definitions))
    try:
        return build_ast_schema(document, assume_valid=is_valid, assume_valid_sdl=True)
    except (TypeError, GraphQLError) as error:
        is_endless = "maximum recursion depth" in str(error)
        message = "the default of an input field contains itself" if is_endless else str(error)
        raise_any([Problem(Place(path), message, _FIX)])
        raise
