"""Bill the hours of a QuickBooks project: one invoice, even if a reply is lost.

The API has no idempotency key, and no list of invoices to look into. So a `create_invoice` whose
reply is lost cannot be repeated safely. This program therefore creates an empty invoice, notes its
id in a ledger, and fills it with an update that names the version it changes. If the reply to an
update is lost, the next run reads the invoice and sees whether its lines are there. The worst that
is left behind is an empty invoice, which nobody has to pay.
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from quickbooks_client import (
    APIConnectionError,
    APIError,
    ConfigurationError,
    InternalServerError,
    Invoice,
    Project,
    QuickBooks,
    ResponseDecodeError,
    SalesTransactionItemLineInputDict,
)

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Entry:
    """What the ledger knows of a bill; `invoice` is None if a reply was lost."""

    invoice: str | None
    is_filled: bool


def read_ledger(path: Path) -> dict[str, Entry]:
    """Return the bills so far, by the project and the name of the period."""
    text = path.read_text(encoding="utf-8") if path.exists() else "{}"
    return {name: Entry(**entry) for name, entry in json.loads(text).items()}


def note(path: Path, name: str, entry: Entry) -> None:
    """Write an entry into the ledger, all of it or nothing."""
    entries = {key: asdict(one) for key, one in {**read_ledger(path), name: entry}.items()}
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")
    unfinished.replace(path)


def lines(hours: Path) -> Iterator[SalesTransactionItemLineInputDict]:
    """Yield a line for each row of a CSV file with date, work, hours and rate.

    Raises:
        LookupError: a row lacks a value, or has none that is a number.
    """
    with hours.open(newline="", encoding="utf-8") as rows:
        for number, row in enumerate(csv.DictReader(rows), 2):
            try:
                amount = Decimal(row["hours"]) * Decimal(row["rate"])
            except (ArithmeticError, TypeError, KeyError):
                raise LookupError(f"{hours}:{number}: hours and rate are not numbers") from None
            # A quantity is an integer here, so the hours are in the text.
            yield {
                "description": f"{row['work']}, {row['hours']} h at {row['rate']}",
                "amount": amount.quantize(CENT, ROUND_HALF_UP),
                "quantity": 1,
                "serviceDate": date.fromisoformat(row["date"]),
            }


def find_project(client: QuickBooks, name: str) -> Project:
    """Return the project in progress with this name.

    Raises:
        LookupError: there is none, or several.
    """
    projects = client.iter_projects(filter={"status": {"equals": "IN_PROGRESS"}})
    found = [project for project in projects if project.name == name]
    if len(found) != 1:
        raise LookupError(f"{len(found)} projects in progress are called {name!r}, not 1")
    return found[0]


def open_invoice(client: QuickBooks, project: Project, ledger: Path, name: str) -> str:
    """Create an empty invoice, and return its id, which the ledger then has."""
    note(ledger, name, Entry(None, is_filled=False))
    invoice = client.create_invoice(invoice={"project": {"id": project.id}, "itemLines": []})
    note(ledger, name, Entry(invoice.id, is_filled=False))
    return invoice.id


def fill(client: QuickBooks, key: str, work: list[SalesTransactionItemLineInputDict]) -> Invoice:
    """Give the invoice its lines, unless an earlier run did."""
    invoice = client.get_invoice(key)
    if invoice.item_lines:
        return invoice
    version = invoice.metadata.entity_version  # an update of another version is refused
    return client.update_invoice(
        invoice={"id": key, "metadata": {"entityVersion": version}, "itemLines": work}
    )


def bill(client: QuickBooks, options: argparse.Namespace) -> Invoice:
    """Bill the hours once, whatever happened before."""
    name = f"{options.project} {options.period}"
    work, entry = list(lines(options.hours)), read_ledger(options.ledger).get(name)
    if entry and entry.is_filled and entry.invoice:
        return client.get_invoice(entry.invoice)
    if entry and not entry.invoice:
        print("an earlier run may have left an empty invoice in QuickBooks", file=sys.stderr)
    key = entry.invoice if entry else None
    if key is None:
        key = open_invoice(client, find_project(client, options.project), options.ledger, name)
    invoice = fill(client, key, work)
    note(options.ledger, name, Entry(key, is_filled=True))
    return invoice


def main() -> None:
    """Read the command line, and bill."""
    parser = argparse.ArgumentParser(description="Bill the hours of a QuickBooks project.")
    parser.add_argument("project", help="name of a project in progress")
    parser.add_argument("period", help="name of what is billed, such as 2026-05; it is billed once")
    parser.add_argument("hours", type=Path, help="CSV file: date, work, hours, rate")
    parser.add_argument("--ledger", type=Path, default=Path("billed.json"))
    options = parser.parse_args()
    try:
        with QuickBooks() as client:
            invoice = bill(client, options)
    except (APIConnectionError, InternalServerError, ResponseDecodeError) as error:
        unsent = isinstance(error, APIConnectionError) and not error.request_sent
        lost = "the service cannot be reached" if unsent else "the reply is lost"
        sys.exit(f"bill.py: {lost}: {error}\nRun it again: it looks before it sends.")
    except (APIError, ConfigurationError, LookupError, OSError) as error:
        sys.exit(f"bill.py: {error}")
    print(f"invoice {invoice.id}: {len(invoice.item_lines)} lines, {invoice.amount}")


if __name__ == "__main__":
    main()
