"""The scalar types of models; which scalars may stand for another without loss, as what.

One function a type: the value as that type, or None where it does not coerce. It refuses what
would lose or invent something: a fraction for a whole number, NaN, 1 for true, and the texts that
``Decimal`` reads and JSON does not know as numbers ("007", " 1 ", "+1", ".5", "1_000").
"""

from __future__ import annotations

import math
import re
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import inspect

from .untyped import MAX_DIGITS, number

AwareDatetime = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment: a datetime that knows its time zone. A naive one is refused, both ways."""

DecimalText = Annotated[Decimal, msgspec.Meta(extra={"text": "decimal"})]
"""A Decimal that travels as a string: ``"2.40"``."""

if TYPE_CHECKING:
    BooleanText = bool
else:
    BooleanText = Annotated[
        bool | Literal["true", "false"], msgspec.Meta(extra={"text": "boolean"})
    ]
"""A bool that travels as a string: ``"true"``. Its struct reads it with ``read_booleans``."""

_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def coerce(value: Any, shape: inspect.Type) -> tuple[Any, str] | None:
    """``(value as that type or None, what was wanted)``; None for a type without rule.

    Types without rule are Any, which takes all, and those whose text has a format (dates), which
    ``msgspec.convert`` judges.
    """
    match shape:
        case inspect.StrType():
            return to_str(value), "a string"
        case inspect.BoolType():
            return to_bool(value), "a boolean"
        case inspect.IntType():
            return to_int(value), "a whole number"
        case inspect.DecimalType():
            return to_decimal(value), "an exact number"
        case inspect.FloatType():
            return to_float(value), "a number"
        case _:
            return None


def to_str(value: Any) -> str | None:
    """A number's digits, ``true`` or ``false``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    return value if isinstance(value, str) else None


def to_bool(value: Any) -> bool | None:
    """Of "true" and "false", as JSON spells them."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value)
    return value if isinstance(value, bool) else None


def to_int(value: Any) -> int | None:
    """Of a number without fraction, or of its text."""
    if isinstance(value, str):
        value = _number(value)
    if isinstance(value, Decimal):
        # The exponent is bounded: 1E+999999 is a short text and a megabyte of digits.
        small = value.is_finite() and value.adjusted() <= MAX_DIGITS
        return int(value) if small and value == value.to_integral_value() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def to_decimal(value: Any) -> Decimal | None:
    """Of a number or its text as JSON writes it, digit for digit, if it is finite."""
    if isinstance(value, str):
        value = _number(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value if isinstance(value, Decimal) and value.is_finite() else None


def to_float(value: Any) -> float | None:
    """Of a number or its text, if it is finite."""
    exact = to_decimal(repr(value) if isinstance(value, float) else value)
    if exact is None or exact.adjusted() > 400:
        return None
    read = float(exact)
    return read if math.isfinite(read) else None


def _number(text: str) -> Decimal | None:
    try:
        return number(text) if _JSON_NUMBER.fullmatch(text) else None
    except ValueError:
        return None
