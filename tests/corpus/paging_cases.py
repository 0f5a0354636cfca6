"""Finds the lists of the corpus: a file is one style of paging, and what iterators make of it."""

from pathlib import Path
from typing import Any

import yaml

from tests.corpus.cases import Case

FOLDER = Path(__file__).parent / "paging"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read(name: str) -> dict[str, Any]:
    """One case; `test_paging_corpus` says what it holds."""
    content: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


def read_paging_cases() -> list[Case]:
    """All cases, for the table of features."""
    place = FOLDER.parent / "paging"
    return [Case(place / name, {}, str(read(name)["feature"])) for name in NAMES]
