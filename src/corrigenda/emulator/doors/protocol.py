"""HTTP/1.1 over a connection: reads requests, and writes responses, also those that are broken.

ASGI cannot send a malformed chunk, a reset or a slow header, and a framework costs more than what
the emulator does itself, so the server speaks HTTP with httptools alone. Requests of a connection
are answered one by one, in their order. A connection that is idle, or slow to send its request, is
closed in time; a request that is too large is refused before it is read.
"""

import asyncio
import socket
import struct
from importlib import import_module
from math import inf
from typing import Any, Final, cast

from msgspec import Struct

from ..exchange import PLAIN, Request, Response
from .arriving import Arriving, plain_head
from .flawed import send_flawed
from .heads import ENDING, head_of, name_of, target_of
from .serving import Serving

_tools: Any = import_module("httptools")

_LINGER: Final = 2.0
_CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"


class _Turn(Struct, frozen=True):
    """A request that waits for its response, or the response; `keep` is for the connection."""

    asked: Request | Response
    keep: bool
    is_head: bool = False


class Connection(asyncio.Protocol):
    """One connection. Its methods are called by asyncio and by the parser."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._loop = asyncio.get_running_loop()
        self._parser = _tools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._reading: Arriving | None = None
        self._waiting: list[_Turn] = []
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
        begun = self._reading
        try:
            self._parser.feed_data(data)
        except _tools.HttpParserUpgrade as upgrade:
            self._ignore_upgrade(data[upgrade.args[0] :])
        except _tools.HttpParserError as error:
            self._refuse(400, f"the request is not HTTP/1.1: {error}")
        else:
            if begun is not None and begun is self._reading:
                begun.count(len(data))
                self._check_head(begun)

    def _ignore_upgrade(self, rest: bytes) -> None:
        """Read a request as if it asked for no other protocol; `rest` comes after its head."""
        reading = self._reading
        if reading is not None and reading.refused is None:
            method, version = self._parser.get_method(), self._parser.get_http_version()
            self._parser = _tools.HttpRequestParser(self)
            self.data_received(plain_head(method, version, reading) + rest)

    def eof_received(self) -> bool:
        return self._task is not None  # a client may end its side and wait for the response

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    # What the parser calls.

    def on_message_begin(self) -> None:
        self._reading = Arriving()
        self._expect(self._serving.limits.request)

    def on_url(self, url: bytes) -> None:
        reading = self._reading
        assert reading is not None
        reading.target += url
        reading.head += len(url)
        self._check_head(reading)

    def on_header(self, name: bytes, value: bytes) -> None:
        reading = self._reading
        assert reading is not None
        if not reading.is_headed:  # a trailer is no header (RFC 9110, section 6.5.1)
            reading.headers.append((name_of(name), value.decode("latin-1").strip(" \t")))
        reading.head += len(name) + len(value) + 4
        self._check_head(reading)

    def on_headers_complete(self) -> None:
        reading = self._reading
        assert reading is not None
        reading.is_headed = True
        is_tunnel = self._parser.get_method() == b"CONNECT"
        reading.upgrades = not is_tunnel and self._parser.should_upgrade()
        if not reading.upgrades:
            self._judge_head(reading, is_tunnel)

    def _judge_head(self, reading: Arriving, is_tunnel: bool) -> None:
        headers = dict(reading.headers)
        hosts = [name for name, _ in reading.headers].count("host")
        if self._parser.get_http_version() == "1.1" and hosts != 1:
            reading.refused = self._serving.malformed(400, "the header Host is required once")
        elif is_tunnel:
            reading.refused = self._serving.malformed(501, "the emulator is no proxy")
        elif int(headers.get("content-length", "0")) > self._serving.limits.body:
            reading.refused = self._serving.too_large(self._request(reading))
        elif headers.get("expect", "").lower() == "100-continue":
            reading.expects = True
            self._let_go_on()
        if reading.refused is not None:
            self._end(False)

    def on_body(self, body: bytes) -> None:
        reading = self._reading
        if reading is None or reading.refused is not None:
            return
        if len(reading.body) + len(body) > self._serving.limits.body:
            reading.refused = self._serving.too_large(self._request(reading))
            self._end(False)
        else:
            reading.body += body

    def on_message_complete(self) -> None:
        reading = self._reading
        if reading is not None and reading.refused is None and not reading.upgrades:
            # An older client would have to be told that the connection stays open.
            is_new = self._parser.get_http_version() == "1.1"
            self._end(is_new and bool(self._parser.should_keep_alive()))

    # Requests, one by one.

    def _let_go_on(self) -> None:
        """Tell a client that waits for it to send the body, when its turn has come."""
        if not self._waiting and self._reading is not None and self._reading.expects:
            self._reading.expects = False
            self._write(_CONTINUE)

    def _check_head(self, reading: Arriving) -> None:
        if reading.is_too_long and reading.refused is None:
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
            request = self._request(reading)
            if keep and not self._waiting and self._is_answered(request):
                return
        self._waiting.append(_turn(request, keep))
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
            self._waiting.append(_Turn(response, True, request.method == "HEAD"))
            self._task = self._loop.create_task(self._work())
            return True
        self._write(head_of(response, True, request.method == "HEAD") + response.body)
        self._expect(self._serving.limits.idle)
        return True

    def _request(self, reading: Arriving) -> Request:
        method, target = self._parser.get_method().decode("latin-1"), target_of(reading.target)
        return Request(method, target, tuple(reading.headers), bytes(reading.body), guarded=True)

    def _refuse(self, status: int, wrong: str) -> None:
        self._reading = Arriving(refused=self._serving.malformed(status, wrong))
        self._end(False)

    def _pause(self) -> None:
        """Read no more, until the requests that are read are answered."""
        if self._transport is not None:
            self._transport.pause_reading()

    async def _work(self) -> None:
        while self._waiting and self._transport is not None:
            turn, answer = self._waiting[0], self._serving.answer
            asked = turn.asked
            response = asked if isinstance(asked, Response) else await answer(asked)
            await self._send(response, turn.keep, turn.is_head)
            self._waiting.pop(0)
            if not turn.keep or response.wire.flaw in ENDING:
                self._close()
                break
        self._task = None
        if self._transport is not None and not self._is_done:
            self._transport.resume_reading()
            self._expect(self._serving.limits.idle)
            self._let_go_on()

    # Responses.

    async def _send(self, response: Response, keep: bool, is_head: bool) -> None:
        wire = response.wire
        if wire.delay:
            await asyncio.sleep(wire.delay)
        if wire.flaw == "reset":
            self._reset()
            return
        head = head_of(response, keep, is_head)
        if wire.flaw is None or (is_head and wire.flaw != "slow_headers"):
            self._write(head + response.body)
            self._expect(self._serving.limits.request)
            await self._writable.wait()
            self._expect(None)
            return
        await send_flawed(response, head, self._write, lambda: self._transport is not None)

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


def _turn(asked: Request | Response, keep: bool) -> _Turn:
    return _Turn(asked, keep, isinstance(asked, Request) and asked.method == "HEAD")
