"""Lenient in: good answers fast, nearly good ones mended, the rest refused with a path."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.runtime.decode import decode
from corrigenda.runtime.errors import ResponseDecodeError
from corrigenda.runtime.models import UNSET, AwareDatetime, CaselessEnum, Model, OpenEnum, UnsetType
from corrigenda.runtime.tolerate import conform


class Status(CaselessEnum):
    PAID = "paid"
    UNPAID = "unpaid"


class Colour(OpenEnum):
    RED = "red"


class Item(Model, kw_only=True):
    amount: Decimal
    quantity: int | UnsetType = UNSET


class Invoice(Model, kw_only=True):
    __aliases__: ClassVar[Mapping[str, str]] = {"createdAt": "created_at", "paidAt": "paid_at"}
    id: str
    amount: Decimal
    created_at: AwareDatetime
    status: Status | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    items: list[Item] | UnsetType = UNSET
    metadata: dict[str, Any] | None | UnsetType = UNSET
    paid_at: AwareDatetime | UnsetType = UNSET
    due_date: date | UnsetType = UNSET
    urgent: bool | UnsetType = UNSET
    parts: list[Invoice] | UnsetType = UNSET
    code: int | str | UnsetType = UNSET
    share: float | UnsetType = UNSET
    kind: Literal["a"] | UnsetType = UNSET
    prices: dict[str, Decimal | None] | UnsetType = UNSET


class Page(Model, kw_only=True):
    data: list[Invoice]


GOOD: dict[str, Any] = {"id": "x", "amount": 1, "created_at": "2022-01-01T00:00:00Z"}


def wire(**members: object) -> bytes:
    return json.dumps({**GOOD, **members}).encode()


def raw(members: str) -> bytes:
    return b'{"id": "x", "created_at": "2022-01-01T00:00:00Z", ' + members.encode() + b"}"


def read(body: bytes, *, strict: bool = False) -> Invoice:
    return decode("get_invoice", body, Invoice, strict=strict)


def refused(body: bytes, *, strict: bool = False, model: Any = Invoice) -> ResponseDecodeError:
    with pytest.raises(ResponseDecodeError) as raised:
        decode("get_invoice", body, model, strict=strict)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)
    return raised.value


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    "number",
    ["1.10", "12345678901234567.89", "100", "0.1", "1E+2", "123456789012345678901234567890"],
)
def test_money_keeps_every_digit(number: str, strict: bool) -> None:
    invoice = read(raw(f'"amount": {number}, "metadata": {{"rate": {number}}}'), strict=strict)
    assert str(invoice.amount) == number
    assert invoice.metadata
    assert str(invoice.metadata["rate"]) == number
    assert not isinstance(invoice.metadata["rate"], float)


@given(
    st.decimals(allow_nan=False, allow_infinity=False).filter(lambda d: abs(d.adjusted()) < 4000)
)
def test_decimals_go_out_and_come_back(value: Decimal) -> None:
    text = msgspec.json.Encoder(decimal_format="number").encode(value).decode()
    for strict in (False, True):
        back = read(raw(f'"amount": {text}'), strict=strict).amount
        assert back == value
        assert back.as_tuple() == value.as_tuple() or value == 0


MENDED: list[tuple[dict[str, object], str, object, str]] = [
    ({"createdAt": "2023-01-01T00:00:00Z"}, "id", "x", "$.createdAt: another name of created_at"),
    ({"paidAt": "2023-01-01T00:00:00Z"}, "paid_at", 2023, "$.paidAt: another name of paid_at"),
    ({"id": 12}, "id", "12", "$.id: expected a string, got 12"),
    ({"id": True}, "id", "true", "$.id: expected a string, got true"),
    ({"urgent": "true"}, "urgent", True, "$.urgent: expected a boolean, got the string 'true'"),
    (
        {"items": [{"amount": 1, "quantity": "12"}]},
        "items",
        12,
        "$.items[0].quantity: expected a whole number, got the string '12'",
    ),
    (
        {"items": [{"amount": 1, "quantity": 5.0}]},
        "items",
        5,
        "$.items[0].quantity: expected a whole number, got 5.0",
    ),
    (
        {"amount": "1.10"},
        "amount",
        Decimal("1.10"),
        "$.amount: expected an exact number, got the string '1.10'",
    ),
    ({"status": "Paid"}, "status", Status.PAID, "$.status: the string 'Paid' means 'paid'"),
    ({"status": "void"}, "status", "void", "$.status: Status has no the string 'void'"),
    ({"colour": "Red"}, "colour", "Red", "$.colour: Colour has no the string 'Red'"),
    ({"colour": 5}, "colour", "5", "$.colour: expected a string, got 5"),
    ({"zzz": 1}, "id", "x", "$.zzz: not in the schema of Invoice"),
    ({"a b": 1}, "id", "x", "$['a b']: not in the schema of Invoice"),
    ({"share": "0.5"}, "share", 0.5, "$.share: expected a number, got the string '0.5'"),
]


@pytest.mark.parametrize(
    ("members", "name", "value", "said"), MENDED, ids=lambda part: str(part)[:40]
)
def test_what_is_tolerated_is_refused_when_strict(
    members: dict[str, object], name: str, value: object, said: str
) -> None:
    found: Any = getattr(read(wire(**members)), name)
    if name == "items":
        found = found[0].quantity
    assert (found.year if name == "paid_at" else found) == value
    assert f"\n  {said}" in str(refused(wire(**members), strict=True))


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"amount": None}, "$.amount"),
    ({"amount": "NaN"}, "$.amount"),
    ({"amount": "Infinity"}, "$.amount"),
    ({"amount": " n_a_n "}, "$.amount"),
    ({"amount": "-sNaN12"}, "$.amount"),
    ({"amount": True}, "$.amount"),
    ({"amount": ""}, "$.amount"),
    ({"amount": [1]}, "$.amount"),
    ({"items": [{"amount": 1}, {"amount": "nan"}]}, "$.items[1].amount"),
    ({"prices": {"x": None, "y": "inf"}}, "$.prices.y"),
    ({"parts": [{**GOOD, "parts": [{**GOOD, "amount": "NaN"}]}]}, "$.parts[0].parts[0].amount"),
    ({"items": [{"amount": 1, "quantity": 5.5}]}, "$.items[0].quantity"),
    ({"items": [{"amount": 1, "quantity": "007"}]}, "$.items[0].quantity"),
    ({"items": {}}, "$.items"),
    ({"metadata": [1]}, "$.metadata"),
    ({"urgent": 1}, "$.urgent"),
    ({"urgent": "yes"}, "$.urgent"),
    ({"id": None}, "$.id"),
    ({"id": ["x"]}, "$.id"),
    ({"status": None}, "$.status"),
    ({"status": ["paid"]}, "$.status"),
    ({"created_at": "2022-01-01T00:00:00"}, "$.created_at"),
    ({"created_at": 1640995200}, "$.created_at"),
    ({"due_date": "31.1.2022"}, "$.due_date"),
    ({"kind": "b"}, "$.kind"),
    ({"code": [1]}, "$.code"),
    ({"share": "1e999"}, "$.share"),
]


@pytest.mark.parametrize(("members", "path"), REFUSED, ids=lambda part: str(part)[:40])
@pytest.mark.parametrize("strict", [False, True])
def test_what_does_not_coerce_is_refused_with_its_path(
    members: dict[str, object], path: str, strict: bool
) -> None:
    error = refused(wire(**members), strict=strict)
    assert error.path == path
    assert error.body["id"] == members.get("id", "x")
    assert str(error).startswith(f"get_invoice: the answer is not what the schema says\n  {path}: ")


def test_null_as_text_is_text() -> None:
    assert read(wire(description="null")).description == "null"
    assert read(wire(description=None)).description is None
    assert read(wire()).description is UNSET


def test_a_missing_member_is_refused_with_its_path() -> None:
    page = json.dumps({"data": [GOOD, {k: v for k, v in GOOD.items() if k != "amount"}]}).encode()
    error = refused(page, model=Page)
    assert error.path == "$.data[1].amount"
    assert error.operation == "get_invoice"
    assert error.body["data"][0]["id"] == "x"


def test_an_alias_stands_in_and_the_name_wins() -> None:
    members = {key: value for key, value in GOOD.items() if key != "created_at"}
    invoice = read(json.dumps(members | {"createdAt": "2023-01-01T00:00:00Z"}).encode())
    assert invoice.created_at.year == 2023
    both = read(
        wire(
            createdAt="2023-01-01T00:00:00Z",
            paid_at=GOOD["created_at"],
            paidAt="2023-01-01T00:00:00Z",
        )
    )
    assert both.created_at.year == 2022
    assert isinstance(both.paid_at, datetime)
    assert both.paid_at.year == 2022


def test_strict_names_every_difference() -> None:
    error = refused(wire(zzz=1, status="Paid", id=5), strict=True)
    assert str(error).count("\n  $") == 3
    many = refused(wire(**{f"x{number}": 1 for number in range(50)}), strict=True)
    assert str(many).endswith("and 30 more")


def test_both_unions_and_scalars() -> None:
    assert read(wire(code=5)).code == 5
    assert read(wire(code="5")).code == "5"
    assert read(wire(code="5"), strict=True).code == "5"
    assert decode("list_things", b"[1, 2.50]", list[Decimal], strict=False) == [1, Decimal("2.50")]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"<html>",
        b"\xff",
        b"[" * 100_000,
        b'{"id": 1e99999999999999999999}',
        b'{"a": ' * 5000 + b"1" + b"}" * 5000,
        b"\xef\xbb\xbf{}",
        b"{} x",
    ],
)
def test_what_is_not_json_is_refused(body: bytes) -> None:
    error = refused(body)
    assert error.path == "$"
    assert len(str(error)) < 400


@pytest.mark.parametrize(
    "template",
    ['"amount": {}', '"amount": "{}"', '"amount": 1, "metadata": {{"x": 1.{}}}', '"amount": 1.{}'],
)
def test_numbers_are_bounded(template: str) -> None:
    assert refused(raw(template.format("1" * 10_000))).path in ("$", "$.amount")
    assert read(raw(template.format("1" * 1_000)))


def test_long_digits_in_a_text_are_text() -> None:
    assert read(wire(description="7" * 10_000)).description == "7" * 10_000


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["NaN", "1.5", "true", "paid", "2022-01-01T00:00:00Z"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text()
            | st.sampled_from([field.encode_name for field in msgspec.structs.fields(Invoice)]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


def decimals_of(invoice: Invoice) -> list[Decimal]:
    items = invoice.items or []
    return [invoice.amount, *(item.amount for item in items)]


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([field.encode_name for field in msgspec.structs.fields(Invoice)]),
        JSON,
        max_size=8,
    ),
    st.booleans(),
)
def test_junk_becomes_a_model_or_a_decode_error(members: dict[str, Any], strict: bool) -> None:
    try:
        invoice = read(json.dumps({**GOOD, **members}).encode(), strict=strict)
    except ResponseDecodeError as error:
        assert error.path.startswith("$")  # noqa: PT017  (either outcome is right)
    else:
        assert all(amount.is_finite() for amount in decimals_of(invoice))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=40))
def test_any_bytes_become_a_model_or_a_decode_error(body: bytes) -> None:
    refused(body)


item: Any = st.fixed_dictionaries({"amount": st.integers()}, optional={"quantity": st.integers()})
conforming: Any = st.fixed_dictionaries(
    {
        "id": st.text(),
        "amount": st.integers() | st.floats(allow_nan=False, allow_infinity=False),
        "created_at": st.just("2022-01-01T00:00:00.123Z"),
    },
    optional={
        "status": st.sampled_from(["paid", "unpaid"]),
        "colour": st.just("red"),
        "description": st.none() | st.text(),
        "items": st.lists(item, max_size=3),
        "metadata": st.none() | st.dictionaries(st.text(), JSON, max_size=3),
        "due_date": st.dates().map(str),
        "urgent": st.booleans(),
        "code": st.integers() | st.text(),
        "prices": st.dictionaries(st.text(), st.none() | st.integers(), max_size=2),
        "parts": st.just([GOOD]),
    },
)


@settings(max_examples=200, deadline=None)
@given(conforming)
def test_both_paths_read_a_conforming_answer_alike(members: dict[str, Any]) -> None:
    body = json.dumps(members).encode()
    bare = msgspec.json.Decoder(Invoice, float_hook=Decimal).decode(body)
    assert read(body) == bare
    assert read(body, strict=True) == bare
    plain = json.loads(body, parse_float=Decimal)
    assert conform(plain, Invoice)[1] == []
