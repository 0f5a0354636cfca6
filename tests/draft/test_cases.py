"""Every case below `cases/` is what a person gives to `draft`, and to the letter what comes of it.

Beside the examples, `expected/` has the document, the samples and the notes, or `error.txt` the
problems. Each draft is read, corrected and checked as `regenerate` does it, without an edit.
"""

import re
from pathlib import Path

import pytest

from corrigenda.correct import correct
from corrigenda.draft import Draft, draft
from corrigenda.problems import ProblemsError
from corrigenda.provider import find_providers

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "cases").iterdir() if path.is_dir())
GOOD = [case for case in CASES if (case / "expected").is_dir()]
BAD = [case for case in CASES if (case / "error.txt").is_file()]
MANIFEST = 'name = "Acme"\nsummary = "Acme."\nversion = "0.1.0"\n'
SECRET = re.compile(r"geheim")


def examples(case: Path) -> list[Path]:
    return sorted(path for path in case.iterdir() if path.is_file() and path.name != "error.txt")


def written(made: Draft) -> dict[str, str]:
    notes = "".join(f"{note}\n" for note in made.notes)
    return {"openapi.yaml": made.document, "notes.txt": notes, **made.samples}


def provide(made: Draft, folder: Path) -> None:
    """Write a draft as the folder of a provider, with nothing added."""
    provider = folder / "schemas" / "acme"
    (provider / "samples").mkdir(parents=True)
    (provider / "openapi.yaml").write_text(made.document, encoding="utf-8")
    (provider / "provider.toml").write_text(MANIFEST)
    for name, text in made.samples.items():
        (provider / "samples" / name).write_text(text, encoding="utf-8")


def test_every_case_is_complete() -> None:
    assert sorted([*GOOD, *BAD]) == CASES


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_drafts_what_is_expected(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    expected = {path.name: path.read_text("utf-8") for path in (case / "expected").iterdir()}
    assert written(draft(examples(case))) == expected


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_a_draft_is_correct_as_it_is(case: Path, tmp_path: Path) -> None:
    made = draft(examples(case))
    provide(made, tmp_path)
    [provider] = find_providers(tmp_path / "schemas", tmp_path / "overlays")
    corrected = correct(provider, strict=False)
    assert corrected.operations
    assert not corrected.left_out
    assert len(corrected.samples) == len(made.samples)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_credential_is_written(case: Path) -> None:
    assert any(SECRET.search(path.read_text("utf-8")) for path in examples(case))
    try:
        text = "".join(written(draft(examples(case))).values())
    except ProblemsError as error:
        text = str(error)
    assert not SECRET.search(text)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_says_what_is_wrong(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    with pytest.raises(ProblemsError) as caught:
        draft([Path(path.name) for path in examples(case)])
    assert f"{caught.value}\n" == (case / "error.txt").read_text()
