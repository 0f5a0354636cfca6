"""Shells complete commands, options, providers, parts and files, through click's protocol."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main

PIPELINE = Path(__file__).parents[1] / "pipeline"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PIPELINE / "base", tmp_path, dirs_exist_ok=True)
    for kind in ("schemas", "overlays"):
        shutil.copytree(PIPELINE / "base-graphql" / kind / "acme", tmp_path / kind / "graph")
    monkeypatch.chdir(tmp_path)


def asked(line: str) -> list[str]:
    """What is offered for the last word of a line."""
    words = line.split(" ")
    variables = {
        "_CORRIGENDA_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    result = CliRunner().invoke(main, [], env=variables, prog_name="corrigenda")
    assert result.stderr == ""
    return [one.partition(",")[2] for one in result.stdout.splitlines() if one]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("corrigenda re", ["regenerate"]),
        ("corrigenda overlay ", ["apply", "blame", "check", "diff"]),
        ("corrigenda regenerate --sch", ["--schemas"]),
        ("corrigenda errata --format ", ["text", "md", "json"]),
        ("corrigenda completion z", ["zsh"]),
        ("corrigenda emulate so", ["sonderplan", "sonicpay"]),
        ("corrigenda emulate --schemas schemas so", []),
        ("corrigenda overlay apply over", ["over"]),  # the shell completes files itself
        ("corrigenda overlay blame acme /in", ["/info"]),
        ("corrigenda overlay blame acme /info/", ["/info/title", "/info/version"]),
        ("corrigenda overlay blame acme /nowhere/", []),
        ("corrigenda overlay blame nobody ", []),
        ("corrigenda regenerate --schemas nowhere ", []),
    ],
)
def test_completes(line: str, offered: list[str]) -> None:
    assert asked(line) == offered


def test_completes_the_providers_that_are_not_named_yet() -> None:
    every = sorted(path.name for path in Path("schemas").iterdir())
    assert every
    for command in ("regenerate", "errata", "schema merge", "schema show", "overlay blame"):
        assert asked(f"corrigenda {command} ") == every
    assert asked(f"corrigenda regenerate {every[0]} ") == every[1:]


def test_completes_operations() -> None:
    assert "createOrder" in asked("corrigenda overlay blame acme ")
    offered = asked("corrigenda overlay blame graph ")
    assert "Query" in offered
    assert any(one.startswith("Query.") for one in offered)


def test_a_broken_schema_completes_to_nothing() -> None:
    Path("schemas/acme/openapi.yaml").write_text("{")
    assert asked("corrigenda overlay blame acme ") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"_CORRIGENDA_COMPLETE={shell}_complete" in result.stdout
    assert CliRunner().invoke(main, ["completion"], env={"SHELL": f"/bin/{shell}"}).stdout == (
        result.stdout
    )
    assert CliRunner().invoke(main, ["completion"], env={"SHELL": "/bin/tcsh"}).exit_code == 2
    installed = shutil.which(shell)
    if installed:  # the syntax of those that are not installed is click's own business
        subprocess.run([installed, "-n"], input=result.stdout, text=True, check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="has no bash")
def test_bash_takes_the_script() -> None:
    script = CliRunner().invoke(main, ["completion", "bash"]).stdout
    done = subprocess.run(
        ["bash", "-c", f"{script}\ncomplete -p corrigenda"], capture_output=True, text=True
    )
    assert "-F _corrigenda_completion corrigenda" in done.stdout
