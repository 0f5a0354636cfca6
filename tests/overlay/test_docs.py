"""Runs docs/overlays.md: writes the files that it shows, and holds the commands to their output.

A block of YAML that begins with `# name` is a file. In a block of `console` each line after `$ ` is
a command, and what follows it is all that it prints.
"""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "overlays.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def output(command: str) -> str:
    program, *arguments = shlex.split(command)
    if program == "cat":
        return Path(arguments[0]).read_text()
    assert program == "corrigenda"
    return CliRunner().invoke(main, arguments).output


def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = 0
    for language, text in BLOCKS:
        if language == "yaml":
            name, _line, content = text.removeprefix("# ").partition("\n")
            Path(name).write_text(content)
        elif language == "python":
            exec(compile(text, "overlays.md", "exec"), {})
        else:
            assert language == "console"
            for run in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _line, expected = run.partition("\n")
                assert output(command) == expected, command
                commands += 1
    assert commands >= 5


def test_the_example_of_blame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = re.search(r"^    \$ (corrigenda overlay blame .*)\n((?:    .*\n)+)", PAGE, re.MULTILINE)
    assert shown is not None
    assert output(shown.group(1)) == re.sub(r"^    ", "", shown.group(2), flags=re.MULTILINE)
