"""What a client is made of: its arguments, its HTTP client, its end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import httpcore2
import httpx2
import pytest

from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.errors import APIError, APITimeoutError, ConfigurationError
from corrigenda.runtime.http_client import ssl_context
from tests.runtime.conftest import Server
from tests.runtime.things import GET, POST, SERVICE, Send, send_sync

pytestmark = pytest.mark.usefixtures("clean_environment")


def test_a_client_of_ones_own_is_used_and_left_open(server: Server) -> None:
    server.body = b'{"amount": 1}'
    with httpx2.Client(headers={"X-Own": "yes"}, params={"own": "1"}, timeout=0.05) as own:
        send_sync(GET, base_url=server.url, http_client=own)
        send_sync(POST, base_url=server.url, http_client=own)
        assert not own.is_closed
        assert server.arrived[0].headers["x-own"] == "yes"
        assert server.arrived[0].target.endswith("?own=1&q=a%20b%26c&q=d")
        server.delay = 0.3
        with pytest.raises(APITimeoutError):
            send_sync(GET, base_url=server.url, http_client=own)
        send_sync(GET, base_url=server.url, http_client=own, timeout=5)


def test_an_async_client_of_ones_own_is_left_open(server: Server) -> None:
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
            with pytest.raises(TypeError, match=r"pass an httpx2\.Client, not httpx2"):
                Connection(SERVICE, {"token": "t"}, http_client=own)

    asyncio.run(run())
    with httpx2.Client() as given:
        own: Any = given
        with pytest.raises(TypeError, match=r"pass an httpx2\.AsyncClient"):
            AsyncConnection(SERVICE, {"token": "t"}, http_client=own)


def test_a_closed_client_says_so(server: Server) -> None:
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


def test_a_missing_credential_is_told_at_construction() -> None:
    with pytest.raises(ConfigurationError, match="pass token= or set TEST_TOKEN") as raised:
        Connection(SERVICE, {"token": None})
    assert isinstance(raised.value, ValueError)
    assert not isinstance(raised.value, APIError)


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
        "https://things..invalid",
        "https://.",
        "https://" + "a" * 64 + ".invalid",
    ],
)
def test_an_odd_address_is_refused_unseen(url: str) -> None:
    with pytest.raises(ConfigurationError, match="base_url: ") as raised:
        Connection(SERVICE, {"token": "t"}, url)
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf")])
def test_an_odd_timeout_is_refused(timeout: float) -> None:
    with pytest.raises(ConfigurationError, match="timeout"):
        Connection(SERVICE, {"token": "t"}, timeout=timeout)


@pytest.mark.parametrize("kind", [Connection, AsyncConnection])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"timeout": "5"}, "timeout: pass seconds, an httpx2.Timeout or None, not str"),
        ({"timeout": True}, "timeout: pass seconds, an httpx2.Timeout or None, not bool"),
        ({"timeout": (1, 2)}, "timeout: pass seconds, an httpx2.Timeout or None, not tuple"),
        ({"strict": "no"}, "strict: pass True or False, not str"),
        ({"strict": None}, "strict: pass True or False, not NoneType"),
        ({"base_url": 5}, "base_url: pass a str, not int"),
        ({"base_url": b"https://things.invalid"}, "base_url: pass a str, not bytes"),
    ],
)
def test_an_argument_of_another_type_is_refused(
    kind: type[Connection], arguments: dict[str, Any], said: str
) -> None:
    with pytest.raises(TypeError) as raised:
        kind(SERVICE, {"token": "t"}, **arguments)
    assert str(raised.value) == said


@pytest.mark.parametrize("timeout", [None, 5, 0.5, httpx2.Timeout(5.0)])
def test_timeouts(timeout: Any) -> None:
    assert Connection(SERVICE, {"token": "t"}, timeout=timeout).settings.timeout is timeout


def test_our_clients_share_one_ssl_context(
    send: Send, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    make = httpcore2.default_ssl_context  # what every client calls that is given no context

    def counted(*arguments: Any, **named: Any) -> Any:
        made.append(make(*arguments, **named))
        return made[-1]

    monkeypatch.setattr(httpcore2, "default_ssl_context", counted)
    ssl_context.cache_clear()
    server.body = b'{"amount": 1}'
    send(GET, base_url=server.url)
    send(GET, base_url=server.url)
    assert made == [ssl_context()]


def test_our_clients_wait_thirty_seconds(server: Server) -> None:
    async def run() -> Any:
        later = AsyncConnection(SERVICE, {"token": "t"}, server.url)
        await later.send(GET)
        timeout = made_client(later).timeout
        await later.aclose()
        return timeout

    server.body = b'{"amount": 1}'
    connection = Connection(SERVICE, {"token": "t"}, server.url)
    connection.send(GET)
    assert made_client(connection).timeout == httpx2.Timeout(30.0)
    connection.close()
    assert asyncio.run(run()) == httpx2.Timeout(30.0)


def made_client(connection: Connection | AsyncConnection) -> Any:
    pool = "_pool" if isinstance(connection, Connection) else "_pools"
    return getattr(connection, pool).client()


every_kind = pytest.mark.parametrize("kind", [Connection, AsyncConnection])
WORKS = replace(
    SERVICE,
    base_url="https://works.invalid/graphql",
    environments={
        "production": "https://works.invalid/graphql",
        "sandbox": "https://sandbox.works.invalid/graphql",
    },
)


@every_kind
@pytest.mark.parametrize(
    ("environment", "url"),
    [
        (None, "https://works.invalid/graphql"),
        ("production", "https://works.invalid/graphql"),
        ("sandbox", "https://sandbox.works.invalid/graphql"),
    ],
)
def test_an_environment_is_an_address(
    kind: type[Connection], environment: str | None, url: str
) -> None:
    assert kind(WORKS, {"token": "t"}, environment=environment).base_url == url


@every_kind
def test_an_argument_counts_more_than_the_environment_variable(
    kind: type[Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_BASE_URL", "https://variable.invalid")
    assert kind(WORKS, {"token": "t"}).base_url == "https://variable.invalid"
    chosen = kind(WORKS, {"token": "t"}, environment="sandbox")
    assert chosen.base_url == "https://sandbox.works.invalid/graphql"
    assert kind(WORKS, {"token": "t"}, "https://x.invalid").base_url == "https://x.invalid"


@every_kind
@pytest.mark.parametrize(
    ("environment", "said"),
    [
        (
            "sandbx",
            "environment: unknown name 'sandbx', did you mean 'sandbox'? "
            "(known: production, sandbox)",
        ),
        ("", "environment: unknown name '' (known: production, sandbox)"),
        ("test", "environment: unknown name 'test' (known: production, sandbox)"),
    ],
)
def test_an_unknown_environment_is_refused(
    kind: type[Connection], environment: str, said: str
) -> None:
    with pytest.raises(ConfigurationError, match="environment") as raised:
        kind(WORKS, {"token": "t"}, environment=environment)
    assert str(raised.value) == said


@every_kind
def test_two_addresses_are_refused(kind: type[Connection]) -> None:
    with pytest.raises(ConfigurationError, match="base_url= and environment= cannot be combined"):
        kind(WORKS, {"token": "t"}, "https://x.invalid", environment="production")


@every_kind
def test_a_service_with_one_address_has_no_environments(kind: type[Connection]) -> None:
    with pytest.raises(ConfigurationError, match="environment: Things has only one"):
        kind(SERVICE, {"token": "t"}, environment="production")
    number: Any = 5
    with pytest.raises(TypeError, match="environment: pass a str, not int"):
        kind(WORKS, {"token": "t"}, environment=number)
