"""Both Sonderplan clients, from the installed package, against the emulator."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sonderplan_client import AsyncSonderplan, Sonderplan

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller

Connect = Callable[..., Caller]


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest, runner: asyncio.Runner) -> Iterator[Connect]:
    """Makes a client of either flavour; all are closed at the end."""
    made: list[Caller] = []

    def make(**options: Any) -> Caller:
        kind = Sonderplan if request.param == "sync" else AsyncSonderplan
        made.append(Caller(kind(**{"token": "test", **options}), runner))
        return made[-1]

    yield make
    for caller in made:
        caller.close() if request.param == "sync" else caller.aclose()


@pytest.fixture
def client(connect: Connect, emulator: Emulator) -> Caller:
    """A client that tolerates nothing: what the emulator answers is what the schema says."""
    return connect(base_url=emulator.url("sonderplan"), strict=True)
