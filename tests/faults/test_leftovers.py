"""Bytes that nobody asked for, on a connection that is kept: never the response to another call.

The first response comes with something behind it that looks like a success. The second call gets
an error from the service, and must see that error: a payment that was refused must not look
carried out.
"""

from __future__ import annotations

import asyncio
import importlib
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack, contextmanager, suppress
from typing import Any

import httpx2
import pytest

from tests.faults.calls import CASES, LIMITS, Case
from tests.faults.sending import chunk, chunked, head, whole
from tests.faults.server import read_request
from tests.faults.test_faults import good

__all__ = ["good"]

REFUSED = whole(b'{"message": "no"}', status="409 Conflict")

Behind = Callable[[bytes], bytes]
TOGETHER: Mapping[str, Behind] = {
    "a response": whole,
    "two responses": lambda body: whole(body) * 2,
    "half a response": lambda body: whole(body)[:-9],
    "half a head": lambda body: head()[:20],
    "an interim response": lambda body: head(status="103 Early Hints"),
    "an interim response and a response": lambda body: head(status="100 Continue") + whole(body),
    "a response in chunks": lambda body: chunked(chunk(body), b"0\r\n\r\n"),
    "a line": lambda body: b"\r\n",
    "garbage": lambda body: b"more",
}
"""What follows the first response in the same segment."""

FIRST: Mapping[str, Callable[[bytes], bytes]] = {
    "a success": whole,
    "a success in chunks": lambda body: chunked(chunk(body), b"0\r\n\r\n"),
    "no content": lambda body: head(status="204 No Content"),
    "an error": lambda body: whole(b'{"message": "bad"}', status="400 No"),
    "an error without content": lambda body: head("Content-Length: 0", status="422 No"),
}


class Unasked:
    """A server that keeps connections: the first response has a tail, all others are refusals."""

    def __init__(self, first: bytes, behind: bytes, pause: float = 0) -> None:
        self.first, self.behind, self.pause = first, behind, pause
        self.arrived = 0
        self.url = ""

    def handle(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while read_request(connection):
                self.arrived += 1
                self.respond(connection)

    def respond(self, connection: socket.socket) -> None:
        if self.arrived > 1:
            connection.sendall(REFUSED)
        elif self.pause:
            connection.sendall(self.first)
            time.sleep(self.pause)
            connection.sendall(self.behind)
        else:
            connection.sendall(self.first + self.behind)


@contextmanager
def serving(server: Unasked) -> Iterator[None]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.url = f"http://127.0.0.1:{listener.getsockname()[1]}"

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    threading.Thread(target=server.handle, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


Own = Callable[[str], Any]
"""Returns an HTTP client of the caller, sync or async."""


def two_calls(case: Case, kind: str, server: Unasked, own: Own | None = None, **more: Any) -> Any:
    """Return what the second of two calls raised, or its value."""
    failed = importlib.import_module(case.package).APIError
    options = {"base_url": server.url, **LIMITS, **more}

    async def run() -> Any:
        async with AsyncExitStack() as stack:
            if own:
                options["http_client"] = await stack.enter_async_context(own(kind))
            client = await stack.enter_async_context(case.make(kind, **options))
            with suppress(failed):
                await case.call(client)
            await asyncio.sleep(2 * server.pause)
            return await case.call(client)

    def run_sync() -> Any:
        with ExitStack() as stack:
            if own:
                options["http_client"] = stack.enter_context(own(kind))
            client = stack.enter_context(case.make(kind, **options))
            with suppress(failed):
                case.call(client)
            time.sleep(2 * server.pause)
            return case.call(client)

    try:
        return asyncio.run(run()) if kind == "async" else run_sync()
    except failed as error:
        return error


def check(case: Case, kind: str, server: Unasked, own: Own | None = None) -> None:
    with serving(server):
        result = two_calls(case, kind, server, own)
    assert type(result).__name__ == "ConflictError", result
    assert server.arrived == 2


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("behind", TOGETHER)
def test_what_comes_with_a_response(
    behind: str, name: str, kind: str, good: Mapping[str, bytes]
) -> None:
    body = good[name]
    check(CASES[name], kind, Unasked(whole(body), TOGETHER[behind](body)))


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("first", FIRST)
def test_what_comes_with_each_kind_of_response(
    first: str, name: str, kind: str, good: Mapping[str, bytes]
) -> None:
    body = good[name]
    check(CASES[name], kind, Unasked(FIRST[first](body), whole(body)))


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CASES)
def test_what_comes_after_a_response(name: str, kind: str, good: Mapping[str, bytes]) -> None:
    body = good[name]
    check(CASES[name], kind, Unasked(whole(body), whole(body), pause=0.1))


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CASES)
def test_a_response_that_comes_after_its_time(
    name: str, kind: str, good: Mapping[str, bytes]
) -> None:
    """The first call has given up when its response arrives, and the second must not get it."""
    body = good[name]
    server = Unasked(b"", whole(body), pause=0.25)
    with serving(server):
        result = two_calls(CASES[name], kind, server, timeout=0.2)
    assert type(result).__name__ == "ConflictError", result


def plain(kind: str) -> Any:
    return httpx2.AsyncClient() if kind == "async" else httpx2.Client()


def reading(kind: str) -> Any:
    """Return an HTTP client with a hook that reads each response before our client sees it."""

    async def read(response: httpx2.Response) -> None:
        await response.aread()

    if kind == "async":
        return httpx2.AsyncClient(event_hooks={"response": [read]})
    return httpx2.Client(event_hooks={"response": [lambda response: response.read()]})


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("own", [plain, reading])
def test_with_an_http_client_of_the_caller(
    own: Own, name: str, kind: str, good: Mapping[str, bytes]
) -> None:
    body = good[name]
    check(CASES[name], kind, Unasked(whole(body), whole(body)), own)
