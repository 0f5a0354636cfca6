"""Each client is reminded once of each overdue invoice, whatever fails."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from email import message_from_bytes
from pathlib import Path

import pytest
from sonderplan_client import Sonderplan

from corrigenda.emulator import Emulator
from tests.examples.conftest import TOKEN, Run

PROGRAM = "overdue-reminders/remind.py"
MOMENT = datetime(2024, 6, 1, tzinfo=UTC)
LISTS = "sonderplan.list_invoices"


@pytest.fixture
def emulator(environment: dict[str, str]) -> Iterator[Emulator]:
    with Emulator(seed="demo", providers=["sonderplan"]) as emulator:
        environment["SONDERPLAN_BASE_URL"] = emulator.url("sonderplan")
        environment["SONDERPLAN_TOKEN"] = TOKEN
        yield emulator


def expected(emulator: Emulator) -> dict[str, dict[str, Decimal]]:
    """What each address owes in each currency, by another way."""
    owed: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for one in emulator.connect(Sonderplan, token=TOKEN).iter_invoices():
        assert one.status
        assert one.due_date
        assert one.client
        if one.status[0].id == 3 and one.due_date < MOMENT.timestamp():
            owed[str(one.client[0].email)][str(one.currency)] += Decimal(str(one.total))
    return owed


def mailed(outbox: Path) -> dict[str, dict[str, Decimal]]:
    """What the mails say that each address owes."""
    owed: dict[str, dict[str, Decimal]] = {}
    for path in sorted(outbox.glob("*.eml")):
        mail = message_from_bytes(path.read_bytes())
        (line,) = re.findall(r"^Total due: (.*)$", str(mail.get_payload()), re.M)
        assert mail["To"] not in owed
        pairs = (part.split(" ") for part in line.split(", "))
        owed[mail["To"]] = {currency: Decimal(total) for currency, total in pairs}
    return owed


def test_a_dry_run_writes_nothing(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    done = run(PROGRAM, "--at", MOMENT.isoformat())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("To: ") == len(expected(emulator)) > 3
    assert list(tmp_path.iterdir()) == []


def test_mails_are_exact_and_none_is_repeated(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    first = run(PROGRAM, "--at", MOMENT.isoformat(), "--send", "outbox")
    assert mailed(tmp_path / "outbox") == expected(emulator)
    count = len(expected(emulator))
    assert first.stdout == f"{count} new, {count} delivered\n"
    again = run(PROGRAM, "--at", MOMENT.isoformat(), "--send", "outbox")
    assert again.stdout == "0 new, 0 delivered\n"
    assert run(PROGRAM, "--at", MOMENT.isoformat()).stdout == "0 to send\n"


def test_a_busy_service_loses_no_invoice(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    emulator.fault(LISTS, status=429, retry_after=0, times=1)
    emulator.fault(LISTS, kind="reset_before", times=1)
    assert run(PROGRAM, "--at", MOMENT.isoformat(), "--send", "outbox").returncode == 0
    assert mailed(tmp_path / "outbox") == expected(emulator)


def test_a_service_that_fails_leaves_nothing(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    emulator.fault(LISTS, status=500, retry_after=0)
    done = run(PROGRAM, "--at", MOMENT.isoformat(), "--send", "outbox")
    assert done.returncode == 1
    assert done.stderr.startswith("remind.py: nothing was sent: ")
    assert not (tmp_path / "outbox").exists()
    emulator.clear_faults()
    run(PROGRAM, "--at", MOMENT.isoformat(), "--send", "outbox")
    assert mailed(tmp_path / "outbox") == expected(emulator)


def test_a_stopped_run_is_finished_with_the_same_mails(
    run: Run, emulator: Emulator, tmp_path: Path
) -> None:
    (tmp_path / "outbox").mkdir()
    (tmp_path / "outbox/000002.unfinished").mkdir()  # the second mail cannot be written
    stopped = run(PROGRAM, "--at", MOMENT.isoformat(), "--send", "outbox")
    assert (stopped.returncode, "Run it again" in stopped.stderr) == (1, True)
    assert len(mailed(tmp_path / "outbox")) == 1
    (tmp_path / "outbox/000002.unfinished").rmdir()
    done = run(PROGRAM, "--at", MOMENT.isoformat(), "--send", "outbox")
    assert done.stdout == f"0 new, {len(expected(emulator)) - 1} delivered\n"
    assert mailed(tmp_path / "outbox") == expected(emulator)
    with sqlite3.connect(tmp_path / "reminders.db") as state:
        assert state.execute("SELECT count(*) FROM reminded").fetchone()[0] > 10
    state.close()


def test_without_a_credential(run: Run, environment: dict[str, str]) -> None:
    environment.pop("SONDERPLAN_TOKEN", None)
    done = run(PROGRAM)
    assert done.returncode == 1
    assert "SONDERPLAN_TOKEN" in done.stderr
