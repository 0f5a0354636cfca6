"""Types that accept only what differs in nothing from the schema, for msgspec to check.

Most of what the slow path looks at is correct: all of it where a client is strict, and all but one
item where one item of a page differs. msgspec sees that faster than any walk in Python, given a
type that refuses what the walk would note: unknown fields, other cases of an enum, amounts as
strings, times in other forms. What such a type accepts, the type of the schema reads alike. What it
refuses may still be right, and is walked.

Where no difference has to be told, only those matter that msgspec reads in another way than the
walk: it takes strings for amounts that are none in JSON.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any, Literal, cast

import msgspec
from msgspec import UNSET, UnsetType, inspect

from .bounds import out_of_bounds
from .charset import to_text
from .moments import PLAIN
from .repeated import count_names
from .scalar import JSON_NUMBER
from .shape import is_unknown_member, lists_of_one, parts, reachable, shape_of, text_kind

Exact = Callable[[Any], Any]


class _NoneSuchError(Exception):
    """There is no exact type; internal to this module."""


@functools.cache
def exact(model: Any, *, loosely: bool = False) -> Exact | None:
    """Return a decoder of JSON that raises ``ValueError`` if anything differs from the schema.

    It overlooks some things: members that come twice, how deeply free-form JSON is nested, how
    large an amount is, and whether there is such a time; the fast path refuses the last three. It
    returns a value of another type, with the same members.

    Args:
        model: a type of the schema.
        loosely: whether it accepts what differs, but what msgspec reads as the walk does: all
            but amounts as strings. Aliases and times that msgspec rounds are left to the caller.

    Returns:
        The decoder; None if there is none for this type.
    """
    try:
        found = _exact(shape_of(model), loosely)
    except _NoneSuchError:
        return None
    return msgspec.json.Decoder[Any](found).decode


def is_exact(body: bytes, model: Any, charset: str | None) -> bool:
    """Return whether what the fast path reads certainly has no difference from the schema.

    Args:
        body: the bytes of a response.
        model: the type of the schema.
        charset: what the response declares, as ``declared_charset`` returns it.
    """
    known = exact(model)
    if known is None or out_of_bounds(body) or to_text(body, charset)[1]:
        return False
    try:
        again = msgspec.json.encode(known(body))
    except (ValueError, ArithmeticError, RecursionError):
        return False
    count = count_names(body)  # a member that comes twice is written once
    return count is not None and count == count_names(again)


def _exact(shape: inspect.Type, loosely: bool) -> Any:
    match shape:
        case inspect.Metadata():
            return _text(shape) if text_kind(shape) else _exact(shape.type, loosely)
        case inspect.UnionType():
            return _union(shape, loosely)
        case inspect.StructType():
            return _struct(shape, loosely)
        case inspect.ListType():
            return _list(_exact(shape.item_type, loosely))
        case inspect.DictType() if isinstance(shape.key_type, inspect.StrType):
            return _dict(_exact(shape.value_type, loosely))
        case inspect.DateTimeType() if shape.tz:
            return _MOMENT
        case inspect.CustomType():
            return _tagged(shape, loosely)
        case inspect.EnumType() | inspect.LiteralType():
            return _one_of(_values(shape))
        case _:
            return _scalar(shape)


def _text(shape: inspect.Metadata) -> Any:
    kind = text_kind(shape)
    if kind == "duration":
        from .formats import DURATION_TEXT  # imported here because few types have durations

        return _pattern(DURATION_TEXT)
    return bool | Literal["true", "false"] if kind == "boolean" else _DECIMAL


def _pattern(text: str) -> Any:
    return Annotated[str, msgspec.Meta(pattern=rf"\A(?:{text})\Z")]


_NUMBER: Any = int | float
_MOMENT = _pattern(PLAIN)
_DECIMAL = _pattern(JSON_NUMBER)


def _scalar(shape: inspect.Type) -> Any:
    if isinstance(shape, inspect.UUIDType | inspect.TimeType):
        from .formats import TIME_TEXT, UUID_TEXT  # see ``_text``

        return _pattern(UUID_TEXT if isinstance(shape, inspect.UUIDType) else TIME_TEXT)
    found: Any = _SCALARS.get(cast("Any", type(shape)), _NoneSuchError)
    if found is _NoneSuchError:
        raise _NoneSuchError
    return found


_SCALARS: dict[type[inspect.Type], Any] = {
    inspect.StrType: str,
    inspect.BoolType: bool,
    inspect.IntType: int,
    inspect.DecimalType: _NUMBER,
    inspect.FloatType: _NUMBER,
    inspect.DateType: date,
    inspect.BytesType: bytes,
    inspect.NoneType: None,
    inspect.AnyType: Any,
}


def _list(item: Any) -> Any:
    return list[item]


def _dict(value: Any) -> Any:
    return dict[str, value]


def _values(shape: inspect.EnumType | inspect.LiteralType) -> list[Any]:
    if isinstance(shape, inspect.EnumType):
        return [each.value for each in shape.cls]
    return list(shape.values)


def _one_of(values: Iterable[Any]) -> Any:
    found = tuple(values)
    if not found or not all(isinstance(each, str | int) for each in found):
        raise _NoneSuchError
    return Literal[found]


def _union(shape: inspect.UnionType, loosely: bool) -> Any:
    """Return the type of a union in which a value can be of one member only."""
    options = [each for each in shape.types if not isinstance(each, inspect.NoneType)]
    structs = [each for each in options if isinstance(each, inspect.StructType)]
    plain = inspect.StrType | inspect.IntType | inspect.BoolType
    is_clear = len(options) == 1 or all(isinstance(each, plain) for each in options)
    if not is_clear and not (structs == options and all(each.tag_field for each in structs)):
        raise _NoneSuchError
    known = [each for each in options if not _is_unknown(each)]
    if not known:
        raise _NoneSuchError
    found = _exact(known[0], loosely)
    for each in known[1:]:
        found |= _exact(each, loosely)
    return found | None if shape.includes_none else found


def _tagged(shape: inspect.CustomType, loosely: bool) -> Any:
    """Return the type of a union that a discriminator tells apart, as msgspec does it."""
    plan: Any = cast("Any", shape.cls).plan
    found: Any = None
    for tag, member in plan.tags.items():
        if not isinstance(member.shape, inspect.StructType):
            raise _NoneSuchError
        one = _struct(member.shape, loosely, (plan.tag, tag))
        found = one if found is None else found | one
    if found is None or len(plan.members) > len(set(plan.tags.values())):
        raise _NoneSuchError
    return found


def _allows(shape: inspect.Type, tag: str) -> bool:
    """Return whether a member of an object may be a tag."""
    match shape:
        case inspect.StrType():
            return True
        case inspect.EnumType() | inspect.LiteralType():
            return tag in _values(shape)
        case _:
            return False


def _is_unknown(shape: inspect.Type) -> bool:
    return isinstance(shape, inspect.StructType) and is_unknown_member(shape)


def _struct(shape: inspect.StructType, loosely: bool, tag: tuple[str, str] | None = None) -> Any:
    """Return the exact type of a struct, or of one member of a union, which has a tag."""
    if is_unknown_member(shape) or any(shape is inner for inner in _inside(shape)):
        raise _NoneSuchError
    tag_field, name = tag or (shape.tag_field, shape.tag)
    said = [each.type for each in shape.fields if tag and each.encode_name == tag_field]
    if tag and not any(_allows(each, tag[1]) for each in said):
        raise _NoneSuchError
    fields = [
        field
        for at, each in enumerate(shape.fields)
        if (field := _field(at, each, shape, loosely))
        and each.encode_name != tag_field
        and (not loosely or _has_amounts(each))
    ]
    return msgspec.defstruct(
        "Exact",
        fields,
        kw_only=True,
        forbid_unknown_fields=not loosely,
        rename={f"field{at}": each.encode_name for at, each in enumerate(shape.fields)},
        tag_field=tag_field,
        tag=name,
    )


def _has_amounts(field: inspect.Field) -> bool:
    return any(isinstance(each, inspect.DecimalType) for each in reachable(field.type))


def _inside(shape: inspect.StructType) -> Iterable[inspect.Type]:
    return (inner for part in parts(shape) for inner in reachable(part))


def _field(at: int, field: inspect.Field, shape: inspect.StructType, loosely: bool) -> Any:
    name, found = f"field{at}", _exact(field.type, loosely)
    if field.encode_name in lists_of_one(shape) and _takes_lists(field.type):
        raise _NoneSuchError
    must_be_there = field.required or field.default is None  # the latter may be null
    if must_be_there and not loosely:
        return name, found
    return name, found | UnsetType if found is not Any else Any, UNSET


def _takes_lists(shape: inspect.Type) -> bool:
    match shape:
        case inspect.Metadata() | inspect.UnionType():
            return any(map(_takes_lists, parts(shape)))
        case _:
            return isinstance(shape, inspect.CollectionType | inspect.AnyType)
