"""Pages: lazy, each item once, and an end whatever the service does."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corrigenda.runtime.errors import ResponseDecodeError
from corrigenda.runtime.models import UNSET, UnsetType
from corrigenda.runtime.paging import Numbering, PageNumbers, following


@dataclass
class RawResponse:
    data: list[int]
    page: int | UnsetType = UNSET
    per_page: int | UnsetType = UNSET
    total: int | None | UnsetType = UNSET


def look(response: RawResponse) -> PageNumbers[int]:
    return PageNumbers(response.data, response.page, response.per_page, response.total)


PAGES = Numbering("list_invoices", "GET", look)


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


def totals(*said: int | None | UnsetType) -> Callable[[int], RawResponse]:
    """Five items on pages of two, and what each page says of the total; the last one remains."""
    return lambda n: RawResponse(
        [1, 2, 3, 4, 5][(n - 1) * 2 : n * 2], n, 2, said[min(n, len(said)) - 1]
    )


def numbered(number: Callable[[int], int]) -> Callable[[int], RawResponse]:
    """Five items on pages of two, which have other numbers than were asked for."""
    return lambda n: RawResponse([1, 2, 3, 4, 5][(n - 1) * 2 : n * 2], number(n), 2, 5)


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
    "a total of nothing": (lambda n: RawResponse([1], 1, 20, 0), 1, [1], [1, 2]),
    "a negative total": (totals(-1), 1, ONE_TO_FIVE, [1, 2, 3, 4]),
    "a total of nothing, and pages": (totals(0), 1, ONE_TO_FIVE, [1, 2, 3, 4]),
    "a total below what the page holds": (totals(1), 1, ONE_TO_FIVE, [1, 2, 3, 4]),
    "a total below what the pages hold": (totals(9, 3), 1, ONE_TO_FIVE, [1, 2, 3, 4]),
    "a total that counts pages, begun later": (totals(3), 2, [3, 4, 5], [2, 3, 4]),
    "one total of several is wrong": (totals(5, -1, 5), 1, ONE_TO_FIVE, [1, 2, 3]),
    "no total on the last page": (totals(5, 5, UNSET), 1, ONE_TO_FIVE, [1, 2, 3, 4]),
    "null for a total": (totals(None), 1, ONE_TO_FIVE, [1, 2, 3, 4]),
    "a negative total, and the last page again": (
        lambda n: RawResponse(WITH_IDS if n == 1 else WITH_IDS[:1], n, 2, -1),
        1,
        [*WITH_IDS, WITH_IDS[0]],
        [1, 2, 3],
    ),
    "items are removed meanwhile": (
        lambda n: RawResponse([[1, 2], [4]][n - 1], n, 2, [4, 3][n - 1]),
        1,
        [1, 2, 4],
        [1, 2],
    ),
    "a negative page size": (
        lambda n: RawResponse(ONE_TO_FIVE[(n - 1) * 2 : n * 2], n, -2, 5),
        1,
        ONE_TO_FIVE,
        [1, 2, 3],
    ),
    "a page size of nothing, begun later": (
        lambda n: RawResponse(ONE_TO_FIVE[(n - 1) * 2 : n * 2], n, 0, 5),
        2,
        [3, 4, 5],
        [2, 3, 4],
    ),
    "capped to what looks like the last page": (
        capped([1, 2, 3, 4, 5, 6], 2, 4),
        1,
        [1, 2, 3, 4, 5, 6],
        [1, 2, 3],
    ),
    "more on a page than its size": (
        capped([1, 2, 3, 4, 5, 6], 2, 1),
        1,
        [1, 2, 3, 4, 5, 6],
        [1, 2, 3],
    ),
    "numbers from 0": (numbered(lambda n: n - 1), 1, ONE_TO_FIVE, [1, 2, 3]),
    "numbers from 0, begun later": (numbered(lambda n: n - 1), 2, [3, 4, 5], [2, 3, 4]),
    "numbers from 0, begun at 0": (
        lambda n: RawResponse(ONE_TO_FIVE[n * 2 : n * 2 + 2], n, 2, 5),
        0,
        ONE_TO_FIVE,
        [0, 1, 2],
    ),
    "0 for every number": (numbered(lambda n: 0), 1, ONE_TO_FIVE, [1, 2, 3]),
    "0 for every number, and the page is ignored": (
        lambda n: RawResponse([1, 2], 0, 2, 5),
        1,
        [1, 2],
        [1, 2],
    ),
    "a negative number": (numbered(lambda n: -1), 1, ONE_TO_FIVE, [1, 2, 3]),
}


@pytest.mark.parametrize(("response", "first", "items", "asked"), CASES.values(), ids=CASES.keys())
def test_each_item_once_and_an_end(
    response: Callable[[int], RawResponse], first: int, items: list[int], asked: list[int]
) -> None:
    fetch = Asked(response)
    assert list(PAGES.iterate(fetch, first)) == items
    assert fetch.numbers == asked

    async def collect() -> list[int]:
        return [item async for item in PAGES.iterate_async(later.later, first)]

    later = Asked(response)
    assert asyncio.run(collect()) == items
    assert later.numbers == asked


@pytest.mark.parametrize("total", [-1, 1, None, UNSET])
def test_pages_that_look_alike_end_in_an_error(total: int | None | UnsetType) -> None:
    """They may be different, so that dropping them would lose data; but there is no end, either."""
    asked: list[int] = []

    def fetch(number: int) -> RawResponse:
        asked.append(number)
        return RawResponse([7, 7], number, 2, total)

    async def later(number: int) -> RawResponse:
        return fetch(number)

    async def collect() -> list[int]:
        return [item async for item in PAGES.iterate_async(later)]

    with pytest.raises(ResponseDecodeError, match="list_invoices: more than 100 pages") as raised:
        list(PAGES.iterate(fetch, url="http://x/invoices"))
    error = raised.value
    assert (error.operation, error.method, error.url) == (
        "list_invoices",
        "GET",
        "http://x/invoices",
    )
    assert (error.json_path, error.status_code, error.headers, error.body) == (
        "$",
        None,
        None,
        None,
    )
    assert asked == list(range(1, 103))
    with pytest.raises(ResponseDecodeError, match="list_invoices: more than 100 pages"):
        asyncio.run(collect())


def test_pages_that_look_alike_are_new_until_one_is_empty() -> None:
    found = PAGES.iterate(lambda n: RawResponse([7, 7] if n < 50 else [], n, 2, -1))
    assert list(found) == [7, 7] * 49


def test_a_page_is_requested_when_it_is_wanted() -> None:
    fetch = Asked(service(ONE_TO_FIVE, 2))
    found = PAGES.iterate(fetch)
    assert fetch.numbers == []
    assert [next(found), next(found)] == [1, 2]
    assert fetch.numbers == [1]
    assert next(found) == 3
    assert fetch.numbers == [1, 2]


@pytest.mark.parametrize(("response", "first", "items", "asked"), CASES.values(), ids=CASES.keys())
def test_pages_have_the_same_items_and_the_same_end(
    response: Callable[[int], RawResponse], first: int, items: list[int], asked: list[int]
) -> None:
    fetch, later = Asked(response), Asked(response)
    pages = list(PAGES.iterate(fetch, first).pages())
    assert [item for page in pages for item in page.data] == items
    assert fetch.numbers == asked
    assert all(page.data for page in pages[1:])

    async def collect() -> list[RawResponse]:
        return [page async for page in PAGES.iterate_async(later.later, first).pages()]

    assert asyncio.run(collect()) == pages
    assert later.numbers == asked


def test_a_list_without_items_has_one_page() -> None:
    (page,) = PAGES.iterate(service([], 2)).pages()
    assert page.total == 0


def test_pages_begin_again_whatever_was_read_before() -> None:
    fetch = Asked(service(ONE_TO_FIVE, 2))
    found = PAGES.iterate(fetch)
    pages = found.pages()
    assert fetch.numbers == []
    assert next(found) == 1
    assert next(pages).data == [1, 2]
    assert fetch.numbers == [1, 1]
    assert next(found) == 2
    assert [page.data for page in found.pages()] == [[1, 2], [3, 4], [5]]
    assert list(found) == [3, 4, 5]
    assert next(pages).data == [3, 4]


def test_the_pages_that_look_alike_end_in_an_error_as_well() -> None:
    pages = PAGES.iterate(lambda n: RawResponse([7, 7], n, 2, -1)).pages()
    with pytest.raises(ResponseDecodeError, match="list_invoices: more than 100 pages"):
        list(pages)


def test_an_iterator_is_used_once_and_can_be_closed() -> None:
    fetch = Asked(service(ONE_TO_FIVE, 2))
    found = PAGES.iterate(fetch)
    assert iter(found) is found
    for item in found:
        if item == 2:
            break
    assert next(found) == 3
    found.close()
    assert list(found) == []
    assert fetch.numbers == [1, 2]


def test_an_async_iterator_is_used_once_and_can_be_closed() -> None:
    fetch = Asked(service(ONE_TO_FIVE, 2))

    async def use() -> None:
        found = PAGES.iterate_async(fetch.later)
        assert aiter(found) is found
        async for item in found:
            if item == 2:
                break
        assert await anext(found) == 3
        await found.aclose()
        assert [item async for item in found] == []

    asyncio.run(use())
    assert fetch.numbers == [1, 2]


def test_an_async_iterator_leaves_no_generator_behind() -> None:
    """The loop would close a second generator later, and trio would warn of it."""
    left: list[object] = []

    async def use() -> None:
        sys.set_asyncgen_hooks(firstiter=lambda _made: None, finalizer=left.append)
        found = PAGES.iterate_async(Asked(service(ONE_TO_FIVE, 2)).later)
        pages = found.pages()
        await anext(found)
        await anext(pages)
        await found.aclose()
        await pages.aclose()

    asyncio.run(use())
    assert left == []


def followed(response: Callable[[int], RawResponse], first: int = 1) -> list[int]:
    """The items that a caller finds who only ever looks at the last page."""
    found: list[int] = []
    number: int | None = first
    for _ in range(200):
        if number is None:
            return found
        page = response(number)
        found += page.data
        number = following(look(page), number)
    raise AssertionError("endless")


@given(
    items=st.lists(st.integers(), max_size=30, unique=True),
    size=st.integers(1, 7),
    said=st.integers(0, 9) | st.none(),
    total=st.sampled_from(["right", "none", "negative"]),
    counts_from=st.sampled_from([0, 1, None]),
)
def test_following_page_by_page_finds_each_item_once(
    items: list[int], size: int, said: int | None, total: str, counts_from: int | None
) -> None:
    """Whatever the service reports of itself, as long as it serves the page that is requested."""
    told = {"right": len(items), "none": None, "negative": -1}[total]
    is_capped = said is not None and said > size
    # Such a service may send a page that looks exactly like the last one: see the next test.
    assume(not is_capped or (len(items) - size) % (said or 1))

    def response(number: int) -> RawResponse:
        data = items[(number - 1) * size : number * size]
        reported = UNSET if counts_from is None else number - 1 + counts_from
        return RawResponse(data, reported, size if said is None else max(said, size), told)

    assert followed(response) == items


def test_one_page_cannot_tell_a_capped_page_from_the_last() -> None:
    """What the iterators find, which remember that no page was full."""
    response = capped([1, 2, 3, 4, 5, 6], 2, 4)
    assert followed(response) == [1, 2, 3, 4]
    assert list(PAGES.iterate(response)) == [1, 2, 3, 4, 5, 6]


SINGLE: dict[str, tuple[PageNumbers[int], int, int | None]] = {
    "empty": (PageNumbers([], 1, 2, 5), 1, None),
    "the total is on this page": (PageNumbers([1], 1, 2, 1), 1, None),
    "full, and more": (PageNumbers([1, 2], 1, 2, 5), 1, 2),
    "the last is full": (PageNumbers([3, 4], 2, 2, 4), 2, None),
    "the last is not full": (PageNumbers([5], 3, 2, 5), 3, None),
    "counts from 0": (PageNumbers([3, 4], 1, 2, 4), 2, None),
    "counts from 0, and more": (PageNumbers([1, 2], 0, 2, 4), 1, 2),
    "no numbers": (PageNumbers([1]), 7, 8),
    "no total": (PageNumbers([1, 2], 1, 2), 1, 2),
    "a total that cannot be right": (PageNumbers([1, 2], 3, 2, 1), 3, 4),
    "ignores the number, until the total is reached": (PageNumbers([1, 2], 1, 2, 4), 2, None),
    "an earlier page": (PageNumbers([5], 3, 2, UNSET), 9, None),
    "requested from 0": (PageNumbers([1, 2], 0, 2, 5), 0, 1),
}


@pytest.mark.parametrize(("page", "asked", "number"), SINGLE.values(), ids=SINGLE.keys())
def test_which_page_is_next(page: PageNumbers[int], asked: int, number: int | None) -> None:
    assert following(page, asked) == number
