"""Corrections that are needed, contested, not proven, stale and wrong: planted, and found out."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from corrigenda.errata.collect import Errata, collect, unfounded
from corrigenda.errata.prove import Verdict
from corrigenda.problems import ProblemsError
from tests.errata import acme

ROOT = Path(__file__).parents[2]
KINDS = ["openapi", "graphql"]
REASON = {"openapi": "`unproven-because`", "graphql": "`unprovenBecause`"}


def planted(kind: str, folder: Path, case: str, more: str = "") -> Errata:
    """The errata of a small provider with one more correction, AC-3."""
    if kind == "openapi":
        acme.openapi(folder, acme.correction(more), OPENAPI_CASES[case])
    else:
        more = more.replace("unproven-because: ", 'unprovenBecause: "') + ('"' if more else "")
        acme.graphql(folder, acme.sdl_correction(more), SDL_CASES[case])
    (errata,) = collect(folder / "schemas", folder / "overlays")
    return errata


ID = "$.components.schemas.Order.properties.id"
OPENAPI_CASES = {
    "stale": f"""
  - {{target: {ID}.description, x-correction: AC-3, update: Another.}}
  - {{target: {ID}.description, x-correction: AC-3, update: Its id.}}
""",
    "unnoticed": f"""
  - {{target: {ID}, x-correction: AC-3, update: {{maxLength: 40}}}}
""",
    "wrong": f"""
  - {{target: {ID}.type, x-correction: AC-3, update: integer}}
""",
}
SDL_CASES = {
    "stale": """
  @retype(at: "Order.total", was: "Int", to: "Int!", by: "AC-3")
  @retype(at: "Order.total", was: "Int!", to: "Int", by: "AC-3")
""",
    "unnoticed": """
  @retype(at: "Order.total", was: "Int", to: "Int!", by: "AC-3")
""",
    "wrong": """
  @retype(at: "Order.total", was: "Int", to: "String", by: "AC-3")
