"""The emulator as a process of its own, so that its memory is not that of 64 clients.

The process reads commands as lines of JSON and answers each with one: what a fault is, how much it
holds, how many requests arrived. It ends with its input.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from corrigenda.emulator import Emulator, journal

ROOT = Path(__file__).parents[3]
KEPT = 1000
"""Requests in the journal: so few that it is full before memory is first compared."""


@dataclass(frozen=True)
class Held:
    """What the process holds: resident megabytes and open files."""

    megabytes: float
    files: int


@dataclass(frozen=True)
class Served:
    """A running emulator."""

    process: "subprocess.Popen[str]"
    urls: dict[str, str]
    lock: Lock = field(default_factory=Lock)

    def fault(self, operation: str, **kind: Any) -> None:
        """Make the next requests of an operation fail."""
        self._ask({"fault": operation, "kind": kind})

    def clear_faults(self) -> None:
        self._ask({"clear": True})

    def held(self) -> Held:
        return Held(**self._ask({"held": True}))

    def _ask(self, command: dict[str, Any]) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        with self.lock:
            self.process.stdin.write(json.dumps(command) + "\n")
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())


@contextmanager
def serving(store: str) -> Iterator[Served]:
    """Run the emulator on a store while the block runs."""
    command = [sys.executable, "-m", "tests.emulator.soak.served", store]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        assert process.stdout
        yield Served(process, json.loads(process.stdout.readline()))
        assert process.stdin
        process.stdin.close()


def main() -> None:
    assert journal.KEPT > KEPT
    vars(journal)["KEPT"] = KEPT
    with Emulator(store=sys.argv[1], providers=["sonicpay", "subsbase"]) as emulator:
        print(json.dumps(emulator.urls()), flush=True)
        for line in sys.stdin:
            print(json.dumps(_answer(emulator, json.loads(line))), flush=True)


def _answer(emulator: Any, command: dict[str, Any]) -> object:
    if "fault" in command:
        emulator.fault(command["fault"], **command["kind"])
        return None
    if "clear" in command:
        emulator.clear_faults()
        return None
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    resident = next(line for line in status if line.startswith("VmRSS"))
    files = len(os.listdir("/proc/self/fd"))
    return {"megabytes": int(resident.split()[1]) / 1024, "files": files}


if __name__ == "__main__":
    main()
