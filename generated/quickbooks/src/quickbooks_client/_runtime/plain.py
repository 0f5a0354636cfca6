"""Turns structs into dicts with the service's own names, and such dicts and JSON into structs.

The dicts are for Python: what JSON has no type for stays as it is, a Decimal, a datetime or a date.
Reading is as lenient as with a response, and as exact: a float is not an amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, cast

import msgspec
from msgspec import UNSET, inspect
from msgspec.structs import astuple

from .decode import Mismatch, attempt
from .drift import MOST, Difference
from .lenient import normalize
from .said import printable
from .shape import Chosen, brief, hook, member, shape_of
from .untyped import members, parse

S = TypeVar("S", bound=msgspec.Struct)


def to_plain(value: Any) -> Any:
    """Return a copy in which structs are dicts, enum members are values, and UNSET is left out."""
    match value:
        case msgspec.Struct():
            return to_plain(named(value))
        case Enum():
            return value.value
        case Mapping():
            pairs = cast("Mapping[object, Any]", value).items()
            return {to_plain(key): to_plain(one) for key, one in pairs if one is not UNSET}
        case list() | tuple():
            return [to_plain(one) for one in cast("list[object]", value)]
        case _:
            return value


def named(struct: msgspec.Struct) -> dict[str, Any]:
    """Return what a struct holds by wire name, with its tag and without UNSET."""
    kind = type(struct)
    if getattr(kind, "__is_unknown_member__", False):
        return dict(cast("Any", struct).raw)
    config = kind.__struct_config__
    tag = {config.tag_field: config.tag} if config.tag_field else {}
    held = zip(kind.__struct_encode_fields__, astuple(struct), strict=True)
    return {**tag, **{name: one for name, one in held if one is not UNSET}}


def from_plain(model: type[S], value: object) -> S:
    """Return the struct that a dict describes.

    Args:
        model: type of the struct.
        value: mapping with the service's own names.

    Raises:
        TypeError: the value is not a mapping.
        ValueError: lists every problem, one per line, each with its JSON path; of more than
            ``MOST``, the first ones and their number.
    """
    if not isinstance(value, Mapping):
        wanted = "expected a mapping with the service's own names"
        raise TypeError(f"{model.__name__}: {wanted}, got {brief(value)}")
    found: S = read_plain(model, cast("object", value))
    return found


def read_plain(model: Any, value: object) -> Any:
    """Return the struct, or the member of a union, that a value describes.

    Raises:
        ValueError: see ``from_plain``.
    """
    try:
        found, problems, count = _read(model, value)
    except RecursionError:
        found, problems, count = None, ["$: nested too deeply, or contains itself"], 1
    if found is None or problems:
        raise ValueError("\n".join(_lines(model, problems[:MOST], count)))
    return found


def _lines(model: Any, problems: Iterable[str], count: int) -> Iterator[str]:
    yield from (f"{model.__name__}: {problem}" for problem in problems)
    if count > MOST:
        yield f"{model.__name__}: and {count - MOST} more"


def _read(kind: Any, value: object) -> tuple[Any, list[str], int]:
    """Return the struct, or None with the first problems and the number of all."""
    plain = to_plain(value)
    if wrong := list(_wrong_keys(plain, "$")):
        return None, wrong, len(wrong)
    read, drifts = normalize(plain, kind)
    fatal = [_described(drift) for drift in drifts if drift.fatal]
    late = list(_unreadable(read, shape_of(kind), "$"))
    if fatal or late:
        return None, [*fatal, *late], drifts.fatal + len(late)
    try:
        return msgspec.convert(read, kind, dec_hook=hook), [], 0
    except (ValueError, ArithmeticError) as error:
        return None, [str(error)], 1


def _described(drift: Difference) -> str:
    said = "required, but not given" if drift.kind == "missing" else drift.detail
    return printable(str(drift).removesuffix(drift.detail) + said)


def _wrong_keys(value: Any, path: str) -> Iterator[str]:
    """Yield a problem for every key that is not a string."""
    if isinstance(value, dict):
        for key, one in cast("dict[object, Any]", value).items():
            if isinstance(key, str):
                yield from _wrong_keys(one, member(path, key))
            else:
                yield f"{path}: the keys must be strings, got {brief(key)}"
    elif isinstance(value, list):
        for at, one in enumerate(cast("list[object]", value)):
            yield from _wrong_keys(one, f"{path}[{at}]")


def _unreadable(value: Any, shape: inspect.Type, path: str) -> Iterator[str]:
    """Yield the problems of dates and times that ``normalize`` leaves to msgspec.

    msgspec stops at the first one.
    """
    match shape:
        case inspect.DateType() if not _is(date, value):
            yield f"{path}: expected a date such as 2025-01-31, got {brief(value)}"
        case inspect.DateTimeType() if isinstance(value, datetime) and not _is_right(value, shape):
            yield f"{path}: expected a time with a time zone, got {brief(value)} without one"
        case inspect.UnionType():
            for option in _meant(value, shape):
                yield from _unreadable(value, option, path)
        case _:
            for inner, one, at in _inside(value, shape, path):
                yield from _unreadable(one, inner, at)


def _inside(value: Any, shape: inspect.Type, path: str) -> Iterator[tuple[inspect.Type, Any, str]]:
    """Yield the type, the value and the path of what is directly inside a value."""
    match shape, value:
        case inspect.StructType(), dict():
            given = cast("dict[str, Any]", value)
            for field in shape.fields:
                if (name := field.encode_name) in given:
                    yield field.type, given[name], member(path, name)
        case inspect.DictType(), dict():
            for key, one in cast("dict[str, Any]", value).items():
                yield shape.value_type, one, member(path, key)
        case inspect.CollectionType(), list():
            for at, one in enumerate(cast("list[object]", value)):
                yield shape.item_type, one, f"{path}[{at}]"
        case inspect.CustomType(), Chosen():
            yield value.member.shape, value.value, path
        case _:
            pass


def _is_right(moment: datetime, shape: inspect.DateTimeType) -> bool:
    return not shape.tz or moment.utcoffset() is not None


def _meant(value: Any, shape: inspect.UnionType) -> list[inspect.Type]:
    """Return the member of a union that a value is, if its type or its tag says so."""
    options = [each for each in shape.types if not isinstance(each, inspect.NoneType)]
    if value is None or len(options) < 2:
        return [] if value is None else options
    tagged = [each for each in options if isinstance(each, inspect.StructType) and each.tag_field]
    return [each for each in tagged if members(value).get(str(each.tag_field)) == each.tag]


def _is(kind: Any, value: object) -> bool:
    try:
        msgspec.convert(value, kind)
    except (ValueError, ArithmeticError):
        return False
    return True


def from_text(model: type[S], text: object) -> S:
    """Return the struct that JSON describes.

    Args:
        model: type of the struct.
        text: the JSON, with the service's own names.

    Raises:
        TypeError: it is neither bytes nor a string.
        ValueError: lists every problem, one per line, each with its JSON path.
    """
    if not isinstance(text, bytes | str):
        raise TypeError(f"{model.__name__}: expected JSON as bytes or a str, got {brief(text)}")
    try:
        body = text.encode() if isinstance(text, str) else text
    except UnicodeEncodeError:
        raise ValueError(f"{model.__name__}: $: the text has a lone surrogate") from None
    found = attempt(body, model)
    if not isinstance(found, Mismatch):
        return found
    if isinstance(plain := _parsed(body), dict):
        return from_plain(model, cast("object", plain))  # which finds more problems
    problems = (problem.strip() for problem in found.said.splitlines())
    raise ValueError("\n".join(f"{model.__name__}: {problem}" for problem in problems))


def _parsed(body: bytes) -> Any:
    try:
        return parse(body)
    except ValueError:
        return None
