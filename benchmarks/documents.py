"""Measures what becomes of whole OpenAPI documents: operations, types, calls, time and memory.

    python benchmarks/documents.py FOLDER [PROVIDER...]

FOLDER has `schemas/<provider>/` (`provider.toml` and `openapi.yaml`) and `overlays/<provider>/`, of
public documents that are fetched for the occasion; packages are written to FOLDER/measured. Prints
a table in Markdown, and the first message of each kind of failure. For each document: operations,
those generated and left out, and how calls against a stub went, each operation called with what it
requires and with everything, and every tenth async as well. The stub holds requests against the
document, and what a method returns against the response. One run of mypy and one of pyright check
all packages. Needs what `nox -s typecheck` installs. Nothing leaves the machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from stub import stages

HEAD = "document,in it,generated,left out,seconds,MB,calls,right,wrong,raised,not made"


def main(arguments: Sequence[str]) -> int:
    """Measure the documents, and print what was found."""
    if arguments[:1] == ["--stage"]:
        stage = {"build": stages.build, "call": stages.call}[arguments[1]]
        print(json.dumps(stage(Path(arguments[2]), arguments[3])))
        return 0
    folder, chosen = Path(arguments[0]), list(arguments[1:])
    keys = chosen or sorted(path.name for path in (folder / "schemas").iterdir())
    print(f"| {HEAD.replace(',', ' | ')} |\n|---|{'--:|' * HEAD.count(',')}", flush=True)
    told = [_document(folder, key) for key in keys]
    print(_types(folder))
    for key, lines in zip(keys, told, strict=True):
        print("".join(f"\n- {key}: {line}" for line in lines), end="")
    return 0


def _document(folder: Path, key: str) -> list[str]:
    """Measure one document, print its row, and return what there is to say of it."""
    built, seconds, megabytes = _stage("build", folder, key)
    called: dict[str, Any] = {}
    if built.get("generated"):
        called, _, _ = _stage("call", folder, key)
    counts: Counter[str] = Counter(called.get("counts", {}))
    raised = counts["raised before sending"] + counts["raised after sending"]
    calls = counts["right"] + counts["wrong"] + raised
    row = [built.get("in", "?"), built.get("generated", 0), built.get("left", "?")]
    row += [f"{seconds:.0f}", megabytes, calls, counts["right"], counts["wrong"], raised]
    print(f"| {key} | {' | '.join(map(str, [*row, counts['not made']]))} |", flush=True)
    reasons = [f"{count} left out: {reason}" for reason, count in built.get("reasons", ())]
    kinds = [f"{counts[kind]} {said}" for kind, said in called.get("first", {}).items()]
    failed = [one["failed"] for one in (built, called) if one.get("failed")]
    return [*failed, *reasons, *kinds]


def _stage(name: str, folder: Path, key: str) -> tuple[dict[str, Any], float, int]:
    """Run a stage in a process of its own: what it says, wall-clock seconds, and peak MB."""
    started = perf_counter()
    command = [sys.executable, __file__, "--stage", name, str(folder), key]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, errors = process.communicate()
    seconds = perf_counter() - started
    lines = output.strip().splitlines()
    if process.returncode or not lines:
        return {"failed": (errors.strip().splitlines() or ["?"])[-1][:300]}, seconds, 0
    said: dict[str, Any] = json.loads(lines[-1])
    return said, seconds, int(said.get("megabytes", 0))


def _types(folder: Path) -> str:
    """What one run of each type checker says of all packages."""
    sources = sorted((folder / "measured").glob("*/src"))
    places = [str(path) for source in sources for path in source.iterdir()]
    (folder / "mypy.ini").write_text(
        "[mypy]\nstrict = true\npython_version = 3.11\n"
        f"mypy_path = {os.pathsep.join(map(str, sources))}\n"
    )
    settings = {
        "include": [os.path.relpath(one, folder) for one in places],
        "extraPaths": [str(one) for one in sources],
    }
    settings |= {"typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    commands = {
        "mypy": ["-m", "mypy", f"--config-file={folder / 'mypy.ini'}", *places],
        "pyright": ["-m", "pyright", f"--pythonpath={sys.executable}", "-p", str(folder)],
    }
    return "\n".join(_checked(name, command) for name, command in commands.items())


def _checked(name: str, command: Sequence[str]) -> str:
    started = perf_counter()
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    lines = done.stdout.strip().splitlines() or [done.stderr.strip()[-300:]]
    errors = [line for line in lines if "error:" in line or " - error" in line][:5]
    found = "".join(f"\n  {line.strip()}" for line in errors)
    return f"\n{name} --strict, {perf_counter() - started:.0f} s: {lines[-1]}{found}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
