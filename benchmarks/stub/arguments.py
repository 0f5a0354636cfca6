"""Turns JSON values into what a generated method takes, by its annotations."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin

import msgspec

from stub.exchanges import Json, difference, parsed, written

_READ = (date, datetime, time, timedelta, bytes)


def argument(value: Json, hint: Any) -> Any:
    """A value as an annotation wants it; as it is if no type of the annotation takes it."""
    for option in _options(hint):
        try:
            return _as(value, option)
        except (ValueError, TypeError, msgspec.ValidationError):
            continue
    return value


def plain(value: Any) -> Json:
    """What a client returns, as JSON."""
    if hasattr(value, "to_json"):
        return parsed(value.to_json())
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, (date, datetime, time, timedelta)):
        return parsed(msgspec.json.encode(value))
    return value


def _options(hint: Any) -> list[Any]:
    if isinstance(hint, typing.TypeAliasType) if hasattr(typing, "TypeAliasType") else False:
        return _options(hint.__value__)
    if get_origin(hint) is typing.Annotated:
        return _options(get_args(hint)[0])
    if isinstance(hint, types.UnionType) or get_origin(hint) is typing.Union:
        found = [one for part in get_args(hint) for one in _options(part)]
        return sorted(found, key=_rank)
    return [hint]


def _rank(option: Any) -> int:
    """Structs before dicts, exact types before texts."""
    origin = get_origin(option) or option
    order = [msgspec.Struct, *_READ, Decimal, bool, int, float, Enum, str]
    if not isinstance(origin, type):
        return 99
    return next((at for at, one in enumerate(order) if issubclass(origin, one)), 50)


def _as(value: Json, option: Any) -> Any:
    origin = get_origin(option) or option
    inner = get_args(option)
    if value is None or option is Any:
        return value
    if origin in (Sequence, list) and isinstance(value, list):
        return [argument(one, inner[0]) for one in value]
    if origin in (Mapping, dict) and isinstance(value, Mapping) and inner:
        return {key: argument(one, inner[1]) for key, one in value.items()}
    if not isinstance(origin, type):
        raise TypeError(option)
    return _scalar(value, origin)


def _scalar(value: Json, kind: type) -> Any:
    if issubclass(kind, msgspec.Struct):
        made = getattr(kind, "from_dict")(value)  # noqa: B009
        if difference(plain(made), parsed(written(value))):
            raise ValueError("another struct")
        return made
    if kind is Decimal and isinstance(value, (int, Decimal, str)) and not isinstance(value, bool):
        return Decimal(value)
    if kind is bytes and isinstance(value, str):
        return value.encode()
    if kind in _READ and isinstance(value, str):
        return msgspec.convert(value, kind)
    if kind is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if kind is bool and value in ("true", "false"):
        return value == "true"
    if issubclass(kind, Enum) and not isinstance(value, (Mapping, list)):
        return kind(value)
    if kind in (str, int, bool) and type(value) is kind:
        return value
    raise TypeError(kind)
