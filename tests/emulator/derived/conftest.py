"""Requests of derived services are routed by `routes.py`."""

from collections.abc import Iterator, Sequence

import pytest

from corrigenda.emulator import rest
from corrigenda.emulator.exchange import Arrival
from corrigenda.emulator.provider import Route
from corrigenda.emulator.routes import compile_routes


def _route(routes: Sequence[Route], arrival: Arrival) -> tuple[Route, dict[str, str]]:
    return compile_routes(routes).match(arrival.method, arrival.path)


@pytest.fixture(autouse=True, scope="session")
def routed() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rest, "_route", _route, raising=False)
        yield
