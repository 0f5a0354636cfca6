"""Whatever command is interrupted, it ends with the exit code of the signal, and no traceback."""

import os
import signal
import sys
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corrigenda.cli import main
from corrigenda.errata.folder import write_all
from corrigenda.problems import ProblemsError

COMMANDS = {
    "corrigenda.build.find_providers": ["regenerate", "--check"],
    "corrigenda.cli.errata.collect": ["errata"],
    "corrigenda.cli.overlay.read_document": ["overlay", "diff", "old.yaml", "new.yaml"],
    "corrigenda.cli.schema.find_providers": ["schema", "show", "acme"],
    "corrigenda.emulator.foreground.serve": ["emulate"],
}


def interrupted(monkeypatch: pytest.MonkeyPatch, place: str, number: int) -> Result:
    module, _, name = place.rpartition(".")
    monkeypatch.setattr(import_module(module), name, lambda *_, **__: os.kill(os.getpid(), number))
    return CliRunner().invoke(main, COMMANDS[place])


@pytest.mark.skipif(sys.platform == "win32", reason="has other signals")
@pytest.mark.parametrize("place", COMMANDS)
def test_ctrl_c(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    result = interrupted(monkeypatch, place, signal.SIGINT)
    assert (result.exit_code, result.stderr[:13]) == (130, "interrupted: ")


@pytest.mark.skipif(sys.platform == "win32", reason="has other signals")
@pytest.mark.parametrize("place", COMMANDS)
def test_sigterm(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    result = interrupted(monkeypatch, place, signal.SIGTERM)
    assert (result.exit_code, result.stderr[:12]) == (143, "terminated: ")


def test_errata_that_were_written_before_are_named(tmp_path: Path) -> None:
    files = {tmp_path / "one.md": "1", tmp_path / "none" / "two.md": "2"}
    with pytest.raises(ProblemsError, match="cannot be written") as caught:
        write_all(files)
    assert caught.value.written == ("one.md",)
