"""What ``on_event`` is called with, and when nobody is told anything."""

from __future__ import annotations

import asyncio
import pickle
import traceback
from collections.abc import Callable
from dataclasses import asdict, replace
from decimal import Decimal

import msgspec
import pytest

from corrigenda.runtime.call import RawResponse
from corrigenda.runtime.errors import (
    APIConnectionError,
    APITimeoutError,
    InternalServerError,
    NotFoundError,
    ResponseDecodeError,
)
from corrigenda.runtime.events import (
    CallEvent,
    FailureEvent,
    RequestEvent,
    ResponseEvent,
    RetryEvent,
)
from corrigenda.runtime.observe import observer_for
from tests.runtime.observing import BUSY, GOOD, LATE, RESET, Driver
from tests.runtime.things import GET, POST, SECRET, SERVICE

URL = "https://things.example/things/a%2Fb"


class Kept(list[CallEvent]):
    """Keeps events, with 0 for every duration."""

    def __call__(self, event: CallEvent) -> None:
        timed = isinstance(event, ResponseEvent | FailureEvent)
        self.append(replace(event, elapsed=0.0) if timed else event)


def request(attempt: int) -> RequestEvent:
    return RequestEvent(operation="get_thing", method="GET", url=URL, attempt=attempt)


def response(attempt: int, status: int, request_id: str | None) -> ResponseEvent:
    return ResponseEvent(
        operation="get_thing",
        method="GET",
        url=URL,
        attempt=attempt,
        status_code=status,
        request_id=request_id,
        elapsed=0.0,
    )


def retry(attempt: int, status: int | None, error: str | None) -> RetryEvent:
    return RetryEvent(
        operation="get_thing",
        method="GET",
        url=URL,
        attempt=attempt,
        status_code=status,
        error=error,
        delay=0.5,
    )


def failure(attempt: int, error: str, status: int | None, request_id: str | None) -> FailureEvent:
    return FailureEvent(
        operation="get_thing",
        method="GET",
        url=URL,
        attempt=attempt,
        status_code=status,
        request_id=request_id,
        error=error,
        elapsed=0.0,
    )


def test_a_call_that_succeeds_ends_with_its_response() -> None:
    kept = Kept()
    assert Driver(on_event=kept).send(GOOD).amount == Decimal("1.10")
    assert kept == [request(1), response(1, 200, "r-9")]


def test_each_attempt_is_told() -> None:
    kept = Kept()
    Driver(on_event=kept).send(RESET, LATE, BUSY, GOOD)
    assert kept == [
        request(1),
        retry(1, None, "APIConnectionError"),
        request(2),
        retry(2, None, "APITimeoutError"),
        request(3),
        response(3, 503, "r-1"),
        retry(3, 503, None),
        request(4),
        response(4, 200, "r-9"),
    ]


def test_a_failure_names_its_error_and_the_last_response() -> None:
    kept = Kept()
    with pytest.raises(InternalServerError):
        Driver(on_event=kept).send(RESET, BUSY)
    assert kept[-1] == failure(2, "InternalServerError", 503, "r-1")


def test_a_failure_without_response_has_no_status() -> None:
    kept = Kept()
    with pytest.raises(APITimeoutError):
        Driver(on_event=kept).send(BUSY, LATE)
    assert kept[-1] == failure(2, "APITimeoutError", None, None)


def test_a_response_that_cannot_be_read_is_a_failure() -> None:
    kept = Kept()
    with pytest.raises(ResponseDecodeError):
        Driver(on_event=kept).send(msgspec.structs.replace(GOOD, body=b"{}"))
    assert kept[1:] == [response(1, 200, "r-9"), failure(1, "ResponseDecodeError", 200, "r-9")]


