"""The base classes of the generated structs, which contain what all models share.

All fields are generated. What a method needs is imported when it is first called, so that a client
that only reads responses loads none of it; pydantic is imported only when it asks for a schema.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from .enums import CaselessEnum, OpenEnum, OpenIntEnum, is_known

__all__ = [
    "UNSET",
    "CaselessEnum",
    "Model",
    "OpenEnum",
    "OpenIntEnum",
    "UnknownMember",
    "UnsetType",
    "given",
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
        __is_one_of__: whether exactly one field must be given, and not be None (``@oneOf``).
    """

    __aliases__: ClassVar[Mapping[str, str]] = {}
    __lists_of_one__: ClassVar[frozenset[str]] = frozenset()
    __is_unknown_member__: ClassVar[bool] = False
    __is_one_of__: ClassVar[bool] = False

    def to_dict(self) -> dict[str, Any]:
        """Return a dict with the service's own names, without UNSET fields.

        Structs in it are dicts, and enum members are their values. Decimals, dates and times stay
        what they are. ``from_dict`` reads it back.
        """
        from .plain import to_plain

        members: dict[str, Any] = to_plain(self)
        return members

    @classmethod
    def from_dict(cls, members: Mapping[str, Any]) -> Self:
        """Return the struct that a dict with the service's own names describes.

        It is read as leniently as a response: unknown members are ignored, aliases are known. A
        float is not an amount: pass a Decimal, an int or a string.

        Raises:
            TypeError: the argument is not a mapping.
            ValueError: lists every problem, one per line, each with its JSON path.
        """
        from .plain import from_plain

        return from_plain(cls, members)

    def to_json(self) -> bytes:
        """Return the JSON with the service's own names and every digit, without UNSET fields.

        Raises:
            TypeError: a field has a value that its type does not allow.
        """
        from .encode import write

        return write(type(self).__name__, type(self), self)

    @classmethod
    def from_json(cls, text: bytes | str) -> Self:
        """Return the struct that JSON describes, with every digit, read as a response is.

        Raises:
            TypeError: the argument is neither bytes nor a string.
            ValueError: lists every problem, one per line, each with its JSON path.
        """
        from .plain import from_text

        return from_text(cls, text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let pydantic validate and dump a struct, and describe it in a JSON schema."""
        from .pydantic_support import struct_schema

        return struct_schema(cls)


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


def given(value: T | UnsetType) -> T | None:
    """Return None for ``UNSET``, which most databases and frameworks do not know.

    Any other value is returned unchanged: ``given(invoice.total)`` is a ``Decimal | None``.
    """
    return None if value is UNSET else value


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
