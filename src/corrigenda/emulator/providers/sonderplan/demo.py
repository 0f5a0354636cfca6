"""Plausible Sonderplan invoices for the `demo` seed, to look at and to page through.

The result is reproducible: it depends only on the given random source and on fixed dates, over
which any number of invoices is spread. Unlike on the page, items, taxes and totals add up, and a
time with an offset equals the UNIX time beside it. The page never shows null, so a missing field is
omitted. No real company or person appears.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from random import Random
from typing import Final

from msgspec import Struct

from ...exact import Json, Members
from ...store import Thing

_DAY: Final = 86_400
_FIRST = int(datetime(2019, 1, 7, tzinfo=UTC).timestamp())
_LAST = int(datetime(2025, 6, 30, tzinfo=UTC).timestamp())
_OFFSETS = tuple(timezone(timedelta(hours=hours)) for hours in (11, 10, 0, -5))
_STATUSES = ((1, "Draft"), (2, "Submitted"), (3, "Awaiting Payment"), (4, "Paid"), (4, "Paid"))
_PROJECTS = (
    ("Harbour Lights S1", "HAR-S1"),
    ("Harbour Lights S2", "HAR-S2"),
    ("Winter Campaign", "WIN-24"),
    ("Museum Guide", "MUS-01"),
    ("Night Train", "NIG-07"),
    ("Product Launch", "PRO-11"),
    ("Garden Stories EP3", "GAR-EP3"),
    ("Annual Report Film", "ANN-22"),
)
_CLIENTS = (
    ("Ada Brandt", "person"),
    ("Diego Silva", "person"),
    ("Freya Novak", "person"),
    ("Example Pictures", "company"),
    ("Sample Post House", "company"),
    ("Placeholder Films", "company"),
)
_CONTACTS = ("Elif Costa", "Hiro Ito", "Ines Dubois", "Omar Khan")
_TEXTS = ("Edit Suite Grading", "Sound Mix", "Camera Hire", "Studio Day", "Conform", "Delivery")
_TYPES = ("Video Editing", "Sound", "Rental")


class _Tax(Struct, frozen=True):
    """The tax in a currency: its name and its rate in percent."""

    id: int
    name: str
    percent: int


_TAXES = {
    "AUD": _Tax(3247, "GST", 10),
    "NZD": _Tax(3248, "GST", 15),
    "GBP": _Tax(3249, "VAT", 20),
    "USD": _Tax(3250, "Sales Tax", 8),
}


class _Line(Struct, frozen=True):
    """An item and its amounts in cents: before discount, the discount, and the tax on the rest."""

    members: Members
    gross: int
    discount: int
    tax: int


def imagined(chance: Random, size: int) -> list[Thing]:
    """Return `size` invoices with ids from 1, oldest first, spread over six years."""
    slot = max(1, (_LAST - _FIRST) // max(1, size))
    things: list[Thing] = []
    for number in range(1, size + 1):
        made = _FIRST + slot * (number - 1) + chance.randrange(slot)
        things.append(Thing("invoice", str(number), _invoice(chance, number, made)))
    return things


def _invoice(chance: Random, number: int, made: int) -> Members:
    currency = chance.choice(tuple(_TAXES))
    group = chance.randrange(20_000, 30_000) if chance.randrange(2) else None
    lines = [
        _line(chance, number * 10 + order, order, group, _TAXES[currency])
        for order in range(1, chance.randrange(2, 5))
    ]
    return {
        "id": number,
        "prefix": chance.choice(("INV-", "INV-", "SYD-", "LDN-")),
        "number": 1000 + number,
        **_dates(chance, made),
        "items": [line.members for line in lines],
        "groups": [] if group is None else [_group(group)],
        **_relations(chance),
        "terms": "Payment to be made in 30 days",
        "template_id": chance.choice((213, 214, 220)),
        **_origin(chance, number),
        "currency": currency,
        **_totals(lines),
        "created_sp_flag": chance.choice(("true", "true", "false")),
        **_history(chance, made),
    }


def _dates(chance: Random, made: int) -> Members:
    """Return the invoice date and, 30 days later, the due date, each in two forms."""
    date = made + chance.randrange(4) * _DAY
    due = date + 30 * _DAY
    offset = chance.choice(_OFFSETS)
    return {
        "date": date,
        "date_time_iso": datetime.fromtimestamp(date, offset).isoformat(),
        "due_date": due,
        "due_date_time_iso": datetime.fromtimestamp(due, offset).isoformat(),
    }


def _line(chance: Random, key: int, order: int, group: int | None, tax: _Tax) -> _Line:
    tenths, price = chance.randrange(5, 200), chance.randrange(500, 25_000)
    percent = chance.choice((0, 0, 5, 20))
    gross = _share(tenths * price, 10)
    discount = _share(gross * percent, 100)
    taxed = _share((gross - discount) * tax.percent, 100)
    members: Members = {
        **_described(chance, key),
        **_priced(chance, tenths, price),
        "tax": True,
        "taxes": [_taxed(tax, taxed)],
        "discount": f"{percent}.00%",
        "total": _money(gross - discount),
        "order": order,
    }
    if group is not None:
        members["parent_group_id"] = group
    return _Line(members, gross, discount, taxed)


def _described(chance: Random, key: int) -> Members:
    return {
        "id": key,
        "item_text": chance.choice(_TEXTS),
        "item_uuid": f"r{chance.randrange(1000, 10_000)}",
        "ratescheme_id": chance.randrange(1, 20),
        "description": "As agreed",
    }


def _priced(chance: Random, tenths: int, price: int) -> Members:
    """Return the quantity, the price, and the seller's cost of the same quantity."""
    cost = price // 2
    return {
        "quantity": f"{tenths // 10}.{tenths % 10}",
        "unit": chance.choice(("hourly", "daily")),
        "unit_amount": _money(price),
        "unit_buy_amount": _money(cost),
        "buy_total": _money(_share(tenths * cost, 10)),
        "buy_total_fixed": False,
    }