def test_an_error_about_an_earlier_response_has_the_status_of_that() -> None:
    # The alternative path was tried after a 404, and gave no response.
    kept = Kept()
    lacking = RawResponse(404, {"x-request-id": "r-4"}, b"")
    with pytest.raises(NotFoundError) as raised:
        Driver(on_event=Kept()).send(lacking)
    observer = observer_for(SERVICE, GET, kept)
    assert observer is not None
    with pytest.raises(NotFoundError), observer:
        raise raised.value
    assert kept == [replace(failure(0, "NotFoundError", 404, "r-4"), url="")]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, asyncio.CancelledError, ZeroDivisionError])
def test_whatever_ends_a_call_is_told(kind: type[BaseException]) -> None:
    kept = Kept()
    observer = observer_for(SERVICE, GET, kept)
    assert observer is not None
    with pytest.raises(kind), observer:
        raise kind
    assert [asdict(event)["error"] for event in kept] == [kind.__name__]


class Refusal(Exception):
    pass


def refusing(kind: type[CallEvent], told: list[str]) -> Callable[[CallEvent], None]:
    def on_event(event: CallEvent) -> None:
        told.append(type(event).__name__)
        if isinstance(event, kind):
            raise Refusal

    return on_event


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (RequestEvent, ["RequestEvent"]),
        (ResponseEvent, ["RequestEvent", "ResponseEvent"]),
        (RetryEvent, ["RequestEvent", "ResponseEvent", "RetryEvent"]),
    ],
)
def test_what_the_callable_raises_reaches_the_caller(
    kind: type[CallEvent], expected: list[str]
) -> None:
    told: list[str] = []
    with pytest.raises(Refusal):
        Driver(on_event=refusing(kind, told)).send(BUSY, GOOD)
    assert told == expected  # and it is not called again


def test_what_the_callable_raises_at_a_failure_has_the_error_as_its_context() -> None:
    with pytest.raises(Refusal) as raised:
        Driver(on_event=refusing(FailureEvent, [])).send(RESET)
    assert isinstance(raised.value.__context__, APIConnectionError)


@pytest.mark.parametrize("kind", [RequestEvent, ResponseEvent, RetryEvent, FailureEvent])
def test_no_frame_that_it_passes_shows_a_credential(kind: type[CallEvent]) -> None:
    echo = msgspec.structs.replace(BUSY, headers={"x-echo": SECRET}, body=SECRET.encode())
    with pytest.raises(Refusal) as raised:
        Driver(on_event=refusing(kind, [])).send(echo, echo)
    stack = traceback.StackSummary.extract(
        traceback.walk_tb(raised.value.__traceback__), capture_locals=True
    )
    frames = [frame for frame in stack if "runtime/observe" in frame.filename]
    assert frames
    assert all(SECRET not in str(frame.locals) for frame in frames)


def test_no_event_shows_a_credential_a_query_or_a_body() -> None:
    kept = Kept()
    path = f"/things/{SECRET}"
    call = msgspec.structs.replace(
        POST, path=path, query=(("q", "findable"),), body=b'{"iban":"findable"}'
    )
    echo = RawResponse(503, {"x-request-id": f"for {SECRET}"}, SECRET.encode())
    with pytest.raises(InternalServerError):
        Driver(call=call, on_event=kept).send(echo, echo)
    assert len(kept) == 6
    assert SECRET not in repr(kept)
    assert "findable" not in repr(kept)
    assert all("/things/[redacted]" in asdict(event)["url"] for event in kept)
    assert asdict(kept[-1])["request_id"] == "for [redacted]"


def test_events_survive_pickling() -> None:
    kept = Kept()
    with pytest.raises(InternalServerError):
        Driver(on_event=kept).send(BUSY, BUSY)
    assert pickle.loads(pickle.dumps(kept)) == kept


def test_durations_are_measured() -> None:
    events: list[CallEvent] = []
    with pytest.raises(InternalServerError):
        Driver(on_event=events.append).send(BUSY, BUSY)
    *_others, last, whole = events
    assert isinstance(last, ResponseEvent)
    assert isinstance(whole, FailureEvent)
    assert 0 < last.elapsed < whole.elapsed < 60


def test_nobody_listens_by_default() -> None:
    assert observer_for(SERVICE, GET, None) is None
