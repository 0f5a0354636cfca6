"""What is under `/` and `/_emulator/`: the page, the journal, faults, seeds, the clock.

Control never shows a credential. No GET changes anything; what changes something needs the header
`X-Emulator`, which no form of another site can send. `guard` says who may ask at all.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeAlias, cast
from urllib.parse import parse_qsl

from msgspec import Struct

from . import exact
from .called import meant
from .clock import Clock
from .errors import EmulatorError
from .exact import Json, Members
from .exchange import Headers, Request, Response
from .faults import Active, Faults
from .faults_read import read_fault, shown_fault
from .guard import CONTROL_HEADER, Barred, Guard, bars_control
from .journal import Journal, public
from .numerals import whole

_HOME = "/_emulator/"
_MOST = 1_000

Query: TypeAlias = Mapping[str, str]


class Asset(Protocol):
    """A file of the page."""

    @property
    def content(self) -> bytes: ...
    @property
    def headers(self) -> Headers: ...


class Controls(Struct, frozen=True):
    """What control can do. The functions raise `EmulatorError` for what cannot be done.

    `about`: the services, as the page shows them. `reset` takes a seed, or no argument for the
    present one. `schema`: the merged schema of a service and its media type. `asset`: a file of the
    page; the empty name is the page itself.
    """

    journal: Journal
    faults: Faults
    clock: Clock
    operations: Mapping[str, frozenset[str]]
    about: Callable[[], Members]
    reset: Callable[[Members], None]
    snapshot: Callable[[], str]
    restore: Callable[[str], None]
    tenants: Callable[[], Json]
    objects: Callable[[Query], Json]
    schema: Callable[[str], tuple[bytes, str] | None]
    asset: Callable[[str], Asset | None]


def handle(controls: Controls, guard: Guard, request: Request, path: str, query: str) -> Response:
    """Return the response to a request that belongs to no service."""
    asset = _asset(controls, path)
    if asset is not None and request.method in ("GET", "HEAD"):
        if request.given("if-none-match") in [v for n, v in asset.headers if n == "etag"]:
            return Response(304, asset.headers, b"")
        return Response(200, asset.headers, asset.content)
    if not path.startswith(_HOME):
        services = ", ".join(f"/{name}" for name in controls.operations)
        wrong = f"no provider serves {request.method} {path}"
        return turned_away(Barred(404, wrong, f"the services are below: {services}"))
    barred = bars_control(guard, request)
    if barred is not None:
        return turned_away(barred)
    return _routed(controls, request, path.removeprefix(_HOME), dict(parse_qsl(query)))


def _asset(controls: Controls, path: str) -> Asset | None:
    if path == "/":
        return controls.asset("")
    if path.startswith(f"{_HOME}explore/"):
        return controls.asset(path.removeprefix(_HOME))
    return controls.asset(path.removeprefix(f"{_HOME}assets/")) if "/assets/" in path else None


def _routed(controls: Controls, request: Request, name: str, query: Query) -> Response:
    routes = _ROUTES.get(name.partition("/")[0])
    method = "GET" if request.method == "HEAD" else request.method
    if routes is None:
        wrong = f"control has no {_HOME}{name}"
        known = ", ".join(sorted(filter(None, _ROUTES)))
        return turned_away(Barred(404, wrong, f"it has: {known}"))
    if method not in routes:
        allowed = ", ".join(sorted(routes))
        wrong = f"{method} is not allowed here, use {allowed}"
        return turned_away(Barred(405, wrong, f"use {allowed}"), (("allow", allowed),))
    if method != "GET" and request.given(CONTROL_HEADER) is None:
        wrong = "a request that changes the emulator needs the header X-Emulator"
        return turned_away(Barred(403, wrong, "send `X-Emulator: 1`"))
    try:
        return routes[method](controls, _Asked(name, query, request.body))
    except EmulatorError as error:
        return _json({"status": "error", "message": str(error)}, 422)


class _Asked(Struct, frozen=True):
    """A control request: the name below `/_emulator/`, the query and the body."""

    name: str
    query: Query
    body: bytes

    def members(self) -> Members:
        """The members of the body; none without one. Raises `EmulatorError`."""
        value = self.value() if self.body.strip() else {}
        if not isinstance(value, dict):
            raise EmulatorError("the body is not a JSON object", "send an object")
        return value

    def value(self) -> Json:
        try:
            return exact.decode(self.body)
        except exact.NotJsonError as error:
            raise EmulatorError(f"the body is {error}", "send JSON") from None

    def number(self, name: str, default: int) -> int:
        found = whole(name, self.query.get(name) or default)
        if found < 0:
            raise EmulatorError(f"{name}: {found} is negative", "give 0 or more")
        return found


def _about(controls: Controls, _asked: _Asked) -> Response:
    return _json(controls.about())


def _requests(controls: Controls, asked: _Asked) -> Response:
    operation, provider = asked.query.get("operation"), asked.query.get("provider")
    if operation is not None:
        every = frozenset[str]().union(*controls.operations.values())
        operation = meant(operation, every) or operation
    entries = controls.journal.entries(operation, provider, asked.number("after", 0))
    most = max(1, asked.number("limit", len(entries) or 1))
    # Whoever continues after a number wants the next ones, and everybody else the last ones.
    chosen = entries[:most] if "after" in asked.query else entries[-most:]
    return _json([public(entry) for entry in chosen])


def _forget(controls: Controls, _asked: _Asked) -> Response:
    controls.journal.clear()
    return _done()


def _tenants(controls: Controls, _asked: _Asked) -> Response:
    return _json(controls.tenants())


def _objects(controls: Controls, asked: _Asked) -> Response:
    limit = min(asked.number("limit", 100), _MOST)
    page = {"offset": str(asked.number("offset", 0)), "limit": str(limit)}
    return _json(controls.objects({**asked.query, **page}))


def _reset(controls: Controls, asked: _Asked) -> Response:
    controls.reset(asked.members())
    return _done()


def _snapshot(controls: Controls, _asked: _Asked) -> Response:
    return _json({"name": controls.snapshot()}, 201)


def _restore(controls: Controls, asked: _Asked) -> Response:
    members = asked.members()
    _know(members, "name")
    name = members["name"]
    if not isinstance(name, str):
        raise EmulatorError(f"name: {name!r} is not a text", "give the name of a snapshot")
    controls.restore(name)
    return _done()


def _faults(controls: Controls, _asked: _Asked) -> Response:
    return _json([_shown(one) for one in controls.faults.active()])


def _add_fault(controls: Controls, asked: _Asked) -> Response:
    fault = read_fault(asked.members(), controls.operations)
    return _json(_shown(controls.faults.add(fault)), 201)


def _put_faults(controls: Controls, asked: _Asked) -> Response:
    given = asked.value()
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise EmulatorError("the body is not a list of faults", 'send `[{"operation": …}]`')
    found = [read_fault(cast(Members, one), controls.operations) for one in given]
    controls.faults.replace(found)
    return _faults(controls, asked)


def _clear_faults(controls: Controls, _asked: _Asked) -> Response:
    controls.faults.clear()
    return _done()


def _shown(active: Active) -> Members:
    return {
        **shown_fault(active.fault),
        "id": active.number,
        "hits": active.hits,
        "left": active.left,
    }


def _clock(controls: Controls, _asked: _Asked) -> Response:
    moment = controls.clock.stands_at()
    return _json({"now": moment.isoformat() if moment else None})


def _set_clock(controls: Controls, asked: _Asked) -> Response:
    members: Members = {"now": None} if asked.body.strip() == b"null" else asked.members()
    _know(members, "now")
    controls.clock.set_time(read_time(members["now"]))
    return _clock(controls, asked)


def _know(members: Members, name: str) -> None:
    """Refuse an object that has any other members than this one."""
    if unknown := ", ".join(sorted(set(members) - {name})):
        raise EmulatorError(f"the body has {unknown}, which has no meaning", f"send `{name}` alone")
    if name not in members:
        raise EmulatorError(f"`{name}` is missing", f'send `{{"{name}": …}}`')


def read_time(text: Json) -> Any:
    """Read an ISO 8601 time with a time zone, or None. Raises `EmulatorError`."""
    from datetime import datetime

    if text is None:
        return None
    try:
        if not isinstance(text, str):
            raise ValueError
        return datetime.fromisoformat(text)
    except ValueError:
        fix = "write it as 2026-01-31T12:00:00Z"
        raise EmulatorError(f"{text!r} is not a time", fix) from None


def _schema(controls: Controls, asked: _Asked) -> Response:
    found = controls.schema(asked.name.partition("/")[2])
    if found is None:
        known = ", ".join(controls.operations)
        raise EmulatorError("no such service", f"choose from: {known}")
    content, media_type = found
    return Response(200, (("content-type", media_type), *_SAFE), content)


Route: TypeAlias = Callable[[Controls, _Asked], Response]
_ROUTES: Mapping[str, Mapping[str, Route]] = {
    "": {"GET": _about},
    "requests": {"GET": _requests, "DELETE": _forget},
    "tenants": {"GET": _tenants},
    "objects": {"GET": _objects},
    "reset": {"POST": _reset},
    "snapshots": {"POST": _snapshot},
    "restore": {"POST": _restore},
    "faults": {"GET": _faults, "POST": _add_fault, "PUT": _put_faults, "DELETE": _clear_faults},
    "clock": {"GET": _clock, "PUT": _set_clock},
    "schemas": {"GET": _schema},
}
_SAFE: Headers = (
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
)


def turned_away(barred: Barred, more: Headers = ()) -> Response:
    """The response to a request that is not served, with what is wrong and a fix."""
    body: Members = {"status": "error", "message": barred.wrong, "fix": barred.fix}
    return _json(body, barred.status, more)


def encoded(value: Json) -> bytes:
    return exact.encode(value)


def _json(value: Json, status: int = 200, more: Headers = ()) -> Response:
    headers = (("content-type", "application/json"), *_SAFE, *more)
    return Response(status, headers, exact.encode(value))


def _done() -> Response:
    return Response(204, _SAFE, b"")
