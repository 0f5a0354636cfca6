"""What makes the build of the site fail. `nox -s docs` runs this, since only it has the tools."""

from pathlib import Path

import pytest

pytest.importorskip("zensical", reason="`nox -s docs` has the tool that builds the site")

import griffe

from website import build, pages
from website.commands import command_page

CONFIG = '[project]\nsite_name = "X"\nnav = [{ "Home" = "index.md" }]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[x](missing.md)", "page does not exist"),
        ("[x](#missing)", "anchor does not exist"),
        ("[x](#title)", None),
    ],
)
def test_links_and_anchors(text: str, said: str | None, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(f"# Title\n\n{text}\n")
    (tmp_path / "zensical.toml").write_text(CONFIG)
    problems = build.zensical(tmp_path)
    assert len(problems) == (said is not None)
    assert said is None or said in problems[0]
    assert "Traceback" not in "".join(problems)


def test_a_page_outside_the_navigation() -> None:
    assert pages.left_out(["index.md", "lost.md"], CONFIG) == ["lost.md"]


def test_a_link_out_of_docs(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").touch()
    page = tmp_path / "docs/page.md"
    text = "[the readme](../README.md#a) [`README.md`](../README.md) [gone](../gone.md)"
    written, missing = pages.within_site(text, page, tmp_path)
    assert written.startswith("the readme (`README.md`) `README.md` gone")
    assert missing == ["docs/page.md: ../gone.md does not exist"]


def test_a_name_without_a_docstring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = "def one(): ...", 'class Two:\n    "Two."\n    def three(self): ...'
    (tmp_path / "bare.py").write_text(f'__all__ = ["one", "Two"]\n{one}\n{two}\n')
    monkeypatch.setattr(pages, "MODULES", {"bare": "."})
    assert pages.undocumented(tmp_path) == ["bare.one", "bare.Two.three"]


def test_a_name_of_another_library_says_so() -> None:
    names = pages.public_names(build.ROOT, "sonicpay_client")
    assert [name for name, known in names.items() if pages.is_foreign(known)] == [
        "UNSET",
        "UnsetType",
    ]
    assert isinstance(names["Invoice"], griffe.Alias)


def test_every_command_is_there() -> None:
    page = command_page()
    for name in ("corrigenda", "corrigenda overlay check", "corrigenda schema show"):
        assert f"## `{name}`\n" in page
