"""A command that lacks an extra never ends like one that has found something."""

import sys
from pathlib import Path
from subprocess import run

import pytest
from click.testing import CliRunner

from corrigenda.cli import main, needs
from corrigenda.cli.reference import commands

PIPELINE = Path(__file__).parents[1] / "pipeline"
NEEDING = [
    (["diff", "old", "new"], "diff"),
    (["diff", "old", "new", "--format", "json"], "diff"),
    (["emulate"], "emulator"),
    (["regenerate"], "generate"),
    (["regenerate", "--check"], "generate"),
    (["regenerate", "--check", "--format", "json"], "generate"),
]
WITHOUT = """
import sys
for name in ("ariadne_codegen", "datamodel_code_generator", "griffe", "httptools", "httpx2",
             "jinja2", "jsonschema_rs", "msgspec", "openapi_python_client", "ruff", "sqlalchemy"):
    sys.modules[name] = None
from corrigenda.cli import main
main()
"""


@pytest.fixture(autouse=True)
def nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "find_spec", lambda _module: None)


@pytest.mark.parametrize(("words", "extra"), NEEDING, ids=lambda one: " ".join(one))
def test_names_the_extra(words: list[str], extra: str) -> None:
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"this command needs the extra `{extra}`\n  fix: pip install '" in done.stderr


def test_the_help_says_so() -> None:
    saying = {
        one.path[1]: said
        for one in commands()
        for code, said in one.exits
        if code == 2 and "extra `" in said
    }
    assert {name: said.partition("`")[2].partition("`")[0] for name, said in saying.items()} == {
        words[0]: extra for words, extra in NEEDING
    }


@pytest.mark.parametrize("words", [["errata"], ["schema", "merge", "--out"]], ids=" ".join)
@pytest.mark.parametrize("base", ["base", "base-graphql"])
def test_what_needs_no_extra_works_without_any(words: list[str], base: str, tmp_path: Path) -> None:
    folders = [f"--{name}={PIPELINE / base / name}" for name in ("schemas", "overlays")]
    out = [str(tmp_path / "merged")] if "--out" in words else []
    done = run([sys.executable, "-c", WITHOUT, *words, *out, *folders], capture_output=True)
    assert done.returncode == 0, done.stderr
