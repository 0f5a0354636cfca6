"""Cursors: lazy, one request a page, and an end or an error whatever the service does."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Callable
from itertools import islice
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime.cursors import CursorPage, Linking
from corrigenda.runtime.errors import ResponseDecodeError
from corrigenda.runtime.models import UNSET, UnsetType
from corrigenda.runtime.pages import PageModel

Pages = Callable[[str | UnsetType], CursorPage[int]]


class Asked:
    """Counts requests, and fails rather than run for ever."""

    def __init__(self, response: Pages) -> None:
        self.response = response
        self.cursors: list[str | UnsetType] = []

    def __call__(self, cursor: str | UnsetType) -> CursorPage[int]:
        self.cursors.append(cursor)
        assert len(self.cursors) < 200, "endless"
        return self.response(cursor)

    async def later(self, cursor: str | UnsetType) -> CursorPage[int]:
        return self(cursor)


def look(page: CursorPage[int]) -> CursorPage[int]:
    return page


LISTED = Linking("list", "POST", look)


def service(items: list[int], size: int, more: bool = True) -> Pages:
    """A cursor is the index of the first item of its page."""

    def response(cursor: str | UnsetType) -> CursorPage[int]:
        at = int(cursor) if isinstance(cursor, str) else 0
        rest = at + size < len(items)
        return CursorPage(
            items[at : at + size], str(at + size) if rest else None, rest if more else UNSET
        )

    return response


def everywhere(response: Pages, first: str | None | UnsetType = UNSET) -> tuple[list[int], Asked]:
    """The items, which are the same sync and async."""

    async def collect() -> list[int]:
        return [item async for item in LISTED.iterate_async(later.later, first)]

    now, later = Asked(response), Asked(response)
    found = list(LISTED.iterate(now, first))
    assert asyncio.run(collect()) == found
    assert later.cursors == now.cursors
    return found, now


ENDS: list[tuple[str, CursorPage[int]]] = [
    ("no more", CursorPage([1], "c", more=False)),
    ("null", CursorPage([1], "c", more=None)),
    ("neither", CursorPage([1], None, more=None)),
    ("a service without that word", CursorPage([1], None)),
    ("an empty cursor", CursorPage([1], "")),
    ("no cursor at all", CursorPage([1], UNSET)),
]


@pytest.mark.parametrize("page", [page for _, page in ENDS], ids=[name for name, _ in ENDS])
def test_where_it_ends(page: CursorPage[int]) -> None:
    found, asked = everywhere(lambda cursor: page)
    assert found == [1]
    assert asked.cursors == [UNSET]


@pytest.mark.parametrize("first", [UNSET, None, ""])
def test_it_begins_at_the_beginning(first: str | None | UnsetType) -> None:
    found, asked = everywhere(service([1, 2, 3], 2), first)
    assert found == [1, 2, 3]
    assert asked.cursors == [UNSET, "2"]


def test_it_may_begin_later() -> None:
    found, asked = everywhere(service([1, 2, 3, 4, 5], 2), "2")
    assert found == [3, 4, 5]
    assert asked.cursors == ["2", "4"]


def test_a_page_without_items_is_not_the_end() -> None:
    pages: list[list[int]] = [[], [1], [], [2]]

    def response(cursor: str | UnsetType) -> CursorPage[int]:
        at = int(cursor) if isinstance(cursor, str) else 0
        return CursorPage(pages[at], str(at + 1), more=at < 3)

    assert everywhere(response)[0] == [1, 2]


@given(st.lists(st.integers(), max_size=30), st.integers(1, 7), st.booleans())
def test_each_item_once_in_order(items: list[int], size: int, more: bool) -> None:
    found, asked = everywhere(service(items, size, more))
    assert found == items
    assert len(asked.cursors) == max(1, -(-len(items) // size))


def test_a_page_is_requested_when_it_is_wanted() -> None:
    asked = Asked(service(list(range(100)), 2))
    found = LISTED.iterate(asked)
    assert asked.cursors == []
    assert list(islice(found, 2)) == [0, 1]
    assert asked.cursors == [UNSET]
    assert next(found) == 2
    assert asked.cursors == [UNSET, "2"]


@pytest.mark.parametrize("more", [True, UNSET])
def test_a_cursor_that_is_ignored_yields_no_page_twice(more: bool | UnsetType) -> None:
    asked = Asked(lambda cursor: CursorPage([1, 2], "c", more))
    found = Linking("list_projects", "POST", look).iterate(asked)
    assert list(islice(found, 2)) == [1, 2]
    with pytest.raises(
        ResponseDecodeError, match="next page, but repeats the cursor 'c'"
    ) as raised:
        next(found)
    assert asked.cursors == [UNSET, "c"]
    assert raised.value.operation == "list_projects"
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


def test_the_cursor_that_was_begun_with_counts_too() -> None:
    asked = Asked(lambda cursor: CursorPage([1], "c", more=True))
    with pytest.raises(ResponseDecodeError):
        list(LISTED.iterate(asked, "c"))
    assert asked.cursors == ["c"]


def test_the_last_page_may_repeat_its_cursor() -> None:
    found, _ = everywhere(lambda cursor: CursorPage([1], "c", more=cursor is UNSET))
    assert found == [1, 1]


@pytest.mark.parametrize("none", [None, "", UNSET])
def test_more_without_a_cursor_is_an_error_and_not_half_a_list(
    none: str | None | UnsetType,
) -> None:
    def response(cursor: str | UnsetType) -> CursorPage[int]:
        return CursorPage([1], "c", True) if cursor is UNSET else CursorPage([2], none, True)

    async def collect() -> None:
        found = Linking("list_projects", "POST", look).iterate_async(Asked(response).later)
        assert await anext(found) == 1
        with pytest.raises(ResponseDecodeError, match="next page, but gives no cursor"):
            await anext(found)

    found = Linking("list_projects", "POST", look).iterate(Asked(response))
    assert next(found) == 1
    with pytest.raises(ResponseDecodeError, match="next page, but gives no cursor") as raised:
        next(found)
    assert raised.value.operation == "list_projects"
    asyncio.run(collect())


@pytest.mark.parametrize("lead", [0, 1, 5])
@pytest.mark.parametrize("length", [1, 2, 3, 7, 20])
def test_a_circle_of_cursors_is_an_error(lead: int, length: int) -> None:
    def response(cursor: str | UnsetType) -> CursorPage[int]:
        at = int(cursor) + 1 if isinstance(cursor, str) else 0
        return CursorPage([at], str(at if at < lead + length else lead), more=True)

    async def collect() -> list[int]:
        return [item async for item in LISTED.iterate_async(Asked(response).later)]

    with pytest.raises(ResponseDecodeError, match="repeats the cursor"):
        list(LISTED.iterate(Asked(response)))
    with pytest.raises(ResponseDecodeError, match="repeats the cursor"):
        asyncio.run(collect())


def test_a_long_cursor_is_shortened_in_the_message() -> None:
    long = "x" * 5000 + "\n"
    asked: Any = Asked(lambda cursor: CursorPage([1], long, more=True))
    with pytest.raises(ResponseDecodeError) as raised:
        list(LISTED.iterate(asked, long))
    assert len(str(raised.value)) < 200
    assert "\n" not in str(raised.value)


def empty(pages: int, then: list[int], more: bool | UnsetType = True) -> Pages:
    """A first page with an item, empty pages with fresh cursors, and a last one."""

    def response(cursor: str | UnsetType) -> CursorPage[int]:
        at = int(cursor) if isinstance(cursor, str) else 0
        if at > pages:
            return CursorPage(then, None, False)
        return CursorPage([] if at else [1], str(at + 1), more)

    return response


@pytest.mark.parametrize("first", [UNSET, "1", "500"])
@pytest.mark.parametrize("more", [True, UNSET])
def test_empty_pages_without_end_are_an_error(
    more: bool | UnsetType, first: str | UnsetType
) -> None:
    async def collect() -> None:
        found = Linking("list_projects", "POST", look).iterate_async(later.later, first)
        if first is UNSET:
            assert await anext(found) == 1
        with pytest.raises(ResponseDecodeError, match=said):
            await anext(found)

    now, later = Asked(empty(1000, [], more)), Asked(empty(1000, [], more))
    said = "list_projects: the service reports a next page, but the last 10 pages are empty"
    with pytest.raises(ResponseDecodeError, match=said) as raised:
        list(Linking("list_projects", "POST", look).iterate(now, first, "http://x"))
    error = raised.value
    assert (error.operation, error.method, error.url) == ("list_projects", "POST", "http://x")
    assert (error.json_path, error.status_code, error.headers, error.body) == (
        "$",
        None,
        None,
        None,
    )
    asyncio.run(collect())
    assert len(now.cursors) == len(later.cursors) == (11 if first is UNSET else 10)


@pytest.mark.parametrize(("pages", "then"), [(9, [2]), (9, []), (9, [2, 3])])
def test_nine_empty_pages_are_not_the_end(pages: int, then: list[int]) -> None:
    assert everywhere(empty(pages, then))[0] == [1, *then]


def test_the_tenth_empty_page_may_be_the_last() -> None:
    assert everywhere(empty(9, []))[0] == [1]


def test_a_page_with_items_begins_the_count_anew() -> None:
    def response(cursor: str | UnsetType) -> CursorPage[int]:
        at = int(cursor) if isinstance(cursor, str) else 0
        return CursorPage([at] if at % 10 == 9 else [], str(at + 1), at < 99)

    assert everywhere(response)[0] == list(range(9, 100, 10))


@pytest.mark.parametrize("last", [None, 2, 3])
def test_a_page_that_comes_again_with_a_fresh_cursor_is_an_error(last: int | None) -> None:
    """A service that ignores cursors may make a new one for every page."""
    things = [SimpleNamespace(id=1), SimpleNamespace(id=2)]
    pages = [things[:1], things[1:], things[:1]] if last == 3 else [things] * 3

    def response(cursor: str | UnsetType) -> CursorPage[Any]:
        at = int(cursor) if isinstance(cursor, str) else 0
        return CursorPage(pages[at], str(at + 1), at + 1 != last)

    found = Linking("list_projects", "POST", look).iterate(response)
    assert [next(found), next(found)] == things
    with pytest.raises(ResponseDecodeError, match="next page, but repeats the items of a page"):
        next(found)


def test_items_without_ids_may_look_alike() -> None:
    def response(cursor: str | UnsetType) -> CursorPage[int]:
        at = int(cursor) if isinstance(cursor, str) else 0
        return CursorPage([7, 7], str(at + 1), at < 5)

    assert everywhere(response)[0] == [7] * 12


@given(st.lists(st.integers(), max_size=30), st.integers(1, 7), st.booleans())
def test_pages_have_the_same_items(items: list[int], size: int, more: bool) -> None:
    now, later = Asked(service(items, size, more)), Asked(service(items, size, more))
    pages = list(LISTED.iterate(now).pages())
    assert [item for page in pages for item in page.items] == items
    assert len(pages) == len(now.cursors)

    async def collect() -> list[CursorPage[int]]:
        return [page async for page in LISTED.iterate_async(later.later).pages()]

    assert asyncio.run(collect()) == pages
    assert now.cursors == later.cursors


def test_pages_keep_the_guards() -> None:
    pages = LISTED.iterate(lambda cursor: CursorPage([1, 2], "c", True)).pages()
    assert next(pages).items == [1, 2]
    with pytest.raises(ResponseDecodeError, match="repeats the cursor"):
        next(pages)


def test_pages_begin_again_and_know_no_cursor_of_before() -> None:
    found = LISTED.iterate(service([1, 2, 3], 1), "1")
    assert list(found) == [2, 3]
    assert [page.items for page in found.pages()] == [[2], [3]]
    assert [page.items for page in found.pages()] == [[2], [3]]


class Links(PageModel, kw_only=True):
    nodes: list[int]
    next: str | None = None
    more: bool | None | UnsetType = UNSET


LINKS = Linking("list_links", "POST", lambda page: CursorPage(page.nodes, page.next, page.more))


def turn(cursor: str) -> dict[str, object]:
    return {"filter": UNSET, "after": cursor}


@pytest.mark.parametrize(
    ("page", "arguments"),
    [
        (Links(nodes=[1], next="c", more=True), {"after": "c"}),
        (Links(nodes=[1], next="c", more=False), None),
        (Links(nodes=[1], next="c", more=None), None),
        (Links(nodes=[1], next="c"), {"after": "c"}),
        (Links(nodes=[], next="c"), {"after": "c"}),
        (Links(nodes=[1], next=""), None),
        (Links(nodes=[1], next="b", more=False), None),
    ],
)
def test_a_page_tells_the_arguments_for_the_next(page: Links, arguments: Any) -> None:
    LINKS.finish(turn, "b")(page)
    assert page.next_arguments == arguments


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (Links(nodes=[1], more=True), "gives no cursor for it"),
        (Links(nodes=[1], next="b", more=True), "repeats the cursor 'b'"),
        (Links(nodes=[1], next="b"), "repeats the cursor 'b'"),
    ],
)
def test_a_page_without_a_way_on_is_not_the_last(page: Links, said: str) -> None:
    """The list method returns it: its items are good."""
    LINKS.finish(turn, "b")(page)
    with pytest.raises(ResponseDecodeError, match=f"list_links: .* next page, but {said}"):
        _ = page.next_arguments


def test_a_page_that_was_not_asked_for_the_next_does_not_guess() -> None:
    page = Links(nodes=[1])
    LINKS.finish(turn, is_paged=False)(page)
    with pytest.raises(RuntimeError, match="did not ask for pages"):
        _ = page.next_arguments
