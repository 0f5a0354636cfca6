"""Write one reminder to each client who has overdue Sonderplan invoices, and none twice.

Every invoice is read before anything is written, so a run that fails has no effect. What is to be
sent is then stored in one transaction, and delivered after that: a run that is stopped in between
is finished by the next one, with the same mails under the same names.
"""

import argparse
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path

from sonderplan_client import (
    APIError,
    ConfigurationError,
    Invoice,
    InvoiceStatusId,
    Sonderplan,
    given,
)

SCHEMA = """
CREATE TABLE IF NOT EXISTS mail (id INTEGER PRIMARY KEY, content BLOB, is_delivered INTEGER);
CREATE TABLE IF NOT EXISTS reminded (invoice INTEGER PRIMARY KEY, mail INTEGER REFERENCES mail);
"""


def overdue(client: Sonderplan, moment: datetime) -> Iterator[Invoice]:
    """Yield the invoices that await payment and were due before a moment."""
    wanted = InvoiceStatusId.AWAITING_PAYMENT
    for invoice in client.iter_invoices(status_id=wanted, order_asc="id", limit=100):
        if invoice.id and invoice.due_date_time_iso and invoice.due_date_time_iso < moment:
            yield invoice


def by_address(invoices: Iterator[Invoice]) -> dict[str, dict[int, Invoice]]:
    """Group invoices by the client's mail address; an invoice that is listed twice counts once."""
    groups: dict[str, dict[int, Invoice]] = defaultdict(dict)
    for invoice in invoices:
        client = invoice.current_client
        if client and client.email and invoice.id and given(invoice.total) is not None:
            groups[client.email][invoice.id] = invoice
        else:
            print(f"invoice {invoice.id}: no mail address, or no total", file=sys.stderr)
    return groups


def totals(invoices: list[Invoice]) -> dict[str, Decimal]:
    """Add the totals of each currency, exactly."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for invoice in invoices:
        sums[invoice.currency or "?"] += invoice.total or Decimal(0)
    return dict(sorted(sums.items()))


def written(address: str, invoices: list[Invoice]) -> EmailMessage:
    """Write the mail to a client."""
    mail = EmailMessage()
    mail["To"], mail["Subject"] = address, "Reminder: overdue invoices"
    lines = [
        f"{one.prefix or ''}{one.number}  due {one.due_date_time_iso:%Y-%m-%d}"
        f"  {one.currency} {one.total}"
        for one in invoices
    ]
    due = [f"{currency} {total}" for currency, total in totals(invoices).items()]
    mail.set_content("\n".join([*lines, "", "Total due: " + ", ".join(due), ""]))
    return mail


def deliver(state: sqlite3.Connection, outbox: Path) -> int:
    """Put each mail that is not delivered yet into the outbox, and return how many there were."""
    outbox.mkdir(parents=True, exist_ok=True)
    waiting = state.execute("SELECT id, content FROM mail WHERE NOT is_delivered").fetchall()
    for key, content in waiting:
        unfinished = outbox / f"{key:06}.unfinished"
        unfinished.write_bytes(content)
        unfinished.replace(outbox / f"{key:06}.eml")
        with state:
            state.execute("UPDATE mail SET is_delivered = 1 WHERE id = ?", [key])
    return len(waiting)


def remind(client: Sonderplan, state: sqlite3.Connection, moment: datetime) -> list[EmailMessage]:
    """Store a mail for each client with new overdue invoices, all in one transaction."""
    known = {key for (key,) in state.execute("SELECT invoice FROM reminded")}
    mails: list[EmailMessage] = []
    with state:
        for address, found in sorted(by_address(overdue(client, moment)).items()):
            new = [invoice for key, invoice in found.items() if key not in known]
            if not new:
                continue
            mails.append(written(address, new))
            row = [mails[-1].as_bytes()]
            key = state.execute("INSERT INTO mail VALUES (NULL, ?, 0)", row).lastrowid
            state.executemany("INSERT INTO reminded VALUES (?, ?)", [(one.id, key) for one in new])
    return mails


def main() -> None:
    """Read the command line, and remind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--send", type=Path, metavar="OUTBOX", help="a folder; without: dry run")
    parser.add_argument("--state", type=Path, default=Path("reminders.db"), help="who was reminded")
    parser.add_argument("--at", type=datetime.fromisoformat, default=datetime.now(UTC))
    options = parser.parse_args()
    moment = options.at if options.at.tzinfo else options.at.replace(tzinfo=UTC)
    try:
        with closing(sqlite3.connect(options.state if options.send else ":memory:")) as state:
            if not options.send and options.state.exists():
                with closing(sqlite3.connect(options.state)) as stored:
                    stored.backup(state)  # a dry run changes a copy
            state.executescript(SCHEMA)
            with Sonderplan() as client:
                mails = remind(client, state, moment)
            for mail in mails if not options.send else []:
                print(mail)
            sent = deliver(state, options.send) if options.send else 0
    except (APIError, ConfigurationError) as error:
        sys.exit(f"remind.py: nothing was sent: {error}")
    except OSError as error:
        sys.exit(f"remind.py: {error}\nRun it again: it delivers what waits.")
    print(f"{len(mails)} new, {sent} delivered" if options.send else f"{len(mails)} to send")


if __name__ == "__main__":
    main()
