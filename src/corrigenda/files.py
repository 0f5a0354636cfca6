"""Writes a file whole or not at all.

It refuses nothing that the system allows: a link is followed, and what is no regular file (a
terminal, a pipe) is written to directly.
"""

import os
import secrets
from pathlib import Path

from corrigenda.problems import Place, Problem, ProblemsError


def write_file(path: Path, text: str) -> None:
    """Put `text` into the file at `path`; whoever reads it sees all of the old or of the new.

    Raises:
        ProblemsError: it cannot be written; then everything is as it was.
    """
    target = Path(os.path.realpath(path))
    content = text.encode("utf-8")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise ProblemsError([Problem(Place(path), message, "choose another file")]) from None


def _replace(target: Path, content: bytes) -> None:
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        os.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
