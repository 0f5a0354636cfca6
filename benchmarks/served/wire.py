"""Sends requests over a few connections that stay open, each waiting for its response.

Plain sockets: what a client library does to a request is not what is measured. A response with
another status than 200 or 201 ends the measurement, because errors are cheap.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

CONNECTIONS = 4


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, as text without the headers of its connection."""

    method: str
    path: str
    token: str
    body: str = ""

    def encoded(self) -> bytes:
        """Return the bytes on the wire."""
        head = f"{self.method} {self.path} HTTP/1.1\r\n{headers(self.token)}"
        if self.body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(self.body)}\r\n"
        return f"{head}\r\n{self.body}".encode()


def headers(token: str) -> str:
    """Return the headers of every request."""
    return f"Host: localhost\r\nAuthorization: Bearer {token}\r\nAccept: application/json\r\n"


def load(port: int, ask: Ask, count: int) -> None:
    """Send a request `count` times over all connections."""
    shares = [count // CONNECTIONS + (one < count % CONNECTIONS) for one in range(CONNECTIONS)]

    async def all_of_them() -> None:
        await asyncio.gather(*(_repeat(port, ask, _at_most(share)) for share in shares))

    asyncio.run(all_of_them())


def latencies(port: int, ask: Ask, count: int, seconds: float) -> list[float]:
    """Return the seconds of requests one after the other, at most as many and as long as given."""
    return asyncio.run(_repeat(port, ask, _at_most(count, seconds)))


def latencies_beside(port: int, ask: Ask, other: Ask, count: int, seconds: float) -> list[float]:
    """Return the seconds of a request while another one is repeated over a second connection."""

    async def both() -> list[float]:
        mine = asyncio.create_task(_repeat(port, ask, _at_most(count, seconds)))
        await _repeat(port, other, lambda _done: not mine.done())
        return await mine

    return asyncio.run(both())


def fetch(port: int, ask: Ask) -> Any:
    """Return the JSON value of one response."""

    async def once() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        body = await _exchange(reader, writer, ask.encoded())
        writer.close()
        return body

    return json.loads(asyncio.run(once()))


def _at_most(count: int, seconds: float = float("inf")) -> Callable[[int], bool]:
    latest = time.perf_counter() + seconds
    return lambda done: done < count and time.perf_counter() < latest


async def _repeat(port: int, ask: Ask, more: Callable[[int], bool]) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request, took = ask.encoded(), list[float]()
    while more(len(took)):
        begun = time.perf_counter()
        await _exchange(reader, writer, request)
        took.append(time.perf_counter() - begun)
    writer.close()
    return took


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> bytes:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 201")):
        raise SystemExit(f"{request.decode()}\n\ngot: {head.decode()}")
    return await reader.readexactly(_length(head.lower()))


def _length(head: bytes) -> int:
    after = head.split(b"content-length:", 1)
    if len(after) != 2:
        raise SystemExit(f"a response without a length: {head.decode()}")
    return int(after[1].split(b"\r\n", 1)[0])
