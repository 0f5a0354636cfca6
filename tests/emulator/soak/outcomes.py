"""What became of a call: done, refused, or unknown to its caller.

A caller that gets a 5xx, half a response or none does not know whether its request was carried out.
A status that nobody asked the emulator for, or an exception that no client documents, is a problem
of the soak itself.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from threading import Lock
from types import ModuleType
from typing import Any

FAULTS = frozenset({401, 429, 502, 503})
"""The statuses of faults. A 500 is never one, because that is how a bug looks."""


class Outcome(Enum):
    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Ended:
    """One call: its outcome, what it returned, what the service said, and when it was."""

    outcome: Outcome
    value: Any
    said: str
    begun: float
    ended: float

    @property
    def done(self) -> bool:
        return self.outcome is Outcome.DONE


@dataclass
class Problems:
    """What should not be, and how the calls ended; any thread may add to it."""

    allowed: frozenset[int]
    found: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def add(self, problem: str) -> None:
        with self.lock:
            self.found.append(problem)

    def expect(self, holds: bool, problem: str) -> None:
        if not holds:
            self.add(problem)

    def count(self, what: str) -> None:
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + 1


def attempt(client: ModuleType, problems: Problems, call: Callable[[], Any]) -> Ended:
    """Make a call with a generated client, and say how it ended; `client` is its package."""
    begun = time.monotonic()
    value, said = None, ""
    try:
        value, outcome = call(), Outcome.DONE
    except client.APIError as error:
        outcome, said = _outcome(client, problems, error), str(error)
    except Exception as error:  # noqa: BLE001 - no client may raise anything else
        outcome, said = Outcome.UNKNOWN, repr(error)
        problems.add(f"a client raised {error!r}")
    problems.count(outcome.value)
    return Ended(outcome, value, said, begun, time.monotonic())


def _outcome(client: ModuleType, problems: Problems, error: Any) -> Outcome:
    if isinstance(error, getattr(client, "OperationFailedError", ())):
        return Outcome.REFUSED  # the caller judges whether it should be
    if isinstance(error, client.APIStatusError):
        if error.status_code not in problems.allowed:
            problems.add(f"an unexpected status: {error!r}")
        return Outcome.REFUSED if error.status_code < 500 else Outcome.UNKNOWN
    if not problems.allowed:
        problems.add(f"a failure without a fault: {error!r}")
    if isinstance(error, client.APIConnectionError) and not error.request_sent:
        return Outcome.REFUSED
    return Outcome.UNKNOWN


def patiently(client: ModuleType, call: Callable[[], Any], drifts: list[object]) -> Any:
    """Repeat a read until it succeeds as sent: faults that nobody has met yet are still waiting."""
    for _ in range(100):
        drifts.clear()
        try:
            value = call()
        except client.APIError:
            continue
        if not drifts:
            return value
    raise AssertionError("a hundred reads failed")
