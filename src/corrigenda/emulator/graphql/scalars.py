"""The custom scalars, strict both ways: exact numbers, days, moments with a zone.

A number may arrive as a number or as a numeric text and leaves as a number, digit for digit. It is
bounded, so that sums and products stay exact and small. Refuses floats; no JSON text makes one.
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
    """Makes a scalar of a schema, which takes and gives anything, one of this kind."""
    read = _READ[kind]
    name = scalar.name

    def parse(value: object) -> Any:
        if (found := _tried(read, value)) is None:
            raise GraphQLError(f"{name} takes {_WANTED[kind]}")
        return found

    def parse_literal(node: ValueNode, _variables: object = None) -> Any:
        literals = (IntValueNode, FloatValueNode, StringValueNode)
        return parse(node.value if isinstance(node, literals) else None)

    def serialize(value: object) -> Any:
        wrong = isinstance(value, str) and kind == "decimal"  # a text may come, never leave
        if wrong or _tried(read, value) is None:
            raise MistakeError(f"{value!r} is not {_WANTED[kind]}")
        return value

    # In place, because the schema refers to it from everywhere.
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
    "decimal": f"a number of at most {_FARTHEST} digits on either side of the point",
    "date": "a day, YYYY-MM-DD",
    "date-time": "a moment in RFC 3339 with a zone",
}
