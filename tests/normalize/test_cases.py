"""Every folder of `cases` is a document, and what normalizing makes of it: found by walking.

`expected.yaml` has the whole document in the dialect, the steps that led to it, and the findings.
`python tests/normalize/test_cases.py NAME` prints it, to be read and saved.
"""

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from corrigenda.documents import read_document
from corrigenda.openapi.normalize import Normalized, normalize
from corrigenda.trees import Location, to_builtins

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


def _place(at: Location) -> str:
    return "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in at)


def _written(normalized: Normalized) -> Any:
    """What `expected.yaml` says: all that a reader of the case needs to compare."""
    steps = [f"{_place(one.at)}: {one.said}" for one in normalized.steps]
    found = [f"{_place(one.at)}: {one.message} ({one.fix})" for one in normalized.findings]
    root = to_builtins(normalized.root)
    said = {"paths": root["paths"], "schemas": root["components"]["schemas"]}
    return {"steps": steps, "findings": found, **said}


def _normalized(name: str) -> Normalized:
    return normalize(read_document(CASES / name / "openapi.yaml").root)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_written_in_the_dialect_step_by_step(name: str) -> None:
    expected = yaml.safe_load((CASES / name / "expected.yaml").read_text(encoding="utf-8"))
    assert _written(_normalized(name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_normalizing_what_is_normalized_changes_nothing(name: str) -> None:
    once = _normalized(name)
    again = normalize(once.root)
    assert to_builtins(again.root) == to_builtins(once.root)
    assert not again.findings


if __name__ == "__main__":
    print(yaml.safe_dump(_written(_normalized(sys.argv[1])), sort_keys=False, width=100))
