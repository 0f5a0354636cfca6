"""Every write that was acknowledged is there after a kill.

The case of PostgreSQL is beside the other tests of that store.
"""

from pathlib import Path

from tests.emulator import killed


def test_a_file_keeps_every_acknowledged_write_of_a_killed_process(tmp_path: Path) -> None:
    assert killed.lost(f"sqlite:///{tmp_path / 'state.db'}") == []
