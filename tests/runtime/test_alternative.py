"""A GET that has a second path: tried once after a 404, and remembered by the client."""

from __future__ import annotations

import asyncio
import pickle
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from msgspec.structs import replace

from corrigenda.runtime.call import Call
from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.errors import (
    APIConnectionError,
    AuthenticationError,
    InternalServerError,
    NotFoundError,
    ResponseDecodeError,
)
from tests.runtime.conftest import Arrived, Server
from tests.runtime.things import GET, POST, SECRET, SERVICE, Thing

pytestmark = pytest.mark.usefixtures("clean_environment")

LIST = Call(
    operation="list_things",
    method="GET",
    path="/things",
    response=Thing,
    query=(("q", "a,b"),),
    joined=frozenset({"q"}),
    alternative_path="/v1/things",
)
OTHER = replace(LIST, operation="list_others")
FIRST, SECOND = "/things?q=a,b", "/v1/things?q=a,b"

Sender = Callable[[Call[Any]], Any]
Open = Callable[..., Sender]


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest, server: Server) -> Iterator[Open]:
    """Opens clients that stay open for several calls."""
    server.body = b'{"amount": 1}'
    with asyncio.Runner() as runner:
        closing: list[Callable[[], object]] = []

        def connect_sync(**options: Any) -> Sender:
            made = Connection(SERVICE, {"token": SECRET}, base_url=server.url, **options)
            closing.append(made.close)
            return made.send

        def connect_async(**options: Any) -> Sender:
            made = AsyncConnection(SERVICE, {"token": SECRET}, base_url=server.url, **options)
            closing.append(lambda: runner.run(made.aclose()))
            return lambda call: runner.run(made.send(call))

        yield connect_sync if request.param == "sync" else connect_async
        for close in closing:
            close()


def serving(server: Server, **statuses: int) -> None:
    """Answer paths by what they end on before the query; others are a 404."""

    def status(came: Arrived) -> int:
        path = came.target.partition("?")[0]
        return statuses.get(path.removeprefix("/").replace("/", "_"), 404)

    server.status = status


def targets(server: Server) -> list[str]:
    return [came.target for came in server.arrived]


def test_a_404_is_tried_at_the_other_path_and_remembered(connect: Open, server: Server) -> None:
    serving(server, v1_things=200)
    send = connect()
    assert send(LIST).amount == send(LIST).amount == 1
    assert targets(server) == [FIRST, SECOND, SECOND]
    assert {came.headers["authorization"] for came in server.arrived} == {f"Bearer {SECRET}"}


def test_a_path_that_serves_is_remembered(connect: Open, server: Server) -> None:
    serving(server, things=200, v1_things=200)
    send = connect()
    send(LIST)
    serving(server, v1_things=200)
    with pytest.raises(NotFoundError):
        send(LIST)
    assert targets(server) == [FIRST, FIRST]


@pytest.mark.parametrize("second", [404, 401, 302, 500])
def test_otherwise_the_first_error_is_raised(connect: Open, server: Server, second: int) -> None:
    serving(server, v1_things=second)
    send = connect(max_retries=0)
    for _time in range(2):
        with pytest.raises(NotFoundError) as raised:
            send(LIST)
        error = pickle.loads(pickle.dumps(raised.value))
        assert (error.url, error.status_code) == (f"{server.url}/things", 404)
        assert error.__notes__ == [f"GET /v1/things was tried as well, and returned {second}"]
    assert targets(server) == [FIRST, SECOND] * 2


def test_no_response_at_the_other_path_is_the_first_error(connect: Open, server: Server) -> None:
    def body(came: Arrived) -> bytes:
        time.sleep(0.5 if came.target == SECOND else 0)
        return b"{}"

    serving(server)
    server.body = body
    with pytest.raises(NotFoundError) as raised:
        connect(timeout=0.1, max_retries=0)(LIST)
    assert raised.value.__notes__ == ["GET /v1/things was tried as well, and gave no response"]


