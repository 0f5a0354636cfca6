"""Encodes bodies of other types than JSON and forms, and bodies that may be left out.

Only packages with such bodies import this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import UNSET

from .encode import encode_body, write
from .files import read_binary

_SURROGATE = re.compile("[\ud800-\udfff]")


def encode_any(operation: str, model: Any, values: Mapping[str, object]) -> bytes | None:
    """Encode a JSON body that may be left out; None if no part of it is given.

    Raises:
        TypeError: as ``encode_body`` does.
    """
    is_given = any(value is not UNSET for value in values.values())
    return encode_body(operation, model, values) if is_given else None


def encode_json(operation: str, model: Any, value: object) -> bytes | None:
    """Encode a JSON body that is one argument; None if it is UNSET.

    Raises:
        TypeError: as ``encode_body`` does.
    """
    return None if value is UNSET else write(operation, model, value)


def encode_text(operation: str, value: object) -> bytes | None:
    """Encode a text in UTF-8; None if it is UNSET.

    Raises:
        TypeError: the value is not a str, or has a lone surrogate.
    """
    if value is UNSET:
        return None
    if not isinstance(value, str):
        raise TypeError(f"{operation}: body: pass a str, not {type(value).__name__}")
    if _SURROGATE.search(value):
        raise TypeError(f"{operation}: body: a lone surrogate cannot be encoded")
    return value.encode()


def encode_binary(operation: str, value: object) -> bytes | None:
    """Return the bytes of a ``files.BinaryInput``; None if it is UNSET.

    Raises:
        TypeError: the value is no ``BinaryInput``, or is a file in text mode.
        OSError: a file cannot be read.
    """
    if value is UNSET:
        return None
    try:
        return read_binary(value)
    except TypeError as error:
        reason = f"{operation}: body: {error}"
    raise TypeError(reason)
