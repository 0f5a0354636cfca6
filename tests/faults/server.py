"""A server on a raw socket that misbehaves in one named way, and counts the requests it read.

Each fault is a function that gets the open connection and the body of a good response. It sends
what it wants; the server then closes the connection. Faults without an end stop when the client
hangs up, or after a bound that no test should reach.
"""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Act = Callable[[socket.socket, bytes], None]

PAUSE = 0.2
"""Seconds between the bytes of a server that drips: less than any time-out for one byte."""
LONGEST = 30.0
"""Seconds after which a fault without an end gives up."""


def head(*lines: str, status: str = "200 OK", kind: str = "application/json") -> bytes:
    """Return the head of a response; the lines are further headers."""
    first = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", *lines)
    return "\r\n".join((*first, "", "")).encode()


def whole(
    body: bytes, *lines: str, status: str = "200 OK", kind: str = "application/json"
) -> bytes:
    """Return a response that is well-formed HTTP."""
    return head(f"Content-Length: {len(body)}", *lines, status=status, kind=kind) + body


def reset(connection: socket.socket, body: bytes = b"") -> None:
    """Close with a reset instead of an end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def sends(response: Callable[[bytes], bytes]) -> Act:
    """Send one response, made of the good body."""
    return lambda connection, body: connection.sendall(response(body))


def drips(start: Callable[[bytes], bytes], drop: bytes, end: bytes = b"") -> Act:
    """Send a beginning, then the same bytes again and again with pauses."""

    def act(connection: socket.socket, body: bytes) -> None:
        connection.sendall(start(body))
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            time.sleep(PAUSE)
            connection.sendall(drop)
        connection.sendall(end)

    return act


def pours(start: bytes, more: bytes) -> Act:
    """Send a beginning, then the same bytes as fast as they are read."""

    def act(connection: socket.socket, body: bytes) -> None:
        connection.sendall(start)
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            connection.sendall(more)

    return act


def reset_in_body(connection: socket.socket, body: bytes) -> None:
    connection.sendall(whole(body)[:-5])
    time.sleep(0.05)  # otherwise the reset may overtake the bytes
    reset(connection)


def hang(connection: socket.socket, body: bytes) -> None:
    """Send nothing until the client hangs up."""
    connection.settimeout(LONGEST)
    connection.recv(1)


def bomb(size: int) -> bytes:
    """Return ``size`` bytes of spaces, compressed to about a thousandth, without a checksum."""
    pack = zlib.compressobj(wbits=31)
    first, more = (
        pack.compress(b" " * (1 << 20)) + pack.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    return first + more * ((size >> 20) - 1)


def doubled(body: bytes) -> bytes:
    """Return a JSON object whose first property comes twice."""
    return b'{"x":1,"x":2,' + body.lstrip()[1:]


def chunked(*chunks: bytes) -> bytes:
    return head("Transfer-Encoding: chunked") + b"".join(chunks)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


FAULTS: dict[str, Act] = {
    "reset after the request": reset,
    "closed after the request": lambda connection, body: None,
    "silence": hang,
    "not HTTP": sends(lambda body: b"SSH-2.0-OpenSSH_9.6\r\n"),
    "half a status line": sends(lambda body: b"HTTP/1.1 2"),
    "a status without a meaning": sends(lambda body: whole(body, status="999 What")),
    "a status that is no number": sends(lambda body: whole(body, status="OK OK")),
    "half a head": sends(lambda body: head()[:-4]),
    "a header without a colon": sends(lambda body: whole(body, "nonsense")),
    "two lengths": sends(lambda body: whole(body, "Content-Length: 1")),
    "a negative length": sends(lambda body: head("Content-Length: -1") + body),
    "a huge head": sends(lambda body: whole(body, "X-Long: " + "x" * 200_000)),
    "an empty body": sends(lambda body: whole(b"")),
    "no content": sends(lambda body: head(status="204 No Content")),
    "a truncated body": sends(lambda body: whole(body)[:-5]),
    "a reset in the body": reset_in_body,
    "a body that is longer than its length": sends(lambda body: whole(body) + b"more"),
    "a body without a length": sends(lambda body: head("Connection: close") + body),
    "a malformed chunk": sends(lambda body: chunked(b"zz\r\n", body, b"\r\n0\r\n\r\n")),
    "a chunk that is too short": sends(lambda body: chunked(b"ffff\r\n", body)),
    "no last chunk": sends(lambda body: chunked(chunk(body))),
    "the wrong content type": sends(lambda body: whole(body, kind="text/html")),
    "HTML": sends(lambda body: whole(b"<html>Sorry</html>", kind="text/html")),
    "half of the JSON": sends(lambda body: whole(body[: len(body) // 2])),
    "another JSON": sends(lambda body: whole(b"[null]")),
    "null": sends(lambda body: whole(b"null")),
    "not UTF-8": sends(lambda body: whole(b'{"x": "\xff\xfe"}')),
    "bad gzip": sends(lambda body: whole(b"\x1f\x8bnonsense", "Content-Encoding: gzip")),
    "gzip that is none": sends(lambda body: whole(body, "Content-Encoding: gzip")),
    "truncated gzip": sends(
        lambda body: whole(gzip.compress(body)[:-12], "Content-Encoding: gzip")
    ),
    "good gzip": sends(lambda body: whole(gzip.compress(body), "Content-Encoding: gzip")),
    "an unknown encoding": sends(lambda body: whole(body, "Content-Encoding: zstd-9")),
    "a byte-order mark": sends(lambda body: whole(b"\xef\xbb\xbf" + body)),
    "UTF-16": sends(
        lambda body: whole(body.decode().encode("utf-16"), kind="application/json; charset=utf-16")
    ),
    "an unknown charset": sends(lambda body: whole(body, kind="application/json; charset=klingon")),
    "a property that comes twice": sends(lambda body: whole(doubled(body))),
    "deeply nested JSON": sends(lambda body: whole(b"[" * 100_000 + b"]" * 100_000)),
    "a redirect": sends(lambda body: head("Location: /x", "Content-Length: 0", status="302 Found")),
    "a redirect to nowhere": sends(lambda body: whole(b"", "Location: ::", status="307 Away")),
    "an early hint": sends(lambda body: head(status="103 Early Hints") + whole(body)),
    "another protocol": sends(lambda body: head("Upgrade: x", status="101 Switching Protocols")),
    "400": sends(lambda body: whole(b'{"message": "no"}', status="400 Bad Request")),
    "401": sends(lambda body: whole(b"", status="401 Unauthorized")),
    "403": sends(lambda body: whole(b"{", status="403 Forbidden")),
    "404": sends(lambda body: whole(b"<p>", status="404 Not Found", kind="text/html")),
    "409": sends(lambda body: whole(b"null", status="409 Conflict")),
    "422": sends(lambda body: whole(b"[1]", status="422 Unprocessable Content")),
    "429": sends(lambda body: whole(b"", "Retry-After: soon", status="429 Too Many Requests")),
    "500": sends(lambda body: whole(body, status="500 Internal Server Error")),
    "503": sends(lambda body: whole(b"\xff", "Retry-After: -1", status="503 Unavailable")),
    "an error with bad gzip": sends(
        lambda body: whole(b"nonsense", "Content-Encoding: gzip", status="500 Oh")
    ),
    "a truncated error": sends(lambda body: whole(body, status="500 Oh")[:-5]),
    "dripping headers": drips(lambda body: head()[:-2], b"X: y\r\n"),
    "dripping hints": drips(lambda body: b"", head(status="103 Early Hints")),
    "a dripping body": drips(lambda body: head("Content-Length: 1000000"), b" "),
    "dripping chunk extensions": drips(lambda body: chunked(b"1;"), b"x"),
    "dripping trailers": drips(lambda body: chunked(chunk(body), b"0\r\n"), b"X: y\r\n"),
    "an endless body": pours(head("Connection: close"), b" " * 65536),
    "an endless error": pours(head("Connection: close", status="500 Oh"), b" " * 65536),
    "a gzip bomb": sends(lambda body: whole(bomb(1 << 30), "Content-Encoding: gzip")),
}


@dataclass
class Faulty:
    """What the server does, and the first lines of the requests that it has read.

    With ``before`` set, it resets connections without reading.
    """

    act: Act
    body: bytes
    before: bool = False
    url: str = ""
    arrived: list[str] = field(default_factory=list[str])
    accepted: int = 0

    def handle(self, connection: socket.socket) -> None:
        """Treat one connection; a client that hung up is none of its business."""
        with connection, suppress(OSError):
            self.accepted += 1
            if self.before:
                reset(connection)
            elif first := _read(connection):
                self.arrived.append(first)
                self.act(connection, self.body)


def _read(connection: socket.socket) -> str:
    """Read one request with its body, and return its first line."""
    received = b""
    while b"\r\n\r\n" not in received:
        if not (data := connection.recv(65536)):
            return ""
        received += data
    top, _, rest = received.partition(b"\r\n\r\n")
    lines = top.decode().lower().split("\r\n")
    lengths = [int(line[15:]) for line in lines if line.startswith("content-length:")]
    while len(rest) < sum(lengths):
        rest += connection.recv(65536)
    return top.decode().split("\r\n")[0]


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
