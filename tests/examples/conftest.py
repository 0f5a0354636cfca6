"""Runs the programs of `examples/` as their users do: as processes, over real sockets."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"

Run = Callable[..., subprocess.CompletedProcess[str]]

TOKEN = "a-secret-of-the-tests"


@pytest.fixture
def environment() -> dict[str, str]:
    """The variables of a program; a test adds where its services are."""
    services = ("SONICPAY", "SONDERPLAN", "SUBSBASE", "QUICKBOOKS")
    ours = {name: text for name, text in os.environ.items() if not name.startswith(services)}
    return {**ours, "PYTHONWARNINGS": "error", "COLUMNS": "80"}


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Run:
    """Runs a program of `examples/` in a folder of its own, to its end."""

    def run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, str(EXAMPLES / program), *map(str, arguments)],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert TOKEN not in done.stdout + done.stderr
        return done

    return run
