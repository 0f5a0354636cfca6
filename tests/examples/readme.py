"""Runs the fenced blocks of a README as a reader would, and tells what they print.

An emulator that a block starts listens on a free port, whatever the block says, and the blocks
after it find it there. `…` in the expected text stands for anything
within a line, and on a line of its own for any lines.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"(?:^<!-- no-run: (?P<why>[^>]+) -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```", re.M | re.S
)


@dataclass(frozen=True)
class Block:
    """A fenced block; `why` says why it is not run, if it is not."""

    kind: str
    text: str
    why: str | None

    @property
    def commands(self) -> list[str]:
        """The lines that a reader types."""
        return [line[2:] for line in self.text.splitlines() if line.startswith("$ ")]

    @property
    def is_emulator(self) -> bool:
        """Whether it starts an emulator, which runs on."""
        return self.commands[0].startswith("corrigenda emulate ")


def blocks(path: Path) -> list[Block]:
    """The fenced blocks of a file."""
    found = _BLOCK.finditer(path.read_text(encoding="utf-8"))
    return [Block(one["kind"], one["text"], one["why"]) for one in found]


@contextmanager
def emulator(command: str, folder: Path, environment: dict[str, str]) -> Generator[str, None, None]:
    """Start the emulator of a command on a free port, and yield its address."""
    line = re.sub(r"--port \d+", "--port 0", command)
    with subprocess.Popen(
        f"exec {line}",
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            lines = (re.search(r"http://[^/]+", line) for line in process.stdout)
            yield next(found[0] for found in lines if found)
        finally:
            process.terminate()
            process.stdout.read()


def printed(block: Block, folder: Path, environment: dict[str, str]) -> str:
    """Run the commands of a block in one shell, and return them with what they print, as shown.

    What `export` sets stays in `environment` for the blocks to come.
    """
    lines = [f"printf '%s\\n' {_quoted('$ ' + one)}\n{one}" for one in block.commands]
    script = "\n".join(["exec 2>&1", "set -e", *lines, "env -0 >.environment"])
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    kept = (folder / ".environment").read_text().split("\0")
    (folder / ".environment").unlink()
    parts = [line.partition("=") for line in kept if line]
    environment.update({name: value for name, _, value in parts})
    return done.stdout


def fits(expected: str, shown: str) -> bool:
    """Whether a text is as expected."""
    text = re.escape(expected.rstrip())
    pattern = text.replace("\\\n…\\\n", "\n(?:.*\n)*").replace("…", ".*")
    return re.fullmatch(pattern, shown.rstrip()) is not None


def moved(text: str, address: str) -> str:
    """The text with the address of the emulator that listens instead of the one it names."""
    return text.replace("http://127.0.0.1:8321", address)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def clean(environment: dict[str, str]) -> dict[str, str]:
    """The environment of a reader: pytest finds the plugin as if it were installed."""
    plugin = "-p corrigenda.emulator.pytest_plugin -p no:cacheprovider -c /dev/null --rootdir ."
    ours = {name: text for name, text in environment.items() if not name.startswith("PYTEST")}
    made = ["generated/parcels/src", "generated/depots/src"]
    path = os.pathsep.join([*made, environment.get("PYTHONPATH", "")])
    return {
        **ours,
        "PYTEST_ADDOPTS": plugin,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": path.rstrip(os.pathsep),
        "PYTHONWARNINGS": "default",
        "NO_COLOR": "1",
    }
