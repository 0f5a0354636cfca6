"""The emulator without a server: `handle` takes a request and gives the response.

Every door (a socket, ASGI, the transports of httpx2) hands its requests to this function, so that a
service behaves alike behind all of them. It runs in the caller's thread and knows no framework.
"""

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import Final, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from . import control, spoil
from .clock import Clock, new_uuid
from .exact import Json
from .exchange import (
    BODILESS,
    LENGTHLESS,
    PLAIN,
    Answer,
    Arrival,
    Headers,
    Request,
    Response,
    Wire,
    bug,
)
from .faults import Fault, Faults
from .guard import Barred, Guard, allowed_origin, bars_host, preflight, shared
from .journal import Arrived, Journal
from .provider import BASIS

MAX_BODY: Final = 16 * 1024 * 1024
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
Handle: TypeAlias = Callable[[Arrival], tuple[str | None, Answer]]


class Service(Struct, frozen=True):
    """A running provider.

    `base` is the part of its base URL after its name; `tracing` is a header that gives every
    response an id; `handle` returns the requested operation, if any, and the response; it never
    raises. `meant` only says which operation a request asks for. `declares` says whether a method
    and a path are those of an operation. `refusal` is the body of an error in the service's own
    form. `methods` are those that a path allows. `secrets` are headers and query parameters that
    hold credentials; `operations` has the basis of each operation, and `does` its method and path,
    or its GraphQL fields.
    """

    name: str
    base: str
    tracing: str | None
    handle: Handle
    meant: Callable[[Arrival], str | None]
    refusal: Callable[[int, str], Json]
    methods: Callable[[str], Sequence[str]]
    declares: Callable[[str, str], bool] = field(default=lambda method, path: False)
    secrets: frozenset[str] = frozenset()
    operations: Mapping[str, str] = field(default_factory=dict[str, str])
    does: Mapping[str, str] = field(default_factory=dict[str, str])


class World(Struct, frozen=True):
    """Everything that requests can change or be changed by."""

    services: Mapping[str, Service]
    journal: Journal
    faults: Faults
    clock: Clock
    controls: control.Controls
    guard: Guard = field(default_factory=Guard)
    max_body: int = MAX_BODY
    told: Callable[[Arrived], None] = field(default=lambda arrived: None)


def handle(world: World, request: Request, *, is_whole: bool = True) -> Response:
    """Return the response to a request; never raises.

    A request that is not whole has a body that is too large to read, and gets a 413.
    """
    try:
        return _handled(world, request, is_whole)
    except Exception as error:  # noqa: BLE001 - whoever waits gets a response, also for our bugs
        wrong = bug(error)
        return control.turned_away(Barred(wrong.status, wrong.message, "please report it"))


def _handled(world: World, request: Request, is_whole: bool) -> Response:
    barred = bars_host(world.guard, request)
    if barred is not None:
        return control.turned_away(barred)
    if request.method == "OPTIONS" and request.target == "*":
        return Response(204, (("allow", ", ".join(_METHODS)),), b"")
    path, _, query = request.target.partition("?")
    name = path.split("/", 2)[1] if path.startswith("/") else ""
    service = world.services.get(name)
    if service is not None:
        response = _serve(world, service, request, path[len(name) + 1 :], query, is_whole)
    elif is_whole:
        response = control.handle(world.controls, world.guard, request, path, query)
    else:
        response = control.turned_away(Barred(413, _too_large(world), "send less at once"))
    if request.method != "HEAD":
        return response
    if response.status in LENGTHLESS:  # then a length is forbidden
        return replace(response, body=b"")
    length = ("content-length", str(len(response.body)))
    return replace(response, headers=(*response.headers, length), body=b"")


