"""Numbers that are written as they were read: `250.10` stays `250.10`, and `1e400` is not infinite.

Python's floats forget how they were spelt. To everything that computes or compares, an `ExactFloat`
is the float that it is.
"""

import math
import re

_JSON = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")


class ExactFloat(float):
    """A float with the text that it was read from."""

    text: str

    def __new__(cls, text: str, value: float | None = None) -> "ExactFloat":
        number = super().__new__(cls, text if value is None else value)
        number.text = text
        return number

    def __reduce__(self) -> tuple[type["ExactFloat"], tuple[str, float]]:
        return ExactFloat, (self.text, float(self))


def read_float(text: str) -> float:
    """The float that a JSON number stands for, with its spelling where Python's differs."""
    number = float(text)
    return number if repr(number) == text else ExactFloat(text, number)


def json_number(number: float) -> str:
    """How a float is written in JSON.

    Raises:
        ValueError: it is infinite or not a number, and was not read from a JSON number.
    """
    if isinstance(number, ExactFloat) and _JSON.fullmatch(number.text):
        return number.text
    if not math.isfinite(number):
        raise ValueError("JSON has no infinity and no NaN")
    return float.__repr__(number)
