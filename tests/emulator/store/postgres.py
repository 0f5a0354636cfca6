"""Run a PostgreSQL server of the machine's own, in a temporary folder, for one test session."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

_NUMBERS = count()
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens on a socket in its folder only."""

    folder: Path
    process: "subprocess.Popen[bytes]"

    def connect(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host=str(self.folder), dbname=database, user="postgres", autocommit=True
        )

    def new_database(self) -> str:
        """Create a database and return its URL."""
        name = f"store_{next(_NUMBERS)}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"


def binaries() -> Path | None:
    """Return the folder of the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def running() -> Iterator[Server]:
    programs = binaries()
    assert programs, "PostgreSQL is not installed"
    # A short path: the name of a socket has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if os.getuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, "postgres")
        data = folder / "data"
        make = [programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync"]
        subprocess.run(_as_user(make), check=True, capture_output=True, cwd=folder)
        with (folder / "log").open("wb") as log:
            options = [part for each in _QUICK for part in ("-c", each)]
            start = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
            command = _as_user([*start, *options])
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            server = Server(folder, process)
            _wait(server)
            yield server
        finally:
            process.terminate()
            process.wait()
    finally:
        shutil.rmtree(folder)


def _as_user(command: list[Path | str]) -> list[str]:
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    return [*(user if os.getuid() == 0 else []), *map(str, command)]


def _wait(server: Server) -> None:
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            if server.process.poll() is not None:
                raise AssertionError((server.folder / "log").read_text()) from None
            time.sleep(0.02)
        else:
            return


def _version(file: Path) -> int:
    return int(file.parts[-3]) if file.parts[-3].isdigit() else 0
