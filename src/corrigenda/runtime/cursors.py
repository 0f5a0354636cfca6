"""Iterates over pages that are linked by cursors: one request per page, made when it is needed.

The counterpart of ``paging`` for services with cursors. Iteration ends when the service reports
that there is no next page; if the schema has no field for that, when a page has no cursor.

A service that reports a next page but repeats a cursor or the items of a page, gives no cursor, or
sends only empty pages raises a ``ResponseDecodeError`` before that page yields anything. Following
the cursor would never end, and stopping quietly would pass off part of a list as all of it, which
is wrong for anyone who sums up invoices.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from msgspec import UNSET, UnsetType

from .errors import ResponseDecodeError
from .paging import have_ids
from .said import one_line

P = TypeVar("P")
T = TypeVar("T")

Cursor: TypeAlias = str | UnsetType
"""The position of a page; UNSET for the first one."""


@dataclass(frozen=True, slots=True)
class CursorPage(Generic[T]):
    """The items of one response, and its pagination fields.

    Attributes:
        items: items of the page.
        next: cursor of the next page; None, UNSET and "" mean none.
        more: whether there is a next page; None means no. UNSET if the service has no such field:
            then ``next`` decides. True without a cursor is an error.
    """

    items: Sequence[T]
    next: str | None | UnsetType
    more: bool | None | UnsetType = UNSET


def iterate(
    operation: str,
    fetch: Callable[[Cursor], P],
    look: Callable[[P], CursorPage[T]],
    first: Cursor | None = UNSET,
    method: str = "POST",
    url: str = "",
) -> Iterator[T]:
    """Yield the items of all pages from ``first`` on.

    Args:
        operation: name of the list method, for the error.
        fetch: cursor -> response; sends the request.
        look: response -> its items and pagination fields.
        first: cursor of the page to begin with.
        method: HTTP method of the list method, for the error.
        url: URL of the list method, for the error.

    Raises:
        APIError: ``fetch`` failed.
        ResponseDecodeError: the service reports a next page, but repeats a cursor or the items of
            a page, gives no cursor, or has sent 10 empty pages in a row.
    """
    asked: Cursor = first or UNSET
    trail = _Trail(asked)
    while True:
        page = look(fetch(asked))
        following = _next(page)
        if stuck := _stuck(page, following, trail):
            raise _unfinished(operation, method, url, stuck)
        yield from page.items
        if following is None:
            return
        asked = following


async def iterate_async(
    operation: str,
    fetch: Callable[[Cursor], Awaitable[P]],
    look: Callable[[P], CursorPage[T]],
    first: Cursor | None = UNSET,
    method: str = "POST",
    url: str = "",
) -> AsyncIterator[T]:
    """Like ``iterate``, for an async client."""
    asked: Cursor = first or UNSET
    trail = _Trail(asked)
    while True:
        page = look(await fetch(asked))
        following = _next(page)
        if stuck := _stuck(page, following, trail):
            raise _unfinished(operation, method, url, stuck)
        for item in page.items:
            yield item
        if following is None:
            return
        asked = following


def _next(page: CursorPage[T]) -> str | None:
    return page.next or None if page.more is UNSET or page.more else None


def _stuck(page: CursorPage[Any], following: str | None, trail: _Trail) -> str:
    """Return why an incomplete list cannot continue; "" if it can, or if it is complete."""
    if trail.repeats_items(page.items):
        return "repeats the items of a page"
    if following is None:
        return "gives no cursor for it" if page.more is True else ""
    if trail.repeats(following):
        return f"repeats the cursor {one_line(following)[:60]!r}"
    return f"the last {_MOST_EMPTY} pages are empty" if trail.empty >= _MOST_EMPTY else ""


_MOST_EMPTY = 10


@dataclass(slots=True)
class _Trail:
    """Detects lists without an end while remembering only one cursor and two pages.

    It remembers the cursor of steps 1, 2, 4, 8, ... A cycle of any length returns to one of these
    (Brent's algorithm); a cursor that repeats immediately is detected immediately. Items are
    compared with those of the first and the last page, because a service that ignores cursors may
    nevertheless send a new one each time.
    """

    marked: Cursor
    taken: int = 0
    renewal: int = 1
    empty: int = 0
    opening: Sequence[Any] = ()
    before: Sequence[Any] = ()

    def repeats(self, cursor: str) -> bool:
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


def _unfinished(operation: str, method: str, url: str, stuck: str) -> ResponseDecodeError:
    said = f"the service reports a next page, but {stuck}"
    return ResponseDecodeError(
        f"{operation}: {said}", operation=operation, method=method, url=url, json_path="$"
    )
