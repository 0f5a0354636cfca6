"""Both shells over a real socket."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
import socket
import traceback
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import NoneType
from typing import Any, Protocol

import httpx2
import pytest

from corrigenda.runtime import connection as connection_module
from corrigenda.runtime.call import Call
from corrigenda.runtime.connection import (
    AsyncConnection,
    Connection,
    Credential,
    Service,
    ssl_context,
)
from corrigenda.runtime.errors import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    ResponseDecodeError,
)
from corrigenda.runtime.models import Model


class Fake(Protocol):
    url: str
    status: int
    headers: dict[str, str]
    body: Any
    delay: float
    arrived: list[Any]


class Thing(Model, kw_only=True):
    amount: Decimal


TOKEN = Credential("token", "TEST_TOKEN", "Authorization", "Bearer ")
SERVICE = Service(
    name="Things",
    base_url="https://things.invalid/",
    base_url_variable="TEST_BASE_URL",
    user_agent="things-client/1.2.3",
    credentials=(TOKEN,),
    request_id_headers=("X-Request-Id",),
)
GET = Call(
    operation="get_thing",
    method="GET",
    path="/things/a%2Fb",
    answer=Thing,
    query=(("q", "a b&c"), ("q", "d")),
)
POST = Call(
    operation="create_thing", method="POST", path="/things", answer=Thing, body=b'{"amount":1.10}'
)

Send = Callable[..., Any]


def send_sync(call: Call[Any], **arguments: Any) -> Any:
    connection = Connection(SERVICE, {"token": arguments.pop("token", "tok-123")}, **arguments)
    try:
        return connection.send(call)
    finally:
        connection.close()


def send_async(call: Call[Any], **arguments: Any) -> Any:
    async def run() -> Any:
        connection = AsyncConnection(
            SERVICE, {"token": arguments.pop("token", "tok-123")}, **arguments
        )
        try:
            return await connection.send(call)
        finally:
            await connection.aclose()

    return asyncio.run(run())


@pytest.fixture(params=[send_sync, send_async], ids=["sync", "async"])
def send(request: pytest.FixtureRequest) -> Send:
    chosen: Send = request.param
    return chosen


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "TEST_TOKEN",
        "TEST_BASE_URL",
        "HTTP_PROXY",
        "http_proxy",
        "ALL_PROXY",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)


def holds_http_objects(error: BaseException) -> bool:
    known = [*vars(error).values(), error.__cause__, error.__context__]
    return any(type(value).__module__.startswith(("httpx2", "httpcore2")) for value in known)


def test_a_request_arrives_as_it_was_meant(send: Send, server: Fake) -> None:
    server.body = b'{"amount": 12345678901234567.89}'
    assert send(GET, base_url=server.url + "/v1/").amount == Decimal("12345678901234567.89")
    send(POST, base_url=server.url)
    get, post = server.arrived
    assert (get.method, get.target) == ("GET", "/v1/things/a%2Fb?q=a+b%26c&q=d")
    assert get.headers["authorization"] == "Bearer tok-123"
    assert get.headers["accept"] == "application/json"
    assert get.headers["user-agent"] == "things-client/1.2.3"
    assert "content-type" not in get.headers
    assert (post.method, post.target, post.body) == ("POST", "/things", b'{"amount":1.10}')
    assert post.headers["content-type"] == "application/json"


def test_the_environment_says_where_and_who(
    send: Send, server: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.body = b'{"amount": 1}'
    monkeypatch.setenv("TEST_BASE_URL", server.url)
    monkeypatch.setenv("TEST_TOKEN", "from-environment")
    send(GET, token=None)
    assert server.arrived[0].headers["authorization"] == "Bearer from-environment"


def test_a_callable_token_is_asked_again(server: Fake) -> None:
    server.body = b'{"amount": 1}'
    tokens = iter(["one", "two"])
    connection = Connection(SERVICE, {"token": lambda: next(tokens)}, base_url=server.url)
    connection.send(GET)
    connection.send(GET)
    connection.close()
    assert [came.headers["authorization"] for came in server.arrived] == [
        "Bearer one",
        "Bearer two",
    ]


def test_a_refusal_is_its_status_class(send: Send, server: Fake) -> None:
    server.status, server.headers = 401, {"X-Request-Id": "r-7", "Retry-After": "2"}
    server.body = b'{"message": "bad token tok-123"}'
    with pytest.raises(AuthenticationError) as raised:
        send(GET, base_url=server.url)
    error = raised.value
    said = "get_thing: GET /things/a%2Fb answered 401 Unauthorized: bad token [redacted]"
    assert str(error) == f"{said} (request id r-7)"
    assert (error.request_id, error.retry_after) == ("r-7", 2.0)
    assert error.headers["x-request-id"] == "r-7"
    assert not holds_http_objects(error)


def test_a_redirect_is_not_followed(send: Send, server: Fake) -> None:
    server.status, server.headers = 307, {"Location": server.url + "/elsewhere"}
    with pytest.raises(APIStatusError, match="a redirect, which is never followed"):
        send(GET, base_url=server.url)
    assert len(server.arrived) == 1


def test_a_redirect_is_not_followed_by_a_client_that_would(server: Fake) -> None:
    server.status, server.headers = 302, {"Location": "/elsewhere"}
    with httpx2.Client(follow_redirects=True) as own, pytest.raises(APIStatusError):
        send_sync(GET, base_url=server.url, http_client=own)
    assert len(server.arrived) == 1


def test_strict_reaches_the_reading(send: Send, server: Fake) -> None:
    server.body = b'{"amount": 1, "zzz": 2}'
    assert send(GET, base_url=server.url).amount == 1
    with pytest.raises(ResponseDecodeError, match=r"\$\.zzz"):
        send(GET, base_url=server.url, strict=True)


def test_content_where_it_is_due(send: Send, server: Fake) -> None:
    server.body = b" "
    with pytest.raises(ResponseDecodeError, match="empty"):
        send(GET, base_url=server.url)
    assert send(Call("void", "POST", "/void", NoneType), base_url=server.url) is None


def test_a_timeout_is_an_api_timeout_error(send: Send, server: Fake) -> None:
    server.delay = 0.5
    with pytest.raises(APITimeoutError) as raised:
        send(GET, base_url=server.url, timeout=0.05)
    error = raised.value
    assert (error.operation, error.method, error.url) == (
        "get_thing",
        "GET",
        f"{server.url}/things/a%2Fb",
    )
    assert "q=" not in str(error)
    assert not holds_http_objects(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_timeout_may_be_httpx2s_own(send: Send, server: Fake) -> None:
    server.delay = 0.5
    with pytest.raises(APITimeoutError):
        send(GET, base_url=server.url, timeout=httpx2.Timeout(5.0, read=0.05))


def test_no_server_is_an_api_connection_error(send: Send) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(APIConnectionError) as raised:
            send(GET, base_url=url)
    assert not isinstance(raised.value, APITimeoutError)
    assert not holds_http_objects(raised.value)


def test_locals_of_our_frames_do_not_show_the_token(server: Fake) -> None:
    server.status = 500
    connection = Connection(SERVICE, {"token": "tok-123"}, base_url=server.url)
    with pytest.raises(APIStatusError) as raised:
        connection.send(GET)
    connection.close()
    trace = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    ours = Path(str(connection_module.__file__)).parent
    frames = [frame for frame in trace.stack if Path(frame.filename).parent == ours]
    assert frames
    assert not [frame for frame in frames if "tok-123" in str(frame.locals)]


def test_a_transport_that_repeats_the_token_is_blotted_out() -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError(f"cannot send {request.headers['Authorization']}")

    said = r"cannot send Bearer \[redacted\]"
    transport = httpx2.MockTransport(fail)
    with httpx2.Client(transport=transport) as own, pytest.raises(APIError, match=said) as raised:
        send_sync(GET, http_client=own)
    assert "tok-123" not in str(raised.value)


def test_a_client_of_ones_own_is_used_and_left_open(server: Fake) -> None:
    server.body = b'{"amount": 1}'
    with httpx2.Client(headers={"X-Own": "yes"}, params={"own": "1"}, timeout=0.05) as own:
        send_sync(GET, base_url=server.url, http_client=own)
        send_sync(POST, base_url=server.url, http_client=own)
        assert not own.is_closed
        assert server.arrived[0].headers["x-own"] == "yes"
        assert server.arrived[0].target.endswith("?own=1&q=a+b%26c&q=d")
        server.delay = 0.3
        with pytest.raises(APITimeoutError):
            send_sync(GET, base_url=server.url, http_client=own)
        send_sync(GET, base_url=server.url, http_client=own, timeout=5)


def test_an_async_client_of_ones_own_is_left_open(server: Fake) -> None:
    async def run() -> None:
        async with httpx2.AsyncClient() as own:
            connection = AsyncConnection(SERVICE, {"token": "t"}, server.url, http_client=own)
            await connection.send(GET)
            await connection.aclose()
            assert not own.is_closed

    server.body = b'{"amount": 1}'
    asyncio.run(run())


def test_the_wrong_kind_of_client_is_refused() -> None:
    async def run() -> None:
        async with httpx2.AsyncClient() as given:
            own: Any = given
            with pytest.raises(TypeError, match=r"give an httpx2\.Client, not httpx2"):
                Connection(SERVICE, {"token": "t"}, http_client=own)

    asyncio.run(run())
    with httpx2.Client() as given:
        own: Any = given
        with pytest.raises(TypeError, match=r"give an httpx2\.AsyncClient"):
            AsyncConnection(SERVICE, {"token": "t"}, http_client=own)


def test_a_closed_client_says_so(server: Fake) -> None:
    server.body = b'{"amount": 1}'
    connection = Connection(SERVICE, {"token": "t"}, server.url)
    connection.send(GET)
    connection.close()
    connection.close()
    with pytest.raises(RuntimeError, match="this Things client is closed"):
        connection.send(GET)
    with pytest.raises(RuntimeError, match="this Things client is closed"):
        asyncio.run(closed_async())


async def closed_async() -> None:
    connection = AsyncConnection(SERVICE, {"token": "t"})
    await connection.aclose()
    await connection.aclose()
    await connection.send(GET)


@pytest.mark.parametrize("kind", [Connection, AsyncConnection])
def test_a_connection_shows_its_address_only_and_is_not_copied(kind: type[Connection]) -> None:
    connection = kind(SERVICE, {"token": "tok-123"}, "http://localhost:1/x/")
    assert repr(connection) == f"<{kind.__name__} http://localhost:1/x>"
    assert connection.base_url == "http://localhost:1/x"
    assert "tok-123" not in repr(connection.settings)
    for take in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="a Things client"):
            take(connection)


def test_a_missing_credential_is_told_at_construction() -> None:
    with pytest.raises(APIError, match="pass token= or set TEST_TOKEN"):
        Connection(SERVICE, {"token": None})


@pytest.mark.parametrize(
    "url",
    [
        "",
        "things.invalid",
        "ftp://things.invalid",
        "https://",
        "https://user:hunter2@things.invalid",
        "https://hunter2@things.invalid",
        "https://things.invalid?x=hunter2",
        "https://things.invalid#x",
        "https://things.invalid/a b",
        "https://things.invalid:99999",
        "https://things.invalid\n",
        "https://[::1",
    ],
)
def test_an_odd_address_is_refused_unseen(url: str) -> None:
    with pytest.raises(ValueError, match="base_url: ") as raised:
        Connection(SERVICE, {"token": "t"}, url)
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf")])
def test_an_odd_timeout_is_refused(timeout: float) -> None:
    with pytest.raises(ValueError, match="timeout"):
        Connection(SERVICE, {"token": "t"}, timeout=timeout)


def test_clients_share_one_ssl_context() -> None:
    assert ssl_context() is ssl_context()


def test_a_body_of_the_service_stays_as_it_came(server: Fake) -> None:
    server.status, server.body = 422, json.dumps({"message": "no", "at": [1]}).encode()
    with pytest.raises(APIStatusError) as raised:
        send_sync(POST, base_url=server.url)
    assert raised.value.body == {"message": "no", "at": [1]}
