"""Finds the value that a method returns in the ``data`` of a response.

A document requests a tree, and the method returns one value from it. GraphQL has no status for
"not found": the value is null, or its list is empty. A null anywhere else on the way to the value
contradicts the schema, or the fact that no error is listed, and is never returned as a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from msgspec import UNSET, inspect

from .scalar import to_bool
from .shape import member, shape_of
from .untyped import members


@dataclass(frozen=True, slots=True)
class Envelope:
    """The struct that tells whether an operation succeeded, by the names of its attributes.

    Attributes:
        success: the boolean that tells it.
        message: the reason of a failure; None if the schema has no such field.
        value: the value to return; None if there is none, or if it is the envelope itself.
    """

    success: str
    message: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is in the struct of ``data``, in attribute names.

    Attributes:
        data: the struct of ``data``.
        at: attributes that lead from it to the value, or to its envelope.
        envelope: the envelope of the value.
        one: ``at`` leads to a list, and the value is its only item.
        may_lack: null in place of the value means that it does not exist.
    """

    data: type
    at: tuple[str, ...]
    envelope: Envelope | None = None
    one: bool = False
    may_lack: bool = False

    @property
    def end(self) -> tuple[str, ...]:
        """The attributes that lead to the value, including those of the envelope."""
        value = self.envelope.value if self.envelope else None
        return (*self.at, value) if value else self.at


@dataclass(frozen=True, slots=True)
class Lack:
    """There is no value.

    Attributes:
        path: JSON path of what is there instead.
        detail: what is there instead.
        is_absence: whether this means "not found", or else contradicts the schema.
    """

    path: str
    detail: str
    is_absence: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """The envelope reports a failure, with or without a reason."""

    message: str | None


def find(place: Place, data: Any) -> Any:
    """Return the value, or ``Lack`` or ``Failed``."""
    thing = _along(data, place.at)
    envelope = place.envelope
    if envelope and thing is not None:
        success = getattr(thing, envelope.success)
        if success is False:
            return Failed(_text(envelope.message and getattr(thing, envelope.message)))
        if success is not True:
            return _null(place, data)
        thing = _along(thing, place.end[len(place.at) :])
    if thing is None:
        return _null(place, data)
    return _only(place, thing) if place.one else thing


def _along(value: Any, names: tuple[str, ...]) -> Any:
    for name in names:
        value = getattr(value, name, None)
        if value is None or value is UNSET:
            return None
    return value


def _text(message: Any) -> str | None:
    return message if isinstance(message, str) and message.strip() else None


def _only(place: Place, items: Any) -> Any:
    if len(items) == 1 and items[0] is not None:
        return items[0]
    path = wire_path(place.data, place.end)
    if not items:
        return Lack(path, "is empty", True)
    if len(items) == 1:
        return _null_at(f"{path}[0]", place.may_lack)
    # The request identified one item, so taking any of several would be a guess.
    return Lack(path, f"has {len(items)} items, not one", False)


def _null(place: Place, data: Any) -> Lack:
    """Return where the null is."""
    ways = [place.end]
    if place.envelope:
        ways.insert(0, (*place.at, place.envelope.success))
    steps = (way[:depth] for way in ways for depth in range(1, len(way) + 1))
    names = next(names for names in steps if _along(data, names) is None)
    return _null_at(wire_path(place.data, names), place.may_lack and names == place.end)


def _null_at(path: str, is_absence: bool) -> Lack:
    return Lack(
        path, "is null" if is_absence else "is null or missing, but no error is listed", is_absence
    )


def failure_in(place: Place, plain: Any) -> Failed | None:
    """Return the failure that the envelope reports, in JSON that may not match the schema.

    When an operation fails, a service may send null where the schema requires a value.
    """
    envelope = place.envelope
    if not envelope:
        return None
    said = members(plain).get("data")
    for name in wire_names(place.data, place.at):
        said = members(said).get(name)
    if to_bool(_says(said, place, envelope.success)) is not False:
        return None
    return Failed(_text(_says(said, place, envelope.message)))


def _says(said: Any, place: Place, name: str | None) -> Any:
    """Return a field of the envelope, unconverted."""
    return name and members(said).get(wire_names(place.data, (*place.at, name))[-1])


def wire_path(data: type, names: tuple[str, ...]) -> str:
    """Return the JSON path for a chain of attribute names."""
    path = "$.data"
    for name in wire_names(data, names):
        path = member(path, name)
    return path


def wire_names(data: Any, names: tuple[str, ...]) -> list[str]:
    """Return the wire names of a chain of attributes, each an attribute of the one before it."""
    shape, found = shape_of(data), list[str]()
    for name in names:
        field = next(each for each in _fields(shape) if each.name == name)
        shape = field.type
        found.append(field.encode_name)
    return found


def _fields(shape: inspect.Type) -> list[inspect.Field]:
    if isinstance(shape, inspect.StructType):
        return list(shape.fields)
    options = shape.types if isinstance(shape, inspect.UnionType) else ()
    return [field for option in options for field in _fields(option)]
