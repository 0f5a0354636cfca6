"""Lists that come in numbered pages: one request a page, made only when its items are wanted.

The documentation does not say how a service behaves at the end of a list, so this believes no
single sign: it stops at an empty page, at the total that the page itself names, and where a
service plainly ignores the page number, so that nothing is yielded twice and nothing runs for
ever. It refuses to remember pages; whoever needs a list makes one.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from msgspec import UnsetType

P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageNumbers(Generic[T]):
    """What one answer says of itself as a page.

    Attributes:
        items: what the page holds.
        number: the page's own number.
        per_page: how many items a full page has.
        total: how many items there are in all.

    The numbers may be None or UNSET where the answer does not say.
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
        fetch: page number -> answer; makes the request.
        look: answer -> what it says of itself.
        first: number of the first page.

    Raises:
        APIError: as ``fetch`` raises it, at the page where it happens.
    """
    page, before = look(fetch(first)), None
    asked = first
    while not _is_over(page, before, asked):
        yield from page.items
        if _is_last(page, asked):
            return
        asked, before = asked + 1, page
        page = look(fetch(asked))


async def iterate_async(
    fetch: Callable[[int], Awaitable[P]], look: Callable[[P], PageNumbers[T]], first: int = 1
) -> AsyncIterator[T]:
    """As ``iterate``, for an async client."""
    page, before = look(await fetch(first)), None
    asked = first
    while not _is_over(page, before, asked):
        for item in page.items:
            yield item
        if _is_last(page, asked):
            return
        asked, before = asked + 1, page
        page = look(await fetch(asked))


def _is_over(page: PageNumbers[T], before: PageNumbers[T] | None, asked: int) -> bool:
    """Whether a page brings nothing new."""
    if before is None:
        return not page.items
    other = isinstance(page.number, int) and page.number != asked
    return not page.items or other or page.items == before.items


def _is_last(page: PageNumbers[T], asked: int) -> bool:
    """Whether the page says that nothing comes after it."""
    if not isinstance(page.per_page, int) or not isinstance(page.total, int):
        return False
    number = page.number if isinstance(page.number, int) else asked
    return number * page.per_page >= page.total
