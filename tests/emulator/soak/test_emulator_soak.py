"""A minute of 64 clients with random operations and faults ends in a consistent store.

`CORRIGENDA_SOAK_MINUTES` sets how long, `CORRIGENDA_SOAK_STORE` where: any database URL.
"""

import os
from pathlib import Path

import pytest

from tests.emulator.soak.rounds import Soak
from tests.emulator.soak.served import serving

MINUTES = float(os.environ.get("CORRIGENDA_SOAK_MINUTES", "1"))
GROWTH = 4
"""Megabytes that memory may differ by, between two moments of rest."""


@pytest.mark.timeout(240 + 120 * MINUTES)
def test_many_clients_and_faults_leave_a_consistent_store(tmp_path: Path) -> None:
    store = os.environ.get("CORRIGENDA_SOAK_STORE", f"sqlite:///{tmp_path / 'state.db'}")
    with serving(store) as served:
        soak = Soak(served, seed=7, faults=True)
        soak.run(60 * MINUTES)
    assert soak.problems.found == []
    assert soak.problems.counts["done"] > 2000
    early, late = soak.growth()
    assert late.megabytes - early.megabytes < GROWTH
    assert late.files - early.files < 10
