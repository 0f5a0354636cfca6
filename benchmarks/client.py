"""Measures what a generated client costs, side by side with its peers.

    nox -s bench -- client [--check]

Prints a table in Markdown in about two minutes; with ``--check``, a ratio above its limit makes the
exit status 1. Nothing leaves the machine: requests go to a mock transport, or to a server on the
loopback interface. Ratios are medians of the ratios of short batches that take turns, so that
whatever else the machine does slows both sides down. All times are CPU time.
"""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from time import perf_counter, process_time
from typing import Any

import httpx2
import msgspec
import orjson
import pydantic
from sonicpay_client import AsyncSonicPay, SonicPay, _operations
from sonicpay_client._runtime.decode import attempt
from sonicpay_client.models import InvoicePage

ROUNDS = 41
BATCH = 0.02
"""Seconds of a batch, about."""
TOKEN = "x" * 40
BASE = "https://sonicpay.invalid"


# What is sent and received.


def invoice(number: int, **other: object) -> dict[str, Any]:
    """Return an invoice with every field that responses have."""
    return {
        "id": f"invoice-{number}",
        "reference": f"INV-{number}",
        "name": "Consulting",
        "description": "Consulting in January, as agreed",
        "amount": 15.5 + number,
        "currency": "USD",
        "status": "unpaid",
        "metadata": {"order": "A-17", "priority": 3},
        "created_at": "2025-01-31T09:30:00Z",
        "updated_at": "2025-02-01T10:00:00Z",
        "shipping": {
            "amount": 4.25,
            "address": {"name": "Ada Lovelace", "city": "London", "country": "GB"},
        },
        **other,
    }


def page(size: int, drifting: int = 0) -> bytes:
    """Return a page whose last invoices have a number for an id, which a client tolerates."""
    good = [invoice(number) for number in range(size - drifting)]
    bad = [invoice(number, id=number) for number in range(size - drifting, size)]
    meta = {"total_count": 10 * size, "page": 1, "per_page": size}
    return msgspec.json.encode({"data": good + bad, "meta": meta})


def order(lines: int) -> dict[str, Any]:
    """Return the arguments of ``create_invoice``."""
    return {
        "amount": 5000 * lines,
        "currency": "USD",
        "customer_email": "ada@example.com",
        "customer_name": "Ada Lovelace",
        "line_items": [
            {"name": f"Hour {line}", "amount": 5000, "quantity": 1} for line in range(lines)
        ],
        "due_date": date(2025, 3, 1),
        "metadata": {"order": "A-17"},
    }


# What somebody without a generated client would write.


class PlainAddress(msgspec.Struct):
    """The peer of ``ShippingAddress``."""

    name: str | None = None
    address1: str | None = None
    address2: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    postal_code: str | None = None


class PlainShipping(msgspec.Struct):
    """The peer of ``Shipping``."""

    amount: Decimal | None = None
    address: PlainAddress | None = None


class PlainStatus(Enum):
    """The peer of ``InvoiceStatus``."""

    PAID = "paid"
    UNPAID = "unpaid"


class PlainInvoice(msgspec.Struct):
    """The peer of ``Invoice``."""

    id: str
    amount: Decimal
    currency: str
    status: PlainStatus
    created_at: datetime
    updated_at: datetime
    reference: str | None = None
    metadata: dict[str, Any] | None = None
    name: str | None = None
    description: str | None = None
    shipping: PlainShipping | None = None


class PlainMeta(msgspec.Struct):
    """The peer of ``PageMeta``."""

    total_count: int
    page: int
    per_page: int


class PlainPage(msgspec.Struct):
    """The peer of ``InvoicePage``."""

    data: list[PlainInvoice]
    meta: PlainMeta


class PydanticLine(pydantic.BaseModel):
    """The peer of ``LineItem``."""

    name: str
    amount: int
    quantity: int


class PydanticOrder(pydantic.BaseModel):
    """The peer of ``InvoiceCreate``."""

    amount: int
    currency: str
    customer_email: str
    customer_name: str
    line_items: list[PydanticLine]
    due_date: date
    metadata: dict[str, Any]


PLAIN_INVOICE = msgspec.json.Decoder(PlainInvoice)
PLAIN_PAGE = msgspec.json.Decoder(PlainPage)
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/json"}


# How it is measured.


