"""Tells whether a value is one of a type as it stands, to choose between the members of a union.

It reads nothing and repairs nothing. The values are untyped JSON, or what a caller may pass for it:
structs, dicts with wire names, enum members, Decimals, dates and times. A value may fit a type and
still be refused later, a number that is too long for example.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeAlias, cast

import msgspec
from msgspec import UNSET, inspect

from .formats import READERS, is_duration
from .moments import to_moment
from .scalar import JSON_NUMBER
from .shape import aliases, shape_of, text_kind

Memo: TypeAlias = dict[tuple[int, type], bool]
"""The values and unions that were compared before: a value nests as deeply as its sender likes."""

Names: TypeAlias = tuple[str, ...]


def fits(value: Any, shape: inspect.Type, memo: Memo) -> bool:
    """Return whether a value, with everything in it, is one of a type."""
    check: Callable[[Any, Any, Memo], bool] = _CHECKS.get(cast("Any", type(shape)), _is_of_format)
    return check(value, shape, memo)


def accepts(value: Any, shape: inspect.Type, memo: Memo) -> bool:
    """Return whether a value has the JSON type of a type, and of a struct what only it has.

    That is every required member, and every member that has only one possible value.
    """
    match shape:
        case inspect.StructType():
            return isinstance(value, shape.cls) or _has_the_marks(value, marks_of(shape.cls))
        case inspect.DictType():
            return isinstance(value, Mapping)
        case inspect.CollectionType():
            return isinstance(value, list | tuple)
        case _:
            return fits(value, shape, memo)


def strangeness(value: Any, shape: inspect.Type) -> tuple[int, int, bool]:
    """Return how many members a struct lacks, how many it does not know, and if it names none.

    The least strange member of a union is the one that is meant.
    """
    if not isinstance(value, Mapping):
        return 0, 0, False
    members = cast("Mapping[str, Any]", value)
    if not isinstance(shape, inspect.StructType):
        return 0, 0, True
    marks = marks_of(shape.cls)
    either = sum(not any(name in members for name in names) for names in marks.either)
    lacking = either + len(marks.required - members.keys())
    return lacking, len(members.keys() - marks.known), False


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells the objects of a struct from others.

    Attributes:
        required: the names of required members without other names.
        either: the names of each other required member.
        single: the names of each member that has only one possible value, and that value.
        known: all names.
    """

    required: frozenset[str]
    either: tuple[Names, ...]
    single: tuple[tuple[Names, Any], ...]
    known: frozenset[str]


@functools.cache
def marks_of(model: Any) -> Marks:
    """Return the marks of a struct."""
    shape = cast("inspect.StructType", shape_of(model))
    other = aliases(shape)

    def names(field: inspect.Field) -> Names:
        wire = field.encode_name
        return (wire, *(alias for alias, name in other.items() if name == wire))

    constants: Mapping[str, Any] = getattr(shape.cls, "__constants__", {})
    single = [
        (names(each), value)
        for each in shape.fields
        for value in _only(each.type, constants.get(each.encode_name))
    ]
    needed = [names(each) for each in shape.fields if each.required]
    return Marks(
        frozenset(names[0] for names in needed if len(names) == 1),
        tuple(names for names in needed if len(names) > 1),
        tuple(single),
        frozenset(name for each in shape.fields for name in names(each)),
    )


def _only(shape: inspect.Type, constant: Any) -> list[Any]:
    """Return the only value of a member, if it has one: a constant, or that of its type."""
    match shape:
        case inspect.EnumType():
            values = [each.value for each in shape.cls]
        case inspect.LiteralType():
            values = list(shape.values)
        case _:
            values = [] if constant is None else [constant]
    return values if len(values) == 1 else []


def _has_the_marks(value: Any, marks: Marks) -> bool:
    if not isinstance(value, Mapping):
        return False
    members = cast("Mapping[str, Any]", value)
    if not marks.required <= members.keys():
        return False
    if not (marks.either or marks.single):
        return True
    if not all(any(name in members for name in names) for names in marks.either):
        return False
    return all(
        members[name] == only or members[name] is UNSET
        for names, only in marks.single
        for name in names
        if name in members
    )