def _serve(
    world: World, service: Service, request: Request, below: str, query: str, is_whole: bool
) -> Response:
    origin = allowed_origin(request)
    path, method = _below_base(service, below), request.method
    if method in ("OPTIONS", "HEAD") and not _is_served(service, request, path):
        if method == "OPTIONS":
            return _options(service, request, path, origin)
        method = "GET"
    arrival = Arrival(method, path, query, request.headers, request.body)
    outcome = _answer(world, service, arrival, is_whole)
    if service.tracing:
        headers = {service.tracing: new_uuid(), **outcome.answer.headers}
        outcome = replace(outcome, answer=replace(outcome.answer, headers=headers))
    entry = _arrived(world, service, request.method, arrival, outcome)
    world.journal.add(entry)
    world.told(entry)
    return _response(outcome.answer, shared(origin) if origin else (), outcome.wire)


def _below_base(service: Service, below: str) -> str:
    """The path below the base URL, or the whole path for what is not below it."""
    path = below.removeprefix(service.base)
    is_below = below.startswith(service.base) and path[:1] in ("", "/")
    return path if is_below else below or "/"


def _is_served(service: Service, request: Request, path: str) -> bool:
    """Whether the service itself has an operation that HTTP gives to every path."""
    asks = all(map(request.given, ("origin", "access-control-request-method")))
    is_preflight = request.method == "OPTIONS" and asks
    return not is_preflight and service.declares(request.method, path)


def _options(service: Service, request: Request, path: str, origin: str | None) -> Response:
    if origin and request.given("access-control-request-method"):
        return Response(204, preflight(origin, request), b"")
    allowed = service.methods(path)
    return Response(204, (("allow", ", ".join(allowed)),), b"")


class _Outcome(Struct, frozen=True):
    """What became of a request; `took` is in seconds."""

    operation: str | None
    answer: Answer
    took: float
    fault: Fault | None = None
    wire: Wire = PLAIN


def _answer(world: World, service: Service, arrival: Arrival, is_whole: bool) -> _Outcome:
    if not is_whole or len(arrival.body) > world.max_body:
        refusal = service.refusal(413, _too_large(world))
        return _Outcome(None, Answer(413, control.encoded(refusal)), 0.0)
    start = perf_counter()
    fault, meant = None, None
    if world.faults.any():
        meant = service.meant(arrival)
        fault = world.faults.take(service.name, meant)
    if fault is None:
        operation, answer = service.handle(arrival)
        return _Outcome(operation, answer, perf_counter() - start)
    if spoil.is_applied(fault):
        meant, answer = service.handle(arrival)
    else:
        answer = spoil.refused(fault, service.refusal)
    answer, wire = spoil.spoiled(answer, fault)
    return _Outcome(meant, answer, perf_counter() - start, fault, wire)


def _too_large(world: World) -> str:
    return f"the body is larger than {world.max_body} bytes"


def _response(answer: Answer, more: Headers, wire: Wire) -> Response:
    headers = [(name.lower(), value) for name, value in answer.headers.items()]
    if answer.status not in BODILESS:
        headers.append(("content-type", answer.media_type))
    return Response(answer.status, (*headers, *more), answer.body, wire)


def _arrived(
    world: World, service: Service, method: str, arrival: Arrival, outcome: _Outcome
) -> Arrived:
    answer, at = outcome.answer, world.clock.real()
    said = (service.name, method, arrival.path, arrival.raw_query)
    failed = answer.status >= 400 or outcome.wire is not PLAIN
    number, attempt, delay = world.journal.count(said, arrival.body, at, failed)
    return Arrived(
        provider=service.name,
        operation=outcome.operation,
        method=method,
        path=arrival.path,
        query=arrival.query,
        raw_query=arrival.raw_query,
        headers=_joined(arrival.headers),
        body=arrival.body,
        status=answer.status,
        answer=world.journal.shared(answer.body),
        answer_headers=answer.headers,
        number=number,
        time=at,
        milliseconds=outcome.took * 1000,
        tenant=answer.tenant,
        attempt=attempt,
        delay=delay,
        fault=outcome.fault.told() if outcome.fault else None,
        basis=answer.headers.get(BASIS, ""),
        secrets=service.secrets,
    )


def _joined(pairs: Headers) -> dict[str, str]:
    """Headers by name, repeated ones joined."""
    joined = dict(pairs)
    if len(joined) < len(pairs):
        joined = {name: ", ".join(v for n, v in pairs if n == name) for name in joined}
    return joined
