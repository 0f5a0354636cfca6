"""Look up what the page never explains: customers, vendors, items, accounts, terms, classes.

Any id is accepted. The ids of the page have the values of the page; any other id has plausible
values that depend only on the id. Nothing is stored, because no operation changes these objects.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final, TypeVar

from ...exact import Json, Members

_T = TypeVar("_T")

# All ids are of one company; the kind and the number follow.
_COMPANY = "djQuMTo5MTMwMzU1MjAyMDI4NDY2O"
PROJECTS: Final = f"{_COMPANY}jY4ZDAxMTQ3ZGQ"  # l.66
TRANSACTIONS: Final = f"{_COMPANY}jgwMjcxZWRkOGE"  # l.456, 911
CONTACTS: Final = f"{_COMPANY}jlkNjk5ZTk2MDg"  # l.71, 925
ITEMS: Final = f"{_COMPANY}jExMmRlNzQ2OTk"  # l.484
ACCOUNTS: Final = f"{_COMPANY}jUxY2VkODUzNmM"  # l.491, 934
TERMS: Final = f"{_COMPANY}jE0Yjg0YjBkZmE"  # l.916

USUAL_ITEM: Final = f"{ITEMS}:4"
USUAL_EXPENSE: Final = f"{ACCOUNTS}:75"
USUAL_TERM: Final = f"{TERMS}:2"

_CUSTOMERS = {
    f"{CONTACTS}:1": ("Alisha", "Kamat", "(123) 456-7890"),  # l.70-76
    f"{CONTACTS}:15": ("Harry", "Potter", "(123) 456-7890"),  # l.85-91
}
_VENDORS = {f"{CONTACTS}:23": "Sheldon Cooper"}  # l.924-927
_ACCOUNTS = {f"{ACCOUNTS}:5": "Services", USUAL_EXPENSE: "Website ads"}  # l.491-492, 934-935
_TERMS = {USUAL_TERM: "Net 15"}  # l.915-920

_GIVEN = ("Ada", "Amara", "Diego", "Elif", "Freya", "Hiro", "Ines", "Jonas", "Mei", "Omar")
_FAMILY = ("Alvarez", "Brandt", "Costa", "Dubois", "Eze", "Fischer", "Ito", "Khan", "Novak")
_PRODUCTS = ("Consulting", "Design", "Installation", "Maintenance", "Training", "Travel")
_BOOKS = ("Advertising", "Materials", "Office expenses", "Sales", "Subcontractors", "Utilities")
_REGIONS = ("East", "North", "South", "West")
_PRICES = (25, 40, 75, 120)
_DAYS = (10, 30, 45, 60)


def customer(key: str) -> Members:
    given, family, phone = _CUSTOMERS.get(key) or (*_person(key), _phone(key))
    return {
        "id": key,
        "displayName": f"{given} {family}",
        "firstName": given,
        "lastName": family,
        "phone": phone,
    }


def vendor(key: str) -> Members:
    return {"id": key, "displayName": _VENDORS.get(key) or " ".join(_person(key))}


def account(key: str) -> Members:
    """Return an account as lines show it, without a qualified name (l.502, 625)."""
    name = _ACCOUNTS.get(key) or _one_of(_BOOKS, key)
    return {"id": key, "name": name, "fullyQualifiedName": None}


def item(key: str) -> Members:
    """Return an item; its income account is the page's, with a qualified name (l.490-494)."""
    usual = key == USUAL_ITEM  # l.483-497
    income = account(f"{ACCOUNTS}:5")
    details: Members = {
        "description": None,
        "incomeAccount": {**income, "fullyQualifiedName": income["name"]},
        "price": 50 if usual else _one_of(_PRICES, key),
    }
    return {
        "id": key,
        "name": "Test service" if usual else _one_of(_PRODUCTS, key),
        "sku": "Some SKU" if usual else f"SKU-{_number(key) % 10_000:04}",
        "active": True,
        "salesDetails": details,
    }


def term(key: str) -> Members:
    """Return a term; the page's has neither days nor a type, despite its name (l.915-920)."""
    if key in _TERMS:
        return {"id": key, "name": _TERMS[key], "dueDays": None, "type": None}
    days = _one_of(_DAYS, key)
    return {"id": key, "name": f"Net {days}", "dueDays": days, "type": "STANDARD"}


def class_(key: str) -> Members:
    return {"id": key, "name": _one_of(_REGIONS, key)}


def reference(given: Json) -> str | None:
    """Return the id in a reference, or None."""
    return str(given["id"]) if isinstance(given, dict) else None


def _person(key: str) -> tuple[str, str]:
    return _one_of(_GIVEN, key), _one_of(_FAMILY, key)


def _phone(key: str) -> str:
    return f"(555) 01{_number(key) % 10}-{_number(key) % 10_000:04}"


def _one_of(choice: Sequence[_T], key: str) -> _T:
    return choice[_number(key) % len(choice)]


def _number(key: str) -> int:
    return int.from_bytes(sha256(key.encode()).digest()[:6])
