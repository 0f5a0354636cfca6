"""Encodes keyword arguments as a JSON body, exactly.

Every value is checked against the schema before anything is sent, and all problems are reported
together: floats where a number must be exact, names that the schema does not list, naive times,
and values that JSON cannot express. ``UNSET`` is left out. None is always sent as null, because
only the service knows whether it accepts one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from .shape import shape_of
from .strict import Problems, serialize

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
    return write(operation, model, values)


def write(what: str, model: Any, value: object) -> bytes:
    """Encode a value of the model's type; every problem begins with ``what``.

    Raises:
        TypeError: see ``encode_body``.
    """
    return write_held(what, lambda problems: serialize(value, shape_of(model), "$", problems))


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
