"""The door for ASGI servers and for tests that call an application.

ASGI cannot send what is not HTTP: a reset, a body that ends early, a malformed chunk, a slow head.
A fault that needs one of them gets a 501 that says so.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from ..exchange import LENGTHLESS, Request, Response
from ..guard import Barred

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]

_NEEDS_SOCKET: Final = frozenset({"reset", "truncated", "malformed_chunk", "slow_headers"})


def make_app(
    answer: Callable[[Request], Response], barred: Callable[[Barred], Response], most: int
) -> Application:
    """Return the application.

    Args:
        answer: takes a request to the world.
        barred: makes the response to a request that cannot be served here.
        most: how many bytes of a body are read; the world refuses one that is longer.
    """

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            body = await _body(receive, most)
            if body is not None:
                response = await asyncio.to_thread(answer, _request(scope, body))
                await _send(response, barred, send)

    return app


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _body(receive: Receive, most: int) -> bytes | None:
    """The body, or its beginning if it is too long; None if the client is gone."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        if len(body) <= most:
            body += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(body)


def _request(scope: Message, body: bytes) -> Request:
    raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    root = quote(scope.get("root_path", "")).encode()
    path = raw.removeprefix(root).decode("latin-1")
    query = scope.get("query_string", b"").decode("latin-1")
    pairs: Iterable[tuple[bytes, bytes]] = scope["headers"]
    headers = tuple((n.decode("latin-1").lower(), v.decode("latin-1")) for n, v in pairs)
    target = f"{path}?{query}" if query else path
    return Request(scope["method"], target, headers, body, guarded=True)


async def _send(response: Response, barred: Callable[[Barred], Response], send: Send) -> None:
    wire = response.wire
    if wire.flaw in _NEEDS_SOCKET:
        wrong = f"ASGI cannot send a response with the fault {wire.flaw!r}"
        response = barred(Barred(501, wrong, "use `emulator.url(…)`, which is a real socket"))
    elif wire.delay:
        await asyncio.sleep(wire.delay)
    headers = [(n.encode("latin-1"), v.encode("latin-1", "replace")) for n, v in response.headers]
    names = {name for name, _ in headers}
    if b"content-length" not in names and response.status not in LENGTHLESS:
        headers.append((b"content-length", str(len(response.body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    if wire.flaw == "slow_bytes":
        for at in range(len(response.body)):
            await asyncio.sleep(wire.pace)
            one = response.body[at : at + 1]
            await send({"type": "http.response.body", "body": one, "more_body": True})
        response = Response(response.status, (), b"")
    await send({"type": "http.response.body", "body": response.body})
