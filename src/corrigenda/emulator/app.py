"""The ASGI side, which is thin: one request from the wire to its service, and into the journal.

Services are plain code; they run on the server's one thread without awaiting. Refuses to know how
one of them works: it hands over an `Arrival` and sends the `Answer` that comes back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import uuid4

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from . import control
from .exact import Members
from .exchange import Answer, Arrival
from .journal import Arrived, Journal

Handle: TypeAlias = Callable[[Arrival], tuple[str | None, Answer]]


@dataclass(frozen=True, slots=True)
class Service:
    """A provider at work.

    `base` is what its base URL has behind its name; `tracing` a header that gives every answer an
    id; `handle` gives the operation that a request meant, if any, and the answer, and never raises.
    """

    name: str
    base: str
    tracing: str | None
    handle: Handle


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
        operation, answer = service.handle(arrival)
        journal.add(_arrived(service, arrival, operation, answer))
        traced = {service.tracing: str(uuid4())} if service.tracing else {}
        headers = {**traced, **answer.headers}
        response = Response(answer.body, answer.status, headers, media_type=answer.media_type)
        await response(scope, receive, send)

    return endpoint


async def _arrival(service: Service, request: Request) -> Arrival:
    raw_path: bytes = request.scope["raw_path"]
    # What follows the provider's name; nothing does if the slash after it came encoded.
    below = "/" + "".join(raw_path.decode("latin-1").split("/", 2)[2:])
    return Arrival(
        request.method,
        below.removeprefix(service.base),
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
