"""The base classes of the generated enums, which keep values that the schema does not list.

An enum that rejected them would make every response with a new value unreadable.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Any, Self


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

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let pydantic accept values that the schema does not list, and say so in a JSON schema."""
        from .pydantic_support import enum_schema

        return enum_schema(cls)

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

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let pydantic accept values that the schema does not list, and say so in a JSON schema."""
        from .pydantic_support import enum_schema

        return enum_schema(cls)

    def __repr__(self) -> str:
        mark = "" if is_known(self) else " (unknown)"
        return f"<{type(self).__name__}.{self.name}: {self.value!r}{mark}>"


def is_known(member: StrEnum | IntEnum) -> bool:
    """Return whether the schema lists this member; False for an unknown value that was kept."""
    return type(member).__members__.get(member.name) is member
