"""Starts a server as a process on one core, and reads from /proc what it costs.

The peer is installed from npm, with the Node that it asks for, into a folder of the user's cache.
No script of a package runs at its installation. Needs Linux.
"""

from __future__ import annotations

import json
import os
import platform
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "generated/sonicpay/openapi.yaml"
NODE = 24
"""The major version of Node that the peer asks for."""
PATIENCE = 60
"""Seconds until a server that does not respond is given up."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Started:
    """A running server, and the seconds that it took until its first response."""

    process: subprocess.Popen[bytes]
    port: int
    seconds: float
    processor: float

    def used(self) -> float:
        """Return the processor seconds of all its threads so far, user and system."""
        return _used(self.process.pid)

    def megabytes(self) -> float:
        """Return its resident memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@dataclass(frozen=True, slots=True)
class Peer:
    """The installed peer."""

    node: Path
    script: Path
    version: str

    def command(self, port: int) -> Sequence[str]:
        """Return the command that serves the document without a log, which is the fastest."""
        quiet = ("-v", "silent", "-h", "127.0.0.1", "-p", str(port))
        return [str(self.node), str(self.script), "mock", *quiet, str(DOCUMENT)]


def our_command(*options: str) -> Callable[[int], Sequence[str]]:
    """Return what makes the command of our emulator for a port."""
    ours = (sys.executable, "-m", "corrigenda", "emulate", "sonicpay", "--quiet")
    return lambda port: [*ours, "--port", str(port), *options]


def install_peer() -> Peer:
    """Install the current release of Prism, or bring it up to date."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "corrigenda" / "prism"
    folder.mkdir(parents=True, exist_ok=True)
    binary = f"node-linux-{'arm64' if platform.machine() == 'aarch64' else 'x64'}"
    packages = ("@stoplight/prism-cli@latest", f"{binary}@{NODE}")
    quiet = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts")
    command = ["npm", "install", *quiet, "--prefix", str(folder), *packages]
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"Prism cannot be installed: {error}\n  fix: install npm") from None
    package = folder / "node_modules/@stoplight/prism-cli"
    about = json.loads((package / "package.json").read_text())
    script = package / about["bin"]["prism"]
    return Peer(folder / f"node_modules/{binary}/bin/node", script, about["version"])


@contextmanager
def started(
    command: Callable[[int], Sequence[str]], core: int, path: str, headers: str
) -> Generator[Started, None, None]:
    """Run a server on a free port and on one core, from its first response to `path` on."""
    port = _free_port()
    begun = time.perf_counter()
    with _pinned_to(core):
        process = subprocess.Popen(command(port), stdout=subprocess.DEVNULL, cwd=ROOT)
    try:
        _until_it_responds(process, port, f"GET {path} HTTP/1.1\r\n{headers}\r\n".encode())
        yield Started(process, port, time.perf_counter() - begun, _used(process.pid))
    finally:
        process.kill()
        process.wait()


@contextmanager
def _pinned_to(core: int) -> Generator[None, None, None]:
    """Run on one core for a moment; what is started meanwhile stays there."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, [core])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _until_it_responds(process: subprocess.Popen[bytes], port: int, request: bytes) -> None:
    latest = time.monotonic() + PATIENCE
    while time.monotonic() < latest and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
                connection.sendall(request)
                if connection.recv(12) == b"HTTP/1.1 200":
                    return
        except ConnectionError:
            pass
        time.sleep(0.002)
    raise SystemExit(f"no response from: {process.args!r}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _used(process: int) -> float:
    # The name of the program, in parentheses, may contain spaces.
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
