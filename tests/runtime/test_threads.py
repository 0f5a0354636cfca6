"""Threads that make their first calls at once: msgspec must not read a class in two of them."""

import subprocess
import sys
import threading
from typing import Any

import msgspec
import pytest

from corrigenda.runtime import shape

RACING = """
import sys, threading
import subsbase_client.models as models
from subsbase_client._runtime.decode import attempt
sys.setswitchinterval(1e-5)
barrier = threading.Barrier(32)
def first():
    barrier.wait()
    attempt(b'{"data": []}', models.InvoicePage)
threads = [threading.Thread(target=first) for _ in range(32)]
for one in threads: one.start()
for one in threads: one.join()
"""


class Inner(msgspec.Struct):
    number: int


class Outer(msgspec.Struct):
    inner: Inner


def test_threads_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, seen = 0, list[int]()
    decoder = msgspec.json.Decoder
    other = threading.Event()

    def slow(*arguments: Any, **options: Any) -> Any:
        nonlocal inside
        inside += 1
        seen.append(inside)
        other.wait(0.05)
        inside -= 1
        return decoder(*arguments, **options)

    monkeypatch.setattr(shape.msgspec.json, "Decoder", slow)
    threads = [threading.Thread(target=shape.shape_of, args=(Outer,)) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert seen == [1] * len(threads)


def test_first_calls_of_many_threads_at_once() -> None:
    # Without turns, a run of this crashes the interpreter about once in ten times.
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", RACING], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