@dataclass(frozen=True)
class Row:
    """One line of the table: seconds a call took in each batch, and the limit of the ratio."""

    name: str
    limit: float
    ours: list[float]
    peers: list[float]

    @property
    def ratios(self) -> list[float]:
        """The ratio of each pair of batches."""
        return [mine / its for mine, its in zip(self.ours, self.peers, strict=True)]

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return statistics.median(self.ratios)

    def __str__(self) -> str:
        low, _, high = statistics.quantiles(self.ratios, n=4)
        mine, its = (statistics.median(each) * 1e6 for each in (self.ours, self.peers))
        verdict = "yes" if self.ratio <= self.limit else "no"
        return (
            f"| {self.name} | {mine:,.1f} | {its:,.1f} | {self.ratio:.2f} | {low:.2f}-{high:.2f} "
            f"| {self.limit:.2f} | {verdict} |"
        )


def compare(name: str, limit: float, mine: Callable[[], object], its: Callable[[], object]) -> Row:
    """Run batches of both in turn, each of them first in every other round."""
    counts = {task: _count(task) for task in (mine, its)}
    spent: dict[Callable[[], object], list[float]] = {mine: [], its: []}
    for number in range(ROUNDS):
        for task in (mine, its) if number % 2 else (its, mine):
            spent[task].append(_seconds(task, counts[task]))
    return Row(name, limit, spent[mine], spent[its])


def _count(task: Callable[[], object]) -> int:
    """Return how many calls fill a batch, after a first one that fills caches."""
    task()
    return max(1, round(BATCH / _seconds(task, 5)))


def _seconds(task: Callable[[], object], count: int) -> float:
    gc.collect()
    begun = process_time()
    for _ in range(count):
        task()
    return (process_time() - begun) / count


# The rows of the table.


def calls() -> Iterator[Row]:
    """One call over a mock transport, with an id in the path or with a query."""
    one, some = msgspec.json.encode(invoice(1)), page(1)

    def respond(request: httpx2.Request) -> httpx2.Response:
        content = some if request.url.query else one
        return httpx2.Response(200, headers={"Content-Type": "application/json"}, content=content)

    def get() -> PlainInvoice:
        response = http.get(f"{BASE}/invoices/invoice-1", headers=HEADERS)
        response.raise_for_status()
        return PLAIN_INVOICE.decode(response.content)

    def list_() -> PlainPage:
        query = {"status": "unpaid", "page": "1", "per_page": "1"}
        response = http.get(f"{BASE}/invoices", params=query, headers=HEADERS)
        response.raise_for_status()
        return PLAIN_PAGE.decode(response.content)

    with (
        httpx2.Client(transport=httpx2.MockTransport(respond)) as http,
        SonicPay(token=TOKEN, base_url=BASE, http_client=http) as client,
    ):
        peer = "over httpx2 + msgspec"
        yield compare(
            f"get_invoice, mock transport, {peer}",
            1.10,
            lambda: client.get_invoice("invoice-1"),
            get,
        )
        yield compare(
            f"list_invoices, 1 invoice, mock transport, {peer}",
            1.10,
            lambda: client.list_invoices(status="unpaid", page=1, per_page=1),
            list_,
        )


def async_calls() -> Row:
    """Measure 1,000 calls over loopback, 50 at once; the server is another process."""

    async def measure(base: str) -> Row:
        async def get() -> PlainInvoice:
            response = await http.get(f"{base}/invoices/invoice-1", headers=HEADERS)
            response.raise_for_status()
            return PLAIN_INVOICE.decode(response.content)

        async with (
            httpx2.AsyncClient(trust_env=False) as http,
            httpx2.AsyncClient(trust_env=False) as its_own,
            AsyncSonicPay(token=TOKEN, base_url=base, http_client=its_own) as client,
        ):
            return await compare_async(lambda: client.get_invoice("invoice-1"), get)

    with served() as base:
        return asyncio.run(measure(base))


async def compare_async(
    mine: Callable[[], Awaitable[object]], its: Callable[[], Awaitable[object]]
) -> Row:
    """Run 1,000 calls of both in turn."""
    spent: dict[Callable[[], Awaitable[object]], list[float]] = {mine: [], its: []}
    for number in range(-1, 16):
        for task in (mine, its) if number % 2 else (its, mine):
            gc.collect()
            begun = process_time()
            await asyncio.gather(*(_repeat(task, 20) for _ in range(50)))
            if number >= 0:  # the first round opens the connections
                spent[task].append((process_time() - begun) / 1000)
    name = "1,000 async calls, 50 at once, loopback, over httpx2 + msgspec"
    return Row(name, 1.10, spent[mine], spent[its])


