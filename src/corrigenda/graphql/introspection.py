"""Reads the JSON that introspection returns as the definitions of a schema.

It makes the nodes that a parser would make of SDL, and not a schema, so that a part that no
operation reaches may be wrong, as in SDL. Older servers leave out what later editions of the
specification added, and have the flags `onField` and `onFragment` in place of the locations of
directives. Every node keeps its place in the JSON, so that a problem names the line of the file.
"""

from functools import partial
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    NamedTypeNode,
    OperationType,
    OperationTypeDefinitionNode,
    SchemaDefinitionNode,
    Source,
    TypeDefinitionNode,
)

from corrigenda.documents import Document, read_document
from corrigenda.graphql.introspected import (
    Reading,
    directive_node,
    each_of,
    loc_of,
    named_node,
    refused,
    type_node,
)
from corrigenda.problems import Problem, ProblemsError, attempt, raise_any
from corrigenda.trees import Location, Object, is_array, is_object

_FIX = 'save the whole response of the introspection query: `{"data": {"__schema": …}}`'


def read_introspection(path: Path) -> DocumentNode:
    """Read the response of an introspection query as the definitions of SDL.

    Raises:
        ProblemsError: the file is missing, is not JSON, or holds no schema.
    """
    document = read_document(path)
    at, schema = _schema(document)
    reading = Reading(document, Source(document.text or "", str(path)), [])
    types: tuple[TypeDefinitionNode, ...] = each_of(reading, schema, "types", at, type_node)
    if not types and not reading.problems:
        reading.problems.append(Problem(document.place(at), "holds no `types`", _FIX))
    roots = _roots(reading, schema, at, {one.name.value for one in types})
    directives = each_of(reading, schema, "directives", at, directive_node)
    raise_any(reading.problems)
    return DocumentNode(definitions=(*roots, *types, *directives), loc=loc_of(reading, at))


def _schema(document: Document) -> tuple[Location, Object]:
    at: Location = ()
    node: Any = document.root
    for key in ("data", "__schema"):
        if is_object(node) and key in node:
            at, node = (*at, key), node[key]
    if not at and is_array(document.root.get("types")):
        return at, document.root
    if at[-1:] != ("__schema",) or not is_object(node):
        message = f"holds no `__schema`{_answered(document.root)}"
        raise ProblemsError([Problem(document.place(()), message, _FIX)])
    return at, node


def _answered(root: Object) -> str:
    """What the service says instead, if the file is a response with errors."""
    errors: Any = root.get("errors")
    first: Any = errors[0] if is_array(errors) and errors else None
    said: Any = first.get("message") if is_object(first) else None
    return f": the service answered `{' '.join(said.split())}`" if isinstance(said, str) else ""


def _roots(
    reading: Reading, schema: Object, at: Location, types: set[str]
) -> tuple[SchemaDefinitionNode, ...]:
    found: list[OperationTypeDefinitionNode] = []
    for kind in OperationType:
        node: Any = schema.get(f"{kind.value}Type")
        here = (*at, f"{kind.value}Type")
        named = attempt(reading.problems, partial(_root, reading, node, here)) if node else None
        if named is None:
            continue
        if types and named.name.value not in types:
            message = f"the schema has no type `{named.name.value}`"
            reading.problems.append(Problem(reading.document.place(here), message, _FIX))
        found.append(OperationTypeDefinitionNode(operation=kind, type=named, loc=named.loc))
    made = SchemaDefinitionNode(
        operation_types=tuple(found), directives=(), loc=loc_of(reading, at)
    )
    return (made,) if found else ()


def _root(reading: Reading, node: Any, at: Location) -> NamedTypeNode:
    if not is_object(node):
        raise refused(reading, at, "is not a type")
    return named_node(reading, node, at)
