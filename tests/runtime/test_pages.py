"""A page: its items, its length, and the arguments for the next one, which are not a field."""

from __future__ import annotations

import copy
import pickle
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from corrigenda.runtime.errors import ResponseDecodeError
from corrigenda.runtime.models import UNSET
from corrigenda.runtime.pages import Doubt, Listing, PageModel, set_next


class OrderPage(PageModel, kw_only=True):
    data: list[int]
    total: int | None = None

    def __iter__(self) -> Iterator[int]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)


def known(arguments: dict[str, Any] | None = None) -> OrderPage:
    page = msgspec.json.decode(b'{"data": [1, 2]}', type=OrderPage)
    set_next(page, arguments)
    return page


NEXT = {"status": "paid", "page": 2}


def test_a_page_is_a_container_of_its_items() -> None:
    page = known()
    assert (list(page), len(page), 2 in page, bool(page)) == ([1, 2], 2, True, True)
    assert not OrderPage(data=[])


def test_arguments_that_were_left_out_stay_out() -> None:
    assert known({"status": UNSET, "page": 2}).next_arguments == {"page": 2}
    assert known({"status": None, "page": 2}).next_arguments == {"status": None, "page": 2}
    assert known(None).next_arguments is None


def test_the_next_arguments_show_in_nothing_else() -> None:
    page, plain = known(NEXT), OrderPage(data=[1, 2])
    assert page == plain
    assert repr(page) == repr(plain) == "OrderPage(data=[1, 2])"
    assert page.to_json() == b'{"data":[1,2],"total":null}'
    assert msgspec.to_builtins(page) == {"data": [1, 2], "total": None}
    assert msgspec.structs.asdict(page) == {"data": [1, 2], "total": None}
    assert page.__struct_fields__ == ("data", "total")


COPIES: dict[str, Callable[[OrderPage], OrderPage]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "replace": lambda page: page.__replace__(total=3),
    **{
        f"pickle {version}": lambda page, version=version: pickle.loads(pickle.dumps(page, version))
        for version in range(2, pickle.HIGHEST_PROTOCOL + 1)
    },
}


@pytest.mark.parametrize("made", COPIES.values(), ids=COPIES.keys())
@pytest.mark.parametrize("arguments", [NEXT, None])
def test_copies_keep_them(
    made: Callable[[OrderPage], OrderPage], arguments: dict[str, Any] | None
) -> None:
    new = made(known(arguments))
    assert new.data == [1, 2]
    assert new.next_arguments == arguments
    with pytest.raises(RuntimeError):
        _ = made(OrderPage(data=[1, 2])).next_arguments


def test_a_deep_copy_shares_nothing() -> None:
    page = known({"filter": {"status": "paid"}})
    new = copy.deepcopy(page)
    assert new.next_arguments is not None
    new.next_arguments["filter"]["status"] = "open"
    assert page.next_arguments == {"filter": {"status": "paid"}}


def test_nobody_knows_the_call_of_a_page_that_somebody_made() -> None:
    for page in (OrderPage(data=[]), msgspec.json.decode(b'{"data": []}', type=OrderPage)):
        with pytest.raises(RuntimeError, match="not returned by a list method"):
            _ = page.next_arguments


def test_a_doubt_is_raised_and_not_taken_for_the_end() -> None:
    page = known()
    set_next(
        page,
        Doubt(
            "the service reports a next page, but gives no cursor", Listing("list_orders", "GET")
        ),
    )
    for one in (page, pickle.loads(pickle.dumps(page))):
        with pytest.raises(ResponseDecodeError, match="list_orders: the service reports") as raised:
            _ = one.next_arguments
        assert raised.value.operation == "list_orders"
    set_next(page, Doubt("the call did not ask"))
    with pytest.raises(RuntimeError, match="next_arguments: the call did not ask"):
        _ = page.next_arguments


def test_a_misspelt_attribute_is_still_an_error() -> None:
    page: Any = known()
    with pytest.raises(AttributeError):
        page.datum = []
    with pytest.raises(AttributeError):
        page.next_arguments = None


def test_the_arguments_go_with_the_page() -> None:
    class Filter(dict[str, str]):
        pass

    given = Filter(status="paid")
    page, seen = known({"filter": given}), weakref.ref(given)
    del given
    assert seen() is not None
    del page
    assert seen() is None


def test_what_is_not_a_page_is_left_alone() -> None:
    set_next([1], {"page": 2})
