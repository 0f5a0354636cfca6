"""Numbers that are written as they were read: `250.10` stays `250.10`, `1e400` is not infinite.

A Python float forgets its spelling. An `ExactFloat` keeps it, and otherwise computes and compares
as a float.
"""

import math
import re

TOO_LONG = "an integer has at most 4,300 digits"
"""What is wrong with a longer one, which Python neither reads nor writes."""

_LARGEST = 10**4300
_JSON = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")


class ExactFloat(float):
    """A float that keeps the text it was read from."""

    text: str

    def __new__(cls, text: str, value: float | None = None) -> "ExactFloat":
        number = super().__new__(cls, text if value is None else value)
        number.text = text
        return number

    def __reduce__(self) -> tuple[type["ExactFloat"], tuple[str, float]]:
        return ExactFloat, (self.text, float(self))


def read_float(text: str) -> float:
    """The float of a JSON number; an `ExactFloat` if Python would spell it differently."""
    number = float(text)
    return number if repr(number) == text else ExactFloat(text, number)


def read_integer(digits: str, base: int) -> int:
    """An integer. Raises `ValueError` if it has too many digits, whatever its base."""
    try:
        number = int(digits, base)
    except ValueError:
        raise ValueError(TOO_LONG) from None
    if abs(number) >= _LARGEST:
        raise ValueError(TOO_LONG)
    return number


def json_number(number: float) -> str:
    """The JSON text of a float.

    Raises:
        ValueError: it is infinite or not a number, and was not read from a JSON number.
    """
    if isinstance(number, ExactFloat) and _JSON.fullmatch(number.text):
        return number.text
    if not math.isfinite(number):
        raise ValueError("infinity and NaN are not JSON numbers")
    return float.__repr__(number)
