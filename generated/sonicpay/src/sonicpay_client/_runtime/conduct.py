"""Decides what a call does next: send a request, wait, or end.

Both connections follow the same plan. It is a generator: it yields a step, the connection carries
it out, and sends back the exchange. So the rules need no socket, no clock and no event loop.

A request is sent again if that is harmless (``retries``), if retries are left, and if the wait ends
before the deadline. After a 401 a callable credential is asked once more, because its token may
have expired. Another path is tried if the service has nothing at the first.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Generic, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from .call import Call, Lost, Plain
from .deadline import Deadline
from .exchange import Exchange, ServedPaths, second_call, settle_paths
from .retries import delay_before_next, is_repeatable
from .service import Settings

T = TypeVar("T")


class Step(Plain, Generic[T], frozen=True):
    """What to do next: wait, and send a call.

    Attributes:
        call: the call to send.
        attempt: number of the request; the first is 1.
        pause: seconds to wait before, because the last request failed; None if it did not.
    """

    call: Call[T]
    attempt: int
    pause: float | None = None


Plan: TypeAlias = "Generator[Step[T], Exchange[T], Exchange[T]]"


class _Progress(Struct):
    """How far a call is: the requests sent so far, and those after which it was sent again."""

    attempts: int = 0
    retries: int = 0
    is_renewed: bool = False
    is_sent: bool = False

    def note(self, exchange: Exchange[Any]) -> None:
        """Note whether the service may have received a request."""
        response = exchange.response
        self.is_sent |= response.sent if isinstance(response, Lost) else True

    def settle(self, exchange: Exchange[T]) -> Exchange[T]:
        """Return the exchange that counts, with what is true of all attempts."""
        if self.attempts == 1:
            return exchange
        response = exchange.response
        if isinstance(response, Lost):
            response = replace(response, sent=self.is_sent)
        return replace(exchange, attempts=self.attempts, response=response)


def conduct(settings: Settings, paths: ServedPaths, call: Call[T], deadline: Deadline) -> Plan[T]:
    """Yield the steps of a call, and return the exchange that counts."""
    progress = _Progress()
    counts = yield from _attempts(settings, paths.choose(call), deadline, progress)
    if second := second_call(settings, counts):
        other = yield from _attempts(settings, second, deadline, progress)
        counts = settle_paths(counts, other)
    paths.note(counts)
    return progress.settle(counts)


def _attempts(
    settings: Settings, call: Call[T], deadline: Deadline, progress: _Progress
) -> Plan[T]:
    pause = None
    while True:
        progress.attempts += 1
        exchange = yield Step(call, progress.attempts, pause)
        if exchange.is_success:
            return exchange
        progress.note(exchange)
        pause = _wait(settings, exchange, deadline, progress)
        if pause is None:
            return exchange


def _wait(
    settings: Settings, exchange: Exchange[Any], deadline: Deadline, progress: _Progress
) -> float | None:
    """Return the seconds to wait before a call is sent again, or None if it is not."""
    call, response = exchange.call, exchange.response
    _forget_refused(settings, exchange)
    if not progress.is_renewed and _may_renew(settings, exchange) and not deadline.has_passed():
        progress.is_renewed = True
        return 0.0
    progress.retries += 1
    seconds = delay_before_next(
        call,
        response,
        attempt=progress.retries,
        max_retries=settings.max_retries,
        deadline_left=deadline.left(),
        keyed=call.idempotency_header != "",
        allowed=call.may_retry,
    )
    # A connection that was open for too long is closed; then a new one is all that is needed.
    is_stale = isinstance(response, Lost) and response.was_closed and progress.retries == 1
    return 0.0 if seconds is not None and is_stale else seconds


def _forget_refused(settings: Settings, exchange: Exchange[Any]) -> None:
    """Forget the tokens that were fetched and sent, and that the service answers with a 401."""
    response = exchange.response
    if settings.chooser is None or isinstance(response, Lost) or response.status_code != 401:
        return
    for secret in settings.secrets_of(exchange.call):
        if secret.fetcher is not None:
            secret.fetcher.refuse(exchange.request.secrets)


def _may_renew(settings: Settings, exchange: Exchange[Any]) -> bool:
    """Return whether another token may help: a 401, and a credential that can be asked again."""
    call, response = exchange.call, exchange.response
    if isinstance(response, Lost) or response.status_code != 401:
        return False
    can_ask = any(secret.text is None for secret in settings.secrets_of(call))
    keyed = call.idempotency_header != ""
    return can_ask and is_repeatable(call, keyed=keyed, allowed=call.may_retry)
