"""Notices lists without an end: what the pages so far have shown, and why the next cannot follow.

``cursors`` and ``turns`` ask before a page yields anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .paging import have_ids
from .said import one_line


def stuck(items: Sequence[Any], more: Any, following: Any, trail: Trail) -> str:
    """Return why an incomplete list cannot continue; "" if it can, or if it is complete.

    Args:
        items: items of the page.
        more: whether the page reports a next one.
        following: cursor of that page, or link to it; None without one.
        trail: what the pages before have shown.
    """
    if trail.repeats_items(items):
        return "repeats the items of a page"
    if following is None:
        return "gives no cursor for it" if more is True else ""
    if trail.repeats(following):
        return f"repeats the cursor {one_line(str(following))[:60]!r}"
    return f"the last {_MOST_EMPTY} pages are empty" if trail.empty >= _MOST_EMPTY else ""


_MOST_EMPTY = 10


@dataclass(slots=True)
class Trail:
    """Detects lists without an end while remembering only one cursor and two pages.

    It remembers the cursor of steps 1, 2, 4, 8, ... A cycle of any length returns to one of these
    (Brent's algorithm); a cursor that repeats immediately is detected immediately. Items are
    compared with those of the first and the last page, because a service that ignores cursors may
    nevertheless send a new one each time.
    """

    marked: Any
    taken: int = 0
    renewal: int = 1
    empty: int = 0
    opening: Sequence[Any] = ()
    before: Sequence[Any] = ()

    def repeats(self, cursor: Any) -> bool:
        """Advance to a cursor, and return whether it was seen before."""
        if cursor == self.marked:
            return True
        self.taken += 1
        if self.taken == self.renewal:
            self.marked, self.renewal, self.taken = cursor, 2 * self.renewal, 0
        return False

    def repeats_items(self, items: Sequence[Any]) -> bool:
        """Advance to a page, and return whether its items were those of another page.

        Pages are compared only if every item has an ``id``, because different items can be equal.
        """
        if not items:
            self.empty += 1
            return False
        if items in (self.opening, self.before) and have_ids(items):
            return True
        self.empty, self.before = 0, items
        self.opening = self.opening or items
        return False


def unreachable(stuck: str) -> str:
    return f"the service reports a next page, but {stuck}"
