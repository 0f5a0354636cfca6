"""Makes the folder in which packages are built before they are published, and removes it.

It lies outside the repository. A process that is killed leaves it to the system, which clears its
temporary files.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from corrigenda.problems import Place, Problem, ProblemsError

_REFUSALS = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EIO,
}
"""What the disk refuses, as opposed to mistakes of ours such as a missing file."""

_BLOCK = 4096
"""The bytes that the smallest file takes."""


@contextmanager
def scratch_folder() -> Generator[Path]:
    """Make an empty folder that exists within the block.

    Raises:
        ProblemsError: it cannot be made, or the disk refuses to write to it.
    """
    folder = _make()
    with folder:
        try:
            yield Path(folder.name)
        except ProblemsError:
            raise
        except Exception as error:
            refused = _refusal(error, Path(folder.name))
            if refused is None:
                raise
            raise _problem(refused, Path(folder.name)) from None


def _refusal(error: Exception, folder: Path) -> OSError | None:
    """What the disk refused, if it is to blame: whatever fails on a full disk failed for that."""
    if isinstance(error, OSError) and error.errno in _REFUSALS:
        return error
    if shutil.disk_usage(folder).free < _BLOCK:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
    return None


def _make() -> "tempfile.TemporaryDirectory[str]":
    try:
        return tempfile.TemporaryDirectory(prefix="corrigenda-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _problem(error, Path(tempfile.tempdir or os.curdir)) from None


def _problem(error: OSError, folder: Path) -> ProblemsError:
    place = Place(Path(os.fsdecode(error.filename)) if error.filename else folder)
    message = f"cannot be written: {error.strerror or error}"
    fix = "free space there, or name another folder for temporary files in the variable `TMPDIR`"
    return ProblemsError([Problem(place, message, fix)])
