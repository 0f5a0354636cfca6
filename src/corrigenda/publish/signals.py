"""Lets Ctrl-C and SIGTERM wait while packages are exchanged.

The exchange takes moments. An interruption in the midst of it would leave some packages old and
others new, and a second one could stop the clearing up after the first.
"""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def held_back() -> Generator[None]:
    """Deliver the signals that come meanwhile when the block has ended, however it ends."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may handle signals, and no other is interrupted
        return
    came: list[int] = []
    before = {
        one: signal.signal(one, lambda number, _: came.append(number))
        for one in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, signal.SIG_DFL if handler is None else handler)
        for number in came[:1]:
            signal.raise_signal(number)
