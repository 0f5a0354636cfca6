"""JSON without a schema: every number exact, and nothing without bounds.

Error bodies and responses that need care are read here first. It refuses to make a float of
anything, a number longer than ``MAX_DIGITS``, and nesting deeper than ``MAX_DEPTH``:
a service must not be able to make a client swell or crash.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import msgspec

MAX_DIGITS = 4096
"""The longest number that is read, in characters. Money has some twenty."""


def number(text: str) -> Decimal:
    """Read the text of a JSON number digit for digit.

    Raises:
        ValueError: longer than ``MAX_DIGITS``, or with an exponent that Decimal cannot hold.
    """
    if len(text) > MAX_DIGITS:
        raise ValueError(f"a number of {len(text)} characters is too long")
    try:
        return Decimal(text)
    except ArithmeticError:
        reason = f"the number {text[:40]} is out of range"
    raise ValueError(reason)


MAX_DEPTH = 200
"""The deepest nesting that is read; a value below it can still be walked, printed and pickled."""

_DECODER = msgspec.json.Decoder(Any, float_hook=number)


def parse(body: bytes) -> Any:
    """Decode JSON into dict, list, str, int, Decimal, bool and None.

    Raises:
        ValueError: not JSON, not UTF-8, nested too deeply, or a number out of bounds.
    """
    try:
        value = _DECODER.decode(body)
    except RecursionError:
        reason = "nested too deeply"
    except ValueError as error:
        reason = str(error)
    else:
        if not _is_deeper(value, MAX_DEPTH):
            return value
        reason = "nested too deeply"
    raise ValueError(reason)


def _is_deeper(value: Any, most: int) -> bool:
    """Whether JSON is nested more deeply, found without nesting calls of our own."""
    level: list[Any] = [value]
    for _depth in range(most + 1):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    children: Any = ()
    if isinstance(value, dict):
        children = cast("Any", value).values()
    elif isinstance(value, list):
        children = cast("Any", value)
    return list(children)


def parse_or_text(body: bytes) -> Any:
    """``parse``, or the text where it is not JSON: what an error shows as its ``body``."""
    try:
        return parse(body)
    except ValueError:
        return body.decode("utf-8", "replace")


def members(value: Any) -> dict[str, Any]:
    """The members of a JSON object; none where it is something else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def items(value: Any) -> list[Any] | None:
    """The items of a JSON array; None where it is something else."""
    found: list[Any] = value
    return found if isinstance(value, list) else None
