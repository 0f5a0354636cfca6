"""The same where the system cannot exchange two folders: the next run heals."""

from pathlib import Path

import pytest

from tests.publish.found import CODES, stops


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