""",
}


def verdicts(errata: Errata) -> dict[str, Verdict]:
    return {one.correction.id: one.proof.verdict for one in errata.errata}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_needed_and_what_is_contested(kind: str, tmp_path: Path) -> None:
    getattr(acme, kind)(tmp_path)
    (errata,) = collect(tmp_path / "schemas", tmp_path / "overlays")
    assert verdicts(errata) == {"AC-1": Verdict.CONTESTED, "AC-2": Verdict.NEEDED}
    first, second = errata.errata
    printed = "versioned" if kind == "openapi" else "listed"
    assert set(first.proof.witnesses) == {"plain"}  # what it mends itself does not speak for it
    assert set(first.proof.against) == {printed}
    assert set(second.proof.witnesses) == ({"plain"} if kind == "openapi" else {"plain", "listed"})
    assert first.touches == ("schema", "sample")
    assert second.touches == (("schema",) if kind == "openapi" else ("operation",))
    assert [one.believed for one in first.correction.evidence] == [False, True]
    assert [question.id for question in errata.questions] == ["AC-9"]
    assert list(unfounded([errata])) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_stale_correction(kind: str, tmp_path: Path) -> None:
    errata = planted(kind, tmp_path, "stale")
    assert verdicts(errata)["AC-3"] is Verdict.STALE
    (problem,) = unfounded([errata])
    assert problem.message == "`AC-3` changes nothing"


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_that_no_sample_notices(kind: str, tmp_path: Path) -> None:
    errata = planted(kind, tmp_path, "unnoticed")
    assert verdicts(errata)["AC-3"] is Verdict.UNPROVEN
    (problem,) = unfounded([errata])
    assert problem.message == "no documented sample fails without `AC-3`"
    assert problem.fix.endswith(f"under {REASON[kind]}")


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_says_why(kind: str, tmp_path: Path) -> None:
    errata = planted(kind, tmp_path, "unnoticed", ", unproven-because: No sample is so long")
    assert verdicts(errata)["AC-3"] is Verdict.UNPROVEN
    assert list(unfounded([errata])) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_correction_fails_before_anything_is_proven(kind: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        planted(kind, tmp_path, "wrong")
    assert all("samples" in str(problem.place) for problem in caught.value.problems)
    assert any("the sample" in problem.fix for problem in caught.value.problems)


@pytest.mark.parametrize("kind", KINDS)
def test_a_reason_that_is_none(kind: str, tmp_path: Path) -> None:
    """AC-2 is witnessed, and says that it cannot be."""
    getattr(acme, kind)(tmp_path)
    overlay = next((tmp_path / "overlays/acme").iterdir())
    before, after = (
        ("confidence: certain\n  # more", "confidence: certain\n    unproven-because: x\n  # more")
        if kind == "openapi"
        else ("confidence: certain", 'confidence: certain, unprovenBecause: "x"')
    )
    text = overlay.read_text()
    changed = text.replace(before, after)
    if changed == text:
        changed = text.replace(
            "confidence: certain\n", "confidence: certain\n    unproven-because: x\n"
        )
    overlay.write_text(changed)
    (problem,) = unfounded(collect(tmp_path / "schemas", tmp_path / "overlays"))
    witness = "plain" if kind == "openapi" else "listed"
    assert problem.message == f"`{witness}` proves `AC-2`, which says that no sample can"
    assert problem.fix == f"delete its {REASON[kind]}"


def test_a_mend_that_is_not_needed_is_not_proven(tmp_path: Path) -> None:
    acme.openapi(tmp_path, acme.correction())
    sample = tmp_path / "schemas/acme/samples/plain.yaml"
    mended = "mended: {by: [AC-3], headers: {Authorization: Bearer OTHER}}"
    sample.write_text(sample.read_text().replace("Bearer KEY}}", f"Bearer KEY}}, {mended}}}"))
    (errata,) = collect(tmp_path / "schemas", tmp_path / "overlays")
    assert verdicts(errata)["AC-3"] is Verdict.UNPROVEN
    assert errata.errata[-1].touches == ("sample",)


def test_a_correction_does_not_witness_itself(tmp_path: Path) -> None:
    """AC-3 invents a text for a number, and mends the sample so that it has one."""
    invented = """
  - target: $.components.schemas.Order.properties.total
    x-correction: AC-3
    update: {type: string, format: date}