def _fits_struct(value: Any, shape: inspect.StructType, memo: Memo) -> bool:
    if isinstance(value, shape.cls):
        return True
    if not _has_the_marks(value, marks_of(shape.cls)):
        return False
    other = aliases(shape)
    types = {each.encode_name: each.type for each in shape.fields}
    for name, one in cast("Mapping[str, Any]", value).items():
        inner = types.get(other.get(name, name))
        if inner is not None and one is not UNSET and not fits(one, inner, memo):
            return False
    return True


def _fits_dict(value: Any, shape: inspect.DictType, memo: Memo) -> bool:
    if not isinstance(value, Mapping):
        return False
    members = cast("Mapping[object, Any]", value)
    return all(one is UNSET or fits(one, shape.value_type, memo) for one in members.values())


def _fits_list(value: Any, shape: inspect.CollectionType, memo: Memo) -> bool:
    if not isinstance(value, list | tuple):
        return False
    return all(fits(one, shape.item_type, memo) for one in cast("list[Any]", value))


def _fits_union(value: Any, shape: inspect.UnionType, memo: Memo) -> bool:
    return any(fits(value, each, memo) for each in shape.types)


def _fits_choice(value: Any, shape: inspect.CustomType, memo: Memo) -> bool:
    key = id(value), shape.cls
    if key not in memo:
        memo[key] = False  # a value that contains itself ends here
        memo[key] = cast("Any", shape.cls).fits(value, memo)
    return memo[key]


def _fits_metadata(value: Any, shape: inspect.Metadata, memo: Memo) -> bool:
    match text_kind(shape):
        case "decimal":
            is_text = isinstance(value, str) and _NUMBER.fullmatch(value) is not None
            return is_text or _is_number(value)
        case "boolean":
            return isinstance(value, bool) or value in ("true", "false")
        case "duration":
            return isinstance(value, timedelta) or (isinstance(value, str) and is_duration(value))
        case _:
            return fits(value, shape.type, memo)


_NUMBER = re.compile(JSON_NUMBER)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_moment(value: Any, shape: inspect.DateTimeType, _memo: Memo) -> bool:
    if isinstance(value, str):
        return to_moment(value) is not None
    return isinstance(value, datetime) and (not shape.tz or value.utcoffset() is not None)


def _is_enum_value(value: Any, shape: inspect.EnumType, _memo: Memo) -> bool:
    if isinstance(value, shape.cls):
        return True
    return any(type(value) is type(each.value) and value == each.value for each in shape.cls)


def _is_literal(value: Any, shape: inspect.LiteralType, _memo: Memo) -> bool:
    return any(type(value) is type(each) and value == each for each in shape.values)


_FORMATS: dict[Any, Any] = {
    inspect.DateType: date,
    inspect.TimeDeltaType: timedelta,
}


def _is_of_format(value: Any, shape: inspect.Type, _memo: Memo) -> bool:
    if known := READERS.get(cast("Any", type(shape))):
        cls, read, _wanted, _usual = known
        return isinstance(value, cls) or (isinstance(value, str) and read(value) is not None)
    kind = _FORMATS.get(type(shape))
    if kind is None or not isinstance(value, str):
        return kind is None or (isinstance(value, kind) and not isinstance(value, datetime))
    try:
        msgspec.convert(value, kind)
    except (ValueError, ArithmeticError):
        return False
    return True


_CHECKS: dict[Any, Callable[[Any, Any, Memo], bool]] = {
    inspect.AnyType: lambda _value, _shape, _memo: True,
    inspect.NoneType: lambda value, _shape, _memo: value is None,
    inspect.StrType: lambda value, _shape, _memo: isinstance(value, str),
    inspect.BoolType: lambda value, _shape, _memo: isinstance(value, bool),
    inspect.IntType: lambda value, _shape, _memo: (
        isinstance(value, int) and not isinstance(value, bool)
    ),
    inspect.DecimalType: lambda value, _shape, _memo: _is_number(value),
    inspect.FloatType: lambda value, _shape, _memo: _is_number(value) or isinstance(value, float),
    inspect.DateTimeType: _is_moment,
    inspect.EnumType: _is_enum_value,
    inspect.LiteralType: _is_literal,
    inspect.StructType: _fits_struct,
    inspect.DictType: _fits_dict,
    inspect.ListType: _fits_list,
    inspect.UnionType: _fits_union,
    inspect.CustomType: _fits_choice,
    inspect.Metadata: _fits_metadata,
}
