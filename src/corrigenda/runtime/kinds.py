"""Says of which class the values of a type are, and what they are in words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import inspect

from .shape import text_kind, with_article

_CLASSES: dict[Any, Any] = {
    inspect.StrType: str,
    inspect.IntType: int,
    inspect.BoolType: bool,
    inspect.FloatType: float,
    inspect.AnyType: object,
    inspect.DictType: dict,
    inspect.ListType: list,
    inspect.DecimalType: Decimal,
    inspect.DateType: date,
    inspect.DateTimeType: datetime,
    inspect.TimeType: time,
    inspect.TimeDeltaType: timedelta,
    inspect.UUIDType: UUID,
    inspect.BytesType: bytes,
}


def class_of(shape: inspect.Type) -> type:
    """Return the class of the values of a type."""
    match shape:
        case inspect.StructType() | inspect.EnumType() | inspect.CustomType():
            found: type = shape.cls
            return found
        case inspect.Metadata() if text_kind(shape) == "boolean":
            return bool
        case inspect.Metadata():
            return class_of(shape.type)
        case _:
            plain: type = _CLASSES.get(type(shape), object)
            return plain


_WORDS: dict[Any, str] = {
    inspect.StrType: "a string",
    inspect.IntType: "a whole number",
    inspect.BoolType: "a boolean",
    inspect.DecimalType: "an exact number",
    inspect.FloatType: "a number",
    inspect.DictType: "an object",
    inspect.ListType: "an array",
    inspect.DateType: "a date",
    inspect.DateTimeType: "a time with a time zone",
    inspect.TimeType: "a time of day",
    inspect.UUIDType: "a UUID",
    inspect.BytesType: "bytes in Base64",
}


def in_words(shape: inspect.Type) -> str:
    """Return what the values of a type are."""
    match shape:
        case inspect.StructType() | inspect.EnumType() | inspect.CustomType():
            return with_article(shape.cls.__name__)
        case inspect.Metadata() if text_kind(shape) == "duration":
            return "a duration"
        case inspect.Metadata():
            return in_words(shape.type)
        case _:
            return _WORDS.get(type(shape), "another type")


def either(words: list[str]) -> str:
    """Join words with commas and an "or"."""
    *most, last = dict.fromkeys(words)
    return f"{', '.join(most)} or {last}" if most else last
