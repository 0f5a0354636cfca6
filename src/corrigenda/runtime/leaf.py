"""Rules for the values that contain no others: scalars, times, enum values and texts of scalars.

A rule is compiled once a type. It names the Python classes whose values are right as they are, so
that most values of a response cost one look at their class, and it has a function for the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import NoneType
from typing import Any, cast

from msgspec import inspect

from .drift import At, Differences, Words
from .moments import is_plain, to_moment
from .scalar import coerce, to_bool, to_decimal, to_int, to_str
from .shape import brief, short, text_kind
from .untyped import MAX_EXPONENT

Read = Callable[[Any, At, Differences], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """How the values of a type are read.

    Attributes:
        right: classes of untyped JSON whose values are right as they are.
        read: reads any value at a place, and notes how it differs. It returns the same object
            where ``msgspec.convert`` takes it as it is.
    """

    right: frozenset[type]
    read: Read


_EXPONENTS = range(-MAX_EXPONENT, MAX_EXPONENT + 1)

_JSON = frozenset((dict, list, str, int, Decimal, float, bool, NoneType))


def leaf(shape: inspect.Type) -> Rule:
    """Return the rule of a type without parts."""
    match shape:
        case inspect.Metadata():
            kind = text_kind(shape) or "decimal"
            return Rule(frozenset(), _durations() if kind == "duration" else _text_reader(kind))
        case inspect.EnumType():
            return Rule(frozenset(), _enum_reader(shape))
        case inspect.LiteralType():
            return Rule(frozenset(), _literal_reader(shape))
        case inspect.NoneType():
            return Rule(frozenset((NoneType,)), _read_null)
        case inspect.DateTimeType() if shape.tz:
            return Rule(frozenset((datetime,)), _read_moment)
        case inspect.DecimalType():
            return Rule(frozenset(), _read_decimal)
        case inspect.UUIDType() | inspect.BytesType() | inspect.TimeType():
            return _format(shape)
        case _:
            return Rule(_right(shape), _scalar_reader(shape))


def _right(shape: inspect.Type) -> frozenset[type]:
    match shape:
        case inspect.StrType():
            return frozenset((str,))
        case inspect.BoolType():
            return frozenset((bool,))
        case inspect.IntType():
            return frozenset((int,))
        case inspect.FloatType():
            return frozenset()
        case _:  # Any, and dates, which ``msgspec.convert`` checks
            return _JSON


def wrong(value: object, wanted: str, at: At, drifts: Differences) -> Any:
    """Note that a value cannot be read, and return it."""
    drifts.note(at, "mismatch", expected, wanted, value)
    return value


def expected(wanted: str, value: object) -> Words:
    """Say what was expected in place of a value."""
    got = brief(value)
    return Words(wanted, got, f"expected {wanted}, got {got}")


def _read_null(value: Any, at: At, drifts: Differences) -> Any:
    return None if value is None else wrong(value, "null", at, drifts)


def _literal_reader(shape: inspect.LiteralType) -> Read:
    values = shape.values
    wanted = f"one of {', '.join(map(str, values))}"

    def read(value: Any, at: At, drifts: Differences) -> Any:
        return value if value in values else wrong(value, wanted, at, drifts)

    return read


def _read_decimal(value: Any, at: At, drifts: Differences) -> Any:
    # Most amounts are short, which is cheaper to see than how long a number may be.
    if value.__class__ is Decimal and value.adjusted() in _EXPONENTS and value.is_finite():
        return value
    read = to_decimal(value)
    if read is None:
        return wrong(value, "an exact number", at, drifts)
    if isinstance(value, str):
        drifts.note(at, "coerced", expected, "an exact number", value)
    return read


def _scalar_reader(shape: inspect.Type) -> Read:
    def read(value: Any, at: At, drifts: Differences) -> Any:
        rule = coerce(value, shape)
        if rule is None:
            return value
        found, wanted = rule
        if found is None:
            return wrong(value, wanted, at, drifts)
        if not _is_same(value, found):
            drifts.note(at, "coerced", expected, wanted, value)
        return found

    return read


def _read_moment(value: Any, at: At, drifts: Differences) -> Any:
    if value.__class__ is str and is_plain(value):
        return value
    if isinstance(value, datetime):
        return value
    found = to_moment(value) if isinstance(value, str) else None
    if found is None:
        return wrong(value, "a time with a time zone", at, drifts)
    read, said = found
    if said:
        drifts.note(at, "cut" if "cut" in said else "spelling", _spelt, value, said)
    return read


def _spelt(value: object, said: str) -> Words:
    wanted = "at most microseconds" if "cut" in said else "a time as in RFC 3339"
    got = brief(value)
    return Words(wanted, got, f"{got} {said}")


def _format(shape: inspect.Type) -> Rule:
    """Return the rule of a type whose values are texts in JSON."""
    from .formats import READERS  # imported here because few types have such values

    cls, convert, wanted, usual = READERS[cast("Any", type(shape))]

    def read(value: Any, at: At, drifts: Differences) -> Any:
        if isinstance(value, cls):
            return value
        found = convert(value) if isinstance(value, str) else None
        if found is None:
            return wrong(value, wanted, at, drifts)
        if said := found[1]:
            drifts.note(at, "cut" if "cut" in said else "spelling", _unusual, usual, value, said)
        return found[0]

    return Rule(frozenset((cls,)), read)


def _unusual(usual: str, value: object, said: str) -> Words:
    got = brief(value)
    return Words(usual, got, f"{got} {said}")


def _durations() -> Read:
    """Return what reads durations: any text is kept, even one that is no duration."""
    from .formats import is_duration  # see ``_format``

    def read(value: Any, at: At, drifts: Differences) -> Any:
        found = to_str(value)
        if found is None:
            return wrong(value, "a duration", at, drifts)
        if not isinstance(value, str):
            drifts.note(at, "coerced", expected, "a string", value)
        if not is_duration(found):
            said = "is not a duration of ISO 8601"
            drifts.note(at, "spelling", _unusual, "a duration as in ISO 8601", value, said)
        return found

    return read


def _enum_reader(shape: inspect.EnumType) -> Read:
    cls: Any = shape.cls
    known: list[Any] = [one.value for one in cls]
    convert, wanted = _enum_type(known)
    plain = int if convert is to_int else str
    right = frozenset(known)

    def read(value: Any, at: At, drifts: Differences) -> Any:
        if value.__class__ is plain and value in right:
            return value
        found = convert(value)
        try:
            member = cls(found).value
        except ValueError:
            return wrong(value, f"one of {', '.join(map(str, known))}", at, drifts)
        if not _is_same(value, found):
            drifts.note(at, "coerced", expected, wanted, value)
        if member not in known:
            drifts.note(at, "unknown-member", _no_member, cls.__name__, member)
        elif member != found:
            drifts.note(at, "spelling", _other_case, value, member)
        return found

    return read


def _enum_type(known: list[Any]) -> tuple[Callable[[Any], Any], str]:
    """Return the conversion to the type of the members, and the name of that type."""
    if all(isinstance(one, int) for one in known):
        return to_int, "a whole number"
    return to_str, "a string"


def _no_member(name: str, value: object) -> Words:
    return Words(f"a member of {name}", brief(value), f"{name} has no member {short(repr(value))}")


def _other_case(value: object, member: object) -> Words:
    got = brief(value)
    return Words(brief(member), got, f"{got} is read as {member!r}")


def _text_reader(kind: str) -> Read:
    """Read a Decimal or a bool that is sent as a string; tolerate one that is not a string."""
    convert = to_bool if kind == "boolean" else to_decimal

    def read(value: Any, at: At, drifts: Differences) -> Any:
        found = convert(value)
        if found is None:
            return wrong(value, f"a string that holds a {kind}", at, drifts)
        # A JSON boolean means the same as its text; a number may have lost digits of its text.
        if not isinstance(value, str) and kind != "boolean":
            drifts.note(at, "coerced", expected, "a string", value)
        return found

    return read


def _is_same(value: object, read: object) -> bool:
    # JSON has one type of number, whatever the Python type; but 5.0 is not an integer.
    if isinstance(read, Decimal | float):
        return not isinstance(value, str)
    return isinstance(value, type(read)) and isinstance(value, bool) is isinstance(read, bool)
