"""Plausible projects, invoices and bills for the `demo` seed, to look at and to page through.

The result is reproducible: it depends only on the given random source and on a fixed date. Lines
add up, everything has the customer of its project, and a project has a completed date if and only
if it is complete. The customers are invented by the directory; no real person appears.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import cast

from ...exact import Members
from ...store import Thing
from . import bills, directory, invoices, projects, transactions
from .amounts import Amount, times, total

_FIRST = datetime(2021, 1, 4, 9, tzinfo=UTC)
_STATUSES = ("TODO", "OPEN", "IN_PROGRESS", "IN_PROGRESS", "COMPLETE", "BLOCKED", "CANCELLED")
_WORK = ("Extension", "Garden", "Kitchen", "Office", "Roof", "Shop", "Website")
_STREETS = ("Beech Road", "Canal Street", "Harbour Lane", "Mill Hill", "Station Square")
_DONE = ("Labour", "Materials on site", "Planning", "Second instalment", "Survey")


def imagined(chance: Random, size: int) -> list[Thing]:
    """Return `size` objects of each kind; invoices and bills belong to the projects."""
    works = [_project(chance, number) for number in range(1, size + 1)]
    numbers = range(1, size + 1)
    sold = [_invoice(chance, number, chance.choice(works)) for number in numbers]
    bought = [_bill(chance, size + number, chance.choice(works)) for number in numbers]
    return [
        *(_thing(projects.KIND, each) for each in works),
        *(_thing(invoices.KIND, each) for each in sold),
        *(_thing(bills.KIND, each) for each in bought),
    ]


def _project(chance: Random, number: int) -> Members:
    status = chance.choice(_STATUSES)
    done = _FIRST + timedelta(days=number, minutes=chance.randrange(5000))
    return {
        "id": f"{directory.PROJECTS}:{projects.FIRST_NUMBER + number}",
        "name": f"{chance.choice(_WORK)} {chance.randrange(1, 90)} {chance.choice(_STREETS)}",
        "description": chance.choice((None, "As agreed by telephone", "Fixed price")),
        "status": status,
        "active": chance.randrange(10) > 0,
        "completedDate": projects.written(done) if status == "COMPLETE" else None,
        "customer": directory.customer(f"{directory.CONTACTS}:{chance.randrange(100, 140)}"),
    }


def _invoice(chance: Random, number: int, project: Members) -> Members:
    lines = [_sold(chance, number) for _ in range(chance.randrange(1, 4))]
    return {
        **_transaction(chance, number),
        **_owner(project),
        "amount": total(cast(Amount, line["amount"]) for line in lines),
        "itemLines": transactions.numbered(lines),
    }


def _sold(chance: Random, number: int) -> Members:
    quantity, price = chance.randrange(1, 9), _price(chance)
    item = directory.item(f"{directory.ITEMS}:{chance.randrange(10, 30)}")
    details = cast("dict[str, Members]", item["salesDetails"])
    account = directory.account(str(details["incomeAccount"]["id"]))
    return {
        "description": chance.choice(_DONE),
        "amount": times(quantity, price),
        "quantity": quantity,
        "item": item,
        "unitPrice": price,
        "account": account,
        "class": None,
        "serviceDate": _day(number).isoformat(),
    }


def _bill(chance: Random, number: int, project: Members) -> Members:
    day = _day(number)
    lines = [_spent(chance, project) for _ in range(chance.randrange(1, 3))]
    goods = [_bought(chance, project) for _ in range(chance.randrange(3))]
    return {
        **_transaction(chance, number),
        "term": directory.term(f"{directory.TERMS}:{chance.randrange(3, 9)}"),
        "vendor": directory.vendor(f"{directory.CONTACTS}:{chance.randrange(200, 220)}"),
        "transactionDate": day.isoformat(),
        "dueDate": (day + timedelta(days=30)).isoformat(),
        "billNumber": f"B-{number}",
        "accountLines": transactions.numbered(lines),
        "itemLines": transactions.numbered(goods),
    }


def _spent(chance: Random, project: Members) -> Members:
    return {
        "description": chance.choice(_DONE),
        "amount": _price(chance),
        "account": directory.account(f"{directory.ACCOUNTS}:{chance.randrange(80, 99)}"),
        **_owner(project),
    }


def _bought(chance: Random, project: Members) -> Members:
    quantity, price = chance.randrange(1, 20), _price(chance)
    return {
        "description": None,
        "amount": times(quantity, price),
        "quantity": quantity,
        "item": directory.item(f"{directory.ITEMS}:{chance.randrange(30, 50)}"),
        "unitPrice": price,
        "class": directory.class_(f"class-{chance.randrange(4)}"),
        **_owner(project),
    }


def _transaction(chance: Random, number: int) -> Members:
    version: Members = {"entityVersion": str(chance.randrange(3))}
    key = f"{directory.TRANSACTIONS}:{transactions.FIRST_NUMBER + number}"
    return {"id": key, "metadata": version}


def _owner(project: Members) -> Members:
    return {"project": project["id"], "customer": project["customer"]}


def _price(chance: Random) -> Decimal:
    return Decimal(chance.randrange(500, 50_000)).scaleb(-2)


def _day(number: int) -> date:
    return (_FIRST + timedelta(days=number % 700)).date()


def _thing(kind: str, document: Members) -> Thing:
    return Thing(kind, str(document["id"]), document)
