"""Both SubsBase clients, from the installed package, against the emulator."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from subsbase_client import AsyncSubsBase, SubsBase

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller, connecting

Connect = Callable[..., Caller]


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest, runner: asyncio.Runner) -> Iterator[Connect]:
    kinds = {"sync": SubsBase, "async": AsyncSubsBase}
    made = connecting(request.param, kinds, runner)
    make = next(made)

    def connect(**options: Any) -> Caller:
        return make(**{"site_id": "site", **options})

    yield connect
    next(made, None)


@pytest.fixture
def client(connect: Connect, emulator: Emulator) -> Caller:
    """A client that tolerates nothing: what the emulator answers is what the schema says."""
    return connect(base_url=emulator.url("subsbase"), strict=True)
