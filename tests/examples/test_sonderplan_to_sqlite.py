"""The copy has every invoice and exact totals, wherever a run was stopped."""

from __future__ import annotations

import json
import re
import runpy
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sonderplan_client import Sonderplan

from corrigenda.emulator import Emulator
from tests.examples.conftest import EXAMPLES, TOKEN, Run

PROGRAM = "sonderplan-to-sqlite/sync.py"
LISTS = "sonderplan.list_invoices"


@pytest.fixture
def emulator(environment: dict[str, str]) -> Iterator[Emulator]:
    with Emulator(seed="demo", providers=["sonderplan"]) as emulator:
        environment["SONDERPLAN_BASE_URL"] = emulator.url("sonderplan")
        environment["SONDERPLAN_TOKEN"] = TOKEN
        yield emulator


def read(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def assert_complete(path: Path, emulator: Emulator) -> None:
    """The copy equals the service, in every row and in the totals of SQL and of Decimal."""
    emulator.clear_faults()
    invoices = list(emulator.connect(Sonderplan, token=TOKEN).iter_invoices(limit=100))
    rows = read(path, "SELECT id, currency, total FROM invoice ORDER BY id")
    assert rows == [(one.id, one.currency, str(one.total)) for one in invoices]
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in invoices:
        sums[str(one.currency)] += one.total or 0
    by_sql = read(path, "SELECT currency, sum(millionths) FROM invoice GROUP BY currency")
    assert {currency: Decimal(total).scaleb(-6) for currency, total in by_sql} == sums


def test_everything_is_copied(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    done = run(PROGRAM, "copy.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert_complete(tmp_path / "copy.db", emulator)
    shown = re.findall(r"(\w+) +(\d+) invoices +([\d,.]+)", done.stdout)
    assert sum(int(count) for _, count, _ in shown) == 300
    by_sql = read(tmp_path / "copy.db", "SELECT sum(millionths) FROM invoice")
    total = sum((Decimal(text.replace(",", "")) for _, _, text in shown), Decimal(0))
    assert total.scaleb(6) == by_sql[0][0]


def test_a_second_run_asks_only_for_what_is_new(run: Run, emulator: Emulator) -> None:
    first = run(PROGRAM, "copy.db")
    number = len(emulator.requests())
    again = run(PROGRAM, "copy.db")
    assert again.stdout.splitlines()[0] == "stored 1 invoices"
    assert again.stdout.splitlines()[1:] == first.stdout.splitlines()[-4:]
    assert len(emulator.requests()) == number + 1


def test_a_busy_service_loses_no_invoice(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    emulator.fault(LISTS, status=429, retry_after=0, times=1, after=1)
    emulator.fault(LISTS, kind="truncated", times=1, after=2)
    emulator.fault(LISTS, kind="reset_before", times=1)
    done = run(PROGRAM, "copy.db", "--page-size", "50")
    if done.returncode:  # a body that ends in the middle is an error, not a page
        done = run(PROGRAM, "copy.db", "--page-size", "50")
    assert done.returncode == 0
    assert_complete(tmp_path / "copy.db", emulator)


def test_a_failed_run_is_continued(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    emulator.fault(LISTS, status=500, retry_after=0, after=2)
    failed = run(PROGRAM, "copy.db", "--page-size", "40")
    assert failed.returncode == 1
    assert "run it again to go on" in failed.stderr
    assert 40 < read(tmp_path / "copy.db", "SELECT count(*) FROM invoice")[0][0] < 300
    emulator.clear_faults()
    (mark,) = read(tmp_path / "copy.db", "SELECT updated - 1 FROM watermark")[0]
    before = len(emulator.requests())
    assert run(PROGRAM, "copy.db", "--page-size", "40").returncode == 0
    assert ("updated_after", str(mark)) in emulator.requests()[before].query
    assert_complete(tmp_path / "copy.db", emulator)


def test_a_killed_run_is_continued(
    run: Run, emulator: Emulator, environment: dict[str, str], tmp_path: Path
) -> None:
    emulator.fault(LISTS, kind="delay", delay=30, after=3)
    command = [sys.executable, str(EXAMPLES / PROGRAM), "copy.db", "--page-size", "40"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as one:
        assert one.stdout
        lines = [one.stdout.readline() for _ in range(3)]
        one.kill()
    assert lines[-1] == b"stored 40 invoices\n"
    emulator.clear_faults()
    assert run(PROGRAM, "copy.db", "--page-size", "40").returncode == 0
    assert_complete(tmp_path / "copy.db", emulator)


class OneSecond(BaseHTTPRequestHandler):
    """A service whose seven invoices changed in the same second, which no seed has."""

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        page, limit = int(asked["page"][0]), int(asked["limit"][0])
        invoices = [
            {"id": n, "currency": "AUD", "total": "1.10", "updated": 9} for n in range(1, 8)
        ]
        data = invoices[(page - 1) * limit : page * limit]
        counts = {"total": 7, "count": len(data), "per_page": limit, "current_page": page}
        body = json.dumps({"data": data, "meta": {"pagination": counts}}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def test_more_changes_in_a_second_than_on_a_page(
    run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), OneSecond) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        environment["SONDERPLAN_BASE_URL"] = f"http://127.0.0.1:{server.server_port}"
        environment["SONDERPLAN_TOKEN"] = TOKEN
        done = run(PROGRAM, "copy.db", "--page-size", "2")
        again = run(PROGRAM, "copy.db", "--page-size", "2")
        server.shutdown()
    for one in (done, again):
        assert one.stdout.splitlines()[-1] == "AUD      7 invoices              7.70"


@pytest.mark.parametrize(("amount", "text"), [("1.005", "1.005"), ("1200", "1,200.00")])
def test_a_total_is_shown_with_all_its_digits(amount: str, text: str) -> None:
    space = runpy.run_path(str(EXAMPLES / "sonderplan-to-sqlite/sync.py"))
    assert space["shown"](Decimal(amount)) == text


def test_a_file_that_is_no_database_is_told(run: Run, emulator: Emulator, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("not a database, but a text of some length" * 99)
    assert "file is not a database" in run("sonderplan-to-sqlite/sync.py", "copy.db").stderr
