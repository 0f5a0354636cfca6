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

The other modules ask the class of a union, and import nothing of this, because packages without
such unions do not include it: ``choice*``, ``members``, ``fits`` and ``kinds``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeAlias, cast

from msgspec import inspect

from .fits import Memo, fits
from .members import Plan, planned
from .models import Model
from .shape import Chosen

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
        return isinstance(instance, _plan_of(cls).classes)

    @property
    def plan(cls) -> Plan:
        """What is known of the union, found out once."""
        return _plan_of(cls)

    def read(cls, value: Any) -> Any:
        """Return untyped JSON, or what the slow path chose, as a member.

        Raises:
            ValueError: it is not a member, or no value of it.
        """
        if value.__class__ is Chosen:
            return value.member.read(value.value)
        plan = _plan_of(cls)
        member = plan.pick(value)
        if member is not None:
            return member.read(value)
        if plan.unlisted is not None and isinstance(value, dict):
            return plan.keep(cast("dict[str, Any]", value)).value
        raise ValueError(f"expected {plan.wanted}")

    def fits(cls, value: Any, memo: Memo) -> bool:
        """Return whether a value, with everything in it, is a known member."""
        if value.__class__ is Chosen:
            return True
        plan = _plan_of(cls)
        member = plan.pick(value, memo)
        return member is not None and fits(value, member.shape, memo)

    @property
    def shapes(cls) -> list[inspect.Type]:
        """The members, as msgspec describes them, and the unknown one if there may be one."""
        plan = _plan_of(cls)
        unlisted = [plan.unlisted] if plan.unlisted else []
        return [member.shape for member in (*plan.members, *unlisted)]

    def rule(cls, known: Any, inner: Any) -> Any:
        """Return the rule of the slow path; see ``choice_rule``."""
        from .choice_reader import choice_rule

        return choice_rule(cls, known, inner)

    def serialize(cls, value: Any, path: str, problems: list[str], inner: Any) -> Any:
        """Return a value as plain JSON, with all its problems; see ``serialize_choice``."""
        from .choice_writer import serialize_choice

        return serialize_choice(value, cls, path, problems, inner)

    def writer(cls, compiled: Any, inner: Any, slowly: Any) -> Any:
        """Return the fast writer; see ``compile_choice``."""
        from .choice_writer import compile_choice

        return compile_choice(cls, compiled, inner, slowly)

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


@functools.cache
def _plan_of(kind: Choice) -> Plan:
    return planned(*kind.load(), kind.tag, UnknownMember)
