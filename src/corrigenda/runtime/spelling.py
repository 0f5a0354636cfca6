"""Spells the values that few parameters have: floats, bytes, UUIDs, times of day and durations.

``url`` imports it when it meets one of them. It refuses a float or bytes unless the schema asks for
them, because a float is not exact, and bytes have no text of their own.

Sources: RFC 3339 (times), ISO 8601 (durations), RFC 4648, 4 (Base64).
"""

from __future__ import annotations

from base64 import b64encode
from datetime import time, timedelta
from math import isfinite
from uuid import UUID

from .formats import duration, unsendable_time


def spell_rare(name: str, value: object, kind: str | None) -> str | None:
    """Return the text of a value; None if it is of no type that is known here.

    Raises:
        ValueError: a float is not finite, or a time has an offset that no text expresses.
    """
    if isinstance(value, float) and kind == "float":
        return _float(name, value)
    if isinstance(value, bytes) and kind == "byte":
        return b64encode(value).decode("ascii")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, time):
        return _time(name, value)
    return duration(value) if isinstance(value, timedelta) else None


def _time(name: str, value: time) -> str:
    if advice := unsendable_time(value):
        raise ValueError(f"{name}: {advice}")
    return value.isoformat()


def _float(name: str, value: float) -> str:
    if not isfinite(value):
        raise ValueError(f"{name}: {value} is not finite")
    return repr(float(value))
