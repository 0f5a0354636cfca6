"""Every fault of a server, for a read and a write of each client, sync and async.

Each call ends in the expected value or ``APIError``, in time, and no write arrives twice. The
clients come from the installed packages; the good responses come from the emulator.
"""

from __future__ import annotations

import asyncio
import importlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

import pytest

from corrigenda.emulator import Emulator
from tests.faults.server import FAULTS, Faulty, misbehaving

EXPECTED: Mapping[str, tuple[str, ...]] = {
    "value": (
        "a body that is longer than its length",
        "a body without a length",
        "a property that comes twice",
        "an early hint",
        "an unknown charset",
        "good gzip",
        "the wrong content type",
    ),
    "ResponseDecodeError": (
        "HTML",
        "a chunk that is too short",
        "a malformed chunk",
        "a reset in the body",
        "a gzip bomb",
        "a truncated body",
        "an empty body",
        "an endless body",
        "an unknown encoding",
        "another JSON",
        "bad gzip",
        "deeply nested JSON",
        "gzip that is none",
        "half of the JSON",
        "no content",
        "no last chunk",
        "not UTF-8",
        "null",
        "truncated gzip",
    ),
    "APIConnectionError": (
        "a header without a colon",
        "a huge head",
        "a negative length",
        "a status that is no number",
        "another protocol",
        "closed after the request",
        "half a head",
        "half a status line",
        "not HTTP",
        "reset after the request",
        "two lengths",
    ),
    "APITimeoutError": (
        "a dripping body",
        "dripping chunk extensions",
        "dripping headers",
        "dripping hints",
        "dripping trailers",
        "silence",
    ),
    "APIStatusError": ("a redirect", "a redirect to nowhere", "a status without a meaning"),
    "BadRequestError": ("400",),
    "AuthenticationError": ("401",),
    "PermissionDeniedError": ("403",),
    "NotFoundError": ("404",),
    "ConflictError": ("409",),
    "UnprocessableEntityError": ("422",),
    "RateLimitError": ("429",),
    "InternalServerError": (
        "500",
        "503",
        "a truncated error",
        "an endless error",
        "an error with bad gzip",
    ),
}
"""What each fault ends in: the name of an error, or a value."""

ANY: tuple[str, ...] = (
    "UTF-16",
    "a byte-order mark",
)
"""Faults that end in a value or in any ``APIError``."""

ENDS = {fault: end for end, faults in EXPECTED.items() for fault in faults}
ENDS |= dict.fromkeys(ANY, "")


@dataclass(frozen=True)
class Case:
    """One call of one client, as a function of the client."""

    package: str
    client: str
    call: Callable[[Any], Any]
    writes: bool = False

    def make(self, kind: str, **arguments: Any) -> Any:
        """Return a sync or an async client."""
        module = importlib.import_module(self.package)
        credentials = {"site_id": "site"} if self.client == "SubsBase" else {}
        name = f"Async{self.client}" if kind == "async" else self.client
        return getattr(module, name)(**{"token": TOKEN, **credentials, **arguments})


TOKEN = "secret-token-of-the-tests"
LIMITS: Mapping[str, Any] = {"timeout": 0.5, "deadline": 1.5, "max_response_bytes": 8 * 1024 * 1024}
INVOICE = "5f0efa72-f2b9-4b5d-9c1b-8f8f1e0b0c2d"
PROJECT = "djQuMTo5MTMwMzU1MjAyMDI4NDY2OjY4ZDAxMTQ3ZGQ:27063631"
CASES: Mapping[str, Case] = {
    "sonicpay reads": Case("sonicpay_client", "SonicPay", lambda c: c.get_invoice(INVOICE)),
    "sonicpay writes": Case(
        "sonicpay_client", "SonicPay", lambda c: c.update_invoice(INVOICE, amount=1), writes=True
    ),
    "sonderplan reads": Case("sonderplan_client", "Sonderplan", lambda c: c.list_invoices()),
    "subsbase reads": Case("subsbase_client", "SubsBase", lambda c: c.list_invoices()),
    "subsbase writes": Case(
        "subsbase_client",
        "SubsBase",
        lambda c: c.void_invoice(invoice_id="invoice_id", requester_id="requester"),
        writes=True,
    ),
    "quickbooks reads": Case("quickbooks_client", "QuickBooks", lambda c: c.list_projects()),
    "quickbooks writes": Case(
        "quickbooks_client", "QuickBooks", lambda c: c.delete_project(PROJECT), writes=True
    ),
}


@pytest.fixture(scope="module")
def good() -> Mapping[str, bytes]:
    """The body of the emulator's response to each call."""
    bodies: dict[str, bytes] = {}
    with Emulator(seed="docs") as emulator:
        for name, case in CASES.items():
            with case.make("sync", base_url=emulator.url(case.client.lower())) as client:
                case.call(client)
            bodies[name] = emulator.requests()[-1].answer
    return bodies


def call(case: Case, kind: str, url: str) -> Any:
    """Return the value of a call, or the exception that it raised."""

    async def run() -> Any:
        async with case.make(kind, base_url=url, **LIMITS) as client:
            result = case.call(client)
            return await result if isawaitable(result) else result

    try:
        if kind == "async":
            return asyncio.run(run())
        with case.make(kind, base_url=url, **LIMITS) as client:
            return case.call(client)
    except Exception as error:  # noqa: BLE001  (which one it is, is the question)
        return error


def assert_says_what_was_asked(error: Any, url: str) -> None:
    assert error.operation.startswith(("get_", "list_", "update_", "create_", "delete_", "mark_"))
    assert error.method in ("GET", "PATCH", "POST")
    assert error.url.startswith(url)
    came = error.status_code is not None
    assert came is (type(error).__name__ not in ("APIConnectionError", "APITimeoutError"))
    assert came is (error.headers is not None)


def check(case: Case, kind: str, faulty: Faulty, end: str) -> None:
    error_type = importlib.import_module(case.package).APIError
    begun = time.monotonic()
    with misbehaving(faulty):
        result = call(case, kind, faulty.url)
    assert time.monotonic() - begun < 5
    if not isinstance(result, Exception):
        assert end in ("value", "")
    else:
        assert isinstance(result, error_type), repr(result)
        assert_says_what_was_asked(result, faulty.url)
        assert end in (type(result).__name__, "")
        assert TOKEN not in str(result)
        assert result.__context__ is None
    assert len(faulty.arrived) <= (1 if case.writes else 2), faulty.arrived


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("fault", ENDS)
def test_each_fault_ends_as_expected(
    fault: str, name: str, kind: str, good: Mapping[str, bytes]
) -> None:
    check(CASES[name], kind, Faulty(FAULTS[fault], good[name]), ENDS[fault])


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CASES)
def test_a_reset_before_the_request_is_an_api_error(
    name: str, kind: str, good: Mapping[str, bytes]
) -> None:
    faulty = Faulty(FAULTS["silence"], good[name], before=True)
    check(CASES[name], kind, faulty, "APIConnectionError")
    assert faulty.arrived == []
    assert faulty.accepted <= 2
