"""Decides what a call does next: send a request, wait, or end.

Both connections follow the same plan. It is a generator: it yields a call to send or a ``Pause``,
the connection carries it out, and sends back the exchange. So the rules need no socket, no clock
and no event loop.

A request is sent again if that is harmless (``retries``), if retries are left, and if the wait ends
before the deadline. After a 401 a callable credential is asked once more, because its token may
have expired. Another path is tried if the service has nothing at the first.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar

from .call import Call, Lost, RawResponse
from .deadline import Deadline
from .exchange import Exchange, ServedPaths, second_call, settle_paths
from .retries import delay, is_safe, may_retry
from .service import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pause:
    """A wait before the next attempt, in seconds."""

    seconds: float


Plan: TypeAlias = "Generator[Call[T] | Pause, Exchange[T], Exchange[T]]"


@dataclass(slots=True)
class _Progress:
    """How far a call is: the requests sent so far, retries among them, and a renewed credential."""

    attempts: int = 0
    retries: int = 0
    is_renewed: bool = False


@dataclass(frozen=True, slots=True)
class Conduct:
    """What a plan depends on, besides the call.

    Attributes:
        settings: the options of the client.
        deadline: when the call must end.
        random: a number from 0 to 1, for the length of a wait.
    """

    settings: Settings
    deadline: Deadline
    random: Callable[[], float]

    def plan(self, call: Call[T], paths: ServedPaths) -> Plan[T]:
        """Yield the steps of a call, and return the exchange that counts."""
        progress = _Progress()
        counts = yield from self._attempts(paths.choose(call), progress)
        if second := second_call(self.settings, counts):
            counts = settle_paths(counts, (yield from self._attempts(second, progress)))
        paths.note(counts)
        return counts if progress.attempts == 1 else replace(counts, attempts=progress.attempts)

    def _attempts(self, call: Call[T], progress: _Progress) -> Plan[T]:
        while True:
            exchange = yield call
            progress.attempts += 1
            if self._may_renew(exchange, progress):
                progress.is_renewed = True
                continue
            seconds = self._wait(exchange, progress)
            if seconds is None:
                return exchange
            progress.retries += 1
            yield Pause(seconds)

    def _may_renew(self, exchange: Exchange[Any], progress: _Progress) -> bool:
        """Return whether another token may help: after a 401, once, if it is asked for."""
        response = exchange.response
        if isinstance(response, Lost) or response.status_code != 401 or progress.is_renewed:
            return False
        is_callable = not all(secret.is_checked for secret in self.settings.secrets)
        return is_callable and is_safe(exchange.call) and not self.deadline.has_passed()

    def _wait(self, exchange: Exchange[Any], progress: _Progress) -> float | None:
        """Return the seconds to wait before another attempt; None if there is none."""
        call, response = exchange.call, exchange.response
        if progress.retries >= self.settings.max_retries or not may_retry(call, response):
            return None
        if isinstance(response, Lost) and response.was_closed and not progress.retries:
            return 0.0  # it was open for too long: a new connection is all that is needed
        headers = response.headers if isinstance(response, RawResponse) else {}
        seconds, left = delay(progress.retries, headers, self.random()), self.deadline.left()
        return seconds if left is None or seconds < left else None
