"""Every case below `cases/` is a base, an overlay, and what applying one to the other gives.

A case is a folder in the layout of the specification's own conformance sets: `openapi.yaml`,
`overlay.yaml`, and `output.yaml` or `error.txt`. Nobody registers a case.
"""

from pathlib import Path

import pytest

from corrigenda.documents import plain, read_document, write_document
from corrigenda.overlay.apply import apply_overlays
from corrigenda.overlay.document import read_overlay
from corrigenda.problems import ProblemsError
from corrigenda.provider import Page

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").rglob("overlay.yaml"))
PAGES = {"page": Page("Page", "https://docs.example", lines=9, sha256="0" * 64)}


def apply(case: Path) -> str:
    base = read_document(case / "openapi.yaml")
    return write_document(apply_overlays(base, [read_overlay(case / "overlay.yaml", PAGES)]).root)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    if (case / "output.yaml").exists():
        assert apply(Path()) == (case / "output.yaml").read_text()
        return
    with pytest.raises(ProblemsError) as caught:
        apply(Path())
    assert f"{caught.value}\n" == (case / "error.txt").read_text()


def test_the_base_is_left_alone() -> None:
    case = next(case for case in CASES if (case / "output.yaml").exists())
    base = read_document(case / "openapi.yaml")
    before = plain(base.root)
    apply_overlays(base, [read_overlay(case / "overlay.yaml", PAGES)])
    assert plain(base.root) == before
