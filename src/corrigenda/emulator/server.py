"""The door of sockets: listens, and serves connections in a thread with a loop of its own.

The loop only moves bytes. What a request asks for is done by worker threads, so that nobody waits
for the slow request of somebody else.
"""

import asyncio
import errno
import os
import socket
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from threading import Event, Thread
from typing import Any, cast

from msgspec import Struct, field

from .doors.protocol import Connection
from .doors.serving import Limits, Serving, close_late
from .errors import EmulatorError
from .exchange import Request, Response


class Served(Struct, frozen=True):
    """What a server serves: see `doors.serving.Serving`; `workers` is the number of threads."""

    at_once: Callable[[Request], Response | None]
    answer: Callable[[Request], Response]
    too_large: Callable[[Request], Response]
    malformed: Callable[[int, str], Response]
    limits: Limits = field(default_factory=Limits)
    workers: int = 1


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises `EmulatorError`."""
    if not host.strip():
        wrong = "an empty host would listen on every interface of this machine"
        raise EmulatorError(wrong, "name one: 127.0.0.1, or 0.0.0.0 if you mean all of them")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is explicit because asyncio only then turns off Nagle's algorithm, with which
    # each response, sent as head and body, would wait 40 ms for an acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere the option lets two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(512)
    except (OSError, OverflowError, ValueError) as error:
        listener.close()
        wrong = f"cannot listen on {host} port {port}: {error}"
        raise EmulatorError(wrong, _what_else(error)) from None
    return listener


def _what_else(error: Exception) -> str:
    """What to write instead of a host or a port that cannot be used."""
    number = error.errno if isinstance(error, OSError) else None
    # What is no name of a host at all is a ValueError.
    if isinstance(error, socket.gaierror | ValueError) or number == errno.EADDRNOTAVAIL:
        return "name a host of this machine: 127.0.0.1, or 0.0.0.0 for all of its addresses"
    return "choose another port, or 0 for a free one"


def root_of(listener: socket.socket) -> str:
    """The URL of a listening socket, without a path."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def running(served: Served, listener: socket.socket) -> Generator[None, None, None]:
    """Serve on a listening socket until the block ends; then end every connection at once."""
    loop = _new_loop()
    ready, stop = Event(), asyncio.Event()
    serving = _serve(served, listener, loop, ready, stop)
    thread = Thread(target=_run, args=(loop, serving), name="corrigenda-emulator", daemon=True)
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


def _new_loop() -> asyncio.AbstractEventLoop:
    """A loop of uvloop, where there is one, since it is faster."""
    if find_spec("uvloop") is None:
        return asyncio.new_event_loop()
    uvloop: Any = import_module("uvloop")
    return cast(asyncio.AbstractEventLoop, uvloop.new_event_loop())


def _run(loop: asyncio.AbstractEventLoop, serving: Any) -> None:
    asyncio.set_event_loop(loop)
    loop.run_until_complete(serving)


async def _serve(
    served: Served,
    listener: socket.socket,
    loop: asyncio.AbstractEventLoop,
    ready: Event,
    stop: asyncio.Event,
) -> None:
    with ThreadPoolExecutor(served.workers, "corrigenda-worker") as pool:

        async def answer(request: Request) -> Response:
            return await loop.run_in_executor(pool, served.answer, request)

        serving = Serving(served.at_once, answer, served.too_large, served.malformed, served.limits)
        server = await loop.create_server(lambda: Connection(serving), sock=listener)
        ready.set()
        limits = served.limits
        while not await _set_within(stop, min(limits.idle, limits.request, 4) / 4):
            close_late(serving, loop.time())
        server.close()
        for connection in list(serving.connections):
            connection.close()
        await asyncio.sleep(0)  # lets the connections end


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    """Wait some seconds for an event, and return whether it is set."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()
