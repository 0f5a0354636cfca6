"""Read the document, operation and variables of a POST body, or all of its problems.

GraphQL over HTTP: the body is a JSON object with `query`, `operationName` and `variables`; other
members are ignored, as the specification says. Numbers keep their digits. Batches are not
supported.
"""

from collections.abc import Callable

from graphql import DocumentNode, GraphQLError, get_operation_ast
from msgspec import Struct, field

from .. import exact
from ..exact import Json, Members
from .documents import Document, Problem

_NOTHING = Document(None, ())


class Request(Struct, frozen=True):
    """A parsed request. Without problems it has a document and can be executed."""

    tree: DocumentNode | None = None
    operation: str | None = None
    variables: Members = field(default_factory=dict[str, Json])
    problems: tuple[Problem, ...] = ()


def read_request(body: bytes, read: Callable[[str], Document]) -> Request:
    """Parse the request in a body; `read` reads a document."""
    try:
        members = exact.decode(body)
    except exact.NotJsonError as error:
        return Request(problems=(_bad(str(error)),))
    if not isinstance(members, dict):
        return Request(problems=(_bad("the body is not a JSON object"),))
    text = members.get("query")
    operation = members.get("operationName")
    variables = members.get("variables")
    wrong = [
        *([] if isinstance(text, str) else [_bad("`query` must be a string")]),
        *([] if isinstance(operation, str | None) else [_bad("`operationName` is not a string")]),
        *([] if isinstance(variables, dict | None) else [_bad("`variables` is not an object")]),
    ]
    document = read(text) if isinstance(text, str) else _NOTHING
    name = operation if isinstance(operation, str) else None
    return Request(
        document.tree,
        name,
        variables if isinstance(variables, dict) else {},
        (*wrong, *document.problems) or _unresolved(document.tree, name),
    )


def _unresolved(tree: DocumentNode | None, name: str | None) -> tuple[Problem, ...]:
    if tree is None or get_operation_ast(tree, name):
        return ()
    wrong = f"the document has no operation {name}" if name else "`operationName` is required"
    return (("OPERATION_RESOLUTION_FAILURE", GraphQLError(wrong)),)


def _bad(wrong: str) -> Problem:
    return "BAD_REQUEST", GraphQLError(wrong)
