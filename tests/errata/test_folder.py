"""Pages that are written into a folder, and compared with it as a whole."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from tests.errata import acme


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["errata", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_a_folder_is_compared_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acme.openapi(tmp_path)
    monkeypatch.chdir(tmp_path)
    folder = Path("docs/errata")
    assert "docs/errata/acme.md:1:1: is missing" in run("--check", "-o", "docs/errata/")[2]
    assert not folder.exists()
    assert run("--format", "md", "-o", "docs/errata/") == (0, "", "")
    assert {path.name for path in folder.iterdir()} == {"acme.md", "index.md"}
    assert run("--check", "-o", "docs/errata") == (0, "", "")
    (folder / "index.md").write_text("as somebody left it")
    (folder / "gone.md").write_text("of a provider that is gone")
    assert (
        run("--check", "-o", "docs/errata/")[2]
        == """\
docs/errata/gone.md:1:1: is not made by any input
  fix: delete it: nothing here is kept by hand
docs/errata/index.md:1:1: is not what the inputs make
  fix: run the command without `--check`, and commit the file
2 problems; nothing was written
"""
    )


def test_a_folder_takes_markdown_and_all_providers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme.openapi(tmp_path)
    monkeypatch.chdir(tmp_path)
    code, _shown, problems = run("--format", "json", "-o", "errata/")
    assert (code, "a folder, which takes Markdown: name a file instead" in problems) == (2, True)
    code, _shown, problems = run("acme", "-o", "errata/")
    assert (code, "a folder, which takes all providers: name none" in problems) == (2, True)
    Path("file").write_text("in the way")
    code, _shown, problems = run("-o", "file/errata/")
    assert (code, problems.split(": cannot")[0]) == (1, "file/errata:1:1")


def test_every_link_of_a_page_leads_somewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme.openapi(tmp_path)
    monkeypatch.chdir(tmp_path)
    run("-o", "errata/")
    for path in Path("errata").iterdir():
        text = path.read_text()
        for link in re.findall(r"\]\(([^)]+)\)", text):
            where, _hash, anchor = link.partition("#")
            assert where.startswith("https:") or not where or Path("errata", where).is_file()
            assert not anchor or f'<a id="{anchor}"></a>' in text


def test_a_hyphen_is_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acme.openapi(tmp_path)
    monkeypatch.chdir(tmp_path)
    for form in ((), ("--format", "json"), ("--check",)):
        assert run(*form, "-o", "-") == run(*form)
    assert not Path("-").exists()
    code, said, problems = run("-o", "")
    assert (code, said, "Invalid value for -o: it names no file" in problems) == (2, "", True)
