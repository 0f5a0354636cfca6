"""A whole call ends at its deadline, however slowly the service sends."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
from msgspec.structs import replace

from corrigenda.runtime.call import Call
from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.credentials import Credential, Given
from corrigenda.runtime.deadline import CURRENT, Deadline
from corrigenda.runtime.errors import APIError, APITimeoutError, NotFoundError
from tests.runtime import queries
from tests.runtime.raw import (
    CHUNKED,
    CLOSE,
    OK,
    Pieces,
    Raw,
    Shell,
    once,
    raw_server,
    response,
    service_of,
    within,
)
from tests.runtime.things import GET, POST, SECRET, SERVICE

pytestmark = pytest.mark.usefixtures("clean_environment")

MUTATION = queries.create_project({"name": "n", "customer": {"id": "c"}})
THING = b'{"amount": 1.10}'
LIST = replace(GET, path="/things", alternative_path="/v1/things")


@pytest.fixture
def raw() -> Iterator[Raw]:
    with raw_server() as told:
        yield told


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


DRIPS: dict[str, tuple[bytes, bytes]] = {
    "a status line": (b"", b"H"),
    "headers": (OK, b"X-A: b\r\n"),
    "a header": (OK + b"X-A: ", b"b"),
    "informational responses": (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "a chunk extension": (CHUNKED + b"5;", b"x"),
    "chunks": (CHUNKED, b"1\r\nx\r\n"),
    "trailers": (CHUNKED + b"2\r\n{}\r\n0\r\n", b"X-A: b\r\n"),
    "a body": (OK + b"\r\n", b" "),
    "a body of a length": (OK + b"Content-Length: 9999\r\n\r\n", b" "),
    "a body of an error": (b"HTTP/1.1 500 x\r\n\r\n", b" "),
}


@pytest.mark.parametrize(("first", "again"), DRIPS.values(), ids=DRIPS)
@pytest.mark.parametrize("call", [POST, MUTATION], ids=["write", "mutation"])
def test_a_service_that_drips_is_ended(
    kind: str, raw: Raw, call: Call[Any], first: bytes, again: bytes
) -> None:
    raw.says(raw.drip(first, again))
    with within(3), pytest.raises(APITimeoutError) as raised:
        once(kind, raw, call, service_of(call), deadline=0.3)
    assert "the deadline of 0.3 seconds has passed" in str(raised.value)
    assert raised.value.request_sent is True
    assert SECRET not in str(raised.value)
    assert len(raw.arrived) == 1


@pytest.mark.parametrize("again", [b"HTTP/1.1 103 Early Hints\r\n\r\n" * 99, b""])
def test_a_service_that_floods_or_is_silent_is_ended(kind: str, raw: Raw, again: bytes) -> None:
    raw.says(raw.drip(b"", again, 0.0 if again else 0.1))
    with within(3), pytest.raises(APITimeoutError, match="the deadline of"):
        once(kind, raw, POST, deadline=0.3)
    assert len(raw.arrived) == 1


@pytest.mark.parametrize("name", ["a body", "chunks", "a body of a length"])
def test_the_callers_sync_client_is_checked_between_pieces(raw: Raw, name: str) -> None:
    raw.says(raw.drip(*DRIPS[name]))
    with (
        httpx2.Client() as own,
        within(3),
        pytest.raises(APITimeoutError, match="the status 200 arrived, but not the whole body"),
    ):
        once("sync", raw, POST, deadline=0.3, http_client=own)


@pytest.mark.parametrize("name", ["headers", "trailers", "a body"])
def test_the_callers_async_client_is_ended(raw: Raw, name: str) -> None:
    raw.says(raw.drip(*DRIPS[name]))
    with within(3), pytest.raises(APITimeoutError, match="the deadline of"):
        once("async", raw, POST, deadline=0.3, http_client=httpx2.AsyncClient())


def test_no_deadline_is_no_limit_and_the_default_is_a_minute(kind: str, raw: Raw) -> None:
    def slowly() -> Pieces:
        yield OK
        for _time in range(4):
            raw.stop.wait(0.1)
            yield b"X-A: b\r\n"
        yield b"Content-Length: 16\r\n\r\n" + THING

    raw.says(slowly)
    assert once(kind, raw, GET, deadline=None).amount
    assert once(kind, raw, GET, timeout=None).amount
    shell = Shell(kind, raw)
    assert shell.settings.deadline == 60
    shell.close()


def test_a_timeout_that_comes_first_is_still_a_timeout(kind: str, raw: Raw) -> None:
    raw.says(raw.drip(b"", b"", 9))
    with within(3), pytest.raises(APITimeoutError) as raised:
        once(kind, raw, GET, deadline=30, timeout=0.2)
    assert "deadline" not in str(raised.value)


def test_both_paths_share_a_deadline(kind: str, raw: Raw) -> None:
    def late() -> Pieces:
        raw.stop.wait(0.2)
        yield response(b"{}", "404 Not Found")

    raw.says(late, raw.drip(OK, b"X-A: b\r\n"))
    with within(3), pytest.raises(NotFoundError) as raised:
        once(kind, raw, LIST, deadline=0.5)
    assert raised.value.__notes__ == ["GET /v1/things was tried as well, and gave no response"]
    assert len(raw.arrived) == 2


def test_a_repeated_call_shares_the_deadline(kind: str, raw: Raw) -> None:
    def late() -> Pieces:
        raw.stop.wait(0.2)
        yield CLOSE

    raw.says(late, raw.drip(OK, b"X-A: b\r\n"))
    with within(3), pytest.raises(APITimeoutError) as raised:
        once(kind, raw, GET, deadline=0.5)
    assert raised.value.request_sent is True
    assert len(raw.arrived) == 2


def full_backlog() -> Iterator[int]:
    """A port that lets nobody connect, and refuses nobody."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        waiting = [socket.socket() for _each in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(listening.getsockname())
        yield listening.getsockname()[1]
        for each in waiting:
            each.close()


