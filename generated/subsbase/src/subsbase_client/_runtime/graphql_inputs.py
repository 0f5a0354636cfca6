"""Looks into an argument that turns pages, and turns it.

The argument of a list, `pagination`, is a dict or a struct of the caller's. It is never changed:
turning a page makes another one. It refuses to judge what the caller gave; the call does that.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Any, TypeVar, cast

import msgspec
from msgspec import UNSET, UnsetType

T = TypeVar("T")


def member(value: object, wire: str, kind: type[T]) -> T | UnsetType:
    """What a dict or a struct has under a wire name, if it is of that kind."""
    found: object = _members(value).get(wire, UNSET)
    return found if isinstance(found, kind) else UNSET


def first_page(value: object, wire: str) -> int:
    """The number of the page to begin with, under a wire name; 1 where there is none, or null.

    Only what is not there has a default: 0 is the caller's, and what is no number is handed on, to
    be refused by the call.
    """
    found: object = _members(value).get(wire, UNSET)
    return 1 if found is UNSET or found is None else cast("int", found)


def with_member(value: object, wire: str, new: object) -> Any:
    """A dict of wire names like the value, but for one member.

    The value itself where there is nothing new (UNSET): a list that is gone through from where it
    begins is asked for as one that is not. What is neither a dict nor a struct, and not left out,
    is given back, too, to be refused by the call.
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
        return {field.encode_name: getattr(value, field.name) for field in fields}
    return {}
