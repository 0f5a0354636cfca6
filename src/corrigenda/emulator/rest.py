"""Handle one REST request: route, credentials, body, behaviour, validation, response.

This is synchronous code that runs in the thread of its caller; transactions keep requests apart.
Everything specific to a provider is in its `Provider`.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from msgspec import Struct, field

from . import exact
from .check import MAX_DEPTH
from .clock import Clock
from .contract import Operation
from .errors import StoreUnavailableError
from .exact import Json, Members
from .exchange import BODILESS, Answer, Arrival, MistakeError, bug, taken, tenant_of
from .form import read_form
from .media import is_form, is_json, takes
from .provider import BASIS, Asked, RefusedError, Reply, Route
from .routes import Routes
from .store import Shelves, TakenError

_SHARED: Final = "0" * 64
_JSON: Final = "application/json"
_NO_BODY: Final = "$: a JSON body is required"
_READING = ("GET", "HEAD", "OPTIONS", "TRACE")
Explain: TypeAlias = Callable[[str | None, int, str], Json]
_LOG = logging.getLogger(__name__)


class RestService(Struct, frozen=True):
    """A running provider: its behaviour, its contract and its tenants' shelves.

    `explain` makes the body of an error of an operation, with a status and a message. `is_shared`:
    all credentials are of one tenant, since operations take different ones.
    """

    explain: Explain
    contract: Mapping[str, Operation]
    routes: Routes
    shelves: Shelves
    clock: Clock = field(default_factory=Clock)
    is_shared: bool = False


def meant(service: RestService, arrival: Arrival) -> str | None:
    """Return the name of the operation that a request asks for, if any."""
    try:
        return service.routes.match(arrival.method, arrival.path)[0].operation
    except RefusedError:
        return None


def methods(service: RestService, path: str) -> list[str]:
    """Return the methods that a path allows."""
    found = service.routes.methods(path)
    return sorted({"OPTIONS", *found} | ({"HEAD"} if "GET" in found else set()))


def declares(service: RestService, method: str, path: str) -> bool:
    """Whether a method and a path are those of an operation."""
    return method in service.routes.methods(path)


def handle(service: RestService, arrival: Arrival) -> tuple[str | None, Answer]:
    """Return the name of the requested operation, if any, and the response; never raises."""
    try:
        route, values = service.routes.match(arrival.method, arrival.path)
    except RefusedError as refused:
        return None, _refusal(service, refused)
    try:
        return route.operation, _perform(service, route, values, arrival)
    except RefusedError as refused:
        return route.operation, _refusal(service, refused, route.operation)
    except TakenError as error:
        return route.operation, _refusal(service, taken(error), route.operation)
    except StoreUnavailableError as error:
        unavailable = RefusedError(503, str(error), headers={"Retry-After": "1"})
        return route.operation, _refusal(service, unavailable)
    except Exception as error:  # noqa: BLE001 - the caller gets a response, the log the reason
        _LOG.exception("the emulator failed at %s", route.operation)
        return route.operation, _refusal(service, bug(error))


def _perform(
    service: RestService, route: Route, values: Mapping[str, str], arrival: Arrival
) -> Answer:
    contract = service.contract[route.operation]
    tenant = tenant_of(arrival, contract.security)
    tenant = _SHARED if service.is_shared else tenant
    media_type = _media_type(contract, route, arrival)
    body = _body(contract, route, arrival, media_type) if route.takes_body else {}
    clock = service.clock
    asked = Asked(values, arrival.query, body, clock.now(), clock.new_id, media_type)
    try:
        with service.shelves(tenant, writing=arrival.method not in _READING) as shelf:
            reply = route.behave(asked, shelf)
            is_empty = reply.status in BODILESS or contract.is_empty(reply.status, reply.body)
            text = b"" if is_empty else exact.encode(reply.body)
            # Inside the transaction, so that an invalid response also undoes its changes.
            _judge(contract, reply, text)
            basis = {BASIS: reply.basis} if reply.basis else {}
            return Answer(reply.status, text, {**reply.headers, **basis}, tenant=tenant)
    except RecursionError:
        raise RefusedError(422, "$: is nested too deeply") from None


def _media_type(contract: Operation, route: Route, arrival: Arrival) -> str:
    """Return the media type of the body; without one, it is JSON if the operation takes some.

    Raises `RefusedError` for one that the document does not declare.
    """
    given, declared = next(iter(arrival.given("content-type")), ""), contract.media_types
    if not contract.is_open or not declared:
        return given or _JSON
    if not given:
        return _JSON if takes(declared, _JSON) else declared[0]
    has_body = bool(arrival.body.strip()) or route.needs_body
    if has_body and not takes(declared, given):
        wrong = f"$: the body is {given}, but must be {' or '.join(declared)}"
        raise RefusedError(contract.unsupported, wrong)
    return given


def _body(contract: Operation, route: Route, arrival: Arrival, media_type: str) -> Members:
    """Return the members of the body: none of one that may be absent, or is no JSON object."""
    if not arrival.body.strip() and not route.needs_body:
        return {}
    if contract.is_open and not is_json(media_type):
        return read_form(arrival.body) if is_form(media_type) else {}
    try:
        body = exact.decode(arrival.body) if arrival.body.strip() else None
    except exact.NotJsonError as error:
        raise RefusedError(contract.invalid, f"$: {error}") from None
    wrong = _wrong(contract, arrival.body, body, media_type)
    if wrong or not (isinstance(body, dict) or contract.is_open):
        raise RefusedError(contract.invalid, *(wrong or ["$: is not an object"]))
    return body if isinstance(body, dict) else {}


def _wrong(contract: Operation, text: bytes, body: Json, media_type: str) -> list[str]:
    if not text.strip():
        return [_NO_BODY]
    is_deep = text.count(b"[") + text.count(b"{") > MAX_DEPTH  # otherwise, it need not be measured
    return contract.wrong_body(body, media_type, is_deep=is_deep)


def _judge(contract: Operation, reply: Reply, text: bytes) -> None:
    if wrong := contract.wrong_text(reply.status, reply.body, text):
        raise MistakeError(f"the response violates the merged schema: {'; '.join(wrong)}")


def _refusal(service: RestService, refused: RefusedError, operation: str | None = None) -> Answer:
    body: Json = service.explain(operation, refused.status, refused.message)
    answer = Answer(refused.status, exact.encode(body), refused.headers)
    if operation is None:
        return answer
    try:
        _judge(service.contract[operation], Reply(refused.status, body), answer.body)
    except MistakeError as mistake:
        _LOG.error("%s: %s", operation, mistake)
        return _refusal(service, RefusedError(500, f"a bug in the emulator: {mistake}"))
    return answer
