"""Options of one call, views with other options, and responses as they came."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.errors import ConfigurationError, InternalServerError
from tests.runtime.conftest import Server
from tests.runtime.raw import Raw, Shell, raw_server
from tests.runtime.things import GET, POST, SECRET, SERVICE

GOOD = b'{"amount":1.10}'


def connect(server: Server, **options: Any) -> Connection:
    server.body = GOOD
    return Connection(SERVICE, {"token": SECRET}, server.url, **options)


def test_a_view_shares_the_connections(server: Server) -> None:
    made = connect(server)
    view = made.with_options(timeout=5, deadline=None, max_retries=0, strict=True)
    made.send(GET)
    view.send(GET)
    assert made._pool is view._pool
    view.close()
    made.send(GET)
    made.close()
    for each in (made, view, view.with_options(strict=False)):
        with pytest.raises(RuntimeError, match="closed"):
            each.send(GET)


def test_what_is_left_out_stays(server: Server) -> None:
    made = connect(server, timeout=7, deadline=9, max_retries=5, strict=True)
    settings = made.with_options(deadline=None).settings
    assert (settings.timeout, settings.deadline) == (7, None)
    assert (settings.max_retries, settings.strict) == (5, True)
    assert made.settings.deadline == 9
    made.close()


def test_its_options_count(server: Server) -> None:
    made = connect(server)
    server.status = 500
    with pytest.raises(InternalServerError):
        made.with_options(max_retries=0).send(GET)
    assert len(server.arrived) == 1
    with pytest.raises(InternalServerError):
        made.send(GET)
    assert len(server.arrived) == 4
    made.close()


def test_headers_add_up(server: Server) -> None:
    made = connect(server)
    view = made.with_options(extra_headers={"X-Shop": "a", "X-Trace": "1"})
    other = view.with_options(extra_headers={"x-trace": "2"})
    other.send(GET, {"X-SHOP": "b", "Accept": "text/json"})
    headers = server.arrived[-1].headers
    assert (headers["x-shop"], headers["x-trace"], headers["accept"]) == ("b", "2", "text/json")
    assert headers["authorization"] == f"Bearer {SECRET}"
    other.with_options(extra_headers=None).send(GET)
    assert "x-trace" not in server.arrived[-1].headers
    made.send(GET)
    assert "x-shop" not in server.arrived[-1].headers
    made.close()


WRONG: list[tuple[Any, type[Exception], str]] = [
    ([("X-A", "1")], TypeError, "extra_headers: pass a dict"),
    ({1: "1"}, TypeError, "a name must be a str"),
    ({"X-A": 1}, TypeError, "the value of X-A must be a str"),
    ({"X A": "1"}, ConfigurationError, "'X A' is not the name of a header"),
    ({"": "1"}, ConfigurationError, "is not the name of a header"),
    ({"X-A": "a\r\nX-B: c"}, ConfigurationError, "the value of X-A must be printable ASCII"),
    ({"X-A": "é"}, ConfigurationError, "the value of X-A must be printable ASCII"),
    ({"X-A": " a"}, ConfigurationError, "the value of X-A must be printable ASCII"),
    ({"authorization": "x"}, ConfigurationError, "the client itself sets authorization"),
    ({"Host": "x"}, ConfigurationError, "the client itself sets Host"),
    ({"content-length": "0"}, ConfigurationError, "the client itself sets content-length"),
    ({"Transfer-Encoding": "x"}, ConfigurationError, "the client itself sets Transfer-Encoding"),
]


@pytest.mark.parametrize(("headers", "kind", "said"), WRONG)
def test_a_header_that_cannot_be_added(
    server: Server, headers: Any, kind: type[Exception], said: str
) -> None:
    made = connect(server)
    with pytest.raises(kind, match=said):
        made.send(GET, headers)
    with pytest.raises(kind, match=said):
        made.with_options(extra_headers=headers)
    made.close()
    assert server.arrived == []


OPTIONS: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"timeout": "5"}, TypeError),
    ({"timeout": 0}, ConfigurationError),
    ({"deadline": "5"}, TypeError),
    ({"deadline": -1}, ConfigurationError),
    ({"max_retries": 1.5}, TypeError),
    ({"max_retries": True}, TypeError),
    ({"max_retries": -1}, ConfigurationError),
    ({"strict": 1}, TypeError),
    ({"on_drift": 1}, TypeError),
    ({"on_event": "x"}, TypeError),
]


@pytest.mark.parametrize(("options", "kind"), OPTIONS)
def test_an_option_that_is_unusable(
    server: Server, options: dict[str, Any], kind: type[Exception]
) -> None:
    (name,) = options
    with pytest.raises(kind, match=f"^{name}: "):
        connect(server, **options)
    made = connect(server)
    with pytest.raises(kind, match=f"^{name}: "):
        made.with_options(**options)
    made.close()


@pytest.mark.parametrize("name", ["on_drift", "on_event"])
def test_a_callback_is_no_coroutine_function(server: Server, name: str) -> None:
    async def later(_: object) -> None: ...

    with pytest.raises(TypeError, match=f"{name}: pass a plain function"):
        connect(server, **{name: later})


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_raw_response(kind: str) -> None:
    with raw_server() as raw:
        headers = "X-Request-Id: r-1\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 15\r\n\r\n"
        raw.says(
            b"HTTP/1.1 503 x\r\nContent-Length: 0\r\n\r\n",
            f"HTTP/1.1 201 Created\r\n{headers}".encode() + GOOD,
        )
        response = taken(kind, raw)
    assert str(response.value.amount) == "1.10"
    assert (response.status_code, response.body, response.request_id) == (201, GOOD, "r-1")
    assert response.headers["X-a"] == response.headers["x-A"] == "1, 2"
    assert "X-REQUEST-ID" in response.headers
    assert response.headers.get("missing") is None
    assert response.attempts == 2
    assert response.elapsed > 0
    assert "1.10" in repr(response.value)
    assert "1, 2" not in repr(response)


def taken(kind: str, raw: Raw) -> Any:
    shell = Shell(kind, raw)
    if kind == "sync":
        response = shell._made.send_raw(GET)
    else:
        response = shell._runner.run(shell._made.send_raw(GET))
    shell.close()
    return response


def test_an_async_view_shares_the_connections() -> None:
    with raw_server() as raw:
        raw.says(b"HTTP/1.1 200 x\r\nContent-Length: 15\r\n\r\n" + GOOD)
        shell = Shell("async", raw)
        made: AsyncConnection = shell._made
        view = made.with_options(max_retries=0, extra_headers={"X-A": "1"})
        shell._runner.run(view.send(POST))
        shell._runner.run(view.aclose())
        shell.send(POST)
        shell.close()
        assert raw.connections == 1
    assert [b"X-A: 1" in each for each in raw.arrived] == [True, False]


def test_a_view_of_a_callers_client(server: Server) -> None:
    with httpx2.Client() as http:
        made = connect(server, http_client=http)
        made.with_options(timeout=3).send(GET)
        made.close()
        assert not http.is_closed
