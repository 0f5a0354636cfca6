"""The pure core of both clients: a call -> a request, a response -> a value or an error.

Nothing here touches the network, the clock or the environment, so all of it is the same for sync
and async, and can be tested as arithmetic. It refuses to know the HTTP library: the shells hand
it plain data, and nothing of the library can end up in an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from .call import Call, Lost, RawResponse, Request
from .credentials import Credential
from .decode import Mismatch, Presence, attempt, mismatch_error
from .errors import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    status_error,
)
from .redact import redact
from .service import Settings

T = TypeVar("T")


def request_parts(settings: Settings, call: Call[T], revealed: Mapping[Credential, str]) -> Request:
    """What goes over the wire for a call."""
    headers = {"Accept": call.accept, "User-Agent": settings.service.user_agent}
    content = call.complete(call, revealed) if call.complete else call.body
    if content is not None:
        headers["Content-Type"] = "application/json"
    for credential, value in revealed.items():
        headers[credential.header] = credential.prefix + value
    return Request(
        method=call.method,
        # Where a call has no path the address is meant as it is, with a slash at its end or not.
        url=settings.base_url.rstrip("/") + call.path if call.path else settings.base_url,
        query=call.query,
        headers=headers,
        content=content,
        secrets=tuple(revealed.values()),
    )


def settle_response(
    settings: Settings, call: Call[T], request: Request, response: RawResponse | Lost
) -> T:
    """The value of a response.

    Raises:
        APIError: of the class that fits what went wrong.
    """
    # The token is in no local of a frame that raises: crash reporters show locals. It is in
    # ``request`` and, where the service repeats it, in ``answer``, whose ``repr`` hide it.
    if isinstance(response, Lost):
        raise _lost(call, request, response)
    judge = call.judge or judge_status
    outcome: T | APIError = judge(call, settings, request, response)
    if isinstance(outcome, APIError):
        raise outcome
    return outcome


def judge_status(
    call: Call[T], settings: Settings, request: Request, response: RawResponse
) -> T | APIError:
    """The value of a response, or the error to raise, where the status says what went wrong."""
    if not is_success(response):
        return refused(call, settings, request, response)
    outcome = read(call, response, strict=settings.strict, secrets=request.secrets)
    return mismatch_error(call.operation, outcome) if isinstance(outcome, Mismatch) else outcome


def is_success(response: RawResponse) -> bool:
    """Whether the status says that all went well."""
    return 200 <= response.status_code <= 299


def _lost(call: Call[T], request: Request, lost: Lost) -> APIConnectionError:
    kind = APITimeoutError if lost.timed_out else APIConnectionError
    what = "no response in time" if lost.timed_out else "no response"
    message = f"{call.operation}: {call.method} {request.url}: {what}: {lost.reason}"
    return kind(
        redact(message, request.secrets),
        operation=call.operation,
        method=call.method,
        url=redact(request.url, request.secrets),
    )


def refused(
    call: Call[Any],
    settings: Settings,
    request: Request,
    response: RawResponse,
    kind: type[APIStatusError] | None = None,
    reason: str = "",
) -> APIStatusError:
    """Build (not raise) the error for a status that is not a success.

    ``kind`` and ``reason`` stand in for what the status would say, where the content says it.
    """
    return status_error(
        call.operation,
        call.method,
        path_of(call, request),
        response.status_code,
        response.headers,
        response.body,
        request_id_headers=settings.service.request_id_headers,
        secrets=request.secrets,
        kind=kind,
        reason=reason,
    )


def path_of(call: Call[Any], request: Request) -> str:
    """The path that an error names: below the base URL, or else that of the base URL itself."""
    return call.path or urlsplit(request.url).path or "/"


def read(
    call: Call[T], response: RawResponse, *, strict: bool, secrets: tuple[str, ...] = ()
) -> T | Mismatch:
    """The value of a success, or how its content is not what the schema says."""
    if call.response is NoneType:
        return cast("T", None)
    return read_content(response, call.response, strict=strict, secrets=secrets)


def read_content(
    response: RawResponse,
    model: type[T],
    *,
    strict: bool,
    secrets: tuple[str, ...] = (),
    presence: Presence | None = None,
) -> T | Mismatch:
    """The content of a response as a model, or how it is not what the schema says."""
    if not response.body.strip():
        said = f"  $: the response ({response.status_code}) is empty, and content is due"
        return Mismatch("$", said, "")
    return attempt(response.body, model, strict=strict, secrets=secrets, presence=presence)
