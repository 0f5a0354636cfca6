"""Emulators on real sockets, one for each kind of seed, and for each test a tenant of its own."""

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
    """A tenant that has nothing yet."""
    return asker_of(emulator, request.node.name.encode().hex())


@pytest.fixture(scope="session")
def shared(emulator: Emulator) -> Asker:
    """One tenant for many tries of one test, which do not mind each other."""
    return asker_of(emulator, "shared")


@pytest.fixture(scope="session")
def documented_emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs", providers=["subsbase"]) as emulator:
        yield emulator


@pytest.fixture
def documented(documented_emulator: Emulator, request: pytest.FixtureRequest) -> Asker:
    """A tenant that has the documentation's invoice."""
    return asker_of(documented_emulator, request.node.name.encode().hex())
