"""Describes types as data: msgspec's own description, cached for each type.

Encoding, lenient decoding and the checks after the fast path all use it, so that they agree on the
fields of a model.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import msgspec
from msgspec import inspect

from .untyped import MAX_DIGITS


@functools.cache
def shape_of(model: Any) -> inspect.Type:
    """Describe a type and all types that it refers to."""
    with _turn():
        # After this, msgspec knows every class of the type and no longer writes to it.
        with suppress(TypeError):  # some types can only be encoded
            msgspec.json.Decoder(model, dec_hook=hook)
        return inspect.type_info(model)


_TURNS: dict[int, Any] = {}  # one for each process, as a fork may copy a lock that is held


def _turn() -> AbstractContextManager[object]:
    """Let threads take turns where msgspec meets a class for the first time.

    The interpreter crashes when two of them make it read the same class at once (msgspec 0.22.0;
    nobody has reported it upstream). ``tests/runtime/test_threads.py`` shows it.
    """
    from threading import RLock

    return cast("AbstractContextManager[object]", _TURNS.setdefault(os.getpid(), RLock()))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value that is read already, and the member of a union that it is (``choice.Member``)."""

    member: Any
    value: Any


def hook(kind: Any, value: Any) -> Any:
    """Read a value for msgspec that it cannot read itself: that of a union (``choice.Choice``).

    Raises:
        ValueError: it cannot be read. msgspec adds the place of the value to the message.
    """
    try:
        return kind.read(value)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None


def reachable(shape: inspect.Type) -> Iterator[inspect.Type]:
    """Yield a shape and every shape inside it, each once; models may be recursive."""
    seen: set[int] = set()
    waiting = [shape]
    while waiting:
        here = waiting.pop()
        if id(here) not in seen:
            seen.add(id(here))
            yield here
            waiting += parts(here)


def parts(shape: inspect.Type) -> list[inspect.Type]:
    """Return the shapes directly inside a shape."""
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
        case inspect.CustomType():
            return list(cast("Any", shape.cls).shapes)
        case _:
            return []


def aliases(shape: inspect.StructType) -> Mapping[str, str]:
    """Return alias -> wire name of a struct's fields."""
    found: Mapping[str, str] = getattr(shape.cls, "__aliases__", {})
    return found


def lists_of_one(shape: inspect.StructType) -> frozenset[str]:
    """Return the wire names of a struct's fields that responses may wrap in a list of one."""
    found: frozenset[str] = getattr(shape.cls, "__lists_of_one__", frozenset())
    return found


def is_unknown_member(shape: inspect.StructType) -> bool:
    """Return whether a struct holds objects of types that a union does not list."""
    return bool(getattr(shape.cls, "__is_unknown_member__", False))


def is_one_of(shape: inspect.StructType) -> bool:
    """Return whether exactly one field of a struct must be given (GraphQL's ``@oneOf``)."""
    return bool(getattr(shape.cls, "__is_one_of__", False))


def one_of_problems(given: Mapping[str, Any], shape: inspect.StructType, path: str) -> list[str]:
    """Return what is wrong if not exactly one field is given of a struct that wants one."""
    if not is_one_of(shape) or (len(given) == 1 and None not in given.values()):
        return []
    known = ", ".join(field.encode_name for field in shape.fields)
    got = ", ".join(given) if given else "none"
    return [f"{path}: give exactly one field, not None (got {got}; known: {known})"]


def text_kind(shape: inspect.Metadata) -> str | None:
    """Return ``decimal``, ``boolean`` or ``duration`` for what is sent as a string, or None."""
    extra: Any = cast("Any", shape).extra  # typed as a bare dict
    kind: str | None = extra.get("text") if extra else None
    return kind


def allows_null(shape: inspect.Type) -> bool:
    """Return whether a type allows null."""
    match shape:
        case inspect.Metadata():
            return allows_null(shape.type)
        case inspect.UnionType():
            return shape.includes_none
        case _:
            return isinstance(shape, inspect.NoneType | inspect.AnyType)


def is_sendable(value: int | Decimal) -> bool:
    """Return whether a number is finite and short enough to be sent."""
    # Limited, so that 1E+999999 does not become a megabyte and str(10**9999) does not fail later.
    if isinstance(value, int):
        return value.bit_length() <= MAX_DIGITS * 3
    return value.is_finite() and abs(value.adjusted()) <= MAX_DIGITS


def member(path: str, name: str) -> str:
    """Return the JSON path of a member of an object."""
    return f"{path}.{name}" if name.isidentifier() else f"{path}[{name[:60]!r}]"


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that a misspelt one most resembles, if any does."""
    from difflib import get_close_matches  # imported here because only mistakes need it

    return next(iter(get_close_matches(name, list(known), n=1)), None)


def brief(value: object) -> str:
    """Return a short description of any value, for a message."""
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
    """Return a type's name with its article: an int, a str."""
    return f"an {name}" if name[:1] in "aeioAEIO" else f"a {name}"


def short(text: str) -> str:
    """Shorten a text to at most 60 characters."""
    return text if len(text) <= 60 else text[:59] + "…"
