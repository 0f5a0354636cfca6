"""Encodes keyword arguments as a JSON body, exactly.

Every value is checked against the schema before anything is sent, and all problems are reported
together: floats where a number must be exact, names that the schema does not list, naive times,
and values that JSON cannot express. ``UNSET`` is left out. None is always sent as null, because
only the service knows whether it accepts one.

There are two paths, as in ``decode``. The fast path (``writers``) writes a value without problems.
If it meets a problem, the slow path (``strict``) decides again from the start, and lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from .shape import shape_of
from .strict import Problems, serialize
from .untyped import MAX_DIGITS
from .writers import Doubt, Write, writer_of

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def encode_body(operation: str, model: Any, values: Mapping[str, object]) -> bytes:
    """Encode a body. Decimals become JSON numbers with every digit.

    Args:
        operation: name of the method, for the error.
        model: struct of the request body.
        values: wire names -> values: structs, dicts with wire names, Decimals, dates, aware
            datetimes, enum members and plain JSON.

    Raises:
        TypeError: lists every problem, one per line, each with its JSON path.
    """
    body = write_fast(writer_of(model), values)
    return write_slowly(operation, model, values) if body is None else body


def write(what: str, model: Any, value: object) -> bytes:
    """Encode a value of the model's type; every problem begins with ``what``.

    Raises:
        TypeError: see ``encode_body``.
    """
    body = write_fast(writer_of(model), value)
    return write_slowly(what, model, value) if body is None else body


def write_slowly(what: str, model: Any, value: object) -> bytes:
    """Encode a value as ``write`` does, on the slow path only."""
    return write_held(what, lambda problems: serialize(value, shape_of(model), "$", problems))


def write_fast(writer: Write, value: object) -> bytes | None:
    """Encode a value, or return None if it may have a problem."""
    try:
        body = _ENCODER.encode(writer(value))
    except (Doubt, ValueError, TypeError, ArithmeticError, RecursionError):
        return None
    return body if len(body) < _LONG or not _has_long_number(body) else None


# No whole number of at most MAX_DIGITS * 3 bits has that many digits; neither has its half.
_LONG = MAX_DIGITS * 9 // 10


def _has_long_number(body: bytes) -> bool:
    # A run of 2n digits covers an aligned block of n. A shorter run may cover one, too, which
    # only costs time.
    step = _LONG // 2
    return any(body[at : at + step].isdigit() for at in range(0, len(body) - step + 1, step))


def write_held(what: str, hold: Callable[[Problems], Any]) -> bytes:
    """Encode the result of ``hold``, which checks a value against its type.

    Raises:
        TypeError: see ``encode_body``.
    """
    problems: Problems = []
    try:
        plain = hold(problems)
    except RecursionError:
        plain = None
        problems = ["$: nested too deeply, or contains itself"]
    if problems:
        raise TypeError("\n".join(f"{what}: {problem}" for problem in problems))
    return _ENCODER.encode(plain)
