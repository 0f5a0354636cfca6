"""A start imports what the first response needs, since most of its time goes into imports."""

import subprocess
import sys

import pytest

ANSWERED = """
import socket, sys
from corrigenda.emulator import Emulator

with Emulator(seed="docs") as emulator:
    host, port = emulator.root.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        head = "Host: 127.0.0.1\\r\\nAuthorization: Bearer any\\r\\nConnection: close"
        connection.sendall(f"GET /sonicpay/invoices HTTP/1.1\\r\\n{head}\\r\\n\\r\\n".encode())
        assert connection.recv(12) == b"HTTP/1.1 200"
print(*sys.modules)
"""
COMMAND = """
import sys
import corrigenda.cli.emulate, corrigenda.emulator.foreground

print(*sys.modules)
"""


@pytest.mark.parametrize("code", [ANSWERED, COMMAND])
def test_a_start_imports_no_library_that_it_may_not_need(code: str) -> None:
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    imported = set(ran.stdout.split())
    assert "corrigenda.emulator.store.memory" in imported
    assert not imported & {"sqlalchemy", "psycopg", "graphql", "regex", "rich", "httpx2"}
