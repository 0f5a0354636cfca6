"""Unions of REST services: which member a value is, on every path, and what nobody knows."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from time import perf_counter
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.runtime.choice import UnknownMember
from corrigenda.runtime.decode import Mismatch, attempt
from corrigenda.runtime.drift import Difference
from corrigenda.runtime.encode import encode_body, write
from corrigenda.runtime.exact import exact, is_exact
from corrigenda.runtime.models import Model
from tests.runtime import laws
from tests.runtime.choices import (
    Asset,
    Bank,
    BankKind,
    Card,
    Flat,
    House,
    Inner,
    Large,
    Left,
    Mode,
    Order,
    Paid,
    PaidKind,
    Payment,
    Rows,
    Small,
    Source,
    Tree,
    Value,
)
from tests.runtime.made import FREE, structs

CARD = '{"kind":"card","limit":1.10}'
BANK = '{"kind":"bank","iban":"DE1","before":{"kind":"card","limit":12345678901234567.890}}'
NEW = '{"kind":"crypto","coins":0.10,"of":[{"a":null}]}'
HOUSE = '{"asset":"h","rooms":3,"holds":[{"kind":"x","asset":"c","limit":2}]}'


def read(text: str, kind: Any, *, strict: bool = False) -> Any:
    """Read JSON on both paths, which must agree."""
    body = text.encode()
    found = attempt(body, kind, strict=strict)
    slow = attempt(body, kind, noted=[])
    assert strict or found == slow
    return found


def drift(text: str, kind: Any) -> list[tuple[str, str, str]]:
    noted: list[Difference] = []
    found = attempt(text.encode(), kind, noted=noted)
    assert not isinstance(found, Mismatch)
    return [(each.path, each.kind, each.got) for each in noted]


def refused(text: str, kind: Any) -> str:
    found = read(text, kind)
    assert isinstance(found, Mismatch)
    return found.said.strip()


@pytest.mark.parametrize("strict", [False, True])
def test_the_tag_names_the_member(strict: bool) -> None:
    assert read(CARD, Payment, strict=strict) == Card(kind="card", limit=Decimal("1.10"))
    inner = Card(kind="card", limit=Decimal("12345678901234567.890"))
    bank = Bank(kind=BankKind.BANK, iban="DE1", before=inner)
    assert read(BANK, Payment, strict=strict) == bank
    assert read(f"[{CARD},{BANK}]", list[Payment], strict=strict)[1] == bank
    assert read(f'{{"a":{BANK}}}', dict[str, Payment], strict=strict) == {"a": bank}


def test_a_struct_is_in_two_unions_with_other_tags() -> None:
    card = Card(kind="x", asset="c", limit=Decimal(2))
    assert read(HOUSE, Asset) == House(asset="h", rooms=3, holds=[card])
    assert read('{"kind":"x","asset":"c","limit":2}', Asset) == card
    assert isinstance(read('{"kind":"x","asset":"c","limit":2}', Payment), UnknownMember)


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        (NEW, "crypto", ("$.kind", "the string 'crypto'")),
        ('{"limit":1}', None, ("$", "an object without it")),
        ('{"kind":null}', None, ("$.kind", "null")),
        ('{"kind":7}', "7", ("$.kind", "the string '7'")),
        ('{"kind":["card"],"limit":1}', None, ("$.kind", "an array")),
    ],
)
def test_an_object_with_another_tag_is_kept_as_it_came(
    text: str, tag: str | None, place: tuple[str, str]
) -> None:
    found = read(text, Payment)
    assert isinstance(found, UnknownMember)
    assert (found.tag, found.to_json()) == (tag, text.encode())
    assert drift(text, Payment) == [(place[0], "unknown-member", place[1])]
    assert isinstance(read(text, Payment, strict=True), Mismatch)
    assert found.from_dict(found.to_dict()).raw == found.raw
    assert found.from_json(found.to_json()).raw == found.raw


def test_what_is_wrong_with_a_member_has_its_path() -> None:
    order = f'{{"id":"1","payment":{CARD},"payments":[{CARD},%s]}}'
    card = order % '{"kind":"card","limit":"x","expires":1}'
    assert refused(card, Order).startswith("$.payments[1].limit: expected an exact number")
    late = order % '{"kind":"bank","iban":"1","before":{"kind":"card","limit":1,"expires":"x"}}'
    assert refused(late, Order).startswith("$.payments[1].before.expires: Invalid RFC3339")
    naive = order % '{"kind":"card","limit":1,"used_at":"2025-01-01T00:00:00"}'
    assert refused(naive, Order).startswith("$.payments[1].used_at: expected a time with a time")
    assert refused(order % "5", Order).startswith("$.payments[1]: expected a Card or a Bank, got 5")
    assert refused(order % '{"kind":"card","limit":"NaN"}', Order).startswith("$.payments[1].limit")


def test_what_is_tolerated_in_a_member_has_its_path() -> None:
    bank = '{"kind":"bank","IBAN":"1","fee":2,"x":1}'
    text = f'{{"id":"1","source":null,"payment":{bank},"payments":[{CARD}]}}'
    found = read(text, Order)
    assert found.payment == Bank(kind=BankKind.BANK, iban="1", fee=Decimal(2))
    assert drift(text, Order) == [
        ("$.payment.IBAN", "alias", "IBAN"),
        ("$.payment.x", "unknown-field", "1"),
        ("$.payment.fee", "coerced", "2"),
    ]


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ('{"size":1}', Small(size=1)),
        ('{"size":1,"weight":1.50}', Large(size=1, weight=Decimal("1.50"))),
        ('{"size":1,"weight":1.50,"x":"y"}', Large(size=1, weight=Decimal("1.50"))),
        ('{"size":1,"x":"y"}', Small(size=1)),
        ('{"size":1,"x":2}', {"size": Decimal(1), "x": Decimal(2)}),  # which loses nothing
        ('{"state":"paid","amount":1}', Paid(state=PaidKind.PAID, amount=Decimal(1))),
        (
            '{"state":"paid","amount":1,"mode":"new"}',
            Paid(state=PaidKind.PAID, amount=Decimal(1), mode=Mode("new")),
        ),
        ('{"amount":1.5}', {"amount": Decimal("1.5")}),
        ("{}", {}),
        ('"a"', "a"),
        ('{"size":"1"}', Small(size=1)),
    ],
)
def test_without_a_tag_the_content_decides(text: str, member: object) -> None:
    found = read(text, Source)
    assert found == member
    assert type(found) is type(member)


@pytest.mark.parametrize(
    "text", ['{"size":{}}', '{"state":"new","amount":1}', '{"amount":"x"}', '{"size":1,"day":"x"}']
)
def test_an_object_that_is_no_member_is_kept(text: str) -> None:
    found = read(text, Source)
    if text == '{"size":1,"day":"x"}':  # a Large without weight is a Small
        assert found == Small(size=1)
        return
    assert found == UnknownMember(raw=json.loads(text))
    assert drift(text, Source) == [("$", "unknown-member", "another object")]


def test_a_member_whose_date_is_none_is_no_member() -> None:
    text = '{"size":1,"weight":1,"day":"2025-02-30"}'
    assert read(text, Source) == Small(size=1)
    assert read('{"weight":1,"day":"x"}', Source) == UnknownMember(raw={"weight": 1, "day": "x"})


def test_scalars_that_are_no_member_are_refused() -> None:
    wanted = "a Small, a Large, a Paid, an object or a string"
    assert refused("[1]", Source).startswith("$: expected ")
    assert read("1.50", Source) == "1.50"
    assert drift("1.50", Source) == [("$", "coerced", "1.50")]
    with pytest.raises(TypeError) as raised:
        write("send", Source, [1])
    assert str(raised.value) == f"send: $: got an array: pass {wanted}"


def test_unions_contain_themselves_and_each_other() -> None:
    text = '{"a":[1,2.50,"s",true,{"b":[]}]}'
    value: Any = {"a": [Decimal(1), Decimal("2.50"), "s", True, {"b": []}]}
    assert read(text, Value) == value
    assert read(f"[{CARD}]", Inner) == [Card(kind="card", limit=Decimal("1.10"))]
    assert read(CARD, Inner) == Card(kind="card", limit=Decimal("1.10"))
    assert read('{"size":1}', Inner) == Small(size=1)
    assert isinstance(read("[" * 5000 + "]" * 5000, Value), Mismatch)


def test_unusual_amounts_and_depths_are_found_in_members() -> None:
    for text in ('{"kind":"card","limit":"NaN"}', '{"kind":"card","limit":"1e999999999"}'):
        assert isinstance(read(text, Payment), Mismatch)
        assert isinstance(read(f"[{text}]", Inner), Mismatch)
    deep = '{"kind":"new","of":' + "[" * 3000 + "]" * 3000 + "}"
    assert isinstance(read(deep, Payment), Mismatch)


def test_what_a_union_is_for_isinstance() -> None:
    kind: Any = Source
    held: list[object] = [Small(size=1), {"a": 1}, "x", UnknownMember(raw={})]
    assert all(isinstance(one, kind) for one in held)
    others: list[object] = [1, None, [], Card(kind="", limit=Decimal(1))]
    assert not any(isinstance(one, kind) for one in others)
    assert kind.__name__ == "Source"
    assert pickle.loads(pickle.dumps(kind)) is kind


def test_strict_clients_need_no_walk_where_tags_tell() -> None:
    assert exact(Card) is not None
    known = exact(Flat)
    assert known is not None
    good = ['{"kind":"x","asset":"c","limit":1.5}', '{"asset":"b","rooms":3}']
    for text in good:
        assert is_exact(text.encode(), Flat, None)
        assert not isinstance(read(text, Flat, strict=True), Mismatch)
    odd = ['{"kind":"x","asset":"z","limit":1.5}', '{"rooms":3}', '{"asset":"b","rooms":3,"x":1}']
    odd += ['{"kind":"x","asset":"c","limit":"1.5"}', '{"asset":"b","rooms":3,"asset":"b"}', "5"]
    for text in odd:
        assert not is_exact(text.encode(), Flat, None)
        assert isinstance(attempt(text.encode(), Flat, strict=True), Mismatch)
    for kind in (Payment, Source, Value, Inner):  # they contain themselves, or have no tags
        assert exact(kind) is None


def test_one_odd_item_is_walked_alone() -> None:
    items = ['{"kind":"x","asset":"c","limit":1.5}'] * 50
    items[20] = '{"kind":"x","asset":"c","limit":"1.5"}'
    items[30] = '{"asset":"new"}'
    rows = ",".join(f'{{"of":{one}}}' for one in items)
    found = read(f'{{"data":[{rows}]}}', Rows)
    assert found.data[20].of.limit == Decimal("1.5")
    assert found.data[30].of == UnknownMember(tag="new", raw={"asset": "new"})
    assert found.data[49].of == Card(kind="x", asset="c", limit=Decimal("1.5"))


# Requests


def test_structs_dicts_and_unknown_members_are_sent() -> None:
    card = Card(kind="anything", limit=Decimal("1.10"))
    unknown = UnknownMember(raw={"kind": "new", "n": Decimal("1.0")})
    payments: list[Any] = [card, {"kind": "card", "limit": Decimal("2.0")}, unknown]
    values = {
        "id": "1",
        "payment": {"kind": "bank", "iban": "1", "before": card},
        "payments": payments,
        "source": {"size": 1, "weight": 2, "day": date(2025, 1, 2)},
        "value": {"a": [Decimal("1.50"), {"b": "c"}]},
        "inner": [card],
    }
    body = encode_body("send", Order, values)
    sent = '{"kind":"anything","limit":1.10}'
    assert body.decode() == (
        f'{{"id":"1","payment":{{"kind":"bank","iban":"1","before":{sent}}},'
        f'"payments":[{sent},{{"kind":"card","limit":2.0}},{{"kind":"new","n":1.0}}],'
        '"source":{"size":1,"weight":2,"day":"2025-01-02"},'
        f'"value":{{"a":[1.50,{{"b":"c"}}]}},"inner":[{sent}]}}'
    )


def test_all_problems_of_a_request_are_told() -> None:
    values = {
        "id": "1",
        "payment": {"kind": "crad", "limit": 1},
        "other": {"limit": 1},
        "payments": [{"kind": "card", "limit": 1.5, "x": 1}, 5, Small(size=1)],
        "source": {"weight": 1.5, "state": "paid"},
        "value": 1.5,
    }
    with pytest.raises(TypeError) as raised:
        encode_body("send", Order, values)
    assert str(raised.value).splitlines() == [
        "send: $.payment.kind: 'crad' is not the tag of a member: did you mean 'card'? "
        "pass one of 'card', 'bank', or an UnknownMember for another object",
        "send: $.other.kind: required, but not given: pass one of 'card', 'bank'",
        "send: $.payments[0]: unknown field 'x' (known: kind, asset, limit, expires, used_at)",
        "send: $.payments[0].limit: 1.5 is a float: money must be exact, pass a decimal.Decimal "
        "(or an int)",
        "send: $.payments[1]: got 5: pass a Card or a Bank",
        "send: $.payments[2]: got a Small: pass a Card or a Bank",
        "send: $.source.weight: 1.5 is a float: money must be exact, pass a decimal.Decimal "
        "(or an int)",
        "send: $.source.state: 'paid' is a str: pass a decimal.Decimal (or an int)",
        "send: $.value: got the float 1.5: pass a string, an exact number, a boolean, an array or "
        "an object",
    ]


# Laws


@pytest.mark.parametrize("kind", [Card, Bank, House, Small, Large, Paid, Order])
def test_structs_with_unions_keep_all_laws(kind: type[Model]) -> None:
    laws.dicts_and_json_are_read_back(kind)
    laws.copies_are_equal_and_keep_unset(kind)


@settings(max_examples=60, deadline=None)
@given(structs(Order))
def test_whatever_is_made_is_sent_and_read_back_on_both_paths(order: Order) -> None:
    body = order.to_json()
    assert read(body.decode(), Order) == order
    assert write("send", Order, order) == body
    if "(unknown)" not in repr(order):  # a text that no enum lists may be a slip of the caller
        assert encode_body("send", Order, order.to_dict()) == body


_NAMES = [
    "kind",
    "asset",
    "rooms",
    "limit",
    "iban",
    "before",
    "size",
    "weight",
    "state",
    "amount",
    "day",
    "x",
]
_VALUES = FREE | st.sampled_from(
    ["card", "bank", "c", "b", "paid", "2025-01-02", "x", 1, Decimal("1.5")]
)
_OBJECTS = st.recursive(
    st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=4),
    lambda inner: st.dictionaries(st.sampled_from(_NAMES), inner | _VALUES, max_size=4),
    max_leaves=4,
)


@settings(max_examples=300, deadline=None)
@given(_OBJECTS | _VALUES, st.sampled_from([Payment, Source, Inner, Value, Flat, list[Flat]]))
def test_both_paths_choose_alike(value: Any, kind: Any) -> None:
    text = msgspec.json.Encoder(decimal_format="number").encode(value).decode()
    found = read(text, kind)
    noted: list[Difference] = []
    attempt(text.encode(), kind, noted=noted)
    is_refused = isinstance(attempt(text.encode(), kind, strict=True), Mismatch)
    assert is_refused is (isinstance(found, Mismatch) or bool(noted))
    if not isinstance(found, Mismatch):
        assert isinstance(found, (list, kind))
        assert read(write("send", kind, found).decode(), kind) == found


def test_a_hostile_tree_takes_no_exponential_time() -> None:
    text = '{"inner":' * 40 + "5" + "}" * 40
    started = perf_counter()
    found = read(text, Tree)
    assert perf_counter() - started < 5
    while isinstance(found, Left):
        found = found.inner
    assert found == UnknownMember(raw={"inner": 5})


def test_pydantic_takes_members() -> None:
    pydantic = pytest.importorskip("pydantic")
    adapter = pydantic.TypeAdapter(Order)
    order = Order(
        id="1",
        payment=Card(kind="card", limit=Decimal("1.5"), used_at=datetime(2025, 1, 1, tzinfo=UTC)),
        payments=[UnknownMember(tag="new", raw={"kind": "new"})],
        value={"a": [True]},
    )
    assert adapter.validate_python(adapter.dump_python(order)) == order
    assert adapter.validate_json(adapter.dump_json(order)) == order
    schema = adapter.json_schema()
    assert schema["$defs"]["Card"]["properties"]["limit"]
    one = pydantic.TypeAdapter(Payment)
    assert one.validate_python({"kind": "card", "limit": "1.5"}).limit == Decimal("1.5")
    assert {"$ref": "#/$defs/Bank"} in one.json_schema()["anyOf"]
    with pytest.raises(pydantic.ValidationError, match="expected a Card or a Bank, got 5"):
        adapter.validate_python({"id": "1", "payment": 5})


def test_copies_of_unknown_members_are_equal() -> None:
    found = read(NEW, Payment)
    for other in (copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert other == found
        assert other.to_json() == NEW.encode()
