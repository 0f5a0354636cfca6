"""Copy Sonderplan invoices to SQLite, from where the last run stopped.

A page and the time up to which it was read (the watermark) are stored in one transaction, so a run
may be stopped anywhere. Invoices are asked for in the order of their last change, each time from
the watermark on: an invoice that changes meanwhile moves to the end of the list, where page 2 of
the old list would skip its neighbour.

Amounts are kept twice: as the text that the service sends, and as an integer of millionths, which
SQL adds exactly. The documentation does not say how a deleted invoice is shown, so none is removed.
"""

import argparse
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from sonderplan_client import APIError, ConfigurationError, Invoice, Sonderplan, given

FIELDS = ("id", "prefix", "number", "currency", "total", "updated")
SCHEMA = """
CREATE TABLE IF NOT EXISTS invoice (
    id INTEGER PRIMARY KEY, name TEXT, currency TEXT, total TEXT, millionths INTEGER,
    updated INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS watermark (
    one INTEGER PRIMARY KEY CHECK (one = 1), updated INTEGER NOT NULL
) STRICT;
"""
UPSERT = """
INSERT INTO invoice VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, currency = excluded.currency, total = excluded.total,
    millionths = excluded.millionths, updated = excluded.updated
"""
MOVE = "INSERT OR REPLACE INTO watermark VALUES (1, ?)"
TOTALS = """
SELECT currency, count(*), sum(millionths) FROM invoice
WHERE total IS NOT NULL GROUP BY currency ORDER BY currency
"""
Row = tuple[int, str, str | None, str | None, int | None, int]


def millionths(amount: Decimal) -> int:
    """Convert an amount without loss.

    Raises:
        ValueError: it has more than six decimals.
    """
    scaled = amount.scaleb(6)
    if scaled != int(scaled):
        raise ValueError(f"{amount} has more than six decimals")
    return int(scaled)


def row(invoice: Invoice) -> Row:
    """Return the row of an invoice.

    Raises:
        ValueError: the service left out what the copy cannot be without.
    """
    if not invoice.id or not invoice.updated:
        raise ValueError(f"invoice {invoice.id} has no id, or no time of its last change")
    total, name = given(invoice.total), f"{invoice.prefix or ''}{invoice.number or ''}"
    text, number = (None, None) if total is None else (str(total), millionths(total))
    return invoice.id, name, given(invoice.currency), text, number, invoice.updated


def changes(client: Sonderplan, since: int, size: int) -> Iterator[list[Row]]:
    """Yield pages of rows, least recently changed first, from a time in UNIX seconds on."""
    number = 1
    while True:
        # A second may hold several changes, so the last one is read again; upserts do no harm.
        page = client.list_invoices(
            updated_after=since - 1, order_asc="updated", fields=FIELDS, limit=size, page=number
        )
        rows = [row(invoice) for invoice in page]
        if rows:
            yield rows
        if page.next_arguments is None:
            return
        last = rows[-1][-1] if rows else since
        number, since = (1, last) if last > since else (number + 1, since)


def sync(client: Sonderplan, database: sqlite3.Connection, size: int) -> None:
    """Store everything that has changed since the last run, page by page."""
    (since,) = database.execute("SELECT coalesce(max(updated), 1) FROM watermark").fetchone()
    for rows in changes(client, since, size):
        with database:
            database.executemany(UPSERT, rows)
            database.execute(MOVE, [rows[-1][-1]])
        print(f"stored {len(rows)} invoices", flush=True)


def shown(amount: Decimal) -> str:
    """Write an amount with two decimals, or with more if it has more."""
    short = round(amount, 2)
    return f"{short if short == amount else amount.normalize():,}"


def totals(database: sqlite3.Connection) -> Iterator[str]:
    """Yield a line for each currency, with the exact sum."""
    for currency, count, number in database.execute(TOTALS):
        yield f"{currency or '?'}  {count:>5} invoices  {shown(Decimal(number).scaleb(-6)):>16}"


def main() -> None:
    """Read the command line, and copy."""
    parser = argparse.ArgumentParser(description="Copy Sonderplan invoices to SQLite.")
    parser.add_argument("database", type=Path, help="file to copy to; it may exist")
    parser.add_argument("--page-size", type=int, default=100, help="invoices in a request")
    options = parser.parse_args()
    with closing(sqlite3.connect(options.database)) as database:
        try:
            database.executescript(SCHEMA)
            with Sonderplan() as client:
                sync(client, database, options.page_size)
        except (APIError, ConfigurationError, ValueError, sqlite3.Error) as error:
            sys.exit(f"sync.py: {error}\nWhat was stored is complete; run it again to go on.")
        print(*totals(database), sep="\n")


if __name__ == "__main__":
    main()
