"""Parses JSON without a schema, with exact numbers and limits.

Error bodies and responses that need the lenient path are parsed here first. No number becomes a
float. Numbers longer than ``MAX_DIGITS`` and nesting deeper than ``MAX_DEPTH`` are rejected, so
that a service cannot exhaust a client's memory or crash it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import msgspec

MAX_DIGITS = 4096
"""The longest number that is accepted, in characters. Amounts need about twenty."""


def number(text: str) -> Decimal:
    """Convert the text of a JSON number, with every digit.

    Raises:
        ValueError: it is longer than ``MAX_DIGITS``, or Decimal cannot hold its exponent.
    """
    if len(text) > MAX_DIGITS:
        raise ValueError(f"a number of {len(text)} characters is too long")
    try:
        return Decimal(text)
    except ArithmeticError:
        reason = f"the number {text[:40]} is out of range"
    raise ValueError(reason)


MAX_DEPTH = 200
"""The deepest nesting that is accepted; such a value can still be printed and pickled."""

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
    """Return whether JSON is nested more deeply than that, without recursion."""
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
    """Parse JSON, or return the text if it is not JSON: the ``body`` of an error."""
    try:
        return parse(body)
    except ValueError:
        return body.decode("utf-8", "replace")


def members(value: Any) -> dict[str, Any]:
    """Return the members of a JSON object; none for any other value."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def items(value: Any) -> list[Any] | None:
    """Return the items of a JSON array; None for any other value."""
    found: list[Any] = value
    return found if isinstance(value, list) else None
