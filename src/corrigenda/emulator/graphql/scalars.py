"""The custom scalars, strict in both directions: exact numbers, dates, times with an offset.

A request may have a number or a numeric string; a response has a number with every digit. Numbers
are bounded, so that sums and products stay exact and small. They are never floats.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

from graphql import (
    FloatValueNode,
    GraphQLError,
    GraphQLScalarType,
    IntValueNode,
    StringValueNode,
    ValueNode,
)

from ..exchange import MistakeError
from ..formats import is_date, is_time
from ..provider import ScalarKind

_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_FARTHEST = 1000  # digits on either side of the point

_Read: TypeAlias = Callable[[object], Any]


def furnish(scalar: GraphQLScalarType, kind: ScalarKind) -> None:
    """Turn a scalar of a schema, which accepts any value, into one of this kind."""
    read = _READ[kind]
    name = scalar.name

    def parse(value: object) -> Any:
        if (found := _tried(read, value)) is None:
            raise GraphQLError(f"{name} must be {_WANTED[kind]}")
        return found

    def parse_literal(node: ValueNode, _variables: object = None) -> Any:
        literals = (IntValueNode, FloatValueNode, StringValueNode)
        return parse(node.value if isinstance(node, literals) else None)

    def serialize(value: object) -> Any:
        wrong = isinstance(value, str) and kind == "decimal"  # only a request may have text
        if wrong or _tried(read, value) is None:
            raise MistakeError(f"{value!r} is not {_WANTED[kind]}")
        return value

    # In place, because the whole schema refers to this object.
    made = GraphQLScalarType(name, serialize, parse, parse_literal, description=scalar.description)
    vars(scalar).update(vars(made))


def _tried(read: _Read, value: object) -> Any:
    try:
        return read(value)
    except (ValueError, ArithmeticError):
        return None


def _number(value: object) -> int | Decimal | None:
    if isinstance(value, str):
        value = Decimal(value) if _NUMBER.fullmatch(value) else None
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return None
    return value if _is_near(Decimal(value)) else None


def _is_near(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_FARTHEST and number.adjusted() <= _FARTHEST


def _date(value: object) -> str | None:
    return value if isinstance(value, str) and is_date(value) else None


def _time(value: object) -> str | None:
    return value if isinstance(value, str) and is_time(value) else None


_READ: dict[ScalarKind, _Read] = {"decimal": _number, "date": _date, "date-time": _time}
_WANTED: dict[ScalarKind, str] = {
    "decimal": f"a number with at most {_FARTHEST} digits on either side of the point",
    "date": "a date (YYYY-MM-DD)",
    "date-time": "an RFC 3339 time with an offset",
}
