"""The slow path of decoding: convert a response that almost matches the schema.

It records every difference: those it tolerates, so that a strict client can reject them, and those
it cannot. It tolerates only what loses nothing: a documented alias of a field, another case of an
enum value, unknown enum values and unknown fields, a number or boolean as a string, a number in
place of a string, unknown types in an open union, a missing field that was requested and may be
null, and, where a correction allows it, an object in a list of one. It never guesses: "null" is not
null, a naive time is not a point in time, "NaN" is not an amount, 5.5 is not a whole number, and a
list of two is not a single value.

Each type is compiled once into a rule (``leaf``), because a page has thousands of values. A rule
returns the value that it was given if nothing in it needs a change.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import NoneType
from typing import Any, cast

from msgspec import inspect

from .drift import MOST, At, Difference, Differences
from .leaf import Rule, leaf, wrong
from .shape import is_unknown_member, shape_of, text_kind
from .struct_reader import Fields, read_struct

__all__ = ["Difference", "Differences", "normalize"]

_NOTHING = frozenset[type]()


def normalize(value: object, model: Any, most: int = MOST) -> tuple[Any, Differences]:
    """Turn untyped JSON into a value for ``msgspec.convert``, and list the differences.

    Dates and constraints are left to ``msgspec.convert``. The value may share parts with what was
    given, which does not change. At most ``most`` differences of each sort are described.
    """
    drifts = Differences(most)
    return _rule(model).read(value, "$", drifts), drifts


@functools.cache
def _rule(model: Any) -> Rule:
    return _Compiler().rule(shape_of(model))


class _Compiler:
    """Makes the rule of a type and of all types inside it; types may contain themselves."""

    def __init__(self) -> None:
        self._structs: dict[type, Rule] = {}

    def rule(self, shape: inspect.Type) -> Rule:
        """Return the rule of a type."""
        match shape:
            case inspect.Metadata() if not text_kind(shape):
                return self.rule(shape.type)
            case inspect.UnionType():
                return self._union(shape)
            case inspect.StructType():
                return self._structs.get(shape.cls) or self._struct(shape)
            case inspect.DictType():
                return _dict_of(self.rule(shape.value_type), shape)
            case inspect.CollectionType():
                return _list_of(self.rule(shape.item_type))
            case inspect.CustomType():
                return self._choice(shape)
            case _:
                return leaf(shape)

    def _struct(self, shape: inspect.StructType) -> Rule:
        fields = Fields.of(shape)
        rule = self._structs[shape.cls] = Rule(
            frozenset((shape.cls,)), functools.partial(read_struct, fields)
        )
        for field in shape.fields:  # only now, because they may contain the struct
            fields.add(field, self.rule(field.type))
        return rule

    def _choice(self, shape: inspect.CustomType) -> Rule:
        rule: Rule = cast("Any", shape.cls).rule(self._structs, self.rule)
        return rule

    def _union(self, shape: inspect.UnionType) -> Rule:
        options = [each for each in shape.types if not isinstance(each, inspect.NoneType)]
        rules = [self.rule(each) for each in options]
        null = frozenset((NoneType,)) if shape.includes_none else _NOTHING
        if len(options) == 1:
            return _optional(rules[0], null)
        return _choice(list(zip(options, rules, strict=True)), null)


def _optional(rule: Rule, null: frozenset[type]) -> Rule:
    inner = rule.read

    def read(value: Any, at: At, drifts: Differences) -> Any:
        if value is None and null:
            return None
        total, begin = drifts.total, len(drifts)
        found = inner(value, at, drifts)
        if drifts.total != total:
            drifts.put_in_order(begin)
        return found

    return Rule(rule.right | null, read)


def _choice(options: list[tuple[inspect.Type, Rule]], null: frozenset[type]) -> Rule:
    def read(value: Any, at: At, drifts: Differences) -> Any:
        if value is None and null:
            return None
        tries: list[tuple[Any, Differences]] = []
        for rule in _possible(value, options):
            found = Differences(drifts.most)
            tries.append((rule.read(value, at, found), found))
        # The option with the fewest differences is the intended one.
        best, least = min(tries, key=lambda one: (one[1].fatal, one[1].total))
        drifts.take(least)
        return best

    return Rule(null, read)


def _possible(value: Any, options: list[tuple[inspect.Type, Rule]]) -> list[Rule]:
    """Return the members of a union that a value may be, by the tag of an object if it has one."""
    structs = [(each, rule) for each, rule in options if isinstance(each, inspect.StructType)]
    tagged = [(each, rule) for each, rule in structs if each.tag_field]
    if not tagged or not isinstance(value, Mapping):
        return [rule for _, rule in options]
    object_ = cast("Mapping[str, Any]", value)
    named = [rule for each, rule in tagged if object_.get(str(each.tag_field)) == each.tag]
    unknown = [rule for each, rule in tagged if is_unknown_member(each)]
    return named or unknown or [rule for _, rule in options]


def _list_of(item: Rule) -> Rule:
    right, inner = item.right, item.read

    def read(value: Any, at: At, drifts: Differences) -> Any:
        if not isinstance(value, list | tuple):
            return wrong(value, "an array", at, drifts)
        given = found = cast("list[Any]", value)
        for index, one in enumerate(given):
            if one.__class__ in right:
                continue
            new = inner(one, (at, index), drifts)
            if new is not one:
                if found is given:
                    found = list(given)
                found[index] = new
        return found

    return Rule(_NOTHING, read)


def _dict_of(member: Rule, shape: inspect.DictType) -> Rule:
    right, inner = member.right, member.read

    def read(value: Any, at: At, drifts: Differences) -> Any:
        if not isinstance(value, Mapping):
            return wrong(value, "an object", at, drifts)
        members = cast("Mapping[str, Any]", value)
        return {
            name: each if each.__class__ in right else inner(each, (at, name), drifts)
            for name, each in members.items()
        }

    is_free = isinstance(shape.value_type, inspect.AnyType)
    return Rule(frozenset((dict,)) if is_free else _NOTHING, read)
