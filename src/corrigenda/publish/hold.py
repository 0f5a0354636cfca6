"""Holds a folder, by a lock of the system that ends with the process.

The lock is on the folder itself where that is possible, and leaves no file. Elsewhere (Windows,
some network file systems) it is on an empty file among the user's temporary files, which stays, and
which keeps apart the runs of one user on one machine.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            raise BlockingIOError from None
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold(folder: Path) -> Generator[None]:
    """Hold a folder that exists.

    Raises:
        BlockingIOError: another process holds it, or has just removed it.
        OSError: it cannot be opened.
    """
    descriptor = _of_folder(folder)
    if descriptor is None:
        descriptor = _of_file(folder)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)  # which ends the lock


def _of_folder(folder: Path) -> int | None:
    """Lock the folder itself; None where folders cannot be locked."""
    if sys.platform == "win32":
        return None
    descriptor = _locked(os.open(folder, os.O_RDONLY | os.O_CLOEXEC))
    if descriptor is not None and not _is_at(folder, descriptor):
        os.close(descriptor)
        raise BlockingIOError
    return descriptor


def _of_file(folder: Path) -> int | None:
    """Lock a file in its stead; None if not even that is possible."""
    name = os.path.normcase(os.path.realpath(folder))
    digest = hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
    user = "" if sys.platform == "win32" else f"{os.getuid()}-"
    path = Path(tempfile.gettempdir()) / f"corrigenda-{user}{digest}.lock"
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags, 0o600)
    except OSError:
        return None
    return _locked(descriptor)


def _locked(descriptor: int) -> int | None:
    """The descriptor, or None if the file system has no locks; it is closed if it is not locked."""
    try:
        _lock(descriptor)
    except BlockingIOError:
        os.close(descriptor)
        raise
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether a folder that was opened is still the one at its path."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False
