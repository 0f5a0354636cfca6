"""Tokens are fetched once, kept, renewed, and never shown."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import pickle
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest
import trio
from msgspec.structs import replace

from corrigenda.runtime import token_endpoint
from corrigenda.runtime.call import Call, RawResponse
from corrigenda.runtime.client_credentials import ClientCredentials
from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.credentials import Credential
from corrigenda.runtime.errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    AuthenticationError,
    ConfigurationError,
    InternalServerError,
    PermissionDeniedError,
    ResponseDecodeError,
)
from corrigenda.runtime.service import Service
from corrigenda.runtime.token_endpoint import Token, read_token, token_url
from tests.runtime.conftest import Arrived, Server

pytestmark = pytest.mark.usefixtures("clean_environment")

SECRET = "s3cr3t/+: of a client"
GRANT = ClientCredentials("/oauth/token", "client_id", "client_secret")
SERVICE = Service(
    name="Things",
    base_url="https://things.invalid/v1",
    base_url_variable="TEST_BASE_URL",
    user_agent="things-client/1.2.3",
    credentials=(
        Credential("token", "TEST_TOKEN", "Authorization", "Bearer ", grant=GRANT),
        Credential("client_id", "TEST_CLIENT_ID", "", place="token_url"),
        Credential("client_secret", "TEST_CLIENT_SECRET", "", place="token_url"),
    ),
    security=(("token",),),
)
GET: Call[None] = Call(operation="get_thing", method="GET", path="/thing", response=type(None))
POST = replace(GET, operation="create_thing", method="POST")
READ = replace(GET, scopes={"token": "read"})
BOTH = replace(GET, scopes={"token": "read write"})
PAIR = {"client_id": "my id", "client_secret": SECRET}


class Endpoint:
    """Plays the service and its token endpoint: what came, and what to answer for a token."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.tokens: list[Arrived] = []
        self.calls: list[str] = []
        self.refused: set[str] = set()
        self.status = 200
        self.answer: dict[str, Any] = {"token_type": "Bearer", "expires_in": 3600}
        self.is_basic_known = True
        server.status, server.body = self._status, self._body

    def _status(self, came: Arrived) -> int:
        if came.target != "/oauth/token":
            return 401 if came.headers["authorization"] in self.refused else 204
        if not self.is_basic_known and "authorization" in came.headers:
            return 401
        return self.status

    def _body(self, came: Arrived) -> bytes:
        if came.target != "/oauth/token":
            self.calls.append(came.headers["authorization"])
            return b""
        self.tokens.append(came)
        token = {"access_token": f"tok-{len(self.tokens)}-of-the-service", **self.answer}
        return json.dumps(token if self.status == 200 else self.answer).encode()


@pytest.fixture
def endpoint(server: Server) -> Endpoint:
    return Endpoint(server)


Send = Callable[..., list[Any]]


def send_sync(url: str, *calls: Call[Any], **options: Any) -> list[Any]:
    given = {**PAIR, **{name: options.pop(name) for name in PAIR if name in options}}
    connection = Connection(SERVICE, given, f"{url}/v1", **options)
    try:
        return [connection.send(call) for call in calls]
    finally:
        connection.close()


def send_async(url: str, *calls: Call[Any], **options: Any) -> list[Any]:
    async def run() -> list[Any]:
        given = {**PAIR, **{name: options.pop(name) for name in PAIR if name in options}}
        connection = AsyncConnection(SERVICE, given, f"{url}/v1", **options)
        try:
            return [await connection.send(call) for call in calls]
        finally:
            await connection.aclose()

    return asyncio.run(run())


sends = pytest.mark.parametrize("send_all", [send_sync, send_async], ids=["sync", "async"])


def bearer(number: int) -> str:
    return f"Bearer tok-{number}-of-the-service"


def everything(error: BaseException) -> str:
    """All that a crash reporter might show of our part of an error."""
    trace = traceback.TracebackException.from_exception(error, capture_locals=True)
    ours = [one for one in trace.stack if "/corrigenda/runtime/" in one.filename]
    assert ours
    frames = "".join(f"{one.name} {one.locals}" for one in ours)
    return f"{error!s} {error!r} {vars(error)} {pickle.dumps(error)!r} {frames}"


@pytest.fixture
def connection(endpoint: Endpoint) -> Iterator[Connection]:
    with closing(Connection(SERVICE, PAIR, f"{endpoint.server.url}/v1")) as made:
        yield made


