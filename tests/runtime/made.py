"""Makes structs of any type, with everything that their fields may hold, for laws."""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from corrigenda.runtime.members import Member, Plan
from corrigenda.runtime.plain import to_plain

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False).filter(
    lambda one: abs(one.adjusted()) <= 100
) | st.sampled_from([Decimal("0.10"), Decimal("-0.00"), Decimal("12345678901234567.890")])
FREE = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | AMOUNTS | NAMES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=4,
)
DAY = timedelta(days=1)
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    inspect.AnyType: FREE,
    inspect.NoneType: st.none(),
    inspect.StrType: NAMES,
    inspect.IntType: st.integers(-(2**60), 2**60),
    inspect.BoolType: st.booleans(),
    inspect.FloatType: st.floats(allow_nan=False, allow_infinity=False),
    inspect.DecimalType: AMOUNTS,
    inspect.DateType: st.dates(),
    inspect.DateTimeType: st.datetimes(
        datetime.min + DAY, datetime.max - DAY, timezones=ZONES | st.just(UTC)
    ).map(lambda moment: moment.replace(fold=0)),  # old protocols of pickle lose it
}


def _values(shape: inspect.Type, depth: int = 0) -> st.SearchStrategy[Any]:
    match shape:
        case inspect.Metadata() if _is_boolean_text(shape):
            return st.booleans()
        case inspect.Metadata():
            return _values(shape.type, depth)
        case inspect.StructType():
            return st.deferred(lambda: _structs(shape, depth + 1))
        case inspect.EnumType():
            return _enums(shape.cls)
        case inspect.UnionType():
            options = [each for each in shape.types if depth < 4 or _is_flat(each)]
            return st.one_of([_values(each, depth) for each in options or shape.types])
        case inspect.CollectionType():
            most = 2 if depth < 4 else 0
            return st.lists(_values(shape.item_type, depth), max_size=most)
        case inspect.DictType():
            return st.dictionaries(NAMES, _values(shape.value_type, depth), max_size=2)
        case inspect.LiteralType():
            return st.sampled_from(shape.values)
        case inspect.CustomType():
            return st.deferred(lambda: _members(shape.cls, depth + 1))
        case _:
            return SCALARS[type(shape)]


def _is_boolean_text(shape: inspect.Metadata) -> bool:
    extra: dict[str, Any] | None = shape.extra
    return (extra or {}).get("text") == "boolean"


def _is_flat(shape: inspect.Type) -> bool:
    return not isinstance(shape, inspect.StructType | inspect.CollectionType)


def _enums(kind: type[Enum]) -> st.SearchStrategy[Any]:
    other: Any = NAMES if issubclass(kind, str) else st.integers(-(2**31), 2**31)
    return st.sampled_from(list(kind)) | other.map(kind)


def _unknown_members(kind: Any) -> st.SearchStrategy[Any]:
    def build(name: str, rest: dict[str, Any]) -> Any:
        raw = {"__typename": name, **rest}
        return kind(typename=name, raw=raw)

    names = st.sampled_from(["Photo", "Ω"])
    return st.builds(build, names, st.dictionaries(NAMES.filter(lambda n: n != "__typename"), FREE))


def _structs(shape: inspect.StructType, depth: int) -> st.SearchStrategy[Any]:
    if shape.cls.__name__ == "UnknownMember":
        return _unknown_members(shape.cls)
    fields = {field.name: _values(field.type, depth) for field in shape.fields}
    needed = {field.name for field in shape.fields if field.required}
    return st.fixed_dictionaries(
        {name: one for name, one in fields.items() if name in needed},
        optional={name: one for name, one in fields.items() if name not in needed},
    ).map(lambda members: shape.cls(**members))


def _members(kind: Any, depth: int) -> st.SearchStrategy[Any]:
    """Return the members of a union that are told apart by what they hold."""
    plan: Plan = kind.plan
    tagged = [
        _values(member.shape, depth).map(functools.partial(_tagged, name=str(plan.tag), tag=tag))
        for tag, member in plan.tags.items()
    ]
    plain = [
        _values(member.shape, depth).filter(functools.partial(_is_picked, plan, member))
        for member in plan.members
        if depth < 4 or not isinstance(member.shape, inspect.DictType | inspect.CollectionType)
    ]
    return st.one_of(tagged or plain)


def _tagged(value: Any, name: str, tag: str) -> Any:
    kind: Any = type(value)
    return kind.from_dict({**value.to_dict(), name: tag})


def _is_picked(plan: Plan, member: Member, value: Any) -> bool:
    return plan.pick(to_plain(value)) is member


def structs(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Return a strategy of the structs of a type."""
    return _values(inspect.type_info(kind))
