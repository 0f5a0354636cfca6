"""What the pages of the errata say: order, names apart, equal failures once, short sentences."""

from pathlib import Path

import pytest

from corrigenda.corrections import id_order, in_short
from corrigenda.errata.collect import Errata, collect
from corrigenda.errata.markdown import markdown_pages
from corrigenda.errata.plain import as_json
from corrigenda.errata.prove import Proof, Verdict
from corrigenda.errata.words import against_sentences, proof_sentences
from tests.errata import acme

KINDS = ["openapi", "graphql"]
WHY = "unproven-because: It is only a word"
LEFT_ALONE = """x-left-alone:
  AC-10: {because: A misprint., evidence: [{page: orders, lines: "9", says: odrer}]}
actions:"""
SDL_LEFT_ALONE = """  @leftAlone(
    id: "AC-10", because: "A misprint.", evidence: [{page: "orders", lines: "9", says: "odrer"}]
  )
  @question("""


def with_all_kinds(kind: str, folder: Path) -> Errata:
    """Besides what acme has, AC-3 chooses a name, and AC-10 is left alone."""
    if kind == "openapi":
        action = "  - {target: $.info.title, x-correction: AC-3, update: Orders}\n"
        acme.openapi(folder, acme.correction(f", kind: naming, {WHY}"), action)
        before, after = "actions:", LEFT_ALONE
    else:
        more = f', kind: naming, unprovenBecause: "{WHY}"'
        acme.graphql(folder, acme.sdl_correction(more))
        patch = '\nextend type Order @by(correction: "AC-3") { "A note." note: String }\n'
        before, after = "  @question(", SDL_LEFT_ALONE
        overlay = next((folder / "overlays/acme").iterdir())
        overlay.write_text(overlay.read_text() + patch)
    overlay = next((folder / "overlays/acme").iterdir())
    overlay.write_text(overlay.read_text().replace(before, after))
    (errata,) = collect(folder / "schemas", folder / "overlays")
    return errata


@pytest.mark.parametrize("kind", KINDS)
def test_all_kinds_stand_in_one_index_and_names_apart(kind: str, tmp_path: Path) -> None:
    errata = with_all_kinds(kind, tmp_path)
    assert [one.id for one in errata.left_alone] == ["AC-10"]
    assert [one.correction.id for one in errata.names] == ["AC-3"]
    pages = markdown_pages([errata])
    rows = [line for line in pages["acme.md"].splitlines() if line.startswith("| [AC-")]
    assert [row.split("]")[0] for row in rows] == [f"| [AC-{number}" for number in (1, 2, 9, 10, 3)]
    assert rows[3] == "| [AC-10](#ac-10) | A misprint | left alone |  |"
    headings = [line for line in pages["acme.md"].splitlines() if line.startswith("## ")]
    assert headings == [f"## AC-{number}" for number in (1, 2, 9, 10, 3)]
    assert "| [Acme](acme.md) | 3 | 1 | 1 | 0 | 1 | 1 | 1 |" in pages["index.md"]
    assert '"kind": "naming"' in as_json([errata])


def test_ids_are_in_numeric_order() -> None:
    assert sorted(["SP-10", "SP-2", "QB-3"], key=id_order) == ["QB-3", "SP-2", "SP-10"]


SAMPLES = ("a", "b", "c")


def proof(**parts: object) -> Proof:
    given: dict[str, object] = {"witnesses": {}, "against": {}, **parts}
    return Proof("AC-1", Verdict.NEEDED, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("witnesses", "expected"),
    [
        ({"a": "no.", "b": "no", "c": "no"}, ["Without it all 3 samples fail: no."]),
        ({"b": "no", "a": "no"}, ["Without it `a` and `b` fail: no."]),
        (
            {"a": "no", "b": "other", "c": "no"},
            ["Without it `a` and `c` fail: no.", "Without it `b` fails: other."],
        ),
    ],
)
def test_equal_failures_are_said_once(witnesses: dict[str, str], expected: list[str]) -> None:
    assert list(proof_sentences(proof(witnesses=witnesses), SAMPLES)) == expected


def test_the_others_are_named() -> None:
    shared = proof(shared=("AC-2", "AC-3"), together={"a": "no"}, against={"b": "x", "c": "x"})
    assert list(proof_sentences(shared, SAMPLES)) == [
        "Without it, `AC-2` and `AC-3` together, `a` fails: no."
    ]
    assert list(against_sentences(shared, SAMPLES)) == ["As printed, `b` and `c` contradict it: x."]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The page says PUT. It prints PATCH.", "The page says PUT"),
        ("Can it be deleted?", "Can it be deleted?"),
        ("Version 1.2 is old. So what.", "Version 1.2 is old"),
        (f"{'word ' * 15}ends here; {'more ' * 20}", f"{'word ' * 15}ends here …"),
        (f"{'word ' * 40}", f"{' '.join(['word'] * 22)} …"),
        (f"{'word ' * 20}`code that is cut in two`", f"{' '.join(['word'] * 20)} …"),
        ("x" * 200, f"{'x' * 110} …"),
    ],
)
def test_a_text_in_short(text: str, short: str) -> None:
    assert in_short(text) == short
