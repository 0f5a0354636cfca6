"""Handle one REST request: route, credentials, body, behaviour, validation, response.

This is synchronous code that runs in the thread of its caller; transactions keep requests apart.
Everything specific to a provider is in its `Provider`.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote

from . import exact
from .clock import Clock
from .contract import Operation
from .errors import StoreUnavailableError
from .exact import Json, Members
from .exchange import Answer, Arrival, MistakeError, bug, tenant_of
from .provider import BASIS, Asked, Provider, RefusedError, Reply, Route
from .store import Shelves

NO_CONTENT: Final = HTTPStatus.NO_CONTENT
_READING = ("GET", "HEAD")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RestService:
    """A running provider: its behaviour, its contract and its tenants' shelves."""

    provider: Provider
    contract: Mapping[str, Operation]
    shelves: Shelves
    clock: Clock = field(default_factory=Clock)


def meant(service: RestService, arrival: Arrival) -> str | None:
    """Return the name of the operation that a request asks for, if any."""
    try:
        return _route(service.provider.routes, arrival)[0].operation
    except RefusedError:
        return None


def methods(service: RestService, path: str) -> list[str]:
    """Return the methods that a path allows."""
    found = {one.method for one in service.provider.routes if _matches(one, path)}
    return sorted({"OPTIONS", *found} | ({"HEAD"} if "GET" in found else set()))


def _matches(route: Route, path: str) -> bool:
    return _values(route.template, path) is not None


def handle(service: RestService, arrival: Arrival) -> tuple[str | None, Answer]:
    """Return the name of the requested operation, if any, and the response; never raises."""
    try:
        route, values = _route(service.provider.routes, arrival)
    except RefusedError as refused:
        return None, _refusal(service, refused)
    try:
        return route.operation, _perform(service, route, values, arrival)
    except RefusedError as refused:
        return route.operation, _refusal(service, refused, route.operation)
    except StoreUnavailableError as error:
        unavailable = RefusedError(503, str(error), headers={"Retry-After": "1"})
        return route.operation, _refusal(service, unavailable)
    except Exception as error:  # noqa: BLE001 - the caller gets a response, the log the reason
        _LOG.exception("the emulator failed at %s", route.operation)
        return route.operation, _refusal(service, bug(error))


def _route(routes: Sequence[Route], arrival: Arrival) -> tuple[Route, dict[str, str]]:
    found = [(route, _values(route.template, arrival.path)) for route in routes]
    here = {route.method: (route, values) for route, values in found if values is not None}
    if not here:
        raise RefusedError(404, f"nothing is served at {arrival.path}")
    if arrival.method not in here:
        allowed = ", ".join(sorted(here))
        wrong = f"{arrival.method} is not allowed here, use {allowed}"
        raise RefusedError(405, wrong, headers={"Allow": allowed})
    return here[arrival.method]


def _values(template: str, path: str) -> dict[str, str] | None:
    """Return the decoded path parameters, or None if the path does not match the template."""
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


def _perform(
    service: RestService, route: Route, values: Mapping[str, str], arrival: Arrival
) -> Answer:
    contract = service.contract[route.operation]
    tenant = tenant_of(arrival, contract.security)
    body = _body(contract, arrival.body) if route.takes_body else {}
    clock = service.clock
    asked = Asked(values, arrival.query, body, clock.now(), clock.new_id)
    try:
        with service.shelves(tenant, writing=arrival.method not in _READING) as shelf:
            reply = route.behave(asked, shelf)
            # Inside the transaction, so that an invalid response also undoes its changes.
            _judge(contract, reply)
            basis = {BASIS: reply.basis} if reply.basis else {}
            text = b"" if reply.status == NO_CONTENT else exact.encode(reply.body)
            return Answer(reply.status, text, {**reply.headers, **basis}, tenant=tenant)
    except RecursionError:
        raise RefusedError(422, "$: is nested too deeply") from None


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
        raise MistakeError(f"the response violates the merged schema: {'; '.join(wrong)}")


def _refusal(service: RestService, refused: RefusedError, operation: str | None = None) -> Answer:
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
