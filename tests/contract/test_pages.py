"""Pages of every provider, sync and async, from the installed packages, against the emulator."""

import asyncio
import pickle
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

import pytest
from quickbooks_client import ProjectConnection

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller, Canned, connecting

Arguments = Mapping[str, Any]

LISTS: dict[str, tuple[str, str, Arguments]] = {
    "sonicpay": ("SonicPay", "invoices", {"per_page": 3}),
    "sonderplan": ("Sonderplan", "invoices", {"limit": 3, "fields": ["id", "total"]}),
    "subsbase": ("SubsBase", "invoices", {"pagination": {"perPage": 3}, "sorting": None}),
    "quickbooks": ("QuickBooks", "projects", {"pagination": {"first": 3}}),
}
"""The client, its list, and arguments that ask for pages of three."""


class Lister:
    """A client of either flavour, and its only list."""

    def __init__(
        self, caller: Caller, runner: asyncio.Runner, name: str, arguments: Arguments
    ) -> None:
        self.caller, self.runner, self.name, self.arguments = caller, runner, name, arguments

    def page(self, **arguments: Any) -> Any:
        return getattr(self.caller, f"list_{self.name}")(**arguments)

    def made(self, **arguments: Any) -> Any:
        """The iterator itself."""
        return getattr(self.caller.client, f"iter_{self.name}")(**arguments)

    def items(self) -> list[Any]:
        found: list[Any] = getattr(self.caller, f"iter_{self.name}")(**self.arguments)
        return found

    def pages(self) -> list[Any]:
        found: list[Any] = Caller(self.made(**self.arguments), self.runner).pages()
        return found

    def followed(self) -> list[Any]:
        """The pages that a caller finds who follows `next_arguments`."""
        found, arguments = [], self.arguments
        while arguments is not None and len(found) < 99:
            found.append(self.page(**arguments))
            arguments = found[-1].next_arguments
        return found


@pytest.fixture
def demo() -> Iterator[Emulator]:
    with Emulator(seed="demo", size=8) as emulator:
        yield emulator


@pytest.fixture(params=LISTS)
def provider(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["sync", "async"])
def connect(
    request: pytest.FixtureRequest, runner: asyncio.Runner, provider: str
) -> Iterator[Callable[[str], Lister]]:
    kind, name, arguments = LISTS[provider]
    package = import_module(f"{provider}_client")
    kinds = {"sync": getattr(package, kind), "async": getattr(package, f"Async{kind}")}
    made = connecting(request.param, kinds, runner)
    make, more = next(made), {"site_id": "site"} if provider == "subsbase" else {}
    yield lambda url: Lister(make(base_url=url, **more), runner, name, arguments)
    next(made, None)


@pytest.fixture
def lister(connect: Callable[[str], Lister], provider: str, demo: Emulator) -> Lister:
    return connect(demo.url(provider))


def test_a_page_is_a_container_of_what_it_lists(lister: Lister) -> None:
    page = lister.page(**lister.arguments)
    listed = page.nodes if isinstance(page, ProjectConnection) else page.data
    assert list(page) == listed
    assert len(page) == 3
    assert page


def test_pages_hold_what_the_iterator_yields(lister: Lister, demo: Emulator) -> None:
    items = lister.items()
    before = len(demo.requests())
    pages = lister.pages()
    assert [item for page in pages for item in page] == items
    assert [len(page) for page in pages] == [3, 3, 2]
    assert len(demo.requests()) - before == 3


def test_following_a_page_finds_the_same(lister: Lister, demo: Emulator) -> None:
    pages = lister.pages()
    before = len(demo.requests())
    followed = lister.followed()
    assert followed == pages
    assert [page.next_arguments for page in followed] == [page.next_arguments for page in pages]
    assert followed[-1].next_arguments is None
    assert len(demo.requests()) - before == 3


def test_the_next_arguments_are_those_of_the_call(lister: Lister, provider: str) -> None:
    arguments = lister.page(**lister.arguments).next_arguments
    turn = {"sonicpay": "page", "sonderplan": "page"}.get(provider, "pagination")
    assert {**arguments, turn: None} == {**lister.arguments, turn: None}
    after = arguments[turn]
    if isinstance(after, dict):
        assert lister.arguments[turn].items() < after.items()
        assert len(after) == 2
    else:
        assert after == 2


def test_a_page_is_plain_data(lister: Lister) -> None:
    page = lister.page(**lister.arguments)
    again = pickle.loads(pickle.dumps(page))
    assert again == page
    assert again.next_arguments == page.next_arguments
    assert lister.page(**again.next_arguments) == lister.page(**page.next_arguments)
    assert "next" not in repr(page).replace("has_next_page", "")
    assert b"next_arguments" not in page.to_json()


def test_a_page_is_requested_when_it_is_needed(
    lister: Lister, demo: Emulator, runner: asyncio.Runner
) -> None:
    found = lister.made(**lister.arguments)
    pages = found.pages()
    assert demo.requests() == []
    is_async = hasattr(found, "__anext__")

    async def take(one: Any) -> Any:
        return await anext(one) if is_async else next(one)

    for _ in range(3):
        runner.run(take(found))
    assert len(demo.requests()) == 1
    runner.run(take(pages))
    assert len(demo.requests()) == 2
    runner.run(take(found))
    assert len(demo.requests()) == 3

    async def closed(one: Any) -> list[Any]:
        """Close an iterator, and return what is left of it."""
        if is_async:
            await one.aclose()
            return [item async for item in one]
        one.close()
        return list(one)

    assert runner.run(closed(found)) == runner.run(closed(pages)) == []
    assert len(demo.requests()) == 3


EMPTY = {
    "sonicpay": b'{"data": [], "meta": {"total_count": 0, "page": 1, "per_page": 3}}',
    "sonderplan": b"""{"data": [], "meta": {"pagination":
        {"total": 0, "count": 0, "per_page": 3, "current_page": 1}}}""",
    "subsbase": b"""{"data": {"invoices": {"isSuccess": true, "message": null, "data": [],
        "pagination": {"page": 1, "perPage": 3, "totalRecords": 0}}}}""",
    "quickbooks": b"""{"data": {"company": {"projects": {"nodes": [], "pageInfo":
        {"hasNextPage": false, "hasPreviousPage": false, "startCursor": null,
         "endCursor": null}}}}}""",
}


def test_an_empty_page_is_false_and_the_last(
    connect: Callable[[str], Lister], provider: str, canned: Canned
) -> None:
    canned.body = EMPTY[provider]
    lister = connect(canned.url)
    page = lister.page(**lister.arguments)
    assert (list(page), len(page), bool(page)) == ([], 0, False)
    assert page.next_arguments is None
    assert lister.items() == []
    assert lister.pages() == [page]
