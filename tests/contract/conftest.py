"""What contract tests stand on: an emulator on a real socket, one caller for both clients.

The clients come from the installed packages, never from this checkout.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from inspect import isawaitable
from threading import Thread
from typing import Any

import pytest

from corrigenda.emulator import Emulator


class Caller:
    """Calls a sync or an async client in the same words; an iterator comes back as a list."""

    def __init__(self, client: Any, runner: asyncio.Runner) -> None:
        self.client = client
        self._runner = runner

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            return self._runner.run(self._finish(getattr(self.client, name)(*args, **kwargs)))

        return call

    async def _finish(self, result: Any) -> Any:
        if isinstance(result, AsyncIterator):
            return [item async for item in result]
        if isinstance(result, Iterator):
            return list(result)
        return await result if isawaitable(result) else result


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs") as emulator:
        yield emulator


class Canned:
    """A server that gives the same answer to everything, and remembers what it was asked."""

    def __init__(self) -> None:
        self.status, self.body = 200, b"{}"
        self.bodies: list[bytes] = []  # one each for the first answers, then `body`
        self.headers: dict[str, str] = {"Content-Type": "application/json"}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        canned = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                canned.asked.append((self.command, self.path, dict(self.headers)))
                if canned.bodies:
                    canned.body = canned.bodies.pop(0)
                self.send_response(canned.status)
                for name, value in {
                    **canned.headers,
                    "Content-Length": str(len(canned.body)),
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(canned.body)

            do_GET = do_POST = do_PATCH = do_PUT = answer

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def canned() -> Iterator[Canned]:
    canned = Canned()
    thread = Thread(target=canned.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield canned
    canned.server.shutdown()
    canned.server.server_close()
    thread.join()


def connecting(
    flavour: str, kinds: dict[str, Callable[..., Any]], runner: asyncio.Runner
) -> Iterator[Callable[..., Caller]]:
    """What a provider's fixture `connect` yields: it makes clients, and all are closed at the end.

    Args:
        flavour: sync or async.
        kinds: the client's class of each flavour.
    """
    made: list[Caller] = []

    def make(**options: Any) -> Caller:
        made.append(Caller(kinds[flavour](**{"token": "test", **options}), runner))
        return made[-1]

    yield make
    for caller in made:
        caller.close() if flavour == "sync" else caller.aclose()
