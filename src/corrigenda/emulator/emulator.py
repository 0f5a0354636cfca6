"""The emulator as a test holds it: a world, with its doors and its controls.

No socket is open until a URL is asked for, so a test that uses transports alone needs none. In a
process that was forked from the one that started it, URLs still work, since the server runs in the
parent; nothing else does.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from functools import partial
from os import PathLike
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from . import control, server, world
from .called import known_operation
from .clock import Clock
from .doors import asgi
from .doors.serving import Limits
from .emulated import find
from .errors import EmulatorError, refuse_unknown
from .exchange import Request, Response
from .faults import Active, Change, Fault, Kind, check_fault
from .faults_read import parse_fault
from .guard import Barred, check_key
from .journal import Arrived
from .merging import merged
from .provider import Provider
from .running import KEEP, Kept, Options, Running, reset, restore, snapshot, start
from .seed import Seed

if TYPE_CHECKING:
    from .doors.transport import WorldTransport

C = TypeVar("C")
_LOOPBACK = "127.0.0.1"


class Emulator:
    """Serve the documented services while the `with` block runs.

    `seed`: the initial objects of each tenant (each bearer token): none, those of the documentation
    ("docs") or `size` plausible ones of each kind ("demo"). `store`: a database URL, by default in
    memory. `providers`: a name or several, by default all. `host` and `port`: where it listens;
    without a port, on a free one and only when a URL is asked for. `data`: a merged document of any
    service, a folder with one for each provider, or one with `schemas` and `overlays`; `trust` runs
    the `emulator.py` beside each. `key`: what control asks for; without it, control is open on the
    loopback interface, and there is none elsewhere. `told` is called with every request. Raises
    `EmulatorError` when it cannot start.
    """

    def __init__(
        self,
        *,
        seed: Seed | None = None,
        size: int = 300,
        store: str = "sqlite://",
        providers: str | Sequence[str] | None = None,
        host: str = _LOOPBACK,
        port: int = 0,
        data: str | PathLike[str] | None = None,
        trust: bool = False,
        key: str | None = None,
        told: Callable[[Arrived], None] = lambda arrived: None,
    ) -> None:
        names = [providers] if isinstance(providers, str) else providers
        emulated = find(names, None if data is None else merged(Path(data)), trust)
        self._options = Options(seed, size, store, emulated, key, told)
        self._providers = {one.name: one.provider for one in emulated}
        self._address = (host, port)
        self._running: Running | None = None
        self._root: str | None = None
        self._open = ExitStack()
        self._lock = RLock()
        self._process = 0
        self._entries: list[Arrived] = []
        self._clients: list[Any] = []

    def __enter__(self) -> Self:
        if self._running is not None:
            raise EmulatorError("this emulator is already running", "create another one")
        check_key(self._address[0], self._options.key)
        self._process = os.getpid()
        with ExitStack() as opening:
            self._running = start(self._options, self._urls)
            opening.callback(self._end)
            if self._address[1]:
                self._serve(opening)
            self._open = opening.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process == os.getpid():
            self.close_clients()
            self._open.close()
        self._running = self._root = None

    def __repr__(self) -> str:
        names = ", ".join(self._providers)
        return f"<Emulator of {names} at {self._root or 'no address yet'}>"

    def _end(self) -> None:
        if self._running is not None:
            self._entries = self._running.journal.entries()
            self._running.store.dispose()
        self._running = self._root = None

    # Doors.

    def url(self, provider: str) -> str:
        """Return the base URL of a provider, for the argument `base_url` of a client.

        Raises `EmulatorError` if the emulator is not running or does not serve the provider.
        """
        return f"{self.root}/{provider}{self._provider(provider).base}"

    def urls(self) -> dict[str, str]:
        """Return the base URL of every provider, by name."""
        return {name: self.url(name) for name in self._providers}

    @property
    def root(self) -> str:
        """The URL of the page; the server starts when it is first asked for."""
        with self._lock:
            if self._root is None:
                self._world()
                self._serve(self._open)
            return cast(str, self._root)

    def transport(self, provider: str) -> "WorldTransport":
        """Return a transport of httpx2 to a provider, for sync and async clients: no socket.

            http_client = httpx2.Client(transport=emulator.transport("acme"))
            Acme(token="any", http_client=http_client)

        Raises `EmulatorError` if the emulator is not running or does not serve the provider.
        """
        try:
            from .doors.transport import WorldTransport
        except ImportError as error:
            raise EmulatorError(f"a transport needs {error.name}", "pip install httpx2") from None

        base = self._provider(provider).base
        methods = self._world().world.services[provider].methods
        serves = partial(_serves, methods)
        return WorldTransport(self._answer, provider, base, lambda: self._root, serves)

    def asgi(self) -> asgi.Application:
        """Return an ASGI application that serves all providers, each below its name."""
        self._world()
        return asgi.make_app(self._answer, control.turned_away, world.MAX_BODY)

    def connect(self, client: Callable[..., C], **options: Any) -> C:
        """Return a client of a generated class, connected to the emulator.

            emulator.connect(Acme, token="any")

        The class's module says which provider it is for. Raises `EmulatorError`.
        """
        package = client.__module__.partition(".")[0]
        name = package.removesuffix("_client")
        if name not in self._providers:
            known = ", ".join(self._providers)
            wrong = f"{package} is a client of no provider that is emulated"
            raise EmulatorError(wrong, f"choose a client of: {known}")
        made = client(**{"base_url": self.url(name), **options})
        self._clients.append(made)
        return made

    def close_clients(self) -> None:
        """Close the sync clients that `connect` made; an async one is its caller's to close."""
        while self._clients:
            close = getattr(self._clients.pop(), "close", None)
            if close is not None:
                close()

    # What happened, and what shall happen.

    def requests(
        self, operation: str | None = None, *, provider: str | None = None
    ) -> list[Arrived]:
        """Return the requests received since the start, oldest first, including refused ones.

        `operation` and `provider` filter them. The last ten thousand are kept, even after the
        `with` block.

        Raises `EmulatorError` for an unknown name: a typo in a test would otherwise look as if no
        request had arrived.
        """
        operation = known_operation(operation, self._operations())
        refuse_unknown("provider", provider, self._providers)
        if self._running is not None:
            return self._world().journal.entries(operation, provider)
        return [
            one
            for one in self._entries
            if operation in (None, one.operation) and provider in (None, one.provider)
        ]

    def fault(
        self,
        operation: str,
        *,
        status: int | None = None,
        kind: Kind = "status",
        retry_after: float | None = None,
        delay: float = 0.0,
        pace: float = 0.05,
        times: int | None = None,
        after: int = 0,
        change: Change | None = None,
        field: str = "",
        to: str = "",
    ) -> None:
        """Let an operation fail: `emulator.fault("acme.create_order", status=429, times=1)`.

        See `Fault` for the arguments. Without `times`, every request fails until `clear_faults`.
        Raises `EmulatorError` for a fault that names nothing or cannot happen.
        """
        kind = "delay" if kind == "status" and status is None and delay else kind
        fault = Fault(
            operation, kind, status, retry_after, delay, pace, times, after, change, field, to
        )
        running = self._world()
        running.faults.add(check_fault(fault, running.operations))

    def add_fault(self, text: str) -> None:
        """Add a fault in the form of the command line. Raises `EmulatorError`."""
        running = self._world()
        running.faults.add(parse_fault(text, running.operations))

    def faults(self) -> list[Active]:
        """Return the faults, spent ones included, with the number of requests that met each."""
        return self._world().faults.active()

    def clear_faults(self) -> None:
        """Let everything succeed again."""
        self._world().faults.clear()

    def reset(self, *, seed: Seed | None | Kept = KEEP) -> None:
        """Begin anew: no tenant, no recorded request, no fault, real time, random ids."""
        reset(self._world(), seed)

    def snapshot(self) -> str:
        """Keep what the store holds; the name that is returned is for `restore`."""
        return snapshot(self._world())

    def restore(self, name: str) -> None:
        """Go back to a snapshot. Raises `EmulatorError` for an unknown name."""
        restore(self._world(), name)

    @property
    def clock(self) -> Clock:
        """The time and the ids of the world, which can be set."""
        return self._world().clock

    # Inside.

    def _world(self) -> Running:
        if self._running is None:
            raise EmulatorError("the emulator is not running", "use it in a with statement")
        if self._process != os.getpid():  # only its URLs work in other processes
            wrong = "this process was forked from the one that started the emulator"
            raise EmulatorError(wrong, "ask for `url` before the fork, or start one here")
        return self._running

    def _answer(self, request: Request) -> Response:
        return self._world().answer(request)

    def _operations(self) -> frozenset[str]:
        return frozenset[str]().union(*(one.operations for one in self._providers.values()))

    def _provider(self, name: str) -> Provider:
        if self._running is None:
            self._world()
        if name not in self._providers:
            known = ", ".join(self._providers)
            wrong = f"this emulator does not serve {name}"
            raise EmulatorError(wrong, f"choose from: {known}")
        return self._providers[name]

    def _urls(self) -> dict[str, str]:
        """The base URLs for the page, which only a server shows."""
        return self.urls() if self._root else {}

    def _serve(self, opening: ExitStack) -> None:
        running = self._world()
        listener = opening.enter_context(closing(server.listen(*self._address)))
        served = server.Served(
            running.at_once,
            running.answer,
            partial(world.handle, running.world, is_whole=False),
            lambda status, wrong: control.turned_away(Barred(status, wrong, "send HTTP/1.1")),
            Limits(body=running.world.max_body),
            running.store.workers,
        )
        opening.enter_context(server.running(served, listener))
        self._root = server.root_of(listener)


def _serves(methods: Callable[[str], Sequence[str]], path: str) -> bool:
    """Whether something is served at a path, beside OPTIONS, which is answered everywhere."""
    return bool({*methods(path)} - {"OPTIONS"})