"""
    acme.openapi(tmp_path, acme.correction(), invented)
    sample = tmp_path / "schemas/acme/samples/plain.yaml"
    # A comma too many, so that the print fails whatever the schema says.
    printed = """body: '{"id": "o1", "total": 1.50,}'"""
    mended = """mended: {by: [AC-3], body: '{"id": "o1", "total": "2024-01-01"}'}"""
    text = sample.read_text().replace(
        """body: '{"id": "o1", "total": 1.50}'""", f"{printed}, {mended}"
    )
    sample.write_text(text)
    (errata,) = collect(tmp_path / "schemas", tmp_path / "overlays")
    assert verdicts(errata)["AC-3"] is Verdict.UNPROVEN


def test_a_broken_schema_is_no_proof(tmp_path: Path) -> None:
    """AC-3 adds a scalar that nothing uses but `provider.toml`."""
    acme.graphql(tmp_path, acme.sdl_correction())
    overlay = tmp_path / "overlays/acme/10-all.graphql"
    overlay.write_text(overlay.read_text() + '\nscalar Junk @by(correction: "AC-3")\n')
    provider = tmp_path / "schemas/acme/provider.toml"
    provider.write_text(provider.read_text() + '\n[scalars]\nJunk = "string"\n')
    (errata,) = collect(tmp_path / "schemas", tmp_path / "overlays")
    proof = next(one.proof for one in errata.errata if one.correction.id == "AC-3")
    assert proof.verdict is Verdict.UNPROVEN
    assert "Junk" in proof.broken


def test_what_goes_with_a_correction(tmp_path: Path) -> None:
    """AC-3 changes what AC-1 makes, so that taking AC-1 out takes AC-3 out as well."""
    action = (
        "  - {target: \"$.paths['/orders/{id}'].get.summary\", x-correction: AC-3, update: Read.}\n"
    )
    acme.openapi(tmp_path, acme.correction(", unproven-because: A word"), action)
    (errata,) = collect(tmp_path / "schemas", tmp_path / "overlays")
    assert errata.errata[0].proof.fallen == ("AC-3",)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["errata", *arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("form", "suffix"), [("text", "txt"), ("md", "md"), ("json", "json")])
def test_what_is_shown(
    kind: str, form: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    getattr(acme, kind)(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    code, shown, problems = run("--check", "--format", form)
    assert (code, problems) == (0, "")
    assert shown == (Path(__file__).parent / f"expected/{kind}.{suffix}").read_text()
    if form == "json":
        assert json.loads(shown)[0]["errata"][0]["proof"]["verdict"] == "CONTESTED"


def test_a_written_file_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acme.openapi(tmp_path)
    monkeypatch.chdir(tmp_path)
    arguments = ("--format", "md", "-o", "errata.md")
    assert "errata.md:1:1: is missing" in run("--check", *arguments)[2]
    assert run(*arguments) == (0, "", "")
    assert run("--check", *arguments) == (0, "", "")
    (tmp_path / "errata.md").write_text("as somebody left it")
    code, _shown, problems = run("--check", *arguments)
    assert code == 1
    assert "errata.md:1:1: is not what the inputs make" in problems
    assert (tmp_path / "errata.md").read_text() == "as somebody left it"


def test_the_suffix_of_the_file_says_the_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme.openapi(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("errata.md", "errata.json", "errata.txt"):
        assert run("-o", name) == (0, "", "")
        expected = Path(__file__).parent / f"expected/openapi.{name.split('.')[1]}"
        assert (tmp_path / name).read_text() == expected.read_text()


def test_a_file_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acme.openapi(tmp_path)
    monkeypatch.chdir(tmp_path)
    code, _shown, problems = run("-o", "nowhere/errata.md")
    assert code == 1
    assert problems.startswith("nowhere/errata.md:1:1: cannot be written")


def test_check_fails_with_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acme.openapi(tmp_path, acme.correction(), OPENAPI_CASES["unnoticed"])
    monkeypatch.chdir(tmp_path)
    code, _shown, problems = run("--check")
    assert code == 1
    assert problems.startswith("overlays/acme/10-all.yaml:15:3: no documented sample fails")
    assert run()[0] == 0


def test_text_of_a_page_is_no_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acme.openapi(tmp_path, acme.correction(", unproven-because: x"), OPENAPI_CASES["unnoticed"])
    overlay = tmp_path / "overlays/acme/10-all.yaml"
    hostile = "says: '[bold]x[/bold] | <script>alert(1)</script> `a|b`'"
    text = overlay.read_text().replace("says: so", hostile)
    overlay.write_text(text.replace("unproven-because: x", "unproven-because: <b>x"))
    monkeypatch.chdir(tmp_path)
    assert "[bold]x[/bold] | <script>" in run()[1]
    table = run("--format", "md")[1]
    assert "\\[bold\\]x\\[/bold\\] \\| \\<script\\>alert(1)\\</script\\> `a\\|b`" in table
    assert "Why no sample proves it: \\<b\\>x" in table


def test_a_suffix_that_means_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acme.openapi(tmp_path)
    monkeypatch.chdir(tmp_path)
    code, shown, problems = run("-o", "errata.pdf")
    assert (code, shown) == (2, "")
    assert "`errata.pdf`: errata cannot be written as `.pdf`" in problems
    assert run("-o", "errata.pdf", "--format", "md") == (0, "", "")