@sends
def test_one_token_serves_all_calls(endpoint: Endpoint, send_all: Send) -> None:
    send_all(endpoint.server.url, GET, GET, POST)
    (asked,) = endpoint.tokens
    pair = base64.b64decode(asked.headers["authorization"].removeprefix("Basic ")).decode()
    assert pair == "my+id:s3cr3t%2F%2B%3A+of+a+client"
    assert parse_qs(asked.body.decode()) == {"grant_type": ["client_credentials"]}
    assert endpoint.calls == [bearer(1)] * 3


@sends
def test_a_token_has_the_scopes_of_the_operation_or_more(
    endpoint: Endpoint, send_all: Send
) -> None:
    send_all(endpoint.server.url, READ, BOTH, READ, GET)
    asked = [parse_qs(one.body.decode())["scope"] for one in endpoint.tokens]
    assert asked == [["read"], ["read write"]]
    assert endpoint.calls == [bearer(1), bearer(2), bearer(1), bearer(1)]
    endpoint.tokens.clear()
    send_all(endpoint.server.url, BOTH, READ)
    assert len(endpoint.tokens) == 1


@sends
def test_an_endpoint_that_wants_the_pair_in_the_body_gets_it(
    endpoint: Endpoint, send_all: Send
) -> None:
    endpoint.is_basic_known = False
    send_all(endpoint.server.url, READ, BOTH)
    first, second, third = endpoint.tokens
    assert "authorization" in first.headers
    for asked, scope in ((second, "read"), (third, "read write")):
        assert "authorization" not in asked.headers
        assert parse_qs(asked.body.decode()) == {
            "grant_type": ["client_credentials"],
            "scope": [scope],
            "client_id": ["my id"],
            "client_secret": [SECRET],
        }


@sends
def test_a_token_is_renewed_once_after_a_401(endpoint: Endpoint, send_all: Send) -> None:
    endpoint.refused = {bearer(1)}
    send_all(endpoint.server.url, GET, GET)
    assert endpoint.calls == [bearer(1), bearer(2), bearer(2)]
    endpoint.refused = {bearer(3), bearer(4)}
    with pytest.raises(AuthenticationError, match=r"get_thing: GET .*/v1/thing returned 401"):
        send_all(endpoint.server.url, GET)
    assert endpoint.calls[3:] == [bearer(3), bearer(4)]


def test_a_write_is_not_repeated_but_its_token_is_forgotten(
    endpoint: Endpoint, connection: Connection
) -> None:
    endpoint.refused = {bearer(1)}
    with pytest.raises(AuthenticationError):
        connection.send(POST)
    connection.send(POST)
    assert endpoint.calls == [bearer(1), bearer(2)]


@pytest.mark.parametrize(
    ("lifetime", "seconds"), [(3600, 3540.0), ("3600", 3540.0), (100, 90.0), (None, float("inf"))]
)
def test_a_token_is_kept_until_shortly_before_it_expires(
    endpoint: Endpoint,
    connection: Connection,
    monkeypatch: pytest.MonkeyPatch,
    lifetime: Any,
    seconds: float,
) -> None:
    now = [1000.0]
    monkeypatch.setattr(token_endpoint, "monotonic", lambda: now[0])
    endpoint.answer = {"token_type": "bearer", "expires_in": lifetime}
    connection.send(GET)
    now[0] += min(seconds, 1e9) - 0.5
    connection.send(GET)
    assert len(endpoint.tokens) == 1
    now[0] += 1
    connection.send(GET)
    assert len(endpoint.tokens) == (1 if lifetime is None else 2)


def test_threads_wait_for_one_token(endpoint: Endpoint, connection: Connection) -> None:
    started = threading.Barrier(8)

    def work(_number: int) -> None:
        started.wait()
        connection.send(GET)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    assert len(endpoint.tokens) == 1
    assert endpoint.calls == [bearer(1)] * 8


def test_tasks_of_two_loops_wait_for_one_token(endpoint: Endpoint) -> None:
    connection = AsyncConnection(SERVICE, PAIR, f"{endpoint.server.url}/v1")
    ready = threading.Barrier(2)

    async def work() -> None:
        ready.wait()
        await asyncio.gather(*(connection.send(GET) for _number in range(5)))

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(lambda: asyncio.run(work())) for _loop in range(2)]:
            done.result()
    assert len(endpoint.tokens) == 1
    assert endpoint.calls == [bearer(1)] * 10


