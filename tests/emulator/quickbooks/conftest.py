"""Emulators on real sockets, one for each seed, and a separate company for each test."""

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
    """An empty company."""
    return asker_of(emulator, request.node.name.encode().hex())


@pytest.fixture(scope="session")
def shared(emulator: Emulator) -> Asker:
    """One company for all parameters of a test; they do not affect each other."""
    return asker_of(emulator, "shared")


@pytest.fixture(scope="session")
def documented_emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs", providers=["quickbooks"]) as emulator:
        yield emulator


@pytest.fixture
def documented(documented_emulator: Emulator, request: pytest.FixtureRequest) -> Asker:
    """A company with the documented projects, invoice and bill."""
    return asker_of(documented_emulator, request.node.name.encode().hex())


@pytest.fixture(scope="session")
def crowd() -> Iterator[Asker]:
    """A company with many of each; all tests share it, because none changes them."""
    with Emulator(seed="demo", size=SIZE, providers=["quickbooks"]) as emulator:
        yield asker_of(emulator, "crowd")
