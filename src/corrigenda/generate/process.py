"""Runs a generator as a process of its own, and says what it said.

A setting of whoever builds (a locale, a warning made an error, a start-up file) must not show in a
client: the process sees where programs, homes and temporary files are, how Python is found, and no
more of the environment. Any word on its standard error is a problem: a generator warns where it
guesses, and a guess is not a client.
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
    *("SYSTEMROOT", "USERPROFILE", "PATHEXT"),  # without which nothing starts on Windows
)
_FIX = "give it a form that the generator reads without a guess"
_WARNING = re.compile(r"^\S.*:\d+: \w*Warning: (?P<message>.*)$")


def environment() -> dict[str, str]:
    """The environment variables of a generator."""
    passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
    fixed = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    return {**passed, **fixed, "NO_COLOR": "1"}


def run_generator(name: str, module: str, arguments: list[str], folder: Path, place: Place) -> None:
    """Run a generator's Python module in a folder.

    Args:
        name: what a problem calls the generator.
        module: the module that Python runs.
        arguments: its command line.
        folder: its working directory.
        place: where a problem is reported.

    Raises:
        ProblemsError: the generator failed, or warned.
    """
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode != 0 or done.stderr.strip():
        raise ProblemsError([Problem(place, f"{name}: {_said(done.stderr)}", _FIX)])


def _said(errors: str) -> str:
    """The first warning, without the place and the line of source that Python prints with it.

    Without a warning the last line: that of a traceback is the exception.
    """
    lines = errors.strip().splitlines() or ["no reason given"]
    for number, line in enumerate(lines):
        found = _WARNING.match(line)
        if found:
            rest = lines[number + 1 :]
            more = rest[: next((at for at, one in enumerate(rest) if one.startswith("  ")), 0)]
            return " ".join([found["message"], *more]).strip()
    return lines[-1].strip()
