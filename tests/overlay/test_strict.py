"""Every case below `strict/` is what `corrigenda overlay check` says of an overlay.

A case holds `overlay.yaml` and what else differs from `base/`, and `error.txt`, or `output.txt` if
nothing is wrong. Nobody registers a case.
"""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from corrigenda.documents import read_document
from corrigenda.overlay import apply_overlays, read_overlay

HERE = Path(__file__).parent / "strict"
CASES = sorted(path.parent for path in HERE.glob("*/overlay.yaml"))


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    shutil.copytree(request.param, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_case(case: Path) -> None:
    result = CliRunner().invoke(main, ["overlay", "check", "openapi.yaml", "overlay.yaml"])
    if (case / "error.txt").exists():
        assert result.stderr == (case / "error.txt").read_text()
        assert result.exit_code == 1
    else:
        assert result.stdout == (case / "output.txt").read_text()
        assert (result.exit_code, result.stderr) == (0, "")


def test_what_is_strict_is_not_the_specification_s(case: Path) -> None:
    """Everything here but wrong keys applies without `check`."""
    overlay = read_overlay(Path("overlay.yaml"))
    apply_overlays(read_document(Path("openapi.yaml")), [overlay])


def test_there_are_cases() -> None:
    assert len(CASES) >= 25
