"""What is sent of a GraphQL operation, and what the document asks for.

A class holds what all operations ask for of its type, so a field of it may be UNSET. Whether that
is right depends on the document: a field that it does not ask for is not in the response, and one
that it asks for must be. ``asked`` lists the latter, and both paths of reading hold a response
against it.

Where a part of a document is a guess, a caller may leave it out: ``chosen`` gives the document
without it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeAlias

from msgspec import UNSET, inspect

from .drift import Difference
from .shape import member, shape_of
from .untyped import items, members

Asked: TypeAlias = "Mapping[str, Asked]"
"""The fields that a class may lack and a document asks for, by the way to them.

A key is a wire name: with ``!`` where the field must be there and is not null, with ``?`` where it
must be there and may be null, and bare where it only leads to others. ``...Order`` holds what is
asked of an ``Order`` where there may be objects of several types.
"""

Check = Callable[[Any], bool]

_NARROWED = "..."
_ABSENT = ("asked for, and not in the response", "what was asked for", "nothing")


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A GraphQL document.

    Attributes:
        text: what is sent.
        asked: the fields that it asks for and that their classes may lack.
        guesses: the parts of it that are a guess.
    """

    text: str
    asked: Asked = field(default_factory=dict[str, "Asked"])
    guesses: tuple[Guess, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Guess:
    """A part of a document that the service may not know.

    Attributes:
        corrections: the ids under which the errata explain it.
        arguments: arguments of the method; the part is sent only if one of them is given.
        without: the document without the part.
    """

    corrections: tuple[str, ...]
    arguments: tuple[str, ...]
    without: Document


def chosen(document: Document, given: Collection[str]) -> Document:
    """The document without the guesses that no given argument asks for."""
    for guess in document.guesses:
        if not any(name in given for name in guess.arguments):
            return chosen(guess.without, given)
    return document


def guessed(document: Document) -> str:
    """Which parts of a document are a guess, for the error of a service that refuses it."""
    arguments = [f"`{name}`" for one in document.guesses for name in one.arguments]
    known = dict.fromkeys(name for one in document.guesses for name in one.corrections)
    part = f"this part of the request is a guess: see errata {', '.join(known)}"
    return f" ({' and '.join(arguments)}: {part})" if arguments else ""


@dataclass(frozen=True, slots=True)
class Presence:
    """What must be in a response of a document, beyond what its types say."""

    asked: Asked
    check: Check | None

    def holds(self, value: Any) -> bool:
        """Whether a response that was read has all that was asked for and is never null."""
        return self.check is None or not value.data or self.check(value.data)

    def lacks(self, plain: Any) -> Iterable[Difference]:
        """All that was asked for and is not in the JSON of a response."""
        return _lacks(members(plain).get("data"), self.asked, "$.data")


@functools.cache
def presence_of(data: type, document: Document) -> Presence | None:
    """What must be in a response; None where its types say all of it."""
    if not document.asked:
        return None
    return Presence(document.asked, _compile(shape_of(data), document.asked))


def _lacks(value: Any, asked: Asked, path: str) -> Iterator[Difference]:
    for at, one in enumerate(items(value) or ()):
        yield from _lacks(one, asked, f"{path}[{at}]")
    if not isinstance(value, Mapping):
        return
    object_ = members(value)
    for key, below in asked.items():
        name = key.rstrip("!?")
        if key.startswith(_NARROWED):
            if object_.get("__typename") == key.removeprefix(_NARROWED):
                yield from _lacks(value, below, path)
        elif name in object_:
            yield from _lacks(object_[name], below, member(path, name))
        elif key.endswith("!"):
            yield Difference(member(path, name), "missing", *_ABSENT)
        elif key.endswith("?"):
            yield Difference(member(path, name), "absent", *_ABSENT)


def _compile(shape: inspect.Type, asked: Asked) -> Check | None:
    """A function that looks at the fields that must be there, and at nothing else."""
    match shape:
        case inspect.StructType():
            return _struct(shape, asked.get(f"{_NARROWED}{shape.tag}", asked))
        case inspect.UnionType():
            return _union(shape, asked)
        case inspect.CollectionType():
            return _each(_compile(shape.item_type, asked))
        case _:
            return None


def _struct(shape: inspect.StructType, asked: Asked) -> Check | None:
    fields = {each.encode_name: each for each in shape.fields}
    due = [fields[key[:-1]].name for key in asked if key.endswith("!") and key[:-1] in fields]
    inside: list[tuple[Callable[[Any], Any], Check]] = []
    for key, below in asked.items():
        known = fields.get(key.rstrip("!?"))
        check = _compile(known.type, below) if known and below else None
        if known and check:
            inside.append((attrgetter(known.name), check))
    return _fields(due, inside) if due or inside else None


def _fields(due: list[str], inside: list[tuple[Callable[[Any], Any], Check]]) -> Check:
    # Of one name attrgetter makes no tuple, and a name may as well be asked for twice.
    fetch = attrgetter(*(due if len(due) > 1 else due * 2)) if due else None

    def check(struct: Any) -> bool:
        if fetch:
            for value in fetch(struct):
                if value is UNSET:
                    return False
        for get, inner in inside:
            value = get(struct)
            if value and not inner(value):  # None, UNSET and [] hold nothing
                return False
        return True

    return check


def _union(shape: inspect.UnionType, asked: Asked) -> Check | None:
    options = [(_python_type(each), _compile(each, asked)) for each in shape.types]
    found = [(kind, check) for kind, check in options if kind and check]
    if len(found) == 1 and sum(kind is not None for kind, _ in options) == 1:
        return found[0][1]
    if not found:
        return None
    return lambda value: all(check(value) for kind, check in found if isinstance(value, kind))


def _python_type(shape: inspect.Type) -> type | None:
    """The class of a value that may hold fields; None for one that holds none."""
    match shape:
        case inspect.StructType():
            return shape.cls
        case inspect.CollectionType():
            return list
        case _:
            return None


def _each(check: Check | None) -> Check | None:
    if check is None:
        return None

    def each(values: Any) -> bool:
        for value in values:  # noqa: SIM110  (a loop takes half the time of all(...))
            if value and not check(value):
                return False
        return True

    return each
