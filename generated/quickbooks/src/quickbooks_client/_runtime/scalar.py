"""The scalar types of models, and the lossless conversions between scalars.

Each type has one function, which returns the value as that type, or None if it does not convert.
Conversions that lose or invent something are rejected: a fraction for a whole number, NaN, 1 for
true, and strings that ``Decimal`` accepts but JSON does not ("007", " 1 ", "+1", ".5", "1_000").
"""

from __future__ import annotations

import math
import re
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import inspect

from .bounds import MAX_DIGITS
from .untyped import is_bounded, number

AwareDatetime = Annotated[datetime, msgspec.Meta(tz=True)]
"""A datetime with a time zone. A naive one is rejected in requests and in responses."""

DecimalText = Annotated[Decimal, msgspec.Meta(extra={"text": "decimal"})]
"""A Decimal that is sent as a string: ``"2.40"``."""

DurationText = Annotated[str, msgspec.Meta(extra={"text": "duration"})]
"""The text of a duration: ``"P1M"``, ``"PT2.5S"``. A month has no fixed length, so it stays one."""

if TYPE_CHECKING:
    BooleanText = bool
else:
    BooleanText = Annotated[
        bool | Literal["true", "false"], msgspec.Meta(extra={"text": "boolean"})
    ]
"""A bool that is sent as a string: ``"true"``. Its struct converts it with ``read_booleans``."""

JSON_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
"""Pattern of a number as JSON writes it."""

_JSON_NUMBER = re.compile(JSON_NUMBER)


def coerce(value: Any, shape: inspect.Type) -> tuple[Any, str] | None:
    """Return ``(value as that type or None, name of the type)``; None for a type without rule.

    Types without rule are Any, which accepts everything, and types with a text format (dates),
    which ``msgspec.convert`` checks.
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
    """Convert a number to its digits, and a boolean to ``true`` or ``false``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    return value if isinstance(value, str) else None


def to_bool(value: Any) -> bool | None:
    """Convert "true" and "false", as JSON spells them."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value)
    return value if isinstance(value, bool) else None


def to_int(value: Any) -> int | None:
    """Convert a number without fraction, or its text."""
    if isinstance(value, str):
        value = _number(value)
    if isinstance(value, Decimal):
        # The exponent is limited: 1E+999999 is a short text, but a megabyte of digits.
        small = value.is_finite() and value.adjusted() <= MAX_DIGITS
        return int(value) if small and value == value.to_integral_value() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def to_decimal(value: Any) -> Decimal | None:
    """Convert a finite number, or its text in JSON's syntax, with every digit.

    Its exponent is bounded: ``1e999999999`` is not an amount.
    """
    exact = _exact(value)
    return None if exact is None or not is_bounded(exact) else exact


def to_float(value: Any) -> float | None:
    """Convert a finite number, or its text."""
    exact = _exact(repr(value) if isinstance(value, float) else value)
    if exact is None or exact.adjusted() > 400:
        return None
    read = float(exact)
    return read if math.isfinite(read) else None


def _exact(value: Any) -> Decimal | None:
    if isinstance(value, str):
        value = _number(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value if isinstance(value, Decimal) and value.is_finite() else None


def _number(text: str) -> Decimal | None:
    try:
        return number(text) if _JSON_NUMBER.fullmatch(text) else None
    except ValueError:
        return None
