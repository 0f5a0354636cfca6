"""Emulators on real sockets, one for each kind of seed, and for each test a company of its own."""

from collections.abc import Iterator

import pytest

from corrigenda.emulator import Emulator
from tests.emulator.asking import Asker

SIZE = 250


def asker_of(emulator: Emulator, token: str) -> Asker:
    return Asker(emulator.url("quickbooks"), token)


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    with Emulator(providers=["quickbooks"]) as emulator:
        yield emulator


@pytest.fixture
def asker(emulator: Emulator, request: pytest.FixtureRequest) -> Asker:
    """A company that has nothing yet."""
    return asker_of(emulator, request.node.name.encode().hex())


@pytest.fixture(scope="session")
def shared(emulator: Emulator) -> Asker:
    """One company for many tries of one test, which do not mind each other."""
    return asker_of(emulator, "shared")


@pytest.fixture(scope="session")
def documented_emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs", providers=["quickbooks"]) as emulator:
        yield emulator


@pytest.fixture
def documented(documented_emulator: Emulator, request: pytest.FixtureRequest) -> Asker:
    """A company that has the documentation's projects, invoice and bill."""
    return asker_of(documented_emulator, request.node.name.encode().hex())


@pytest.fixture(scope="session")
def crowd() -> Iterator[Asker]:
    """A company that has many of each; nothing changes them, so that all tests share it."""
    with Emulator(seed="demo", size=SIZE, providers=["quickbooks"]) as emulator:
        yield asker_of(emulator, "crowd")
