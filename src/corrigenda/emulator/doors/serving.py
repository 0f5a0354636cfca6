"""What the connections of a server share, and how long each may take."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from msgspec import Struct, field

from ..exchange import Request, Response


class Open(Protocol):
    """A connection; at its `deadline`, a time of the loop, it is closed."""

    deadline: float

    def close(self) -> None:
        """End the connection at once."""


class Limits(Struct, frozen=True):
    """What a connection may take: seconds without a request, seconds for one, bytes of a body."""

    idle: float = 75.0
    request: float = 30.0
    body: int = 16 * 1024 * 1024


class Serving(Struct, frozen=True):
    """What the connections of a server share.

    `at_once` takes a request to the world, or returns None if that may take long; then `answer`
    does it elsewhere. `too_large` and `malformed` make the responses to a request that is not read;
    `connections` are those that are open.
    """

    at_once: Callable[[Request], Response | None]
    answer: Callable[[Request], Awaitable[Response]]
    too_large: Callable[[Request], Response]
    malformed: Callable[[int, str], Response]
    limits: Limits = field(default_factory=Limits)
    connections: set[Open] = field(default_factory=set[Open])


def close_late(serving: Serving, now: float) -> None:
    """Close the connections whose next step did not come in time; `now` is the loop's time."""
    for connection in list(serving.connections):
        if connection.deadline < now:
            connection.close()
