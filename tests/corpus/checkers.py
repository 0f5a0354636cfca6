"""Runs mypy and pyright once over all packages, and over the calls that the cases make of them."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from tests.corpus.calls import SCOPE
from tests.corpus.packages import Package


def write_calls(package: Package, module: ModuleType, folder: Path) -> Path:
    """Write the calls of a package's cases as a module, whose annotations are the cases'."""
    text = "\n\n".join(_functions(package))
    words = set(re.findall(r"\w+", re.sub(r"# .*", "", text)))
    own = words & {*module.__all__, package.name, f"Async{package.name}"} - {*SCOPE}
    lines = [f"from {package.module} import {name}" for name in sorted(own)]
    lines += [_import(name) for name in sorted({*SCOPE} & words)]
    path = folder / f"calls_{package.key}.py"
    path.write_text(
        f"from __future__ import annotations\n\n{chr(10).join(lines)}\n\n\n{text}\n",
        encoding="utf-8",
    )
    return path


def mypy(places: Sequence[Path], sources: Sequence[Path], folder: Path) -> str:
    """Run mypy, strictly, and return what it complains of."""
    settings = folder / "mypy.ini"
    path = ":".join(map(str, sources))
    settings.write_text(f"[mypy]\nstrict = true\npython_version = 3.11\nmypy_path = {path}\n")
    command = [sys.executable, "-m", "mypy", f"--config-file={settings}", *map(str, places)]
    return _complaints(command, folder)


def pyright(places: Sequence[Path], sources: Sequence[Path], folder: Path) -> str:
    """Run pyright, strictly, and return what it complains of."""
    settings = {
        # Absolute paths are ignored, with a word that nobody sees.
        "include": [os.path.relpath(one, folder) for one in places],
        "extraPaths": list(map(str, sources)),
        "typeCheckingMode": "strict",
        "enableTypeIgnoreComments": False,
        "pythonVersion": "3.11",
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    python = f"--pythonpath={sys.executable}"
    return _complaints([sys.executable, "-m", "pyright", python, "-p", str(folder)], folder)


def _complaints(command: Sequence[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def _import(name: str) -> str:
    module = {"UTC": "datetime"}.get(name) or SCOPE[name].__module__
    return f"from {module} import {name}"


def _functions(package: Package) -> Iterator[str]:
    for index, case in enumerate(one for one in package.cases if one.call):
        head = f"def call_{index}(client: {package.name}) -> {case.returns}:\n    # {case.name}\n"
        yield f"{head}    return {case.call}"
        head = f"async def call_{index}_async(client: Async{package.name}) -> {case.returns}:\n"
        yield f"{head}    return await {case.call}"
        if not case.raises:
            yield f"def value_{index}() -> {case.returns}:\n    return {case.value}"
