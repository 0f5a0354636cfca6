"""Reads UUIDs, Base64, times of day and durations as services write them, without loss.

msgspec reads the usual forms fast. Here are the other forms with exactly one meaning: a UUID in
braces or as a URN; Base64 without padding, in the alphabet of URLs, or in lines; a time without
seconds, with a comma before the fraction, or with an offset as ``+01``. msgspec rounds the seventh
digit of a second up, which moves the end of a day to its start; digits that Python cannot hold are
cut off here. A leap second is read as the last microsecond before it. 24:00 stays unreadable,
because Python has no such time of day.

A duration stays a text: a month has no fixed length, and a ``timedelta`` has no years.

Sources: RFC 9562, 4; RFC 4648, 4 and 5; RFC 3339, 5.6; ISO 8601-1:2019, 5.5.2; ISO 8601-2:2019, 4
(signs).
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable
from datetime import UTC, time, timedelta, timezone
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import inspect

Reading: TypeAlias = tuple[Any, str]
"""A value, and how its text differs from the usual form, or ``""``."""

_HEX = "[0-9A-Fa-f]"
UUID_TEXT = rf"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"
"""Pattern of the usual form of a UUID, in either case."""

TIME_TEXT = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?"
"""Pattern of a time of day that Python and msgspec read alike, if there is such a time."""

_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
DURATION_TEXT = (
    rf"[+-]?P(?=[0-9T])(?:{_NUMBER}W|(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=[0-9])(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?)"
)
"""Pattern of a duration, also with a sign, which ISO 8601-2 adds, and with weeks beside days."""

_DURATION = re.compile(DURATION_TEXT)
_PLAIN_UUID = re.compile(UUID_TEXT)
_OTHER_UUID = re.compile(
    rf"(?:urn:uuid:)?({UUID_TEXT})|\{{({UUID_TEXT})\}}|({_HEX}{{32}})", re.IGNORECASE
)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}")
_SPACE = re.compile(r"[ \t\r\n]+")
_TIME = re.compile(
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]+))?)?"
    r" ?(?P<zone>[Zz]|(?P<sign>[+-])(?P<hours>[0-9]{2})(?::?(?P<minutes>[0-9]{2}))?)?"
)
_PLAIN_TIME = re.compile(TIME_TEXT)

_MOST = 100
"""The longest UUID, time or duration that is read, in characters."""

ROUNDED = re.compile(rb"\.[0-9]{6}[5-9]")
"""Times of day in JSON that msgspec rounds up."""


def to_uuid(text: str) -> Reading | None:
    """Return a UUID; None if the text is none."""
    if _PLAIN_UUID.fullmatch(text):
        return UUID(text), ""
    found = _OTHER_UUID.fullmatch(text) if len(text) <= _MOST else None
    if found is None:
        return None
    return UUID(next(one for one in found.groups() if one)), "is not written as in RFC 9562"


def to_bytes(text: str) -> Reading | None:
    """Return the bytes that Base64 stands for; None if the text is none."""
    bare = _SPACE.sub("", text)
    if not _BASE64.fullmatch(bare):
        return None
    digits = bare.rstrip("=")
    standard = digits.replace("-", "+").replace("_", "/") + "=" * (-len(digits) % 4)
    try:
        found = b64decode(standard, validate=True)
    except NotBase64:  # one digit is left over, which is less than a byte
        return None
    return found, "" if standard == text else "is not written as in RFC 4648, 4"


def to_time(text: str) -> Reading | None:
    """Return a time of day, with its offset if it has one; None if there is no such time."""
    found = _TIME.fullmatch(text) if len(text) <= _MOST else None
    if found is None:
        return None
    try:
        read, said = _time(found.groupdict())
    except ValueError:
        return None
    usual = _PLAIN_TIME.fullmatch(text)
    return read, said or ("" if usual else "is not written as in RFC 3339")


def _time(parts: dict[str, str | None]) -> Reading:
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    fraction = parts["fraction"] or ""
    micro, said = int(fraction[:6].ljust(6, "0")), ""
    if fraction[6:].strip("0"):
        said = "has more digits than microseconds, which are cut off"
    if second == 60:
        second, micro, said = 59, 999_999, "is a leap second, which is read as the moment before"
    return time(hour, minute, second, micro, tzinfo=_zone(parts)), said


def _zone(parts: dict[str, str | None]) -> timezone | None:
    if parts["zone"] is None:
        return None
    hours, minutes = int(parts["hours"] or 0), int(parts["minutes"] or 0)
    if hours > 23 or minutes > 59:
        raise ValueError("no such offset")
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if parts["sign"] == "-" else offset) if offset else UTC


def is_duration(text: str) -> bool:
    """Return whether a text is a duration of ISO 8601."""
    return len(text) <= _MOST and _DURATION.fullmatch(text) is not None


def duration(value: timedelta) -> str:
    """Return the text of a duration with every digit: ``P1DT2H``; a negative one has a sign."""
    micros = abs(value) // timedelta(microseconds=1)
    seconds, fraction = divmod(micros, 1_000_000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    day, hour = divmod(hours, 24)
    digits = f".{fraction:06}".rstrip("0") if fraction else ""
    clock = f"{hour}H" if hour else ""
    # RFC 3339 has no hours and seconds without the minutes between them.
    clock += f"{minute}M" if minute or (hour and (second or fraction)) else ""
    clock += f"{second}{digits}S" if second or fraction or not (day or hour or minute) else ""
    sign = "-" if value < timedelta() else ""
    return f"{sign}P{f'{day}D' if day else ''}{f'T{clock}' if clock else ''}"


def unsendable_time(value: time) -> str:
    """Return why a time of day cannot be sent, as advice, or ``""``."""
    if value.tzinfo is None:
        return ""
    offset = value.utcoffset()
    if offset is None:
        return "its offset depends on the day; pass a datetime.timezone as tzinfo, or none"
    return "its offset has seconds, which no text expresses" if offset.seconds % 60 else ""


READERS: dict[type[inspect.Type], tuple[type, Callable[[str], Reading | None], str, str]] = {
    inspect.UUIDType: (UUID, to_uuid, "a UUID", "a UUID as in RFC 9562"),
    inspect.BytesType: (bytes, to_bytes, "bytes in Base64", "Base64 as in RFC 4648, 4"),
    inspect.TimeType: (time, to_time, "a time of day", "a time as in RFC 3339"),
}
"""For each type its class, what reads its texts, and what is expected: any form, the usual one."""
