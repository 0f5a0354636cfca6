"""Every fault of a server, for a read and a write of each client, sync and async.

Each call ends in the documented value or ``APIError``, in time, and no write arrives twice. The
clients come from the installed packages; the good responses come from the emulator.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from corrigenda.emulator import Emulator
from tests.faults import bodies, heads, statuses
from tests.faults.calls import CASES, LIMITS, SLOW, Case, insist, operations, timed_call
from tests.faults.sending import Fault, amounts, carries, hang
from tests.faults.server import Faulty, misbehaving

AMOUNTS = (b"1e400", b"1e999999999", b"-1e999999999", b"1e-999999999", b"9" * 5000, b"NaN", b"1e")
WITH_AMOUNTS: dict[str, Case] = {
    **{name: case for name, case in CASES.items() if name.split()[0] in ("sonicpay", "sonderplan")},
    "subsbase reads": CASES["subsbase reads"],
    "quickbooks get_invoice": operations()["quickbooks get_invoice"],
}
FAULTS: Mapping[str, Fault] = {**heads.FAULTS, **bodies.FAULTS, **statuses.FAULTS}


@pytest.fixture(scope="module")
def good() -> Mapping[str, bytes]:
    """The body of the emulator's response to each call."""
    bodies: dict[str, bytes] = {}
    with Emulator(seed="docs") as emulator:
        for name, case in (CASES | WITH_AMOUNTS).items():
            with case.make("sync", base_url=emulator.url(case.client.lower())) as client:
                case.call(client)
            bodies[name] = emulator.requests()[-1].answer
    return bodies


def check(case: Case, kind: str, fault: Fault, body: bytes, strict: bool = False) -> Faulty:
    end = (strict and fault.strict) or fault.end
    faulty = Faulty(fault.act, body, fault.is_early)
    with misbehaving(faulty):
        limits = SLOW if fault.is_slow else LIMITS
        result = timed_call(case, kind, faulty.url, limits, strict=strict)
    insist(result, end, case.package)
    most = 1 if case.writes else 3
    assert 1 <= len(faulty.arrived) <= most, faulty.arrived
    return faulty


def test_no_fault_has_two_meanings() -> None:
    groups = (heads.FAULTS, bodies.FAULTS, statuses.FAULTS)
    assert len(FAULTS) == sum(map(len, groups))


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_ends_as_documented(
    fault: str, name: str, kind: str, good: Mapping[str, bytes]
) -> None:
    check(CASES[name], kind, FAULTS[fault], good[name])


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("fault", [name for name, fault in FAULTS.items() if fault.strict])
def test_a_strict_client_refuses_what_others_note(
    fault: str, name: str, kind: str, good: Mapping[str, bytes]
) -> None:
    check(CASES[name], kind, FAULTS[fault], good[name], strict=True)


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CASES)
def test_a_reset_before_the_request(name: str, kind: str, good: Mapping[str, bytes]) -> None:
    faulty = Faulty(hang, good[name], before=True)
    with misbehaving(faulty):
        result = timed_call(CASES[name], kind, faulty.url, LIMITS)
    insist(result, "APIConnectionError", CASES[name].package)
    assert faulty.arrived == []
    # Nothing was sent if the connection was reset while it was made, so a write is tried again.
    assert 1 <= faulty.accepted <= 3


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", WITH_AMOUNTS)
@pytest.mark.parametrize("amount", AMOUNTS, ids=lambda amount: amount[:20].decode())
def test_an_amount_that_is_none(
    amount: bytes, name: str, kind: str, good: Mapping[str, bytes]
) -> None:
    fault = Fault(carries(amounts(amount)), "ResponseDecodeError")
    check(WITH_AMOUNTS[name], kind, fault, good[name])
