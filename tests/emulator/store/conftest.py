"""The stores on which every test of this folder runs: in memory, in a file, in PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corrigenda.emulator.store import Store, open_store
from tests.emulator.store import postgres

SHARED = ("file", "postgres")


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with postgres.running() as server:
        yield server


@pytest.fixture(params=["memory", *SHARED])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store."""
    return _address(request, tmp_path)


@pytest.fixture(params=SHARED)
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store that several processes can use."""
    return _address(request, tmp_path)


def _address(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "postgres":
        server: postgres.Server = request.getfixturevalue("server")
        return server.new_database()
    return "sqlite://" if request.param == "memory" else f"sqlite:///{folder / 'state.db'}"


@pytest.fixture
def open_one() -> Iterator[Callable[[str], Store]]:
    """Open stores that are closed after the test."""
    opened: list[Store] = []

    def open_it(address: str) -> Store:
        opened.append(open_store(address))
        return opened[-1]

    yield open_it
    for each in opened:
        each.dispose()
