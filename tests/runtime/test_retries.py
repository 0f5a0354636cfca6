"""Which calls are sent again after which outcomes, and when."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from corrigenda.runtime.call import Call, Lost, RawResponse
from corrigenda.runtime.graphql import Document, operation
from corrigenda.runtime.models import Model
from corrigenda.runtime.retries import (
    LONGEST_DELAY,
    LONGEST_WITHOUT_DEADLINE,
    asked_delay,
    delay,
    delay_before_next,
    fits,
    idempotency_key,
    is_repeatable,
    may_retry,
)
from tests.runtime.things import GET, Thing

LATER = (408, 429, 500, 502, 503, 504)
NEVER = (200, 201, 204, 301, 400, 401, 403, 404, 409, 410, 422, 425, 499, 501, 505, 599)
REPEATABLE = ("GET", "HEAD", "PUT", "DELETE")
CHANGING = ("POST", "PATCH")


def call(method: str) -> Call[Any]:
    return replace(GET, method=method)


def responded(status: int, **headers: str) -> RawResponse:
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return RawResponse(status, shown, b"{}")


@pytest.mark.parametrize("status", LATER)
@pytest.mark.parametrize("method", REPEATABLE)
def test_what_may_be_repeated_is_repeated_later(method: str, status: int) -> None:
    assert may_retry(call(method), responded(status))
    assert may_retry(call(method), responded(status, retry_after="1"))


@pytest.mark.parametrize("status", NEVER)
@pytest.mark.parametrize("method", [*REPEATABLE, *CHANGING])
def test_other_statuses_are_final(method: str, status: int) -> None:
    assert not may_retry(call(method), responded(status, retry_after="1"), keyed=True)


@pytest.mark.parametrize("status", LATER)
@pytest.mark.parametrize("method", CHANGING)
def test_what_changes_something_is_not_repeated(method: str, status: int) -> None:
    assert not may_retry(call(method), responded(status))


@pytest.mark.parametrize("method", CHANGING)
def test_only_429_may_ask_for_a_repetition_of_a_change(method: str) -> None:
    changing = call(method)
    asked = {one for one in LATER if may_retry(changing, responded(one, retry_after="1"))}
    assert asked == {429}
    assert may_retry(call(method), responded(429, retry_after_ms="250"))
    assert not may_retry(call(method), responded(429, retry_after="soon"))


@pytest.mark.parametrize("status", LATER)
@pytest.mark.parametrize("method", CHANGING)
def test_a_key_makes_a_change_repeatable(method: str, status: int) -> None:
    assert may_retry(call(method), responded(status), keyed=True)


@pytest.mark.parametrize("status", LATER)
@pytest.mark.parametrize("method", [*REPEATABLE, *CHANGING])
def test_a_schema_can_forbid_repetition(method: str, status: int) -> None:
    assert not may_retry(call(method), responded(status), keyed=True, allowed=False)


class Data(Model, kw_only=True):
    thing: Thing


def sends(document: str) -> Call[Any]:
    return operation(
        operation="thing",
        document=Document(document),
        name="Thing",
        response=Thing,
        data=Data,
        at=("thing",),
    )


def test_a_query_is_repeatable_and_a_mutation_is_not() -> None:
    query, mutation = sends("query Thing { thing }"), sends("mutation Thing { thing }")
    assert (query.method, mutation.method) == ("POST", "POST")
    assert is_repeatable(query)
    assert not is_repeatable(query, allowed=False)
    assert not is_repeatable(mutation)
    assert is_repeatable(mutation, keyed=True)


@pytest.mark.parametrize("timed_out", [False, True])
@pytest.mark.parametrize(
    ("method", "keyed", "allowed", "expected"),
    [
        *((method, False, True, True) for method in REPEATABLE),
        *((method, False, True, False) for method in CHANGING),
        *((method, True, True, True) for method in CHANGING),
        *((method, True, False, False) for method in (*REPEATABLE, *CHANGING)),
    ],
)
def test_after_no_response(
    method: str, keyed: bool, allowed: bool, expected: bool, timed_out: bool
) -> None:
    sent = Lost(timed_out, "reset", sent=True)
    assert may_retry(call(method), sent, keyed=keyed, allowed=allowed) is expected
    never_sent = Lost(timed_out, "refused", sent=False)
    assert may_retry(call(method), never_sent, keyed=keyed, allowed=allowed)


def test_a_good_status_with_a_broken_body_is_final() -> None:
    broken = RawResponse(200, {}, b"{", broken="its body does not arrive completely")
    assert not may_retry(GET, broken)


@given(st.integers(), st.floats(0, 1))
@example(10**9, 1.0)
@example(-(10**9), 1.0)
def test_without_a_header_the_wait_is_bounded(attempt: int, drawn: float) -> None:
    assert 0 <= delay(attempt, {}, lambda: drawn) <= LONGEST_DELAY
    assert delay(attempt, None, lambda: drawn) == delay(attempt, {}, lambda: drawn)


def test_the_longest_wait_doubles() -> None:
    longest = [delay(attempt, None, lambda: 1.0) for attempt in range(1, 8)]
    assert longest == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    assert delay(3, None, lambda: 0.25) == 0.5


DATE = "Tue, 04 Aug 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": " 0 "}, 0.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "Tue, 04 Aug 2026 10:00:07 GMT", "date": DATE}, 7.0),
        ({"retry-after": "Tue, 04 Aug 2026 09:00:00 GMT", "date": DATE}, 0.0),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after-ms": "250.5", "retry-after": "9"}, 0.2505),
        ({"retry-after-ms": "nan", "retry-after": "9"}, 9.0),
        ({"retry-after-ms": "-1", "retry-after": "9"}, 9.0),
        ({"retry-after-ms": "1e3"}, None),
        ({"retry-after-ms": "٣"}, None),
        ({"retry-after-ms": "9" * 400}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "3, 4"}, None),
        ({"retry-after": "9" * 400}, None),
        ({"retry-after": "Tue, 04 Aug 2026"}, None),
        ({}, None),
    ],
)
def test_what_a_service_asks(headers: Mapping[str, str], seconds: float | None) -> None:
    assert asked_delay(headers) == seconds
    assert delay(1, headers, lambda: 0.5) == (0.25 if seconds is None else seconds)


@given(st.text(), st.text(), st.text())
def test_no_header_is_an_error(after: str, milliseconds: str, date: str) -> None:
    headers = {"retry-after": after, "retry-after-ms": milliseconds, "date": date}
    asked = asked_delay(headers)
    assert asked is None or (asked >= 0 and math.isfinite(asked))


def test_a_wait_fits_if_it_ends_before_the_deadline() -> None:
    assert fits(0.0, 0.1)
    assert fits(2.0, 2.1)
    assert not fits(2.0, 2.0)
    assert not fits(0.0, 0.0)
    assert fits(LONGEST_WITHOUT_DEADLINE - 1, None)
    assert not fits(LONGEST_WITHOUT_DEADLINE, None)


def before_next(outcome: RawResponse | Lost, **changed: Any) -> float | None:
    given = {"attempt": 1, "max_retries": 2, "deadline_left": 60.0, "random": lambda: 1.0}
    return delay_before_next(changed.pop("call", GET), outcome, **{**given, **changed})


def test_attempts_are_counted() -> None:
    failed = responded(500)
    waits = [before_next(failed, attempt=attempt) for attempt in (1, 2, 3)]
    assert waits == [0.5, 1.0, None]
    assert before_next(failed, max_retries=0) is None
    assert before_next(responded(200)) is None


def test_a_wait_beyond_the_deadline_is_not_begun() -> None:
    busy = responded(429, retry_after="30")
    assert before_next(busy) == 30.0
    assert before_next(busy, deadline_left=29.0) is None
    assert before_next(busy, deadline_left=None) == 30.0
    assert before_next(responded(429, retry_after="999999999"), deadline_left=None) is None


@pytest.fixture
def no_jitter() -> None:
    """Wait as long as a client does: nothing here waits."""


def test_python_draws_by_default() -> None:
    waits = {before_next(responded(500), random=None) for _ in range(8)}
    assert len(waits) > 1
    assert all(wait is not None and 0 <= wait < 0.5 for wait in waits)


def test_each_call_has_a_key_of_its_own() -> None:
    keys = [idempotency_key() for _ in range(3)]
    assert len(set(keys)) == 3
    assert all(str(UUID(key)) == key and UUID(key).version == 4 for key in keys)
