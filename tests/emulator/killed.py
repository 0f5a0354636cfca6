"""Kill an emulator process in the middle of writes, again and again, and look for what is lost.

For any store that outlives a process: its database URL is the only parameter. This says nothing of
a machine that loses power.
"""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Condition
from typing import Any

import httpx2

KILLS = 3
WRITERS = 8
TOKENS = ("one", "two")
"""Two tenants, so that writers meet on one and pass each other on two."""
WRITES = 60
"""How many must be acknowledged before each kill."""
ORDER = {
    "amount": 5000,
    "currency": "USD",
    "customer_email": "ada@example.com",
    "customer_name": "Ada Lovelace",
    "line_items": [],
    "due_date": "2025-03-01",
}


@dataclass
class Told:
    """What writers sent, and what was acknowledged to them; both by key."""

    sent: set[str] = field(default_factory=set)
    made: dict[str, str] = field(default_factory=dict)
    written: dict[str, int] = field(default_factory=dict)
    """The last number that was acknowledged for the invoice of a key."""
    count: int = 0
    changed: Condition = field(default_factory=Condition)

    def acknowledge(self) -> None:
        with self.changed:
            self.count += 1
            self.changed.notify_all()

    def wait_for(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.count >= count, timeout=120)


@contextmanager
def emulating(store: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Run the command as a process; give it and the base URL of SonicPay."""
    command = [sys.executable, "-m", "corrigenda", "emulate", "sonicpay", "--store", store]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            found = (re.search(r"http://\S+/sonicpay\S*", line) for line in process.stdout)
            yield process, next(one[0] for one in found if one)
        finally:
            process.kill()


def lost(store: str) -> list[str]:
    """Kill a process on the store a few times, and return everything that does not hold."""
    told = Told()
    for kill in range(KILLS):
        with emulating(store) as (process, url), ThreadPoolExecutor(WRITERS) as pool:
            names = [f"{kill}-{writer}" for writer in range(WRITERS)]
            writers = [pool.submit(_write, url, name, told) for name in names]
            try:
                told.wait_for(WRITES * (kill + 1))
            finally:
                process.send_signal(signal.SIGKILL)
            for writer in writers:
                writer.result()
    with emulating(store) as (_, url):
        return [wrong for token in TOKENS for wrong in _check(url, token, told)]


def _write(url: str, name: str, told: Told) -> None:
    """Create invoices and change each of them, until the service is gone."""
    with _client(url, _token(name)) as client:
        try:
            for number in count():
                _create_and_change(client, f"{name}-{number}", told)
        except httpx2.TransportError:
            pass


def _create_and_change(client: httpx2.Client, key: str, told: Told) -> None:
    told.sent.add(key)
    made = client.post("/invoices", json={**ORDER, "metadata": {"key": key}})
    told.made[key] = made.raise_for_status().json()["id"]
    told.acknowledge()
    for number in range(1, 3):
        change = {"metadata": {"key": key, "number": number}}
        client.patch(f"/invoices/{told.made[key]}", json=change).raise_for_status()
        told.written[key] = number
        told.acknowledge()


def _check(url: str, token: str, told: Told) -> Iterator[str]:
    invoices = list(_invoices(url, token))
    keys = [invoice["metadata"]["key"] for invoice in invoices]
    mine = {key for key in told.sent if token == _token(key.rpartition("-")[0])}
    yield from (f"{key} was created twice" for key in set(keys) if keys.count(key) > 1)
    yield from (f"{key} was never sent" for key in keys if key not in mine)
    yield from (f"{key} is lost" for key in mine & told.made.keys() - set(keys))
    references = {invoice["reference"] for invoice in invoices}
    if len(references) != len(invoices):
        yield f"{len(invoices)} invoices have {len(references)} references"
    for key, invoice in zip(keys, invoices, strict=True):
        if invoice["id"] != told.made.get(key, invoice["id"]):
            yield f"{key} was acknowledged with another id"
        if invoice["metadata"].get("number", 0) < told.written.get(key, 0):
            yield f"a change of {key} is lost"


def _invoices(url: str, token: str) -> Iterator[Any]:
    with _client(url, token) as client:
        for page in count(1):
            found = client.get(f"/invoices?page={page}&per_page=100").raise_for_status().json()
            yield from found["data"]
            if page * 100 >= found["meta"]["total_count"]:
                return


def _token(name: str) -> str:
    return TOKENS[int(name.rpartition("-")[2]) % len(TOKENS)]


def _client(url: str, token: str) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx2.Client(base_url=url, headers=headers, timeout=60, trust_env=False)
