"""Handle one GraphQL request: authenticate, parse, execute in a transaction, validate, respond.

Synchronous code, as for REST. A document with errors changes nothing, and the response marks the
mutations that were undone. A value that the schema does not accept is a bug of the emulator, and a
500, unless the behaviour declined the field.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import graphql
from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationType,
    get_operation_ast,
)
from msgspec import Struct, field

from .. import exact
from ..clock import Clock
from ..errors import StoreUnavailableError
from ..exact import Json, Members
from ..exchange import Answer, Arrival, MistakeError, bug, taken, tenant_of
from ..provider import BASIS, Call, DeclinedError, Graph, Provider, RefusedError
from ..security import BEARER, Security
from ..store import Shelves, TakenError
from .documents import Document, Problem, operation_meant
from .media import answers_with, takes
from .request import Request, read_request
from .schema import read_member

_LOG = logging.getLogger(__name__)
_EXECUTE: Callable[..., ExecutionResult] = cast("Any", graphql).execute_sync  # partly untyped


class GraphService(Struct, frozen=True):
    """A running provider: its behaviour, its executable schema and its tenants' shelves."""

    provider: Provider
    graph: Graph
    schema: GraphQLSchema
    read: Callable[[str], Document]
    shelves: Shelves
    security: Security = BEARER
    clock: Clock = field(default_factory=Clock)


class _UndoneError(Exception):
    """Rolls back the transaction of a request; carries the response."""

    def __init__(self, answer: Members) -> None:
        super().__init__()
        self.answer = answer


def handle(service: GraphService, arrival: Arrival) -> tuple[str | None, Answer]:
    """Return the name of the requested operation, if any, and the response; never raises."""
    name: str | None = None
    try:
        _admit(arrival)
        request = read_request(arrival.body, service.read)
        if request.tree:
            name = operation_meant(request.tree, request.operation, service.graph.operations)
        return name, _perform(service, arrival, request)
    except RefusedError as refused:
        return name, _refusal(service, refused)
    except TakenError as error:
        return name, _refusal(service, taken(error))
    except StoreUnavailableError as error:
        return name, _refusal(service, RefusedError(503, str(error), headers={"Retry-After": "1"}))
    except Exception as error:  # noqa: BLE001 - the caller gets a response, the log the reason
        _LOG.exception("the emulator failed at %s", name)
        return name, _refusal(service, bug(error))


def meant(service: GraphService, arrival: Arrival) -> str | None:
    """Return the name of the operation that a request asks for, if any."""
    request = read_request(arrival.body, service.read)
    if request.tree is None:
        return None
    return operation_meant(request.tree, request.operation, service.graph.operations)


def _admit(arrival: Arrival) -> None:
    if arrival.path:
        raise RefusedError(404, f"nothing is served at {arrival.path}")
    if arrival.method != "POST":
        wrong = f"{arrival.method} is not allowed here, use POST"
        raise RefusedError(405, wrong, headers={"Allow": "POST"})
    if not takes(arrival.given("content-type")):
        raise RefusedError(415, "the header content-type must be application/json")


def _perform(service: GraphService, arrival: Arrival, request: Request) -> Answer:
    media_type = answers_with(arrival.given("accept"))
    try:
        tenant = tenant_of(arrival, service.security)
    except RefusedError as refused:
        if (unscoped := service.graph.unscoped) is None or refused.status != 403:
            raise
        return Answer(unscoped.status, exact.encode(unscoped.body), media_type=media_type)
    headers = {name: _only(arrival, name) for name in service.graph.headers}
    bases = set[str]()
    status, body = _answered(service, tenant, headers, request, bases)
    based = {BASIS: ", ".join(sorted(bases))} if bases else {}
    return Answer(status, exact.encode(body), based, media_type, tenant)


def _answered(
    service: GraphService,
    tenant: str,
    headers: Mapping[str, str],
    request: Request,
    bases: set[str],
) -> tuple[int, Members]:
    if request.problems:
        return _invalid(service.graph, request.problems)
    try:
        with service.shelves(tenant, writing=_is_writing(request)) as shelf:
            clock = service.clock
            call = Call(shelf, headers, clock.now(), clock.new_id, bases)
            return _run(service, call, request)
    except _UndoneError as undone:
        return 200, undone.answer


def _is_writing(request: Request) -> bool:
    chosen = get_operation_ast(request.tree, request.operation) if request.tree else None
    return chosen is None or chosen.operation is not OperationType.QUERY


def _only(arrival: Arrival, name: str) -> str:
    given = arrival.given(name)
    if len(given) != 1 or not given[0].strip():
        raise RefusedError(400, f"the header {name} is required exactly once")
    return given[0].strip()


def _run(service: GraphService, call: Call, request: Request) -> tuple[int, Members]:
    """Return the status and the body of a request that succeeded or was never executed."""
    assert request.tree is not None
    result = _EXECUTE(
        service.schema,
        request.tree,
        context_value=call,
        variable_values=request.variables,
        operation_name=request.operation,
        field_resolver=read_member,
    )
    errors = result.errors or []
    if before := [error for error in errors if error.path is None]:
        return _invalid(service.graph, [("BAD_USER_INPUT", error) for error in before])
    if not errors:
        return 200, {"data": result.data}
    for error in errors:
        if isinstance(error.original_error, TakenError):
            raise error.original_error
    if mistakes := [error.message for error in errors if not _is_callers(error)]:
        raise MistakeError(f"the response violates the merged schema: {'; '.join(mistakes)}")
    raise _UndoneError(_failed(service.graph, request, result))


def _is_callers(error: GraphQLError) -> bool:
    """Whether the behaviour declined, or an argument is invalid (such errors have nodes)."""
    original = error.original_error
    return isinstance(original, DeclinedError) or bool(getattr(original, "nodes", None))


def _failed(graph: Graph, request: Request, result: ExecutionResult) -> Members:
    """Return the errors and the data; a mutation has no data, because it is rolled back."""
    problems: list[Problem] = [("BAD_USER_INPUT", error) for error in result.errors or ()]
    data: Members | None = result.data
    chosen = get_operation_ast(request.tree, request.operation) if request.tree else None
    if chosen and chosen.operation is OperationType.MUTATION and data:
        failed = {(error.path or [""])[0] for _, error in problems}
        problems.extend(("UNDONE", _undone(key)) for key in data if key not in failed)
        data = dict.fromkeys(data)
    return {"errors": _explained(graph, problems), "data": data}


def _undone(key: str) -> GraphQLError:
    return GraphQLError("undone because another part of the request failed", path=[key])


def _invalid(graph: Graph, problems: Sequence[Problem]) -> tuple[int, Members]:
    return 400, {"errors": _explained(graph, problems)}


def _explained(graph: Graph, problems: Sequence[Problem]) -> list[Json]:
    """Return the errors in the service's form, which errors of the behaviour already have."""
    found: list[Json] = []
    for kind, error in problems:
        formatted = cast(Members, error.formatted)
        declined = isinstance(error.original_error, DeclinedError)
        found.append(formatted if declined else graph.explain(kind, formatted))
    return found


def _refusal(service: GraphService, refused: RefusedError) -> Answer:
    body = service.provider.refusal(refused.status, refused.message)
    return Answer(refused.status, exact.encode(body), refused.headers)
