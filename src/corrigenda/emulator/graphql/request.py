"""What a POST asks for: its document, operation and variables, or all that is wrong with it.

GraphQL over HTTP: a JSON object with `query`, `operationName` and `variables`; members beyond them
are ignored, as the specification has it. Numbers keep their digits. Refuses batches.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from graphql import DocumentNode, GraphQLError, get_operation_ast

from .. import exact
from ..exact import Json, Members
from .documents import Document, Problem

_NOTHING = Document(None, ())


@dataclass(frozen=True, slots=True)
class Request:
    """A request as read. It can be run if it has no problems, and then it has a document."""

    tree: DocumentNode | None = None
    operation: str | None = None
    variables: Members = field(default_factory=dict[str, Json])
    problems: tuple[Problem, ...] = ()


def read_request(body: bytes, read: Callable[[str], Document]) -> Request:
    """The request in a body; `read` reads a document."""
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
        *([] if isinstance(text, str) else [_bad("`query` is needed, a text")]),
        *([] if isinstance(operation, str | None) else [_bad("`operationName` is not a text")]),
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
    wrong = f"the document has no operation {name}" if name else "`operationName` must say which"
    return (("OPERATION_RESOLUTION_FAILURE", GraphQLError(wrong)),)


def _bad(wrong: str) -> Problem:
    return "BAD_REQUEST", GraphQLError(wrong)
