"""Reads the lists of a response item by item, so that one odd item does not slow down the others.

Where one invoice of a page differs from the schema, the other 499 are still read by msgspec, each
by itself, and only the odd one is walked. An item is read so only if the walk would read it alike
(``exact``). What msgspec skips, as the content of unknown fields, is not looked at.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import inspect

from .bounds import MAX_DEPTH, MAX_VALUES, measure, out_of_bounds
from .exact import Exact, exact
from .finite import contains_itself
from .shape import hook, shape_of
from .untyped import number

Read = Callable[[Any], Any]

_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])
_LOOSE = msgspec.json.Decoder(Any, float_hook=number)

_FEW = 8
"""So many odd items are never too many."""


def in_pieces(body: bytes, model: Any) -> Any:
    """Return parsed JSON in which most items of lists are structs already, or None.

    The caller has looked for what the fast path would overlook.

    None means that the whole is to be parsed: the type has no such list, most items are odd, or
    the bytes are not JSON within the bounds of ``parsed``.
    """
    # Escapes may hide an alias, or that msgspec rounds a time, so then all must be exact.
    read = _reading(model, loosely=b"\\u" not in body)
    if read is None or (len(body) >= MAX_VALUES and out_of_bounds(body)):
        return None
    try:
        return read(body)
    except (ValueError, ArithmeticError, RecursionError):
        return None


@functools.cache
def _reading(model: Any, *, loosely: bool) -> Read | None:
    shape = shape_of(model)
    return None if contains_itself(shape) else _reader(shape, 0, loosely)


def _reader(shape: inspect.Type, depth: int, loosely: bool) -> Read | None:
    """Return a function that reads a value at a depth; None if no list of structs is in it."""
    match shape:
        case inspect.UnionType():
            options = [each for each in shape.types if not isinstance(each, inspect.NoneType)]
            return _reader(options[0], depth, loosely) if len(options) == 1 else None
        case inspect.StructType():
            fields = {
                each.encode_name: read
                for each in shape.fields
                if (read := _reader(each.type, depth + 1, loosely))
            }
            return _object_reader(fields, depth) if fields else None
        case inspect.ListType() if isinstance(shape.item_type, inspect.StructType):
            item = shape.item_type.cls
            known = exact(item, loosely=loosely)
            return _list_reader(known, item, depth) if known else None
        case _:
            return None


def _object_reader(fields: Mapping[str, Read], depth: int) -> Read:
    loose = _loose_reader(depth + 1)

    def read(body: Any) -> Any:
        try:
            members = _MEMBERS.decode(body)
        except msgspec.ValidationError:  # not an object: a difference for the walk
            return _loose_reader(depth)(body)
        return {name: fields.get(name, loose)(each) for name, each in members.items()}

    return read


def _list_reader(known: Exact, item: type, depth: int) -> Read:
    decode = msgspec.json.Decoder[Any](item, float_hook=number, dec_hook=hook).decode
    loose = _loose_reader(depth + 1)

    def read(body: Any) -> Any:
        try:
            items = _ITEMS.decode(body)
        except msgspec.ValidationError:
            return _loose_reader(depth)(body)
        return _each(items, known, decode, loose)

    return read


def _each(items: list[msgspec.Raw], known: Exact, decode: Read, loose: Read) -> list[Any]:
    found: list[Any] = []
    odd = 0
    for each in items:
        try:
            known(each)
            found.append(decode(each))
        except ValueError:
            found.append(loose(each))
            odd += 1
            if odd > _FEW and odd * 4 > len(found):
                raise ValueError("most items are odd, so the whole is parsed faster") from None
    return found


def _loose_reader(depth: int) -> Read:
    def read(body: Any) -> Any:
        value = _LOOSE.decode(body)
        if measure(value, MAX_DEPTH - depth) is None:
            raise ValueError("nested too deeply")
        return value

    return read
