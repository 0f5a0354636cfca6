"""Changes that belong to no correction: clients need no evidence, and errata list them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from tests.pipeline.test_errors import HERE, lay_out

CASE = "overlay-without-evidence"


@pytest.fixture(params=["errors", "errors-graphql"])
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = HERE / request.param / CASE
    lay_out(found, tmp_path)
    monkeypatch.chdir(tmp_path)
    return found


def told(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [*arguments])
    return result.exit_code, result.stdout, result.stderr


def test_a_client_needs_no_evidence(case: Path) -> None:
    code, _shown, problems = told("regenerate")
    assert code == 0, problems
    made = Path("generated/acme/src/acme_client")
    assert made.is_dir()
    assert "errata ," not in "".join(path.read_text() for path in made.rglob("*.py"))


def test_errata_list_what_has_no_evidence(case: Path) -> None:
    _code, as_json, _problems = told("errata", "--format", "json")
    [errata] = json.loads(as_json)
    assert len(errata["without_evidence"]) == 2
    for form, head in (("text", "Without evidence"), ("md", "## Without evidence")):
        code, shown, _problems = told("errata", "--format", form)
        assert code == 0
        assert head in shown
        for one in errata["without_evidence"]:
            assert one["place"] in shown
            assert one["change"] in shown


def test_a_check_of_errata_requires_it(case: Path) -> None:
    code, _shown, problems = told("errata", "--check")
    assert code == 1
    assert problems == (case / "error.txt").read_text()
