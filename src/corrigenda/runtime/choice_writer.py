"""Writes a value of a union: as the member that it is, with the problems of that member."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast

from msgspec import inspect

from .members import Member, Plan, tag_of
from .shape import brief, closest, is_unknown_member, member, short

Problems = list[str]
Serialize: TypeAlias = Callable[[Any, inspect.Type, str, Problems], Any]
Write: TypeAlias = Callable[[Any], Any]


def serialize_choice(
    value: Any, kind: Any, path: str, problems: Problems, serialize: Serialize
) -> Any:
    """Return the value as plain JSON, and append its problems to ``problems``."""
    plan = cast("Plan", kind.plan)
    picked = plan.pick(value)
    if picked is None and plan.tag is not None and isinstance(value, Mapping):
        _untagged(cast("Mapping[str, Any]", value), plan, plan.tag, path, problems)
        return None
    if picked is None and not isinstance(value, Mapping):
        problems.append(f"{path}: got {brief(value)}: pass {plan.wanted}")
        return None
    return serialize(value, (picked or plan.nearest(value)).shape, path, problems)


def _untagged(
    value: Mapping[str, Any], plan: Plan, name: str, path: str, problems: Problems
) -> None:
    place, advice = member(path, name), f"pass one of {', '.join(map(repr, plan.tags))}"
    if name not in value:
        problems.append(f"{place}: required, but not given: {advice}")
        return
    tag = tag_of(value, name)
    close = closest(tag, plan.tags) if tag else None
    said = f"did you mean {close!r}? " if close else ""
    shown = brief(value[name]) if tag is None else short(repr(tag))
    advice += ", or an UnknownMember for another object"
    problems.append(f"{place}: {shown} is not the tag of a member: {said}{advice}")


def compile_choice(
    kind: Any, compiled: dict[type, tuple[frozenset[type], Write]], inner: Any, slowly: Write
) -> tuple[frozenset[type], Write]:
    """Return the writer of a union, which is fast for structs.

    Args:
        kind: the class of the union.
        compiled: the writers of all classes so far; the union is added before its members.
        inner: returns the writer of a type.
        slowly: writes any other value.
    """
    if kind in compiled:
        return compiled[kind]
    by_class: dict[type, Write] = {}

    def write(value: Any) -> Any:
        return by_class.get(value.__class__, slowly)(value)

    compiled[kind] = frozenset((type(None),)), write
    for cls, each in cast("Plan", kind.plan).structs.items():
        if not _is_unlisted(each):
            by_class[cls] = inner(each.shape, compiled)[1]
    return compiled[kind]


def _is_unlisted(each: Member) -> bool:
    return isinstance(each.shape, inspect.StructType) and is_unknown_member(each.shape)
