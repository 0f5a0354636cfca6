"""Measures the emulator beside Prism, a mock server, on the same OpenAPI document.

    python benchmarks/emulator.py [--rounds 9] [--check]

Both servers run as processes that are pinned to one core, and what loads them runs on another. They
take turns with short batches; a ratio is the median of the ratios of all turns. Requests are
counted by the processor seconds of the server, so that a busy machine does not matter; seconds
until the first response, and latencies, are by the clock. With ``--check``, an aim that is missed
makes the exit status 1. Only npm leaves the machine, to bring Prism up to date. Needs Linux and
two cores.

Prism stores nothing: it answers each request with an example, and a list with one invoice, where
ours finds 20. It writes no log here.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from served.servers import Peer, Started, install_peer, our_command, started
from served.wire import Ask, fetch, headers, latencies, latencies_beside, load

READER, WRITER, OTHER = "reader" * 8, "writer" * 8, "other" * 8
"""The tokens of three tenants: what one creates is not in the list of another."""
BATCH = 0.4
"""Processor seconds of a batch, about; the kernel counts hundredths."""
WARM = 3000
"""Requests of each kind that come first. What is compiled at run time is compiled then, and memory
is compared: later, the faster server has more to keep."""
MANY = 100_000
FASTER_GET, FASTER_POST, START, MEGABYTES = 3.0, 2.0, 0.5, 100.0

ORDER = {
    "amount": 5000,
    "currency": "USD",
    "customer_email": "ada@example.com",
    "customer_name": "Ada Lovelace",
    "line_items": [{"name": "Hour", "amount": 5000, "quantity": 1}],
    "due_date": "2025-03-01",
    "metadata": {"order": "A-17"},
}
LIST = Ask("GET", "/invoices?page=1&per_page=20", READER)
POST = Ask("POST", "/invoices", WRITER, json.dumps(ORDER))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two servers: where its paths begin, and how it is started."""

    name: str
    command: Callable[[int], Sequence[str]]
    base: str = ""

    def ask(self, ask: Ask) -> Ask:
        """Return the request as this server takes it."""
        return Ask(ask.method, self.base + ask.path, ask.token, ask.body)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a figure of ours and one of the peer for each turn.

    `least` and `most` bound the ratio; `limit` bounds our figure.
    """

    name: str
    ours: Sequence[float]
    peers: Sequence[float]
    least: float | None = None
    most: float | None = None
    limit: float | None = None

    @property
    def ratios(self) -> list[float]:
        """The ratio of each turn."""
        return [mine / its for mine, its in zip(self.ours, self.peers, strict=True)]

    @property
    def missed(self) -> bool:
        """Whether an aim is missed."""
        ratio, ours = statistics.median(self.ratios), max(self.ours)
        return (
            (self.least is not None and ratio < self.least)
            or (self.most is not None and ratio > self.most)
            or (self.limit is not None and ours > self.limit)
        )

    @property
    def aim(self) -> str:
        """The aim, in words."""
        if self.least is not None:
            return f"{self.least:g} times or more"
        if self.most is not None:
            return f"{self.most:g} times or less"
        return "" if self.limit is None else f"ours below {self.limit:g}"

    def __str__(self) -> str:
        low, middle, high = statistics.quantiles(self.ratios * 2, n=4)
        mine, its = (statistics.median(each) for each in (self.ours, self.peers))
        verdict = ("no" if self.missed else "yes") if self.aim else ""
        return (
            f"| {self.name} | {_figure(mine)} | {_figure(its)} | {middle:.2f} "
            f"| {low:.2f}-{high:.2f} | {self.aim} | {verdict} |"
        )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:.2f}"


def starts(sides: Sequence[Side], core: int, rounds: int) -> Iterator[Row]:
    """Start both servers in turn, with as little as they need."""
    seconds: dict[str, list[float]] = {side.name: [] for side in sides}
    processor: dict[str, list[float]] = {side.name: [] for side in sides}
    memory: dict[str, list[float]] = {side.name: [] for side in sides}
    for number in range(-1, rounds):
        for side in sides if number % 2 else sides[::-1]:
            with started(side.command, core, side.ask(LIST).path, headers(READER)) as server:
                if number >= 0:  # the first ones fill caches
                    seconds[side.name].append(server.seconds)
                    processor[side.name].append(server.processor)
                    memory[side.name].append(server.megabytes())
    ours, peer = (side.name for side in sides)
    yield Row("seconds until the first response", seconds[ours], seconds[peer], most=START)
    yield Row("processor seconds until then", processor[ours], processor[peer])
    yield Row("MB after the start", memory[ours], memory[peer], limit=MEGABYTES)


def loads(sides: Sequence[Side], core: int, rounds: int) -> Iterator[Row]:
    """Load both servers in turn, with one request after the other."""
    with ExitStack() as stack:
        servers = [
            stack.enter_context(started(side.command, core, side.ask(LIST).path, headers(READER)))
            for side in sides
        ]
        listed = fetch(servers[0].port, sides[0].ask(LIST))["data"]
        if len(listed) != 20:
            raise SystemExit(f"the list has {len(listed)} invoices, not 20")
        get = Ask("GET", f"/invoices/{listed[7]['id']}", READER)
        rows = (("GET one", get, FASTER_GET), ("GET 20", LIST, None), ("POST", POST, FASTER_POST))
        for side, server in zip(sides, servers, strict=True):
            for _, ask, _ in rows:
                load(server.port, side.ask(ask), WARM)
        ours, peers = ([server.megabytes()] for server in servers)
        yield Row(f"MB after {3 * WARM:,} requests", ours, peers, limit=MEGABYTES)
        for name, ask, least in rows:
            asks = [side.ask(ask) for side in sides]
            mine, its = _in_turn(servers, asks, rounds)
            yield Row(f"{name}, requests a processor second", mine, its, least=least)


def _in_turn(
    servers: Sequence[Started], asks: Sequence[Ask], rounds: int
) -> tuple[list[float], list[float]]:
    both = list(zip(servers, asks, strict=True))
    counts = [_count(server, ask) for server, ask in both]
    rates: list[list[float]] = [[], []]
    for number in range(rounds):
        for side in (0, 1) if number % 2 else (1, 0):
            rates[side].append(_rate(*both[side], counts[side]))
    return rates[0], rates[1]


def _count(server: Started, ask: Ask) -> int:
    """Return how many requests fill a batch."""
    return max(50, round(BATCH * _rate(server, ask, WARM // 6)))


def _rate(server: Started, ask: Ask, count: int) -> float:
    before = server.used()
    load(server.port, ask, count)
    return count / (server.used() - before)


def at_length(side: Side, core: int) -> Iterator[str]:
    """Yield the lines on lists of one tenant's many invoices, and on what they do to another."""
    others = side.ask(Ask("GET", "/invoices?per_page=1", OTHER))
    with started(side.command, core, others.path, headers(OTHER)) as server:
        key = fetch(server.port, others)["data"][0]["id"]
        get = side.ask(Ask("GET", f"/invoices/{key}", OTHER))
        begun = time.perf_counter()
        fetch(server.port, side.ask(LIST))
        yield f"{time.perf_counter() - begun:.2f} seconds: the first request of a tenant"
        yield _quantiles("another tenant's GET, alone", latencies(server.port, get, 2000, 5))
        for name, query in _QUERIES.items():
            ask = side.ask(Ask("GET", f"/invoices?{query}", READER))
            yield _quantiles(f"list, {name}", latencies(server.port, ask, 500, 8))
        beside = latencies_beside(server.port, get, side.ask(LIST), 500, 15)
        yield _quantiles("another tenant's GET, beside lists without a pause", beside)
        yield f"{server.megabytes():,.0f} MB in the end"


