"""Every block of code in README.md and in docs/ runs, or says why it does not."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corrigenda.emulator import Emulator
from tests.documents.walk import Block, blocks, is_as_shown, run_page

ROOT = Path(__file__).parents[2]
PROVIDERS = sorted(path.parent.name for path in (ROOT / "schemas").glob("*/provider.toml"))
# Pages that another test runs in its own way: with faults, with several servers, as cases.
ELSEWHERE = {
    "docs/clients.md": "tests/contract/test_client_docs.py",
    "docs/structs.md": "tests/contract/test_struct_docs.py",
    "docs/emulator.md": "tests/contract/test_emulator_docs.py",
    "docs/overlays.md": "tests/overlay/test_docs.py",
    "docs/graphql-overlays.md": "tests/pipeline/test_graphql_documentation.py",
    "docs/cli.md": "tests/cli/test_json.py",
    "docs/versioning.md": "tests/apidiff/test_page.py",
}
PAGES = [
    path
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    if path.relative_to(ROOT).as_posix() not in ELSEWHERE
]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A scratch folder, and an environment in which every client finds the emulator."""
    bin_ = tmp_path / ".bin"
    bin_.mkdir()
    # A checkout that is on the path has no scripts, and they must be of this very Python.
    for program, module in {"corrigenda": "corrigenda", "pytest": "pytest", "python": ""}.items():
        run = f'exec "{sys.executable}" {f"-m {module}" if module else ""} "$@"\n'
        (bin_ / program).write_text(f"#!/bin/sh\n{run}")
        (bin_ / program).chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    with Emulator(seed="docs", providers=PROVIDERS) as emulator:
        for provider in PROVIDERS:
            monkeypatch.setenv(f"{provider.upper()}_BASE_URL", emulator.url(provider))
            monkeypatch.setenv(f"{provider.upper()}_TOKEN", f"{provider}-test")
        monkeypatch.setenv("SUBSBASE_SITE_ID", "site")
        monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv(
            "PYTEST_ADDOPTS", "-p no:cacheprovider -p corrigenda.emulator.pytest_plugin"
        )
        monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "100")
        yield dict(os.environ)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_page(page: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    if all(block.reason is not None for block in blocks(page)):
        return
    assert run_page(page, tmp_path, environment)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_does_not_run_says_why(page: Path) -> None:
    assert [block.line for block in blocks(page) if block.reason == ""] == []


def test_no_mark_stands_alone() -> None:
    """A mark that is not directly above a block would seem to be one, and do nothing."""
    for page in PAGES:
        marked = [block for block in blocks(page) if block.reason is not None]
        assert page.read_text(encoding="utf-8").count("<!-- no-run") == len(marked), page


@pytest.mark.parametrize("page", ELSEWHERE)
def test_pages_run_elsewhere_are_there(page: str) -> None:
    assert Path(page).name in (ROOT / ELSEWHERE[page]).read_text(encoding="utf-8")
    assert (ROOT / page).exists()


@pytest.mark.parametrize(
    "block",
    [
        "```python\nassert 1 == 2\n```",
        "```console\n$ echo 1\n2\n```",
        "```console\n$ false\n...\n```",
        "```\nnothing\n```",
    ],
)
def test_a_fault_is_found(block: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{block}\n")
    with pytest.raises(AssertionError):
        run_page(page, tmp_path, dict(os.environ))


def test_the_correction_of_the_readme_is_one() -> None:
    (shown,) = [one.text for one in blocks(ROOT / "README.md") if one.language == "yaml"]
    assert shown in (ROOT / "overlays/sonicpay/10-operations.yaml").read_text(encoding="utf-8")


def test_blocks_are_read(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    text = "a\n\n<!-- no-run: it is long -->\n\n```yaml\n# a/b.yaml\nc: 1\n```\n"
    assert blocks(page, text) == [Block("page.md", 5, "yaml", "# a/b.yaml\nc: 1\n", "it is long")]
    assert blocks(page, text)[0].file == "a/b.yaml"


def test_an_ellipsis_stands_for_anything() -> None:
    assert is_as_shown("a 12 ms\nb\nc\n", "a ... ms\n...\nc\n")
    assert not is_as_shown("a 12 s\n", "a ... ms\n")
