"""Plausible SubsBase invoices for the `demo` seed, to look at and to page through.

The result is reproducible: it depends only on the given random source and on a fixed date. The
invoices have no site of their own: each belongs to whichever site requests it.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from ...exact import Members
from ...store import Thing

_FIRST = datetime(2023, 1, 2, 8, tzinfo=UTC)
_PLANS = (Decimal("9.90"), Decimal("29.00"), Decimal("49.50"), Decimal("199.00"))
_STATES = ("open", "open", "paid", "paid", "paid", "void")


def imagined(chance: Random, size: int) -> list[Thing]:
    """Return `size` invoices, oldest first, some hours apart."""
    billed = _FIRST
    things: list[Thing] = []
    for number in range(1001, 1001 + size):
        billed += timedelta(minutes=chance.randrange(30, 3000))
        invoice = _invoice(chance, number, billed)
        things.append(Thing("invoice", str(invoice["id"]), invoice))
    return things


def _invoice(chance: Random, number: int, billed: datetime) -> Members:
    return {
        "id": _id(chance),
        "number": str(number),
        "total": chance.choice(_PLANS) * chance.randrange(1, 13),
        "customerId": f"customer-{chance.randrange(1, 60)}",
        "siteId": None,
        "billedOn": _written(billed),
        "dueOn": _written(billed + timedelta(days=chance.choice((14, 30)))),
        "state": chance.choice(_STATES),
    }


def _id(chance: Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def _written(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat() + "Z"
