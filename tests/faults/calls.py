"""The calls that meet the faults: one read and one write of each client, and every operation.

The operations are those of the READMEs, whose examples are run with a client that only notes them,
so that a new operation is tried without a change here. Whether a request writes is told from what
arrived, not from what the client thinks of it.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import distribution
from inspect import isawaitable
from pathlib import Path
from typing import Any

from tests.faults.server import Arrived
from tests.readmes.blocks import running

TOKEN = "secret-token-of-the-tests"
LIMITS: Mapping[str, Any] = {"timeout": 10, "deadline": 20, "max_response_bytes": 8 * 1024 * 1024}
SLOW: Mapping[str, Any] = {**LIMITS, "timeout": 0.25, "deadline": 0.4}
"""The limits for faults that nothing else would end."""
GRACE = 2
"""Seconds beyond the deadline that a busy machine may take."""


@dataclass(frozen=True)
class Case:
    """One call of one client, as a function of the client."""

    package: str
    call: Callable[[Any], Any]
    writes: bool = False

    @property
    def client(self) -> str:
        """The name of the sync client."""
        return client_name(self.package)

    def make(self, kind: str, **arguments: Any) -> Any:
        """Return a sync or an async client."""
        module = importlib.import_module(self.package)
        credentials = {"site_id": "site"} if self.client == "SubsBase" else {}
        name = f"Async{self.client}" if kind == "async" else self.client
        return getattr(module, name)(**{"token": TOKEN, **credentials, **arguments})


def client_name(package: str) -> str:
    """Return the name of the sync client of a package."""
    names = importlib.import_module(package).__all__
    return str(next(name for name in names if f"Async{name}" in names))


INVOICE = "5f0efa72-f2b9-4b5d-9c1b-8f8f1e0b0c2d"
PROJECT = "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjY4ZDAxMTQ3ZGQ:27063631"
CASES: dict[str, Case] = {
    "sonicpay reads": Case("sonicpay_client", lambda c: c.get_invoice(INVOICE)),
    "sonicpay writes": Case(
        "sonicpay_client", lambda c: c.update_invoice(INVOICE, amount=1), writes=True
    ),
    "sonderplan reads": Case("sonderplan_client", lambda c: c.list_invoices()),
    "subsbase reads": Case("subsbase_client", lambda c: c.list_invoices()),
    "subsbase writes": Case(
        "subsbase_client",
        lambda c: c.void_invoice(invoice_id="invoice_id", requester_id="requester"),
        writes=True,
    ),
    "quickbooks reads": Case("quickbooks_client", lambda c: c.list_projects()),
    "quickbooks writes": Case(
        "quickbooks_client", lambda c: c.delete_project(PROJECT), writes=True
    ),
}

SCHEMAS = Path(__file__).parents[2] / "schemas"
PACKAGES = sorted(f"{path.parent.name}_client" for path in SCHEMAS.glob("*/provider.toml"))


@dataclass
class Notes:
    """A client that sends nothing, and notes the calls of the examples."""

    calls: dict[str, Callable[[Any], Any]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Callable[..., tuple[()]]:
        def call(*args: Any, **named: Any) -> tuple[()]:
            self.calls.setdefault(name, lambda c: getattr(c, name)(*args, **named))
            return ()

        return call


def operations() -> Mapping[str, Case]:
    """Return a call of every method of every client, as its README shows it."""
    return {
        f"{package.removesuffix('_client')} {name}": Case(package, call)
        for package in PACKAGES
        for name, call in _examples(package).items()
    }


def _examples(package: str) -> Mapping[str, Callable[[Any], Any]]:
    readme = str(distribution(package.replace("_", "-")).metadata.get_payload())
    methods = readme.partition("\n## Methods\n")[2].partition("\n## ")[0]
    notes = Notes()
    for block in running(methods):
        exec(compile(block.text, "README.md", "exec"), {"client": notes})
    return notes.calls


def is_write(arrived: Arrived) -> bool:
    """Return whether a request that arrived changes something."""
    method, path, _version = arrived.line.split()
    if path != "/":
        return method != "GET"
    return not json.loads(arrived.body)["query"].lstrip().startswith("query")


def call(case: Case, kind: str, url: str, **options: Any) -> Any:
    """Return the value of a call, or the exception that it raised."""

    async def run() -> Any:
        async with case.make(kind, base_url=url, **options) as client:
            return await _finish(case.call(client))

    try:
        if kind == "async":
            return asyncio.run(run())
        with case.make(kind, base_url=url, **options) as client:
            result = case.call(client)
            return next(result, None) if isinstance(result, Iterator) else result
    except Exception as error:  # noqa: BLE001  (which one it is, is the question)
        return error


async def _finish(result: Any) -> Any:
    if isinstance(result, AsyncIterator):
        return await anext(result, None)
    return await result if isawaitable(result) else result


def timed_call(case: Case, kind: str, url: str, limits: Mapping[str, Any], **options: Any) -> Any:
    """Return what ``call`` returns, and insist on the deadline."""
    begun = time.monotonic()
    result = call(case, kind, url, **limits, **options)
    assert time.monotonic() - begun < limits["deadline"] + GRACE
    return result


def insist(result: Any, end: str, package: str) -> None:
    """Insist on the expected value or class, and that no error shows the token."""
    if not isinstance(result, Exception):
        assert end == "value", result
        return
    assert isinstance(result, importlib.import_module(package).APIError), repr(result)
    assert end == type(result).__name__, str(result)[:500]
    assert TOKEN not in str(result)
    assert result.__context__ is None