async def _repeat(task: Callable[[], Awaitable[object]], times: int) -> None:
    for _ in range(times):
        await task()


def responses() -> Iterator[Row]:
    """Reading pages, over a parser that makes dicts and floats, and over a good page."""
    large, small = page(500), page(1)
    one_drifts, all_drift = page(500, drifting=1), page(500, drifting=500)

    def read(body: bytes, strict: bool = False) -> Callable[[], object]:
        return lambda: attempt(body, InvoicePage, strict=strict)

    yield compare("page of 500, over orjson", 1.10, read(large), lambda: orjson.loads(large))
    yield compare("page of 1, over orjson", 1.30, read(small), lambda: orjson.loads(small))
    good = "over a good page"
    yield compare(f"one drifting value in 500, {good}", 3, read(one_drifts), read(large))
    yield compare(f"every invoice of 500 drifts, {good}", 5, read(all_drift), read(large))
    yield compare(f"strict=True, 500, {good}", 5, read(large, strict=True), read(large))


def bodies() -> Iterator[Row]:
    """The body of ``create_invoice``, over validation and encoding by pydantic."""
    for lines in (1, 100):
        given = order(lines)

        def encode(given: dict[str, Any] = given) -> object:
            return _operations.create_invoice(**given)

        def peer(given: dict[str, Any] = given) -> object:
            return PydanticOrder(**given).model_dump_json(exclude_unset=True).encode()

        named = f"create_invoice, {lines} line{'s' if lines > 1 else ''}, over pydantic"
        yield compare(named, 1.0, encode, peer)


IMPORT = "import sys, sonicpay_client\n"


def imports() -> str:
    """Return the milliseconds beyond a bare start, and all modules that are then loaded."""
    code = IMPORT + "print(len(sys.modules))"
    modules = int(subprocess.run([sys.executable, "-c", code], capture_output=True).stdout)
    took = [_started(IMPORT) - _started("import sys") for _ in range(ROUNDS)]
    low, middle, high = (1000 * part for part in statistics.quantiles(took, n=4))
    verdict = "yes" if middle <= 6 and modules <= 40 else "no"
    return (
        f"import sonicpay_client over a bare start: {middle:.1f} ms (middle half {low:.1f}-"
        f"{high:.1f}, limit 6), {modules} modules (limit 40); within: {verdict}"
    )


def _started(code: str) -> float:
    """Return the CPU time of a new interpreter that runs some code."""
    process = os.posix_spawn(sys.executable, [sys.executable, "-c", code], os.environ)
    used = os.wait4(process, 0)[2]
    return used.ru_utime + used.ru_stime


# A server with one response to everything, in a process of its own.


class Server(asyncio.Protocol):
    """Responds to each head of a request; there are no bodies."""

    RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"

    def __init__(self) -> None:
        body = msgspec.json.encode(invoice(1))
        self.response = self.RESPONSE % (len(body), body)
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Respond to what is complete."""
        *heads, self.received = (self.received + data).split(b"\r\n\r\n")
        self.transport.write(self.response * len(heads))


async def serve() -> None:
    """Serve until the process ends, and print the port first."""
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def served() -> Iterator[str]:
    """Run the server, and give its base URL."""
    with subprocess.Popen([sys.executable, __file__, "--serve"], stdout=subprocess.PIPE) as server:
        assert server.stdout
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.kill()


def main() -> int:
    """Print the table, a row as soon as it is measured."""
    begun = perf_counter()
    print("| | ours, µs | peer, µs | ratio | middle half | limit | within |")
    print("|---|---|---|---|---|---|---|", flush=True)
    missed = 0
    for rows in (calls(), [async_calls()], responses(), bodies()):
        for row in rows:
            print(row, flush=True)
            missed += row.ratio > row.limit
    imported = imports()
    print(f"\n{imported}\n\n{perf_counter() - begun:.0f} seconds")
    return int("--check" in sys.argv and (missed > 0 or imported.endswith("no")))


if __name__ == "__main__":
    if "--serve" in sys.argv:
        asyncio.run(serve())
    else:
        sys.exit(main())
