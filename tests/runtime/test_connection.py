"""Both shells over a real socket."""

from __future__ import annotations

import json
import pickle
import socket
from decimal import Decimal
from types import NoneType

import httpx2
import pytest

from corrigenda.runtime.call import Call
from corrigenda.runtime.connection import Connection
from corrigenda.runtime.errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    ResponseDecodeError,
)
from corrigenda.runtime.url import query
from tests.runtime.conftest import Server
from tests.runtime.things import (
    GET,
    POST,
    SECRET,
    SERVICE,
    Send,
    Thing,
    holds_http_objects,
    send_sync,
)

pytestmark = pytest.mark.usefixtures("clean_environment")


def test_a_request_arrives_as_it_was_meant(send: Send, server: Server) -> None:
    server.body = b'{"amount": 12345678901234567.89}'
    assert send(GET, base_url=server.url + "/v1/").amount == Decimal("12345678901234567.89")
    send(POST, base_url=server.url)
    get, post = server.arrived
    assert (get.method, get.target) == ("GET", "/v1/things/a%2Fb?q=a%20b%26c&q=d")
    assert get.headers["authorization"] == f"Bearer {SECRET}"
    assert get.headers["accept"] == "application/json"
    assert get.headers["user-agent"] == "things-client/1.2.3"
    assert "content-type" not in get.headers
    assert (post.method, post.target, post.body) == ("POST", "/things", b'{"amount":1.10}')
    assert post.headers["content-type"] == "application/json"


COMMAS = Call(
    operation="list_things",
    method="GET",
    path="/things",
    response=Thing,
    query=query([("ids", [1, 2]), ("name", "Smith, é + Co. ~%2C")], comma=frozenset({"ids"})),
    joined=frozenset({"ids"}),
)


def test_only_commas_between_items_arrive_as_commas(send: Send, server: Server) -> None:
    server.body = b'{"amount": 1}'
    send(COMMAS, base_url=server.url)
    assert server.arrived[0].target == "/things?ids=1,2&name=Smith%2C%20%C3%A9%20%2B%20Co.%20~%252C"


def test_the_parameters_of_an_own_client_are_defaults(send: Send) -> None:
    targets: list[bytes] = []

    def respond(request: httpx2.Request) -> httpx2.Response:
        targets.append(request.url.raw_path)
        return httpx2.Response(200, json={"amount": 1})

    own = httpx2.Client if send is send_sync else httpx2.AsyncClient
    for call in (COMMAS, POST):
        # Each call of the async test runs in an event loop of its own, so it needs a client, too.
        client = own(params={"ids": "9", "key": "a,b"}, transport=httpx2.MockTransport(respond))
        send(call, http_client=client)
    assert targets == [
        b"/things?key=a%2Cb&ids=1,2&name=Smith%2C%20%C3%A9%20%2B%20Co.%20~%252C",
        b"/things?ids=9&key=a%2Cb",
    ]


def test_the_environment_says_where_and_who(
    send: Send, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.body = b'{"amount": 1}'
    monkeypatch.setenv("TEST_BASE_URL", server.url)
    monkeypatch.setenv("TEST_TOKEN", "from-environment")
    send(GET, token=None)
    assert server.arrived[0].headers["authorization"] == "Bearer from-environment"


def test_a_callable_token_is_asked_again(server: Server) -> None:
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


def test_a_redirect_is_not_followed(send: Send, server: Server) -> None:
    server.status, server.headers = 307, {"Location": server.url + "/elsewhere"}
    with pytest.raises(APIStatusError, match="a redirect, which is never followed"):
        send(GET, base_url=server.url)
    assert len(server.arrived) == 1


def test_a_redirect_is_not_followed_by_a_client_that_would(server: Server) -> None:
    server.status, server.headers = 302, {"Location": "/elsewhere"}
    with httpx2.Client(follow_redirects=True) as own, pytest.raises(APIStatusError):
        send_sync(GET, base_url=server.url, http_client=own)
    assert len(server.arrived) == 1


def test_strict_reaches_the_reading(send: Send, server: Server) -> None:
    server.body = b'{"amount": 1, "zzz": 2}'
    assert send(GET, base_url=server.url).amount == 1
    with pytest.raises(ResponseDecodeError, match=r"\$\.zzz"):
        send(GET, base_url=server.url, strict=True)


def test_content_where_it_is_due(send: Send, server: Server) -> None:
    server.body = b" "
    with pytest.raises(ResponseDecodeError, match="empty"):
        send(GET, base_url=server.url)
    assert send(Call("void", "POST", "/void", NoneType), base_url=server.url) is None


def test_a_timeout_is_an_api_timeout_error(send: Send, server: Server) -> None:
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


def test_a_timeout_may_be_httpx2s_own(send: Send, server: Server) -> None:
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


def test_a_body_of_the_service_stays_as_it_came(server: Server) -> None:
    server.status, server.body = 422, json.dumps({"message": "no", "at": [1]}).encode()
    with pytest.raises(APIStatusError) as raised:
        send_sync(POST, base_url=server.url)
    assert raised.value.body == {"message": "no", "at": [1]}
