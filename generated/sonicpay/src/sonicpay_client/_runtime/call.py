"""What an operation asks for, as plain data, and the pure functions that fill it in.

A generated method builds a ``Call`` and hands it to a connection; tests can look at it without a
network. It refuses to guess: a path or query value whose spelling on the wire is not certain is
an error here, with the parameter's name, before anything is sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar, cast
from urllib.parse import quote

from msgspec import UNSET

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request, without address and credentials, and the type of its answer.

    Attributes:
        operation: name of the method, as ``create_invoice``; errors say it.
        method: HTTP method, upper case.
        path: path below the base URL, filled and percent-encoded, with a leading slash.
        answer: type of a success; ``type(None)`` where a success has no content.
        query: names and values, not yet percent-encoded.
        body: bytes of a JSON body, or None.
    """

    operation: str
    method: str
    path: str
    answer: type[T]
    query: tuple[tuple[str, str], ...] = ()
    body: bytes | None = field(default=None, repr=False)


_PLACE = re.compile(r"\{([^{}]+)\}")


def fill(template: str, /, **values: object) -> str:
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
    text = _text(name, value.value if isinstance(value, Enum) else value)
    if text in ("", ".", ".."):
        raise ValueError(f"{name}: {text!r} cannot stand in a path")
    return quote(text, safe="")


def query(
    pairs: Iterable[tuple[str, object]],
    comma: frozenset[str] = frozenset(),
    unix: frozenset[str] = frozenset(),
) -> tuple[tuple[str, str], ...]:
    """Spell query parameters: ``UNSET`` is left out, a sequence repeats its name.

    Args:
        pairs: wire names and values.
        comma: names whose sequences are joined with "," instead (``explode: false``).
        unix: names whose datetimes travel as UNIX time, in seconds rounded down.

    Raises:
        TypeError: None (a query has no null), a float (give a Decimal), or another type.
        ValueError: a datetime without time zone, a number that is not finite, an empty list, or a
            value with a comma in a list that is joined with commas.
    """
    found: list[tuple[str, str]] = []
    for name, value in pairs:
        if isinstance(value, Sequence | Set) and not isinstance(value, str | bytes):
            found += _many(name, cast("Iterable[object]", value), name in comma)
        elif name in unix and isinstance(value, datetime):
            found.append((name, _unix(name, value)))
        elif value is not UNSET:
            found.append((name, _spell(name, value)))
    return tuple(found)


def _many(name: str, values: Iterable[object], joined: bool) -> list[tuple[str, str]]:
    texts = [_spell(name, value) for value in values]
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


def _spell(name: str, value: object) -> str:
    if isinstance(value, Enum):
        return _spell(name, value.value)
    for kind, spell in _SPELLINGS:
        if isinstance(value, kind):
            return spell(name, value)
    raise TypeError(f"{name}: {_advice(value)}")


def _advice(value: object) -> str:
    if value is None:
        return "a query has no null; leave the argument out"
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


def _decimal(name: str, value: Decimal) -> str:
    # "Plain digits" of 1E+999999 would be a megabyte, so the exponent is bounded.
    if not value.is_finite() or abs(value.adjusted()) > 100:
        raise ValueError(f"{name}: {value} is not a number that can be sent")
    return format(value, "f")


def _moment(name: str, value: datetime) -> str:
    if value.utcoffset() is None:
        raise ValueError(f"{name}: a datetime without time zone is not a moment; give tzinfo")
    return value.isoformat()


def _unix(name: str, value: datetime) -> str:
    if value.utcoffset() is None:
        raise ValueError(f"{name}: a datetime without time zone is not a moment; give tzinfo")
    return str((value - _EPOCH) // timedelta(seconds=1))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _date(name: str, value: date) -> str:
    return value.isoformat()


# In this order: a bool is an int, and a datetime is a date.
_SPELLINGS: tuple[tuple[type, Callable[[str, Any], str]], ...] = (
    (bool, _bool),
    (str, _text),
    (int, _text),
    (Decimal, _decimal),
    (datetime, _moment),
    (date, _date),
)
