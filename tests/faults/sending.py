"""What a server of the tests can do to an open connection, from which the faults are made."""

from __future__ import annotations

import gzip
import re
import socket
import struct
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass

Act = Callable[[socket.socket, bytes], None]
"""Gets the open connection and the body of a good response, and sends what it wants."""

PAUSE = 0.1
"""Seconds between the bytes of a server that drips: less than any time-out for one byte."""
LONGEST = 30.0
"""Seconds after which a fault without an end gives up."""
MIB = 1024 * 1024


@dataclass(frozen=True)
class Fault:
    """A way to misbehave, and the documented result of a call that meets it.

    Attributes:
        act: what the server does.
        end: class of the error, or ``value``.
        strict: what a strict client ends in, if that is another result.
        is_slow: whether only the deadline ends it.
        is_early: whether the server acts before it has read the body of the request.
    """

    act: Act
    end: str = "value"
    strict: str = ""
    is_slow: bool = False
    is_early: bool = False


def head(*lines: str, status: str = "200 OK", kind: str = "application/json") -> bytes:
    """Return the head of a response; the lines are further headers."""
    first = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", *lines)
    return "\r\n".join((*first, "", "")).encode("latin-1")


def whole(
    body: bytes, *lines: str, status: str = "200 OK", kind: str = "application/json"
) -> bytes:
    """Return a response that is well-formed HTTP."""
    return head(f"Content-Length: {len(body)}", *lines, status=status, kind=kind) + body


def chunked(*chunks: bytes, status: str = "200 OK") -> bytes:
    """Return a response in chunks, of which none is checked."""
    return head("Transfer-Encoding: chunked", status=status) + b"".join(chunks)


def chunk(data: bytes) -> bytes:
    """Return a chunk with its size."""
    return b"%x\r\n%s\r\n" % (len(data), data)


def sends(response: Callable[[bytes], bytes]) -> Act:
    """Send one response, made of the good body."""
    return lambda connection, body: connection.sendall(response(body))


def carries(change: Callable[[bytes], bytes], *lines: str, **named: str) -> Act:
    """Send a well-formed response with a changed body."""
    return sends(lambda body: whole(change(body), *lines, **named))


def reset(connection: socket.socket, body: bytes = b"") -> None:
    """Close with a reset instead of an end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def resets_after(response: Callable[[bytes], bytes]) -> Act:
    """Send some bytes, then reset."""

    def act(connection: socket.socket, body: bytes) -> None:
        connection.sendall(response(body))
        time.sleep(0.05)  # otherwise the reset may overtake the bytes
        reset(connection)

    return act


def drips(start: Callable[[bytes], bytes], drop: bytes) -> Act:
    """Send a beginning, then the same bytes again and again with pauses."""

    def act(connection: socket.socket, body: bytes) -> None:
        connection.sendall(start(body))
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            time.sleep(PAUSE)
            connection.sendall(drop)

    return act


def pours(start: bytes, more: bytes) -> Act:
    """Send a beginning, then the same bytes as fast as they are read."""

    def act(connection: socket.socket, body: bytes) -> None:
        connection.sendall(start)
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            connection.sendall(more)

    return act


def hang(connection: socket.socket, body: bytes) -> None:
    """Send nothing until the client hangs up."""
    connection.settimeout(LONGEST)
    connection.recv(1)


def bomb(size: int, wbits: int = 31) -> bytes:
    """Return ``size`` bytes of spaces, compressed to about a thousandth, without a checksum."""
    pack = zlib.compressobj(wbits=wbits)
    first, more = (pack.compress(b" " * MIB) + pack.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + more * ((size >> 20) - 1)


def raw_deflate(body: bytes) -> bytes:
    """Return a body in deflate without the header of zlib."""
    pack = zlib.compressobj(wbits=-15)
    return pack.compress(body) + pack.flush()


def twice_packed(body: bytes) -> bytes:
    return gzip.compress(gzip.compress(body))


def first_twice(body: bytes) -> bytes:
    """Return a JSON object whose first property comes twice; the last one is right."""
    found = re.match(rb'\s*\{\s*("[^"]+")', body)
    assert found
    return b"{" + found[1] + b":null," + body.lstrip()[1:]


def and_member(value: bytes) -> Callable[[bytes], bytes]:
    """Add a property that no schema knows to a JSON object."""
    return lambda body: b'{"unheard_of":' + value + b"," + body.lstrip()[1:]


def amounts(number: bytes) -> Callable[[bytes], bytes]:
    """Replace every amount of a JSON object: the decimals in quotes, or else all numbers."""

    def replace(body: bytes) -> bytes:
        quoted, count = re.subn(rb'(":")-?[0-9]+\.[0-9]+(?=")', rb"\g<1>" + number, body)
        return quoted if count else re.sub(rb'(":)-?[0-9.]+(?=[,}])', rb"\g<1>" + number, body)

    return replace
