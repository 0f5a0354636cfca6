"""The differences between a response and the schema, of which only the first are kept.

A page may differ thousands of times, and an error shows twenty of them. The others are counted, and
not described, because that would take longer than reading the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

MOST = 20
"""How many differences are kept of each sort, and how many an error shows."""

Kind = Literal[
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
    "missing",
    "mismatch",
]

_FATAL = ("missing", "mismatch")


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference between a response and the schema.

    Attributes:
        path: JSON path, such as ``$.data[3].amount``.
        kind: kind of difference; ``missing`` and ``mismatch`` are never tolerated.
        detail: description of the difference.
    """

    path: str
    kind: Kind
    detail: str

    @property
    def fatal(self) -> bool:
        """Whether the value cannot be converted."""
        return self.kind in _FATAL

    def __str__(self) -> str:
        return f"{self.path}: {self.detail}"


class Drifts(list[Drift]):
    """The first differences of a response: up to ``MOST`` fatal ones, and as many others.

    Attributes:
        fatal: number of all fatal differences.
        total: number of all differences.
    """

    __slots__ = ("fatal", "total")

    def __init__(self) -> None:
        super().__init__()
        self.fatal = self.total = 0

    def note(self, path: str, kind: Kind, said: str | Callable[..., str], *about: Any) -> None:
        """Count a difference, and keep it if it is one of the first.

        Args:
            path: its JSON path.
            kind: its kind.
            said: its description, or a function that returns it.
            about: the arguments of that function.
        """
        fatal = kind in _FATAL
        before = self.fatal if fatal else self.total - self.fatal
        self.fatal += fatal
        self.total += 1
        if before < MOST:
            self.append(Drift(path, kind, said if isinstance(said, str) else said(*about)))

    def take(self, other: Drifts) -> None:
        """Add the differences of a part of the value."""
        room = (MOST - (self.total - self.fatal), MOST - self.fatal)
        for fatal in (False, True):
            sort = [each for each in other if each.fatal is fatal]
            self.extend(sort[: max(room[fatal], 0)])
        self.fatal += other.fatal
        self.total += other.total
