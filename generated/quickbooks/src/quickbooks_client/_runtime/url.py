"""Encodes the values of a path and a query.

The generated operations call these pure functions. A value without one clear encoding raises an
error that names the parameter, before anything is sent.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, cast
from urllib.parse import quote, unquote

from msgspec import UNSET

from .shape import short

Kind = Literal["boolean", "byte", "date", "float", "integer"]
"""The type of value that a parameter accepts, if that is restricted or widened."""


_PLACE = re.compile(r"\{([^{}]+)\}")
_UNRESERVED = re.compile(r"[A-Za-z0-9_.~-]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


def path(template: str, /, **values: object) -> str:
    """Insert values into a path such as ``/invoices/{invoice_id}``, percent-encoding "/" too.

    Raises:
        TypeError: a value is neither str nor int.
        ValueError: a value is empty, "." or ".." (it would name another resource), or the names
            are not those of the template.
    """
    parts, wanted = _parts(template)
    if values.keys() != wanted:
        raise ValueError(f"{template} takes {sorted(wanted)}, not {sorted(values)}")
    filled = [_segment(part, values[part]) if at % 2 else part for at, part in enumerate(parts)]
    return "".join(filled)


@functools.lru_cache(maxsize=256)
def _parts(template: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the texts of a path and, between them, its names; and the names."""
    parts = _PLACE.split(template)
    return tuple(parts), frozenset(parts[1::2])


def segments(template: str) -> tuple[str, ...]:
    """Return the texts of a path and, at every second place, the names between them."""
    return _parts(template)[0]


def _segment(name: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"{name}: {type(value).__name__} cannot be used in a path, pass a str")
    plain = value.value if isinstance(value, Enum) else value
    text = _int(name, plain) if isinstance(plain, int) else _text(name, plain)
    if text in ("", ".", ".."):
        raise ValueError(f"{name}: {text!r} cannot be used in a path")
    return quoted(text)


def quoted(text: str, safe: str = "") -> str:
    """Percent-encode a text, except for unreserved characters and those of ``safe``."""
    # ``quote`` takes several times as long to find that there is nothing to do.
    return text if _UNRESERVED.fullmatch(text) else quote(text, safe=safe)


def query(
    pairs: Iterable[tuple[str, object]],
    comma: Set[str] = frozenset(),
    unix: Set[str] = frozenset(),
    upward: Set[str] = frozenset(),
    kinds: Mapping[str, Kind] | None = None,
) -> tuple[tuple[str, str], ...]:
    """Encode query parameters. ``UNSET`` is left out; a sequence repeats its name.

    Args:
        pairs: wire names and values.
        comma: names whose sequences are joined with "," instead (``explode: false``); a single
            value is a list of one.
        unix: names whose datetimes are sent as UNIX time, in seconds rounded down.
        upward: those of ``unix`` that are rounded up, so that an upper bound excludes nothing.
        kinds: names that accept only one kind of value, alone or in a sequence: ``boolean`` a
            bool; ``byte`` bytes, sent as Base64; ``date`` a date (not a datetime) or its text;
            ``float`` a number, also a float; ``integer`` an int (not a bool), and a datetime if
            the name is also in ``unix``. Enum members count as their values.

    Raises:
        TypeError: a value is None (a query has no null), a float where numbers must be exact (pass
            a Decimal), or of another type or kind.
        ValueError: a datetime has no time zone, a number is not finite or too long, a list is
            empty, or a value in a comma-separated list contains a comma.
    """
    found: list[tuple[str, str]] = []
    for name, value in pairs:
        rounded = (name in unix) + (name in upward)
        to_text = functools.partial(spell, name, kind=(kinds or {}).get(name), unix=rounded)
        if is_list(value):
            found += _many(name, cast("Iterable[object]", value), name in comma, to_text)
        elif value is not UNSET:
            found += _many(name, (value,), name in comma, to_text)
    return tuple(found)


def encode_query(pairs: Iterable[tuple[str, str]], joined: Set[str] = frozenset()) -> str:
    """Return the query of a URL, percent-encoded as RFC 6570 has it, without "?".

    Args:
        pairs: names and values, from ``query``.
        joined: names whose values are comma-separated lists. A service may split them before it
            decodes them, so their commas stay; all other commas are data and become "%2C".
    """
    return "&".join(
        f"{quoted(name)}={quoted(value, ',' if name in joined else '')}" for name, value in pairs
    )


def extend_query(defaults: Iterable[tuple[str, str]], encoded: str) -> str:
    """Return a query with defaults for the names that it does not have."""
    names = {unquote(pair.partition("=")[0]) for pair in encoded.split("&")}
    rest = encode_query(pair for pair in defaults if pair[0] not in names)
    return "&".join(part for part in (rest, encoded) if part)


