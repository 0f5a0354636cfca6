"""A forked process never reads the responses of another."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.runtime.conftest import Arrived, Server

pytestmark = [
    pytest.mark.usefixtures("clean_environment"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork"),
]


def run(work: str, server: Server) -> list[list[str]]:
    """Run a part of ``forks``; what each process found, in the order of their ends."""
    server.body = number_of
    program = [sys.executable, "-W", "error", "-m", "tests.runtime.forks", work, server.url]
    done = subprocess.run(program, capture_output=True, text=True, timeout=120, check=False)
    assert (done.stderr, done.returncode) == ("", 0)
    return [json.loads(line) for line in done.stdout.splitlines()]


def number_of(came: Arrived) -> bytes:
    return b'{"amount": %s}' % came.target.rpartition("/")[2].encode()


def test_children_and_parent_get_their_own_responses(server: Server) -> None:
    assert run("sync", server) == [[], [], [], [], [""], []]


def test_async_children_and_parent_get_their_own_responses(server: Server) -> None:
    assert run("later", server) == [[], [], [], []]


def test_a_client_of_the_caller_is_refused_in_a_child(server: Server) -> None:
    child, second, parent = run("brought", server)
    assert child[0].startswith("http_client: this process was forked after the HTTP client was")
    assert second == child
    assert parent == ["4"]


def test_an_async_client_of_the_caller_is_refused_in_a_child(server: Server) -> None:
    ((said,),) = run("brought_later", server)
    assert said.startswith("http_client: this process was forked after the HTTP client was")