def test_trio_waits_for_one_token(endpoint: Endpoint) -> None:
    async def main() -> None:
        connection = AsyncConnection(SERVICE, PAIR, f"{endpoint.server.url}/v1", deadline=1e300)
        async with trio.open_nursery() as nursery:
            for _number in range(5):
                nursery.start_soon(connection.send, GET)
        await connection.aclose()

    trio.run(main)
    assert len(endpoint.tokens) == 1
    assert endpoint.calls == [bearer(1)] * 5


def test_a_deadline_may_be_very_long(endpoint: Endpoint, connection: Connection) -> None:
    connection.with_options(deadline=1e300).send(GET)
    assert endpoint.calls == [bearer(1)]


def test_who_waits_for_a_token_waits_no_longer_than_its_deadline(
    endpoint: Endpoint, connection: Connection
) -> None:
    fetcher: Any = next(one.fetcher for one in connection.settings.secrets if one.fetcher)
    fetcher._locks[os.getpid()] = held = threading.Lock()
    held.acquire()
    with pytest.raises(APITimeoutError, match=r"the deadline of 0\.05 seconds has passed"):
        connection.with_options(deadline=0.05).send(GET)
    other = AsyncConnection(SERVICE, PAIR, f"{endpoint.server.url}/v1", deadline=0.05)
    waiting: Any = next(one.fetcher for one in other.settings.secrets if one.fetcher)
    waiting._locks = fetcher._locks
    with pytest.raises(APITimeoutError, match=r"the deadline of 0\.05 seconds has passed"):
        asyncio.run(other.send(GET))
    assert endpoint.tokens == []
    assert held.locked()


def test_a_fork_has_a_lock_of_its_own(
    endpoint: Endpoint, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetcher: Any = next(one.fetcher for one in connection.settings.secrets if one.fetcher)
    fetcher._locks[os.getpid()] = held = threading.Lock()
    held.acquire()
    parent = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: parent + 1)
    connection.with_options(deadline=5).send(GET)
    connection.close()
    assert endpoint.calls == [bearer(1)]


@sends
@pytest.mark.parametrize(
    ("status", "answer", "kind", "said", "asked"),
    [
        (401, {"error": "invalid_client"}, AuthenticationError, "401 Unauthorized: invalid", 2),
        (400, {"error_description": SECRET}, AuthenticationError, "Bad Request: .redacted.", 2),
        (403, {}, PermissionDeniedError, "returned 403 Forbidden", 1),
        (503, {}, InternalServerError, "returned 503 Service Unavailable", 3),
        (200, {"access_token": ""}, ResponseDecodeError, "has no `access_token`", 1),
        (200, {"access_token": 5}, ResponseDecodeError, "has no `access_token`", 1),
        (200, {"access_token": "tok\nhidden"}, ResponseDecodeError, "no header can carry", 1),
        (200, {"token_type": "mac"}, ResponseDecodeError, "its type is 'mac', not bearer", 1),
    ],
)
def test_an_endpoint_that_fails_is_an_error_of_ours(
    endpoint: Endpoint,
    send_all: Send,
    status: int,
    answer: dict[str, Any],
    kind: type[APIError],
    said: str,
    asked: int,
) -> None:
    endpoint.status, endpoint.answer = status, answer
    with pytest.raises(kind, match=said) as raised:
        send_all(endpoint.server.url, GET)
    error = raised.value
    where = f"{endpoint.server.url}/oauth/token"
    assert type(error) is kind
    assert str(error).startswith(f"get_thing: POST {where} ")
    assert (error.operation, error.method, error.url) == ("get_thing", "POST", where)
    assert error.status_code == status
    assert error.__notes__ == [token_endpoint.NOTE]
    assert (len(endpoint.tokens), endpoint.calls) == (asked, [])
    shown = everything(error)
    assert "s3cr3t" not in shown
    assert "of-the-service" not in shown
    assert "hidden" not in shown


@sends
def test_no_endpoint_is_a_connection_error_and_nothing_was_sent(
    server: Server, send_all: Send
) -> None:
    with pytest.raises(APIConnectionError, match=r"get_thing: POST http://127.0.0.1:1/oauth/token"):
        send_all("http://127.0.0.1:1", GET)
    server.delay = 0.3
    with pytest.raises(APITimeoutError) as raised:
        send_all(server.url, POST, deadline=0.05)
    assert raised.value.request_sent is False
    assert "s3cr3t" not in everything(raised.value)


