"""Compare JSON values as JSON Schema does, exactly: 1.0 is 1, but true is not."""

from collections.abc import Hashable
from decimal import Decimal
from typing import Any, Final, cast

from .schema import elements, members

_THEMSELVES: Final = (str, int, Decimal)  # most values; they need no key of their own
_DIGITS_PER_BIT: Final = 0.3011  # a little more than the logarithm of 2


def identity(value: Any) -> Hashable:
    """Return a key that is equal for equal JSON values, and only for them."""
    kind = cast("type[object]", type(value))
    if kind is dict:
        inside = members(value)
        return frozenset(
            [(n, v if type(v) in _THEMSELVES else identity(v)) for n, v in inside.items()]
        )
    if kind is list:
        return tuple(map(identity, elements(value)))
    return (bool, value) if kind is bool else cast(Hashable, value)


def is_multiple(value: int | Decimal, unit: int | Decimal) -> bool:
    """Whether a number is a whole multiple of a positive one, whatever their exponents are."""
    whole, power = _scaled(value)
    unit_whole, unit_power = _scaled(unit)
    if power >= unit_power:
        rest: int = pow(10, power - unit_power, unit_whole)
        return whole * rest % unit_whole == 0
    digits = whole.bit_length() * _DIGITS_PER_BIT + 1  # at most: to count them would take long
    if whole == 0 or unit_power - power > digits:  # then the unit is the larger one
        return whole == 0
    larger: int = 10 ** (unit_power - power)
    return whole % (unit_whole * larger) == 0


def _scaled(number: int | Decimal) -> tuple[int, int]:
    """Return a number as an integer and a power of ten, without its sign."""
    if isinstance(number, int):
        return abs(number), 0
    _, digits, power = number.as_tuple()
    # Python reads no more than 4300 digits from a text, but any number of them from a `Decimal`.
    return int(Decimal((0, digits, 0))), int(power)
