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
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any

import click

_NO_READER = 141
_OUTPUT = "standard output"
_OF_MACHINE = frozenset(
    [
        errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS,
        errno.EMFILE, errno.ENFILE, errno.ENOMEM,
    ]
)  # fmt: skip


class _Output(FileIO):
    """The file of standard output, whose errors say that they are of it."""

    def write(self, data: Any, /) -> Any:
        try:
            return super().write(data)
        except OSError as error:
            error.filename = _OUTPUT
            raise


def open_streams() -> None:
    """Prepare the standard streams.

    Those that are closed are opened, lest another file take their place. Writing to a closed
    standard output then fails, where Python would drop what is written. It always has a buffer:
    without one (`PYTHONUNBUFFERED`) a long text may be written in part, and nobody is told.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_WRONLY if descriptor == 2 else os.O_RDONLY)
    given: Any = sys.stdout
    if given is None:
        sys.stdout = _text(1, "utf-8", "strict", False)
    elif given is sys.__stdout__ and type(given) is TextIOWrapper:
        file: Any = getattr(given.buffer, "raw", given.buffer)
        if isinstance(file, FileIO):  # and not the console of Windows
            given.flush()
            sys.stdout = _text(
                file.fileno(), given.encoding, given.errors or "strict", given.line_buffering
            )


def _text(descriptor: int, encoding: str, errors: str, lines: bool) -> TextIOWrapper:
    file: Any = _Output(descriptor, "w", closefd=False)
    return TextIOWrapper(BufferedWriter(file), encoding, errors, line_buffering=lines)


@contextmanager
def guarded() -> Generator[None]:
    """Turn what goes wrong with standard output into words and an exit code."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise SystemExit(_NO_READER) from None
    except SystemExit as left:
        if isinstance(left.__context__, BrokenPipeError):  # which Rich has caught
            raise SystemExit(_NO_READER) from None
        raise
    except OSError as error:
        if error.filename != _OUTPUT and error.errno not in _OF_MACHINE:
            raise
        what = error.filename or "a temporary file"
        fix = "write to another place, or make room there"
        with suppress(OSError):
            message = f"{what} cannot be written: {error.strerror or error}"
            click.echo(f"{message}\n  fix: {fix}", err=True)
        raise SystemExit(1) from None
    finally:
        _silence()


def _silence() -> None:
    """Send what cannot be written nowhere, or Python would complain about it when it ends."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
