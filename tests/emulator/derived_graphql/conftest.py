from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from corrigenda.emulator.store import open_store


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = open_store("sqlite://")
    yield engine
    engine.dispose()
