"""Keyword arguments -> the bytes of a JSON body, exactly as they were meant.

Strict out: every value is held against the schema before anything is sent, and all problems are
told at once. It refuses floats where a number must be exact, names that the schema does not list,
naive times, and anything JSON cannot say. ``UNSET`` is left out; None is sent as null, always,
for whether a service takes a null is the service's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from .shape import shape_of
from .strict import Problems, serialize

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def encode_body(operation: str, model: Any, values: Mapping[str, object]) -> bytes:
    """Write a body; Decimals as JSON numbers, digit for digit.

    Args:
        operation: name of the method, for the error.
        model: the struct of the request body.
        values: wire names -> values; structs, dicts of wire names, Decimals, dates, aware
            datetimes, enum members and plain JSON.

    Raises:
        TypeError: all that is wrong, one problem a line, each with its JSON path.
    """
    return write(operation, model, values)


def write(what: str, model: Any, value: object) -> bytes:
    """Write a value of a model's type; ``what`` stands before every problem.

    Raises:
        TypeError: as ``encode_body``.
    """
    return write_held(what, lambda problems: serialize(value, shape_of(model), "$", problems))


def write_held(what: str, hold: Callable[[Problems], Any]) -> bytes:
    """Write what ``hold`` makes, a value that it has held against its type.

    Raises:
        TypeError: as ``encode_body``.
    """
    problems: Problems = []
    try:
        plain = hold(problems)
    except RecursionError:
        plain = None
        problems = ["$: nested too deeply, or it holds itself"]
    if problems:
        raise TypeError("\n".join(f"{what}: {problem}" for problem in problems))
    return _ENCODER.encode(plain)
