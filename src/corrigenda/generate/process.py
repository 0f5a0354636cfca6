"""Runs a generator as a separate process, and reports its warnings and errors as problems.

The builder's settings (a locale, warnings turned into errors, a start-up file) must not affect a
client, so the process only gets the environment variables for programs, home, temporary files and
Python. Any output on standard error is a problem: a generator warns where it guesses, and a client
must not depend on a guess.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from corrigenda.problems import Place, Problem, ProblemsError

_PASSED = (
    *("PATH", "HOME", "TMPDIR", "TEMP", "TMP"),
    *("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH"),
    *("SYSTEMROOT", "USERPROFILE", "PATHEXT"),  # Windows starts no program without these
)
_FIX = "change the schema to a form that the generator accepts without a warning"
_WARNING = re.compile(r"^\S.*:\d+: \w*Warning: (?P<message>.*)$")


def environment() -> dict[str, str]:
    """Return the environment variables of a generator."""
    passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
    fixed = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    return {**passed, **fixed, "NO_COLOR": "1"}


def run_generator(name: str, module: str, arguments: list[str], folder: Path, place: Place) -> None:
    """Run a generator's Python module in a folder.

    Args:
        name: the name of the generator in problems.
        module: the module that Python runs.
        arguments: its command line.
        folder: its working directory.
        place: where problems are reported.

    Raises:
        ProblemsError: the generator failed or warned.
    """
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode != 0 or done.stderr.strip():
        raise ProblemsError([Problem(place, f"{name}: {_said(done.stderr)}", _FIX)])


def _said(errors: str) -> str:
    """Return the first warning, without the place and the source line that Python prints with it.

    Without a warning, return the last line, which in a traceback is the exception.
    """
    lines = errors.strip().splitlines() or ["no reason given"]
    for number, line in enumerate(lines):
        found = _WARNING.match(line)
        if found:
            rest = lines[number + 1 :]
            more = rest[: next((at for at, one in enumerate(rest) if one.startswith("  ")), 0)]
            return " ".join([found["message"], *more]).strip()
    return lines[-1].strip()
