"""Every case below `cases/` is a base, overlays, and what applying them gives.

A case is a folder in the layout of the specification's own conformance sets: `openapi.yaml`,
`overlay.yaml`, and `output.yaml` or `error.txt`. Any of them may be JSON (the ending of the output
says how it is written), and `overlay-2.yaml` is applied after the first. Nobody registers a case.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from corrigenda.documents import read_document
from corrigenda.overlay import apply_overlay, apply_overlays, read_overlay
from corrigenda.trees import to_builtins

CASES = sorted({path.parent for path in (Path(__file__).parent / "cases").rglob("overlay.*")})
WITH_OUTPUT = [case for case in CASES if not (case / "error.txt").exists()]


def the(case: Path, name: str) -> Path:
    found = sorted(case.glob(f"{name}.*"))
    return found[0] if found else case / f"{name}.yaml"


def overlays_of(case: Path) -> list[Path]:
    return sorted(case.glob("overlay*.*"), key=lambda path: path.stem)


def name(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    overlays = [path.name for path in overlays_of(case)]
    expected = the(case, "error" if (case / "error.txt").exists() else "output")
    out = tmp_path / f"output{expected.suffix}"
    result = CliRunner().invoke(
        main, ["overlay", "apply", the(case, "openapi").name, *overlays, "-o", str(out)]
    )
    if expected.name == "error.txt":
        assert result.stderr == expected.read_text()
        assert (result.exit_code, result.stdout) == (1, "")
        assert not list(tmp_path.iterdir())
    else:
        assert (result.exit_code, result.output) == (0, "")
        assert out.read_text() == expected.read_text()


@pytest.mark.parametrize("case", WITH_OUTPUT, ids=name)
def test_plain_data_gives_the_same(case: Path) -> None:
    base = to_builtins(read_document(the(case, "openapi")).root)
    overlays = [to_builtins(read_document(path).root) for path in overlays_of(case)]
    before = to_builtins([base, overlays])
    assert apply_overlay(base, *overlays) == to_builtins(read_document(the(case, "output")).root)
    assert [base, overlays] == before, "the arguments are left alone"


@pytest.mark.parametrize("case", WITH_OUTPUT, ids=name)
def test_the_base_is_left_alone(case: Path) -> None:
    base = read_document(the(case, "openapi"))
    before = to_builtins(base.root)
    apply_overlays(base, [read_overlay(the(case, "overlay"))])
    assert to_builtins(base.root) == before


def test_there_are_cases() -> None:
    assert len(CASES) >= 150
    assert len(WITH_OUTPUT) >= 100
