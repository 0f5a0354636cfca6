"""Emulators on real sockets, one for each seed, and a separate tenant for each test."""

from collections.abc import Iterator

import pytest

from corrigenda.emulator import Emulator
from tests.emulator.asking import Asker

SITE = "my-site"


def asker_of(emulator: Emulator, token: str, site: str = SITE) -> Asker:
    return Asker(emulator.url("subsbase"), token, **{"X-SITE-ID": site})


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    with Emulator(providers=["subsbase"]) as emulator:
        yield emulator


@pytest.fixture
def asker(emulator: Emulator, request: pytest.FixtureRequest) -> Asker:
    """An empty tenant."""
    return asker_of(emulator, request.node.name.encode().hex())


@pytest.fixture(scope="session")
def shared(emulator: Emulator) -> Asker:
    """One tenant for all parameters of a test; they do not affect each other."""
    return asker_of(emulator, "shared")


@pytest.fixture(scope="session")
def documented_emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs", providers=["subsbase"]) as emulator:
        yield emulator


@pytest.fixture
def documented(documented_emulator: Emulator, request: pytest.FixtureRequest) -> Asker:
    """A tenant with the documented invoice."""
    return asker_of(documented_emulator, request.node.name.encode().hex())
