"""The door for httpx2 clients in the same process: a transport, without any socket.

What goes wrong below HTTP raises the exception that httpx2 raises for it over a socket: a reset is
a `ReadError`, a body that ends early a `RemoteProtocolError`, a response that is slower than the
client waits a `ReadTimeout`.
"""

import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Final

import anyio
import anyio.to_thread
import httpx2

from ..exchange import LENGTHLESS, Request, Response

_BROKEN: Final = {
    "truncated": "peer closed connection without sending complete message body",
    "malformed_chunk": "peer sent a malformed chunk",
}


class WorldTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Takes every request to one service, whatever host it names; for sync and async clients."""

    def __init__(
        self,
        answer: Callable[[Request], Response],
        service: str,
        base: str,
        root: Callable[[], str | None],
        serves: Callable[[str], bool],
    ) -> None:
        self._answer = answer
        self._service = service
        self._base = base
        self._root = root  # the URL of the server, if it is running
        self._serves = serves  # whether the service has a path, below its base

    def __repr__(self) -> str:
        return f"<WorldTransport of {self._service}>"

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        response = self._answer(self._request(request, request.read()))
        for seconds, error in _pauses(request, response):
            time.sleep(seconds)
            if error is not None:
                raise error
        return _received(request, response, _Slow(request, response))

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        sent = self._request(request, await request.aread())
        response = await anyio.to_thread.run_sync(self._answer, sent)
        for seconds, error in _pauses(request, response):
            await anyio.sleep(seconds)
            if error is not None:
                raise error
        return _received(request, response, _AsyncSlow(request, response))

    def _request(self, request: httpx2.Request, body: bytes) -> Request:
        target = request.url.raw_path.decode("latin-1")
        if not self._is_ours(request.url, target.partition("?")[0]):
            target = f"/{self._service}{self._relative(target)}"
        pairs = request.headers.raw
        headers = tuple((n.decode("latin-1").lower(), v.decode("latin-1")) for n, v in pairs)
        return Request(request.method, target, headers, body)

    def _is_ours(self, url: httpx2.URL, path: str) -> bool:
        """Whether a URL is one of the emulator, and not a path that begins like one."""
        own = f"/{self._service}{self._base}"
        if path != own and not path.startswith(f"{own}/"):
            return False
        if f"{url.scheme}://{url.netloc.decode()}" == self._root():
            return True
        return not self._serves(self._relative(path).removeprefix(self._base))

    def _relative(self, target: str) -> str:
        path, mark, query = target.partition("?")
        if path == "/":
            return f"{self._base}{mark}{query}"  # httpx2 calls an empty path so
        is_below = path == self._base or path.startswith(f"{self._base}/")
        return target if is_below else f"{self._base}{target}"


def _pauses(
    request: httpx2.Request, response: Response
) -> Iterator[tuple[float, httpx2.TransportError | None]]:
    """What happens before the head of a response is there: seconds to wait, and an error."""
    wire = response.wire
    slow = wire.flaw == "slow_headers"
    if wire.delay:
        yield _limited(request, wire.delay)
    if slow:
        seconds, error = _limited(request, wire.pace)
        yield (seconds, error) if error else (wire.pace * len(response.headers) * 20, None)
    if wire.flaw == "reset":
        yield 0, httpx2.ReadError("[Errno 104] Connection reset by peer", request=request)


def _limited(request: httpx2.Request, seconds: float) -> tuple[float, httpx2.TransportError | None]:
    """Seconds to wait, which end in a time-out if the client does not wait as long."""
    limit = request.extensions.get("timeout", {}).get("read")
    if limit is None or seconds <= limit:
        return seconds, None
    return limit, httpx2.ReadTimeout("The read operation timed out", request=request)


class _Slow(httpx2.SyncByteStream):
    """The body of a response, with its flaw."""

    def __init__(self, request: httpx2.Request, response: Response) -> None:
        self._sent = request, response

    def __iter__(self) -> Iterator[bytes]:
        for seconds, piece in _pieces(*self._sent):
            time.sleep(seconds)
            yield _checked(piece)


class _AsyncSlow(httpx2.AsyncByteStream):
    """The same for async clients."""

    def __init__(self, request: httpx2.Request, response: Response) -> None:
        self._sent = request, response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for seconds, piece in _pieces(*self._sent):
            if seconds:
                await anyio.sleep(seconds)
            yield _checked(piece)


def _checked(piece: bytes | httpx2.TransportError) -> bytes:
    if isinstance(piece, httpx2.TransportError):
        raise piece
    return piece


def _pieces(
    request: httpx2.Request, response: Response
) -> Iterator[tuple[float, bytes | httpx2.TransportError]]:
    """The pieces of a body, each after some seconds; the last may be an error."""
    wire, body = response.wire, response.body
    if wire.flaw == "slow_bytes":
        seconds, error = _limited(request, wire.pace)
        pieces = [body[at : at + 1] for at in range(len(body))]
        yield from ((seconds, one) for one in ([error] if error else pieces))
        return
    yield 0, body[: len(body) // 2] if wire.flaw == "truncated" else body
    if wire.flaw in _BROKEN:
        yield 0, httpx2.RemoteProtocolError(_BROKEN[wire.flaw], request=request)


def _received(
    request: httpx2.Request,
    response: Response,
    stream: httpx2.SyncByteStream | httpx2.AsyncByteStream,
) -> httpx2.Response:
    headers = list(response.headers)
    if response.wire.flaw == "malformed_chunk":
        headers.append(("transfer-encoding", "chunked"))
    elif response.status not in LENGTHLESS and not any(n == "content-length" for n, _ in headers):
        headers.append(("content-length", str(len(response.body))))
    return httpx2.Response(response.status, headers=headers, stream=stream, request=request)
