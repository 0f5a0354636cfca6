"""One request from the wire to the journal: route, bearer token, body, behaviour, judge, answer.

The ASGI side is thin; `handle` is plain code. It runs on the server's one thread without awaiting,
so requests take turns and a transaction never meets another one of the same process. Refuses to
know any provider: what differs comes in a `Provider`.
"""

import hashlib
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote

from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from . import control, exact
from .contract import Operation
from .exact import Json, Members
from .journal import Arrived, Journal
from .provider import Asked, Provider, RefusedError, Reply, Route
from .store import Thing, open_shelf

_LOG = logging.getLogger(__name__)
_BEARER = re.compile(r"bearer +([\x21-\x7e]+)", re.IGNORECASE)
_CHALLENGE = {"WWW-Authenticate": "Bearer"}


@dataclass(frozen=True, slots=True)
class Service:
    """A provider at work: its behaviour, its judge, its store and what new tenants begin with."""

    name: str
    provider: Provider
    contract: Mapping[str, Operation]
    engine: Engine
    seed: Sequence[Thing]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request as it came. `path` is percent-encoded and below the provider's base URL."""

    method: str
    path: str
    raw_query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        return tuple(parse_qsl(self.raw_query, keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back, ready to send."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


class MistakeError(Exception):
    """The emulator is about to break the merged schema: its own bug, never the caller's."""


def make_app(services: Sequence[Service], journal: Journal, about: Members) -> Starlette:
    """The whole server: every service under its name, and what `control` offers.

    `about` is what the control's first page says.
    """
    mounts = [Mount(f"/{each.name}", app=_endpoint(each, journal)) for each in services]
    app = Starlette(
        routes=[*control.routes(journal, about), *mounts],
        exception_handlers={HTTPException: control.not_served},
    )
    app.router.redirect_slashes = False  # a path that no page prints does not exist
    return app


def _endpoint(service: Service, journal: Journal) -> ASGIApp:
    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            arrival = await _arrival(service, Request(scope, receive))
        except ClientDisconnect:
            return
        operation, answer = handle(service, arrival)
        journal.add(_arrived(service, arrival, operation, answer))
        response = Response(
            answer.body, answer.status, dict(answer.headers), media_type="application/json"
        )
        await response(scope, receive, send)

    return endpoint


async def _arrival(service: Service, request: Request) -> Arrival:
    raw_path: bytes = request.scope["raw_path"]
    # What follows the provider's name; nothing does if the slash after it came encoded.
    below = "/" + "".join(raw_path.decode("latin-1").split("/", 2)[2:])
    return Arrival(
        request.method,
        below.removeprefix(service.provider.base),
        request.scope["query_string"].decode("latin-1"),
        tuple((name.lower(), value) for name, value in request.headers.items()),
        await request.body(),
    )


def _arrived(service: Service, arrival: Arrival, operation: str | None, answer: Answer) -> Arrived:
    headers: dict[str, str] = {}
    for name, value in arrival.headers:
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Arrived(
        provider=service.name,
        operation=operation,
        method=arrival.method,
        path=arrival.path,
        query=arrival.query,
        raw_query=arrival.raw_query,
        headers=headers,
        body=arrival.body,
        status=answer.status,
        answer=answer.body,
    )


def handle(service: Service, arrival: Arrival) -> tuple[str | None, Answer]:
    """The name of the operation that was meant, if any, and the answer to it; never raises."""
    try:
        route, values = _route(service.provider.routes, arrival)
    except RefusedError as refused:
        return None, _refusal(service, refused)
    try:
        return route.operation, _perform(service, route, values, arrival)
    except RefusedError as refused:
        return route.operation, _refusal(service, refused, route.operation)
    except Exception as error:  # noqa: BLE001 - the caller gets an answer, the log the reason
        _LOG.exception("the emulator failed at %s", route.operation)
        wrong = f"a bug in the emulator, not in the request: {type(error).__name__}: {error}"
        return route.operation, _refusal(service, RefusedError(500, wrong))


def _route(routes: Sequence[Route], arrival: Arrival) -> tuple[Route, dict[str, str]]:
    found = [(route, _values(route.template, arrival.path)) for route in routes]
    here = {route.method: (route, values) for route, values in found if values is not None}
    if not here:
        raise RefusedError(404, f"there is nothing at {arrival.path}")
    if arrival.method not in here:
        allowed = ", ".join(sorted(here))
        wrong = f"{arrival.method} is not allowed here, only {allowed}"
        raise RefusedError(405, wrong, headers={"Allow": allowed})
    return here[arrival.method]


def _values(template: str, path: str) -> dict[str, str] | None:
    """The path parameters, decoded, if the path has the template's form."""
    names, steps = template.split("/"), path.split("/")
    if len(names) != len(steps):
        return None
    values: dict[str, str] = {}
    for name, step in zip(names, map(unquote, steps), strict=True):
        if name.startswith("{") and step:
            values[name[1:-1]] = step
        elif name != step:
            return None
    return values


def _perform(service: Service, route: Route, values: Mapping[str, str], arrival: Arrival) -> Answer:
    tenant = _tenant(arrival)
    contract = service.contract[route.operation]
    body = _body(contract, arrival.body) if route.takes_body else {}
    asked = Asked(values, arrival.query, body, datetime.now(UTC))
    try:
        with open_shelf(service.engine, service.name, tenant, service.seed) as shelf:
            reply = route.behave(asked, shelf)
            # Inside the transaction: what may not leave must not stay either.
            _judge(contract, reply)
            return Answer(reply.status, exact.encode(reply.body))
    except RecursionError:
        raise RefusedError(422, "$: is nested too deeply") from None


def _tenant(arrival: Arrival) -> str:
    """Who asks: a digest of the token, so that no token is ever stored."""
    given = [value for name, value in arrival.headers if name == "authorization"]
    token = _BEARER.fullmatch(given[0].strip()) if len(given) == 1 else None
    if token is None or token[1].startswith("invalid-"):
        wrong = "the token is not valid" if token else "a bearer token is needed"
        raise RefusedError(401, wrong, headers=_CHALLENGE)
    if token[1].startswith("noscope-"):
        raise RefusedError(403, "the token does not allow this")
    return hashlib.sha256(token[1].encode()).hexdigest()


def _body(contract: Operation, text: bytes) -> Members:
    try:
        body = exact.decode(text) if text.strip() else None
    except exact.NotJsonError as error:
        raise RefusedError(422, f"$: {error}") from None
    wrong = contract.wrong_body(body) if text.strip() else ["$: a JSON body is required"]
    if wrong or not isinstance(body, dict):
        raise RefusedError(422, *(wrong or ["$: is not an object"]))
    return body


def _judge(contract: Operation, reply: Reply) -> None:
    if wrong := contract.wrong_answer(reply.status, reply.body):
        raise MistakeError(f"the answer breaks the merged schema: {'; '.join(wrong)}")


def _refusal(service: Service, refused: RefusedError, operation: str | None = None) -> Answer:
    body: Json = service.provider.refusal(refused.status, refused.message)
    answer = Answer(refused.status, exact.encode(body), refused.headers)
    if operation is None:
        return answer
    try:
        _judge(service.contract[operation], Reply(refused.status, body))
    except MistakeError as mistake:
        _LOG.error("%s: %s", operation, mistake)
        return _refusal(service, RefusedError(500, f"a bug in the emulator: {mistake}"))
    return answer
