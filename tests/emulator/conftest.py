"""Fixtures of all emulator tests."""

from collections.abc import Iterator

import pytest

from tests.emulator.asking import HTTP


@pytest.fixture(scope="session", autouse=True)
def connections() -> Iterator[None]:
    """Close the connections of `Asker`."""
    yield
    HTTP.close()
