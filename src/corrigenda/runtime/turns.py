"""Iterates over lists by offset, by a cursor in a header or in the last item, and by links.

The counterpart of ``paging`` and ``cursors``. What selects the next page may be in a header, so the
iterators request whole responses; their pages are what the list method returns. By offset, a list
ends at an empty page, or at the total that a page reports if it can be right: a short page is no
sign, since services cap pages below the size that was asked for. By cursor and by link, it ends
when a response has none.

A service that repeats a cursor, a link or the items of a page raises a ``ResponseDecodeError``
before that page yields anything, and so does a link that leads to another origin: credentials are
sent nowhere but to the service.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from msgspec import UNSET, UnsetType

from .iterators import AsyncItemIterator, ItemIterator
from .links import link_after
from .pages import Doubt, Listing, set_next, unfinished
from .response import Response
from .trails import Trail, stuck, unreachable

P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Turn(Generic[T]):
    """The items of one response, and its pagination fields.

    Attributes:
        items: items of the page.
        next: cursor of the next page, or the link to it; None, UNSET and "" mean none.
        more: whether there is a next page; UNSET if the service has no such field.
        total: number of items on all pages; None or UNSET without one.
    """

    items: Sequence[T]
    next: Any = None
    more: bool | None | UnsetType = UNSET
    total: int | None | UnsetType = None


@dataclass(frozen=True, slots=True)
class Turning(Generic[P, T]):
    """How the pages of one list method follow each other.

    Attributes:
        operation: name of the list method, for errors.
        method: its HTTP method, for errors.
        look: response -> its items and pagination fields.
        by: ``offset``, ``cursor`` or ``link``.
        header: response header that has the cursor, or the links (RFC 8288); empty if the body has.
    """

    operation: str
    method: str
    look: Callable[[P], Turn[T]]
    by: str
    header: str = ""

    def iterate(
        self, fetch: Callable[[Any], Response[P]], first: Any = UNSET, url: str = ""
    ) -> ItemIterator[T, P]:
        """Return an iterator over the items of all pages from ``first`` on.

        Args:
            fetch: offset, cursor or URL -> response; sends the request.
            first: offset or cursor to begin with; UNSET for the beginning.
            url: URL of the first page, for errors, and to which links are relative.

        The iterator raises:
            APIError: ``fetch`` failed.
            ResponseDecodeError: the list would never end, or a link leads to another origin.
        """
        return ItemIterator(partial(_begin, self, first, url), fetch, _value)

    def iterate_async(
        self, fetch: Callable[[Any], Awaitable[Response[P]]], first: Any = UNSET, url: str = ""
    ) -> AsyncItemIterator[T, P]:
        """Like ``iterate``, for an async client."""
        return AsyncItemIterator(partial(_begin, self, first, url), fetch, _value)

    def finish(
        self, turn: Callable[[Any], Mapping[str, object]] | None = None, asked: Any = UNSET
    ) -> Callable[[P], None]:
        """Return the function that tells a response how to request the next page.

        Args:
            turn: offset or cursor -> all arguments of the list method; None if no argument can
                request the next page.
            asked: offset or cursor of the page that is requested.
        """

        def finish(response: P) -> None:
            if turn is None or self.header:
                set_next(response, _ONLY_ITERATED)
                return
            found = self.look(response)
            following = _following(self.by, found, found.next, asked)
            set_next(response, None if following is None else turn(following))

        return finish


_ONLY_ITERATED = Doubt("no argument requests the next page: the response says where it is; iterate")


def last(items: Sequence[T], cursor: Callable[[T], Any]) -> Any:
    """Return the cursor that is in the last item; None without items."""
    return cursor(items[-1]) if items else None


def _value(response: Response[P]) -> P:
    return response.value


def _following(by: str, found: Turn[Any], cursor: Any, asked: Any) -> Any:
    """Return the offset or the cursor of the next page; None if this is the last one."""
    if by != "offset":
        return (cursor or None) if found.more is UNSET or found.more else None
    start = asked if isinstance(asked, int) else 0
    after = start + len(found.items)
    is_last = not found.items or found.total == after or found.more is False
    return None if is_last else after


def _begin(how: Turning[P, T], first: Any, url: str) -> _Walk[P, T]:
    asked = UNSET if first is None else first
    return _Walk(how, Listing(how.operation, how.method, url), asked, url, Trail(asked))


@dataclass(slots=True)
class _Walk(Generic[P, T]):
    how: Turning[P, T]
    listing: Listing
    asked: Any
    at: str
    trail: Trail
    is_over: bool = False

    def take(self, page: Response[P], /) -> Sequence[T] | None:
        found = self.how.look(page.value)
        following = self._following(found, page.headers)
        if why := self._stuck(found, following):
            raise unfinished(self.listing, unreachable(why))
        self.asked, self.is_over = following, following is None
        return found.items

    def _following(self, found: Turn[T], headers: Mapping[str, str]) -> Any:
        told = headers.get(self.how.header) if self.how.header else found.next
        following = _following(self.how.by, found, told, self.asked)
        if self.how.by == "link" and isinstance(following, str):
            following = self._linked(following)
        return following

    def _linked(self, told: str) -> str | None:
        link, problem = link_after(self.at, told, is_header=bool(self.how.header))
        if problem:
            raise unfinished(self.listing, problem)
        self.at = link or self.at
        return link

    def _stuck(self, found: Turn[T], following: Any) -> str:
        if self.how.by == "offset":
            repeats = self.trail.repeats_items(found.items)
            return "repeats the items of a page" if repeats else ""
        return stuck(found.items, found.more, following, self.trail)
