"""What arrives at a service that fails, and when: no call that changes something arrives twice."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from corrigenda.runtime.call import Call
from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.errors import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    RateLimitError,
    ResponseDecodeError,
)
from tests.runtime import queries
from tests.runtime.raw import CLOSE, Raw, Shell, once, raw_server, response, service_of
from tests.runtime.things import GET, POST, SECRET, SERVICE, Thing

GOOD = response(b'{"amount":1.10}')
LATER = (408, 429, 500, 502, 503, 504)
QUERY = queries.list_projects()
MUTATION = queries.create_project({"name": "n", "customer": {"id": "c"}})
NEVER = (400, 401, 403, 404, 405, 409, 410, 418, 422, 501, 505, 307)


def call(method: str, **other: Any) -> Call[Thing]:
    body = None if method in ("GET", "HEAD", "DELETE") else b"{}"
    return Call(operation="x", method=method, path="/things", response=Thing, body=body, **other)


KEYED = call("POST", idempotency_header="Idempotency-Key")
SAFE: dict[str, Call[Any]] = {
    "GET": call("GET"),
    "PUT": call("PUT"),
    "DELETE": call("DELETE"),
    "keyed": KEYED,
    "keyed PATCH": call("PATCH", idempotency_header="X-Key"),
    "query": QUERY,
}
UNSAFE: dict[str, Call[Any]] = {
    "POST": POST,
    "PATCH": call("PATCH"),
    "mutation": MUTATION,
    "GET without retry": call("GET", may_retry=False),
    "query without retry": replace(QUERY, may_retry=False),
}


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def raw() -> Iterator[Raw]:
    with raw_server() as made:
        yield made


def failure(kind: str, raw: Raw, call: Call[Any], **options: Any) -> APIError:
    with pytest.raises(APIError) as raised:
        once(kind, raw, call, service_of(call), **options)
    return raised.value


def failing(status: int, headers: str = "") -> bytes:
    return response(b"{}", f"{status} x", headers)


@pytest.mark.parametrize("status", LATER)
@pytest.mark.parametrize("name", SAFE)
def test_a_safe_call_is_sent_again_when_the_service_says_later(
    kind: str, raw: Raw, name: str, status: int
) -> None:
    raw.says(failing(status))
    error = failure(kind, raw, SAFE[name])
    assert isinstance(error, APIStatusError)
    assert error.status_code == status
    assert len(raw.arrived) == 3


@pytest.mark.parametrize("status", [*LATER, *NEVER])
@pytest.mark.parametrize("name", UNSAFE)
def test_any_other_call_arrives_once(kind: str, raw: Raw, name: str, status: int) -> None:
    raw.says(failing(status))
    failure(kind, raw, UNSAFE[name])
    assert len(raw.arrived) == 1


@pytest.mark.parametrize("status", NEVER)
@pytest.mark.parametrize("name", SAFE)
def test_other_statuses_are_final(kind: str, raw: Raw, name: str, status: int) -> None:
    raw.says(failing(status))
    failure(kind, raw, SAFE[name])
    assert len(raw.arrived) == 1


@pytest.mark.parametrize("name", UNSAFE)
def test_a_429_that_says_when_was_not_processed(kind: str, raw: Raw, name: str) -> None:
    raw.says(failing(429, "Retry-After: 0\r\n"))
    assert isinstance(failure(kind, raw, UNSAFE[name]), RateLimitError)
    assert len(raw.arrived) == 3


@pytest.mark.parametrize("name", [*SAFE, *UNSAFE])
@pytest.mark.parametrize("header", ["Retry-After: 0\r\n", "retry-after-ms: 0\r\n"])
def test_a_503_may_have_been_processed(kind: str, raw: Raw, name: str, header: str) -> None:
    raw.says(failing(503, header))
    failure(kind, raw, {**SAFE, **UNSAFE}[name])
    assert len(raw.arrived) == (3 if name in SAFE else 1)


@pytest.mark.parametrize("name", [*SAFE, *UNSAFE])
def test_a_lost_connection(kind: str, raw: Raw, name: str) -> None:
    raw.says(lambda: [b"HTTP/1.1 2", CLOSE])
    assert type(failure(kind, raw, {**SAFE, **UNSAFE}[name])) is APIConnectionError
    assert len(raw.arrived) == (3 if name in SAFE else 1)


@pytest.mark.parametrize("name", ["GET", "query", "POST", "mutation"])
def test_a_time_out(kind: str, raw: Raw, name: str) -> None:
    raw.says(raw.drip(b"", b""))
    error = failure(kind, raw, {**SAFE, **UNSAFE}[name], timeout=0.1)
    assert type(error) is APITimeoutError
    assert len(raw.arrived) == (3 if name in SAFE else 1)


def test_nothing_is_sent_again_without_retries(kind: str, raw: Raw) -> None:
    for fault in (failing(503), lambda: [CLOSE]):
        raw.arrived.clear()
        raw.says(fault)
        failure(kind, raw, GET, max_retries=0)
        assert len(raw.arrived) == 1


@pytest.mark.parametrize("name", ["POST", "mutation"])
def test_a_connection_that_was_never_made_is_made_again(kind: str, raw: Raw, name: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        events: list[Any] = []
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        error = failure(kind, raw, UNSAFE[name], base_url=url, on_event=events.append)
    assert type(error) is APIConnectionError
    assert [type(each).__name__ for each in events] == [
        *("RequestEvent", "RetryEvent", "RequestEvent", "RetryEvent", "RequestEvent"),
        "FailureEvent",
    ]


def test_a_call_succeeds_in_the_end(kind: str, raw: Raw) -> None:
    raw.says(failing(503), lambda: [CLOSE], GOOD)
    assert str(once(kind, raw, GET).amount) == "1.10"
    assert len(raw.arrived) == 3


def test_a_service_that_fails_is_asked_again_on_another_connection(kind: str, raw: Raw) -> None:
    """It may be about to close the one that it has answered on."""
    raw.says(failing(503), failing(500), GOOD)
    once(kind, raw, GET)
    assert raw.connections == 3


def test_all_attempts_carry_one_key(kind: str, raw: Raw) -> None:
    raw.says(failing(503), lambda: [CLOSE], GOOD, failing(503), GOOD)
    shell = Shell(kind, raw)
    shell.send(KEYED)
    shell.send(KEYED)
    shell.close()
    keys = [key_of(each) for each in raw.arrived]
    assert keys[0] == keys[1] == keys[2] != keys[3] == keys[4]


def key_of(request: bytes) -> bytes:
    (line,) = (one for one in request.split(b"\r\n") if one.lower().startswith(b"idempotency-key:"))
    return line.partition(b":")[2].strip()


@pytest.mark.parametrize("header", ["Retry-After: 1", "retry-after-ms: 300"])
def test_the_service_says_when(kind: str, raw: Raw, header: str) -> None:
    came: list[float] = []

    def later() -> list[bytes]:
        came.append(time.monotonic())
        return [failing(429, f"{header}\r\n")]

    def good() -> list[bytes]:
        came.append(time.monotonic())
        return [GOOD]

    raw.says(later, good)
    once(kind, raw, POST)
    assert came[1] - came[0] >= (1 if "After" in header else 0.3)


@pytest.mark.parametrize("name", ["GET", "POST"])
def test_a_wait_beyond_the_deadline_is_not_begun(kind: str, raw: Raw, name: str) -> None:
    raw.says(failing(429, "Retry-After: 3600\r\n"))
    error = failure(kind, raw, {**SAFE, **UNSAFE}[name], deadline=30)
    assert isinstance(error, RateLimitError)
    assert error.retry_after == 3600
    assert len(raw.arrived) == 1


def test_a_success_that_cannot_be_read_is_final(kind: str, raw: Raw) -> None:
    raw.says(response(b'{"amount":'))
    assert type(failure(kind, raw, GET)) is ResponseDecodeError
    assert len(raw.arrived) == 1


class Tokens:
    """Returns another token at each call."""

    def __init__(self, *tokens: str) -> None:
        self.left = list(tokens)
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]


def renewing(kind: str, raw: Raw, call: Call[Any], token: Any, **options: Any) -> Any:
    shell = Shell(kind, raw, token=token, **options)
    try:
        return shell.send(call)
    finally:
        shell.close()


@pytest.mark.parametrize("max_retries", [0, 2])
def test_a_callable_is_asked_again_after_a_401(kind: str, raw: Raw, max_retries: int) -> None:
    raw.says(failing(401), GOOD)
    tokens = Tokens("old", "new")
    assert renewing(kind, raw, GET, tokens, max_retries=max_retries).amount
    assert [b"Bearer old" in raw.arrived[0], b"Bearer new" in raw.arrived[1]] == [True, True]
    assert tokens.asked == len(raw.arrived) == 2


def test_it_is_asked_again_only_once(kind: str, raw: Raw) -> None:
    raw.says(failing(401))
    tokens = Tokens("old", "new", "newer")
    with pytest.raises(AuthenticationError):
        renewing(kind, raw, GET, tokens)
    assert tokens.asked == len(raw.arrived) == 2


def test_a_write_is_not_sent_again_with_another_token(kind: str, raw: Raw) -> None:
    raw.says(failing(401))
    with pytest.raises(AuthenticationError):
        renewing(kind, raw, POST, Tokens("old", "new"))
    assert len(raw.arrived) == 1


def test_a_string_is_not_asked_again(kind: str, raw: Raw) -> None:
    raw.says(failing(401))
    failure(kind, raw, GET)
    assert len(raw.arrived) == 1


def test_both_connections_have_the_same_arguments() -> None:
    for made in (Connection, AsyncConnection):
        connection: Any = made(SERVICE, {"token": SECRET}, max_retries=5)
        assert connection.settings.max_retries == 5
