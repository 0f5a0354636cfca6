"""What generated structs and enums inherit from.

It refuses to know any field: what a response looks like is generated. It holds only what all
models share: other wire names, open enums and unions, and a bridge for those who live in pydantic,
which is not imported unless pydantic itself asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum, StrEnum
from typing import Any, ClassVar, Self, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

__all__ = [
    "UNSET",
    "CaselessEnum",
    "Model",
    "OpenEnum",
    "OpenIntEnum",
    "UnknownMember",
    "UnsetType",
    "is_known",
    "read_booleans",
    "single",
]

T = TypeVar("T")


class Model(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """Base of all generated structs. Fields that are ``UNSET`` were not in the response.

    msgspec does not hand ``kw_only`` down: every generated class says it again.

    Attributes:
        __aliases__: other wire names that responses use -> the wire name they stand for, as
            ``{"createdAt": "created_at"}``. Never sent.
        __lists_of_one__: wire names of members that responses hold as the thing itself or as a list
            of one. Never sent.
        __is_unknown_member__: whether this stands for what a union does not know.
    """

    __aliases__: ClassVar[Mapping[str, str]] = {}
    __lists_of_one__: ClassVar[frozenset[str]] = frozenset()
    __is_unknown_member__: ClassVar[bool] = False

    def to_json(self) -> bytes:
        """JSON as the service writes it: its own names, every digit, UNSET left out.

        Raises:
            TypeError: a field holds what its type does not allow.
        """
        from .encode import write

        return write(type(self).__name__, type(self), self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let pydantic validate a dict (wire names) or an instance, and dump to plain values.

        A JSON number with a fraction is refused for money, as pydantic reads it as a float before
        this is asked: decode the bytes with ``msgspec.json.decode(data, type=...)`` instead, or
        give the amount as a string or a Decimal. Decimals are dumped as strings, exactly.
        """
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls._from_plain,
            serialization=core_schema.plain_serializer_function_ser_schema(msgspec.to_builtins),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """Name the type and no more: the merged schema beside the package has the details."""
        return {"type": "object", "title": cls.__name__}

    @classmethod
    def _from_plain(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        from .lenient import normalize

        plain, drifts = normalize(value, cls)
        if fatal := [str(drift) for drift in drifts if drift.fatal]:
            raise ValueError("\n".join(fatal))
        return msgspec.convert(plain, cls)


# The tag is no name that GraphQL allows, so no response has it: each other one leads here.
class UnknownMember(Model, kw_only=True, tag_field="__typename", tag="?"):
    """An object of a type that the schema does not know, where a union may hold several.

    Attributes:
        typename: the type as the service calls it.
        raw: the object as it came, its numbers int and Decimal; written back as it is.
    """

    __is_unknown_member__: ClassVar[bool] = True

    typename: str
    raw: dict[str, Any]


class OpenEnum(StrEnum):
    """An enum that keeps what it does not know, since services grow new members.

    An unknown value becomes a member of its own: equal to its string, hashable, picklable, and
    marked in its ``repr``. It is not remembered: two of them are equal, not identical.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = str(value)
        member._value_ = str(value)
        return member

    def __repr__(self) -> str:
        mark = "" if is_known(self) else " (unknown)"
        return f"<{type(self).__name__}.{self.name}: {self.value!r}{mark}>"


class CaselessEnum(OpenEnum):
    """An open enum whose wire values mean a member whatever their case: ``Paid`` is ``paid``."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if isinstance(value, str):
            folded = value.casefold()
            for member in cls:
                if member.value.casefold() == folded:
                    return member
        return super()._missing_(value)


class OpenIntEnum(IntEnum):
    """As ``OpenEnum``, of integers: a member equals its number, known or not."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        member = int.__new__(cls, value)
        member._name_ = str(value)
        member._value_ = value
        return member

    def __repr__(self) -> str:
        mark = "" if is_known(self) else " (unknown)"
        return f"<{type(self).__name__}.{self.name}: {self.value!r}{mark}>"


def is_known(member: StrEnum | IntEnum) -> bool:
    """Whether the schema lists this member, or it was kept as an unknown value."""
    return type(member).__members__.get(member.name) is member


def read_booleans(struct: msgspec.Struct, *names: str) -> None:
    """Turn the texts of ``BooleanText`` fields into bools, right after decoding.

    Another text, which only a caller can have put there, stays, and is refused when it is sent.
    """
    for name in names:
        value = getattr(struct, name)
        if isinstance(value, str) and value in ("true", "false"):
            setattr(struct, name, value == "true")


def single(name: str, values: Sequence[T] | UnsetType | None) -> T | None:
    """The one thing in a list that holds one; None where the list is absent, null or empty.

    Raises:
        ValueError: there are several, and taking one of them would be a guess.
    """
    if not values:
        return None
    if len(values) > 1:
        raise ValueError(f"{name} holds {len(values)} things, not one")
    return values[0]
