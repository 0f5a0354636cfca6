"""Says what the system refused while packages were published or compared, and what helps."""

import errno
import os
from pathlib import Path

from corrigenda.problems import Place, Problem
from corrigenda.publish.places import SWAP

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SPACE = "free space on its disk, then run `corrigenda regenerate` again"
_MOVABLE = (
    "delete it, then run `corrigenda regenerate` again: its file system, such as a layer of a "
    "container image, cannot move it"
)
_WRITABLE = "make it writable, or choose another `--out`, then run `corrigenda regenerate` again"


def cannot_write(error: OSError, folder: Path) -> Problem:
    """What to tell when the system refuses an operation below a folder."""
    fix = _SPACE if error.errno in _FULL else _WRITABLE
    if error.errno == errno.EXDEV:
        fix = _MOVABLE
    return Problem(_place(error, folder), f"cannot be written: {_reason(error)}", fix)


def cannot_read(error: OSError, folder: Path) -> Problem:
    """What to tell when published packages cannot be compared."""
    fix = "make it readable, then run `corrigenda regenerate --check` again"
    return Problem(_place(error, folder), f"cannot be read: {_reason(error)}", fix)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _place(error: OSError, folder: Path) -> Place:
    """The file that was refused, unless it is a copy that is gone when the message is read."""
    path = Path(os.fsdecode(error.filename)) if error.filename else folder
    return Place(folder if SWAP in path.parts else path)
