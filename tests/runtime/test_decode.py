"""Lenient in: good responses fast, nearly good ones mended, the rest refused with a path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

import pytest

from corrigenda.runtime.models import UNSET, Model
from tests.runtime.decoding import decode
from tests.runtime.responses import GOOD, Item, Page, Status, raw, read, refused, wire


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


MENDED: list[tuple[dict[str, object], str, object, str]] = [
    ({"createdAt": "2023-01-01T00:00:00Z"}, "id", "x", "$.createdAt: alias of created_at"),
    ({"paidAt": "2023-01-01T00:00:00Z"}, "paid_at", 2023, "$.paidAt: alias of paid_at"),
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
    ({"status": "Paid"}, "status", Status.PAID, "$.status: the string 'Paid' is read as 'paid'"),
    ({"amount": "1E+2"}, "amount", 100, "$.amount: expected an exact number, got the string"),
    ({"status": "void"}, "status", "void", "$.status: Status has no member 'void'"),
    ({"colour": "Red"}, "colour", "Red", "$.colour: Colour has no member 'Red'"),
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
    assert error.json_path == path
    assert error.body["id"] == members.get("id", "x")
    said = "GET https://things.invalid/things returned 200 OK, but the response does not match"
    assert str(error).startswith(f"get_invoice: {said} the schema\n  {path}: ")


def test_null_as_text_is_text() -> None:
    assert read(wire(description="null")).description == "null"
    assert read(wire(description=None)).description is None
    assert read(wire()).description is UNSET


def test_a_missing_member_is_refused_with_its_path() -> None:
    page = json.dumps({"data": [GOOD, {k: v for k, v in GOOD.items() if k != "amount"}]}).encode()
    error = refused(page, model=Page)
    assert error.json_path == "$.data[1].amount"
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


def test_an_alias_wins_over_a_null_where_none_is_allowed() -> None:
    moment = "2023-01-01T00:00:00Z"
    for invoice in (
        read(wire(created_at=None, createdAt=moment)),
        read(json.dumps({"createdAt": moment, **GOOD, "created_at": None}).encode()),
    ):
        assert invoice.created_at.year == 2023
    paid = read(wire(paid_at=None, paidAt=moment)).paid_at
    assert isinstance(paid, datetime)
    assert refused(wire(created_at=None)).json_path == "$.created_at"
    assert refused(wire(created_at=None, createdAt=None)).json_path == "$.createdAt"


class Nullable(Model, kw_only=True):
    __aliases__: ClassVar[Mapping[str, str]] = {"otherName": "name"}
    name: str | None


def test_a_null_that_is_allowed_wins_over_an_alias() -> None:
    thing = decode("get", b'{"name": null, "otherName": "x"}', Nullable)
    assert thing.name is None


@pytest.mark.parametrize("text", [" 1 ", "1_000", "+1", ".5", "1.", "007", "\u0661\u0662"])
def test_what_is_not_the_text_of_a_json_number_is_no_amount(text: str) -> None:
    """Where every difference is looked at; the fast path reads the same value, and says so."""
    assert refused(wire(amount=text), strict=True).json_path == "$.amount"
    assert refused(wire(amount=text, id=5)).json_path == "$.amount"
    assert read(wire(amount=text)).amount == Decimal(text)


def test_a_problem_is_told_once() -> None:
    said = str(refused(wire(status=None)))
    assert said.count("$.status") == 1
    assert said.endswith("$.status: expected one of paid, unpaid, got null")
    both = str(refused(wire(status=None, code=None)))
    assert both.endswith("$.code: expected a whole number, got null")
    assert both.count("\n  $") == 2


def test_strict_names_every_difference() -> None:
    error = refused(wire(zzz=1, status="Paid", id=5), strict=True)
    assert str(error).count("\n  $") == 3
    many = refused(wire(**{f"x{number}": 1 for number in range(50)}), strict=True)
    assert str(many).endswith("and 30 more")
    twenty = refused(wire(**{f"x{number}": 1 for number in range(20)}), strict=True)
    assert str(twenty).count("\n  $") == 20
    assert "more" not in str(twenty)


def test_both_unions_and_scalars() -> None:
    assert read(wire(code=5)).code == 5
    assert read(wire(code="5")).code == "5"
    assert read(wire(code="5"), strict=True).code == "5"
    assert decode("list_things", b"[1, 2.50]", list[Decimal], strict=False) == [1, Decimal("2.50")]


class Either(Model, kw_only=True):
    of: list[int] | Item


@pytest.mark.parametrize("strict", [False, True])
def test_a_reading_that_can_be_mended_beats_one_that_cannot(strict: bool) -> None:
    """As a list it is wrong once, as an item it is right but for three harmless differences."""
    body = b'{"of": {"amount": "1.50", "quantity": "2", "zzz": 0}}'
    if not strict:
        assert decode("get", body, Either).of == Item(amount=Decimal("1.50"), quantity=2)
        return
    said = str(refused(body, strict=True, model=Either))
    assert [line.split(":")[0].strip() for line in said.splitlines()[1:]] == [
        "$.of.zzz",
        "$.of.amount",
        "$.of.quantity",
    ]


def test_of_two_readings_that_cannot_be_mended_the_nearer_one_is_told() -> None:
    """As an item it lacks an amount and has half a thing."""
    said = str(refused(b'{"of": {"quantity": 1.5}}', model=Either))
    assert said.splitlines()[1:] == ["  $.of: expected an array, got an object"]


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
        b"{} x",
    ],
)
def test_what_is_not_json_is_refused(body: bytes) -> None:
    error = refused(body)
    assert error.json_path == "$"
    assert len(str(error)) < 400


@pytest.mark.parametrize(
    "template",
    ['"amount": {}', '"amount": "{}"', '"amount": 1, "metadata": {{"x": 1.{}}}', '"amount": 1.{}'],
)
def test_numbers_are_bounded(template: str) -> None:
    assert refused(raw(template.format("1" * 10_000))).json_path in ("$", "$.amount")
    assert read(raw(template.format("1" * 1_000)))


@pytest.mark.parametrize("before", [0, 1, 2000, 2048, 4000, 4096])
def test_a_number_that_is_too_long_is_found_wherever_it_begins(before: int) -> None:
    text = '"description": "' + "x" * before + '", "amount": '
    assert read(raw(text + "1" * 4096)).amount == int("1" * 4096)
    assert refused(raw(text + "1" * 5000)).json_path == "$"


def test_long_digits_in_a_text_are_text() -> None:
    assert read(wire(description="7" * 10_000)).description == "7" * 10_000
