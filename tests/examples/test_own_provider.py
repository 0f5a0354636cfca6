"""Clients of one's own API lose and repeat nothing while their emulation fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corrigenda.emulator import Emulator
from tests.examples.conftest import EXAMPLES, TOKEN, Run

HERE = EXAMPLES / "own-provider"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the two packages were made."""
    made = tmp_path_factory.mktemp("made")
    command = [sys.executable, "-m", "corrigenda", "regenerate", "--strict", "--out", str(made)]
    subprocess.run(command, cwd=HERE, check=True, capture_output=True)
    return made


@pytest.fixture
def emulator(packages: Path, environment: dict[str, str]) -> Iterator[Emulator]:
    paths = [str(packages / name / "src") for name in ("parcels", "depots")]
    environment["PYTHONPATH"] = os.pathsep.join([*paths, environment.get("PYTHONPATH", "")])
    with Emulator(data=HERE, seed="docs") as emulator:
        for name in ("PARCELS", "DEPOTS"):
            environment[f"{name}_BASE_URL"] = emulator.url(name.lower())
            environment[f"{name}_TOKEN"] = TOKEN
        yield emulator


def test_a_busy_service_loses_nothing(run: Run, emulator: Emulator) -> None:
    for operation in ("parcels.create_parcel", "parcels.list_parcels", "depots.list_depots"):
        emulator.fault(operation, status=429, retry_after=0, times=1)
    emulator.fault("parcels.get_parcel", kind="reset_before", times=1)
    done = run("own-provider/parcels.py", "2.50", "0.10")
    assert done.stdout.endswith(" of 2.50 kg\npostage: 13.00 EUR\n")
    assert [one.status for one in emulator.requests("create_parcel")] == [429, 201]
    assert run("own-provider/depots.py").stdout == "0.35 a day in Harbour\n"


def test_a_lost_reply_is_not_repeated(run: Run, emulator: Emulator) -> None:
    emulator.fault("parcels.create_parcel", kind="reset_after", times=1)
    done = run("own-provider/parcels.py", "2.50", "12.90")
    assert done.returncode == 1
    assert done.stderr.startswith("parcels.py: create_parcel: POST ")
    assert len(emulator.requests("create_parcel")) == 1
