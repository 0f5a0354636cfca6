"""A server of raw sockets, which sends what a test says, byte by byte if need be."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from typing import Any

from corrigenda.runtime.call import Call
from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.service import Service, Settings
from tests.runtime.queries import WORKS
from tests.runtime.things import SECRET, SERVICE

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def response(
    body: bytes, status: str = "200 OK", headers: str = "", length: int | None = None
) -> bytes:
    size = len(body) if length is None else length
    return f"HTTP/1.1 {status}\r\nContent-Length: {size}\r\n{headers}\r\n".encode() + body


Pieces = Iterable[bytes]
"""What a response consists of; each piece is one send. After the last the connection closes."""


@dataclass
class Raw:
    """Sends, for each request, the pieces of the next plan; the last plan is for all others."""

    url: str = ""
    plans: list[Callable[[], Pieces]] = field(default_factory=list[Callable[[], Pieces]])
    arrived: list[bytes] = field(default_factory=list[bytes])
    connections: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def says(self, *plans: Callable[[], Pieces] | bytes) -> None:
        self.plans = [self._plan(each) for each in plans]

    @staticmethod
    def _plan(given: Callable[[], Pieces] | bytes) -> Callable[[], Pieces]:
        return given if callable(given) else lambda: [given]

    def drip(self, first: bytes, again: bytes, seconds: float = 0.05) -> Callable[[], Pieces]:
        def pieces() -> Pieces:
            yield first
            while not self.stop.wait(seconds):
                yield again

        return pieces

    def serve(self, connected: socket.socket) -> None:
        self.connections += 1
        with connected, contextlib.suppress(OSError):
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while request := read_request(connected):
                self.arrived.append(request)
                plan = self.plans[min(len(self.arrived), len(self.plans)) - 1]
                for piece in plan():
                    if piece is CLOSE:
                        return
                    connected.sendall(piece)


CLOSE = b"(close)"


def read_request(connected: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        piece = connected.recv(65536)
        if not piece:
            return b""
        got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    while len(body) < length:
        body += connected.recv(65536)
    return head + b"\r\n\r\n" + body


@contextlib.contextmanager
def raw_server() -> Generator[Raw]:
    raw = Raw()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        raw.url = f"http://127.0.0.1:{listening.getsockname()[1]}"

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connected = listening.accept()[0]
                    threading.Thread(target=raw.serve, args=(connected,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield raw
        raw.stop.set()
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


class Shell:
    """A sync or an async client that stays open for several calls."""

    def __init__(self, kind: str, raw: Raw, service: Service = SERVICE, **options: Any) -> None:
        self.kind = kind
        self._runner = asyncio.Runner()
        credentials = {"token": options.pop("token", SECRET)}
        url = options.pop("base_url", raw.url)
        self._own = options.get("http_client")
        self._made: Any
        if kind == "sync":
            self._made = Connection(service, credentials, url, **options)
        else:
            self._made = AsyncConnection(service, credentials, url, **options)

    @property
    def settings(self) -> Settings:
        found: Settings = self._made.settings
        return found

    def send(self, call: Call[Any]) -> Any:
        if self.kind == "sync":
            return self._made.send(call)
        return self._runner.run(self._made.send(call))

    def close(self) -> None:
        for each in (self._made, self._own):
            if each is not None:
                self._close(each)
        self._runner.close()

    def _close(self, each: Any) -> None:
        if self.kind == "sync":
            each.close()
        else:
            self._runner.run(each.aclose())


def once(kind: str, raw: Raw, call: Call[Any], service: Service = SERVICE, **options: Any) -> Any:
    shell = Shell(kind, raw, service, **options)
    try:
        return shell.send(call)
    finally:
        shell.close()


def service_of(call: Call[Any]) -> Service:
    return WORKS if call.path == "" else SERVICE


@contextlib.contextmanager
def within(seconds: float) -> Generator[None]:
    began = time.monotonic()
    yield
    took = time.monotonic() - began
    assert took < seconds, took
