"""The fields of a Sonderplan invoice (l.12-107) by which invoices are found and sorted.

Decimals and times are compared by value, other texts by code point. An invoice may lack any field.
"""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Final

from ...exact import Json, Members
from ...store import Field, Key

KIND: Final = "invoice"

_INTEGERS = (
    *("id", "number", "date", "due_date", "template_id", "cloned_id"),
    *("created_id", "created", "updated_id", "updated"),
)
_TEXTS = ("prefix", "terms", "reference", "currency", "created_sp_flag")
_TIMES = ("date_time_iso", "due_date_time_iso")
_DECIMALS = ("sub_total", "discount_total", "net_total", "tax_total", "total")
ORDERABLE: Final = (*_INTEGERS, *_TEXTS, *_TIMES, *_DECIMALS)  # "string or integer", l.204, 209

# An index costs time with each invoice that is added, so only what is asked for most has one.
_SOUGHT = (
    *("id", "number", "date", "due_date", "created", "updated"),
    *("template_id", "currency", "created_sp_flag", "total"),
)


def _integer(value: Json) -> Key:
    return value if isinstance(value, int) else None


def _text(value: Json) -> Key:
    return value if isinstance(value, str) else None


def _folded(value: Json) -> Key:
    return value.casefold() if isinstance(value, str) else None


def _time(value: Json) -> Key:
    return None if value is None else datetime.fromisoformat(str(value))


def _decimal(value: Json) -> Key:
    return None if value is None else Decimal(str(value))


def _ids(value: Json) -> Key:
    """Return the ids of the objects of a list, which usually has one element (l.56-70)."""
    things = value if isinstance(value, list) else []
    ids = (thing.get("id") for thing in things if isinstance(thing, dict))
    return frozenset(each for each in ids if isinstance(each, int))


def _field(name: str, read: Callable[[Json], Key]) -> Field:
    def read_member(invoice: Members) -> Key:
        return read(invoice.get(name))

    return Field(read_member, sought=name in _SOUGHT)


INDEXED: Final = {
    **{name: _field(name, _integer) for name in _INTEGERS},
    **{name: _field(name, _text) for name in _TEXTS},
    **{name: _field(name, _time) for name in _TIMES},
    **{name: _field(name, _decimal) for name in _DECIMALS},
    "folded prefix": _field("prefix", _folded),
    "status": _field("status", _ids),
    "project": _field("project", _ids),
}
