"""Emulators on real sockets, one for each seed, and a separate tenant for each test."""

from collections.abc import Iterator

import httpx2
import pytest

from corrigenda.emulator import Emulator


def client_of(emulator: Emulator, token: str) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx2.Client(base_url=emulator.url("sonicpay"), headers=headers)


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture(scope="session")
def documented_emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs") as emulator:
        yield emulator


@pytest.fixture
def client(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[httpx2.Client]:
    """An empty tenant."""
    with client_of(emulator, request.node.name.encode().hex()) as client:
        yield client


@pytest.fixture(scope="session")
def shared(emulator: Emulator) -> Iterator[httpx2.Client]:
    """One tenant for all parameters of a test; they do not affect each other."""
    with client_of(emulator, "shared") as client:
        yield client


@pytest.fixture
def documented(
    documented_emulator: Emulator, request: pytest.FixtureRequest
) -> Iterator[httpx2.Client]:
    """A tenant with the documented invoices."""
    with client_of(documented_emulator, request.node.name.encode().hex()) as client:
        yield client
