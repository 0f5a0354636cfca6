"""A project is billed once, whichever reply is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from quickbooks_client import QuickBooks

from corrigenda.emulator import Emulator
from tests.examples.conftest import EXAMPLES, TOKEN, Run

PROGRAM = "bill-a-project/bill.py"
HOURS = EXAMPLES / "bill-a-project/hours.csv"
ASKED = (PROGRAM, "Lighthouse", "2026-05", HOURS)
TOTAL = Decimal("712.50") + Decimal("118.75") + Decimal("745.88") + Decimal("36.47")


@pytest.fixture
def emulator(environment: dict[str, str]) -> Iterator[Emulator]:
    with Emulator(providers=["quickbooks"]) as emulator:
        environment["QUICKBOOKS_BASE_URL"] = emulator.url("quickbooks")
        environment["QUICKBOOKS_TOKEN"] = TOKEN
        client = emulator.connect(QuickBooks, token=TOKEN)
        client.create_project(
            project={"name": "Lighthouse", "description": "", "customer": {"id": "customer"}}
        )
        yield emulator


def billed(emulator: Emulator, ledger: Path) -> Decimal:
    """What the invoice of the ledger has, which is the only one with lines."""
    (entry,) = json.loads(ledger.read_text()).values()
    invoice = emulator.connect(QuickBooks, token=TOKEN).get_invoice(entry["invoice"])
    assert invoice.amount == sum(line.amount for line in invoice.item_lines)
    assert invoice.project
    assert invoice.project.name == "Lighthouse"
    applied = [one for one in emulator.requests("update_invoice") if b'"errors"' not in one.answer]
    assert len([one for one in applied if one.fault is None or "after" in one.fault]) == 1
    return invoice.amount


def test_a_project_is_billed_once(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    first, again = run(*ASKED), run(*ASKED)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == again.stdout
    assert first.stdout.endswith(": 4 lines, 1613.60\n")
    assert billed(emulator, tmp_path / "billed.json") == TOTAL == Decimal("1613.60")
    assert len(emulator.requests("create_invoice")) == 1


def test_the_reply_to_the_update_is_lost(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    emulator.fault("quickbooks.update_invoice", kind="reset_after", times=1)
    lost = run(*ASKED)
    assert (lost.returncode, "the reply is lost" in lost.stderr) == (1, True)
    assert run(*ASKED).stdout.endswith(": 4 lines, 1613.60\n")
    assert len(emulator.requests("update_invoice")) == 1  # the second run has seen the lines
    assert billed(emulator, tmp_path / "billed.json") == TOTAL


def test_the_update_does_not_arrive(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    emulator.fault("quickbooks.update_invoice", kind="reset_before", times=1)
    assert run(*ASKED).returncode == 1
    assert run(*ASKED).returncode == 0
    assert billed(emulator, tmp_path / "billed.json") == TOTAL


def test_the_reply_to_create_is_lost(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    """What is left behind is empty, and the user is told of it."""
    emulator.fault("quickbooks.create_invoice", kind="reset_after", times=1)
    assert run(*ASKED).returncode == 1
    again = run(*ASKED)
    assert (again.returncode, again.stderr) == (
        0,
        "an earlier run may have left an empty invoice in QuickBooks\n",
    )
    assert billed(emulator, tmp_path / "billed.json") == TOTAL
    assert len(emulator.requests("create_invoice")) == 2
    assert all(b'"itemLines":[]' in one.body for one in emulator.requests("create_invoice"))


def test_a_busy_service_is_asked_again(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    emulator.fault("quickbooks.*", status=429, retry_after=0, times=2)
    assert run(*ASKED).returncode == 0
    assert billed(emulator, tmp_path / "billed.json") == TOTAL


def test_an_unknown_project(run: Run, emulator: Emulator) -> None:
    done = run(PROGRAM, "Nowhere", "2026-05", HOURS)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "bill.py: 0 projects in progress are called 'Nowhere', not 1\n"
    assert emulator.requests("create_invoice") == []


def test_the_help_needs_no_token(run: Run, environment: dict[str, str]) -> None:
    environment.pop("QUICKBOOKS_TOKEN", None)
    assert run(PROGRAM, "--help").returncode == 0


@pytest.mark.parametrize("fault", [{"kind": "truncated"}, {"status": 500}])
def test_a_reply_that_cannot_be_read_is_a_lost_one(
    run: Run, emulator: Emulator, fault: dict[str, Any]
) -> None:
    emulator.fault("quickbooks.create_invoice", times=1, **fault)
    assert "the reply is lost" in run(*ASKED).stderr
    assert run(*ASKED).stdout.endswith(": 4 lines, 1613.60\n")


def test_a_wrong_file_is_told(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    hours = tmp_path / "hours.csv"
    assert "No such file" in run(PROGRAM, "Lighthouse", "2026-05", hours).stderr
    hours.write_text("date,work,hours,rate\n2026-05-01,Plans,two,95\n")
    assert "hours.csv:2: hours and rate are not numbers" in run(*ASKED[:3], hours).stderr
    assert emulator.requests("create_invoice") == []
