"""With ``max_response_bytes`` of 8 MiB no response takes a process beyond 200 MB.

Each call is a process of its own, and not that of the server. The calls end as documented, so that
none is cheap only because it failed early.
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import weakref
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.faults.calls import CASES, LIMITS, Case
from tests.faults.sending import carries
from tests.faults.server import Faulty, misbehaving
from tests.faults.sizes import groups

MOST = 200_000_000
ROOT = Path(__file__).parents[2]
GROUPS = groups()
GOOD = {
    "sonicpay list_invoices": b'{"data":[],"meta":{"total_count":0,"page":1,"per_page":20}}',
    "subsbase list_invoices": (
        b'{"data":{"invoices":{"isSuccess":true,"message":"","data":[],'
        b'"pagination":{"page":1,"perPage":10,"totalRecords":0}}}}'
    ),
}
"""A page of REST and one of GraphQL, and a good response."""


def measure(task: dict[str, Any]) -> dict[str, list[Any]]:
    command = [sys.executable, "-m", "tests.faults.measured", json.dumps(task)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    measured: dict[str, list[Any]] = json.loads(done.stdout)
    return measured


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("operation", GOOD)
@pytest.mark.parametrize("group", GROUPS)
def test_no_response_takes_more_than_200_mb(group: str, operation: str, kind: str) -> None:
    faults = GROUPS[group]
    with ExitStack() as stack:
        urls = {
            name: stack.enter_context(misbehaving(Faulty(fault.act, GOOD[operation]))).url
            for name, fault in faults.items()
        }
        measured = measure({"operation": operation, "kind": kind, "urls": urls})
    assert {name: peak for name, (_end, peak) in measured.items() if peak > MOST} == {}
    others = {name: end for name, (end, _) in measured.items() if end not in faults[name].end}
    assert others == {}


def refusal(case: Case, url: str) -> weakref.ref[Exception]:
    with case.make("sync", base_url=url, **LIMITS) as client:
        try:
            case.call(client)
        except Exception as error:  # noqa: BLE001  (any error that may hold a body)
            return weakref.ref(error)
    raise AssertionError


async def refusal_async(case: Case, url: str) -> weakref.ref[Exception]:
    async with case.make("async", base_url=url, **LIMITS) as client:
        try:
            await case.call(client)
        except Exception as error:  # noqa: BLE001
            return weakref.ref(error)
    raise AssertionError


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("status", ["200 OK", "400 No"])
def test_an_error_is_freed_without_the_garbage_collector(status: str, name: str, kind: str) -> None:
    """An error holds the body, which may take 100 MB until the collector finds a cycle."""
    case, faulty = CASES[name], Faulty(carries(lambda body: b"[]", status=status), b"")
    gc.disable()
    try:
        with misbehaving(faulty):
            is_async = kind == "async"
            url = faulty.url
            error = asyncio.run(refusal_async(case, url)) if is_async else refusal(case, url)
        assert error() is None
    finally:
        gc.enable()
