"""Numbers on their way through libraries that know JSON numbers only as floats, as pydantic does.

Every number of up to ``EXACT_DIGITS`` digits becomes a float and back without a change: the
shortest text of the float is the number. A longer one may not, so no such float is taken for an
amount, and no such amount is made a float. Whether more digits were sent than a float has, nobody
can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

EXACT_DIGITS = 15
"""The digits that every float keeps (DBL_DIG in C), unless it is extremely small."""

_MOST = 300
"""The largest exponent of a number, since floats lose digits below 1E-307."""


def from_floats(value: Any) -> Any:
    """Return JSON with its floats as Decimals; those with more digits stay floats."""
    match value:
        case float():
            exact = Decimal(repr(value))
            return exact if _is_short(exact) else value
        case Mapping():
            members = cast("Mapping[object, Any]", value).items()
            return {key: from_floats(one) for key, one in members}
        case list() | tuple():
            return [from_floats(one) for one in cast("list[object]", value)]
        case _:
            return value


def to_floats(value: Any) -> Any:
    """Return JSON with its Decimals as floats; those that would change stay Decimals."""
    match value:
        case Decimal():
            return float(value) if _is_short(value) else value
        case dict():
            members = cast("dict[object, Any]", value).items()
            return {key: to_floats(one) for key, one in members}
        case list():
            return [to_floats(one) for one in cast("list[object]", value)]
        case _:
            return value


def _is_short(number: Decimal) -> bool:
    if not number.is_finite() or abs(number.adjusted()) > _MOST:
        return False
    return len("".join(map(str, number.as_tuple().digits)).strip("0")) <= EXACT_DIGITS
