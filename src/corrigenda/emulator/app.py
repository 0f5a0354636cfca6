"""The ASGI application: pass each request to its service, and record it in the journal.

Services are synchronous code on the server's only thread. The application hands them an `Arrival`
and sends the `Answer` they return; it knows nothing else about them.
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
    """A running provider.

    `base` is the part of its base URL after its name; `tracing` is a header that gives every
    response an id; `handle` returns the requested operation, if any, and the response; it never
    raises.
    """

    name: str
    base: str
    tracing: str | None
    handle: Handle


def make_app(services: Sequence[Service], journal: Journal, about: Members) -> Starlette:
    """Return the application: every service under its name, and the routes of `control`.

    `about` is the content of the first page of `control`.
    """
    mounts = [Mount(f"/{each.name}", app=_endpoint(each, journal)) for each in services]
    app = Starlette(
        routes=[*control.routes(journal, about), *mounts],
        exception_handlers={HTTPException: control.not_served},
    )
    app.router.redirect_slashes = False  # serve only documented paths
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
    # The path after the provider's name; it is empty if the slash after the name is encoded.
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
