"""Checks after the fast path that no amount in a response is NaN or infinite.

msgspec reads the string ``"NaN"`` as a Decimal, and an amount that does not equal itself is worse
than an error. Searching the bytes is slow and misses other spellings ("N_a_N", escapes). So each
type is compiled once into functions that visit only its Decimals, after decoding.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import Any

from msgspec import inspect

from .shape import reachable

Check = Callable[[Any], bool]

_is_finite = Decimal.is_finite


def finite_check(shape: inspect.Type) -> Check | None:
    """Return a function that checks that all Decimals in a value are finite; None without any."""
    return _compile(shape, {})


def _compile(shape: inspect.Type, built: dict[type, Check]) -> Check | None:
    if not any(isinstance(each, inspect.DecimalType) for each in reachable(shape)):
        return None
    match shape:
        case inspect.DecimalType():
            return Decimal.is_finite
        case inspect.StructType():
            return _struct(shape, built)
        case inspect.UnionType():
            return _union(shape, built)
        case _:
            return _inside(shape, built)


def _inside(shape: inspect.Type, built: dict[type, Check]) -> Check | None:
    match shape:
        case inspect.Metadata():
            return _compile(shape.type, built)
        case inspect.DictType():
            return _values(_compile(shape.value_type, built))
        case inspect.CollectionType():
            return _items(_compile(shape.item_type, built))
        case _:
            return None


def _struct(shape: inspect.StructType, built: dict[type, Check]) -> Check:
    if shape.cls in built:
        return built[shape.cls]
    # A recursive type needs its check before it exists.
    built[shape.cls] = lambda value: built[shape.cls](value)
    amounts, checks = _members(shape, built, "", frozenset({shape.cls}))
    built[shape.cls] = _fields(amounts, checks)
    return built[shape.cls]


def _members(
    shape: inspect.StructType, built: dict[type, Check], prefix: str, within: frozenset[type]
) -> tuple[list[str], list[tuple[str, Check]]]:
    """Return the required amounts of a struct, and the checks of its other fields.

    Both have dotted names, so that one attrgetter fetches the amounts of every nesting level.
    """
    amounts: list[str] = []
    checks: list[tuple[str, Check]] = []
    for field in shape.fields:
        name, kind = prefix + field.name, _bare(field.type)
        if field.required and isinstance(kind, inspect.DecimalType):
            amounts.append(name)
        elif field.required and isinstance(kind, inspect.StructType) and kind.cls not in within:
            inner = _members(kind, built, f"{name}.", within | {kind.cls})
            amounts += inner[0]
            checks += inner[1]
        elif check := _compile(field.type, built):
            checks.append((name, check))
    return amounts, checks


def _bare(shape: inspect.Type) -> inspect.Type:
    return shape.type if isinstance(shape, inspect.Metadata) else shape


def _fields(amounts: list[str], checks: list[tuple[str, Check]]) -> Check:
    # With one name attrgetter returns no tuple, so a single name is fetched twice.
    fetch = attrgetter(*(amounts if len(amounts) > 1 else amounts * 2)) if amounts else None
    inside = [(attrgetter(name), check) for name, check in checks]

    def check(struct: Any) -> bool:
        if fetch and not all(map(_is_finite, fetch(struct))):
            return False
        for get, inner in inside:
            value = get(struct)
            if value and not inner(value):  # None, UNSET, [] and 0 need no check
                return False
        return True

    return check


def _union(shape: inspect.UnionType, built: dict[type, Check]) -> Check | None:
    checks = [(_python_type(each), _compile(each, built)) for each in shape.types]
    found = [(kind, check) for kind, check in checks if check]
    if len(checks) == 1 + shape.includes_none:
        return found[0][1]
    return lambda value: all(check(value) for kind, check in found if isinstance(value, kind))


def _python_type(shape: inspect.Type) -> type:
    match shape:
        case inspect.Metadata():
            return _python_type(shape.type)
        case inspect.StructType():
            return shape.cls
        case inspect.DictType():
            return dict
        case inspect.DecimalType():
            return Decimal
        case _:  # of the other types in a union, only a list can hold a Decimal
            return list


def _values(check: Check | None) -> Check | None:
    inner = _items(check)
    return inner and (lambda value: inner(value.values()))


def _items(check: Check | None) -> Check | None:
    if check is None:
        return None

    def each(values: Any) -> bool:
        for value in values:  # noqa: SIM110  (a loop is twice as fast as all(...))
            if value and not check(value):
                return False
        return True

    return each
