"""HTTP/1.1 over a connection: reads requests, and writes responses, also those that are broken.

ASGI cannot send a malformed chunk, a reset or a slow header, and a framework costs more than what
the emulator does itself, so the server speaks HTTP with httptools alone. Requests of a connection
are answered one by one, in their order. A connection that is idle, or slow to send its request, is
closed in time; a request that is too large is refused before it is read.
"""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from importlib import import_module
from math import inf
from typing import Any, Final, cast

from msgspec import Struct, field

from ..exchange import PLAIN, Request, Response
from .heads import ENDING, head_of, name_of, target_of

_tools: Any = import_module("httptools")

MAX_HEAD: Final = 64 * 1024
_LINGER: Final = 2.0
_CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"


class Limits(Struct, frozen=True):
    """What a connection may take: seconds without a request, seconds for one, bytes of a body."""

    idle: float = 75.0
    request: float = 30.0
    body: int = 16 * 1024 * 1024


class Serving(Struct, frozen=True):
    """What the connections of a server share.

    `at_once` takes a request to the world, or returns None if that may take long; then `answer`
    does it elsewhere. `too_large` and `malformed` make the responses to a request that is not read;
    `connections` are those that are open.
    """

    at_once: Callable[[Request], Response | None]
    answer: Callable[[Request], Awaitable[Response]]
    too_large: Callable[[str], Response]
    malformed: Callable[[int, str], Response]
    limits: Limits = field(default_factory=Limits)
    connections: "set[Connection]" = field(default_factory=lambda: set[Connection]())


class _Reading(Struct):
    """A request while it arrives."""

    target: bytes = b""
    headers: list[tuple[str, str]] = []
    head: int = 0
    body: bytearray = bytearray()
    refused: Response | None = None


