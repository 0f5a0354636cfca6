"""What every struct of every package offers: dicts, JSON and copies, without loss."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.runtime import laws

ROOT = Path(__file__).parents[2]


def _package(folder: Path) -> Any:
    settings = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    return importlib.import_module(f"{settings['project']['name'].replace('-', '_')}.models")


MODULES = [_package(path.parent) for path in sorted(ROOT.glob("generated/*/pyproject.toml"))]
STRUCTS = [
    one
    for module in MODULES
    for one in vars(module).values()
    if isinstance(one, type)
    and issubclass(one, msgspec.Struct)
    and one.__module__ == module.__name__
]

each = pytest.mark.parametrize(
    "kind", STRUCTS, ids=lambda kind: f"{kind.__module__.partition('.')[0]}.{kind.__name__}"
)


def test_every_package_has_its_structs_here() -> None:
    counts = {module.__name__: 0 for module in MODULES}
    for kind in STRUCTS:
        counts[kind.__module__] += 1
    assert len(counts) == 4
    assert all(count > 5 for count in counts.values())


@each
def test_dicts_and_json_are_read_back(kind: type[msgspec.Struct]) -> None:
    laws.dicts_and_json_are_read_back(kind)


@each
def test_copies_are_equal_and_keep_unset(kind: type[msgspec.Struct]) -> None:
    laws.copies_are_equal_and_keep_unset(kind)
