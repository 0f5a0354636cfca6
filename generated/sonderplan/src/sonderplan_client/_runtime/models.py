"""The base classes of the generated structs and enums.

They contain what all models share: aliases, open enums and unions, and support for pydantic, which
is imported only when pydantic itself asks for it. All fields are generated.
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
    """Base class of all generated structs. A field that is ``UNSET`` was not in the response.

    msgspec does not inherit ``kw_only``, so every generated class repeats it.

    Attributes:
        __aliases__: alias in responses -> wire name, such as ``{"createdAt": "created_at"}``.
            Never sent.
        __lists_of_one__: wire names of fields that responses may wrap in a list of one. Never
            sent.
        __is_unknown_member__: whether the struct holds objects of types that a union does not list.
    """

    __aliases__: ClassVar[Mapping[str, str]] = {}
    __lists_of_one__: ClassVar[frozenset[str]] = frozenset()
    __is_unknown_member__: ClassVar[bool] = False

    def to_json(self) -> bytes:
        """Return the JSON with the service's own names and every digit, without UNSET fields.

        Raises:
            TypeError: a field has a value that its type does not allow.
        """
        from .encode import write

        return write(type(self).__name__, type(self), self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let pydantic validate a dict (wire names) or an instance, and dump plain values.

        A JSON number with a fraction is rejected for money, because pydantic turns it into a float
        first: decode the bytes with ``msgspec.json.decode(data, type=...)`` instead, or pass the
        amount as a string or a Decimal. Decimals are dumped exactly, as strings.
        """
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls._from_plain,
            serialization=core_schema.plain_serializer_function_ser_schema(msgspec.to_builtins),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """Return the name of the type only; the schema file of the package has the details."""
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


# GraphQL does not allow this tag as a name, so no response has it: unknown types lead here.
class UnknownMember(Model, kw_only=True, tag_field="__typename", tag="?"):
    """An object in a union, of a type that the schema does not list.

    Attributes:
        typename: the service's name of the type.
        raw: the JSON object, with numbers as int and Decimal; ``to_json`` writes it unchanged.
    """

    __is_unknown_member__: ClassVar[bool] = True

    typename: str
    raw: dict[str, Any]


class OpenEnum(StrEnum):
    """An enum that keeps unknown values, because services add new ones.

    An unknown value becomes a new member: equal to its string, hashable, picklable, and marked in
    its ``repr``. It is not cached: two of them are equal, but not identical.
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
    """An open enum that ignores the case of wire values: ``Paid`` is read as ``paid``."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if isinstance(value, str):
            folded = value.casefold()
            for member in cls:
                if member.value.casefold() == folded:
                    return member
        return super()._missing_(value)


class OpenIntEnum(IntEnum):
    """Like ``OpenEnum``, for integers: a member equals its number, known or not."""

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
    """Return whether the schema lists this member; False for an unknown value that was kept."""
    return type(member).__members__.get(member.name) is member


def read_booleans(struct: msgspec.Struct, *names: str) -> None:
    """Turn the strings of ``BooleanText`` fields into bools, right after decoding.

    Any other string can only come from the caller; it is kept, and rejected when it is sent.
    """
    for name in names:
        value = getattr(struct, name)
        if isinstance(value, str) and value in ("true", "false"):
            setattr(struct, name, value == "true")


def single(name: str, values: Sequence[T] | UnsetType | None) -> T | None:
    """Return the only item of a list; None if the list is missing, null or empty.

    Raises:
        ValueError: there are several items, and choosing one would be a guess.
    """
    if not values:
        return None
    if len(values) > 1:
        raise ValueError(f"{name} has {len(values)} items, not one")
    return values[0]
