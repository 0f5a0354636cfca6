"""Swaps two folders in one step, so that there is no moment without either.

Linux and macOS have a call for it, which some file systems refuse. Then, and on other systems,
`exchange` returns False and has done nothing.
"""

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux's <linux/fs.h>, RENAME_SWAP of macOS's <sys/stdio.h>
_REFUSED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders of one file system; False if the system cannot.

    Raises:
        OSError: the system can, and it failed; nothing was changed.
    """
    sys.audit("os.rename", str(one), str(other), -1, -1)  # as `os.rename` tells auditing hooks
    code = _call(os.fsencode(one), os.fsencode(other))
    if code in _REFUSED:
        return False
    if code:
        raise OSError(code, os.strerror(code), str(other))
    return True


def _call(one: bytes, other: bytes) -> int:
    """Ask the system; the error number, or 0."""
    if sys.platform == "win32":
        return errno.ENOSYS
    library = ctypes.CDLL(None, use_errno=True)
    ctypes.set_errno(0)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(one, other, ctypes.c_uint(_EXCHANGE))
        else:
            arguments = (_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_EXCHANGE))
            failed = library.renameat2(*arguments)
    except AttributeError:  # the C library is older than the call
        return errno.ENOSYS
    return ctypes.get_errno() if failed else 0
