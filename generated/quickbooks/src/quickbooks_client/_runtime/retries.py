"""Decides whether a call is sent again, and how long to wait before.

A repeated payment is worse than a failed one. So a call that changes something is repeated only if
the service certainly did not carry it out: no connection was made, or a 429 says when to come back.
A 503 does not count, since gateways send it after the service behind them has acted. A call that
may be repeated without harm (a read, a PUT, a DELETE, or one with an idempotency key) is repeated
after connection errors, time-outs and the statuses that mean "later".

Nothing here waits: the two connections do, each in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from .call import Call, Lost, RawResponse

FIRST_DELAY = 0.5
"""Seconds; the longest wait before the first repetition. It doubles with each one."""

LONGEST_DELAY = 8.0
"""Seconds; the longest wait that we choose."""

LONGEST_WITHOUT_DEADLINE = 3600.0
"""Seconds; the longest wait that a service may ask of a call without a deadline."""

_DOUBLINGS = 4
"""How often ``FIRST_DELAY`` doubles before it reaches ``LONGEST_DELAY``."""

_REPEATABLE_METHODS = ("GET", "HEAD", "PUT", "DELETE")

LATER = (408, 429, 500, 502, 503, 504)
"""The statuses after which the same request may succeed."""

_MILLISECONDS = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")


def delay_before_next(
    call: Call[Any],
    outcome: RawResponse | Lost,
    *,
    attempt: int,
    max_retries: int,
    deadline_left: float | None,
    keyed: bool = False,
    allowed: bool = True,
    random: Callable[[], float] | None = None,
) -> float | None:
    """Return the seconds to wait before a call is sent again, or None if it is not.

    Args:
        call: the call.
        outcome: what its last attempt gave.
        attempt: number of that attempt; the first is 1.
        max_retries: how many attempts may follow the first.
        deadline_left: seconds that the call has left, or None without a deadline.
        keyed: whether all attempts carry the same idempotency key.
        allowed: False if the schema says ``x-retry: false``.
        random: returns a number from 0 to 1; None for Python's own.
    """
    if attempt > max_retries or not may_retry(call, outcome, keyed=keyed, allowed=allowed):
        return None
    headers = outcome.headers if isinstance(outcome, RawResponse) else None
    wait = delay(attempt, headers, random or _random)
    return wait if fits(wait, deadline_left) else None


def may_retry(
    call: Call[Any], outcome: RawResponse | Lost, *, keyed: bool = False, allowed: bool = True
) -> bool:
    """Return whether a call may be sent again after what its last attempt gave.

    ``keyed`` and ``allowed`` are those of ``delay_before_next``.
    """
    if isinstance(outcome, Lost):
        return not outcome.sent or is_repeatable(call, keyed=keyed, allowed=allowed)
    if outcome.status_code not in LATER:
        return False
    if is_repeatable(call, keyed=keyed, allowed=allowed):
        return True
    return outcome.status_code == 429 and asked_delay(outcome.headers) is not None


def is_repeatable(call: Call[Any], *, keyed: bool = False, allowed: bool = True) -> bool:
    """Return whether carrying out a call twice does no more than carrying it out once.

    A GraphQL query is safe, although it is sent by POST.
    """
    return allowed and (keyed or call.is_safe or call.method in _REPEATABLE_METHODS)


def delay(attempt: int, headers: Mapping[str, str] | None, random: Callable[[], float]) -> float:
    """Return the seconds to wait after an attempt, as the service asks, or else at random.

    Clients that fail together must not come back together, so the wait is anything from 0 to a
    limit that doubles ("full jitter").

    Args:
        attempt: number of the attempt that failed; the first is 1.
        headers: headers of its response, names in lower case; None if no response arrived.
        random: returns a number from 0 to 1.
    """
    asked = None if headers is None else asked_delay(headers)
    if asked is not None:
        return asked
    # The exponent is limited, because 2.0 to the power of a large number is an OverflowError.
    doublings = min(max(attempt - 1, 0), _DOUBLINGS)
    return random() * min(LONGEST_DELAY, FIRST_DELAY * 2.0**doublings)


def asked_delay(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a service asks to wait, at least 0, or None if it asks nothing.

    ``retry-after-ms`` is more exact than ``Retry-After``, so it comes first. A value that cannot be
    read counts as missing: negative, not a number, or with more digits than a wait can have.
    """
    text = headers.get("retry-after-ms", "").strip()
    if _MILLISECONDS.fullmatch(text):
        return float(text) / 1000
    from .failures import retry_after  # imported here because only failures need it

    return retry_after(headers)


def fits(wait: float, deadline_left: float | None) -> bool:
    """Return whether a wait ends before the deadline; otherwise the error is raised now."""
    limit = LONGEST_WITHOUT_DEADLINE if deadline_left is None else deadline_left
    return wait < limit


def idempotency_key() -> str:
    """Return a new key; all attempts of one call carry the same."""
    from uuid import uuid4  # imported here because few calls need it

    return str(uuid4())


def _random() -> float:
    from random import random  # imported here because only failures need it

    return random()  # noqa: S311  (it spreads load, and guards nothing)
