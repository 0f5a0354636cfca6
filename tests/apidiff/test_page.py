"""`docs/versioning.md`: its commands run, its tables are complete, its links lead somewhere."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from corrigenda.cli import main
from tests.apidiff.cases import FOLDER

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/versioning.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(<!-- no-run: .+? -->\n)?```(\w+)\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("block", [text for mark, word, text in BLOCKS if word == "console"])
def test_a_command_runs(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (line,) = block.splitlines()
    words = shlex.split(line.removeprefix("$ corrigenda "))
    assert words[0] == "diff"
    if not (ROOT / ".git").exists():
        words[1] = "generated"  # an unpacked source distribution has no commits
    assert CliRunner().invoke(main, words).exit_code in (0, 1)


@pytest.mark.parametrize("block", [text for mark, word, text in BLOCKS if word == "python"])
def test_a_program_runs(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command = tmp_path / "corrigenda"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m corrigenda "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    subprocess.run([sys.executable, "-c", block], check=True)


def test_every_other_block_says_why_it_does_not_run() -> None:
    assert {word for mark, word, _ in BLOCKS if not mark} == {"console", "python"}
    assert PAGE.count("```") == 2 * len(BLOCKS)


def test_the_page_knows_every_kind_that_a_case_has() -> None:
    table = PAGE.partition("| `kind` | |")[2].partition("\n\n")[0]
    told = set[str]()
    for row in table.splitlines()[2:]:
        things, _, aspects = row.strip("|").partition("|")
        for thing in re.findall(r"`([a-z]+)-`", things):
            told |= {f"{thing}-{one}" for one in re.findall(r"`(\w+)`", aspects)}
    cases = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*/expected.json")]
    assert {kind for text in cases for kind in re.findall(r'"kind": "(.+?)"', text)} <= told


def test_the_page_knows_every_key_of_the_json() -> None:
    text = (FOLDER / "methods/expected.json").read_text(encoding="utf-8")
    assert set(re.findall(r'^ *"(\w+)":', text, re.MULTILINE)) <= set(re.findall(r"`(\w+)`", PAGE))


def test_the_page_knows_every_hook_and_every_input() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    path = ROOT / ".github/workflows/check-clients.yml"
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    inputs = workflow[True]["workflow_call"]["inputs"]  # YAML 1.1 reads `on` as true
    assert all(f"- id: {one['id']} " in PAGE for one in hooks)
    assert all(f"`{name}`" in PAGE for name in inputs)


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https:)([^)#]+)", PAGE):
        assert (ROOT / "docs" / target).exists(), target
