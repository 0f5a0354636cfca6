"""Chooses the member of a union that a value is: by its class, its tag, or what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import msgspec
from msgspec import inspect

from .fits import Memo, accepts, fits, strangeness
from .kinds import class_of, either, in_words
from .shape import Chosen, hook, parts, shape_of, text_kind


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
        unlisted: the member that stands for objects that are no other; None without structs.
        wanted: its members, in words.
    """

    members: tuple[Member, ...]
    tag: str | None
    tags: Mapping[str, Member]
    structs: Mapping[type, Member]
    classes: tuple[type, ...]
    unlisted: Member | None
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

    def keep(self, value: Mapping[str, Any]) -> Chosen:
        """Return an object that is no known member, as it came."""
        assert self.unlisted is not None
        tag = tag_of(value, self.tag) if self.tag else None
        return Chosen(self.unlisted, self.unlisted.model(tag=tag, raw=dict(value)))

    def nearest(self, value: Any) -> Member:
        """Return the member that a value that is none resembles most."""
        objects = isinstance(value, Mapping)
        alike = [each for each in self.members if _is_object(each.shape) is objects]
        return min(alike or self.members, key=lambda each: strangeness(value, each.shape))


def planned(
    models: tuple[Any, ...], tags: Mapping[str, Any], tag: str | None, unlisted: Any
) -> Plan:
    """Return what is known of a union.

    Args:
        models: the types of its members.
        tags: the type of the member of each tag.
        tag: wire name of the discriminator.
        unlisted: the struct of objects that are no member.
    """
    members = {model: _member(model) for model in models}
    named = {each: members.get(one) or _member(one) for each, one in tags.items()}
    everything = tuple(dict.fromkeys([*members.values(), *named.values()]))
    structs = _structs(everything)
    other = _member(unlisted) if structs else None
    if other is not None:
        structs[unlisted] = other
    classes = [*structs, *(class_of(each.shape) for each in everything)]
    wanted = either([in_words(each.shape) for each in everything])
    return Plan(everything, tag, named, structs, tuple(classes), other, wanted)


def tag_of(value: Mapping[str, Any], name: str) -> str | None:
    """Return the tag of an object: a text, or a number, which some services use."""
    tag = value.get(name)
    if isinstance(tag, int) and not isinstance(tag, bool):
        return str(int(tag))
    return str(tag) if isinstance(tag, str) else None


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
            inner: Plan = cast("Any", each.shape.cls).plan
            found.update((kind, each) for kind in inner.structs)
    return found


def _is_object(shape: inspect.Type) -> bool:
    return isinstance(shape, inspect.StructType | inspect.DictType | inspect.CustomType)
