"""Parses JSON without a schema, with exact numbers and limits.

Error bodies and responses that need the lenient path are parsed here first. No number becomes a
float. Numbers longer than ``MAX_DIGITS`` or beyond every float, nesting
deeper than ``MAX_DEPTH`` and more than ``MAX_VALUES`` values are rejected, so that a service cannot
exhaust a client's memory or crash it. Text that is not quite UTF-8 is read (``charset``).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import msgspec

from .bounds import MAX_DEPTH, MAX_DIGITS, measure, out_of_bounds
from .charset import repair, to_text

MAX_EXPONENT = 100
"""The largest exponent of an amount: formatting ``1e999999999`` would fill the memory."""

_MAX_RANGE = 400
"""The largest exponent of any number: that of a float has three digits."""


def number(text: str) -> Decimal:
    """Convert the text of a JSON number, with every digit.

    Raises:
        ValueError: it is longer than ``MAX_DIGITS``, or its exponent is far beyond a float's.
    """
    if len(text) > MAX_DIGITS:
        raise ValueError(f"a number of {len(text)} characters is too long")
    try:
        value = Decimal(text)
    except ArithmeticError:
        value = None
    if value is not None and is_bounded(value, _MAX_RANGE):
        return value
    raise ValueError(f"the number {text[:40]} is out of range")


def is_bounded(value: Decimal, most: int = MAX_EXPONENT) -> bool:
    """Return whether a finite number is short enough to be written without an exponent.

    The digits of a whole number are bounded by the length of its text.
    """
    size = value.adjusted()
    if -most <= size <= most:
        return True
    return 0 < size <= MAX_DIGITS and int(value.as_tuple().exponent) <= 0


_DECODER = msgspec.json.Decoder(Any, float_hook=number)


@dataclass(frozen=True, slots=True)
class Parsed:
    """Parsed JSON.

    Attributes:
        value: dict, list, str, int, Decimal, bool or None.
        body: the bytes that were parsed, in UTF-8.
        members: how many members all objects have.
        notes: how the bytes of the response differ from JSON in UTF-8.
    """

    value: Any
    body: bytes
    members: int
    notes: tuple[str, ...]


def parse(body: bytes) -> Any:
    """Decode JSON into dict, list, str, int, Decimal, bool and None.

    Raises:
        ValueError: not JSON, nested too deeply, too many values, or a number out of bounds.
    """
    return parsed(body).value


def parsed(body: bytes, charset: str | None = None) -> Parsed:
    """Parse JSON in any encoding, and note how it differs from UTF-8.

    Args:
        body: the bytes.
        charset: Python's name of the charset that the response declares.

    Raises:
        ValueError: see ``parse``.
    """
    encoded, notes = _in_utf8(body, charset)
    found = _parsed(encoded, notes)
    if isinstance(found, Parsed):
        return found
    fixed, more = repair(encoded)
    again = _parsed(fixed, [*notes, *more]) if more else found
    if isinstance(again, Parsed):
        return again
    raise ValueError(found)


def _in_utf8(body: bytes, charset: str | None) -> tuple[bytes, list[str]]:
    text, notes = to_text(body, charset)
    encoded = text.encode()
    return (body if encoded == body else encoded), notes  # a body may be large: keep it once


def _parsed(body: bytes, notes: list[str]) -> Parsed | str:
    """Return the value, or why there is none."""
    if reason := out_of_bounds(body):
        return reason
    try:
        value = _DECODER.decode(body)
    except RecursionError:
        return "nested too deeply"
    except ValueError as error:
        return str(error)
    count = measure(value)
    return "nested too deeply" if count is None else Parsed(value, body, count, tuple(notes))


def parse_or_text(body: bytes, charset: str | None = None) -> Any:
    """Parse JSON, or return the text if it is not JSON: the ``body`` of an error."""
    try:
        return parsed(body, charset).value
    except ValueError:
        return to_text(body, charset)[0]


def members(value: Any) -> dict[str, Any]:
    """Return the members of a JSON object; none for any other value."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def items(value: Any) -> list[Any] | None:
    """Return the items of a JSON array; None for any other value."""
    found: list[Any] = value
    return found if isinstance(value, list) else None


__all__ = [
    "MAX_DEPTH",
    "MAX_DIGITS",
    "MAX_EXPONENT",
    "Parsed",
    "is_bounded",
    "items",
    "members",
    "number",
    "parse",
    "parse_or_text",
    "parsed",
]
