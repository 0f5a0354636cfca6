"""The pure core of both clients: a call -> a request, a response -> a value or an error.

Nothing here uses the network, the clock or the environment, so the sync and the async client share
it, and tests need no server. The connections pass plain data, so that no object of the HTTP
library can end up in an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Any, Generic, TypeVar, cast

from msgspec.structs import replace

from .call import Call, Lost, Plain, RawResponse, Request
from .charset import declared_charset
from .credentials import Credential
from .decode import Mismatch, Presence, attempt
from .drift import Difference, public
from .errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
)
from .extra_headers import merged_headers
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
        headers["Content-Type"] = call.content_type
    if call.headers:
        headers = merged_headers(headers, call.headers)
    is_whole = _carry(headers, revealed)
    request = Request(
        method=call.method,
        url=_url(settings, call),
        query=_query(call),
        headers=headers,
        content=content,
        secrets=tuple(revealed.values()),
    )
    if is_whole:
        return request
    from .placing import placed  # imported here because few services need it

    return placed(request, revealed)


def _carry(headers: dict[str, str], revealed: Mapping[Credential, str]) -> bool:
    """Add the credentials that have a header of their own; return whether all of them have."""
    is_whole = True
    for credential, value in revealed.items():
        if credential.place == "header":
            headers[credential.name] = credential.prefix + value
        else:
            is_whole = False
    return is_whole


def _query(call: Call[Any]) -> str:
    query = encode_query(call.query, call.joined) if call.query else ""
    return f"{query}&{call.encoded_query}".strip("&") if call.encoded_query else query


def _url(settings: Settings, call: Call[Any]) -> str:
    # Without a path, the base URL is used as it is, with or without a slash at its end.
    base_url = call.base_url or settings.base_url
    return base_url.rstrip("/") + call.path if call.path else base_url


def request_in_time(
    settings: Settings, call: Call[T], revealed: Mapping[Credential, str] | None
) -> Request | None:
    """Return the HTTP request of a call; None without credentials.

    The values stay out of the locals of the caller, through which exceptions pass.
    """
    return None if revealed is None else request_parts(settings, call, revealed)


def unasked(settings: Settings, call: Call[T], reason: str) -> Exchange[T]:
    """Return the exchange of a call whose credentials were not there by its deadline."""
    request = Request(call.method, _url(settings, call), "", {}, None, ())
    return Exchange(call, request, Lost(timed_out=True, reason=reason, sent=False))


class Exchange(Plain, Generic[T], frozen=True):
    """A call, the request that was sent for it, and the response.

    ``tried`` says how an attempt at the alternative path failed; ``attempts`` is the number of
    requests that were sent for the call.
    """

    call: Call[T]
    request: Request
    response: RawResponse | Lost
    tried: str = ""
    attempts: int = 1

    @property
    def is_success(self) -> bool:
        """Whether a response arrived whose status is 2xx."""
        return isinstance(self.response, RawResponse) and is_success(self.response)


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
        raise _lost(call, request, response) from response.cause
    judge = call.judge or judge_status
    noted: list[Difference] | None = None if settings.on_drift is None else []
    outcome: T | APIError = judge(call, settings, request, response, noted)
    if isinstance(outcome, APIError):
        if exchange.tried:
            outcome.add_note(exchange.tried)
        try:
            raise outcome
        finally:
            del outcome  # its traceback holds this frame, and both would keep a large body
    if call.finish is not None:
        call.finish(outcome)
    if noted and settings.on_drift is not None:
        for drift in public(call.operation, noted):
            settings.on_drift(drift)
    return outcome


def judge_status(
    call: Call[T],
    settings: Settings,
    request: Request,
    response: RawResponse,
    noted: list[Difference] | None = None,
) -> T | APIError:
    """Return the value of a response, or the error to raise for its status or its content."""
    if not is_success(response):
        from .failures import status_error  # imported here because only failures need it

        return status_error(call, settings, request, response)
    outcome = read(call, response, strict=settings.strict, secrets=request.secrets, noted=noted)
    if isinstance(outcome, Mismatch):
        from .failures import decode_error

        return decode_error(call, settings, request, response, outcome)
    return outcome


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


def read(
    call: Call[T],
    response: RawResponse,
    *,
    strict: bool,
    secrets: tuple[str, ...] = (),
    noted: list[Difference] | None = None,
) -> T | Mismatch:
    """Return the value of a successful response, or how it does not match the schema."""
    if call.response is NoneType:
        return cast("T", None)
    return read_content(response, call.response, strict=strict, secrets=secrets, noted=noted)


def read_content(
    response: RawResponse,
    model: type[T],
    *,
    strict: bool,
    secrets: tuple[str, ...] = (),
    presence: Presence | None = None,
    noted: list[Difference] | None = None,
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
        noted=noted,
    )
