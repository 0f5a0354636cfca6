"""Reads what callers pass as a file: bytes, a file that is open in binary mode, or a path.

A text is refused, since it could be a path or the content, and so is a file in text mode. Only
packages that send files import this.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeAlias, cast

BinaryInput: TypeAlias = bytes | bytearray | memoryview | BinaryIO | PathLike[str]
"""The content of a file: bytes, a file that is open in binary mode, or a path to read."""

FileInput: TypeAlias = BinaryInput | tuple[str, BinaryInput] | tuple[str, BinaryInput, str]
"""The content of a file; or its name and its content; or name, content and media type."""

UNNAMED = "upload"
"""The file name of bytes: without one, services take a part for a text."""


class File(NamedTuple):
    """A file to send; ``media_type`` is empty if the caller gives none."""

    name: str
    content: bytes
    media_type: str = ""


def read_binary(value: object) -> bytes:
    """Return the content that a caller passes; a file is read from where it stands to its end.

    Raises:
        TypeError: the value is no ``BinaryInput``, or is a file in text mode.
        OSError: a file cannot be read.
    """
    if isinstance(value, bytes):
        return value
    if isinstance(value, bytearray | memoryview):
        return bytes(cast("Any", value))
    if isinstance(value, PathLike):
        return Path(cast("PathLike[str]", value)).read_bytes()
    read = getattr(value, "read", None)
    if read is None:
        kind = type(value).__name__
        raise TypeError(f"pass bytes, a file in binary mode, or a pathlib.Path, not {kind}")
    content: object = read()
    if not isinstance(content, bytes):
        raise TypeError("pass a file that is open in binary mode")
    return content


def read_file(value: object) -> File:
    """Return the file that a caller passes.

    Raises:
        TypeError: the value is no ``FileInput``.
        OSError: a file cannot be read.
    """
    if not isinstance(value, tuple):
        return File(_name(value), read_binary(value))
    parts = cast("tuple[object, ...]", value)
    name, media_type = parts[0] if parts else None, parts[2] if len(parts) == 3 else ""
    if len(parts) not in (2, 3) or not isinstance(name, str) or not isinstance(media_type, str):
        raise TypeError("pass a tuple of file name, content and, if you like, media type")
    return File(name, read_binary(parts[1]), media_type)


def _name(value: object) -> str:
    if isinstance(value, PathLike):
        return Path(cast("PathLike[str]", value)).name
    name = getattr(value, "name", None)  # that of a pipe is a number
    return Path(name).name if isinstance(name, str) and name else UNNAMED
