"""The pure core of both clients: a call -> a request, a response -> a value or an error.

Nothing here uses the network, the clock or the environment, so the sync and the async client share
it, and tests need no server. The connections pass plain data, so that no object of the HTTP
library can end up in an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import NoneType
from typing import Any, Generic, TypeVar, cast
from urllib.parse import urlsplit

from .call import Call, Lost, RawResponse, Request
from .charset import declared_charset
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
from .url import encode_query

T = TypeVar("T")

ACCEPT_ENCODING = "gzip, deflate"
"""What ``unpack`` can unpack."""


def request_parts(settings: Settings, call: Call[T], revealed: Mapping[Credential, str]) -> Request:
    """Return the HTTP request of a call."""
    headers = {
        "Accept": call.accept,
        "Accept-Encoding": ACCEPT_ENCODING,
        "User-Agent": settings.service.user_agent,
    }
    content = call.complete(call, revealed) if call.complete else call.body
    if content is not None:
        headers["Content-Type"] = "application/json"
    for credential, value in revealed.items():
        headers[credential.header] = credential.prefix + value
    return Request(
        method=call.method,
        # Without a path, the base URL is used as it is, with or without a slash at its end.
        url=settings.base_url.rstrip("/") + call.path if call.path else settings.base_url,
        query=encode_query(call.query, call.joined),
        headers=headers,
        content=content,
        secrets=tuple(revealed.values()),
        is_safe=call.is_safe,
    )


@dataclass(frozen=True, slots=True)
class Exchange(Generic[T]):
    """A call, the request that was sent for it, and the response.

    ``tried`` says how an attempt at the alternative path failed.
    """

    call: Call[T]
    request: Request
    response: RawResponse | Lost
    tried: str = ""


class ServedPaths:
    """The path that served each operation with two of them, for the lifetime of one client.

    Threads may share it: ``setdefault`` is atomic, so the first path that is noted stays.
    """

    __slots__ = ("_paths",)

    def __init__(self) -> None:
        self._paths: dict[str, str] = {}

    def choose(self, call: Call[T]) -> Call[T]:
        """Return the call at the path that served it before, which is then the only one to try."""
        known = self._paths.get(call.operation) if call.alternative_path else None
        return call if known is None else replace(call, path=known, alternative_path=None)

    def note(self, exchange: Exchange[Any]) -> None:
        """Remember the path of a successful response."""
        if exchange.call.alternative_path and _is_served(exchange.response):
            self._paths.setdefault(exchange.call.operation, exchange.call.path)


def second_call(settings: Settings, first: Exchange[T]) -> Call[T] | None:
    """Return the call at its alternative path if the first response is a 404, otherwise None.

    A strict client does not guess, so it never tries an alternative path.
    """
    call, response = first.call, first.response
    if call.alternative_path is None or call.method != "GET" or settings.strict:
        return None
    if isinstance(response, Lost) or response.status_code != 404:
        return None
    return replace(call, path=call.alternative_path)


def settle_paths(first: Exchange[T], second: Exchange[T]) -> Exchange[T]:
    """Return the exchange that counts: the second if it succeeded, otherwise the first."""
    call, response = second.call, second.response
    if _is_served(response):
        return second
    what = "gave no response" if isinstance(response, Lost) else f"returned {response.status_code}"
    return replace(first, tried=f"{call.method} {call.path} was tried as well, and {what}")


def _is_served(response: RawResponse | Lost) -> bool:
    return isinstance(response, RawResponse) and is_success(response)


def settle_response(settings: Settings, exchange: Exchange[T]) -> T:
    """Return the value of a response.

    Raises:
        APIError: the request failed; the subclass says how.
    """
    # Crash reporters show the locals of a frame that raises. Here the token is only inside
    # ``request`` and, if the service repeats it, ``response``, which both hide it in ``repr``.
    call, request, response = exchange.call, exchange.request, exchange.response
    if isinstance(response, Lost):
        raise _lost(call, request, response)
    judge = call.judge or judge_status
    outcome: T | APIError = judge(call, settings, request, response)
    if isinstance(outcome, APIError):
        if exchange.tried:
            outcome.add_note(exchange.tried)
        try:
            raise outcome
        finally:
            del outcome  # its traceback holds this frame, and both would keep a large body
    return outcome


def judge_status(
    call: Call[T], settings: Settings, request: Request, response: RawResponse
) -> T | APIError:
    """Return the value of a response, or the error to raise for its status or its content."""
    if not is_success(response):
        return refused(call, settings, request, response)
    outcome = read(call, response, strict=settings.strict, secrets=request.secrets)
    return mismatch_error(call.operation, outcome) if isinstance(outcome, Mismatch) else outcome


def is_success(response: RawResponse) -> bool:
    """Return whether the status is 2xx."""
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
        request_sent=lost.sent,
    )


def refused(
    call: Call[Any],
    settings: Settings,
    request: Request,
    response: RawResponse,
    kind: type[APIStatusError] | None = None,
    reason: str = "",
) -> APIStatusError:
    """Return the error for a status that is not 2xx, without raising it.

    ``kind`` and ``reason`` replace the class and the message that follow from the status.
    """
    return status_error(
        call.operation,
        call.method,
        path_of(call, request),
        response.status_code,
        response.headers,
        response.body,
        request_id_headers=settings.service.request_id_headers,
        reason_places=settings.service.reason_places,
        secrets=request.secrets,
        kind=kind,
        reason=reason,
    )


def path_of(call: Call[Any], request: Request) -> str:
    """Return the path to show in an error: that of the call, or else that of the base URL."""
    return call.path or urlsplit(request.url).path or "/"


def read(
    call: Call[T], response: RawResponse, *, strict: bool, secrets: tuple[str, ...] = ()
) -> T | Mismatch:
    """Return the value of a successful response, or how it does not match the schema."""
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
    """Return the content of a response as a model, or how it does not match the schema."""
    if response.broken:
        said = f"  $: the response ({response.status_code}) cannot be read: {response.broken}"
        shown = redact(response.body.decode("utf-8", "replace"), secrets)
        return Mismatch("$", redact(said, secrets), shown)
    if not response.body.strip():
        said = f"  $: the response ({response.status_code}) is empty, but must have content"
        return Mismatch("$", said, "")
    return attempt(
        response.body,
        model,
        strict=strict,
        secrets=secrets,
        presence=presence,
        charset=declared_charset(response.headers),
    )