def is_list(value: object) -> bool:
    """Return whether a value is sent as a list: text and bytes are not."""
    texts = str | bytes | bytearray | memoryview
    return isinstance(value, Sequence | Set) and not isinstance(value, texts)


def _many(
    name: str, values: Iterable[object], joined: bool, to_text: Callable[[object], str]
) -> list[tuple[str, str]]:
    texts = [to_text(value) for value in values]
    if not texts:
        # Leaving it out would select everything, which is hardly what the caller means.
        raise ValueError(f"{name}: an empty list selects nothing; leave the argument out")
    if isinstance(values, Set):
        texts.sort()  # a set has no order, but the same call must send the same request
    if not joined:
        return [(name, text) for text in texts]
    if any("," in text for text in texts):
        hint = "" if len(texts) > 1 else "; pass several values as a list"
        raise ValueError(
            f"{name}: a value with a comma cannot be sent in a comma-separated list{hint}"
        )
    return [(name, ",".join(texts))]


def spell(name: str, value: object, kind: Kind | None = None, unix: int = 0) -> str:
    """Return the text of one value; ``unix``: 0 is not UNIX time, 1 rounds down, 2 rounds up.

    Raises:
        TypeError, ValueError: see ``query``.
    """
    if isinstance(value, Enum):
        return spell(name, value.value, kind, unix)
    if unix and isinstance(value, datetime):
        return _unix(name, value, upward=unix > 1)
    if kind and not _is_kind(value, kind):
        raise TypeError(f"{name}: {_advice(value, _KINDS[kind])}")
    for known, spelling in _SPELLINGS:
        if isinstance(value, known):
            return spelling(name, value)
    from .spelling import spell_rare  # imported here because few parameters need it

    rare = spell_rare(name, value, kind)
    if rare is None:
        raise TypeError(f"{name}: {_advice(value)}")
    return rare


_KINDS: Mapping[Kind, str] = {
    "boolean": "a bool",
    "byte": "bytes",
    "date": "a datetime.date, or a string like 2022-01-31",
    "float": "a number",
    "integer": "an int",
}


def _is_kind(value: object, kind: Kind) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "byte":
        return isinstance(value, bytes)
    if kind == "float":
        return isinstance(value, float | int | Decimal) and not isinstance(value, bool)
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(value, str):
        return _is_date(value)
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text  # fromisoformat also accepts 20220131
    except ValueError:
        return False


def _advice(value: object, wanted: str = "") -> str:
    if value is None:
        return "a query has no null; leave the argument out"
    if wanted:
        shown = short(repr(value)) if isinstance(value, str | float) else type(value).__name__
        return f"pass {wanted}, not {shown}"
    if isinstance(value, float):
        return f"{value!r} is a float: numbers must be exact, pass a decimal.Decimal (or an int)"
    return f"{type(value).__name__} cannot be used in a query"


def _text(name: str, value: object) -> str:
    text = str(value)
    if _SURROGATE.search(text):
        raise ValueError(f"{name}: a lone surrogate cannot be encoded")
    return text


def _bool(name: str, value: bool) -> str:
    return "true" if value else "false"


def _int(name: str, value: int) -> str:
    if abs(value) >= 10**100:
        raise ValueError(f"{name}: a number of more than 100 digits cannot be sent")
    return format(value, "d")


def _decimal(name: str, value: Decimal) -> str:
    # The digits of 1E+999999 would fill a megabyte, so the exponent is limited.
    if not value.is_finite() or abs(value.adjusted()) > 100:
        raise ValueError(f"{name}: {value} is not finite, or has too many digits")
    return format(value, "f")


def _moment(name: str, value: datetime) -> str:
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(
            f"{name}: a datetime without a time zone is ambiguous; pass one with tzinfo"
        )
    return value.isoformat() if not offset % _MINUTE else _in_utc(name, value)


def _in_utc(name: str, value: datetime) -> str:
    """Spell a time whose offset has seconds, which RFC 3339 cannot express."""
    try:
        return value.astimezone(UTC).isoformat()
    except OverflowError:
        reason = f"{name}: its offset has seconds, and the time in UTC is out of range"
    raise ValueError(reason)


def _unix(name: str, value: datetime, upward: bool) -> str:
    if value.utcoffset() is None:
        raise ValueError(
            f"{name}: a datetime without a time zone is ambiguous; pass one with tzinfo"
        )
    since = value - _EPOCH
    return str(-(-since // _SECOND) if upward else since // _SECOND)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)


def _date(name: str, value: date) -> str:
    return value.isoformat()


# The order matters: a bool is an int, and a datetime is a date.
_SPELLINGS: tuple[tuple[type, Callable[[str, Any], str]], ...] = (
    (bool, _bool),
    (str, _text),
    (int, _int),
    (Decimal, _decimal),
    (datetime, _moment),
    (date, _date),
)
