"""Paginate projects by cursor, and list all invoices or bills, in the order of creation.

The documentation shows only `nodes`; `pageInfo` and cursors are those of the service's page on
pagination. A cursor is a position among all objects of a kind, independent of the filter, so it
stays valid if the filter's matches change between two pages. An unknown cursor is an error.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ...exact import Json, Members
from ...store import Condition, Shelf, TooManyError
from .errors import invalid

MOST = 100
_CURSOR = re.compile(r"simple-cursor(0|[1-9]\d{0,17})", re.ASCII)


def connection(shelf: Shelf, kind: str, wanted: Condition, pagination: Json) -> Members:
    """Return the wanted objects: the `first` after a cursor, by default and at most 100."""
    asked = pagination if isinstance(pagination, dict) else {}
    first, after = _first(asked.get("first")), _place(asked.get("after"))
    everything, found = shelf.places(kind), _found(shelf, kind, wanted)
    start = len(found) if after >= len(everything) else 0
    if 0 <= after < len(everything):
        start = bisect_right(found, everything[after])
    shown = found[start : start + first]
    return {
        "nodes": [*shelf.at(shown)],
        "pageInfo": {
            "hasNextPage": len(found) > start + len(shown),
            "hasPreviousPage": start > 0,
            "startCursor": _cursor(bisect_left(everything, shown[0])) if shown else None,
            "endCursor": _cursor(bisect_left(everything, shown[-1])) if shown else None,
        },
    }


def _found(shelf: Shelf, kind: str, wanted: Condition) -> Sequence[int]:
    try:
        return shelf.places(kind, [wanted])
    except TooManyError:
        raise invalid("the filter has too many conditions") from None


def found_by_id(shelf: Shelf, kind: str, given: Members) -> Members:
    """Return what the filters of invoices and bills (l.513, 963) select, without pages."""
    wanted = given.get("filter")
    key = equal_to(wanted.get("id")) if isinstance(wanted, dict) else None
    if key is None:
        return {"nodes": [*shelf.all(kind)]}
    thing = shelf.get(kind, key)
    return {"nodes": [] if thing is None else [thing]}


def equal_to(comparison: Json) -> str | None:
    """Return the text of `{equals: ...}`; an absent comparison matches everything."""
    wanted = comparison.get("equals") if isinstance(comparison, dict) else None
    return None if wanted is None else str(wanted)


def _first(value: Json) -> int:
    if not isinstance(value, int):
        return MOST
    if value < 1:
        raise invalid(f"first is {value}, but must be at least 1")
    return min(value, MOST)


def _cursor(place: int) -> str:
    return b64encode(f"simple-cursor{place}".encode()).decode()


def _place(cursor: Json) -> int:
    """Return the position of a cursor, or -1 without one."""
    if cursor is None:
        return -1
    try:
        text = b64decode(str(cursor), validate=True).decode("ascii")
    except (Error, ValueError):
        text = ""
    if not (found := _CURSOR.fullmatch(text)):
        raise invalid(f"{cursor} is not a cursor of this list")
    return int(found[1])