class Connection(asyncio.Protocol):
    """One connection. Its methods are called by asyncio and by the parser."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._loop = asyncio.get_running_loop()
        self._parser = _tools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._reading: _Reading | None = None
        self._waiting: list[tuple[Request | Response, bool]] = []
        self._task: asyncio.Task[None] | None = None
        self.deadline = inf
        self._writable = asyncio.Event()
        self._writable.set()
        self._is_done = False

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._serving.connections.add(self)
        self._expect(self._serving.limits.idle)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._serving.connections.discard(self)
        self._expect(None)
        self._writable.set()
        if self._task is not None:
            self._task.cancel()

    def data_received(self, data: bytes) -> None:
        if self._is_done:
            return
        try:
            self._parser.feed_data(data)
        except _tools.HttpParserUpgrade:
            self._refuse(501, "the emulator speaks no other protocol than HTTP/1.1")
        except _tools.HttpParserError as error:
            self._refuse(400, f"the request is not HTTP/1.1: {error}")

    def eof_received(self) -> bool:
        return self._task is not None  # a client may end its side and wait for the response

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    # What the parser calls.

    def on_message_begin(self) -> None:
        self._reading = _Reading()
        self._expect(self._serving.limits.request)

    def on_url(self, url: bytes) -> None:
        reading = self._reading
        assert reading is not None
        reading.target += url
        reading.head += len(url)
        if reading.head > MAX_HEAD:
            self._refuse_head(reading)

    def on_header(self, name: bytes, value: bytes) -> None:
        reading = self._reading
        assert reading is not None
        reading.headers.append((name_of(name), value.decode("latin-1").strip(" \t")))
        reading.head += len(name) + len(value) + 4
        if reading.head > MAX_HEAD:
            self._refuse_head(reading)

    def on_headers_complete(self) -> None:
        reading = self._reading
        assert reading is not None
        headers = dict(reading.headers)
        hosts = [name for name, _ in reading.headers].count("host")
        if self._parser.get_http_version() == "1.1" and hosts != 1:
            reading.refused = self._serving.malformed(400, "the header Host is required once")
        elif int(headers.get("content-length", "0")) > self._serving.limits.body:
            reading.refused = self._serving.too_large(target_of(reading.target))
        elif headers.get("expect", "").lower() == "100-continue" and not self._waiting:
            self._write(_CONTINUE)
        if reading.refused is not None:
            self._end(False)

    def on_body(self, body: bytes) -> None:
        reading = self._reading
        if reading is None or reading.refused is not None:
            return
        if len(reading.body) + len(body) > self._serving.limits.body:
            reading.refused = self._serving.too_large(target_of(reading.target))
            self._end(False)
        else:
            reading.body += body

    def on_message_complete(self) -> None:
        if self._reading is not None and self._reading.refused is None:
            self._end(bool(self._parser.should_keep_alive()))

    # Requests, one by one.

    def _refuse_head(self, reading: _Reading) -> None:
        if reading.refused is None:
            reading.refused = self._serving.malformed(431, "the head of the request is too large")
            self._end(False)

    def _end(self, keep: bool) -> None:
        """The request is read as far as it will be: answer it when its turn comes."""
        reading = self._reading
        assert reading is not None
        self._expect(None)
        request: Request | Response | None = reading.refused
        if request is None:
            self._reading = None
            method = self._parser.get_method().decode("latin-1")
            target = target_of(reading.target)
            request = Request(method, target, tuple(reading.headers), bytes(reading.body), True)
            if keep and not self._waiting and self._is_answered(request):
                return
        self._waiting.append((request, keep))
        if len(self._waiting) > 1 or not keep:
            self._pause()
        if self._task is None:
            self._task = self._loop.create_task(self._work())

    def _is_answered(self, request: Request) -> bool:
        """Answer a request at once, if that takes no time and nothing shall be wrong about it."""
        if not self._writable.is_set():
            return False
        response = self._serving.at_once(request)
        if response is None:
            return False
        if response.wire is not PLAIN:
            self._waiting.append((response, True))
            self._task = self._loop.create_task(self._work())
            return True
        self._write(head_of(response, True, request.method == "HEAD") + response.body)
        self._expect(self._serving.limits.idle)
        return True

    def _refuse(self, status: int, wrong: str) -> None:
        self._reading = _Reading(refused=self._serving.malformed(status, wrong))
        self._end(False)

    def _pause(self) -> None:
        """Read no more, until the requests that are read are answered."""
        if self._transport is not None:
            self._transport.pause_reading()

    async def _work(self) -> None:
        while self._waiting and self._transport is not None:
            request, keep = self._waiting[0]
            answer = self._serving.answer
            response = request if isinstance(request, Response) else await answer(request)
            is_head = isinstance(request, Request) and request.method == "HEAD"
            await self._send(response, keep, is_head)
            self._waiting.pop(0)
            if not keep or response.wire.flaw in ENDING:
                self._close()
                break
        self._task = None
        if self._transport is not None and not self._is_done:
            self._transport.resume_reading()
            self._expect(self._serving.limits.idle)

    # Responses.

    async def _send(self, response: Response, keep: bool, is_head: bool) -> None:
        wire = response.wire
        if wire.delay:
            await asyncio.sleep(wire.delay)
        if wire.flaw == "reset":
            self._reset()
            return
        head = head_of(response, keep, is_head)
        if wire.flaw is None:
            self._write(head + response.body)
            self._expect(self._serving.limits.request)
            await self._writable.wait()
            self._expect(None)
            return
        await self._send_flawed(response, head)

    async def _send_flawed(self, response: Response, head: bytes) -> None:
        body = response.body
        match response.wire.flaw:
            case "truncated":
                self._write(head + body[: len(body) // 2])
            case "malformed_chunk":
                self._write(head + b"%x\r\n" % len(body) + body + b"\r\nno size\r\n")
            case "slow_bytes":
                self._write(head)
                await self._drip(body, response.wire.pace)
            case _:
                await self._drip(head, response.wire.pace)
                self._write(body)

    async def _drip(self, data: bytes, pace: float) -> None:
        for at in range(len(data)):
            if self._transport is None:
                return
            self._write(data[at : at + 1])
            await asyncio.sleep(pace)

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)

    def _reset(self) -> None:
        """Abort the connection with RST, which a peer sees as a reset and not as an end."""
        if self._transport is None:
            return
        sock: socket.socket = self._transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()

    def _close(self) -> None:
        """End the connection; what a client still sends is read, so that it gets the response."""
        self._is_done = True
        if self._transport is None:
            return
        if self._reading is None or not self._transport.can_write_eof():
            self._transport.close()
            return
        self._transport.write_eof()
        self._transport.resume_reading()
        self._expect(_LINGER)

    def close(self) -> None:
        """End the connection at once, whatever it is doing."""
        if self._transport is not None:
            self._transport.abort()

    def _expect(self, seconds: float | None) -> None:
        """Let the connection be closed unless the next step comes within some seconds."""
        self.deadline = inf if seconds is None else self._loop.time() + seconds


def close_late(serving: Serving, now: float) -> None:
    """Close the connections whose next step did not come in time; `now` is the loop's time."""
    for connection in list(serving.connections):
        if connection.deadline < now:
            connection.close()
