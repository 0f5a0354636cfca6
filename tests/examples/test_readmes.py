"""Every example has a README, whose commands do what it says; the index names them all."""

from __future__ import annotations

import re
import shutil
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from tests.examples import readme
from tests.examples.conftest import EXAMPLES

FOLDERS = sorted(path.name for path in EXAMPLES.iterdir() if list(path.glob("*.py")))


@pytest.mark.parametrize("name", FOLDERS)
def test_the_commands_print_what_is_shown(
    name: str, environment: dict[str, str], tmp_path: Path
) -> None:
    skipped = shutil.ignore_patterns("__pycache__", "generated")
    folder = shutil.copytree(EXAMPLES / name, tmp_path / name, ignore=skipped)
    variables = readme.clean(environment)
    address = "http://127.0.0.1:8321"
    with ExitStack() as running:
        for block in readme.blocks(folder / "README.md"):
            if block.why:
                continue
            assert block.kind == "console", block.text
            if block.is_emulator:
                started = readme.emulator(block.commands[0], folder, variables)
                address = running.enter_context(started)
                continue
            text = readme.moved(block.text, address)
            shown = readme.printed(replace(block, text=text), folder, variables)
            assert readme.fits(text, shown), shown


@pytest.mark.parametrize("name", FOLDERS)
def test_a_readme_has_its_parts(name: str) -> None:
    text = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    assert "No package index has" in text
    assert "## Use the real service" in text
    for program in (EXAMPLES / name).glob("*.py"):
        assert program.name in text


def test_the_index_names_every_example() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"\]\(([\w-]+)/README\.md\)", text)) == FOLDERS


def test_programs_are_short() -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in EXAMPLES.glob("*/*.py")}
    assert [str(path) for path, length in lengths.items() if length > 150] == []
