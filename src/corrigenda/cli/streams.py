"""Ends a command in words when standard output is closed, is full, or has no reader any more.

A reader that goes away (`corrigenda ... | head`) ends it with 141, as SIGPIPE ends other programs.
A full device or a closed output is a problem, which ends it with 1. Other errors of the system are
not caught here, but for those that only the machine can have, such as a full disk.
"""

import errno
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress

import click

_NO_READER = 141
_OF_MACHINE = frozenset(
    [
        errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS,
        errno.EMFILE, errno.ENFILE, errno.ENOMEM,
    ]
)  # fmt: skip


def open_closed() -> None:
    """Open the standard streams that are closed, lest a file take the place of one of them.

    Writing to a closed standard output then fails, where Python would drop what is written.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_WRONLY if descriptor == 2 else os.O_RDONLY)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


@contextmanager
def guarded() -> Generator[None]:
    """Turn what goes wrong with standard output into words and an exit code."""
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        raise SystemExit(_NO_READER) from None
    except OSError as error:
        is_output = error.filename is None and _fails()
        if not is_output and error.errno not in _OF_MACHINE:
            raise
        _silence()
        what = "standard output" if is_output else error.filename or "a temporary file"
        _say(f"{what} cannot be written: {error.strerror or error}", is_output)
        raise SystemExit(1) from None


def _fails() -> bool:
    """Whether standard output holds what cannot be written."""
    try:
        sys.stdout.flush()
    except OSError:
        return True
    return False


def _silence() -> None:
    """Send what is still to be written nowhere, or Python would complain when it ends."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, AttributeError):
            stream.flush()
            continue
        with suppress(OSError, AttributeError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _say(message: str, is_output: bool) -> None:
    fix = "write to another place" if is_output else "make room there, or write to another place"
    with suppress(OSError):
        click.echo(f"{message}\n  fix: {fix}", err=True)
