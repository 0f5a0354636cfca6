"""A path where there is nothing is said to be wrong, with the one that was probably meant."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from corrigenda.paths import did_you_mean

NO_OVERLAYS = "Invalid value for '--overlays': there is no `overlay`; did you mean `overlays`?"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("api", "apis", "overlays", "schemas", "packages"):
        Path(name).mkdir()
    for name in ("api/petstore.yaml", "openapi.json", "fixes.yaml"):
        Path(name).write_text("{}\n")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("overlay apply opnapi.json fixes.yaml", 1, "did you mean `openapi.json`?"),
        ("overlay apply openapi.json fixs.yaml", 1, "did you mean `fixes.yaml`?"),
        ("overlay check fixs.yaml", 1, "did you mean `fixes.yaml`?"),
        ("overlay diff api/Petstore.yaml openapi.json", 1, "did you mean `api/petstore.yaml`?"),
        ("overlay blame acme /a --schemas schema", 1, "did you mean `schemas`? or change to"),
        ("overlay blame acme /a --overlays overlay", 2, NO_OVERLAYS),
        ("regenerate --overlays overlay", 2, NO_OVERLAYS),
        ("errata --overlays overlay", 2, NO_OVERLAYS),
        ("schema show acme --overlays overlay", 2, NO_OVERLAYS),
        ("schema merge --out new --overlays overlay", 2, NO_OVERLAYS),
        ("emulate --overlays overlay", 2, NO_OVERLAYS),
        ("emulate --schemas schema", 1, "did you mean `schemas`? or change to"),
        ("emulate --data petstore.yaml", 2, "there is no `petstore.yaml`; correct the path"),
        ("emulate --data api/petstor.yaml", 2, "did you mean `api/petstore.yaml`?"),
        (
            "diff package packages",
            2,
            "package:1:1: does not exist\n  fix: did you mean `packages`?",
        ),
        ("new acme --sample openapi.js", 1, "did you mean `openapi.json`?"),
    ],
)
def test_says_what_was_meant(line: str, code: int, said: str) -> None:
    done = CliRunner().invoke(main, line.split())
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr
    assert "create it" not in done.stderr


def test_a_folder_that_exists_is_not_what_was_meant() -> None:
    done = CliRunner().invoke(main, ["regenerate"])
    assert "schemas:1:1: the folder holds no provider\n  fix: change to" in done.stderr


def test_a_default_may_be_missing() -> None:
    Path("overlays").rmdir()
    done = CliRunner().invoke(main, ["errata"])
    assert (done.exit_code, "overlays" in done.stderr) == (1, False)


def test_providers_without_corrections_need_no_folder_of_them() -> None:
    done = CliRunner().invoke(main, ["errata", "--overlays", "corrections"])
    assert (done.exit_code, "corrections" in done.stderr) == (1, False)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("apo/petstore.yml", "api/petstore.yaml"),
        ("OPENAPI.JSON", "openapi.json"),
        ("openapi.json/deeper", ""),
        ("openapi.json", ""),
        ("nothing", ""),
        ("a\0b", ""),
        ("x" * 300, ""),
        ("gone", ""),
    ],
)
def test_the_nearest_path(path: str, meant: str) -> None:
    Path("gone").symlink_to("nowhere")
    assert did_you_mean(Path(path)) == (f"did you mean `{meant}`?" if meant else "")


def test_a_file_is_not_taken_for_a_folder() -> None:
    assert did_you_mean(Path("apix"), Path.is_file) == ""
    assert did_you_mean(Path("fixes.yml"), Path.is_dir) == ""
