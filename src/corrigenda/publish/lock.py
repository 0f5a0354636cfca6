"""Lets one run at a time work on a folder of packages.

The lock is on the folder itself, so it leaves no file, and it ends with the process that holds it.
Where folders cannot be locked (Windows, some network file systems), runs are not kept apart.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from corrigenda.problems import Place, Problem, ProblemsError
from corrigenda.publish.replace import cannot_write, heal


@contextmanager
def locked(published: Path) -> Generator[None]:
    """Hold a folder of packages, which is made if there is none, and heal what a killed run left.

    A folder that was made, and in which nothing was published, is removed again.

    Raises:
        ProblemsError: another run holds the folder, or it cannot be made or healed.
    """
    made = _make(published)
    try:
        with _held(published):
            _heal(published)
            yield
    finally:
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _make(folder: Path) -> list[Path]:
    """Make a folder and those around it; what was made, innermost first."""
    if folder.is_dir():
        return []
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        problem = Problem(Place(folder), f"cannot be created: {reason}", "choose another `--out`")
        raise ProblemsError([problem]) from None
    return missing


def _heal(published: Path) -> None:
    try:
        heal(published)
    except OSError as error:
        raise ProblemsError([cannot_write(error, published)]) from None


@contextmanager
def _held(folder: Path) -> Generator[None]:
    try:
        descriptor = _open(folder)
    except OSError as error:
        raise ProblemsError([cannot_write(error, folder)]) from None
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)  # which ends the lock


def _open(folder: Path) -> int | None:
    """Lock a folder; the descriptor to close, or None where folders cannot be locked."""
    try:
        import fcntl
    except ImportError:
        return None
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        message = "another `corrigenda regenerate` is working on this folder"
        fix = "wait until it has finished, then run this one again"
        raise ProblemsError([Problem(Place(folder), message, fix)]) from None
    except OSError:  # the file system has no locks
        os.close(descriptor)
        return None
    return descriptor
