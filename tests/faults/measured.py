"""Calls, each in a process of its own: prints how each ended and the memory that it took.

    python -m tests.faults.measured '{"operation": ..., "kind": "sync", "urls": {fault: url}}'

The servers are in another process, so that their memory does not count.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from tests.faults.calls import LIMITS, Case, call, operations


def peak() -> int:
    """Return the most resident memory of this process so far, in bytes.

    ``ru_maxrss`` of a new process begins with what its parent had, so it is only used where the
    kernel has no count of its own.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def measure(task: dict[str, Any]) -> dict[str, list[Any]]:
    """Call an operation of each server; return the class of each result, and its peak."""
    case = operations()[task["operation"]]
    importlib.import_module(case.package)
    return {fault: apart(case, task["kind"], url) for fault, url in task["urls"].items()}


def apart(case: Case, kind: str, url: str) -> list[Any]:
    """Make one call in a fork, so that it begins without the memory of the call before."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        result = call(case, kind, url, **LIMITS, max_retries=0)
        end = type(result).__name__ if isinstance(result, Exception) else "value"
        os.write(writing, json.dumps([end, peak()]).encode())
        os._exit(0)
    os.close(writing)
    os.wait()
    with os.fdopen(reading) as pipe:
        measured: list[Any] = json.load(pipe)
    return measured


if __name__ == "__main__":
    print(json.dumps(measure(json.loads(sys.argv[1]))))
