"""How the values of a path and a query are spelt on the wire.

Pure functions that the generated operations call. A value whose spelling is not certain is an error
here, with the parameter's name, before anything is sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Any, Literal, cast
from urllib.parse import quote

from msgspec import UNSET

from .shape import short

Kind = Literal["boolean", "date", "integer"]
"""What a query parameter takes, where that is less than what a query can spell."""


_PLACE = re.compile(r"\{([^{}]+)\}")


def path(template: str, /, **values: object) -> str:
    """Put path values into ``/invoices/{invoice_id}``, each percent-encoded, "/" included.

    Raises:
        TypeError: a value that is neither str nor int.
        ValueError: an empty value, "." or ".." (they would name another resource), or names that
            are not those of the template.
    """
    wanted = _PLACE.findall(template)
    if set(wanted) != set(values):
        raise ValueError(f"{template} takes {sorted(set(wanted))}, not {sorted(values)}")
    return _PLACE.sub(lambda place: _segment(place[1], values[place[1]]), template)


def _segment(name: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"{name}: {type(value).__name__} cannot stand in a path, give a str")
    plain = value.value if isinstance(value, Enum) else value
    text = _int(name, plain) if isinstance(plain, int) else _text(name, plain)
    if text in ("", ".", ".."):
        raise ValueError(f"{name}: {text!r} cannot stand in a path")
    return quote(text, safe="")


def query(
    pairs: Iterable[tuple[str, object]],
    comma: Set[str] = frozenset(),
    unix: Set[str] = frozenset(),
    upward: Set[str] = frozenset(),
    kinds: Mapping[str, Kind] | None = None,
) -> tuple[tuple[str, str], ...]:
    """Spell query parameters: ``UNSET`` is left out, a sequence repeats its name.

    Args:
        pairs: wire names and values.
        comma: names whose sequences are joined with "," instead (``explode: false``).
        unix: names whose datetimes travel as UNIX time, in seconds rounded down.
        upward: those of ``unix`` that are rounded up: an upper bound must not exclude more.
        kinds: names that take one kind of value only, alone or in a sequence: ``boolean`` a bool;
            ``date`` a date (no datetime) or the text of one; ``integer`` an int (no bool), and a
            datetime where the name is also in ``unix``. Enum members count as their values.

    Raises:
        TypeError: None (a query has no null), a float (give a Decimal), another type, or another
            kind.
        ValueError: a datetime without time zone, a number that is not finite or too long, an
            empty list, or a value with a comma in a list that is joined with commas.
    """
    found: list[tuple[str, str]] = []
    for name, value in pairs:
        rounded = (name in unix) + (name in upward)
        spell = partial(_spell, name, kind=(kinds or {}).get(name), unix=rounded)
        if _is_list(value):
            found += _many(name, cast("Iterable[object]", value), name in comma, spell)
        elif value is not UNSET:
            found.append((name, spell(value)))
    return tuple(found)


def _is_list(value: object) -> bool:
    texts = str | bytes | bytearray | memoryview
    return isinstance(value, Sequence | Set) and not isinstance(value, texts)


def _many(
    name: str, values: Iterable[object], joined: bool, spell: Callable[[object], str]
) -> list[tuple[str, str]]:
    texts = [spell(value) for value in values]
    if not texts:
        # Left out it would widen the question to everything, which is hardly what was meant.
        raise ValueError(f"{name}: an empty list asks for nothing; leave the argument out")
    if isinstance(values, Set):
        texts.sort()  # a set has no order, and the same call must make the same request
    if not joined:
        return [(name, text) for text in texts]
    if any("," in text for text in texts):
        raise ValueError(f"{name}: a value with a comma cannot stand in a comma-separated list")
    return [(name, ",".join(texts))]


def _spell(name: str, value: object, kind: Kind | None, unix: int) -> str:
    """The text of one value; ``unix``: 0 is no UNIX time, 1 is rounded down, 2 up."""
    if isinstance(value, Enum):
        return _spell(name, value.value, kind, unix)
    if unix and isinstance(value, datetime):
        return _unix(name, value, upward=unix > 1)
    if kind and not _is_kind(value, kind):
        raise TypeError(f"{name}: {_advice(value, _KINDS[kind])}")
    for known, spell in _SPELLINGS:
        if isinstance(value, known):
            return spell(name, value)
    raise TypeError(f"{name}: {_advice(value)}")


_KINDS: Mapping[Kind, str] = {
    "boolean": "a bool",
    "date": "a datetime.date, or its text as 2022-01-31",
    "integer": "an int",
}


def _is_kind(value: object, kind: Kind) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(value, str):
        return _is_date(value)
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text  # not 20220131, which it reads too
    except ValueError:
        return False


def _advice(value: object, wanted: str = "") -> str:
    if value is None:
        return "a query has no null; leave the argument out"
    if wanted:
        shown = short(repr(value)) if isinstance(value, str | float) else type(value).__name__
        return f"give {wanted}, not {shown}"
    if isinstance(value, float):
        return f"{value!r} is a float: numbers are exact, give a decimal.Decimal (or an int)"
    return f"{type(value).__name__} cannot stand in a query"


def _text(name: str, value: object) -> str:
    text = str(value)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(f"{name}: a lone surrogate is not text")
    return text


def _bool(name: str, value: bool) -> str:
    return "true" if value else "false"


def _int(name: str, value: int) -> str:
    if abs(value) >= 10**100:
        raise ValueError(f"{name}: a number of more than 100 digits is not one that can be sent")
    return format(value, "d")


def _decimal(name: str, value: Decimal) -> str:
    # "Plain digits" of 1E+999999 would be a megabyte, so the exponent is bounded.
    if not value.is_finite() or abs(value.adjusted()) > 100:
        raise ValueError(f"{name}: {value} is not a number that can be sent")
    return format(value, "f")


def _moment(name: str, value: datetime) -> str:
    if value.utcoffset() is None:
        raise ValueError(f"{name}: a datetime without time zone is not a moment; give tzinfo")
    return value.isoformat()


def _unix(name: str, value: datetime, upward: bool) -> str:
    if value.utcoffset() is None:
        raise ValueError(f"{name}: a datetime without time zone is not a moment; give tzinfo")
    since = value - _EPOCH
    return str(-(-since // _SECOND) if upward else since // _SECOND)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


def _date(name: str, value: date) -> str:
    return value.isoformat()


# In this order: a bool is an int, and a datetime is a date.
_SPELLINGS: tuple[tuple[type, Callable[[str, Any], str]], ...] = (
    (bool, _bool),
    (str, _text),
    (int, _int),
    (Decimal, _decimal),
    (datetime, _moment),
    (date, _date),
)
