"""Reads an object as a struct: its aliases, unknown and missing fields, and lists of one.

Most objects have only fields that the schema names, and then nothing is renamed or copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from msgspec import inspect

from .drift import At, Differences, Kind, Words
from .leaf import Read, Rule, wrong
from .shape import aliases, allows_null, brief, is_unknown_member, lists_of_one, short
from .untyped import items


class Field(NamedTuple):
    """A field of a struct: its wire name, its rule, and the difference if it is not there."""

    name: str
    right: frozenset[type]
    read: Read
    lack: Kind | None


@dataclass(frozen=True, slots=True, eq=False)
class Fields:
    """What the reading of a struct needs to know.

    Attributes:
        shape: the struct.
        known: the wire names of its fields, and that of its tag.
        aliases: other names of its fields.
        rows: its fields.
        never_null: the wire names of fields that may not be null.
        unknown: whether it holds objects of types that a union does not list.
    """

    shape: inspect.StructType
    known: frozenset[str]
    aliases: Mapping[str, str]
    rows: list[Field] = field(default_factory=list[Field])
    never_null: set[str] = field(default_factory=set[str])
    unknown: bool = False

    @classmethod
    def of(cls, shape: inspect.StructType) -> Fields:
        """Describe a struct; its fields are added later, because they may contain it."""
        names = [each.encode_name for each in shape.fields]
        tag = [shape.tag_field] if shape.tag_field else []
        known = frozenset([*names, *tag])
        return cls(shape, known, aliases(shape), unknown=is_unknown_member(shape))

    def add(self, one: inspect.Field, rule: Rule) -> None:
        """Add the next field."""
        if one.encode_name in lists_of_one(self.shape):
            rule = _unwrapped(rule)
        lack: Kind | None = "missing" if one.required else None
        if lack is None and one.default is None:
            lack = "absent"
        self.rows.append(Field(one.encode_name, rule.right, rule.read, lack))
        if not allows_null(one.type):
            self.never_null.add(one.encode_name)


class _Absent:
    """The class of the value of a member that is not there."""


_ABSENT = _Absent()


def read_struct(fields: Fields, value: Any, at: At, drifts: Differences) -> Any:
    """Return the object with the wire names of the struct, its values read."""
    if value.__class__ is not dict:
        if isinstance(value, fields.shape.cls):
            return value
        if not isinstance(value, Mapping):
            return wrong(value, "an object", at, drifts)
    object_ = cast("Mapping[str, Any]", value)
    if fields.unknown and object_.get(str(fields.shape.tag_field)) != fields.shape.tag:
        return _unknown(object_, fields, at, drifts)
    if object_.keys() <= fields.known:
        return _read_members(fields, object_, _NO_ALIASES, at, drifts)
    named, written = _rename(object_, fields, at, drifts)
    return _read_members(fields, named, written, at, drifts)


_NO_ALIASES: Mapping[str, str] = {}


def _read_members(
    fields: Fields, members: Any, written: Mapping[str, str], at: At, drifts: Differences
) -> Any:
    """Read the members of an object without unknown ones; ``written`` has the aliases it uses."""
    found = members
    for name, right, read, lack in fields.rows:
        each = members.get(name, _ABSENT)
        if each.__class__ in right:
            continue
        if each is not _ABSENT:
            new = read(each, (at, written.get(name, name)), drifts)
            if new is not each:
                if found is members:
                    found = dict(members)
                found[name] = new
        elif lack:
            drifts.note((at, name), lack, _lacking, lack)
    return found


def _lacking(kind: Kind) -> Words:
    said = "required" if kind == "missing" else "requested"
    return Words(f"{said} by the schema", "nothing", f"{said}, but not in the response")


def _rename(
    value: Mapping[str, Any], fields: Fields, at: At, drifts: Differences
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the members by their wire names, and the aliases that were used by wire name."""
    named = {name: each for name, each in value.items() if name in fields.known}
    written: dict[str, str] = {}
    for name, each in value.items():
        if name in fields.known:
            continue
        meant = fields.aliases.get(name)
        if meant is None or meant not in fields.known:
            drifts.note((at, name), "unknown-field", _unknown_field, fields.shape, each)
            continue
        drifts.note((at, name), "alias", _alias, meant, name)
        # A null that is not allowed carries no value, so an alias of the field may provide it.
        if meant not in named or (named[meant] is None and meant in fields.never_null):
            named[meant], written[meant] = each, name
    return named, written


def _unknown_field(shape: inspect.StructType, value: object) -> Words:
    name = shape.cls.__name__
    return Words(f"a field of {name}", brief(value), f"not in the schema of {name}")


def _alias(meant: str, name: str) -> Words:
    return Words(meant, name, f"alias of {meant}")


def _unknown(value: Mapping[str, Any], fields: Fields, at: At, drifts: Differences) -> Any:
    """Keep an object whose type the schema does not list, unconverted."""
    tag_field = str(fields.shape.tag_field)
    if not tag_field.isidentifier():  # alone, an object does not say what its union calls it
        return {tag_field: fields.shape.tag, "raw": value}
    name = value.get(tag_field)
    if not isinstance(name, str):
        return wrong(name, "a type name", (at, tag_field), drifts)
    drifts.note((at, tag_field), "unknown-member", _unlisted, name)
    return {tag_field: fields.shape.tag, "typename": name, "raw": value}


def _unlisted(name: str) -> Words:
    detail = f"the schema does not list type {short(repr(name))} here"
    return Words("a type that the schema lists here", brief(name), detail)


def _unwrapped(rule: Rule) -> Rule:
    """Return the rule of a field that responses may wrap in a list of one."""

    def read(value: Any, at: At, drifts: Differences) -> Any:
        inside = items(value)
        if inside is None or len(inside) != 1:
            return rule.read(value, at, drifts)  # of several items, choosing one would be a guess
        drifts.note(at, "wrapped", _wrapped)
        return rule.read(inside[0], (at, 0), drifts)

    return Rule(rule.right - {list}, read)


def _wrapped() -> Words:
    said = "a single value", "a list of one"
    return Words(*said, f"expected {said[0]}, got {said[1]}")
