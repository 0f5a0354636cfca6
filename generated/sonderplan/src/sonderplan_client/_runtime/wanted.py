"""Says which scalars a body may have that are none of the common ones, and what to pass instead.

Bytes are sent as Base64, a UUID, a time of day and a duration as their texts: msgspec writes them.
Only values that ``strict`` does not know reach it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import inspect

_RARE: tuple[tuple[type[inspect.Type], type, str], ...] = (
    (inspect.BytesType, bytes, "bytes"),
    (inspect.UUIDType, UUID, "a uuid.UUID"),
    (inspect.TimeType, time, "a datetime.time"),
    (inspect.TimeDeltaType, timedelta, "a datetime.timedelta"),
)


def is_rare(value: object, shape: inspect.Type) -> bool:
    """Return whether a value is of the type that it is sent as, or is the text of one."""
    for kind, wanted, _words in _RARE:
        if isinstance(shape, kind):
            return isinstance(value, wanted) or (isinstance(value, str) and _reads(value, wanted))
    return False


def _reads(text: str, wanted: type) -> bool:
    convert: Callable[..., Any] = msgspec.convert
    try:
        convert(text, wanted)
    except ValueError:
        return False
    return True


def wanted_of(shape: inspect.Type) -> str:
    """Return what to pass for a type."""
    for kind, _wanted, words in _RARE:
        if isinstance(shape, kind):
            return words
    if isinstance(shape, inspect.LiteralType):
        return f"one of {', '.join(map(repr, shape.values))}"
    if isinstance(shape, inspect.StrType):
        return "a str"
    return "a bool" if isinstance(shape, inspect.BoolType) else "another type"
