"""Several emulators that share a store: nothing is lost, nothing is given twice, versions hold."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
from quickbooks_client import GraphQLError, QuickBooks
from subsbase_client import OperationFailedError, SubsBase

from tests.emulator import killed

SERVING = """
import sys
from corrigenda.emulator import serve
shown = lambda name, url: print(url, flush=True)
serve(sys.argv[2:], store=sys.argv[1], seed="docs", started=shown)
"""
WRITERS, EACH, PROCESSES = 50, 4, 3
CREATE = {
    "amount": 1,
    "currency": "USD",
    "customer_email": "a@b.c",
    "customer_name": "A",
    "due_date": "2026-01-31",
    "line_items": [],
    "metadata": {},
}


def line(amount: int) -> Any:
    return {"amount": amount, "item": {"id": "i"}, "quantity": 1}


INVOICE: Any = {"customer": {"id": "c"}, "itemLines": [line(1)]}


@contextmanager
def serving(store: str, provider: str) -> Iterator[list[str]]:
    """The base URLs of several emulators of one provider on one store."""
    command = [sys.executable, "-c", SERVING, store, provider]
    pipe = subprocess.PIPE
    started = [subprocess.Popen(command, stdout=pipe, text=True) for _ in range(PROCESSES)]
    try:
        urls = [one.stdout.readline().strip() for one in started if one.stdout]
        assert all(urls), "an emulator did not start"
        yield urls
    finally:
        for one in started:
            one.terminate()
        for one in started:
            with one:
                assert one.wait(10) == 0


def test_fifty_writers_of_three_processes_lose_nothing(shared: str) -> None:
    headers = {"Authorization": "Bearer any"}

    def write(url: str) -> list[tuple[str, str]]:
        with httpx2.Client(base_url=url, headers=headers, timeout=60) as client:
            answers = [client.post("/invoices", json=CREATE) for _ in range(EACH)]
        assert {one.status_code for one in answers} == {200}
        return [(one.json()["id"], one.json()["reference"]) for one in answers]

    with serving(shared, "sonicpay") as urls, ThreadPoolExecutor(WRITERS) as pool:
        each = [urls[number % PROCESSES] for number in range(WRITERS)]
        made = [pair for pairs in pool.map(write, each) for pair in pairs]
        listed = httpx2.get(f"{urls[0]}/invoices", headers=headers).json()
    assert listed["meta"]["total_count"] - 3 == len(made) == WRITERS * EACH  # three of the seed
    assert len({reference for _, reference in made}) == len(made)


def raced(urls: list[str], act: Callable[[str, int], bool]) -> int:
    """How many of many callers succeed, who do the same thing at once on several emulators."""
    with ThreadPoolExecutor(12) as pool:
        done = pool.map(lambda number: act(urls[number % PROCESSES], number), range(12))
        return sum(done)


@pytest.mark.parametrize("transition", ["paid", "void"])
def test_an_invoice_changes_its_state_once(shared: str, transition: str) -> None:
    given = {"invoice_id": "invoice_id", "requester_id": "r"}

    def act(url: str, _number: int) -> bool:
        with SubsBase(token="any", site_id="site_id", base_url=url, timeout=60) as client:
            try:
                if transition == "void":
                    client.void_invoice(**given)
                else:
                    client.mark_invoice_as_paid(**given, site_payment_method_id="m")
            except OperationFailedError:
                return False
        return True

    with serving(shared, "subsbase") as urls:
        assert raced(urls, act) == 1


def test_one_of_many_updates_of_a_version_wins(shared: str) -> None:
    with serving(shared, "quickbooks") as urls:
        with QuickBooks(token="any", base_url=urls[0], timeout=60) as client:
            invoice = client.create_invoice(invoice=INVOICE)
        version = {"entityVersion": invoice.metadata.entity_version}

        def act(url: str, number: int) -> bool:
            changed: Any = {"id": invoice.id, "metadata": version, "itemLines": [line(number)]}
            with QuickBooks(token="any", base_url=url, timeout=60, max_retries=0) as client:
                try:
                    client.update_invoice(invoice=changed)
                except GraphQLError:
                    return False
            return True

        assert raced(urls, act) == 1


def test_a_kill_loses_nothing_that_was_acknowledged(shared: str) -> None:
    assert killed.lost(shared) == []
