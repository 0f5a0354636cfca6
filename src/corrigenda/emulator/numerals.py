"""Read the numbers that people give: in a query, in JSON, on a command line, as an argument.

A text of a few letters can mean a number with a billion digits, and a float can be none at all. So
a number is compared with its limits before it becomes an `int` or a `float`.
"""

from decimal import Decimal
from typing import Final

from .errors import EmulatorError

MOST: Final = 1_000_000_000
"""The largest number of things that control takes: numbers of requests, offsets, limits."""
LONGEST: Final = 10_000_000
"""The largest number of seconds of a fault, about four months."""
_SHOWN: Final = 40


def whole(name: str, given: object, most: int = MOST) -> int:
    """Return a whole number. Raises `EmulatorError` for anything else, or one beyond `most`."""
    found = _number(name, given, most)
    if found.adjusted() < -_SHOWN or found != int(found):
        wrong = f"{name}: {_shown(str(given))} is not a whole number"
        raise EmulatorError(wrong, f"give a whole number, at most {most}")
    return int(found)


def seconds(name: str, given: object, most: int = LONGEST) -> float:
    """Return a number of seconds. Raises `EmulatorError` as `whole` does."""
    return float(_number(name, given, most))


def plain(number: float) -> str:
    """Write a number without an exponent, and without a fraction that it does not have."""
    exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    return str(int(number)) if exact == exact.to_integral_value() else f"{exact:f}"


def _number(name: str, given: object, most: int) -> Decimal:
    fix = f"give a number, at most {most}"
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal | str):
        raise EmulatorError(f"{name}: {_shown(given)} is not a number", fix)
    try:
        # `Decimal` reads digits of every script, and underscores between them.
        is_odd = isinstance(given, str) and (not given.isascii() or "_" in given)
        found = Decimal("NaN" if is_odd else given)
    except ArithmeticError:
        found = Decimal("NaN")
    if not found.is_finite():
        raise EmulatorError(f"{name}: {_shown(given)} is not a number", fix)
    if found.copy_abs() > most:
        raise EmulatorError(f"{name}: the number is out of range", fix)
    return found


def _shown(given: object) -> str:
    text = repr(given[:_SHOWN] if isinstance(given, str) else given)
    return text if len(text) <= _SHOWN + 2 else f"{text[:_SHOWN]}…"
