"""Runs `stops.py`, and reads what it found."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

CODES = {
    "kill": -9,
    "ctrl-c": 130,
    "interrupt": 130,
    "error": 1,
    "full": 1,
    "read-only": 1,
}
ROOT = Path(__file__).parents[2]


def stops(folder: Path, mode: str, *more: str) -> list[list[Any]]:
    command = [sys.executable, "-m", "tests.publish.stops", str(folder), mode, *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) > 40, "there are that many operations at least"
    return found
