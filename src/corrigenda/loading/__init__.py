"""Imports finished packages before they are published: a package that does not load helps nobody.

A failure is our mistake, whatever the schema says, and names the schema if it can. One process
imports all packages of a run, with nothing of the builder's settings.
"""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corrigenda.extras import install
from corrigenda.problems import Place, Problem, raise_any

_TRIAL = Path(__file__).parent / "trial.py"
_FIX = (
    "this is a mistake of Corrigenda: please report it. Until then, leave out the operations that "
    "use it, with `exclude` in provider.toml"
)


@dataclass(frozen=True, slots=True)
class Finished:
    """A package to try: its `src` folder, its schema, and where each class comes from."""

    source: Path
    schema: Place
    places: Mapping[str, Place]


def load_all(packages: list[Finished], scratch: Path) -> None:
    """Import every module of the packages, and resolve their types.

    Args:
        packages: the finished packages.
        scratch: a folder for the report of the process.

    Raises:
        ProblemsError: a package does not load.
    """
    report = scratch / "loading.json"
    folders = [str(one.source.resolve()) for one in packages]
    command = [sys.executable, "-I", "-B", "-W", "error", str(_TRIAL), str(report), *folders]
    done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=False)
    if not report.exists():
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        message = f"the packages could not be imported: {lines[-1].strip()}"
        raise_any(Problem(one.schema, message, _FIX) for one in packages[:1])
        return
    failures: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))
    raise_any(_problems(failures, dict(zip(folders, packages, strict=True))))


def _problems(
    failures: list[dict[str, Any]], packages: Mapping[str, Finished]
) -> Iterator[Problem]:
    """A problem for each failure; several about one class are one."""
    seen: set[tuple[str, str]] = set()
    for failure in failures:
        package = packages[failure["source"]]
        name = failure["class"] or _class_at(failure["file"], failure["line"])
        about = f"`{name}`" if name else "the package"
        key = failure["source"], name or failure["error"]
        if key not in seen:
            seen.add(key)
            place = package.places.get(name.removesuffix("Dict"), package.schema)
            message = f"{about} is generated, but does not load: {failure['error']}"
            yield Problem(place, message, _fix(failure["error"]))


def _fix(error: str) -> str:
    if error.endswith(("No module named 'msgspec'", "No module named 'httpx2'")):
        said = "install what the packages need, which is in the extra `generate`"
        return f"{said}: {install('generate')}"
    return _FIX


def _class_at(file: str, line: int | None) -> str:
    """The class or the function that stands at a line of a generated module."""
    if not file or line is None:
        return ""
    for node in ast.parse(Path(file).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.lineno <= line <= (node.end_lineno or 0):
            return node.name
    return ""
