"""Iterates over pages that are linked by cursors: one request per page, made when it is needed.

The counterpart of ``paging`` for services with cursors. Iteration ends when the service reports
that there is no next page; if the schema has no field for that, when a page has no cursor.

A service that reports a next page but repeats a cursor or the items of a page, gives no cursor, or
sends only empty pages raises a ``ResponseDecodeError`` before that page yields anything. Following
the cursor would never end, and stopping quietly would pass off part of a list as all of it, which
is wrong for anyone who sums up invoices.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeAlias, TypeVar

from msgspec import UNSET, UnsetType

from .iterators import AsyncItemIterator, ItemIterator
from .pages import Doubt, Listing, set_next, unfinished
from .trails import Trail, stuck, unreachable

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


@dataclass(frozen=True, slots=True)
class Linking(Generic[P, T]):
    """How the pages of one list method are linked.

    Attributes:
        operation: name of the list method, for errors.
        method: its HTTP method, for errors.
        look: response -> its items and pagination fields.
    """

    operation: str
    method: str
    look: Callable[[P], CursorPage[T]]

    def iterate(
        self, fetch: Callable[[Cursor], P], first: Cursor | None = UNSET, url: str = ""
    ) -> ItemIterator[T, P]:
        """Return an iterator over the items of all pages from ``first`` on.

        Args:
            fetch: cursor -> response; sends the request.
            first: cursor of the page to begin with.
            url: URL of the list method, for errors.

        The iterator raises:
            APIError: ``fetch`` failed.
            ResponseDecodeError: the service reports a next page, but repeats a cursor or the items
                of a page, gives no cursor, or has sent 10 empty pages in a row.
        """
        return ItemIterator(partial(_begin, self, first, url), fetch)

    def iterate_async(
        self, fetch: Callable[[Cursor], Awaitable[P]], first: Cursor | None = UNSET, url: str = ""
    ) -> AsyncItemIterator[T, P]:
        """Like ``iterate``, for an async client."""
        return AsyncItemIterator(partial(_begin, self, first, url), fetch)

    def finish(
        self,
        turn: Callable[[str], Mapping[str, object]],
        asked: Cursor | None = UNSET,
        is_paged: bool = True,
    ) -> Callable[[P], None]:
        """Return the function that tells a response how to request the next page.

        Args:
            turn: cursor -> all arguments of the list method.
            asked: cursor of the page that is requested.
            is_paged: whether the request asks for the pagination fields at all.
        """

        def finish(response: P) -> None:
            page = self.look(response)
            cursor = _next(page)
            if not is_paged:
                set_next(response, _NOT_ASKED)
            elif why := stuck(page.items, page.more, cursor, Trail(asked or UNSET)):
                set_next(response, Doubt(unreachable(why), Listing(self.operation, self.method)))
            else:
                set_next(response, None if cursor is None else turn(cursor))

        return finish


_NOT_ASKED = Doubt("the call did not ask for pages: pass the argument that selects one, even empty")


def _begin(how: Linking[P, T], first: Cursor | None, url: str) -> _Walk[P, T]:
    asked: Cursor = first or UNSET
    return _Walk(how, Listing(how.operation, how.method, url), asked, Trail(asked))


@dataclass(slots=True)
class _Walk(Generic[P, T]):
    how: Linking[P, T]
    listing: Listing
    asked: Cursor
    trail: Trail
    is_over: bool = False

    def take(self, page: P, /) -> Sequence[T]:
        found = self.how.look(page)
        cursor = _next(found)
        if why := stuck(found.items, found.more, cursor, self.trail):
            raise unfinished(self.listing, unreachable(why))
        self.asked, self.is_over = cursor or UNSET, cursor is None
        return found.items


def _next(page: CursorPage[T]) -> str | None:
    return page.next or None if page.more is UNSET or page.more else None