_QUERIES = {
    "first page of 20": "page=1&per_page=20",
    "page 4,000": "page=4000&per_page=20",
    "unpaid, page 1,000": "status=unpaid&page=1000&per_page=20",
    "unpaid since 2023": "status=unpaid&start_date=2023-01-01&per_page=20",
}


def _quantiles(name: str, seconds: Sequence[float]) -> str:
    """Describe latencies. There is no p99 of a few."""
    middle = f"{1000 * statistics.median(seconds):,.2f} ms"
    if len(seconds) < 100:
        longest = f"{1000 * max(seconds):,.2f} ms"
        return f"{name}: p50 {middle}, longest {longest}, of {len(seconds)}"
    high = 1000 * statistics.quantiles(seconds, n=100, method="inclusive")[98]
    return f"{name}: p50 {middle}, p99 {high:,.2f} ms, of {len(seconds)}"


def main() -> int:
    """Print the table, a row as soon as it is measured, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    begun = time.perf_counter()
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[-1:])
    peer = install_peer()
    missed = _table(peer, cores[0], given.rounds)
    print(f"\nWith {MANY:,} invoices a tenant:\n")
    many = Side("ours", our_command("--seed", "demo", "--size", str(MANY)), "/sonicpay")
    for line in at_length(many, cores[0]):
        print(f"- {line}", flush=True)
    print(f"\n{time.perf_counter() - begun:.0f} seconds")
    return int(given.check and missed > 0)


def _table(peer: Peer, core: int, rounds: int) -> int:
    """Print the rows beside the peer, and return how many aims are missed."""
    its = Side("Prism", peer.command)
    print(f"Prism {peer.version}\n")
    print("| | ours | Prism | ratio | middle half | aim | within |")
    print("|---|--:|--:|--:|--:|---|---|", flush=True)
    small = Side("ours", our_command("--seed", "docs"), "/sonicpay")
    larger = Side("ours", our_command("--seed", "demo"), "/sonicpay")
    missed = 0
    for rows in (starts((small, its), core, rounds), loads((larger, its), core, rounds)):
        for row in rows:
            print(row, flush=True)
            missed += row.missed
    return missed


if __name__ == "__main__":
    sys.exit(main())