def test_a_connection_that_is_never_made_is_ended_unsent(kind: str, raw: Raw) -> None:
    for port in full_backlog():
        with within(3), pytest.raises(APITimeoutError) as raised:
            once(kind, raw, POST, deadline=0.4, base_url=f"http://127.0.0.1:{port}")
        assert raised.value.request_sent is False


def test_a_full_pool_is_ended_unsent(raw: Raw) -> None:
    raw.says(raw.drip(OK, b"X-A: b\r\n"))
    with httpx2.Client(limits=httpx2.Limits(max_connections=1)) as own:
        shell = Shell("sync", raw, http_client=own, deadline=0.5, timeout=5)
        patient = Shell("sync", raw, http_client=own, deadline=2, timeout=1)
        busy = threading.Thread(target=lambda: _fails(patient.send))
        busy.start()
        while not raw.arrived:
            raw.stop.wait(0.01)
        with within(3), pytest.raises(APITimeoutError) as raised:
            shell.send(POST)
        assert raised.value.request_sent is False
        raw.stop.set()
        busy.join()


def _fails(send: Callable[[Call[Any]], Any]) -> None:
    with pytest.raises(APIError):
        send(GET)


def test_a_reader_that_reads_nothing_is_ended(kind: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        raw = Raw(url=f"http://127.0.0.1:{listening.getsockname()[1]}")
        large = replace(POST, body=b'"' + b"x" * 30_000_000 + b'"')
        with within(5), pytest.raises(APITimeoutError) as raised:
            once(kind, raw, large, deadline=0.4)
        assert raised.value.request_sent is True


def test_a_proxy_that_drips_is_ended(kind: str, raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", raw.url)
    raw.says(raw.drip(OK, b"X-A: b\r\n"))
    with within(3), pytest.raises(APITimeoutError, match="the deadline of"):
        once(kind, raw, POST, deadline=0.3, base_url="http://things.invalid")
    assert raw.arrived[0].startswith(b"POST http://things.invalid/things ")


def test_a_tunnel_that_is_refused_is_unsent(
    kind: str, raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", raw.url)
    raw.says(response(b"", "403 Forbidden"))
    with pytest.raises(APIError) as raised:
        once(kind, raw, POST, base_url="https://things.invalid")
    assert getattr(raised.value, "request_sent", None) is False


def test_a_call_after_its_deadline_is_not_sent(raw: Raw) -> None:
    def slow() -> str:
        raw.stop.wait(0.2)
        return SECRET

    raw.says(response(THING))
    connection = Connection(SERVICE, {"token": slow}, raw.url, deadline=0.1)
    with pytest.raises(APITimeoutError) as raised:
        connection.send(POST)
    connection.close()
    assert raised.value.request_sent is False
    assert not raw.arrived


async def never() -> str:
    await asyncio.get_running_loop().create_future()
    return SECRET


async def never_in_trio() -> str:
    import trio

    await trio.sleep_forever()
    return SECRET


@pytest.mark.parametrize("call", [GET, POST, MUTATION], ids=["read", "write", "mutation"])
def test_an_async_credential_that_hangs_is_ended_unsent(raw: Raw, call: Call[Any]) -> None:
    async def run() -> None:
        service = service_of(call)
        connection = AsyncConnection(service, {"token": never}, raw.url, deadline=0.2)
        with pytest.raises(APITimeoutError, match=r"the deadline of 0\.2 seconds") as raised:
            await connection.send(call)
        await connection.aclose()
        assert raised.value.request_sent is False
        assert (raised.value.method, raised.value.operation) == (call.method, call.operation)
        assert raised.value.url == raw.url + call.path

    with within(3):
        asyncio.run(run())
    assert not raw.connections


def test_an_async_credential_that_hangs_is_ended_in_trio(raw: Raw) -> None:
    trio = pytest.importorskip("trio")

    async def run() -> None:
        connection = AsyncConnection(SERVICE, {"token": never_in_trio}, raw.url, deadline=0.2)
        with pytest.raises(APITimeoutError, match="the deadline of") as raised:
            await connection.send(POST)
        await connection.aclose()
        assert raised.value.request_sent is False

    with within(3):
        trio.run(run)
    assert not raw.connections


def test_a_credential_after_the_deadline_is_not_asked_for(raw: Raw) -> None:
    asked: list[str] = []
    first, second = (Credential(name, name, name) for name in ("first", "second"))
    service = dataclasses.replace(SERVICE, credentials=(first, second))

    def ask() -> str:
        asked.append("second")
        return SECRET

    async def run() -> None:
        given: dict[str, Given] = {"first": never, "second": ask}
        connection = AsyncConnection(service, given, raw.url, deadline=0.2)
        with pytest.raises(APITimeoutError):
            await connection.send(POST)
        await connection.aclose()

    with within(3):
        asyncio.run(run())
    assert not asked


def test_an_async_credential_without_a_deadline_has_all_the_time(raw: Raw) -> None:
    async def late() -> str:
        await asyncio.sleep(0.1)
        return SECRET

    async def run() -> None:
        connection = AsyncConnection(SERVICE, {"token": late}, raw.url, deadline=None)
        assert str((await connection.send(GET)).amount) == "1.10"
        await connection.aclose()

    raw.says(response(THING))
    asyncio.run(run())
    assert f"Bearer {SECRET}".encode() in raw.arrived[0]


def test_a_task_that_waits_for_a_credential_can_be_cancelled(raw: Raw) -> None:
    async def run() -> None:
        connection = AsyncConnection(SERVICE, {"token": never}, raw.url)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(connection.send(GET), 0.2)
        await connection.aclose()

    with within(3):
        asyncio.run(run())


def test_a_task_of_the_caller_can_be_cancelled(raw: Raw) -> None:
    async def run() -> None:
        connection = AsyncConnection(SERVICE, {"token": SECRET}, raw.url)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(connection.send(GET), 0.2)
        assert str((await connection.send(GET)).amount) == "1.10"
        await connection.aclose()

    raw.says(raw.drip(OK, b"X-A: b\r\n"), response(THING))
    asyncio.run(run())


@pytest.mark.parametrize(("first", "again"), DRIPS.values(), ids=DRIPS)
def test_trio_ends_at_the_deadline(raw: Raw, first: bytes, again: bytes) -> None:
    trio = pytest.importorskip("trio")

    async def run() -> None:
        connection = AsyncConnection(SERVICE, {"token": SECRET}, raw.url, deadline=0.3)
        with pytest.raises(APITimeoutError, match="the deadline of"):
            await connection.send(POST)
        await connection.aclose()

    raw.says(raw.drip(first, again))
    with within(3):
        trio.run(run)


@pytest.mark.parametrize("deadline", [0, -1, float("nan"), float("inf")])
def test_an_odd_deadline_is_refused(kind: str, raw: Raw, deadline: float) -> None:
    with pytest.raises(ValueError, match="deadline: pass a positive number of seconds"):
        Shell(kind, raw, deadline=deadline)
    for wrong in ("5", True):
        with pytest.raises(TypeError, match="deadline: pass seconds, or None for no limit, not"):
            Shell(kind, raw, deadline=wrong)


def test_a_deadline_is_left_where_it_was(raw: Raw) -> None:
    raw.says(response(THING))
    outer = Deadline(9)
    before = CURRENT.set(outer)
    once("sync", raw, GET)
    assert CURRENT.get() is outer
    CURRENT.reset(before)
