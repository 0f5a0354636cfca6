"""Writes a file completely or not at all, and follows links to files.

A symbolic link is followed. A file that is not regular, such as a terminal or a pipe, is written to
directly.
"""

import errno
import os
import secrets
from pathlib import Path

from corrigenda.problems import Place, Problem, ProblemsError


def write_file(path: Path, text: str) -> None:
    """Write `text` to the file at `path`; readers see the old or the new content, never a mix.

    Raises:
        ProblemsError: the file cannot be written; its old content is kept.
    """
    content = text.encode("utf-8")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # as it is called: a pipe behind `/dev/stdout` has no path
            return
        target = Path(os.path.realpath(path))
        if target.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        _replace(target, content)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise ProblemsError([Problem(Place(path), message, "choose another output file")]) from None


def resolved(path: Path) -> Path | None:
    """The path with links followed; None if they lead in a circle, or no file can be called so."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None


def _replace(target: Path, content: bytes) -> None:
    # Short, because a name that only just fits its folder would not fit with an addition.
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # or the loss of power could leave an empty file
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        os.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
