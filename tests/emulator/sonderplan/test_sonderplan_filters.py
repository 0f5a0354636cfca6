"""The eleven filters, alone and combined."""

from collections.abc import Callable
from typing import Any, TypeAlias

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

Invoice: TypeAlias = dict[str, Any]
Found: TypeAlias = Callable[[str], list[int]]

# A second, different implementation of each filter: which invoices should a query find that takes
# its value from the 50th invoice?
ALIKE: dict[str, tuple[Callable[[Invoice], object], Callable[[Invoice, Invoice], bool]]] = {
    "id": (lambda one: one["id"], lambda each, one: each["id"] == one["id"]),
    "prefix": (lambda one: one["prefix"], lambda each, one: each["prefix"] == one["prefix"]),
    "number": (lambda one: one["number"], lambda each, one: each["number"] == one["number"]),
    "status_id": (
        lambda one: one["status"][0]["id"],
        lambda each, one: each["status"] == one["status"],
    ),
    "project_id": (
        lambda one: one["project"][0]["id"],
        lambda each, one: each["project"] == one["project"],
    ),
    "from_time": (lambda one: one["created"], lambda each, one: each["created"] > one["created"]),
    "to_time": (lambda one: one["created"], lambda each, one: each["created"] < one["created"]),
    "created_sp_flag": (
        lambda one: one["created_sp_flag"],
        lambda each, one: each["created_sp_flag"] == one["created_sp_flag"],
    ),
    "template_id": (
        lambda one: one["template_id"],
        lambda each, one: each["template_id"] == one["template_id"],
    ),
    "currency": (
        lambda one: one["currency"],
        lambda each, one: each["currency"] == one["currency"],
    ),
    "updated_after": (
        lambda one: one["updated"],
        lambda each, one: each["updated"] > one["updated"],
    ),
}


def by_hand(crowd: list[Invoice], name: str) -> tuple[str, list[int]]:
    """Return a query for the 50th invoice, and the ids that it should find."""
    value, alike = ALIKE[name]
    one = crowd[49]
    return f"{name}={value(one)}", [each["id"] for each in crowd if alike(each, one)]


@pytest.mark.parametrize("name", ALIKE)
def test_a_filter_narrows(crowd: list[Invoice], found: Found, name: str) -> None:
    query, expected = by_hand(crowd, name)
    assert found(query) == expected
    assert found(f"{query}&filter_operator=AND") == expected
    assert 0 < len(expected) < len(crowd)


@settings(max_examples=30, deadline=None)
@given(names=st.sets(st.sampled_from(sorted(ALIKE)), min_size=2))
def test_filters_widen_each_other_unless_and_is_given(
    crowd: list[Invoice], found: Found, names: set[str]
) -> None:
    queries, singles = zip(*(by_hand(crowd, name) for name in names), strict=True)
    query = "&".join(queries)
    union = sorted(set[int]().union(*singles))
    common = sorted(set(singles[0]).intersection(*singles))
    assert found(query) == union
    assert found(f"{query}&filter_operator=OR") == union
    assert found(f"filter_operator=AND&{query}") == common


def test_without_a_filter_the_operator_changes_nothing(crowd: list[Invoice], found: Found) -> None:
    everything = [invoice["id"] for invoice in crowd]
    for operator in ("AND", "OR"):
        assert found(f"filter_operator={operator}") == everything


def test_lists_of_numbers_are_alternatives(found: Found) -> None:
    assert found("id=7,3,7,99999") == [3, 7]
    assert found("id=7%2C3") == [3, 7]
    assert found("number=1003,1007") == [3, 7]
    assert found("id=3,7&number=1007,1008") == [3, 7, 8]
    assert found("id=3,7&number=1007,1008&filter_operator=AND") == [7]


def test_what_does_not_exist_finds_nothing(found: Found) -> None:
    for query in ("id=0", "id=-1", "number=1", "project_id=1", "template_id=1", "currency=XXX"):
        assert found(query) == []


def test_a_prefix_matches_in_part_and_in_any_case(crowd: list[Invoice], found: Found) -> None:
    expected = [invoice["id"] for invoice in crowd if invoice["prefix"] == "SYD-"]
    for part in ("SYD-", "SYD", "YD", "y", "syd-"):
        assert found(f"prefix={part}") == expected
    assert found("prefix=-") == [invoice["id"] for invoice in crowd]
    assert found("prefix=SYD-1") == []


def test_a_currency_is_matched_letter_for_letter(crowd: list[Invoice], found: Found) -> None:
    assert len(found("currency=AUD")) == sum(each["currency"] == "AUD" for each in crowd) > 0
    assert found("currency=aud") == found("currency=AU") == []


def test_both_flags_are_everything(crowd: list[Invoice], found: Found) -> None:
    made, taken = found("created_sp_flag=true"), found("created_sp_flag=false")
    assert made
    assert taken
    assert sorted(made + taken) == [invoice["id"] for invoice in crowd]


def test_every_status_is_found_by_its_number(crowd: list[Invoice], found: Found) -> None:
    names = {1: "Draft", 2: "Submitted", 3: "Awaiting Payment", 4: "Paid"}
    for number, name in names.items():
        expected = [each["id"] for each in crowd if each["status"][0]["name"] == name]
        assert found(f"status_id={number}") == expected
        assert expected


@pytest.mark.parametrize(("name", "before", "after"), [("from_time", 1, 0), ("to_time", 0, 1)])
def test_times_of_creation_are_exclusive(
    documented: httpx2.Client, name: str, before: int, after: int
) -> None:
    for second, total in ((1388552399, before), (1388552400, 0), (1388552401, after)):
        answer = documented.get(f"/v2/invoice?{name}={second}").json()
        assert answer["meta"]["pagination"]["total"] == total


def test_the_time_of_change_is_exclusive(documented: httpx2.Client) -> None:
    for second, total in ((-1, 1), (1388552399, 1), (1388552400, 0)):
        answer = documented.get(f"/v2/invoice?updated_after={second}").json()
        assert answer["meta"]["pagination"]["total"] == total


def test_a_time_of_creation_is_not_one_of_change(crowd: list[Invoice], found: Found) -> None:
    changed = next(each for each in crowd if each["updated"] > each["created"])
    query = f"id={changed['id']}&filter_operator=AND&"
    assert found(f"{query}updated_after={changed['created']}") == [changed["id"]]
    assert found(f"{query}from_time={changed['created']}") == []