@sends
def test_an_id_and_a_secret_may_be_asked_for(endpoint: Endpoint, send_all: Send) -> None:
    secrets = iter(["first", "second"])
    endpoint.refused = {bearer(1)}
    send_all(endpoint.server.url, GET, client_secret=lambda: next(secrets))
    pairs = [base64.b64decode(one.headers["authorization"][6:]) for one in endpoint.tokens]
    assert pairs == [b"my+id:first", b"my+id:second"]


def test_async_callables_are_awaited_by_the_async_client_only(endpoint: Endpoint) -> None:
    async def later() -> str:
        return "later"

    send_async(endpoint.server.url, GET, client_secret=later)
    assert base64.b64decode(endpoint.tokens[0].headers["authorization"][6:]) == b"my+id:later"
    with pytest.raises(TypeError, match="client_secret: an async callable needs the async client"):
        send_sync(endpoint.server.url, GET, client_secret=later)


def test_a_view_shares_the_token(endpoint: Endpoint, connection: Connection) -> None:
    connection.send(GET)
    connection.with_options(timeout=5).send(GET)
    assert len(endpoint.tokens) == 1


def test_nothing_shows_what_is_kept(
    endpoint: Endpoint, connection: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    events: list[Any] = []
    with caplog.at_level("DEBUG"):
        connection.with_options(on_event=events.append).send(GET)
    secrets = connection.settings.secrets
    fetcher: Any = next(one.fetcher for one in secrets if one.fetcher)
    kept = [*fetcher._tokens.values()]
    assert len(kept) == 1
    shown = f"{caplog.text} {events} {connection!r} {connection.settings!r} {secrets} {kept}"
    assert "of-the-service" not in f"{shown} {fetcher!r}"
    assert "s3cr3t" not in shown
    assert {event.url for event in events} == {f"{endpoint.server.url}/v1/thing"}
    with pytest.raises(TypeError, match="pass a callable as client_id, or set TEST_CLIENT_ID"):
        pickle.dumps(connection)


def secret_of_the_module() -> str:
    return SECRET


def test_a_pickle_has_no_token(endpoint: Endpoint) -> None:
    given = dict.fromkeys(PAIR, secret_of_the_module)
    with closing(Connection(SERVICE, given, f"{endpoint.server.url}/v1")) as connection:
        connection.send(GET)
        text = pickle.dumps(connection)
    assert b"of-the-service" not in text
    assert b"s3cr3t" not in text
    with closing(pickle.loads(text)) as other:
        other.send(GET)
    assert endpoint.calls == [bearer(1), bearer(2)]


def test_redirects_of_the_endpoint_are_not_followed() -> None:
    def redirect(request: httpx2.Request) -> httpx2.Response:
        assert request.url.host == "things.invalid"
        return httpx2.Response(307, headers={"Location": "https://elsewhere.invalid/"})

    transport = httpx2.MockTransport(redirect)
    said = "307 Temporary Redirect, a redirect, which is never"
    with (
        httpx2.Client(transport=transport, follow_redirects=True) as http,
        pytest.raises(APIError, match=said),
    ):
        Connection(SERVICE, PAIR, http_client=http).send(GET)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("/oauth/token", "https://x.example/oauth/token"),
        ("token?a=b", "https://x.example/v1/token?a=b"),
        ("https://login.example/t", "https://login.example/t"),
    ],
)
def test_a_token_url_may_be_relative(url: str, found: str) -> None:
    assert token_url("https://x.example/v1/", url) == found


@pytest.mark.parametrize("body", [b"", b"[]", b"no JSON", b'{"access_token": null}', b"\xff"])
def test_what_is_no_token_is_told(body: bytes) -> None:
    assert read_token(RawResponse(200, {}, body)) == "the response has no `access_token`"


@pytest.mark.parametrize("lifetime", ['"soon"', "[]", "-1", "null", "true"])
def test_a_lifetime_that_cannot_be_read_is_none(lifetime: str) -> None:
    body = b'{"access_token": "t", "expires_in": %s}' % lifetime.encode()
    assert isinstance(read_token(RawResponse(200, {}, body)), Token)


def test_a_bad_secret_is_refused_unseen(endpoint: Endpoint) -> None:
    with pytest.raises(ConfigurationError, match="client_secret: the value has a control") as said:
        send_sync(endpoint.server.url, GET, client_secret=lambda: "hunter2\n")
    assert "hunter2" not in everything(said.value)
    assert endpoint.tokens == []