@pytest.mark.parametrize(
    ("status", "kind"), [(401, AuthenticationError), (500, InternalServerError)]
)
def test_only_a_404_is_tried_again(
    connect: Open, server: Server, status: int, kind: type[Exception]
) -> None:
    serving(server, things=status, v1_things=200)
    with pytest.raises(kind):
        connect(max_retries=0)(LIST)
    assert targets(server) == [FIRST]


def test_no_response_is_not_tried_again(connect: Open, server: Server) -> None:
    server.delay = 0.5
    with pytest.raises(APIConnectionError):
        connect(timeout=0.05, max_retries=0)(LIST)
    assert targets(server) == [FIRST]


def test_errors_name_the_path_that_was_remembered(connect: Open, server: Server) -> None:
    serving(server, v1_things=200)
    send = connect()
    send(LIST)
    serving(server)
    with pytest.raises(NotFoundError, match=f"GET {server.url}/v1/things returned 404") as raised:
        send(LIST)
    assert not hasattr(raised.value, "__notes__")
    assert targets(server) == [FIRST, SECOND, SECOND]


def test_content_of_the_other_path_is_read_as_any(connect: Open, server: Server) -> None:
    serving(server, v1_things=200)
    server.body = b"[]"
    with pytest.raises(ResponseDecodeError):
        connect()(LIST)


def test_a_strict_client_does_not_guess(connect: Open, server: Server) -> None:
    serving(server, v1_things=200)
    with pytest.raises(NotFoundError) as raised:
        connect(strict=True)(LIST)
    assert not hasattr(raised.value, "__notes__")
    assert targets(server) == [FIRST]


@pytest.mark.parametrize("call", [POST, replace(POST, alternative_path="/v1/things"), GET])
def test_nothing_else_is_sent_twice(connect: Open, server: Server, call: Call[Any]) -> None:
    serving(server, v1_things=200)
    with pytest.raises(NotFoundError):
        connect()(call)
    assert len(server.arrived) == 1


def test_each_operation_is_remembered_by_itself(connect: Open, server: Server) -> None:
    serving(server, v1_things=200)
    send = connect()
    for call in (LIST, OTHER, LIST, OTHER):
        send(call)
    assert targets(server) == [FIRST, SECOND, FIRST, SECOND, SECOND, SECOND]


def test_clients_do_not_share_what_they_remember(connect: Open, server: Server) -> None:
    serving(server, v1_things=200)
    for send in (connect(), connect()):
        send(LIST)
    assert targets(server) == [FIRST, SECOND] * 2


def check_crowd(server: Server, amounts: list[int], size: int) -> None:
    """Each caller of a crowd got its response, with at most one request at either path."""
    assert amounts == [1] * size
    assert targets(server).count(SECOND) == size
    assert 1 <= targets(server).count(FIRST) <= size
    server.arrived.clear()


def test_threads_share_a_client(server: Server) -> None:
    serving(server, v1_things=200)
    server.body, server.delay = b'{"amount": 1}', 0.02
    connection, start = Connection(SERVICE, {"token": SECRET}, base_url=server.url), Barrier(8)

    def one(_number: int) -> int:
        start.wait()
        return int(connection.send(LIST).amount)

    with ThreadPoolExecutor(8) as threads:
        check_crowd(server, list(threads.map(one, range(8))), 8)
    connection.send(LIST)
    connection.close()
    assert targets(server) == [SECOND]


def test_tasks_share_a_client(server: Server) -> None:
    serving(server, v1_things=200)
    server.body, server.delay = b'{"amount": 1}', 0.02

    async def run() -> None:
        connection = AsyncConnection(SERVICE, {"token": SECRET}, base_url=server.url)
        things = await asyncio.gather(*(connection.send(LIST) for _number in range(8)))
        check_crowd(server, [int(thing.amount) for thing in things], 8)
        await connection.send(LIST)
        await connection.aclose()

    asyncio.run(run())
    assert targets(server) == [SECOND]
