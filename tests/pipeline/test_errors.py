"""Every case below `errors/` is what a person got wrong, and to the letter what they are told.

A case holds the files that differ from `base/` (a file with the ending `.absent` takes one away)
and `error.txt`; those below `errors-graphql/` differ from `base-graphql/`. Nobody registers a case.
"""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("errors*/*/error.txt"))


def lay_out(case: Path, folder: Path) -> None:
    """Put the base inputs into `folder`, and the files of the case over them."""
    base = case.parent.name.replace("errors", "base")
    shutil.copytree(HERE / base, folder, dirs_exist_ok=True)
    shutil.copytree(case, folder, dirs_exist_ok=True)
    for absent in list(folder.rglob("*.absent")):
        absent.with_suffix("").unlink()
        absent.unlink()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_says_what_is_wrong(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    published = tmp_path / "generated" / "acme" / "keep.txt"
    published.parent.mkdir(parents=True)
    published.write_text("as it was")

    result = CliRunner().invoke(main, ["regenerate", "--strict"])

    assert result.stderr == (case / "error.txt").read_text()
    assert result.exit_code == 1
    assert [path for path in (tmp_path / "generated").rglob("*") if path.is_file()] == [published]
    assert published.read_text() == "as it was"


@pytest.mark.parametrize("kind", ["errors", "errors-graphql"])
def test_there_are_cases(kind: str) -> None:
    assert len([case for case in CASES if case.parent.name == kind]) > 50
