"""Parse and validate GraphQL documents, with a cache: clients send the same few again and again.

Three things are bounded: the length of a text, the fields it selects with all fragments expanded
(nested fragments and thousands of aliases are the known attacks), and the documents in the cache.
Every other valid document is accepted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import TypeAlias

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    get_operation_ast,
    parse,
    validate,
)
from msgspec import Struct

from ..provider import ErrorKind

KEPT = 256
MOST_FIELDS = 1000
_LONGEST = 100_000
_MOST_TOKENS = 4000
_MOST_COMMENTS = 1000
_MOST_ERRORS = 20

Problem: TypeAlias = tuple[ErrorKind, GraphQLError]


class Document(Struct, frozen=True):
    """A parsed text: its tree, or None if it has a syntax error, and its problems."""

    tree: DocumentNode | None
    problems: tuple[Problem, ...]


def reader(schema: GraphQLSchema) -> Callable[[str], Document]:
    """Return a function that reads documents for a schema and caches the last `KEPT`."""
    return lru_cache(maxsize=KEPT)(partial(_read, schema))


def _read(schema: GraphQLSchema, text: str) -> Document:
    try:
        tree = parse(
            text,
            max_lexical_tokens=_MOST_TOKENS,
            max_comments=_MOST_COMMENTS,
            max_source_length=_LONGEST,
        )
    except GraphQLError as error:
        return Document(None, (("GRAPHQL_PARSE_FAILED", error),))
    errors = validate(schema, tree, max_errors=_MOST_ERRORS) or _too_many(tree)
    return Document(tree, tuple(("GRAPHQL_VALIDATION_FAILED", error) for error in errors))


def _too_many(tree: DocumentNode) -> list[GraphQLError]:
    """Return the error if a valid document, whose fragments have no cycles, selects too much."""
    fragments = _fragments(tree)

    @cache
    def spread_out(name: str) -> int:
        return count(fragments[name].selection_set.selections)

    def count(selections: Iterable[SelectionNode]) -> int:
        found = 0
        for selection in selections:
            match selection:
                case FragmentSpreadNode():
                    found += spread_out(selection.name.value)
                case _:
                    found += isinstance(selection, FieldNode) + count(_inner(selection))
        return found

    operations = (each for each in tree.definitions if isinstance(each, OperationDefinitionNode))
    if all(count(each.selection_set.selections) <= MOST_FIELDS for each in operations):
        return []
    return [GraphQLError(f"the document selects more than {MOST_FIELDS} fields")]


def operation_meant(
    tree: DocumentNode, name: str | None, operations: Mapping[str, str]
) -> str | None:
    """Return the name of the first operation of the service that a document selects.

    `name` is the operation's name in the document; `operations` is that of `Graph`. The document
    does not have to be valid.
    """
    chosen = get_operation_ast(tree, name)
    fragments, spread = _fragments(tree), set[str]()
    todo = [(each, "") for each in reversed(chosen.selection_set.selections)] if chosen else []
    while todo:
        selection, above = todo.pop()
        inner = _inner(selection)
        if isinstance(selection, FieldNode):
            path = above + selection.name.value
            if path in operations:
                return operations[path]
            above = f"{path}."
        elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in spread:
            spread.add(selection.name.value)
            fragment = fragments.get(selection.name.value)
            inner = fragment.selection_set.selections if fragment else ()
        todo += [(each, above) for each in reversed(inner)]
    return None


def _fragments(tree: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    found = (each for each in tree.definitions if isinstance(each, FragmentDefinitionNode))
    return {each.name.value: each for each in found}


def _inner(selection: SelectionNode) -> Sequence[SelectionNode]:
    if isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set:
        return selection.selection_set.selections
    return ()
