"""Writes the scalars of a body that are none of the common ones, or says what to pass instead.

Bytes are sent as Base64, a UUID, a time of day and a duration as their texts. Only values that
``strict`` does not know reach it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from msgspec import inspect

from .formats import READERS, duration, is_duration, unsendable_time


def write_rare(value: Any, shape: inspect.Type) -> tuple[Any, str]:
    """Return a value as plain JSON, or advice on what to pass.

    A subclass, such as a UUID of a database's driver, is unknown to the encoder, and becomes what
    it is a subclass of.
    """
    found = _RARE.get(type(shape))
    if found is None:
        return None, f"pass {_wanted_of(shape)}"
    cls, write, words = found
    if isinstance(value, cls):
        return write(value)
    read = READERS[type(shape)][1](value) if isinstance(value, str) else None
    return (str(value), "") if read and not read[1] else (None, f"pass {words}")


def write_duration(value: object) -> tuple[str | None, str]:
    """Return the text of a duration, or advice on what to pass."""
    if isinstance(value, timedelta):
        return duration(value), ""
    if isinstance(value, str) and is_duration(value):
        return str(value), ""
    return None, "pass a datetime.timedelta, or a duration of ISO 8601 such as 'P1M'"


def _uuid(value: UUID) -> tuple[Any, str]:
    return UUID(int=value.int), ""


def _bytes(value: bytes) -> tuple[Any, str]:
    return bytes(value), ""


def _time(value: time) -> tuple[Any, str]:
    clock = value.hour, value.minute, value.second, value.microsecond
    return time(*clock, tzinfo=value.tzinfo), unsendable_time(value)


_RARE: dict[type[inspect.Type], tuple[type, Callable[[Any], tuple[Any, str]], str]] = {
    inspect.BytesType: (bytes, _bytes, "bytes"),
    inspect.UUIDType: (UUID, _uuid, "a uuid.UUID"),
    inspect.TimeType: (time, _time, "a datetime.time"),
}


def _wanted_of(shape: inspect.Type) -> str:
    if isinstance(shape, inspect.LiteralType):
        return f"one of {', '.join(map(repr, shape.values))}"
    if isinstance(shape, inspect.StrType):
        return "a str"
    return "a bool" if isinstance(shape, inspect.BoolType) else "another type"
