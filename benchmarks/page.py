"""Runs benchmarks, and writes what they print to docs/benchmarks.md.

    nox -s bench [-- NAME...]
    nox -s bench -- client --check

Each benchmark has a section between two markers, so that one alone can be measured again; each
section says when and on what. Without a name, all that need nothing else are run: `documents` needs
a folder of public documents, whose place comes from ``--folder``. ``--check`` runs them with their
limits and writes nothing. `client` also draws docs/images/benchmarks.svg.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from plot import plot

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
PICTURE = HERE.parent / "docs" / "images" / "benchmarks.svg"
NAMES = ("client", "emulator", "factory", "overlays", "documents")
_PRINTED = "<!-- no-run: it is what the benchmark has printed -->"
CHECKED = ("client", "emulator", "factory", "overlays")


def main() -> int:
    """Run the chosen benchmarks, and return the highest of their exit statuses."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--folder", help="the documents that `documents` measures")
    given = parser.parse_args()
    unknown = sorted({*given.names} - {*NAMES})
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}; choose from: {', '.join(NAMES)}")
    if given.folder is None and "documents" in given.names:
        parser.error("`documents` needs --folder FOLDER with schemas/ and overlays/")
    names = given.names or (CHECKED if given.check else NAMES)
    if given.folder is None:
        names = [name for name in names if name != "documents"]
    return max(_run(name, given.check, given.folder) for name in names)


def _run(name: str, check: bool, folder: str | None) -> int:
    """Run one benchmark; its section is replaced only if it has come to its end."""
    options = ["--check"] if check and name in CHECKED else []
    options += [folder] if name == "documents" and folder else []
    command = [sys.executable, str(HERE / f"{name}.py"), *options]
    print(f"{name}:", flush=True)
    about = machine()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = [_shown(line) for line in process.stdout]
    if not check and process.returncode == 0:
        write(name, "".join(lines), about)
    return process.returncode


def _shown(line: str) -> str:
    print(line, end="", flush=True)
    return line


def write(name: str, output: str, about: str) -> None:
    """Put the output of a benchmark into its section of the page."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = (f"<!-- {name}: {mark} -->" for mark in ("begin", "end"))
    before, found, rest = text.partition(begin)
    if not found or end not in rest:
        raise SystemExit(f"{PAGE.name} has no section {begin} … {end}")
    table = output.strip()
    body = table if table.startswith("|") else f"{_PRINTED}\n```text\n{table}\n```"
    section = f"{begin}\n{about}\n\n{body}\n"
    PAGE.write_text(before + section + rest[rest.index(end) :], encoding="utf-8")
    if name == "client":
        PICTURE.write_text(plot(table), encoding="utf-8")


def machine() -> str:
    """What the figures depend on; neither the name of the machine nor a path."""
    commit = _git("rev-parse", "--short", "HEAD")
    changed = " with changes" if _git("status", "--porcelain", "--", "src", "generated") else ""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} at commit {commit}{changed}: {_model()}, "
        f"{cores} cores, load {os.getloadavg()[0]:.1f} before the start, {platform.system()}, "
        f"Python {platform.python_version()}."
    )


def _model() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(HERE), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
