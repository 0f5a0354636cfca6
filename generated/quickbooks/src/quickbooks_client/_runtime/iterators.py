"""The iterators over a list: item by item, or page by page.

``paging`` and ``cursors`` decide which page to request next and where a list ends; the loops here
do the rest, sync and async. Each loop is a single generator: an async generator inside another one
would stay open when the outer one is closed, until the event loop finds it.
"""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterator,
    Sequence,
)
from typing import Any, Generic, Protocol, TypeVar

__all__ = ["AsyncItemIterator", "ItemIterator", "Walk"]

A = TypeVar("A")
P = TypeVar("P")
_R = TypeVar("_R")
T = TypeVar("T")
A_co = TypeVar("A_co", covariant=True)
P_contra = TypeVar("P_contra", contravariant=True)
T_co = TypeVar("T_co", covariant=True)


class Walk(Protocol[A_co, P_contra, T_co]):
    """One way through the pages of a list. It decides, and sends nothing."""

    @property
    def asked(self) -> A_co:
        """What selects the page to request next: its number or its cursor."""
        ...

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to request."""
        ...

    def take(self, page: P_contra, /) -> Sequence[T_co] | None:
        """Take the page that was requested, and return its items; None if it is beyond the end.

        Raises:
            ResponseDecodeError: the list would never end, or is incomplete.
        """
        ...


def _itself(page: Any) -> Any:
    return page


class ItemIterator(Iterator[T], Generic[T, P]):
    """Iterates over the items of a list; ``pages()`` iterates over its pages.

    It is an iterator, so its items come once: call the method again to start again. A page is
    requested when its first item is needed. After an error, it is at its end.
    """

    __slots__ = ("_begin", "_fetch", "_items", "_value")

    def __init__(
        self,
        begin: Callable[[], Walk[A, _R, T]],
        fetch: Callable[[A], _R],
        value: Callable[[_R], P] = _itself,
    ) -> None:
        self._begin: Callable[[], Walk[Any, Any, T]] = begin
        self._fetch: Callable[[Any], Any] = fetch
        self._value: Callable[[Any], P] = value
        self._items = _items(begin(), fetch)

    def __next__(self) -> T:
        return next(self._items)

    def pages(self) -> Generator[P, None, None]:
        """Iterate over the pages instead, each as the list method returns it.

        Every call begins with the first page, whatever was iterated over before. A list without
        items has one page, which is empty.

        Raises:
            The errors of the list method, whenever a page is requested.
        """
        return _pages(self._begin(), self._fetch, self._value)

    def close(self) -> None:
        """End the iteration over the items. Only needed to release the current page early."""
        self._items.close()


class AsyncItemIterator(AsyncIterator[T], Generic[T, P]):
    """Iterates over the items of a list; ``pages()`` iterates over its pages.

    Like ``ItemIterator``, for ``async for``.
    """

    __slots__ = ("_begin", "_fetch", "_items", "_value")

    def __init__(
        self,
        begin: Callable[[], Walk[A, _R, T]],
        fetch: Callable[[A], Awaitable[_R]],
        value: Callable[[_R], P] = _itself,
    ) -> None:
        self._begin: Callable[[], Walk[Any, Any, T]] = begin
        self._fetch: Callable[[Any], Awaitable[Any]] = fetch
        self._value: Callable[[Any], P] = value
        self._items = _items_async(begin(), fetch)

    def __anext__(self) -> Awaitable[T]:
        return self._items.__anext__()

    def pages(self) -> AsyncGenerator[P, None]:
        """Iterate over the pages instead, as ``ItemIterator.pages`` does."""
        return _pages_async(self._begin(), self._fetch, self._value)

    async def aclose(self) -> None:
        """End the iteration over the items, for example after a ``break``."""
        await self._items.aclose()


def _items(walk: Walk[A, _R, T], fetch: Callable[[A], _R]) -> Generator[T, None, None]:
    while not walk.is_over:
        yield from walk.take(fetch(walk.asked)) or ()


def _pages(
    walk: Walk[A, _R, T], fetch: Callable[[A], _R], value: Callable[[_R], P]
) -> Generator[P, None, None]:
    while not walk.is_over:
        page = fetch(walk.asked)
        if walk.take(page) is not None:
            yield value(page)


async def _items_async(
    walk: Walk[A, _R, T], fetch: Callable[[A], Awaitable[_R]]
) -> AsyncGenerator[T, None]:
    while not walk.is_over:
        for item in walk.take(await fetch(walk.asked)) or ():
            yield item


async def _pages_async(
    walk: Walk[A, _R, T], fetch: Callable[[A], Awaitable[_R]], value: Callable[[_R], P]
) -> AsyncGenerator[P, None]:
    while not walk.is_over:
        page = await fetch(walk.asked)
        if walk.take(page) is not None:
            yield value(page)
