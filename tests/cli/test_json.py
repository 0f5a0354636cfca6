"""With `--format json`, standard output is one JSON value, in the shapes of docs/cli.md."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from corrigenda.cli import main

PIPELINE = Path(__file__).parents[1] / "pipeline"
PLACE = {"path", "line", "column"}
STRANGE = """paths:
  /strange:
    get:
      operationId: strange
      responses:
        '200': {description: ok, content: {application/xml: {schema: {type: object}}}}"""
PROBLEM = {*PLACE, "wrong", "fix"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PIPELINE / "base", tmp_path, dirs_exist_ok=True)
    for kind in ("schemas", "overlays"):
        shutil.copytree(PIPELINE / "base-graphql" / kind / "acme", tmp_path / kind / "graph")
    monkeypatch.chdir(tmp_path)


def run(*words: str, code: int = 0) -> Any:
    result = CliRunner().invoke(main, [*words, "--format", "json"])
    assert result.exit_code == code, result.output
    assert result.stderr == ""
    return json.loads(result.stdout)


def run_text(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_regenerate() -> None:
    found = run("regenerate", "acme", "--check", code=1)
    assert set(found) == {"problems", "written"}
    assert all(set(one) == PROBLEM for one in found["problems"])
    assert [one["path"] for one in found["problems"]] == ["generated/acme"]
    found = run("regenerate", "acme")
    assert set(found) == {"packages", "problems"}
    assert set(found["packages"][0]) == {
        "provider", "operations", "models", "corrections", "files", "seconds", "excluded",
        "left_out", "notes",
    }  # fmt: skip
    assert run("regenerate", "acme", "--check")["problems"] == []


def test_an_operation_that_is_left_out() -> None:
    schema = Path("schemas/acme/openapi.yaml")
    schema.write_text(schema.read_text().replace("paths:", STRANGE, 1))
    for words in (["regenerate", "acme"], ["schema", "show", "acme"]):
        found = run(*words)
        (left,) = (found.get("packages") or [found])[0]["left_out"]
        assert set(left) == {"operation", *PROBLEM}
        assert (left["operation"], left["path"]) == ("strange", "schemas/acme/openapi.yaml")


def test_schema_show() -> None:
    found = run("schema", "show", "acme")
    assert set(found) == {"schema", "steps", "left_out", "problems"}
    assert "post" in found["schema"]["paths"]["/orders"]
    assert all(set(one) == {*PLACE, "said"} for one in found["steps"])
    graph = run("schema", "show", "graph")
    assert (set(graph), graph["steps"]) == (set(found), [])
    assert run_text("schema", "show", "graph") == graph["schema"]
    assert run_text("schema", "merge", "graph", "--out", "merged")
    assert Path("merged/graph/schema.graphql").read_text() == graph["schema"]
    assert graph["schema"] != Path("schemas/graph/schema.graphql").read_text()


@pytest.mark.parametrize(
    ("provider", "part", "correction"),
    [("acme", "/paths/~1orders/post", "AC-1"), ("acme", "createOrder", "AC-1")],
)
def test_blame(provider: str, part: str, correction: str) -> None:
    found = run("overlay", "blame", provider, part)
    assert set(found) == {"provider", "part", "place", "changes", "below", "problems"}
    assert found["part"] == "/paths/~1orders/post"
    assert found["changes"][0]["correction"] == correction
    assert found["changes"][0]["because"] == "The example posts."
    for one in (*found["changes"], *found["below"]):
        assert {"part", "correction", "confidence", "because", "place", "did"} <= set(one)
        assert set(one["place"]) == PLACE
    assert {one["did"] for one in found["below"]} == {"copied"}


def test_blame_of_what_is_gone() -> None:
    removed = [
        one for one in run("overlay", "blame", "acme", "")["below"] if one["did"] == "removed"
    ]
    assert [one["part"] for one in removed] == ["/paths/~1orders/put"]
    assert "nearest" in run("overlay", "blame", "acme", "/nowhere", code=1)["problems"][0]["wrong"]


def test_blame_of_graphql() -> None:
    found = run("overlay", "blame", "graph", "Query")
    assert set(found) == {"provider", "part", "place", "changes", "below", "problems"}
    for one in (*found["changes"], *found["below"]):
        assert set(one) == {"part", "correction", "confidence", "because", "place", "did"}
    assert run("overlay", "blame", "graph", "Query.nothing", code=1)["problems"]


def test_overlay_check() -> None:
    Path("base.yaml").write_text("info: {title: Things}\n")
    overlay = "overlay: 1.1.0\ninfo: {title: T, version: '1'}\nextends: base.yaml\nactions:\n"
    Path("o.yaml").write_text(f"{overlay}  - target: $.info\n    update: {{title: Others}}\n")
    counts = {"corrections": 0, "actions": 1, "without_evidence": 1, "notes": [], "problems": []}
    assert run("overlay", "check", "o.yaml") == counts
    Path("o.yaml").write_text(f"{overlay}  - target: $.inf\n    update: {{title: Others}}\n")
    (problem,) = run("overlay", "check", "base.yaml", "o.yaml", code=1)["problems"]
    assert (problem["path"], problem["line"], problem["column"]) == ("o.yaml", 5, 5)
    assert "`$.inf` matches nothing" in problem["wrong"]
    assert "did you mean `info`?" in problem["fix"]


def test_new() -> None:
    Path("api.yaml").write_text(Path("schemas/acme/openapi.yaml").read_text())
    found = run("new", "bolt", "--openapi", "api.yaml")
    assert set(found) == {"package", "client", "files", "notes", "next", "problems"}
    assert "schemas/bolt/openapi.yaml" in found["files"]
    assert found["next"][0] == "corrigenda regenerate bolt"
    assert set(run("new", "bolt", "--openapi", "api.yaml", code=1)["problems"][0]) == PROBLEM


def test_errata() -> None:
    assert [one["provider"] for one in run("errata")] == ["acme", "graph"]
    assert run("errata", "acne", code=1)["problems"][0]["wrong"] == "no provider is called `acne`"


def test_a_wrong_command_line_is_text() -> None:
    result = CliRunner().invoke(main, ["regenerate", "--format", "xml"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'text', 'json'" in result.stderr
