"""What all emulator tests share."""

from collections.abc import Iterator

import pytest

from tests.emulator.asking import HTTP


@pytest.fixture(scope="session", autouse=True)
def connections() -> Iterator[None]:
    """Closes what `Asker` opened."""
    yield
    HTTP.close()
