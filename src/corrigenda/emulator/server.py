"""Run the emulator as a server, in a thread beside a test or in the foreground.

By default it binds to a free port of the loopback interface. At the end of the `with` block the
thread, the socket and the store's connections are closed.
"""

import os
import signal
import socket
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self, cast

import uvicorn
from starlette.types import ASGIApp

from . import rest
from .app import Handle, Service, make_app
from .contract import compile_contract
from .documents import read_yaml
from .errors import EmulatorError
from .exact import Json
from .graphql import handler as graph
from .graphql.documents import reader
from .graphql.schema import compile_graph
from .journal import Arrived, Journal
from .provider import Provider, discover
from .schema import locate
from .seed import Seed, seed_things
from .store import Shelves, Store, open_shelf, open_store

_LOOPBACK = "127.0.0.1"


class Emulator:
    """Serve the documented services on a real socket while the `with` block runs.

    `seed`: the initial objects of each tenant (each bearer token): none, those of the documentation
    ("docs") or `size` plausible ones of each kind ("demo"). `store`: a database URL, by default in
    memory. `providers`: their names, by default all. `data`: a folder with merged schemas and
    samples to use instead of the package's own. Raises `EmulatorError` when it cannot start.
    """

    def __init__(
        self,
        *,
        seed: Seed | None = None,
        size: int = 300,
        store: str = "sqlite://",
        providers: Sequence[str] | None = None,
        host: str = _LOOPBACK,
        port: int = 0,
        data: Path | None = None,
    ) -> None:
        self._seed: Seed | None = seed
        self._size = size
        self._store = store
        self._providers = discover(providers)
        self._address = (host, port)
        self._data = data
        self._journal = Journal()
        self._root: str | None = None
        self._open = ExitStack()

    def __enter__(self) -> Self:
        if self._root is not None:
            raise EmulatorError("this emulator is already running", "create another one")
        with ExitStack() as opening:
            self._start(opening)
            self._open = opening.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._root = None
        self._open.close()

    def __repr__(self) -> str:
        return f"<Emulator of {', '.join(self._providers)} at {self._root or 'no address yet'}>"

    def url(self, provider: str) -> str:
        """Return the base URL of a provider, for the argument `base_url` of a client.

        Raises `EmulatorError` if the emulator is not running or does not serve the provider.
        """
        if self._root is None:
            raise EmulatorError("the emulator is not running", "use it in a with statement")
        if provider not in self._providers:
            known = ", ".join(self._providers)
            wrong = f"this emulator does not serve {provider}"
            raise EmulatorError(wrong, f"choose from: {known}")
        return f"{self._root}/{provider}{self._providers[provider].base}"

    def urls(self) -> dict[str, str]:
        """Return the base URL of every provider, by name."""
        return {name: self.url(name) for name in self._providers}

    def requests(
        self, operation: str | None = None, *, provider: str | None = None
    ) -> list[Arrived]:
        """Return the requests received since the start, oldest first, including refused ones.

        `operation` and `provider` filter them. The last ten thousand are kept, even after the
        `with` block.

        Raises `EmulatorError` for an unknown name: a typo in a test would otherwise look as if no
        request had arrived.
        """
        self._refuse_unknown("operation", operation)
        self._refuse_unknown("provider", provider)
        return self._journal.entries(operation, provider)

    def _refuse_unknown(self, kind: str, name: str | None) -> None:
        operations = frozenset[str]().union(*(each.operations for each in self._providers.values()))
        known = operations if kind == "operation" else self._providers.keys()
        if name is not None and name not in known:
            choice = f"choose from: {', '.join(sorted(known))}"
            raise EmulatorError(f"unknown {kind} {name}", choice)

    def _start(self, opening: ExitStack) -> None:
        store = open_store(self._store)
        opening.callback(store.dispose)
        services = [self._service(name, each, store) for name, each in self._providers.items()]
        listener = opening.enter_context(closing(_listen(*self._address)))
        self._root = _root(listener)
        opening.callback(setattr, self, "_root", None)
        self._journal = Journal()
        app = make_app(services, self._journal, {"providers": self._about(), "seed": self._seed})
        opening.enter_context(_running(app, listener))

    def _service(self, name: str, provider: Provider, store: Store) -> Service:
        place = locate(name, self._data, "schema.graphql" if provider.graph else "openapi.yaml")
        seed = seed_things(self._seed, name, provider, place.samples, self._size)
        store.index(name, provider.indexed)
        handle = _handle(provider, place.schema, partial(open_shelf, store, name, seed=seed))
        return Service(name, provider.base, provider.tracing, handle)

    def _about(self) -> list[Json]:
        return [{"name": name, "base_url": url} for name, url in self.urls().items()]


def _handle(provider: Provider, file: Path, shelves: Shelves) -> Handle:
    """Return the handler of a provider's requests; `file` is its merged schema."""
    if provider.graph:
        schema = compile_graph(file, provider.graph)
        at_work = graph.GraphService(provider, provider.graph, schema, reader(schema), shelves)
        return partial(graph.handle, at_work)
    bodies = {route.operation: route.takes_body for route in provider.routes}
    contract = compile_contract(read_yaml(file), bodies, str(file))
    return partial(rest.handle, rest.RestService(provider, contract, shelves))


def serve(
    providers: Sequence[str] = (),
    *,
    host: str = _LOOPBACK,
    port: int = 0,
    store: str = "sqlite://",
    seed: str | None = None,
    size: int = 300,
    data: Path | None = None,
    started: Callable[[str, str], None] = lambda provider, url: None,
) -> None:
    """Run the emulator in the foreground until SIGINT or SIGTERM, then return.

    Calls `started` with the name and the base URL of each provider once the server accepts
    requests. The other arguments are those of `Emulator`; no providers means all of them. Call it
    in the main thread. Raises `EmulatorError` when it cannot start.
    """
    emulator = Emulator(
        seed=cast("Seed | None", seed),  # from a command line; checked at the start
        size=size,
        store=store,
        providers=providers or None,
        host=host,
        port=port,
        data=data,
    )
    with _told_to_stop() as stop, emulator:
        for name, url in emulator.urls().items():
            started(name, url)
        # On some systems a wait without a time-out cannot be interrupted.
        while not stop.wait(timeout=0.5):
            pass


@contextmanager
def _told_to_stop() -> Generator[Event, None, None]:
    stop = Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [(number, signal.getsignal(number)) for number in numbers]
    for number in numbers:
        signal.signal(number, lambda _number, _frame: stop.set())
    try:
        yield stop
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is explicit because asyncio only then turns off Nagle's algorithm, with which
    # each response, sent as head and body, would wait 40 ms for an acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere the option lets two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        wrong = f"cannot listen on {host} port {port}: {error}"
        raise EmulatorError(wrong, "choose another port, or 0 for a free one") from None
    return listener


def _root(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def _running(app: ASGIApp, listener: socket.socket) -> Generator[None, None, None]:
    """Serve the application on the listener, in a separate thread."""
    server = uvicorn.Server(_config(app))
    thread = Thread(target=server.run, args=([listener],), name="corrigenda-emulator", daemon=True)
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise EmulatorError("the server failed to start", "see its log for the reason")
            time.sleep(0.002)
        yield
    finally:
        server.should_exit = True
        thread.join()


def _config(app: ASGIApp) -> uvicorn.Config:
    # Only the parts that every installation has are used, for the same behaviour on every machine.
    # Uvicorn logs only errors and leaves the logging of the host program alone.
    return uvicorn.Config(
        app,
        http="h11",
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
