"""Ends a command that is interrupted as shells expect it, after it has cleaned up.

Ctrl-C ends it with 130, SIGTERM with 143. Neither prints a traceback.
"""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

_INTERRUPTED = 130
_TERMINATED = 143


@contextmanager
def ends_cleanly(said: str) -> Generator[None]:
    """Turn an interruption into an exit code, and print what is `said` about the files."""
    try:
        with _terminable():
            yield
    except KeyboardInterrupt:
        click.echo(f"interrupted: {said}", err=True)
        raise SystemExit(_INTERRUPTED) from None
    except _TerminatedError:
        click.echo(f"terminated: {said}", err=True)
        raise SystemExit(_TERMINATED) from None


class _TerminatedError(BaseException):
    """SIGTERM came; like `KeyboardInterrupt`, it is caught by nobody on the way."""


@contextmanager
def _terminable() -> Generator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may handle signals
        return
    if signal.getsignal(signal.SIGTERM) == signal.SIG_IGN:
        yield  # whoever started the command wants it to go on
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL if before is None else before)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise _TerminatedError
