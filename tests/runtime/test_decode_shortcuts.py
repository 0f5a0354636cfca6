"""What msgspec reads in place of the walk is what the walk reads, to the last difference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.runtime import slow_path
from corrigenda.runtime.decode import Mismatch, attempt
from corrigenda.runtime.drift import Difference
from corrigenda.runtime.exact import exact, is_exact
from corrigenda.runtime.models import UNSET, Model, UnsetType, read_booleans
from corrigenda.runtime.pieces import in_pieces
from corrigenda.runtime.scalar import AwareDatetime, BooleanText, DecimalText
from tests.runtime.queries import Feed, Note
from tests.runtime.responses import GOOD, Colour, Invoice, Item, Status


class Order(Model, kw_only=True):
    __aliases__: ClassVar[Mapping[str, str]] = {"createdAt": "created_at", "paidAt": "paid_at"}
    id: str
    amount: Decimal
    created_at: AwareDatetime
    status: Status | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    description: str | None = None
    items: list[Item] | UnsetType = UNSET
    metadata: dict[str, Any] | None | UnsetType = UNSET
    paid_at: AwareDatetime | UnsetType = UNSET
    due_date: date | UnsetType = UNSET
    urgent: bool | UnsetType = UNSET
    code: int | str | UnsetType = UNSET
    share: float | UnsetType = UNSET
    kind: Literal["a"] | UnsetType = UNSET
    prices: dict[str, Decimal | None] | UnsetType = UNSET
    fee: DecimalText | UnsetType = UNSET
    open: BooleanText | UnsetType = UNSET

    def __post_init__(self) -> None:
        read_booleans(self, "open")


class Holder(Model, kw_only=True):
    data: list[Order] | None
    meta: dict[str, Any] | UnsetType = UNSET
    latest: Order | UnsetType = UNSET


class Outer(Model, kw_only=True):
    data: Holder | None


NO_TIMES = ["2022-02-30T00:00:00Z", "2016-12-31T23:59:60Z", "2022-01-01T00:00:61Z"]
"""In the usual form, but msgspec refuses them."""
ODD_TIMES = [
    "2022-01-01T00:00:00+0100",
    "2022-01-01 00:00:00Z",
    "2022-01-01t00:00:00.5z",
    "2022-01-01T00:00:00.12345649Z",
    "2022-01-01T00:00:00.1234567+01:00",
    "2022-01-01T00:00+01",
    "20220101T000000Z",
    "2022-W01-1T00:00:00Z",
    "2022-01-01T24:00:00Z",
    "2022-01-01T00:00:00+25:00",
    "2022-01-01T00:00:00+01:75",
    "2022-01-01T00:00:00",
]
ODD = [None, True, "", 5, -1.5, 5.0, 1e120, 10**40, [], [1], {}, {"amount": 1}, "Paid", "red", "x"]
ODD_AMOUNTS = ["2", " 1 ", "1_0", "+1", "007", "NaN", "1e999999999", 1e120, "1e200", "1.10"]
odd: Any = st.sampled_from([*ODD, *ODD_AMOUNTS, *ODD_TIMES, *NO_TIMES])
moments: Any = st.sampled_from(
    [
        "2022-01-01T00:00:00Z",
        "2022-01-01T00:00:00.123Z",
        "2022-01-01T00:00:00+01:00",
        "2022-01-01T00:00:00-00:00",
        "0001-01-01T00:00:00+10:00",
    ]
)
amounts: Any = st.integers() | st.sampled_from([1.5, -0.1, 1e20])


def mostly(good: Any) -> Any:
    return st.integers(0, 30).flatmap(lambda dice: odd if dice == 0 else good)


item: Any = st.fixed_dictionaries(
    {"amount": mostly(amounts)}, optional={"quantity": mostly(st.integers())}
)
order: Any = st.fixed_dictionaries(
    {
        "id": mostly(st.text(max_size=3)),
        "amount": mostly(amounts),
        "created_at": mostly(moments),
        "description": mostly(st.none() | st.text(max_size=9)),
    },
    optional={
        "status": mostly(st.sampled_from(["paid", "unpaid"])),
        "colour": mostly(st.just("red")),
        "items": mostly(st.lists(item, max_size=2)),
        "metadata": mostly(st.none() | st.dictionaries(st.text(), odd, max_size=2)),
        "paid_at": mostly(moments),
        "due_date": mostly(st.just("2022-01-31")),
        "urgent": mostly(st.booleans()),
        "code": mostly(st.integers() | st.text(max_size=2)),
        "share": mostly(st.sampled_from([1, 1.5])),
        "kind": mostly(st.just("a")),
        "prices": mostly(st.dictionaries(st.text(), st.none() | amounts, max_size=2)),
        "fee": mostly(st.sampled_from(["1.10", "-2", "1e5"])),
        "open": mostly(st.booleans() | st.sampled_from(["true", "false"])),
    },
)
extra: Any = st.dictionaries(st.sampled_from(["createdAt", "paidAt", "zzz"]), odd, max_size=1)
orders: Any = st.lists(
    st.tuples(order, st.integers(0, 9), extra).map(
        lambda drawn: drawn[0] if drawn[1] else {**drawn[0], **drawn[2]}
    ),
    max_size=4,
)


def walked(
    body: bytes, model: Any, *, strict: bool = False, noted: list[Difference] | None = None
) -> Any:
    """Decode a body on the slow path, all of it."""
    return slow_path.attempt_slowly(body, model, strict, (), None, None, noted)


@settings(max_examples=200, deadline=None)
@given(orders, st.booleans(), mostly(st.just({"total": 1})))
def test_a_page_in_pieces_is_read_as_the_walk_reads_it(
    found: list[Any], is_ascii: bool, meta: Any
) -> None:
    first = {**GOOD, "id": 5, "description": None}  # the fast path refuses it
    page = {"data": {"data": [first, *found], "meta": meta, "latest": first}}
    body = json.dumps(page, ensure_ascii=is_ascii).encode()
    quick, slow = attempt(body, Outer), walked(body, Outer)
    assert quick == slow
    assert repr(quick) == repr(slow)
    if isinstance(slow, Mismatch) and isinstance(quick, Mismatch):
        assert quick.said == slow.said


@settings(max_examples=200, deadline=None)
@given(orders, st.booleans(), st.booleans())
def test_a_response_without_difference_is_what_the_walk_finds_no_difference_in(
    found: list[Any], is_ascii: bool, strict: bool
) -> None:
    body = json.dumps({"data": found}, ensure_ascii=is_ascii).encode()
    told: tuple[list[Difference], list[Difference]] = ([], [])
    quick = attempt(body, Holder, strict=strict, noted=told[0])
    slow = walked(body, Holder, strict=strict, noted=told[1])
    assert quick == slow
    assert repr(quick) == repr(slow)
    assert told[0] == told[1]
    if isinstance(slow, Mismatch) and isinstance(quick, Mismatch):
        assert quick.said == slow.said


def page(*orders: object, **other: object) -> bytes:
    return json.dumps({"data": list(orders), **other}).encode()


SURE = {**GOOD, "description": None}


def test_only_the_odd_item_is_walked() -> None:
    plain = in_pieces(page(SURE, {**SURE, "id": 5}, SURE, meta={"a": 1.5}), Holder)
    assert [type(each) for each in plain["data"]] == [Order, dict, Order]
    assert plain["meta"] == {"a": Decimal("1.5")}


READ_ALIKE: list[dict[str, object]] = [{"zzz": 1}, {"status": "Paid"}, {"status": "void"}]
READ_OTHERWISE: list[dict[str, object]] = [
    {"amount": "2"},
    {"amount": " 1 "},
    {"fee": 1},
    {"items": [{"amount": "1"}]},
    {"prices": {"x": "1"}},
    {"created_at": None},
    {"id": 5},
]


@pytest.mark.parametrize("members", READ_OTHERWISE)
def test_what_the_walk_reads_otherwise_is_odd(members: dict[str, object]) -> None:
    plain = in_pieces(page(SURE, {**SURE, **members}), Holder)
    assert [type(each) for each in plain["data"]] == [Order, dict]


@pytest.mark.parametrize("members", READ_ALIKE)
def test_what_both_read_alike_is_not(members: dict[str, object]) -> None:
    plain = in_pieces(page(SURE, {**SURE, **members}), Holder)
    assert [type(each) for each in plain["data"]] == [Order, Order]


@pytest.mark.parametrize("hidden", ["p\\u0061idAt", "zzz"])
def test_what_escapes_may_hide_is_odd(hidden: str) -> None:
    """The walk reads an alias, however it is written."""
    found = {**SURE, "@": GOOD["created_at"]}
    body = page({**SURE, "id": 5}, found).replace(b"@", hidden.encode())
    quick = attempt(body, Holder)
    assert quick == walked(body, Holder)
    assert not isinstance(quick, Mismatch)
    assert (quick.data or [])[1].paid_at == (UNSET if hidden == "zzz" else MOMENT)


MOMENT = datetime(2022, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "members", [*READ_ALIKE, *READ_OTHERWISE, {"paidAt": GOOD["created_at"]}, {"metadata": [1]}]
)
def test_what_the_walk_would_note_is_not_exact(members: dict[str, object]) -> None:
    assert is_exact(page(SURE), Holder, None)
    assert not is_exact(page({**SURE, **members}), Holder, None)


@pytest.mark.parametrize("time", ODD_TIMES)
def test_a_time_in_another_form_is_not_exact(time: str) -> None:
    assert not is_exact(page({**SURE, "created_at": time}), Holder, None)


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (b"\xef\xbb\xbf" + page(SURE), None),
        (page({**SURE, "id": "é"}).replace(b"\\u00e9", "é".encode()), "iso8859-1"),
        (page(SURE).replace(b'"amount": 1', b'"amount": 1, "amount": 1'), None),
        (page(SURE).replace(b'"amount": 1', b'"amount" :2, "amount"\n:1'), None),
        (page({**SURE, "description": '":'}), None),  # hard to tell, so it is walked
        (page({**SURE, "id": "x"}).replace(b'"x"', b'"\\ud800"'), None),
    ],
)
def test_what_is_odd_in_the_bytes_is_not_exact(body: bytes, charset: str | None) -> None:
    assert not is_exact(body, Holder, charset)


@pytest.mark.parametrize("count", [9, 100])
def test_where_all_items_are_odd_the_whole_is_walked(count: int) -> None:
    assert in_pieces(page(*[{**SURE, "id": 5}] * count), Holder) is None
    assert in_pieces(page(*[{**SURE, "id": 5}] * 8), Holder) is not None


class Wrapped(Model, kw_only=True):
    __lists_of_one__: ClassVar[frozenset[str]] = frozenset({"tags"})
    tags: list[str]


class Either(Model, kw_only=True):
    of: list[int] | Item


@pytest.mark.parametrize("model", [Invoice, Wrapped, Either, int | Decimal])
def test_what_the_walk_reads_in_its_own_way_has_no_exact_type(model: Any) -> None:
    assert exact(model) is None
    assert in_pieces(b"[]", model) is None


def test_an_unknown_member_is_not_exact() -> None:
    known = '{"entries": [{"__typename": "Note", "text": "a"}, null], "top": null}'
    assert is_exact(known.encode(), Feed, None)
    assert not is_exact(known.replace("Note", "Photo").encode(), Feed, None)
    assert not is_exact(known.replace("Note", "?").encode(), Feed, None)
    assert exact(Note) is not None


@pytest.mark.parametrize("deep", [190, 205])
def test_pieces_are_nested_no_deeper_than_the_whole(deep: int) -> None:
    nested: Any = 1
    for _ in range(deep):
        nested = [nested]
    for body in (
        page({**SURE, "id": 5}, meta={"a": nested}),
        page({**SURE, "id": 5}, {**SURE, "metadata": {"a": nested}}),
        page({**SURE, "id": 5, "metadata": {"a": nested}}),
    ):
        assert isinstance(attempt(body, Holder), Mismatch) is (deep > 200)


def test_numbers_of_pieces_are_bounded() -> None:
    for text in (b"1e999999999", b"1" * 5000):
        body = page({**SURE, "id": 5}, {**SURE, "metadata": {"a": 0}}).replace(
            b'"a": 0', b'"a": ' + text
        )
        assert isinstance(attempt(body, Holder), Mismatch)
