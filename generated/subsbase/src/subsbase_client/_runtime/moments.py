"""Reads the points in time that services write, in RFC 3339 and in other forms without loss.

msgspec reads RFC 3339 fast, but rounds the seventh digit of a second up, which moves the last
moment of a year into the next one. Here digits that Python cannot hold are cut off. The other forms
are those of common libraries, each with exactly one meaning: a comma before the fraction, no
seconds, 24:00 for the end of a day, offsets as ``+01`` and ``+01:00:30``, ``UTC``, no separators,
and the name of a zone after an offset. A time without an offset stays unreadable.

A leap second, which Python cannot hold, is read as the last microsecond before it.

Source: RFC 3339, 5.6 and appendix A; RFC 9557, 3.1.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec

from .scalar import AwareDatetime

_RFC3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ](?!24)[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6}0*)?"
    r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
)
"""What needs no mention. Times that do not exist match too, and are rejected below."""

PLAIN = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?!24)[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
"""Pattern of what Python and msgspec read alike, if the time exists."""

_PLAIN = re.compile(PLAIN)

_MOMENT = re.compile(
    r"(?P<year>[0-9]{4})(?P<dash>-?)(?P<month>[0-9]{2})(?P=dash)(?P<day>[0-9]{2})[Tt ]"
    r"(?P<hour>[0-9]{2})(?P<colon>:?)(?P<minute>[0-9]{2})"
    r"(?:(?P=colon)(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]+))?)?"
    r" ?(?:[Zz]|UTC|GMT|(?P<sign>[+-])(?P<hours>[0-9]{2})(?::?(?P<minutes>[0-9]{2})"
    r"(?::?(?P<seconds>[0-9]{2}))?)?)"
    r"(?P<zone>\[[!A-Za-z0-9_+/=-]{1,60}\])?"
)

ROUNDED = re.compile(rb"\.[0-9]{6}[5-9][0-9]*[Zz+\\-]")
"""Times in JSON that msgspec rounds up."""

_MINUTE = timedelta(minutes=1)

MOST = 100
"""The longest time that is read, in characters."""


def is_plain(text: str) -> bool:
    """Return whether a text is a time in the usual form, which needs no closer look."""
    if not _PLAIN.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:  # there is no such time, or it is a leap second
        return False
    return True


def to_moment(text: str) -> tuple[datetime, str] | None:
    """Return a time and how its text differs from RFC 3339 (or ``""``); None if unreadable."""
    found = _MOMENT.fullmatch(text) if len(text) <= MOST else None
    if found is None:
        return None
    try:
        moment, said = _moment(found.groupdict())
    except (ValueError, OverflowError):
        return None
    return moment, said or ("" if _RFC3339.fullmatch(text) else "is not written as in RFC 3339")


def _moment(parts: dict[str, str | None]) -> tuple[datetime, str]:
    year, month, day, hour, minute, second = (
        int(parts[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")
    )
    fraction = parts["fraction"] or ""
    micro, said = int(fraction[:6].ljust(6, "0")), _lost(fraction[6:])
    midnight, leap = hour == 24, second == 60
    if midnight and (minute or second or fraction.strip("0")):
        raise ValueError("24:00 is the end of a day")
    if leap:
        second, micro, said = 59, 999_999, "is a leap second, which is read as the moment before"
    hour = 0 if midnight else hour
    moment = datetime(year, month, day, hour, minute, second, micro, tzinfo=_zone(parts))
    if leap and _is_inside_a_day(moment):
        raise ValueError("a leap second ends a day of UTC")
    return (moment + timedelta(days=1) if midnight else moment), said


def _lost(digits: str) -> str:
    return "has more digits than microseconds, which are cut off" if digits.strip("0") else ""


def _is_inside_a_day(moment: datetime) -> bool:
    at = moment.astimezone(UTC)
    return (at.hour, at.minute) != (23, 59)


def _zone(parts: dict[str, str | None]) -> timezone:
    hours, minutes, seconds = (int(parts[name] or 0) for name in ("hours", "minutes", "seconds"))
    if hours > 23 or minutes > 59 or seconds > 59:
        raise ValueError("no such offset")
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timezone(-offset if parts["sign"] == "-" else offset) if offset else UTC


def unsendable(moment: Any) -> str:
    """Return why a time, or the text of one, cannot be sent, as advice, or ``""``."""
    if isinstance(moment, datetime) and moment.utcoffset() is None:
        return "without a time zone it is ambiguous, pass tzinfo"
    if not isinstance(moment, datetime | str):
        return "pass a datetime with tzinfo"
    try:
        in_minutes(moment)
        msgspec.convert(moment, AwareDatetime)
    except OverflowError:
        return "its offset has seconds, and the time in UTC is out of range"
    except ValueError:
        return "pass a datetime with tzinfo"
    return ""


def in_minutes(moment: Any) -> Any:
    """Return the same time with an offset that RFC 3339 can express; any other value unchanged.

    Local mean time, as of 1890, has offsets with seconds; such a time is written in UTC.

    Raises:
        OverflowError: the offset has seconds, and the year in UTC is not between 1 and 9999.
    """
    if isinstance(moment, datetime) and (moment.utcoffset() or timedelta()) % _MINUTE:
        return moment.astimezone(UTC)
    return moment
