"""A server on a raw socket that misbehaves in one way, and keeps the requests that it read."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.faults.sending import Act, reset


@dataclass(frozen=True)
class Arrived:
    """A request that the server has read; its body is empty if the server did not wait for it."""

    line: str
    body: bytes


@dataclass
class Faulty:
    """What the server does with each connection, and what has arrived.

    Attributes:
        act: what the server does after a request; it then closes the connection.
        body: the body of a good response.
        is_early: whether to act before the body of the request was read.
        before: whether to reset connections without reading.
        url: where the server is.
        arrived: the requests.
        accepted: how many connections there were.
    """

    act: Act
    body: bytes
    is_early: bool = False
    before: bool = False
    url: str = ""
    arrived: list[Arrived] = field(default_factory=list[Arrived])
    accepted: int = 0

    def handle(self, connection: socket.socket) -> None:
        """Treat one connection; a client that hung up is none of its business."""
        with connection, suppress(OSError):
            self.accepted += 1
            if self.before:
                reset(connection)
            elif self.is_early:
                self._respond_early(connection)
            elif arrived := read_request(connection):
                self.arrived.append(arrived)
                self.act(connection, self.body)

    def _respond_early(self, connection: socket.socket) -> None:
        received = _read_head(connection)
        if received:
            self.arrived.append(Arrived(_line(received), b""))
            self.act(connection, self.body)
            if connection.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8) == bytes(8):
                _read_body(connection, received)  # closing before would be a reset


def read_request(connection: socket.socket) -> Arrived | None:
    """Read one request with its body; None if the client hung up."""
    received = _read_head(connection)
    return Arrived(_line(received), _read_body(connection, received)) if received else None


def _read_head(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        if not (data := connection.recv(65536)):
            return b""
        received += data
    return received


def _read_body(connection: socket.socket, received: bytes) -> bytes:
    top, _, body = received.partition(b"\r\n\r\n")
    lines = top.decode("latin-1").lower().split("\r\n")
    length = sum(int(line[15:]) for line in lines if line.startswith("content-length:"))
    while len(body) < length:
        if not (data := connection.recv(65536)):
            raise ConnectionError
        body += data
    return body


def _line(received: bytes) -> str:
    return received.split(b"\r\n")[0].decode("latin-1")


@contextmanager
def misbehaving(faulty: Faulty) -> Iterator[Faulty]:
    """Serve until the block ends, each connection in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        faulty.url = f"http://127.0.0.1:{listener.getsockname()[1]}"

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    threading.Thread(target=faulty.handle, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield faulty
        finally:
            listener.shutdown(socket.SHUT_RDWR)  # wakes accept()
            thread.join()
