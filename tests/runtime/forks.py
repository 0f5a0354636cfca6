"""A program that calls, forks, and calls in parent and children; a test runs it and reads stdout.

A process of its own, because pytest has threads, and Python warns of a fork beside threads.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import httpx2
from msgspec.structs import replace

from corrigenda.runtime.connection import AsyncConnection, Connection
from tests.runtime.things import GET, SERVICE

CALLS = 20


def asked(number: int) -> Any:
    """A call whose response is its own number."""
    return replace(GET, path=f"/{number}", query=())


def in_child(work: Callable[[], list[str]]) -> int:
    """Fork; the child prints what its work found."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        tell(work())
        code = 0
    finally:
        os._exit(code)


def tell(found: list[str]) -> None:
    os.write(1, json.dumps(found).encode() + b"\n")  # in one piece, beside other processes


def numbers(start: int) -> list[int]:
    return list(range(start, start + CALLS))


def sync(url: str) -> None:
    connection = Connection(SERVICE, {"token": "t"}, url)

    def work(start: int) -> list[str]:
        return [
            f"{number} got {got}"
            for number in numbers(start)
            if (got := connection.send(asked(number)).amount) != number
        ]

    assert not work(0)  # opens the connection that the children must not use
    children = [in_child(partial(work, 1000 * each)) for each in range(1, 4)]
    tell(work(9000))
    wait(children)
    last = in_child(lambda: [str(connection.close() or "")])
    wait([last])
    tell(work(9500))  # what a child closes stays open here
    connection.close()


def later(url: str) -> None:
    connection = AsyncConnection(SERVICE, {"token": "t"}, url)

    async def work(start: int) -> list[str]:
        found = await asyncio.gather(*(connection.send(asked(each)) for each in numbers(start)))
        pairs = zip(numbers(start), found, strict=True)
        return [f"{number} got {got.amount}" for number, got in pairs if got.amount != number]

    def start_loop(start: int) -> list[str]:
        return asyncio.run(work(start))

    loop = asyncio.new_event_loop()
    assert not loop.run_until_complete(work(0))
    children = [in_child(partial(start_loop, 1000 * each)) for each in range(1, 4)]
    tell(loop.run_until_complete(work(9000)))
    wait(children)
    loop.run_until_complete(connection.aclose())
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


def brought(url: str) -> None:
    with httpx2.Client() as own:
        connection = Connection(SERVICE, {"token": "t"}, url, http_client=own)
        connection.send(asked(1))
        wait([in_child(lambda: [refused(lambda: connection.send(asked(2)))])])
        new = in_child(
            lambda: [
                refused(
                    lambda: Connection(SERVICE, {"token": "t"}, url, http_client=own).send(asked(3))
                )
            ]
        )
        wait([new])
        tell([str(connection.send(asked(4)).amount)])


def brought_later(url: str) -> None:
    async def use(connection: AsyncConnection, number: int) -> str:
        return str((await connection.send(asked(number))).amount)

    own = httpx2.AsyncClient()
    connection = AsyncConnection(SERVICE, {"token": "t"}, url, http_client=own)
    wait([in_child(lambda: [refused(lambda: asyncio.run(use(connection, 2)))])])


def refused(work: Callable[[], Any]) -> str:
    try:
        return f"no error, but {work()}"
    except RuntimeError as error:
        return str(error)


def wait(children: list[int]) -> None:
    for child in children:
        assert os.waitpid(child, 0)[1] == 0


if __name__ == "__main__":
    works = {one.__name__: one for one in (sync, later, brought, brought_later)}
    works[sys.argv[1]](sys.argv[2])
