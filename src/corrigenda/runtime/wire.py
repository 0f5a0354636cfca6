"""Sends one request and reads the response, in two thin shells over the same rules.

What arrives decides how a call ends: a status counts even if the body cannot be read, or if a hook
of the caller's HTTP client raises an error because of it. Otherwise a payment that was carried out
would look like one that never arrived. A request that only reads is sent a second time if the
service had closed the connection; nothing else is sent twice.

Exceptions of ``httpx2`` hold the request and its Authorization header, so none leaves this module:
the result is plain data.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from msgspec import UnsetType

from .call import Lost, RawResponse, Request
from .deadline import CURRENT, Deadline
from .seen import Seen, is_ours, readable
from .service import Settings
from .unpack import Body

if TYPE_CHECKING:
    import httpx2

_TIMEOUTS = ("connect", "read", "write", "pool")

_GRACE = 0.05
"""Seconds that an async call gets beyond its deadline, so that a time-out inside it comes first."""


def ask(
    http: httpx2.Client, request: Request, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    """Send a request, once more if that is harmless and the connection was closed."""
    before = CURRENT.set(deadline)
    try:
        first = _ask_once(http, request, settings, deadline)
        if not _may_repeat(request, first):
            return first
        return _second(_ask_once(http, request, settings, deadline))
    finally:
        CURRENT.reset(before)


async def ask_async(
    http: httpx2.AsyncClient, request: Request, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    """Send a request, once more if that is harmless and the connection was closed."""
    import anyio

    left = deadline.left()
    with anyio.move_on_after(None if left is None else left + _GRACE):
        first = await _ask_once_async(http, request, settings, deadline)
        if not _may_repeat(request, first):
            return first
        return _second(await _ask_once_async(http, request, settings, deadline))
    return Lost(timed_out=True, reason=str(deadline))


def _may_repeat(request: Request, first: RawResponse | Lost) -> bool:
    return request.is_safe and isinstance(first, Lost) and first.was_closed


def _second(response: RawResponse | Lost) -> RawResponse | Lost:
    return replace(response, sent=True) if isinstance(response, Lost) else response


def _ask_once(
    http: httpx2.Client, request: Request, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    import httpx2

    if deadline.has_passed():
        return Lost(timed_out=True, reason=str(deadline), sent=False)
    seen = Seen()
    try:
        built = _built(http, request, settings, deadline, seen)
        response = http.send(built, stream=True, follow_redirects=False)
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
        return _failed(error, seen, settings, deadline)
    return _read(response, settings, deadline)


async def _ask_once_async(
    http: httpx2.AsyncClient, request: Request, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    import httpx2

    if deadline.has_passed():
        return Lost(timed_out=True, reason=str(deadline), sent=False)
    seen = Seen()
    try:
        built = _built(http, request, settings, deadline, seen)
        response = await http.send(built, stream=True, follow_redirects=False)
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
        return _failed(error, seen, settings, deadline)
    return await _read_async(response, settings, deadline)


def _read(response: httpx2.Response, settings: Settings, deadline: Deadline) -> RawResponse | Lost:
    import httpx2

    body = _body(response, settings)
    try:
        if response.is_stream_consumed:
            body.take(response.content)
        else:
            for piece in response.iter_raw():
                if not body.feed(piece):
                    break
                if deadline.has_passed():
                    return _incomplete(body, str(deadline))
    except (httpx2.HTTPError, httpx2.StreamError) as error:
        return _interrupted(body, error, deadline)
    finally:
        response.close()
    return body.finish()


async def _read_async(
    response: httpx2.Response, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    import httpx2

    body = _body(response, settings)
    try:
        if response.is_stream_consumed:
            body.take(response.content)
        else:
            async with aclosing(response.aiter_raw()) as pieces:
                async for piece in pieces:
                    if not body.feed(piece):
                        break
    except (httpx2.HTTPError, httpx2.StreamError) as error:
        return _interrupted(body, error, deadline)
    finally:
        await response.aclose()
    return body.finish()


def _built(
    http: httpx2.Client | httpx2.AsyncClient,
    request: Request,
    settings: Settings,
    deadline: Deadline,
    seen: Seen,
) -> httpx2.Request:
    extensions: dict[str, Any] = {"timeout": _timeouts(http, settings, deadline), "seen": seen}
    if not is_ours(http):
        extensions["trace"] = seen.tracer(http)
    arguments: dict[str, Any] = {
        "method": request.method,
        "headers": dict(request.headers),
        "content": request.content,
        "extensions": extensions,
    }
    if http.params:
        built = http.build_request(url=request.url, params=list(request.query), **arguments)
        query = built.url.query.replace(b"%2C", b",")
        built.url = built.url.copy_with(query=query)
    else:
        built = http.build_request(url=_address(request), **arguments)
    seen.request = built
    return built


def _address(request: Request) -> str:
    if not request.query:
        return request.url
    # A comma may separate the items of a list, and a service that splits before it decodes needs
    # it unencoded (RFC 6570, 3.2.8).
    return f"{request.url}?{urlencode(request.query).replace('%2C', ',')}"


def _timeouts(
    http: httpx2.Client | httpx2.AsyncClient, settings: Settings, deadline: Deadline
) -> Mapping[str, float | None]:
    given = settings.timeout
    timeouts: dict[str, float | None]
    if isinstance(given, UnsetType):
        timeouts = http.timeout.as_dict()
    elif given is None or isinstance(given, int | float):
        timeouts = dict[str, float | None].fromkeys(_TIMEOUTS, given)
    else:
        timeouts = given.as_dict()
    left = deadline.left()
    if left is None:
        return timeouts
    return {name: left if one is None or one > left else one for name, one in timeouts.items()}


def _body(response: httpx2.Response, settings: Settings) -> Body:
    headers = readable(response.headers.raw)
    return Body(response.status_code, headers, settings.max_response_bytes)


def _interrupted(body: Body, error: Exception, deadline: Deadline) -> RawResponse | Lost:
    import httpx2

    if isinstance(error, httpx2.TimeoutException):
        return _incomplete(body, _reason(error, deadline))
    body.broken = f"its body does not arrive completely: {_reason(error, deadline)}"
    return body.finish()


def _incomplete(body: Body, reason: str) -> Lost:
    said = f"the status {body.status_code} arrived, but not the whole body: {reason}"
    return Lost(timed_out=True, reason=said)


def _failed(
    error: Exception, seen: Seen, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    """Return what is known after an error that is not one of reading the body."""
    import httpx2

    reason = _reason(error, deadline)
    timed_out = isinstance(error, httpx2.TimeoutException)
    if isinstance(error, httpx2.HTTPStatusError) and error.response.request is seen.request:
        return _as_read(error.response, settings, reason)
    if seen.status and not timed_out:
        return RawResponse(seen.status, seen.headers, b"", reason)
    if isinstance(error, UnicodeError):
        raise error
    return Lost(timed_out, reason, _may_be_sent(error, seen), _was_closed(error))


def _as_read(response: httpx2.Response, settings: Settings, reason: str) -> RawResponse:
    """Return a response that a hook turned into an error, with its body if the hook read it."""
    import httpx2

    body = _body(response, settings)
    try:
        body.take(response.content)
    except httpx2.StreamError:
        body.broken = reason
    return body.finish()


def _reason(error: Exception, deadline: Deadline) -> str:
    import httpx2

    if isinstance(error, httpx2.TimeoutException) and deadline.has_passed():
        return str(deadline)
    return str(error) or type(error).__name__


def _may_be_sent(error: Exception, seen: Seen) -> bool:
    import httpx2

    if seen.request is None:
        return False  # it could not even be built
    before_sending = (
        httpx2.ConnectError,
        httpx2.ConnectTimeout,
        httpx2.PoolTimeout,
        httpx2.ProxyError,
        httpx2.UnsupportedProtocol,
    )
    # A hook may raise one of these for another request of its own.
    return seen.was_sent or not isinstance(error, before_sending) or not seen.is_about(error)


def _was_closed(error: Exception) -> bool:
    import httpx2

    if isinstance(error, httpx2.RemoteProtocolError):
        return str(error).startswith("Server disconnected")
    return isinstance(error, httpx2.ReadError | httpx2.WriteError)
