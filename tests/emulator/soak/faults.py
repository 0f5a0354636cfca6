"""Random faults while clients work, a few a second, until told to stop."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from threading import Event, Thread
from typing import Any

from tests.emulator.soak.served import Served

OPERATIONS = (
    *("sonicpay.create_invoice", "sonicpay.get_invoice"),
    *("sonicpay.update_invoice", "sonicpay.list_invoices"),
    *("subsbase.create_invoice", "subsbase.get_invoice", "subsbase.list_invoices"),
    *("subsbase.mark_invoice_as_paid", "subsbase.void_invoice"),
)
KINDS: tuple[dict[str, Any], ...] = (
    {"status": 502},
    {"status": 503},
    {"status": 503, "retry_after": 0},
    {"status": 429, "retry_after": 0},
    {"delay": 0.05},
    *(
        {"kind": kind}
        for kind in (
            *("reset_before", "reset_after", "empty", "truncated", "malformed_chunk"),
            *("wrong_content_type", "bad_gzip", "expired_token"),
        )
    ),
    {"kind": "slow_bytes", "pace": 0.0005},
    {"kind": "slow_headers", "pace": 0.0005},
    {"kind": "drift", "change": "add"},
    {"kind": "drift", "change": "remove", "field": "currency"},
    {"kind": "drift", "change": "retype", "field": "data.amount"},
    {"kind": "drift", "change": "rename", "field": "data.createInvoiceMutation.value.id"},
    {"kind": "drift", "change": "enum", "field": "status"},
)
PAUSE = 0.03


@contextmanager
def making_faults(served: Served, chance: Random) -> Iterator[None]:
    """Make random faults while the block runs, and none that nobody has met after it."""
    stop, failed = Event(), list[BaseException]()

    def run() -> None:
        try:
            while not stop.wait(PAUSE):
                kind = chance.choice(KINDS)
                served.fault(chance.choice(OPERATIONS), **kind, times=chance.randrange(1, 3))
        except BaseException as error:  # noqa: BLE001 - raised in the other thread
            failed.append(error)

    thread = Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        served.clear_faults()
    if failed:
        raise failed[0]
