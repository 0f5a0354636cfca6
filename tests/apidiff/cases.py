"""Finds the cases: a folder is one package before and after, and what has changed about it.

`old/` and `new/` have the schemas of both versions, without what every case shares; both packages
are generated. Where a generated package cannot show a change, `edits.yaml` has texts of the old
package by file, each with the text that is there in the new one. `version` has its version, 1.2.3
if there is none. `expected.txt`, `expected.json` and `expected.md` are what the command prints.
"""

import shutil
from pathlib import Path
from typing import Any

import yaml

from corrigenda.build import regenerate

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(path.name for path in FOLDER.iterdir())
_HEAD = {
    "openapi": "3.1.0",
    "info": {"title": "Acme", "version": "1"},
    "servers": [{"url": "https://api.acme.example"}],
}


def build(folder: Path) -> Path:
    """Generate both versions of all cases, as `old/CASE` and `new/CASE` in a folder."""
    for side in ("old", "new"):
        for case in CASES:
            if (FOLDER / case / side).exists():
                _write_provider(case, side, folder / f"{side}-schemas" / case)
        regenerate(folder / f"{side}-schemas", folder / "overlays", folder / side)
    for case in CASES:
        if not (folder / "new" / case).exists():
            shutil.copytree(folder / "old" / case, folder / "new" / case)
            _edit(case, folder / "new" / case)
    return folder


def _write_provider(case: str, side: str, folder: Path) -> None:
    shutil.copytree(FOLDER / case / side, folder)
    path = folder / "openapi.yaml"
    if path.exists():
        document: dict[str, Any] = {**_HEAD, **yaml.safe_load(path.read_text(encoding="utf-8"))}
        path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    said = FOLDER / case / "version"
    version = said.read_text(encoding="utf-8").strip() if said.exists() else "1.2.3"
    own = folder / "provider.toml"
    rest = own.read_text(encoding="utf-8") if own.exists() else ""
    head = f'name = "Acme"\nsummary = "Orders of Acme."\nversion = "{version}"\n\n'
    own.write_text(head + rest, encoding="utf-8")


def _edit(case: str, package: Path) -> None:
    path = FOLDER / case / "edits.yaml"
    (module,) = (package / "src").iterdir()
    for pattern, edits in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        where = package if pattern == "pyproject.toml" else module
        for file in sorted(where.glob(pattern)):
            text = file.read_text(encoding="utf-8")
            for before, after in edits:
                assert before in text, f"{case}: {file.name} has no {before!r}"
                text = text.replace(before, after)
            file.write_text(text, encoding="utf-8")
