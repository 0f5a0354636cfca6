"""Lists whose pages name the next one by a cursor: one request a page, made when it is wanted.

The counterpart of ``paging`` for services that hand out cursors. The end is what the service says
it is: no more, or, where it does not say whether there is more (it has no such word, or says null),
no cursor. It refuses two things. It never asks without end: a service that says there is more and
hands out a cursor once more would be asked in a circle. And it never ends such a list quietly, nor
one that goes on without saying where, as ``paging`` may do with numbers that nobody documented: the
service itself has said that the list is not whole, and whoever sums up invoices must not take half
of them for all. So that is a ``ResponseDecodeError``, raised before the page that does not move on
yields anything.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from msgspec import UNSET, UnsetType

from .errors import ResponseDecodeError, one_line

P = TypeVar("P")
T = TypeVar("T")

Cursor: TypeAlias = str | UnsetType
"""Where a page begins; UNSET for the first one."""


@dataclass(frozen=True, slots=True)
class CursorPage(Generic[T]):
    """What one response says of itself as a page.

    Attributes:
        items: what the page holds.
        next: the cursor of the next page; None, UNSET and "" are none.
        more: whether there is a next page; None is no; UNSET where the service has no such word,
            and the cursor alone says it. True without a cursor is half a list, and an error.
    """

    items: Sequence[T]
    next: str | None | UnsetType
    more: bool | None | UnsetType = UNSET


def iterate(
    operation: str,
    fetch: Callable[[Cursor], P],
    look: Callable[[P], CursorPage[T]],
    first: Cursor | None = UNSET,
) -> Iterator[T]:
    """Yield the items of all pages from ``first`` on.

    Args:
        operation: name of the method that lists, for the error.
        fetch: cursor -> response; makes the request.
        look: response -> what it says of itself.
        first: cursor of the first page that is wanted.

    Raises:
        APIError: as ``fetch`` raises it, at the page where it happens.
        ResponseDecodeError: the service says that there is more, and repeats a cursor or has none.
    """
    asked: Cursor = first or UNSET
    trail = _Trail(asked)
    while True:
        page = look(fetch(asked))
        following = _next(page)
        if stuck := _stuck(page, following, trail):
            raise _unfinished(operation, stuck)
        yield from page.items
        if following is None:
            return
        asked = following


async def iterate_async(
    operation: str,
    fetch: Callable[[Cursor], Awaitable[P]],
    look: Callable[[P], CursorPage[T]],
    first: Cursor | None = UNSET,
) -> AsyncIterator[T]:
    """As ``iterate``, for an async client."""
    asked: Cursor = first or UNSET
    trail = _Trail(asked)
    while True:
        page = look(await fetch(asked))
        following = _next(page)
        if stuck := _stuck(page, following, trail):
            raise _unfinished(operation, stuck)
        for item in page.items:
            yield item
        if following is None:
            return
        asked = following


def _next(page: CursorPage[T]) -> str | None:
    return page.next or None if page.more is UNSET or page.more else None


def _stuck(page: CursorPage[T], following: str | None, trail: _Trail) -> str:
    """Why a list that is not whole cannot go on; nothing where it can, or is whole."""
    if following is None:
        return "gives no cursor to go on from" if page.more is True else ""
    if trail.repeats(following):
        return f"repeats the cursor {one_line(following)[:60]!r}"
    return ""


@dataclass(slots=True)
class _Trail:
    """Notices a circle of cursors with the memory of one.

    It remembers the cursor at steps 1, 2, 4, 8, ...: a circle, however long, comes back to one of
    those (Brent's algorithm), and one that a service stands still on at once.
    """

    marked: Cursor
    taken: int = 0
    renewal: int = 1

    def repeats(self, cursor: str) -> bool:
        """Take a step to a cursor, and say whether it was here."""
        if cursor == self.marked:
            return True
        self.taken += 1
        if self.taken == self.renewal:
            self.marked, self.renewal, self.taken = cursor, 2 * self.renewal, 0
        return False


def _unfinished(operation: str, stuck: str) -> ResponseDecodeError:
    said = f"the service says that there is more, and {stuck}"
    return ResponseDecodeError(f"{operation}: {said}", operation=operation, path="$", body=None)
