"""The suites that examples have pass by themselves, and fail if their program is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples.conftest import EXAMPLES

BROKEN = {
    "pytest-suite": ("shop.py", "except RateLimitError as", "except LookupError as"),
    "fastapi-service": ("service.py", "status, detail = 404", "status, detail = 500"),
}


def outcome(folder: Path) -> subprocess.CompletedProcess[str]:
    # Named, since a checkout that is on the path has no entry points.
    plugin = ["-p", "corrigenda.emulator.pytest_plugin", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-c", "/dev/null", *plugin]
    return subprocess.run(
        [*command, "--rootdir", str(folder), str(folder)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", BROKEN)
def test_a_suite_passes(name: str, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / name, tmp_path / name)
    done = outcome(tmp_path / name)
    assert done.returncode == 0, done.stdout
    assert "10 passed" in done.stdout


@pytest.mark.parametrize("name", BROKEN)
def test_a_suite_finds_what_is_broken(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLES / name, tmp_path / name)
    program, sound, broken = BROKEN[name]
    text = (folder / program).read_text()
    assert sound in text
    (folder / program).write_text(text.replace(sound, broken))
    done = outcome(folder)
    assert (done.returncode, "1 failed, 9 passed" in done.stdout) == (1, True), done.stdout
