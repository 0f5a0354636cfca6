"""Runs generators as separate processes, and tells whether they took their input without a word.

The builder's settings (a locale, warnings turned into errors, a start-up file) must not affect a
client, so a process only gets the environment variables for programs, home, temporary files and
Python. Any output on standard error is a refusal: a generator warns where it guesses, and a client
must not depend on a guess.
"""

import json
import os
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_PASSED = (
    *("PATH", "HOME", "TMPDIR", "TEMP", "TMP"),
    *("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH"),
    *("SYSTEMROOT", "USERPROFILE", "PATHEXT"),  # Windows starts no program without these
)
_HOST = Path(__file__).with_name("host.py")


class Accepts(Protocol):
    """Runs a generator in a folder, and tells whether it had nothing to say.

    What it says is not passed on: it describes the generator, and not the schema.
    """

    def __call__(self, module: str, arguments: Sequence[str], folder: Path) -> bool: ...


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder for the files of a package in the making, and the generators that work there."""

    folder: Path
    accepts: Accepts

    def within(self, name: str) -> "Workshop":
        """Return one whose folder is a new one in this."""
        folder = self.folder / name
        folder.mkdir(parents=True)
        return Workshop(folder, self.accepts)


def environment() -> dict[str, str]:
    """Return the environment variables of a generator."""
    passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
    fixed = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    return {**passed, **fixed, "NO_COLOR": "1"}


@contextmanager
def generators(folder: Path) -> Generator[Accepts]:
    """Run generators within the block; what still runs at its end is killed.

    Args:
        folder: where to make a folder outside the repository, for a trial of the generators.
    """
    if not hasattr(os, "fork"):
        yield _accepts_alone
        return
    folder.mkdir()
    command = [sys.executable, "-P", str(_HOST), str(folder)]
    # In a group of its own, so that it ends with the generator that it runs.
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        text=True,
        process_group=0,
    ) as host:
        try:
            yield _by(host)
        finally:
            os.killpg(host.pid, 9)


def _by(host: "subprocess.Popen[str]") -> Accepts:
    def accepts(module: str, arguments: Sequence[str], folder: Path) -> bool:
        assert host.stdin is not None
        assert host.stdout is not None
        with suppress(BrokenPipeError):
            host.stdin.write(json.dumps((module, arguments, str(folder))) + "\n")
            host.stdin.flush()
        if line := host.stdout.readline():
            return line == "True\n"
        raise RuntimeError("the process that runs the generators has ended")

    return accepts


def _accepts_alone(module: str, arguments: Sequence[str], folder: Path) -> bool:
    """Run a generator in a process of its own, where a process cannot fork."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    return done.returncode == 0 and not done.stderr.strip()
