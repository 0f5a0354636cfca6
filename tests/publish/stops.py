"""Stops publishing at each of its file operations, and tells what it finds: run by a test.

    python stops.py FOLDER MODE [two-renames]

Every stop is a process of its own, forked from this one. Before the stop there are three packages:
`changed` in an old and a new edition, `fresh` only new, and `gone` only old.
"""

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from corrigenda.problems import ProblemsError
from corrigenda.publish import locked, publish, replace
from tests.publish.packages import make, tree

_WRITES = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "shutil.rmtree", "write", "fsync"}
_EVENTS = _WRITES | {"open", "os.listdir", "os.scandir"}
LAST = 10_000
"""A number of operations that is never reached."""


def act(mode: str) -> None:
    """Stop the process, or fail the operation that is about to happen."""
    if mode == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if mode == "ctrl-c":
        os.kill(os.getpid(), signal.SIGINT)
        return
    if mode == "interrupt":
        raise KeyboardInterrupt
    code = {"error": errno.EIO, "full": errno.ENOSPC, "read-only": errno.EROFS}[mode]
    raise OSError(code, os.strerror(code), "here")


def watch(folder: Path, stop: int, mode: str) -> list[int]:
    """Count the file operations below a folder, and stop at one of them."""
    count = [0]
    # What is full or read-only stays so, for whatever writes; and somebody leans on Ctrl-C.
    lasting = mode in ("full", "read-only")

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in _EVENTS or not concerns(event, arguments, folder):
            return
        count[0] += 1
        more = (lasting and writes(event, arguments)) or mode == "ctrl-c"
        if count[0] == stop or (more and count[0] > stop):
            act(mode)

    sys.addaudithook(hook)
    tell_of_writes(str(folder))
    return count


def tell_of_writes(folder: str) -> None:
    """Make an event of what Python has none for: a file half written, and one to be flushed.

    Nothing is flushed, which takes long: what a process wrote survives its end anyway.
    """

    def copy(source: BinaryIO, target: BinaryIO) -> None:
        content = source.read()
        target.write(content[: len(content) // 2])
        target.flush()
        sys.audit("write", folder)
        target.write(content[len(content) // 2 :])

    def fsync(descriptor: int) -> None:
        sys.audit("fsync", folder)

    replace.shutil.copyfileobj = copy
    replace.os.fsync = fsync


def concerns(event: str, arguments: tuple[Any, ...], folder: Path) -> bool:
    if event in ("os.remove", "os.rmdir") and arguments[1] != -1:
        return True  # relative to an open folder, as `shutil.rmtree` does it
    return any(str(one).startswith(str(folder)) for one in arguments)


def writes(event: str, arguments: tuple[Any, ...]) -> bool:
    if event != "open":
        return event in ("os.rename", "os.mkdir", "write", "fsync")
    return bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))


def in_a_process(work: Callable[[], int]) -> tuple[int, int]:
    """Do it in a forked process: its exit code, negative for a signal, and what it returns."""
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        code = 70
        try:
            os.write(sending, b"%d" % work())
            code = 0
        except ProblemsError:
            code = 1
        except KeyboardInterrupt:
            code = 130
        finally:
            os._exit(code)
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        told = int(pipe.read() or b"-1")
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told


def run(folder: Path, stop: int, mode: str) -> tuple[int, int]:
    """Publish, and stop at an operation; the exit code, and how many operations there were."""

    def work() -> int:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        count = watch(folder, stop, mode)
        with locked(folder / "generated"):
            publish(folder / "staged", folder / "generated", whole=True)
        return count[0]

    return in_a_process(work)


def editions(folder: Path, names: Sequence[str], old: Path, new: Path) -> dict[str, str]:
    """Which edition of each package is found: the old, the new, none, or a mix of both."""
    found: dict[str, str] = {}
    for name in names:
        content = tree(folder / name)
        kinds = [one for one in ("old", "new") if content == tree((old, new)[one == "new"] / name)]
        found[name] = "/".join(kinds) or ("missing" if not content else "mixed")
    return found


def main(folder: Path, mode: str, two_renames: bool) -> None:
    if two_renames:
        replace.exchange = lambda one, other: False
    old, new = folder / "old", folder / "new"
    for name in ("changed", "gone"):
        make(old / name, "old")
    for name in ("changed", "fresh"):
        make(new / name, "new")
    names = ("changed", "fresh", "gone")
    _, total = prepared(folder, 0, LAST, mode)
    for stop in range(1, total + 1):
        (code, _), place = prepared(folder, stop, stop, mode), folder / str(stop)
        first = editions(place / "generated", names, old, new)
        again, _ = run(place, LAST, mode)
        second = editions(place / "generated", names, old, new)
        left = sorted(set(os.listdir(place / "generated")) - {"changed", "fresh"})
        print(json.dumps([stop, code, first, again, second, left]))


def prepared(folder: Path, number: int, stop: int, mode: str) -> tuple[int, int]:
    place = folder / str(number)
    shutil.copytree(folder / "old", place / "generated")
    shutil.copytree(folder / "new", place / "staged")
    return run(place, stop, mode)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], "two-renames" in sys.argv)
