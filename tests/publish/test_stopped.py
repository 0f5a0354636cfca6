"""Publishing is stopped at each of its file operations, and every package is whole."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CODES = {"kill": -9, "interrupt": 130, "terminate": 143, "error": 1, "full": 1, "read-only": 1}
ROOT = Path(__file__).parents[2]


def stops(folder: Path, mode: str, *more: str) -> list[list[Any]]:
    command = [sys.executable, "-m", "tests.publish.stops", str(folder), mode, *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) > 40, "there are that many operations at least"
    return found


@pytest.mark.parametrize("mode", CODES)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems may have no atomic exchange")
def test_every_package_is_old_or_new(tmp_path: Path, mode: str) -> None:
    for number, code, first, again, second, left in stops(tmp_path, mode):
        assert code == CODES[mode], number
        assert first["changed"] in ("old", "new"), number
        assert first["fresh"] in ("old", "new"), "absent is the old edition"
        assert first["gone"] in ("old", "new"), "absent is the new edition"
        assert again == 0, number
        assert set(second.values()) == {"new"}, number
        assert left == [], number


@pytest.mark.parametrize("mode", CODES)
def test_without_an_exchange_the_next_run_heals(tmp_path: Path, mode: str) -> None:
    missing = 0
    for number, code, first, again, second, left in stops(tmp_path, mode, "two-renames"):
        assert code == CODES[mode], number
        assert "mixed" not in first.values(), number
        missing += first["changed"] == "missing"
        assert again == 0, number
        assert set(second.values()) == {"new"}, number
        assert left == [], number
    # Between its two renames a package is missing, if the process can do nothing any more.
    assert missing == (mode in ("kill", "full", "read-only"))
