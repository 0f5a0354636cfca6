"""Paginate projects by cursor, and list all invoices or bills, in the order of creation.

The documentation shows only `nodes`; `pageInfo` and cursors are those of the service's page on
pagination. A cursor is a position among all objects of a kind, independent of the filter, so it
stays valid if the filter's matches change between two pages. An unknown cursor is an error.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable, Sequence

from ...exact import Json, Members
from .errors import invalid

MOST = 100
_CURSOR = re.compile(r"simple-cursor(0|[1-9]\d{0,17})", re.ASCII)


def connection(
    things: Sequence[Members], is_wanted: Callable[[Members], bool], pagination: Json
) -> Members:
    """Return the wanted objects: the `first` after a cursor, by default and at most 100."""
    asked = pagination if isinstance(pagination, dict) else {}
    first, after = _first(asked.get("first")), _place(asked.get("after"))
    wanted = [place for place, thing in enumerate(things) if is_wanted(thing)]
    later = [place for place in wanted if place > after]
    shown = later[:first]
    return {
        "nodes": [things[place] for place in shown],
        "pageInfo": {
            "hasNextPage": len(later) > len(shown),
            "hasPreviousPage": len(wanted) > len(later),
            "startCursor": _cursor(shown[0]) if shown else None,
            "endCursor": _cursor(shown[-1]) if shown else None,
        },
    }


def found_by_id(things: Sequence[Members], given: Members) -> Members:
    """Return what the filters of invoices and bills (l.513, 963) select, without pages."""
    wanted = given.get("filter")
    key = wanted.get("id") if isinstance(wanted, dict) else None
    return {"nodes": [thing for thing in things if is_equal(key, thing["id"])]}


def is_equal(comparison: Json, value: Json) -> bool:
    """Whether `{equals: ...}` matches; an absent comparison matches everything."""
    wanted = comparison.get("equals") if isinstance(comparison, dict) else None
    return wanted is None or wanted == value


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
