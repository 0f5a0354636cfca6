"""Plausible SonicPay invoices for the `demo` seed, to look at and to page through.

The result is reproducible: it depends only on the given random source and on a fixed date. Half are
as created (a whole amount, the sum of the items); the others were updated, and have an amount with
two decimals and a shipping address. No real company or person appears.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from ...exact import Json, Members
from ...store import Thing

_FIRST = datetime(2022, 1, 3, 9, tzinfo=UTC)
_CURRENCIES = ("USD", "EUR", "USDT", "USDC", "Doge")
_GIVEN = ("Ada", "Amara", "Diego", "Elif", "Freya", "Hiro", "Ines", "Jonas", "Mei", "Omar")
_FAMILY = (
    "Alvarez",
    "Brandt",
    "Costa",
    "Dubois",
    "Eze",
    "Fischer",
    "Ito",
    "Khan",
    "Novak",
    "Silva",
)
_PRODUCTS = ("Annual plan", "Consulting hour", "Data export", "Monthly plan", "Setup", "Training")
_CITIES = (
    ("San Francisco", "CA", "US", "94105"),
    ("Hamburg", "HH", "DE", "20457"),
    ("Porto", "13", "PT", "4000-322"),
    ("Osaka", "27", "JP", "530-0001"),
)


def imagined(chance: Random, size: int) -> list[Thing]:
    """Return `size` invoices, oldest first, some hours apart."""
    made = _FIRST
    things: list[Thing] = []
    for number in range(1, size + 1):
        made += timedelta(minutes=chance.randrange(30, 3000))
        invoice = _created(chance, number, made)
        if chance.randrange(2):
            invoice |= _updated(chance, made)
        things.append(Thing("invoice", str(invoice["id"]), invoice))
    return things


def _created(chance: Random, number: int, made: datetime) -> Members:
    items = [_item(chance) for _ in range(chance.randrange(1, 4))]
    name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
    lines: list[Json] = [
        {"name": product, "amount": amount, "quantity": quantity}
        for product, amount, quantity in items
    ]
    return {
        "id": str(UUID(int=chance.getrandbits(128), version=4)),
        "reference": f"INV-{number}",
        "amount": sum(amount * quantity for _, amount, quantity in items),
        "currency": chance.choice(_CURRENCIES),
        "status": chance.choice(("paid", "unpaid", "unpaid")),
        "customer_name": name,
        "customer_email": f"{name.lower().replace(' ', '.')}@example.com",
        "line_items": lines,
        "due_date": (made + timedelta(days=30)).date().isoformat(),
        "metadata": {"order_id": str(10_000 + number)},
        "created_at": _written(made),
        "updated_at": _written(made),
    }


def _item(chance: Random) -> tuple[str, int, int]:
    return chance.choice(_PRODUCTS), chance.randrange(5, 1000) * 100, chance.randrange(1, 5)


def _updated(chance: Random, made: datetime) -> Members:
    city, state, country, postal_code = chance.choice(_CITIES)
    address: Members = {
        "name": f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}",
        "address1": f"{chance.randrange(1, 200)} Main St",
        "city": city,
        "state": state,
        "country": country,
        "postal_code": postal_code,
    }
    return {
        "description": f"{chance.choice(_PRODUCTS)}, corrected",
        "amount": Decimal(chance.randrange(100, 500_000)).scaleb(-2),
        "shipping": {"amount": chance.randrange(2, 20), "address": address},
        "updated_at": _written(made + timedelta(minutes=chance.randrange(1, 5000))),
    }


def _written(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
