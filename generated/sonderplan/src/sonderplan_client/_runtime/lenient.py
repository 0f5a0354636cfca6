"""The slow path of decoding: convert a response that almost matches the schema.

It records every difference: those it tolerates, so that a strict client can reject them, and those
it cannot. It tolerates only what loses nothing: a documented alias of a field, another case of an
enum value, unknown enum values and unknown fields, a number or boolean as a string, a number in
place of a string, unknown types in an open union, a missing field that was requested and may be
null, and, where a correction allows it, an object in a list of one. It never guesses: "null" is not
null, a naive time is not a point in time, "NaN" is not an amount, 5.5 is not a whole number, and a
list of two is not a single value.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from msgspec import inspect

from .drift import Drift, Drifts
from .moments import to_moment
from .scalar import coerce, to_bool, to_decimal, to_int, to_str
from .shape import (
    aliases,
    allows_null,
    brief,
    is_unknown_member,
    lists_of_one,
    member,
    shape_of,
    short,
    text_kind,
)
from .untyped import items

__all__ = ["Drift", "Drifts", "normalize"]


def normalize(value: object, model: Any) -> tuple[Any, Drifts]:
    """Turn untyped JSON into a value for ``msgspec.convert``, and list the differences.

    Dates and constraints are left to ``msgspec.convert``.
    """
    drifts = Drifts()
    return _walk(value, shape_of(model), "$", drifts), drifts


def _walk(value: Any, shape: inspect.Type, path: str, drifts: Drifts) -> Any:
    match shape:
        case inspect.Metadata():
            kind = text_kind(shape)
            if kind:
                return _text(value, kind, path, drifts)
            return _walk(value, shape.type, path, drifts)
        case inspect.UnionType():
            return _union(value, shape, path, drifts)
        case inspect.StructType():
            return _struct(value, shape, path, drifts)
        case inspect.DictType():
            return _dict(value, shape, path, drifts)
        case inspect.CollectionType():
            return _list(value, shape, path, drifts)
        case inspect.EnumType():
            return _enum(value, shape, path, drifts)
        case _:
            return _scalar(value, shape, path, drifts)


def _wrong(value: object, wanted: str, path: str, drifts: Drifts) -> object:
    drifts.note(path, "mismatch", _expected, wanted, value)
    return value


def _expected(wanted: str, value: object) -> str:
    return f"expected {wanted}, got {brief(value)}"


def _union(value: Any, shape: inspect.UnionType, path: str, drifts: Drifts) -> Any:
    if value is None and shape.includes_none:
        return None
    tries: list[tuple[Any, Drifts]] = []
    for option in _possible(value, shape):
        found = Drifts()
        tries.append((_walk(value, option, path, found), found))
    # The option with the fewest differences is the intended one.
    best, least = min(tries, key=lambda one: (one[1].fatal, one[1].total))
    drifts.take(least)
    return best


def _possible(value: Any, shape: inspect.UnionType) -> list[inspect.Type]:
    """Return the members of a union that a value may be, by the tag of an object if it has one."""
    options = [each for each in shape.types if not isinstance(each, inspect.NoneType)]
    tagged = [each for each in options if isinstance(each, inspect.StructType) and each.tag_field]
    if not tagged or not isinstance(value, Mapping):
        return options
    object_ = cast("Mapping[str, Any]", value)
    named = [each for each in tagged if object_.get(str(each.tag_field)) == each.tag]
    return list(named or [each for each in tagged if is_unknown_member(each)] or options)


def _list(value: Any, shape: inspect.CollectionType, path: str, drifts: Drifts) -> Any:
    if not isinstance(value, list | tuple):
        return _wrong(value, "an array", path, drifts)
    inside = cast("list[Any]", value)
    return [_walk(one, shape.item_type, f"{path}[{at}]", drifts) for at, one in enumerate(inside)]


def _dict(value: Any, shape: inspect.DictType, path: str, drifts: Drifts) -> Any:
    if not isinstance(value, Mapping):
        return _wrong(value, "an object", path, drifts)
    members = cast("Mapping[str, Any]", value)
    return {k: _walk(v, shape.value_type, member(path, k), drifts) for k, v in members.items()}


def _struct(value: Any, shape: inspect.StructType, path: str, drifts: Drifts) -> Any:
    if isinstance(value, shape.cls):
        return value
    if not isinstance(value, Mapping):
        return _wrong(value, "an object", path, drifts)
    members = cast("Mapping[str, Any]", value)
    if is_unknown_member(shape) and members.get(str(shape.tag_field)) != shape.tag:
        return _unknown(members, shape, path, drifts)
    named = _rename(members, shape, path, drifts)
    read: dict[str, Any] = {}
    for field in shape.fields:
        if field.encode_name in named:
            at, found = _unwrap(*named[field.encode_name], field, shape, drifts)
            read[field.encode_name] = _walk(found, field.type, at, drifts)
        else:
            _lack(field, member(path, field.encode_name), drifts)
    if shape.tag_field and shape.tag_field in value:
        read[shape.tag_field] = value[shape.tag_field]
    return read


def _unknown(value: Mapping[str, Any], shape: inspect.StructType, path: str, drifts: Drifts) -> Any:
    """Keep an object whose type the schema does not list, unconverted."""
    tag_field = str(shape.tag_field)
    name, at = value.get(tag_field), member(path, tag_field)
    if not isinstance(name, str):
        return _wrong(name, "a type name", at, drifts)
    drifts.note(at, "unknown-member", f"the schema does not list type {short(repr(name))} here")
    return {tag_field: shape.tag, "typename": name, "raw": value}


def _unwrap(
    at: str, value: Any, field: inspect.Field, shape: inspect.StructType, drifts: Drifts
) -> tuple[str, Any]:
    """Return path and value of a field, taken out of a list of one where that is allowed."""
    inside = items(value) if field.encode_name in lists_of_one(shape) else None
    if inside is None or len(inside) != 1:
        return at, value  # with several items, choosing one would be a guess
    drifts.note(at, "wrapped", "expected a single value, got a list of one")
    return f"{at}[0]", inside[0]


def _lack(field: inspect.Field, at: str, drifts: Drifts) -> None:
    """Record a missing field: required, or requested and nullable. An optional one is fine."""
    if field.required:
        drifts.note(at, "missing", "required, but not in the response")
    elif field.default is None:
        drifts.note(at, "absent", "requested, but not in the response")


def _rename(
    value: Mapping[str, Any], shape: inspect.StructType, path: str, drifts: Drifts
) -> dict[str, tuple[str, Any]]:
    """Return wire name -> (path, value), with aliases resolved and unknown fields dropped."""
    known = {field.encode_name: field.type for field in shape.fields}
    named = {name: (member(path, name), value[name]) for name in value if name in known}
    others = aliases(shape)
    for name in value:
        at = member(path, name)
        if name in known or name == shape.tag_field:
            continue
        meant = others.get(name)
        if meant in known:
            drifts.note(at, "alias", f"alias of {meant}")
            if meant not in named or _is_void(named[meant][1], known[meant]):
                named[meant] = (at, value[name])
        else:
            drifts.note(at, "unknown-field", f"not in the schema of {shape.cls.__name__}")
    return named


def _is_void(value: Any, shape: inspect.Type) -> bool:
    # A null that is not allowed carries no value, so an alias of the field may provide it.
    return value is None and not allows_null(shape)


def _enum(value: Any, shape: inspect.EnumType, path: str, drifts: Drifts) -> Any:
    known = [one.value for one in shape.cls]
    read, wanted = _enum_value(value, known)
    try:
        found = shape.cls(read).value
    except ValueError:
        return _wrong(value, f"one of {', '.join(map(str, known))}", path, drifts)
    if not _is_same(value, read):
        drifts.note(path, "coerced", _expected, wanted, value)
    if found not in known:
        detail = f"{shape.cls.__name__} has no member {short(repr(found))}"
        drifts.note(path, "unknown-member", detail)
    elif found != read:
        drifts.note(path, "spelling", f"{brief(value)} is read as {found!r}")
    return read


def _enum_value(value: Any, known: list[Any]) -> tuple[Any, str]:
    """Return the value as the type of the members, and the name of that type."""
    if all(isinstance(one, int) for one in known):
        return to_int(value), "a whole number"
    return to_str(value), "a string"


def _scalar(value: Any, shape: inspect.Type, path: str, drifts: Drifts) -> Any:
    if isinstance(shape, inspect.NoneType):
        return None if value is None else _wrong(value, "null", path, drifts)
    if isinstance(shape, inspect.LiteralType):
        wanted = f"one of {', '.join(map(str, shape.values))}"
        return value if value in shape.values else _wrong(value, wanted, path, drifts)
    if isinstance(shape, inspect.DateTimeType) and shape.tz:
        return _moment(value, path, drifts)
    rule = coerce(value, shape)
    if rule is None:
        return value
    read, wanted = rule
    if read is None:
        return _wrong(value, wanted, path, drifts)
    if not _is_same(value, read):
        drifts.note(path, "coerced", _expected, wanted, value)
    return read


def _moment(value: Any, path: str, drifts: Drifts) -> Any:
    if isinstance(value, datetime):
        return value
    found = to_moment(value) if isinstance(value, str) else None
    if found is None:
        return _wrong(value, "a time with a time zone", path, drifts)
    read, said = found
    if said:
        drifts.note(path, "cut" if "cut" in said else "spelling", _said, value, said)
    return read


def _said(value: object, said: str) -> str:
    return f"{brief(value)} {said}"


def _text(value: Any, kind: str, path: str, drifts: Drifts) -> Any:
    """Read a Decimal or a bool that is sent as a string; tolerate one that is not a string."""
    read = to_bool(value) if kind == "boolean" else to_decimal(value)
    if read is None:
        return _wrong(value, f"a string that holds a {kind}", path, drifts)
    # A JSON boolean means the same as its text; a number may have lost digits of its text.
    if not isinstance(value, str) and kind != "boolean":
        drifts.note(path, "coerced", _expected, "a string", value)
    return read


def _is_same(value: object, read: object) -> bool:
    # JSON has one type of number, whatever the Python type; but 5.0 is not an integer.
    if isinstance(read, Decimal | float):
        return not isinstance(value, str)
    return isinstance(value, type(read)) and isinstance(value, bool) is isinstance(read, bool)
