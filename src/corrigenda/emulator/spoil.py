"""Turns a response into the one that a fault wants: another status, a broken body, a drifted field.

What goes wrong below HTTP (resets, slow bytes) is only named here, in `Wire`; doors do it.
"""

from collections.abc import Callable

from msgspec.structs import replace

from . import exact
from .exact import Json
from .exchange import BODILESS, PLAIN, Answer, Flaw, Wire
from .faults import Fault
from .numerals import plain

_FLAWS: dict[str, Flaw] = {
    "reset_before": "reset",
    "reset_after": "reset",
    "truncated": "truncated",
    "malformed_chunk": "malformed_chunk",
    "slow_bytes": "slow_bytes",
    "slow_headers": "slow_headers",
}
_EXPIRED = 'Bearer error="invalid_token", error_description="The access token expired"'


def is_applied(fault: Fault) -> bool:
    """Whether the service does what the request asks for, in spite of the fault."""
    if fault.kind == "status":
        return fault.status is not None and fault.status < 400
    return fault.kind not in ("reset_before", "expired_token")


def refused(fault: Fault, refusal: Callable[[int, str], Json]) -> Answer:
    """The response to a request that is not applied, in the form of the service's errors."""
    headers: dict[str, str] = {}
    if fault.kind == "reset_before":
        return Answer(0, b"")  # nothing is sent
    status, message = fault.status or 401, "a fault that was asked for"
    if fault.kind == "expired_token":
        status, message, headers = 401, "the token has expired", {"WWW-Authenticate": _EXPIRED}
    return Answer(status, exact.encode(refusal(status, message)), headers)


def spoiled(answer: Answer, fault: Fault) -> tuple[Answer, Wire]:
    """The response with its fault, and how to send it."""
    headers = dict(answer.headers)
    if fault.retry_after is not None:
        headers["Retry-After"] = plain(fault.retry_after)
    answer = replace(answer, headers=headers)
    flaw = _FLAWS.get(fault.kind)
    wire = Wire(fault.delay, flaw, fault.pace) if flaw or fault.delay else PLAIN
    match fault.kind:
        case "status":
            answer = replace(answer, status=fault.status or answer.status)
        case "empty":
            answer = replace(answer, body=b"")
        case "wrong_content_type":
            answer = replace(answer, media_type="text/html")
        case "bad_gzip":
            headers = {**headers, "Content-Encoding": "gzip"}
            answer = replace(answer, headers=headers, body=b"this is not gzip")
        case "drift":
            answer = replace(answer, body=_drifted(answer.body, fault))
        case _:
            pass
    return replace(answer, body=b"") if answer.status in BODILESS else answer, wire


def _drifted(body: bytes, fault: Fault) -> bytes:
    try:
        value = exact.decode(body)
    except exact.NotJsonError:
        return body
    steps = fault.field.split(".") if fault.field else []
    if fault.change == "add":
        steps.append(fault.to or "unheard_of")
    _change(value, steps, fault)
    return exact.encode(value)


def _change(value: Json, steps: list[str], fault: Fault) -> None:
    """Change every field at a dotted path, in each item of the lists on the way."""
    if isinstance(value, list):
        for each in value:
            _change(each, steps, fault)
    elif isinstance(value, dict) and len(steps) > 1:
        _change(value.get(steps[0]), steps[1:], fault)
    elif isinstance(value, dict) and steps and (steps[0] in value or fault.change == "add"):
        _change_field(value, steps[0], fault)


def _change_field(owner: dict[str, Json], name: str, fault: Fault) -> None:
    match fault.change:
        case "rename":
            owner[fault.to or f"new_{name}"] = owner.pop(name)
        case "remove":
            del owner[name]
        case "retype":
            owner[name] = _retyped(owner[name])
        case "add":
            owner[name] = "unheard of"
        case _:
            owner[name] = fault.to or "unheard_of"


def _retyped(value: Json) -> Json:
    """The value as another type: a text becomes a number, and anything else a text or a list."""
    if isinstance(value, str):
        return 7
    if isinstance(value, dict | list) or value is None:
        return "retyped"
    return [value]
