"""Publishing is stopped at each of its file operations, and every package is whole."""

import sys
from pathlib import Path

import pytest

from tests.publish.found import CODES, stops


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
