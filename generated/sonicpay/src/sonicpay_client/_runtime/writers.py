"""Compiles each type once into a function that turns a value into plain JSON, fast.

A writer looks only at exact classes and builds no paths. It hands whatever else it meets to
``strict``, one value at a time: subclasses, mappings, texts of dates, values with problems. If
there is any problem, it raises ``Doubt``, and ``encode`` has ``strict`` check everything again to
list the problems. A writer and ``strict`` return equal JSON, so a writer only saves time. It leaves
two checks to ``encode``: lone surrogates, which the encoder rejects, and long whole numbers.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from math import isfinite
from types import NoneType
from typing import Any, NoReturn, TypeAlias, cast

import msgspec
from msgspec import UNSET, inspect
from msgspec.structs import astuple

from .shape import is_one_of, is_sendable, is_unknown_member, shape_of, text_kind
from .strict import Problems, serialize

Write: TypeAlias = Callable[[Any], Any]

Writer: TypeAlias = tuple[frozenset[type], Write]
"""The classes whose values are plain JSON as they are, and a function for all other values."""

Member: TypeAlias = tuple[str, str, frozenset[type], Write, bool]
"""Its key in what the caller passes, its wire name, its writer, and whether it is required."""

_class: Callable[[Any], Any] = type  # without narrowing, which would lose what is inside


class Doubt(Exception):  # noqa: N818  (not an error: strict decides)
    """A value has a problem."""


def _doubt(value: Any) -> NoReturn:
    raise Doubt


@functools.cache
def writer_of(model: Any) -> Write:
    """Return the function that writes a value of a type."""
    return _compile(shape_of(model), {})[1]


@functools.cache
def arguments_writer(model: Any) -> Write:
    """Return the function that writes a dict with the attribute names of a struct as its keys."""
    shape = cast("inspect.StructType", shape_of(model))
    members = _members(shape, {}, lambda field: field.name)
    return _from_dict(members, {}, frozenset(member[0] for member in members), _doubt)


def _compile(shape: inspect.Type, built: dict[type, Writer]) -> Writer:
    match shape:
        case inspect.Metadata() if not text_kind(shape):
            return _compile(shape.type, built)
        case inspect.StructType() if not (is_unknown_member(shape) or is_one_of(shape)):
            return _struct(shape, built)
        case inspect.UnionType():
            return _union(shape, built)
        case inspect.CollectionType():
            return _NONE, _list(shape, *_compile(shape.item_type, built))
        case inspect.DictType():
            return _NONE, _dict(shape, *_compile(shape.value_type, built))
        case inspect.EnumType():
            return _NONE, _enum(shape)
        case inspect.CustomType():
            writer: Writer = cast("Any", shape.cls).writer(built, _compile, _slowly(shape))
            return writer
        case _:
            return _scalar(shape)


def _scalar(shape: inspect.Type) -> Writer:
    match shape:
        case inspect.AnyType():
            return _FREE, _free
        case inspect.DecimalType() | inspect.FloatType():
            return _NONE | {int}, _number(shape)
        case inspect.DateTimeType():
            return _NONE, _moment(shape)
        case inspect.UUIDType() | inspect.BytesType():
            from .formats import READERS  # imported here because few types need it

            return _NONE | {READERS[_class(shape)][0]}, _slowly(shape)
        case _:
            return _NONE | _PLAIN.get(_class(shape), _NONE), _slowly(shape)


_NONE: frozenset[type] = frozenset({NoneType})
_FREE: frozenset[type] = _NONE | {str, int, bool, date}
_PLAIN: dict[type, frozenset[type]] = {
    inspect.StrType: frozenset({str}),
    inspect.IntType: frozenset({int}),
    inspect.BoolType: frozenset({bool}),
    inspect.DateType: frozenset({date}),
}


def _slowly(shape: inspect.Type) -> Write:
    """Return a function that has ``strict`` check a value."""

    def write(value: Any) -> Any:
        problems: Problems = []
        plain = serialize(value, shape, "$", problems)
        if problems:
            raise Doubt
        return plain

    return write


def _struct(shape: inspect.StructType, built: dict[type, Writer]) -> Writer:
    if shape.cls not in built:
        # A recursive type needs its writer before its members are known.
        members: list[Member] = []
        built[shape.cls] = _NONE, _object(shape, members)
        members += _members(shape, built, lambda field: field.encode_name)
    return built[shape.cls]


def _members(
    shape: inspect.StructType,
    built: dict[type, Writer],
    key: Callable[[inspect.Field], str],
) -> list[Member]:
    return [
        (key(field), field.encode_name, *_compile(field.type, built), field.required)
        for field in shape.fields
    ]


def _object(shape: inspect.StructType, members: list[Member]) -> Write:
    slowly, cls = _slowly(shape), shape.cls
    known = frozenset(field.encode_name for field in shape.fields)
    tag = {shape.tag_field: shape.tag} if shape.tag_field else {}
    from_struct = _from_struct(members, tag)
    return _from_dict(
        members,
        tag,
        known,
        lambda value: from_struct(value) if _class(value) is cls else slowly(value),
    )


def _from_dict(
    members: list[Member], tag: dict[Any, Any], known: frozenset[str], otherwise: Write
) -> Write:
    def write(value: Any) -> Any:
        if _class(value) is not dict:
            return otherwise(value)
        written = tag.copy()
        for key, name, plain, inner, required in members:
            one = value[key] if key in value else UNSET  # noqa: SIM401  (a method takes longer)
            if _class(one) in plain:
                written[name] = one
            elif one is not UNSET:
                written[name] = inner(one)
            elif required:
                raise Doubt
        if (tag or len(written) != len(value)) and not value.keys() <= known:
            return otherwise(value)
        return written

    return write


def _from_struct(members: list[Member], tag: dict[Any, Any]) -> Write:
    def write(value: Any) -> Any:
        written = tag.copy()
        # Both are as long; strict=True would take as long as a member.
        for one, (_key, name, plain, inner, required) in zip(astuple(value), members):  # noqa: B905
            if _class(one) in plain:
                written[name] = one
            elif one is not UNSET:
                written[name] = inner(one)
            elif required:
                raise Doubt
        return written

    return write


def _list(shape: inspect.CollectionType, plain: frozenset[type], item: Write) -> Write:
    slowly = _slowly(shape)

    def write(value: Any) -> Any:
        if _class(value) is list or _class(value) is tuple:
            return [one if _class(one) in plain else item(one) for one in value]
        return slowly(value)

    return write


def _dict(shape: inspect.Type, plain: frozenset[type], item: Write) -> Write:
    slowly = _slowly(shape)

    def write(value: Any) -> Any:
        if _class(value) is not dict:
            return slowly(value)
        written: dict[str, Any] = {}
        for key, one in value.items():
            if _class(key) is not str:
                return slowly(value)
            if one is not UNSET:
                written[key] = one if _class(one) in plain else item(one)
        return written

    return write


def _union(shape: inspect.UnionType, built: dict[type, Writer]) -> Writer:
    options = [
        _compile(each, built) for each in shape.types if not isinstance(each, inspect.NoneType)
    ]
    if len(options) == 1:
        return options[0]

    def write(value: Any) -> Any:
        for plain, option in options:
            if _class(value) in plain:
                return value
            try:
                return option(value)
            except Doubt:
                continue
        raise Doubt

    return options[0][0] if options else _NONE, write


def _enum(shape: inspect.EnumType) -> Write:
    slowly, cls = _slowly(shape), shape.cls
    values: list[Any] = [one.value for one in cls]
    known = {(_class(one), one) for one in values}  # by class as well: True equals 1

    def write(value: Any) -> Any:
        kind = _class(value)
        if kind is cls:
            return value._value_
        if (kind is str or kind is int) and (kind, value) in known:
            return value
        return slowly(value)

    return write


def _number(shape: inspect.Type) -> Write:
    slowly, floats = _slowly(shape), isinstance(shape, inspect.FloatType)

    def write(value: Any) -> Any:
        kind = _class(value)
        if kind is Decimal and is_sendable(value):
            return value
        return value if floats and kind is float and isfinite(value) else slowly(value)

    return write


def _moment(shape: inspect.Type) -> Write:
    slowly = _slowly(shape)
    return lambda value: value if _is_utc(value) else slowly(value)


def _is_utc(value: Any) -> bool:
    return _class(value) is datetime and value.tzinfo is UTC  # strict knows other zones


def _free(value: Any) -> Any:
    """Write a value that has no schema, and is not plain."""
    kind = _class(value)
    if kind is dict:
        return _free_dict(value)
    if kind is list:
        return _free_list(value)
    if (kind is float and isfinite(value)) or (kind is Decimal and is_sendable(value)):
        return value
    return value if _is_utc(value) else _free_other(value)


def _free_other(value: Any) -> Any:
    return (
        writer_of(_class(value))(value)
        if isinstance(value, msgspec.Struct)
        else _free_slowly(value)
    )


_ANY = inspect.AnyType()
_free_slowly = _slowly(_ANY)
_free_dict = _dict(_ANY, _FREE, _free)
_free_list = _list(inspect.ListType(_ANY), _FREE, _free)
