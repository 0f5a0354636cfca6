"""Runs an emulator in the foreground until it is told to stop."""

import gc
import signal
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from threading import Event
from typing import Final, cast

from .emulator import Emulator
from .guard import is_loopback
from .journal import Arrived
from .seed import Seed

_ALLOCATED: Final = 20_000  # objects between two collections of the youngest ones


def serve(
    providers: Sequence[str] = (),
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    store: str = "sqlite://",
    seed: str | None = None,
    size: int = 300,
    data: Path | None = None,
    key: str | None = None,
    faults: Sequence[str] = (),
    trust: bool = False,
    started: Callable[[str, str], None] = lambda provider, url: None,
    ready: Callable[[str, dict[str, str], str | None], None] = lambda root, urls, key: None,
    told: Callable[[Arrived], None] = lambda arrived: None,
) -> None:
    """Run the emulator in the foreground until SIGINT or SIGTERM, then return.

    Calls `started` with the name and the base URL of each provider once the server accepts
    requests, `ready` with the URL of the page, all base URLs and the key of control, if it needs
    one, and `told` with each request. On another host than the loopback interface, the key is a
    random one unless it is given. `faults` are written as for the command line:
    `acme.create_order:status=429,times=2`. The other arguments are those of `Emulator`; no
    providers means all of them. Call it in the main thread. Raises `EmulatorError` when it cannot
    start.
    """
    key = key if key or is_loopback(host) or not host.strip() else token_urlsafe(16)
    emulator = Emulator(
        seed=cast("Seed | None", seed),  # from a command line; checked at the start
        size=size,
        store=store,
        providers=providers or None,
        host=host,
        port=port,
        data=data,
        trust=trust,
        key=key,
        told=told,
    )
    with _told_to_stop() as stop, emulator:
        for one in faults:
            emulator.add_fault(one)
        for name, url in emulator.urls().items():
            started(name, url)
        # What is loaded by now stays, so the collector need not look at it again and again.
        gc.freeze()
        gc.set_threshold(_ALLOCATED, 20, 50)
        ready(emulator.root, emulator.urls(), key)
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
