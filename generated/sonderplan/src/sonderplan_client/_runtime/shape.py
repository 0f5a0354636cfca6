"""What a type looks like, as data: msgspec's own description of it, made once a type.

Encoding, tolerant reading and the checks beside the fast path all follow it, so that none of them
has an opinion of its own on what a model holds.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

from msgspec import inspect


@functools.cache
def shape_of(model: Any) -> inspect.Type:
    """Describe a type, with all that it refers to."""
    return inspect.type_info(model)


def reachable(shape: inspect.Type) -> Iterator[inspect.Type]:
    """A shape and all that a value of it can hold, each once; models may hold themselves."""
    seen: set[int] = set()
    waiting = [shape]
    while waiting:
        here = waiting.pop()
        if id(here) not in seen:
            seen.add(id(here))
            yield here
            waiting += parts(here)


def parts(shape: inspect.Type) -> list[inspect.Type]:
    """The shapes directly inside a shape."""
    match shape:
        case inspect.Metadata():
            return [shape.type]
        case inspect.StructType():
            return [field.type for field in shape.fields]
        case inspect.UnionType():
            return list(shape.types)
        case inspect.DictType():
            return [shape.value_type]
        case inspect.CollectionType():
            return [shape.item_type]
        case _:
            return []


def aliases(shape: inspect.StructType) -> Mapping[str, str]:
    """Other wire names of a struct's fields -> wire name."""
    found: Mapping[str, str] = getattr(shape.cls, "__aliases__", {})
    return found


def lists_of_one(shape: inspect.StructType) -> frozenset[str]:
    """Wire names of a struct's members that responses also hold as a list of one."""
    found: frozenset[str] = getattr(shape.cls, "__lists_of_one__", frozenset())
    return found


def is_unknown_member(shape: inspect.StructType) -> bool:
    """Whether a struct stands for the objects that a union does not know."""
    return bool(getattr(shape.cls, "__is_unknown_member__", False))


def text_kind(shape: inspect.Metadata) -> str | None:
    """``decimal`` or ``boolean`` where that travels as a string (``DecimalText``), else None."""
    extra: Any = cast("Any", shape).extra  # typed as a bare dict
    kind: str | None = extra.get("text") if extra else None
    return kind


def allows_null(shape: inspect.Type) -> bool:
    """Whether null is a value of a type."""
    match shape:
        case inspect.Metadata():
            return allows_null(shape.type)
        case inspect.UnionType():
            return shape.includes_none
        case _:
            return isinstance(shape, inspect.NoneType | inspect.AnyType)


def member(path: str, name: str) -> str:
    """The JSON path of an object's member."""
    return f"{path}.{name}" if name.isidentifier() else f"{path}[{name[:60]!r}]"


def brief(value: object) -> str:
    """A value for a person, short whatever it is."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            text = f"the string {value[:60]!r}"
        case float():
            text = f"the float {value!r}"
        case int() if abs(value) >= 10**60:
            return "a number of more than 60 digits"
        case int() | Decimal():
            text = str(value)
        case Mapping():
            return "an object"
        case list() | tuple():
            return "an array"
        case _:
            text = with_article(type(value).__name__)
    return short(text)


def with_article(name: str) -> str:
    """A type's name behind its article: an int, a str."""
    return f"an {name}" if name[:1] in "aeioAEIO" else f"a {name}"


def short(text: str) -> str:
    """A text of at most 60 characters."""
    return text if len(text) <= 60 else text[:59] + "…"
