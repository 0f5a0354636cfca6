"""Iterates over numbered pages: one request per page, made when its items are needed.

The documentation does not describe the end of a list, so iteration relies on no single sign. It
stops at an empty page, at the total that a page reports, and when a service ignores the page
number, so that nothing is yielded twice and every iteration ends. A total that cannot be right,
such as -1 or less than the pages have held, is ignored. A reported page size counts only after the
service has filled a page, because some services repeat the requested size but send fewer items.
Only the first and the last page are kept in memory.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from msgspec import UNSET, UnsetType

from .errors import ResponseDecodeError

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
    fetch: Callable[[int], P],
    look: Callable[[P], PageNumbers[T]],
    first: int = 1,
    operation: str = "list",
    method: str = "GET",
    url: str = "",
) -> Iterator[T]:
    """Yield the items of all pages from ``first`` on.

    Args:
        fetch: page number -> response; sends the request.
        look: response -> its items and pagination fields.
        first: number of the page to begin with.
        operation: name of the list method, for the error.
        method: HTTP method of the list method, for the error.
        url: URL of the list method, for the error.

    Raises:
        APIError: ``fetch`` failed.
        ResponseDecodeError: the pages look alike, and nothing shows whether the list ends.
    """
    so_far: _SoFar[T] = _SoFar(operation, method, url, asked=first)
    page = look(fetch(first))
    while not _is_over(page, so_far):
        so_far = _after(page, so_far)
        yield from page.items
        if _is_last(page, so_far):
            return
        so_far = replace(so_far, asked=so_far.asked + 1)
        page = look(fetch(so_far.asked))


async def iterate_async(
    fetch: Callable[[int], Awaitable[P]],
    look: Callable[[P], PageNumbers[T]],
    first: int = 1,
    operation: str = "list",
    method: str = "GET",
    url: str = "",
) -> AsyncIterator[T]:
    """Like ``iterate``, for an async client."""
    so_far: _SoFar[T] = _SoFar(operation, method, url, asked=first)
    page = look(await fetch(first))
    while not _is_over(page, so_far):
        so_far = _after(page, so_far)
        for item in page.items:
            yield item
        if _is_last(page, so_far):
            return
        so_far = replace(so_far, asked=so_far.asked + 1)
        page = look(await fetch(so_far.asked))


@dataclass(frozen=True, slots=True)
class _SoFar(Generic[T]):
    """What the pages so far have shown.

    Attributes:
        operation: name of the list method.
        method: its HTTP method.
        url: its URL.
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

    operation: str
    method: str
    url: str
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
        raise _endless(so_far)
    return replace(after, alike=so_far.alike + 1)


_MOST_ALIKE = 100


def _endless(so_far: _SoFar[T]) -> ResponseDecodeError:
    said = f"more than {_MOST_ALIKE} pages look alike, and no total shows whether the list ends"
    return ResponseDecodeError(
        f"{so_far.operation}: {said}",
        operation=so_far.operation,
        method=so_far.method,
        url=so_far.url,
        json_path="$",
    )


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
