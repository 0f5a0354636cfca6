"""Reads a value of a union on the slow path: as the member that it is, or as an unknown one.

Where a discriminator names the member, everything wrong with the value is reported as that of the
member. Without one nobody knows which member was meant, so an object that is none in everything is
kept as it came.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from msgspec import inspect

from .drift import At, Differences, Words
from .leaf import Rule, wrong
from .members import Member, Plan, tag_of
from .shape import Chosen, brief, short


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """A union, and the rules of its members, which are added later: they may contain it."""

    plan: Plan
    rules: dict[Member, Rule] = field(default_factory=dict[Member, Rule])


def choice_rule(kind: Any, known: dict[type, Rule], inner: Callable[[inspect.Type], Rule]) -> Rule:
    """Return the rule of a union.

    Args:
        kind: the class of the union.
        known: the rules of all classes so far; the union is added before its members.
        inner: returns the rule of a type.
    """
    if kind not in known:
        options = Options(cast("Plan", kind.plan))
        known[kind] = Rule(frozenset(), functools.partial(read_choice, options))
        for member in options.plan.members:
            options.rules[member] = inner(member.shape)
    return known[kind]


def read_choice(options: Options, value: Any, at: At, drifts: Differences) -> Any:
    """Return the value as the member that it is, for ``msgspec.convert``."""
    plan = options.plan
    member = plan.pick(value)
    if plan.tag is not None and isinstance(value, Mapping):
        object_ = cast("Mapping[str, Any]", value)
        if member is None:
            return _unlisted(object_, plan, plan.tag, at, drifts)
        return Chosen(member, options.rules[member].read(object_, at, drifts))
    return _by_content(options, member, value, at, drifts)


def _by_content(
    options: Options, member: Member | None, value: Any, at: At, drifts: Differences
) -> Any:
    plan = options.plan
    is_kept = plan.unlisted is not None and _is_object(value)
    if member is None and is_kept:
        return _unfit(value, plan, at, drifts)
    chosen, found, seen = _read(options, member, value, at, drifts)
    is_right = not seen.fatal and _is_readable(found, chosen)
    if not is_right and is_kept:
        return _unfit(value, plan, at, drifts)
    if not is_right and (member is None or not seen.fatal):
        return wrong(value, plan.wanted, at, drifts)
    drifts.take(seen)
    return Chosen(chosen, found)


def _is_readable(value: Any, member: Member) -> bool:
    """Return whether msgspec, which checks dates and times, takes a value that was read."""
    try:
        member.read(value)
    except (ValueError, ArithmeticError):
        return False
    return True


def _is_object(value: Any) -> bool:
    return isinstance(value, Mapping)


def _read(
    options: Options, member: Member | None, value: Any, at: At, drifts: Differences
) -> tuple[Member, Any, Differences]:
    """Return the value as its member, or as the one of which it differs in the least."""
    tries: list[tuple[Member, Any, Differences]] = []
    for each in [member] if member else options.plan.members:
        seen = Differences(drifts.most)
        tries.append((each, options.rules[each].read(value, at, seen), seen))
    return min(tries, key=lambda one: (one[2].fatal, one[2].total))


def _unlisted(
    value: Mapping[str, Any], plan: Plan, name: str, at: At, drifts: Differences
) -> Chosen:
    """Keep an object whose tag the schema does not list."""
    if name in value:
        tag = tag_of(value, name)
        drifts.note((at, name), "unknown-member", _no_tag, value[name] if tag is None else tag)
    else:
        drifts.note(at, "unknown-member", _without_tag, name)
    return plan.keep(value)


def _unfit(value: Any, plan: Plan, at: At, drifts: Differences) -> Chosen:
    drifts.note(at, "unknown-member", _no_member, plan.wanted)
    return plan.keep(cast("Mapping[str, Any]", value))


def _no_tag(tag: object) -> Words:
    got = brief(tag)
    said = short(repr(tag)) if isinstance(tag, str) else got
    return Words("a tag that the schema lists here", got, f"the schema does not list {said} here")


def _without_tag(name: str) -> Words:
    return Words(f"an object with {name}", "an object without it", f"the object has no {name!r}")


def _no_member(wanted: str) -> Words:
    return Words(wanted, "another object", f"the object is not {wanted}")
