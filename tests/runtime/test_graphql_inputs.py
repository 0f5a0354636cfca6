"""Turning pages in an argument: what was given is sent, and is never changed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from corrigenda.runtime.graphql_inputs import first_page, member, with_member
from corrigenda.runtime.models import UNSET, Model


class Turning(Model, kw_only=True):
    first_page: int | None | msgspec.UnsetType = msgspec.field(name="firstPage", default=UNSET)
    after: str | None | msgspec.UnsetType = UNSET


GIVEN: list[Any] = [
    UNSET,
    None,
    {},
    {"first": 5},
    {"after": None},
    {"after": ""},
    Turning(first_page=5),
    [],
    "c",
]


@pytest.mark.parametrize("value", GIVEN)
def test_a_page_that_is_not_turned_is_asked_for_as_it_was_given(value: object) -> None:
    assert with_member(value, "after", UNSET) is value


@pytest.mark.parametrize(
    ("value", "turned"),
    [
        (UNSET, {"after": "c"}),
        (None, {"after": "c"}),
        ({}, {"after": "c"}),
        ({"first": 5, "after": "b"}, {"first": 5, "after": "c"}),
        (Turning(first_page=5), {"firstPage": 5, "after": "c"}),
        ([], []),
        ("x", "x"),
    ],
)
def test_a_page_is_turned_in_another_dict(value: object, turned: object) -> None:
    before = repr(value)
    assert with_member(value, "after", "c") == turned
    assert repr(value) == before


def test_a_member_is_found_if_it_is_of_its_kind() -> None:
    assert member({"after": "c"}, "after", str) == "c"
    assert member(Turning(first_page=5), "firstPage", int) == 5
    nothing: list[object] = [UNSET, None, {}, {"after": 5}, {"after": None}, [], Turning()]
    for value in nothing:
        assert member(value, "after", str) is UNSET


@pytest.mark.parametrize(
    ("value", "page"),
    [(UNSET, 1), (None, 1), ({}, 1), ({"page": None}, 1), ({"page": UNSET}, 1), ([], 1)]
    + [({"page": given}, given) for given in (0, 1, 7, -1, Decimal(2), "3", True)],
)
def test_only_a_page_that_is_not_given_is_the_first(value: object, page: object) -> None:
    found: object = first_page(value, "page")
    assert found == page
    assert type(found) is type(page)


def test_a_struct_says_the_page_too() -> None:
    assert first_page(Turning(first_page=0), "firstPage") == 0
    assert first_page(Turning(), "firstPage") == 1
