"""The sum of 10,000 invoices is exact, over worker processes and a service that fails."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from sonderplan_client import Sonderplan

from corrigenda.emulator import Emulator
from tests.examples.conftest import TOKEN, Run


def test_ten_thousand_invoices(run: Run, environment: dict[str, str]) -> None:
    del environment["PYTHONWARNINGS"]  # Dask warns of things of its own
    with Emulator(seed="demo", size=10_000, providers=["sonderplan"]) as emulator:
        environment["SONDERPLAN_BASE_URL"] = emulator.url("sonderplan")
        environment["SONDERPLAN_TOKEN"] = TOKEN
        emulator.fault("sonderplan.list_invoices", status=429, retry_after=0, times=1, after=3)
        emulator.fault("sonderplan.list_invoices", kind="reset_before", times=1, after=8)
        done = run("dask-sum/dask_sum.py")
        invoices = emulator.connect(Sonderplan, token=TOKEN).iter_invoices(
            fields=["currency", "total"], limit=1000
        )
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for invoice in invoices:
            sums[str(invoice.currency)] += invoice.total or 0
    first, *lines = done.stdout.splitlines()
    assert (done.returncode, first) == (0, "10000 invoices")
    shown = {currency: Decimal(text.replace(",", "")) for currency, text in map(str.split, lines)}
    assert shown == sums
