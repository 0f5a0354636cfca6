"""Every account is added exactly, and one that fails costs only itself."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sonicpay_client import SonicPay

from corrigenda.emulator import Emulator
from tests.examples.conftest import Run

PROGRAM = "many-accounts/totals.py"


@pytest.fixture
def emulator(environment: dict[str, str]) -> Iterator[Emulator]:
    with Emulator(seed="demo", size=120, providers=["sonicpay"]) as emulator:
        environment["SONICPAY_BASE_URL"] = emulator.url("sonicpay")
        yield emulator


@pytest.fixture
def accounts(tmp_path: Path) -> dict[str, str]:
    tokens = {f"account-{number:02}": f"secret-{number}" for number in range(20)}
    (tmp_path / "accounts.json").write_text(json.dumps(tokens))
    return tokens


def owed(emulator: Emulator, token: str) -> str:
    """The line of an account, by another way."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for invoice in emulator.connect(SonicPay, token=token).iter_invoices():
        if invoice.status == "unpaid":
            sums[invoice.currency] += invoice.amount
    return ", ".join(f"{amount} {currency}" for currency, amount in sorted(sums.items()))


def test_all_accounts(run: Run, emulator: Emulator, accounts: dict[str, str]) -> None:
    done = run(PROGRAM, "accounts.json", "--at-once", "4")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:20] == [f"{name}: {owed(emulator, token)}" for name, token in accounts.items()]
    assert len([line for line in lines if line.startswith("total ")]) == 5
    assert "secret" not in done.stdout


def test_a_busy_service_loses_nothing(
    run: Run, emulator: Emulator, accounts: dict[str, str]
) -> None:
    usual = run(PROGRAM, "accounts.json")
    emulator.fault("sonicpay.list_invoices", status=429, retry_after=0, times=5)
    emulator.fault("sonicpay.list_invoices", kind="reset_before", times=1, after=9)
    done = run(PROGRAM, "accounts.json", "--at-once", "1")
    # One account may meet three faults at once; it is reported, and nothing else changes.
    lost = done.stderr.splitlines()
    assert len(lost) <= 1
    kept = [line for line in usual.stdout.splitlines() if line.startswith("account")]
    shown = [line for line in done.stdout.splitlines() if line.startswith("account")]
    assert len(shown) == len(accounts) - len(lost)
    assert set(shown) <= set(kept)


def test_an_account_that_fails_costs_only_itself(
    run: Run, emulator: Emulator, accounts: dict[str, str], tmp_path: Path
) -> None:
    tokens = {**accounts, "expired": "invalid-secret", "broken": "secret\n"}
    (tmp_path / "accounts.json").write_text(json.dumps(tokens))
    done = run(PROGRAM, "accounts.json")
    assert done.returncode == 1
    assert done.stdout.count("account-") == 20
    first, second = done.stderr.splitlines()
    assert first.startswith("expired: AuthenticationError: ")
    assert second.startswith("broken: ConfigurationError: ")
    assert "secret" not in done.stderr


def test_a_deadline_gives_up_what_is_not_done(
    run: Run, emulator: Emulator, accounts: dict[str, str]
) -> None:
    emulator.fault("sonicpay.list_invoices", delay=30)
    done = run(PROGRAM, "accounts.json", "--deadline", "0.2")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"{name}: not done before the deadline" for name in accounts
    ]
