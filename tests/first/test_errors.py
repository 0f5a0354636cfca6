"""Every case below `errors/` is what a person got wrong, and to the letter what they are told.

A case holds the folder that they are in, `command.txt` with what they type after `corrigenda`, and
`error.txt`. Nothing may be left behind. Nobody registers a case.
"""

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("errors/*/command.txt"))


def everything(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*"))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in found
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_says_what_is_wrong(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    before = everything(tmp_path)

    result = CliRunner().invoke(main, shlex.split((case / "command.txt").read_text()))

    assert result.stderr == (case / "error.txt").read_text()
    assert (result.exit_code, result.stdout) == (1, "")
    assert everything(tmp_path) == before


def test_there_are_cases() -> None:
    assert len(CASES) > 12


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["acme"], "pass exactly one of --openapi, --graphql and --sample"),
        (
            ["acme", "--openapi", "a", "--graphql", "b"],
            "pass exactly one of --openapi, --graphql and --sample",
        ),
        (["acme", "--openapi", "a", "--url", "https://a.example"], "--url is only for --graphql"),
        (["acme", "--openapi", "a", "--sample", "b"], "pass exactly one of"),
        (["acme", "--openapi", "a", "b"], "b is one file too many"),
        (["acme", "--graphql", "a", "--url", "a.example"], "write it in full"),
        (["acme", "--graphql", "a", "--url", "https:///graphql"], "write it in full"),
        (["acme", "--graphql", "a", "--url", "https://a.example/\0"], "write it in full"),
        (["acme", "--graphql", "a", "--url", "http://u:p@a.example/"], "it has a user name or"),
        (["acme", "--graphql", "a", "--url", "https://a.example?key=1"], "it has a query or"),
        (["/acme/x", "--openapi", "a"], "NAME: `/acme/x` cannot be the name"),
        (["2fa", "--openapi", "a"], "call it `api_2fa`"),
        ([".", "--openapi", "a"], "call it `api`"),
        (["", "--openapi", "a"], "call it `api`"),
        (["Acme-Pay", "--openapi", "a"], "call it `acme_pay`"),
        (["../acme", "--openapi", "a"], "call it `acme`"),
        (["--sample", "a", "b.har"], "NAME: `b.har` cannot be the name"),
        (["acme", "--openapi", "a", "--name", "acme pay"], "use AcmePay"),
        (["acme", "--openapi", "a", "--name", "Response"], "use ResponseAPI"),
        (["acme", "--openapi", "a", "--name", "None"], "use NoneAPI"),
    ],
)
def test_refuses_a_wrong_command_line(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["new", *arguments])
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")
    assert said in result.stderr
