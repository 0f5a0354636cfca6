"""Reads and replaces the page in the `pagination` argument of a list method.

The argument is the caller's dict or struct. It is never changed: the next page gets a new dict.
Nothing is validated here, because the call does that.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Any, TypeVar, cast

import msgspec
from msgspec import UNSET, UnsetType

T = TypeVar("T")


def member(value: object, wire: str, kind: type[T]) -> T | UnsetType:
    """Return the field of a dict or struct by wire name, if it is of that type, else UNSET."""
    found: object = _members(value).get(wire, UNSET)
    return found if isinstance(found, kind) else UNSET


def first_page(value: object, wire: str, opening: int = 1) -> int:
    """Return the number of the first page, by wire name; ``opening`` if it is missing or null.

    Any other value is returned as it is, including 0 and values that are not numbers; the call
    rejects those.
    """
    found: object = _members(value).get(wire, UNSET)
    return opening if found is UNSET or found is None else cast("int", found)


def with_member(value: object, wire: str, new: object) -> Any:
    """Return the value as a dict of wire names, with one field replaced.

    If ``new`` is UNSET, return the value unchanged, so that iterating from the start sends the
    same first request as listing. A value that is neither a dict, a struct, None nor UNSET is also
    returned unchanged, and the call rejects it.
    """
    if new is UNSET:
        return value
    known = Mapping, msgspec.Struct, UnsetType, NoneType
    if not issubclass(type(value), known):
        return value
    return {**_members(value), wire: new}


def _members(value: object) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, Any]", value))
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.fields(type(value))
        found = {field.encode_name: getattr(value, field.name) for field in fields}
        return {name: one for name, one in found.items() if one is not UNSET}
    return {}
