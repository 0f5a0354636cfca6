"""Checks a value against the schema, and turns it into plain JSON or lists the problems.

The counterpart of ``lenient``. It collects every problem, and repairs nothing: only the caller can
make an inexact argument exact.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, cast

import msgspec
from msgspec import UNSET, inspect

from .moments import in_minutes, unsendable
from .shape import (
    aliases,
    brief,
    closest,
    is_sendable,
    is_unknown_member,
    member,
    one_of_problems,
    shape_of,
    short,
    text_kind,
    with_article,
)

Problems = list[str]


def serialize(value: Any, shape: inspect.Type, path: str, problems: Problems) -> Any:
    """Return the value as plain JSON, and append its problems to ``problems``."""
    if value is None:
        return None
    match shape:
        case inspect.Metadata():
            kind = text_kind(shape)
            if kind:
                return _text_of(value, kind, path, problems)
            return serialize(value, shape.type, path, problems)
        case inspect.UnionType() | inspect.CustomType():
            return _union(value, shape, path, problems)
        case inspect.StructType():
            return _struct(value, shape, path, problems)
        case inspect.DictType():
            return _dict(value, shape.value_type, path, problems)
        case inspect.CollectionType():
            return _list(value, shape.item_type, path, problems)
        case inspect.AnyType():
            return _any(value, path, problems)
        case inspect.EnumType():
            return _enum(value, shape, path, problems)
        case _:
            return _scalar(value, shape, path, problems)


def _wrong(value: object, advice: str, path: str, problems: Problems) -> None:
    problems.append(f"{path}: {_shown(value)}: {advice}")


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value!r} is a float"
    if isinstance(value, str | int | Decimal | date | Enum):
        return f"{_short(value)} is {with_article(type(value).__name__)}"
    return f"got {brief(value)}"


def _short(value: object) -> str:
    if isinstance(value, int) and abs(value) >= 10**60:
        return brief(value)
    return short(repr(value.value if isinstance(value, Enum) else value))


def _union(value: Any, shape: Any, path: str, problems: Problems) -> Any:
    if isinstance(shape, inspect.CustomType):
        kind: Any = shape.cls
        return kind.serialize(value, path, problems, serialize)
    tries: list[tuple[Any, Problems]] = []
    for option in shape.types:
        found: Problems = []
        if not isinstance(option, inspect.NoneType):
            tries.append((serialize(value, option, path, found), found))
    best, least = min(tries, key=lambda one: len(one[1]))
    problems += least
    return best


def _list(value: Any, item: inspect.Type, path: str, problems: Problems) -> Any:
    if not isinstance(value, Sequence) or isinstance(value, str | bytes | bytearray):
        return _wrong(value, "pass a list", path, problems)
    items = cast("Sequence[object]", value)
    return [serialize(one, item, f"{path}[{at}]", problems) for at, one in enumerate(items)]


def _dict(value: Any, item: inspect.Type, path: str, problems: Problems) -> Any:
    if not isinstance(value, Mapping):
        return _wrong(value, "pass a dict", path, problems)
    written: dict[str, Any] = {}
    for key, one in cast("Mapping[object, Any]", value).items():
        if not isinstance(key, str):
            _wrong(key, "the keys of a JSON object must be strings", path, problems)
        elif one is not UNSET:
            name = str(_text(key.value if isinstance(key, Enum) else key, path, problems))
            written[name] = serialize(one, item, member(path, name), problems)
    return written


def _struct(value: Any, shape: inspect.StructType, path: str, problems: Problems) -> Any:
    if is_unknown_member(shape) and isinstance(value, shape.cls):
        return _any(cast("Any", value).raw, path, problems)  # unchanged
    if isinstance(value, shape.cls):
        given = {field.encode_name: getattr(value, field.name) for field in shape.fields}
    elif isinstance(value, Mapping):
        given = dict(cast("Mapping[str, Any]", value))
    else:
        return _wrong(value, f"pass a dict or {with_article(shape.cls.__name__)}", path, problems)
    given = {name: one for name, one in given.items() if one is not UNSET}
    _names(given, shape, path, problems)
    problems += one_of_problems(given, shape, path)
    written = {
        field.encode_name: serialize(
            given[field.encode_name], field.type, member(path, field.encode_name), problems
        )
        for field in shape.fields
        if field.encode_name in given
    }
    return {shape.tag_field: shape.tag, **written} if shape.tag_field else written


def _names(
    given: Mapping[str, Any], shape: inspect.StructType, path: str, problems: Problems
) -> None:
    meant = {**{field.name: field.encode_name for field in shape.fields}, **aliases(shape)}
    known = [field.encode_name for field in shape.fields]
    for name in given:
        if name not in known and name != shape.tag_field:
            hint = meant.get(name) or closest(str(name), known)
            said = f"{f'; did you mean {hint}?' if hint else ''} (known: {', '.join(known)})"
            problems.append(f"{path}: unknown field {str(name)!r}{said}")
    for field in shape.fields:
        if field.required and field.encode_name not in given:
            problems.append(f"{member(path, field.encode_name)}: required, but not given")


def _enum(value: Any, shape: inspect.EnumType, path: str, problems: Problems) -> Any:
    if isinstance(value, shape.cls):
        return _any(value.value, path, problems)  # the caller also creates unknown ones on purpose
    values = [one.value for one in shape.cls]
    try:
        found = shape.cls(value).value
    except (ValueError, ArithmeticError):  # a signalling NaN cannot even be compared
        found = None
    if found in values and not isinstance(value, bool | float):
        return found
    name = shape.cls.__name__
    advice = f"pass one of {', '.join(map(repr, values))}, or {name}(...) for another value"
    if type(value) not in map(type, values):
        return _wrong(value, advice, path, problems)
    folded = {str(one).casefold(): one for one in values}
    close = closest((value if isinstance(value, str) else _short(value)).casefold(), folded)
    advice = advice if close is None else f"did you mean {folded[close]!r}? {advice}"
    problems.append(f"{path}: {_short(value)} is not {with_article(name)}: {advice}")
    return None


def _scalar(value: Any, shape: inspect.Type, path: str, problems: Problems) -> Any:
    match shape:
        case inspect.DecimalType() | inspect.IntType():
            return _number(value, isinstance(shape, inspect.IntType), path, problems)
        case inspect.FloatType() if isinstance(value, float):
            return _float(value, path, problems)
        case inspect.FloatType():
            return _number(value, False, path, problems)
        case inspect.StrType() if isinstance(value, str):
            return _text(value, path, problems)
        case inspect.BoolType() if isinstance(value, bool):
            return value
        case inspect.DateTimeType():
            return _moment(value, path, problems)
        case inspect.DateType():
            return _date(value, path, problems)
        case inspect.LiteralType() if isinstance(value, str | int) and value in shape.values:
            return shape.values[shape.values.index(value)]
        case _:
            from .wanted import write_rare  # imported here because few values need it

            written, advice = write_rare(value, shape)
            return _wrong(value, advice, path, problems) if advice else written


def _text_of(value: Any, kind: str, path: str, problems: Problems) -> Any:
    """Write a Decimal, a bool or a duration that is sent as a string."""
    if kind == "duration":
        from .wanted import write_duration  # see ``_scalar``

        text, advice = write_duration(value)
        return _wrong(value, advice, path, problems) if advice else text
    if kind == "boolean":
        shown = "true" if value else "false"
        return shown if isinstance(value, bool) else _wrong(value, "pass a bool", path, problems)
    written = _number(value, False, path, problems)
    if not isinstance(written, Decimal):
        return None if written is None else str(written)
    # Keep every digit, and add none: 1E+2 must not become 100, nor 0.0000001 become 1E-7.
    return str(written) if int(written.as_tuple().exponent) > 0 else format(written, "f")


def _number(value: Any, whole: bool, path: str, problems: Problems) -> Any:
    if isinstance(value, float):
        exact = (
            "this must be a whole number, pass an int (or a whole decimal.Decimal)"
            if whole
            else "money must be exact, pass a decimal.Decimal (or an int)"
        )
        return _wrong(value, exact, path, problems)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        exact = "an int" if whole else "a decimal.Decimal (or an int)"
        return _wrong(value, f"pass {exact}", path, problems)
    if not is_sendable(value):
        return _wrong(value, "the number is not finite, or too long", path, problems)
    if whole and value != int(value):
        return _wrong(value, "pass a whole number", path, problems)
    return int(value) if whole or isinstance(value, int) else Decimal(value)


def _float(value: float, path: str, problems: Problems) -> Any:
    finite = math.isfinite(value)
    return float(value) if finite else _wrong(value, "JSON has only finite numbers", path, problems)


def _text(value: str, path: str, problems: Problems) -> Any:
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        return _wrong(value, "a lone surrogate cannot be encoded", path, problems)
    return str(value.value) if isinstance(value, Enum) else str(value)


def _moment(value: Any, path: str, problems: Problems) -> Any:
    if advice := unsendable(value):
        return _wrong(value, advice, path, problems)
    if not isinstance(value, datetime):
        return _text(value, path, problems)
    moment = in_minutes(value)
    # A subclass, such as a Timestamp of pandas, is unknown to the encoder.
    return datetime.combine(date(moment.year, moment.month, moment.day), moment.timetz())


def _date(value: Any, path: str, problems: Problems) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    if _reads_as(value, date):
        return _text(cast("str", value), path, problems)
    return _wrong(value, "pass a date", path, problems)


def _reads_as(value: object, kind: Any) -> bool:
    try:
        return isinstance(value, str) and msgspec.convert(value, kind) is not None
    except ValueError:
        return False


def _any(value: Any, path: str, problems: Problems) -> Any:
    """Accept all of JSON, including floats, because ``Any`` has no schema."""
    match value:
        case None | bool():
            return value
        case Enum():
            return _any(value.value, path, problems)
        case msgspec.Struct():
            return serialize(value, shape_of(type(value)), path, problems)
        case Mapping():
            return _dict(cast("Mapping[object, Any]", value), inspect.AnyType(), path, problems)
        case list() | tuple():
            return _list(cast("list[Any]", value), inspect.AnyType(), path, problems)
        case _:
            return _any_scalar(value, path, problems)


def _any_scalar(value: Any, path: str, problems: Problems) -> Any:
    match value:
        case str():
            return _text(value, path, problems)
        case float():
            return _float(value, path, problems)
        case int() | Decimal():
            return _number(value, False, path, problems)
        case datetime():
            return _moment(value, path, problems)
        case date():
            return _date(value, path, problems)
        case _:
            return _wrong(value, "JSON has no such type", path, problems)
