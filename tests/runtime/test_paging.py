"""Pages: lazy, each item once, and an end whatever the service does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from corrigenda.runtime.models import UNSET, UnsetType
from corrigenda.runtime.paging import PageNumbers, iterate, iterate_async


@dataclass
class RawResponse:
    data: list[int]
    page: int | UnsetType = UNSET
    per_page: int | UnsetType = UNSET
    total: int | UnsetType = UNSET


def look(response: RawResponse) -> PageNumbers[int]:
    return PageNumbers(response.data, response.page, response.per_page, response.total)


def service(items: list[int], size: int) -> Callable[[int], RawResponse]:
    return lambda n: RawResponse(items[(n - 1) * size : n * size], n, size, len(items))


class Asked:
    """Counts requests, and fails rather than run for ever."""

    def __init__(self, response: Callable[[int], RawResponse]) -> None:
        self.response = response
        self.numbers: list[int] = []

    def __call__(self, number: int) -> RawResponse:
        self.numbers.append(number)
        assert len(self.numbers) < 20, "endless"
        return self.response(number)

    async def later(self, number: int) -> RawResponse:
        return self(number)


def capped(items: list[int], size: int, said: int) -> Callable[[int], RawResponse]:
    """A service that repeats the size that was asked for, and sends less."""
    return lambda n: RawResponse(items[(n - 1) * size : n * size], n, said, len(items))


WITH_IDS = [SimpleNamespace(id=1), SimpleNamespace(id=2)]
ONE_HAS_AN_ID = [SimpleNamespace(id=1), SimpleNamespace(id=None)]
ONE_TO_FIVE = [1, 2, 3, 4, 5]

CASES: dict[str, tuple[Callable[[int], RawResponse], int, list[int], list[int]]] = {
    "the total says where it ends": (service(ONE_TO_FIVE, 2), 1, ONE_TO_FIVE, [1, 2, 3]),
    "an exact last page needs no further request": (
        service([1, 2, 3, 4], 2),
        1,
        [1, 2, 3, 4],
        [1, 2],
    ),
    "nothing at all": (service([], 2), 1, [], [1]),
    "begin later": (service(ONE_TO_FIVE, 2), 2, [3, 4, 5], [2, 3]),
    "begin after the end": (service(ONE_TO_FIVE, 2), 9, [], [9]),
    "no numbers: until a page is empty": (
        lambda n: RawResponse(ONE_TO_FIVE[(n - 1) * 2 : n * 2]),
        1,
        ONE_TO_FIVE,
        [1, 2, 3, 4],
    ),
    "the page number is ignored and says so": (
        lambda n: RawResponse([1, 2], 1, 2, 9),
        1,
        [1, 2],
        [1, 2],
    ),
    "the page number is ignored from a later one": (
        lambda n: RawResponse([1, 2], 1, 2, 9),
        3,
        [1, 2],
        [3, 4],
    ),
    "the page number is ignored and repeated": (
        lambda n: RawResponse(WITH_IDS, n, 2, 999),
        1,
        WITH_IDS,
        [1, 2],
    ),
    "different things look alike": (
        lambda n: RawResponse(["AUD", "AUD"], n, 2, 6),
        1,
        ["AUD"] * 6,
        [1, 2, 3],
    ),
    "begin on the last page, which is not full": (
        service(ONE_TO_FIVE, 2),
        3,
        [5],
        [3],
    ),
    "the page number is ignored, no numbers": (lambda n: RawResponse([1, 2]), 1, [1, 2], [1, 2]),
    "the total grows with every page until empty": (
        lambda n: RawResponse([n] if n < 5 else [], n, 1, n + 1),
        1,
        [1, 2, 3, 4],
        [1, 2, 3, 4, 5],
    ),
    "the total shrinks": (lambda n: RawResponse([n], n, 1, 9 if n == 1 else 2), 1, [1, 2], [1, 2]),
    "another page than the one asked for": (lambda n: RawResponse([n], 1, 1, 9), 1, [1], [1, 2]),
    "a later page than the one asked for": (
        lambda n: RawResponse([n], 1 if n == 1 else n + 1, 1, 9),
        1,
        [1],
        [1, 2],
    ),
    "begin after the end, and get the last page": (
        lambda n: RawResponse([5], 3, 2, 5),
        9,
        [5],
        [9],
    ),
    "the last page lacks what the total counts": (
        lambda n: RawResponse([[1, 2], [3, 4], [5]][n - 1], n, 2, 6),
        1,
        ONE_TO_FIVE,
        [1, 2, 3],
    ),
    "after the end the last page comes again": (
        lambda n: RawResponse([[1, 2], [3, 4]][min(n, 2) - 1]),
        1,
        [1, 2, 3, 4],
        [1, 2, 3],
    ),
    "things without ids look alike": (
        lambda n: RawResponse(ONE_HAS_AN_ID, n, 2, 6),
        1,
        ONE_HAS_AN_ID * 3,
        [1, 2, 3],
    ),
    "a page size of nothing": (
        lambda n: RawResponse([n] if n < 3 else [], n, 0, 9),
        1,
        [1, 2],
        [1, 2, 3],
    ),
    "pages are capped below the size they name": (
        capped(ONE_TO_FIVE, 2, 4),
        1,
        ONE_TO_FIVE,
        [1, 2, 3],
    ),
    "capped, and exactly full": (capped([1, 2, 3, 4], 2, 3), 1, [1, 2, 3, 4], [1, 2]),
    "capped, begun later": (capped(ONE_TO_FIVE, 2, 4), 2, [3, 4, 5], [2, 3, 4]),
    "the only page is not full": (service([1], 20), 1, [1], [1]),
    "a total without a page size": (
        lambda n: RawResponse(ONE_TO_FIVE[(n - 1) * 2 : n * 2], n, UNSET, 5),
        1,
        ONE_TO_FIVE,
        [1, 2, 3],
    ),
    "the total counts what is not shown": (
        lambda n: RawResponse([[1, 2], [3], [5, 6]][n - 1], n, 2, 6),
        1,
        [1, 2, 3, 5, 6],
        [1, 2, 3],
    ),
    "after the end it begins anew": (
        lambda n: RawResponse([[1, 2], [3, 4], [5]][(n - 1) % 3]),
        1,
        ONE_TO_FIVE,
        [1, 2, 3, 4],
    ),
    "a total of nothing": (lambda n: RawResponse([1], 1, 20, 0), 1, [1], [1]),
}


@pytest.mark.parametrize(("response", "first", "items", "asked"), CASES.values(), ids=CASES.keys())
def test_each_item_once_and_an_end(
    response: Callable[[int], RawResponse], first: int, items: list[int], asked: list[int]
) -> None:
    fetch = Asked(response)
    assert list(iterate(fetch, look, first)) == items
    assert fetch.numbers == asked

    async def collect() -> list[int]:
        return [item async for item in iterate_async(later.later, look, first)]

    later = Asked(response)
    assert asyncio.run(collect()) == items
    assert later.numbers == asked


def test_a_page_is_requested_when_it_is_wanted() -> None:
    fetch = Asked(service(ONE_TO_FIVE, 2))
    found = iterate(fetch, look)
    assert fetch.numbers == []
    assert [next(found), next(found)] == [1, 2]
    assert fetch.numbers == [1]
    assert next(found) == 3
    assert fetch.numbers == [1, 2]
