"""From the ``data`` of a response to the thing that was asked for, or what stands in its place.

A document asks for a tree, and a method returns the one thing in it that it is named for. GraphQL
has no status for "there is no such thing": null says it, or an empty list. What else is null on
the way was promised by the schema or by the absence of errors, and is never passed on as a value.
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
    """Where a response says whether it succeeded, as attributes of one struct.

    Attributes:
        success: a boolean.
        message: why it failed; None where the schema has no such member.
        value: what was asked for; None where that is nothing, or the envelope itself.
    """

    success: str
    message: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the struct of ``data`` the thing is, in attribute names.

    Attributes:
        data: the struct of ``data``.
        at: the way from it to the thing, or to its envelope.
        envelope: what the thing is wrapped in.
        one: the way ends at a list, and the one item of it is meant.
        may_lack: null at the end says that there is no such thing.
    """

    data: type
    at: tuple[str, ...]
    envelope: Envelope | None = None
    one: bool = False
    may_lack: bool = False

    @property
    def end(self) -> tuple[str, ...]:
        """The whole way, through the envelope."""
        value = self.envelope.value if self.envelope else None
        return (*self.at, value) if value else self.at


@dataclass(frozen=True, slots=True)
class Lack:
    """The thing is not there.

    Attributes:
        path: JSON path of what stands in its place.
        detail: what stands there.
        is_absence: whether that says that there is no such thing, or contradicts the schema.
    """

    path: str
    detail: str
    is_absence: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """The envelope says that it failed, and perhaps why."""

    message: str | None


def find(place: Place, data: Any) -> Any:
    """The thing, or ``Lack`` or ``Failed``."""
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
    # One was asked for by what only one can have: to take any of several would be a guess.
    return Lack(path, f"holds {len(items)} things, not one", False)


def _null(place: Place, data: Any) -> Lack:
    """Say where the null is."""
    ways = [place.end]
    if place.envelope:
        ways.insert(0, (*place.at, place.envelope.success))
    steps = (way[:depth] for way in ways for depth in range(1, len(way) + 1))
    names = next(names for names in steps if _along(data, names) is None)
    return _null_at(wire_path(place.data, names), place.may_lack and names == place.end)


def _null_at(path: str, is_absence: bool) -> Lack:
    return Lack(
        path, "is null" if is_absence else "is null or missing, and no error says why", is_absence
    )


def failure_in(place: Place, plain: Any) -> Failed | None:
    """What the envelope says in JSON that may not fit the schema, if it says that it failed.

    A service that fails may leave null what it promises for a success.
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
    """A member of the envelope as it came."""
    return name and members(said).get(wire_names(place.data, (*place.at, name))[-1])


def wire_path(data: type, names: tuple[str, ...]) -> str:
    """The JSON path that attribute names lead along."""
    path = "$.data"
    for name in wire_names(data, names):
        path = member(path, name)
    return path


def wire_names(data: Any, names: tuple[str, ...]) -> list[str]:
    """What attributes are called in JSON, each an attribute of the one before it."""
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
