"""The differences between a response and the schema, of which only the first are kept.

A page may differ thousands of times, and an error shows twenty of them. The others are counted, and
not described, because that would take longer than reading the page. For the same reason the place
of a value is a chain of steps while it is read, and a JSON path only in a difference that is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from .shape import member

MOST = 20
"""How many differences are kept of each sort, and how many an error shows."""

MOST_TOLD = 1000
"""How many differences of one response ``on_drift`` is told."""

_LONGEST_PATH = 200
_LONGEST_TEXT = 120

At: TypeAlias = "str | tuple[At, str | int]"
"""The place of a value: a JSON path, or a place and the name or the index of a step from it."""

DriftKind = Literal[
    "encoding",
    "repeated",
    "unknown-field",
    "unknown-member",
    "alias",
    "spelling",
    "coerced",
    "cut",
    "absent",
    "wrapped",
]
"""The kinds of difference that a client tolerates unless it is strict:

- ``encoding``: the bytes are not JSON in UTF-8; they were decoded or repaired.
- ``repeated``: an object has a member more than once; the last one counts.
- ``unknown-field``: an object has a field that the schema does not name; it is dropped.
- ``unknown-member``: an enum value, or a type of a union, that the schema does not list.
- ``alias``: a field has another of its names.
- ``spelling``: an enum value in another case, or a time that is not written as in RFC 3339.
- ``coerced``: a value of another JSON type, without loss: a number as a string, for example.
- ``cut``: a time with more digits than microseconds, which are cut off.
- ``absent``: a field that was requested and may be null is missing; it is read as null, or in
  GraphQL as ``UNSET``.
- ``wrapped``: a list of one object in place of the object.
"""

Kind: TypeAlias = DriftKind | Literal["missing", "mismatch"]

_FATAL = ("missing", "mismatch")


@dataclass(frozen=True, slots=True)
class Drift:
    """A difference between a response and the schema that the client tolerated.

    The secrets of the request are redacted in it, and every character is printable.

    Attributes:
        operation: name of the method, such as ``list_invoices``.
        json_path: where the difference is, such as ``$.data[3].amount``; at most 200 characters.
        kind: what kind of difference it is; ``DriftKind`` lists them.
        expected: what the schema says, in words.
        got: what the response has, in words; at most 120 characters.
    """

    operation: str
    json_path: str
    kind: DriftKind
    expected: str
    got: str


class Words(NamedTuple):
    """The words for a difference: what the schema says, what came, and a sentence for an error."""

    expected: str
    got: str
    detail: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between a response and the schema.

    Attributes:
        path: JSON path, such as ``$.data[3].amount``.
        kind: kind of difference; ``missing`` and ``mismatch`` are never tolerated.
        detail: description of the difference.
        expected: what the schema says.
        got: what the response has.
    """

    path: str
    kind: Kind
    detail: str
    expected: str = ""
    got: str = ""

    @property
    def fatal(self) -> bool:
        """Whether the value cannot be converted."""
        return self.kind in _FATAL

    def __str__(self) -> str:
        return f"{self.path}: {self.detail}"


class Differences(list[Difference]):
    """The first differences of a response: up to ``most`` fatal ones, and as many others.

    Attributes:
        most: how many of each sort are kept.
        fatal: number of all fatal differences.
        total: number of all differences.
    """

    __slots__ = ("fatal", "most", "total")

    def __init__(self, most: int = MOST) -> None:
        super().__init__()
        self.most = most
        self.fatal = self.total = 0

    def note(self, at: At, kind: Kind, words: Callable[..., Words], *about: Any) -> None:
        """Count a difference, and keep it if it is one of the first.

        Args:
            at: its place.
            kind: its kind.
            words: a function that describes it.
            about: the arguments of that function.
        """
        fatal = kind in _FATAL
        before = self.fatal if fatal else self.total - self.fatal
        self.fatal += fatal
        self.total += 1
        if before < self.most:
            expected, got, detail = words(*about)
            self.append(Difference(path_of(at), kind, detail, expected, got))

    def add(self, other: Difference) -> None:
        """Count a difference that is described already, and keep it if it is one of the first."""
        self.note(other.path, other.kind, Words, other.expected, other.got, other.detail)

    def take(self, other: Differences) -> None:
        """Add the differences of a part of the value."""
        room = (self.most - (self.total - self.fatal), self.most - self.fatal)
        for fatal in (False, True):
            sort = [each for each in other if each.fatal is fatal]
            self.extend(sort[: max(room[fatal], 0)])
        self.fatal += other.fatal
        self.total += other.total

    def put_in_order(self, begin: int) -> None:
        """Put those kept from an index on in the order of ``take``: the fatal ones last."""
        if len(self) > begin + 1:
            self[begin:] = sorted(self[begin:], key=_is_fatal)


def _is_fatal(each: Difference) -> bool:
    return each.fatal


def path_of(at: At) -> str:
    """Return the JSON path of a place."""
    steps: list[str | int] = []
    while not isinstance(at, str):
        at, step = at
        steps.append(step)
    for step in reversed(steps):
        at = f"{at}[{step}]" if isinstance(step, int) else member(at, step)
    return at


def public(operation: str, found: Iterable[Difference]) -> list[Drift]:
    """Return the differences of a successful call as its caller sees them."""
    return [
        Drift(
            operation,
            _short(each.path, _LONGEST_PATH),
            each.kind,
            each.expected,
            _short(each.got, _LONGEST_TEXT),
        )
        for each in found
        if each.kind != "missing" and each.kind != "mismatch"
    ]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The problems of a response that does not match the schema, without the request's secrets.

    Attributes:
        json_path: JSON path of the first problem.
        said: all problems, one per line.
        body: the parsed response, or its text if it is not JSON.
    """

    json_path: str
    said: str = field(repr=False)
    body: Any = field(repr=False)


class Presence(Protocol):
    """What must be in a response beyond what its type says."""

    def holds(self, value: Any) -> bool:
        """Whether a value that was read has what it must have."""
        ...

    def lacks(self, plain: Any) -> Iterable[Difference]:
        """What parsed JSON has not."""
        ...
