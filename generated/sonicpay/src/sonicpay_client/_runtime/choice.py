"""Unions of the schema whose members msgspec cannot tell apart: two structs, an object or a map.

msgspec takes the class of such a union for a type of its own, and asks it to read each value. The
member is chosen

- by the discriminator of an object, if the union has one: the tag names the member. An object with
  another tag, or without one, is an ``UnknownMember``;
- otherwise by what the value is: the members that have all required names and the right values of
  those with only one, of these the one that knows most of the names, of these the first one that
  fits in everything. An object that is none of them is an ``UnknownMember``.

Null is never a member: a union that allows it is ``PaymentMethod | None``. GraphQL's unions are
not read here, because there every object says its type, as msgspec expects it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias, cast

import msgspec
from msgspec import inspect

from .fits import Memo, accepts, fits, strangeness
from .kinds import class_of, either, in_words
from .models import Model
from .shape import Chosen, hook, parts, shape_of, text_kind

Load: TypeAlias = Callable[[], tuple[tuple[Any, ...], Mapping[str, Any]]]
"""Returns the members of a union, and the member of each tag."""


# No property has this name, so no object is read as one by mistake.
class UnknownMember(Model, kw_only=True, tag_field="?", tag="?"):
    """An object in a union that is none of the members that the schema lists.

    Attributes:
        tag: what its discriminator says; None without a discriminator.
        raw: the JSON object, with numbers as int and Decimal; ``to_json`` writes it unchanged.
    """

    __is_unknown_member__: ClassVar[bool] = True

    tag: str | None = None
    raw: dict[str, Any]


class Choice(type):
    """The class of the classes of unions: its instances are what the schema calls a union."""

    load: Load
    tag: str | None

    def __instancecheck__(cls, instance: Any) -> bool:
        """Return whether a value has the class of a member."""
        return isinstance(instance, plan_of(cls).classes)

    def read(cls, value: Any) -> Any:
        """Return untyped JSON, or what the slow path chose, as a member.

        Raises:
            ValueError: it is not a member, or no value of it.
        """
        if value.__class__ is Chosen:
            return value.member.read(value.value)
        plan = plan_of(cls)
        member = plan.pick(value)
        if member is not None:
            return member.read(value)
        if plan.is_open and isinstance(value, dict):
            return unknown(cast("dict[str, Any]", value), plan.tag)
        raise ValueError(f"expected {plan.wanted}")

    def fits(cls, value: Any, memo: Memo) -> bool:
        """Return whether a value, with everything in it, is a known member."""
        if value.__class__ is Chosen:
            return True
        plan = plan_of(cls)
        member = plan.pick(value, memo)
        return member is not None and fits(value, member.shape, memo)

    @property
    def shapes(cls) -> list[inspect.Type]:
        """The members, as msgspec describes them, and the unknown one if there may be one."""
        plan = plan_of(cls)
        unlisted = [shape_of(UnknownMember)] if plan.is_open else []
        return [*(member.shape for member in plan.members), *unlisted]

    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let pydantic validate and dump a member, and describe the union in a JSON schema."""
        from .pydantic_support import choice_schema

        return choice_schema(cls)


