"""Iterates over numbered pages: one request per page, made when its items are needed.

The documentation does not describe the end of a list, so iteration relies on no single sign. It
stops at an empty page, at the total that a page reports, and when a service ignores the page
number, so that nothing is yielded twice and every iteration ends. A total that cannot be right,
such as -1 or less than the pages have held, is ignored. A reported page size counts only after the
service has filled a page, because some services repeat the requested size but send fewer items.
Only the first and the last page are kept in memory.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeVar

from msgspec import UNSET, UnsetType

from .iterators import AsyncItemIterator, ItemIterator
from .pages import Listing, set_next, unfinished

P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageNumbers(Generic[T]):
    """The items of one response, and its pagination fields.

    Attributes:
        items: items of the page.
        number: number of the page.
        per_page: number of items on a full page.
        total: number of items on all pages.
        pages: number of pages.

    Numbers that the response does not contain are None or UNSET.
    """

    items: Sequence[T]
    number: int | None | UnsetType = None
    per_page: int | None | UnsetType = None
    total: int | None | UnsetType = None
    pages: int | None | UnsetType = None


@dataclass(frozen=True, slots=True)
class Numbering(Generic[P, T]):
    """How the pages of one list method are numbered.

    Attributes:
        operation: name of the list method, for errors.
        method: its HTTP method, for errors.
        look: response -> its items and pagination fields.
        opening: number of the first page.
    """

    operation: str
    method: str
    look: Callable[[P], PageNumbers[T]]
    opening: int = 1

    def iterate(
        self, fetch: Callable[[int], P], first: int = 1, url: str = ""
    ) -> ItemIterator[T, P]:
        """Return an iterator over the items of all pages from ``first`` on.

        Args:
            fetch: page number -> response; sends the request.
            first: number of the page to begin with.
            url: URL of the list method, for errors.

        The iterator raises:
            APIError: ``fetch`` failed.
            ResponseDecodeError: the pages look alike, and nothing shows whether the list ends.
        """
        return ItemIterator(partial(_begin, self, first, url), fetch)

    def iterate_async(
        self, fetch: Callable[[int], Awaitable[P]], first: int = 1, url: str = ""
    ) -> AsyncItemIterator[T, P]:
        """Like ``iterate``, for an async client."""
        return AsyncItemIterator(partial(_begin, self, first, url), fetch)

    def finish(
        self, turn: Callable[[int], Mapping[str, object]], asked: int = 1
    ) -> Callable[[P], None]:
        """Return the function that tells a response how to request the next page.

        Args:
            turn: page number -> all arguments of the list method.
            asked: number of the page that is requested.
        """

        def finish(response: P) -> None:
            page = self.look(response)
            is_last = _is_last_of(page, asked, self.opening)
            number = None if is_last else following(page, asked)
            set_next(response, None if number is None else turn(number))

        return finish


def following(page: PageNumbers[Any], asked: int) -> int | None:
    """Return the number of the page after a single one; None if it reports that it is the last.

    One page does not show whether the service counts from 0, so its place may be the requested or
    the reported number. A service that ignores the number also ends with this: the requested ones
    add up to the total.
    """
    number = _number(page) or asked
    if not page.items or number < asked - 1:  # beyond the end, an earlier page may come again
        return None
    places = (replace(page, number=place) for place in {asked, number})
    is_last = any(_is_last(one, _after(one, _SoFar(Listing("", ""), asked))) for one in places)
    return None if is_last else asked + 1


def _begin(how: Numbering[P, T], first: int, url: str) -> _Walk[P, T]:
    return _Walk(how, _SoFar(Listing(how.operation, how.method, url), first))


@dataclass(slots=True)
class _Walk(Generic[P, T]):
    how: Numbering[P, T]
    so_far: _SoFar[T]
    is_over: bool = False

    @property
    def asked(self) -> int:
        return self.so_far.asked

    def take(self, page: P, /) -> Sequence[T] | None:
        numbers = self.how.look(page)
        if _is_over(numbers, self.so_far):
            self.is_over = True
            return () if self.so_far.opening is None else None
        so_far = _after(numbers, self.so_far)
        last = _is_last_of(numbers, so_far.asked, self.how.opening)
        self.is_over = last or _is_last(numbers, so_far)
        self.so_far = replace(so_far, asked=so_far.asked + 1)
        return numbers.items


@dataclass(frozen=True, slots=True)
class _SoFar(Generic[T]):
    """What the pages so far have shown.

    Attributes:
        listing: the list method, for errors.
        asked: number of the page that was requested last.
        shift: difference between the reported and the requested number of the first page, such as
            -1 if the service reports numbers from 0.
        pages: number of pages so far.
        seen: number of items so far.
        longest: number of items on the fullest page.
        alike: number of pages that look like another one, and may nevertheless be new.
        opening: items of the first page; None before any page.
        before: items of the last page; None before any page.
    """

    listing: Listing
    asked: int
    shift: int = 0
    pages: int = 0
    seen: int = 0
    longest: int = 0
    alike: int = 0
    opening: Sequence[T] | None = None
    before: Sequence[T] | None = None


def _after(page: PageNumbers[T], so_far: _SoFar[T]) -> _SoFar[T]:
    number = _number(page)
    is_first = so_far.opening is None
    after = replace(
        so_far,
        shift=number - so_far.asked if is_first and number is not None else so_far.shift,
        pages=so_far.pages + 1,
        seen=so_far.seen + len(page.items),
        longest=max(so_far.longest, len(page.items)),
        opening=page.items if is_first else so_far.opening,
        before=page.items,
    )
    if page.items not in (so_far.before, so_far.opening) or _total(page, after) is not None:
        return after
    if so_far.alike == _MOST_ALIKE:
        said = f"more than {_MOST_ALIKE} pages look alike"
        raise unfinished(so_far.listing, f"{said}, and no total shows whether the list ends")
    return replace(after, alike=so_far.alike + 1)


_MOST_ALIKE = 100


def _is_over(page: PageNumbers[T], so_far: _SoFar[T]) -> bool:
    """Return whether a page has nothing new: no items, or not the requested page.

    Pages with the right number are compared only if every item has an ``id``: different items can
    be equal, for example if only one field of each was requested.
    """
    if so_far.before is None or not page.items:
        return not page.items
    number = _number(page)
    is_right = number == so_far.asked + so_far.shift
    if number and not is_right:  # 0 may mean that the service does not count
        return True
    comparable = not is_right or have_ids(page.items)
    return comparable and page.items in (so_far.before, so_far.opening)


def have_ids(items: Sequence[object]) -> bool:
    """Return whether every item has an ``id``, so that equal items are the same item."""
    return all(getattr(item, "id", None) not in (None, UNSET) for item in items)


def _is_last_of(page: PageNumbers[Any], asked: int, opening: int) -> bool:
    """Return whether as many pages as the page reports have been asked for."""
    return isinstance(page.pages, int) and 0 < page.pages <= asked - opening + 1


def _is_last(page: PageNumbers[T], so_far: _SoFar[T]) -> bool:
    """Return whether the page reports that it is the last one."""
    total = _total(page, so_far)
    if total is None:
        return False
    if so_far.seen == total:
        return True  # whichever page came first, there are no more items
    if not isinstance(page.per_page, int) or page.per_page < 1:
        return False
    # If no page was ever full, the service may cap pages below the size that it reports, and then
    # the size does not tell where the list ends. This costs one more request, for an empty page.
    number = _place(page, so_far)
    if so_far.longest >= page.per_page:
        return number * page.per_page >= total
    # Iteration may also have begun on the last page, which is not full.
    return so_far.pages == 1 and (number - 1) * page.per_page + len(page.items) == total


def _total(page: PageNumbers[T], so_far: _SoFar[T]) -> int | None:
    """Return the total that the page reports; None without one, or if it cannot be right.

    A list has at least the items that the pages have held, and those of earlier pages. If items
    are removed meanwhile, the pages get shorter, too.
    """
    least = max(so_far.seen, (_place(page, so_far) - 1) * so_far.longest + len(page.items))
    return page.total if isinstance(page.total, int) and page.total >= least else None


def _place(page: PageNumbers[T], so_far: _SoFar[T]) -> int:
    number = _number(page)
    return so_far.asked if number is None else number


def _number(page: PageNumbers[T]) -> int | None:
    """Return the number that the page reports; None without one, or if it is negative."""
    return page.number if isinstance(page.number, int) and page.number >= 0 else None
