"""Both QuickBooks clients, from the installed package, against the emulator."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from quickbooks_client import AsyncQuickBooks, QuickBooks

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller, connecting

Connect = Callable[..., Caller]


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest, runner: asyncio.Runner) -> Iterator[Connect]:
    yield from connecting(request.param, {"sync": QuickBooks, "async": AsyncQuickBooks}, runner)


@pytest.fixture
def client(connect: Connect, emulator: Emulator) -> Caller:
    """A client that tolerates nothing: what the emulator answers is what the schema says."""
    return connect(base_url=emulator.url("quickbooks"), strict=True)
