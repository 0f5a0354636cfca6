"""Without a command, `corrigenda` says what to do in the folder where it is."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said() -> str:
    result = CliRunner().invoke(main, [])
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def provider(folder: Path, name: str) -> None:
    (folder / "schemas" / name).mkdir(parents=True)
    (folder / "schemas" / name / "provider.toml").write_text("")


def test_an_empty_folder() -> None:
    assert "no folder `schemas/`" in said()
    assert "corrigenda new acme --openapi openapi.json" in said()
    assert "corrigenda new acme --graphql schema.graphql" in said()


@pytest.mark.parametrize(
    ("name", "option"),
    [("openapi.yaml", "--openapi"), ("openapi.json", "--openapi"), ("schema.graphql", "--graphql")],
)
def test_a_folder_with_a_schema(name: str, option: str) -> None:
    Path(name).write_text("")
    assert f"corrigenda new acme {option} {name}\n" in said()
    assert "--sample" not in said()


def test_a_folder_with_providers(folder: Path) -> None:
    provider(folder, "acme")
    assert "1 provider in `schemas/`: acme" in said()
    assert "corrigenda regenerate\n      build the packages: acme" in said()
    provider(folder, "bolt")
    (folder / "generated/acme").mkdir(parents=True)
    assert "build the packages: bolt" in said()
    (folder / "generated/bolt").mkdir()
    assert "corrigenda regenerate --check\n" in said()


def test_a_folder_inside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    provider(folder, "acme")
    monkeypatch.chdir(folder / "schemas/acme")
    assert f"cd {folder}\n" in said()


WRONG = [
    ["errata"],
    ["errata", "--format", "json"],
    ["regenerate"],
    ["schema", "show", "acme"],
    ["schema", "merge", "--out", "merged"],
    ["overlay", "blame", "acme", "/info"],
    ["emulate", "--schemas", "schemas"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_folder_is_named(words: list[str], folder: Path) -> None:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "there is no such folder" in result.output
    assert "corrigenda new NAME --openapi FILE" in result.output
    provider(folder, "acme")
    (folder / "deep").mkdir()
    import os

    os.chdir(folder / "deep")
    assert f"change to {folder}, which has providers" in CliRunner().invoke(main, words).output


def test_a_folder_that_holds_nothing(folder: Path) -> None:
    (folder / "schemas").mkdir()
    (folder / "overlays/acme").mkdir(parents=True)
    result = CliRunner().invoke(main, ["errata"])
    assert result.stderr.startswith("schemas:1:1: the folder holds no provider\n")
    assert "1 problem;" in result.stderr, "an overlay without schemas is the same mistake"


@pytest.mark.parametrize("words", [["regenerate", "acmee"], ["errata", "acmee"]], ids=" ".join)
def test_a_misspelled_provider_gets_the_nearest(words: list[str], folder: Path) -> None:
    provider(folder, "acme")
    result = CliRunner().invoke(main, words)
    assert "fix: did you mean `acme`? choose from: acme" in result.stderr


def test_a_misspelled_emulated_provider_gets_the_nearest() -> None:
    result = CliRunner().invoke(main, ["emulate", "sonicpai"])
    assert result.exit_code == 1
    assert "did you mean `sonicpay`? choose from: quickbooks, " in result.stderr
