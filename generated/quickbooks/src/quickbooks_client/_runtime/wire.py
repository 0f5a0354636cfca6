"""Sends one request and reads the response, in two thin shells over the same rules.

What arrives decides how a call ends: a status counts even if the body cannot be read, or if a hook
of the caller's HTTP client raises an error because of it. Otherwise a payment that was carried out
would look like one that never arrived. Nothing is sent twice here: ``conduct`` decides that.

Exceptions of ``httpx2`` hold the request and its Authorization header, so none leaves this module:
the result is plain data.
"""

from __future__ import annotations

import sys
from contextlib import aclosing
from typing import TYPE_CHECKING, cast

from .call import Lost, RawResponse, Request
from .deadline import CURRENT, Deadline
from .leftovers import drop_leftovers
from .outgoing import build
from .seen import Seen, readable
from .service import Settings
from .unpack import Body

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import httpx2

_GRACE = 0.05
"""Seconds that an async call gets beyond its deadline, so that a time-out inside it comes first."""


def ask(
    http: httpx2.Client, request: Request, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    """Send a request, and return the response or the reason why there is none."""
    before = CURRENT.set(deadline)
    try:
        return _ask(http, request, settings, deadline)
    finally:
        CURRENT.reset(before)


async def ask_async(
    http: httpx2.AsyncClient, request: Request, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    """Send a request, and return the response or the reason why there is none."""
    import anyio

    left = deadline.left()
    with anyio.move_on_after(None if left is None else left + _GRACE):
        return await _ask_async(http, request, settings, deadline)
    return Lost(timed_out=True, reason=str(deadline))


def _ask(
    http: httpx2.Client, request: Request, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    import httpx2

    if deadline.has_passed():
        return Lost(timed_out=True, reason=str(deadline), sent=False)
    seen = Seen(request.secrets, sys.exception())
    try:
        built = build(http, request, settings, deadline, seen)
        response = http.send(built, stream=True, follow_redirects=False)
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
        return _failed(error, seen, settings, deadline)
    return _read(response, seen, settings, deadline)


async def _ask_async(
    http: httpx2.AsyncClient, request: Request, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    import httpx2

    if deadline.has_passed():
        return Lost(timed_out=True, reason=str(deadline), sent=False)
    seen = Seen(request.secrets, sys.exception())
    try:
        built = build(http, request, settings, deadline, seen)
        response = await http.send(built, stream=True, follow_redirects=False)
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
        return _failed(error, seen, settings, deadline)
    return await _read_async(response, seen, settings, deadline)


def _read(
    response: httpx2.Response, seen: Seen, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    import httpx2

    body = _body(response, settings)
    try:
        if response.is_stream_consumed:
            body.take(response.content)
        else:
            for piece in cast("httpx2.SyncByteStream", _stream(response)):
                if not body.feed(piece):
                    break
                if deadline.has_passed():
                    return _incomplete(body, str(deadline))
        drop_leftovers(response)
    except (httpx2.HTTPError, httpx2.StreamError) as error:
        return _interrupted(body, error, seen, deadline)
    finally:
        response.close()
    return body.finish()


async def _read_async(
    response: httpx2.Response, seen: Seen, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    import httpx2

    body = _body(response, settings)
    try:
        if response.is_stream_consumed:
            body.take(response.content)
        else:
            stream = cast("httpx2.AsyncByteStream", _stream(response))
            async with aclosing(cast("AsyncGenerator[bytes]", aiter(stream))) as pieces:
                async for piece in pieces:
                    if not body.feed(piece):
                        break
        drop_leftovers(response)
    except (httpx2.HTTPError, httpx2.StreamError) as error:
        return _interrupted(body, error, seen, deadline)
    finally:
        await response.aclose()
    return body.finish()


def _stream(response: httpx2.Response) -> object:
    # Its ``iter_raw`` would give the connection back before ``drop_leftovers`` looks at it.
    import httpx2

    if response.is_closed:  # by a hook
        raise httpx2.StreamClosed
    return response.stream


def _body(response: httpx2.Response, settings: Settings) -> Body:
    headers = readable(response.headers.raw)
    return Body(response.status_code, headers, settings.max_response_bytes)


def _interrupted(
    body: Body, error: Exception, seen: Seen, deadline: Deadline
) -> RawResponse | Lost:
    import httpx2

    if isinstance(error, httpx2.TimeoutException):
        return _incomplete(body, _reason(error, deadline), seen.cause_of(error))
    body.broken = f"its body does not arrive completely: {_reason(error, deadline)}"
    return body.finish()


def _incomplete(body: Body, reason: str, cause: OSError | None = None) -> Lost:
    said = f"the status {body.status_code} arrived, but not the whole body: {reason}"
    return Lost(timed_out=True, reason=said, cause=cause)


def _failed(
    error: Exception, seen: Seen, settings: Settings, deadline: Deadline
) -> RawResponse | Lost:
    """Return what is known after an error that is not one of reading the body."""
    import httpx2

    reason = _reason(error, deadline)
    timed_out = isinstance(error, httpx2.TimeoutException)
    if isinstance(error, httpx2.HTTPStatusError) and seen.is_about(error):
        return _as_read(error.response, settings, reason)
    if seen.status and not timed_out:
        return RawResponse(seen.status, seen.headers, b"", reason)
    if isinstance(error, UnicodeError):
        raise error
    sent, was_closed = _may_be_sent(error, seen), _was_closed(error)
    return Lost(timed_out, reason, sent, was_closed, seen.cause_of(error))


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

    if not seen.is_built:
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