def _taxed(tax: _Tax, amount: int) -> Members:
    return {"id": tax.id, "name": tax.name, "rate": f"{tax.percent}.00", "total": _money(amount)}


def _group(key: int) -> Members:
    return {
        "id": key,
        "name": "Production",
        "description": "All services",
        "order": 1,
        "hide_items": False,
    }


def _relations(chance: Random) -> Members:
    """Return status, project, client and custom fields: lists, the first three of one element."""
    status, name = chance.choice(_STATUSES)
    kind = chance.randrange(len(_TYPES))
    custom: Members = {"id": 7823, "name": "Type", "value": _TYPES[kind], "value_id": 8970 + kind}
    return {
        "status": [{"id": status, "name": name}],
        "project": [_project(chance.randrange(len(_PROJECTS)))],
        "client": [_client(chance, chance.randrange(len(_CLIENTS)))],
        "custom_fields": [{**custom, "update_key": "2_1_7823"}],
    }


def _project(index: int) -> Members:
    name, code = _PROJECTS[index]
    said = f"Everything for {name}"
    return {"id": 501 + index, "name": name, "code": code, "description": said, "status_id": 1}


def _client(chance: Random, index: int) -> Members:
    name, kind = _CLIENTS[index]
    contact = chance.randrange(len(_CONTACTS))
    person: Json = {"id": 2801 + contact, "name": _CONTACTS[contact]}
    return {
        "id": index + 1,
        "uuid": f"{kind[0]}{index + 1}",
        "name": name,
        "type": kind,
        "email": f"{name.lower().replace(' ', '.')}@example.com",
        "contact_person": person,
    }


def _origin(chance: Random, number: int) -> Members:
    """Return the reference, with `cloned_id` if the invoice is a copy of an earlier one."""
    reference: Members = {"reference": f"QU-{chance.randrange(1000, 10_000)}"}
    copied = number > 1 and chance.randrange(4) == 0
    return {"cloned_id": chance.randrange(1, number), **reference} if copied else reference


def _totals(lines: Sequence[_Line]) -> Members:
    gross = sum(line.gross for line in lines)
    discount = sum(line.discount for line in lines)
    tax = sum(line.tax for line in lines)
    return {
        "sub_total": _money(gross),
        "discount_total": _money(discount),
        "net_total": _money(gross - discount),
        "tax_total": _money(tax),
        "total": _money(gross - discount + tax),
    }


def _history(chance: Random, made: int) -> Members:
    """Return who created the invoice and who updated it last, and when."""
    creator = chance.randrange(1, 12)
    changed = chance.randrange(2)
    return {
        "created_id": creator,
        "created": made,
        "updated_id": chance.randrange(1, 12) if changed else creator,
        "updated": made + chance.randrange(60, 60 * _DAY) if changed else made,
    }


def _share(amount: int, parts: int) -> int:
    """Divide an amount, rounding half up, in integers only, so that no float loses a cent."""
    return (2 * amount + parts) // (2 * parts)


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
