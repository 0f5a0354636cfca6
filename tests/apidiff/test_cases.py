"""What the command says of each case, and what is true of all of them."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import griffe
import pytest
from click.testing import CliRunner

from corrigenda.apidiff.compare import compare_modules
from corrigenda.apidiff.diff import diff
from corrigenda.apidiff.load import load
from corrigenda.apidiff.render import as_json, as_markdown, as_text
from corrigenda.cli import main
from tests.apidiff.cases import CASES, FOLDER, build

FORMATS = {"text": "txt", "json": "json", "md": "md"}


@pytest.fixture(scope="module", autouse=True)
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of all cases, which is the working directory of the tests."""
    folder = build(tmp_path_factory.mktemp("apidiff"))
    before = Path.cwd()
    os.chdir(folder)
    yield folder
    os.chdir(before)


@cache
def loaded(side: str, case: str) -> griffe.Module:
    """One version of a case. It is read once, as most of the time of these tests goes there."""
    return load(Path(side, case, "src", f"{case}_client"))


@pytest.mark.parametrize("case", CASES)
def test_a_case(case: str, tmp_path: Path) -> None:
    found = diff(f"old/{case}", f"new/{case}", tmp_path)
    for suffix, said in (
        ("txt", as_text(found)),
        ("json", as_json(found)),
        ("md", "".join(as_markdown(one) for one in found if one.changes)),
    ):
        expected = (FOLDER / case / f"expected.{suffix}").read_text(encoding="utf-8")
        assert said == expected, suffix


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_prints_the_same(form: str) -> None:
    for case, code in (("methods", 1), ("unions", 0)):
        arguments = ["diff", "--format", form, f"old/{case}", f"new/{case}"]
        said = CliRunner().invoke(main, arguments, catch_exceptions=False)
        expected = (FOLDER / case / f"expected.{FORMATS[form]}").read_text(encoding="utf-8")
        assert (said.stdout, said.exit_code) == (expected, code)


@pytest.mark.parametrize("case", CASES)
def test_nothing_changes_between_a_package_and_itself(case: str, tmp_path: Path) -> None:
    (one,) = diff(f"new/{case}", f"new/{case}", tmp_path)
    assert (one.changes, one.differs, one.proposed) == ((), False, one.old)
    assert compare_modules(loaded("new", case), loaded("new", case)) == []


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("old", "new"), [("old", "new"), ("new", "old")])
def test_all_that_griffe_finds_is_explained_by_a_change(case: str, old: str, new: str) -> None:
    modules = [loaded(side, case) for side in (old, new)]
    changes = compare_modules(*modules)
    assert [one for one in changes if one.kind == "other"] == []
    names = {name for one in changes if one.breaking for name in words(one.place, *one.also)}
    for breakage in griffe.find_breaking_changes(*modules):
        if not breakage.obj.name.startswith("__"):
            assert {breakage.obj.name, lost_with(breakage.obj)} & names, breakage.explain()


def lost_with(one: griffe.Object | griffe.Alias) -> str:
    """The class that no longer inherits a member, which is told of the class alone."""
    assert one.parent is not None, "only a package has no parent"
    return one.parent.name if one.inherited else ""


def words(*places: str) -> set[str]:
    """The names in places: `acme_client.Acme.get_order(id)` has four."""
    plain = " ".join(places).replace("(", ".").replace(")", "").replace(" ", ".")
    return set(plain.split("."))
