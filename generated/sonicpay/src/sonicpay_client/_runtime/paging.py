"""Iterates over numbered pages: one request per page, made when its items are needed.

The documentation does not describe the end of a list, so iteration relies on no single sign. It
stops at an empty page, at the total that a page reports, and when a service ignores the page
number, so that nothing is yielded twice and every iteration ends. A reported page size counts only
after the service has filled a page, because some services repeat the requested size but send fewer
items. Only the first and the last page are kept in memory.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from msgspec import UNSET, UnsetType

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

    Numbers that the response does not contain are None or UNSET.
    """

    items: Sequence[T]
    number: int | None | UnsetType = None
    per_page: int | None | UnsetType = None
    total: int | None | UnsetType = None


def iterate(
    fetch: Callable[[int], P], look: Callable[[P], PageNumbers[T]], first: int = 1
) -> Iterator[T]:
    """Yield the items of all pages from ``first`` on.

    Args:
        fetch: page number -> response; sends the request.
        look: response -> its items and pagination fields.
        first: number of the page to begin with.

    Raises:
        APIError: ``fetch`` failed.
    """
    so_far: _SoFar[T] = _SoFar(asked=first)
    page = look(fetch(first))
    while not _is_over(page, so_far):
        yield from page.items
        so_far = _after(page, so_far)
        if _is_last(page, so_far):
            return
        so_far = replace(so_far, asked=so_far.asked + 1)
        page = look(fetch(so_far.asked))


async def iterate_async(
    fetch: Callable[[int], Awaitable[P]], look: Callable[[P], PageNumbers[T]], first: int = 1
) -> AsyncIterator[T]:
    """Like ``iterate``, for an async client."""
    so_far: _SoFar[T] = _SoFar(asked=first)
    page = look(await fetch(first))
    while not _is_over(page, so_far):
        for item in page.items:
            yield item
        so_far = _after(page, so_far)
        if _is_last(page, so_far):
            return
        so_far = replace(so_far, asked=so_far.asked + 1)
        page = look(await fetch(so_far.asked))


@dataclass(frozen=True, slots=True)
class _SoFar(Generic[T]):
    """What the pages so far have shown.

    Attributes:
        asked: number of the page that was requested last.
        seen: number of items so far.
        longest: number of items on the fullest page.
        opening: items of the first page; None before any page.
        before: items of the last page; None before any page.
    """

    asked: int
    seen: int = 0
    longest: int = 0
    opening: Sequence[T] | None = None
    before: Sequence[T] | None = None


def _after(page: PageNumbers[T], so_far: _SoFar[T]) -> _SoFar[T]:
    return replace(
        so_far,
        seen=so_far.seen + len(page.items),
        longest=max(so_far.longest, len(page.items)),
        opening=page.items if so_far.opening is None else so_far.opening,
        before=page.items,
    )


def _is_over(page: PageNumbers[T], so_far: _SoFar[T]) -> bool:
    """Return whether a page has nothing new: no items, or not the requested page.

    Pages with the right number are compared only if every item has an ``id``: different items can
    be equal, for example if only one field of each was requested.
    """
    if so_far.before is None or not page.items:
        return not page.items
    numbered = isinstance(page.number, int)
    if numbered and page.number != so_far.asked:
        return True
    comparable = not numbered or all(_has_id(item) for item in page.items)
    return comparable and page.items in (so_far.before, so_far.opening)


def _has_id(item: object) -> bool:
    return getattr(item, "id", None) not in (None, UNSET)


def _is_last(page: PageNumbers[T], so_far: _SoFar[T]) -> bool:
    """Return whether the page reports that it is the last one."""
    if not isinstance(page.total, int):
        return False
    if so_far.seen >= page.total:
        return True  # whichever page came first, there are no more items
    if not isinstance(page.per_page, int):
        return False
    number = page.number if isinstance(page.number, int) else so_far.asked
    if (number - 1) * page.per_page + len(page.items) == page.total:
        return True
    # If no page was ever full, the service may cap pages below the size that it reports, and then
    # the size does not tell where the list ends. This costs one more request, for an empty page.
    return so_far.longest >= page.per_page and number * page.per_page >= page.total
