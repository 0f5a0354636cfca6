"""The pytest plugin: the fixture `emulator`, fresh for each test.

One server runs for a whole session (each process of xdist has its own, on a free port), and each
test finds it as if it had just started: no objects but those of the seed, no requests, no faults.
A project chooses the options with a fixture of its own:

    @pytest.fixture(scope="session")
    def emulator_options():
        return {"seed": "docs"}
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .emulator import Emulator


@pytest.fixture(scope="session")
def emulator_options() -> Mapping[str, Any]:
    """The arguments of `Emulator`; override this fixture to choose them."""
    return {"seed": "docs"}


@pytest.fixture(scope="session")
def emulator_session(emulator_options: Mapping[str, Any]) -> "Iterator[Emulator]":
    """The emulator of the session. Tests ask for `emulator`, which is fresh."""
    try:
        from .emulator import Emulator
    except ImportError as error:
        from ..extras import install

        said = f"the emulator needs {error.name}, which is in the extra `emulator`"
        pytest.fail(f"{said}: {install('emulator')}")
    with Emulator(**emulator_options) as running:
        yield running


@pytest.fixture
def emulator(
    emulator_session: "Emulator", emulator_options: Mapping[str, Any]
) -> "Iterator[Emulator]":
    """A running emulator, fresh for each test.

    with emulator.connect(Acme, token="any") as client: ...
    """
    emulator_session.reset(seed=emulator_options.get("seed"))  # a test may have chosen another
    yield emulator_session
    emulator_session.close_clients()
