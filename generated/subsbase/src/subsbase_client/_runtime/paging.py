"""Lists that come in numbered pages: one request a page, made only when its items are wanted.

The documentation does not say how a service behaves at the end of a list, so this believes no
single sign: it stops at an empty page, at the total that the page itself names, and where a
service plainly ignores the page number, so that nothing is yielded twice and nothing runs for
ever. A page size is believed only of a service that has filled a page: some repeat the size that
was asked for, and send less. It refuses to remember pages, but for the first and the last; whoever
needs a list makes one.
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
    """What one response says of itself as a page.

    Attributes:
        items: what the page holds.
        number: the page's own number.
        per_page: how many items a full page has.
        total: how many items there are in all.

    The numbers may be None or UNSET where the response does not say.
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
        fetch: page number -> response; makes the request.
        look: response -> what it says of itself.
        first: number of the first page.

    Raises:
        APIError: as ``fetch`` raises it, at the page where it happens.
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
    """As ``iterate``, for an async client."""
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
    """What the pages until now have shown.

    Attributes:
        asked: number of the page that was asked for last.
        seen: how many items came.
        longest: how many came on the fullest page.
        opening: the first page's items; None before any page.
        before: the last page's items; None before any page.
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
    """Whether a page brings nothing new: no items, or not the page that was asked for.

    Pages that bear the right number are compared only if each thing has an ``id``: different things
    can look alike, as when a service was asked for one field of each.
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
    """Whether the page says that nothing comes after it."""
    if not isinstance(page.total, int):
        return False
    if so_far.seen >= page.total:
        return True  # wherever it began, there is no more than that
    if not isinstance(page.per_page, int):
        return False
    number = page.number if isinstance(page.number, int) else so_far.asked
    if (number - 1) * page.per_page + len(page.items) == page.total:
        return True
    # Pages that were never full may be capped below the size that they name, and then the size
    # says nothing of where the list ends. The price is one request more, for a page with nothing.
    return so_far.longest >= page.per_page and number * page.per_page >= page.total
