"""One async client in several event loops, of asyncio and trio."""

from __future__ import annotations

import asyncio
import gc
import threading
import warnings
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import httpx2
import pytest

from corrigenda.runtime.connection import AsyncConnection
from tests.runtime.conftest import Server
from tests.runtime.things import GET, SERVICE

trio = pytest.importorskip("trio")

pytestmark = pytest.mark.usefixtures("clean_environment", "no_leaks")

Work = Callable[[], Coroutine[Any, Any, Any]]
Run = Callable[[Work], Any]


@pytest.fixture
def no_leaks() -> Iterator[None]:
    """No socket, transport or loop is left open, and nothing fails where nobody sees it."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        yield
        gc.collect()
    assert [str(one.message) for one in warned] == []


def run_asyncio(work: Work) -> Any:
    return asyncio.run(work())


def run_trio(work: Work) -> Any:
    return trio.run(work)


def run_by_hand(work: Work) -> Any:
    """A loop that is closed without `shutdown_asyncgens`, as much old code does."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work())
    finally:
        loop.close()


RUNS = {"asyncio": run_asyncio, "trio": run_trio, "by hand": run_by_hand}
first_run = pytest.mark.parametrize("first", RUNS.values(), ids=RUNS)
second_run = pytest.mark.parametrize("second", RUNS.values(), ids=RUNS)


def connect(server: Server, **arguments: Any) -> AsyncConnection:
    server.body = b'{"amount": 1}'
    return AsyncConnection(SERVICE, {"token": "t"}, server.url, **arguments)


@first_run
@second_run
def test_a_client_works_in_one_loop_after_another(server: Server, first: Run, second: Run) -> None:
    connection = connect(server)
    for run in (first, second, first):
        assert run(lambda: connection.send(GET)).amount == 1
    second(connection.aclose)
    second(connection.aclose)
    first(connection.aclose)
    assert len(server.arrived) == 3
    with pytest.raises(RuntimeError, match="this Things client is closed"):
        first(lambda: connection.send(GET))


@first_run
def test_a_client_that_is_never_closed_leaves_nothing(server: Server, first: Run) -> None:
    connection = connect(server)
    first(lambda: connection.send(GET))
    first(lambda: connection.send(GET))
    if first is run_by_hand:
        first(connection.aclose)  # such a loop closes nothing by itself


def test_an_abandoned_client_is_closed_by_its_loop(server: Server) -> None:
    async def work() -> None:
        await connect(server).send(GET)
        gc.collect()
        await asyncio.sleep(0.05)

    asyncio.run(work())


@first_run
def test_the_connections_of_a_loop_are_used_again_in_it(server: Server, first: Run) -> None:
    connection = connect(server)

    async def work() -> None:
        own = connection._pools.client()
        await connection.send(GET)
        await connection.send(GET)
        assert connection._pools.client() is own

    first(work)
    first(connection.aclose)


@pytest.mark.parametrize("run", [run_asyncio, run_trio], ids=["asyncio", "trio"])
def test_a_body_of_many_calls_at_once(server: Server, run: Run) -> None:
    connection = connect(server)

    async def many() -> None:
        if run is run_asyncio:
            await asyncio.gather(*(connection.send(GET) for _ in range(20)))
        else:
            async with trio.open_nursery() as nursery:
                for _ in range(20):
                    nursery.start_soon(connection.send, GET)

    run(many)
    run(many)
    run(connection.aclose)
    assert len(server.arrived) == 40


def test_loops_in_several_threads_share_a_client(server: Server) -> None:
    connection = connect(server)
    failed: list[BaseException] = []

    async def work() -> None:
        for _ in range(5):
            await connection.send(GET)

    def thread() -> None:
        try:
            asyncio.run(work())
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            failed.append(error)

    threads = [threading.Thread(target=thread) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    assert len(server.arrived) == 40
    asyncio.run(connection.aclose())


def test_closing_reaches_a_loop_that_runs_in_another_thread(server: Server) -> None:
    connection = connect(server)
    made, closed = threading.Event(), threading.Event()
    https: list[httpx2.AsyncClient] = []

    async def work() -> None:
        await connection.send(GET)
        https.append(connection._pools.client())
        made.set()
        while not https[0].is_closed:
            await asyncio.sleep(0.01)
        closed.set()

    thread = threading.Thread(target=lambda: asyncio.run(work()), daemon=True)
    thread.start()
    assert made.wait(10)
    asyncio.run(connection.aclose())
    assert closed.wait(10)
    thread.join()


@first_run
@second_run
def test_a_client_of_the_caller_stays_in_its_loop(server: Server, first: Run, second: Run) -> None:
    async def close() -> None:
        await own.aclose()

    async def work() -> None:
        await connect(server, http_client=own).send(GET)
        if not refused:
            await own.aclose()  # in its loop, because it cannot be closed elsewhere

    refused = False
    own = httpx2.AsyncClient()
    first(work)
    refused = True
    with pytest.raises(RuntimeError, match=r"http_client: .* was used in another event loop"):
        second(work)


def test_iterating_through_pages_ends_with_its_loop(server: Server) -> None:
    """A generator of the caller that is still open when the loop ends can finish its calls."""
    connection = connect(server)
    ended: list[int] = []

    async def pages() -> Any:
        try:
            yield await connection.send(GET)
        finally:
            ended.append(1)

    async def work() -> None:
        async for _ in (kept := pages()):
            held.append(kept)
            break

    held: list[Any] = []
    asyncio.run(work())
    assert ended == [1]
    asyncio.run(connection.aclose())
