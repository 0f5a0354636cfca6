"""Runs a generator as a separate process, and tells whether it took its input without a word.

The builder's settings (a locale, warnings turned into errors, a start-up file) must not affect a
client, so the process only gets the environment variables for programs, home, temporary files and
Python. Any output on standard error is a refusal: a generator warns where it guesses, and a client
must not depend on a guess.
"""

import os
import subprocess
import sys
from pathlib import Path

_PASSED = (
    *("PATH", "HOME", "TMPDIR", "TEMP", "TMP"),
    *("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH"),
    *("SYSTEMROOT", "USERPROFILE", "PATHEXT"),  # Windows starts no program without these
)


def environment() -> dict[str, str]:
    """Return the environment variables of a generator."""
    passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
    fixed = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    return {**passed, **fixed, "NO_COLOR": "1"}


def accepted(module: str, arguments: list[str], folder: Path) -> bool:
    """Run a generator's Python module in a folder, and tell whether it had nothing to say.

    What it says is not passed on: it describes the generator, and not the schema.

    Args:
        module: the module that Python runs.
        arguments: its command line.
        folder: its working directory.
    """
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    return done.returncode == 0 and not done.stderr.strip()