def union(name: str, module: str, load: Load, tag: str | None = None) -> Any:
    """Return the class of a union.

    Args:
        name: its name.
        module: the module that has it.
        load: called when the union is first used, because members may contain it.
        tag: wire name of the discriminator.
    """
    body = {"__module__": module, "__slots__": (), "load": staticmethod(load), "tag": tag}
    return Choice(name, (), body)


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A member of a union: its type, how msgspec describes it, and what reads untyped JSON."""

    model: Any
    shape: inspect.Type
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What is known of a union.

    Attributes:
        members: its members, in the order of the schema.
        tag: wire name of the discriminator.
        tags: the member of each tag.
        structs: the member of each class of structs.
        classes: the classes that its values may have.
        is_open: whether an object that is no known member is kept.
        wanted: its members, in words.
    """

    members: tuple[Member, ...]
    tag: str | None
    tags: Mapping[str, Member]
    structs: Mapping[type, Member]
    classes: tuple[type, ...]
    is_open: bool
    wanted: str

    def pick(self, value: Any, memo: Memo | None = None) -> Member | None:
        """Return the member that a value is, or None."""
        if value.__class__ is dict and self.tag is not None:
            tag = value.get(self.tag)
            if tag.__class__ is str and tag in self.tags:
                return self.tags[tag]
        known = self.structs.get(value.__class__)
        if known is not None:
            return known
        if self.tag is not None and isinstance(value, Mapping):
            return self.tags.get(tag_of(cast("Mapping[str, Any]", value), self.tag) or "")
        return self._by_content(value, {} if memo is None else memo)

    def _by_content(self, value: Any, memo: Memo) -> Member | None:
        possible = [each for each in self.members if accepts(value, each.shape, memo)]
        if len(possible) < 2:
            return next(iter(possible), None)
        possible.sort(key=lambda each: strangeness(value, each.shape))
        whole = (each for each in possible if fits(value, each.shape, memo))
        return next(whole, possible[0])

    def nearest(self, value: Any) -> Member:
        """Return the member that a value that is none resembles most."""
        objects = isinstance(value, Mapping)
        alike = [each for each in self.members if _is_object(each.shape) is objects]
        return min(alike or self.members, key=lambda each: strangeness(value, each.shape))


@functools.cache
def plan_of(kind: Choice) -> Plan:
    """Return what is known of a union, found out once."""
    models, tags = kind.load()
    members = {model: _member(model) for model in models}
    named = {tag: members.get(one) or _member(one) for tag, one in tags.items()}
    everything = tuple(dict.fromkeys([*members.values(), *named.values()]))
    structs = _structs(everything)
    is_open = bool(structs)
    if is_open:
        structs[UnknownMember] = unlisted()
    classes = [*structs, *(class_of(each.shape) for each in everything)]
    wanted = either([in_words(each.shape) for each in everything])
    return Plan(everything, kind.tag, named, structs, tuple(classes), is_open, wanted)


def tag_of(value: Mapping[str, Any], name: str) -> str | None:
    """Return the tag of an object: a text, or a number, which some services use."""
    tag = value.get(name)
    if isinstance(tag, int) and not isinstance(tag, bool):
        return str(int(tag))
    return str(tag) if isinstance(tag, str) else None


def unknown(value: Mapping[str, Any], tag: str | None) -> UnknownMember:
    """Return an object that is no known member, as it came."""
    return UnknownMember(tag=tag_of(value, tag) if tag else None, raw=dict(value))


@functools.cache
def unlisted() -> Member:
    """Return the member that stands for all that the schema does not list."""
    return _member(UnknownMember)


def _member(model: Any) -> Member:
    shape = shape_of(model)
    if isinstance(shape, inspect.Metadata) and text_kind(shape) == "boolean":
        return Member(model, shape, lambda value: value is True or value == "true")
    return Member(model, shape, _reader(model, shape))


def _reader(model: Any, shape: inspect.Type) -> Callable[[Any], Any]:
    """Return a function that reads untyped JSON; looking for unions is left out if it can be."""
    convert = msgspec.convert
    if any(isinstance(each, inspect.CustomType) for each in _within(shape)):
        return lambda value: convert(value, model, dec_hook=hook)
    return lambda value: convert(value, model)


def _within(shape: inspect.Type) -> Iterator[inspect.Type]:
    """Yield a type and all types inside it, without looking into unions, which may contain it."""
    seen, waiting = set[int](), [shape]
    while waiting:
        here = waiting.pop()
        if id(here) not in seen:
            seen.add(id(here))
            yield here
            waiting += [] if isinstance(here, inspect.CustomType) else parts(here)


def _structs(members: tuple[Member, ...]) -> dict[type, Member]:
    """Return the member of each struct; a union inside another is one member of it."""
    found: dict[type, Member] = {}
    for each in members:
        if isinstance(each.shape, inspect.StructType):
            found[each.shape.cls] = each
        elif isinstance(each.shape, inspect.CustomType):
            inner = plan_of(cast("Choice", each.shape.cls)).structs
            found.update((kind, each) for kind in inner if kind is not UnknownMember)
    return found


def _is_object(shape: inspect.Type) -> bool:
    return isinstance(shape, inspect.StructType | inspect.DictType | inspect.CustomType)
