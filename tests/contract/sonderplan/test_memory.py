"""`iter_invoices` over ten thousand invoices holds one page at a time."""

import json
import subprocess
import sys

from corrigenda.emulator import Emulator

SCRIPT = """
import asyncio, json, sys, tracemalloc
from sonderplan_client import AsyncSonderplan, Sonderplan

def sync(url):
    with Sonderplan(token="test", base_url=url) as client:
        yield from client.iter_invoices(limit=100)

async def collect(url, peaks):
    async with AsyncSonderplan(token="test", base_url=url) as client:
        count = 0
        async for invoice in client.iter_invoices(limit=100):
            count += 1
            measure(count, peaks)

def measure(count, peaks):
    if count in (1000, 10000):
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.reset_peak()

url, flavour = sys.argv[1:]
peaks = []
tracemalloc.start()
if flavour == "sync":
    for count, invoice in enumerate(sync(url), 1):
        measure(count, peaks)
else:
    asyncio.run(collect(url, peaks))
print(json.dumps(peaks))
"""


def test_constant_memory() -> None:
    with Emulator(seed="demo", size=10_000, providers=["sonderplan"]) as emulator:
        for flavour in ("sync", "async"):
            command = [sys.executable, "-c", SCRIPT, emulator.url("sonderplan"), flavour]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            early, late = json.loads(done.stdout)
            assert late < early * 1.1, f"{flavour}: {early} bytes at most, later {late}"
        assert len(emulator.requests()) == 200
