"""Strict out: what is sent is exact, and all that is not is said at once."""

from __future__ import annotations

import json
from collections import UserList
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime.encode import encode_body
from corrigenda.runtime.models import UNSET, CaselessEnum, Model, OpenIntEnum, UnsetType
from corrigenda.runtime.scalar import AwareDatetime
from corrigenda.runtime.untyped import MAX_DIGITS


class Status(CaselessEnum):
    PAID = "paid"
    UNPAID = "unpaid"


class Item(Model, kw_only=True):
    name: str
    unit_amount: Decimal = msgspec.field(name="unitAmount")
    quantity: int | UnsetType = UNSET


class Draft(Model, kw_only=True):
    __aliases__: ClassVar[Mapping[str, str]] = {"createdAt": "created_at"}
    amount: Decimal | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    items: list[Item] | UnsetType = UNSET
    metadata: dict[str, Any] | None | UnsetType = UNSET
    due_date: date | UnsetType = UNSET
    created_at: AwareDatetime | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    urgent: bool | UnsetType = UNSET
    kind: Literal["a", "b"] | UnsetType = UNSET
    code: int | str | UnsetType = UNSET
    rate: float | UnsetType = UNSET


def sent(**values: object) -> str:
    return encode_body("create_invoice", Draft, values).decode()


def refused(**values: object) -> str:
    with pytest.raises(TypeError) as raised:
        sent(**values)
    return str(raised.value)


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (Decimal("1.10"), "1.10"),
        (Decimal("12345678901234567.89"), "12345678901234567.89"),
        (Decimal("1E+2"), "1E+2"),
        (Decimal("-0.0"), "-0.0"),
        (Decimal("0E-10"), "0E-10"),
        (100, "100"),
        (2**80, str(2**80)),
    ],
)
def test_money_is_written_digit_for_digit(value: object, wire: str) -> None:
    assert sent(amount=value) == f'{{"amount":{wire}}}'
    assert sent(metadata={"x": [value]}) == f'{{"metadata":{{"x":[{wire}]}}}}'


@given(
    st.decimals(allow_nan=False, allow_infinity=False).filter(lambda d: abs(d.adjusted()) < 4000)
)
def test_every_decimal_comes_back_as_itself(value: Decimal) -> None:
    read = json.loads(sent(amount=value), parse_float=Decimal, parse_int=Decimal)["amount"]
    assert read.as_tuple() == value.as_tuple() or (value == read == 0)


def test_a_float_for_money_names_decimal() -> None:
    advice = "money must be exact, pass a decimal.Decimal (or an int)"
    assert refused(amount=100.5) == f"create_invoice: $.amount: 100.5 is a float: {advice}"
    assert advice in refused(items=[{"name": "x", "unitAmount": 1.5}])


def test_all_problems_are_told_at_once() -> None:
    inexact: Any = 1.5
    lines = refused(
        amount=True,
        items=[{"name": 5, "unitAmount": "1"}, Item(name="x", unit_amount=inexact)],
        due_date=datetime(2022, 1, 1),
        colour="red",
    ).splitlines()
    assert [line.split(": ")[1] for line in lines] == [
        "$",
        "$.amount",
        "$.items[0].name",
        "$.items[0].unitAmount",
        "$.items[1].unitAmount",
        "$.due_date",
    ]


@pytest.mark.parametrize("value", [True, "5", 1.0, Decimal("NaN"), Decimal("-Infinity"), b"5", []])
def test_not_money(value: object) -> None:
    assert refused(amount=value).startswith("create_invoice: $.amount: ")


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert "more than 60 digits" in refused(amount=10**5000)
    assert "the number is not finite, or too long" in refused(amount=Decimal("1E+999999"))


@pytest.mark.parametrize("exponent", [MAX_DIGITS, -MAX_DIGITS])
def test_the_exponent_is_bounded_by_what_would_be_read(exponent: int) -> None:
    for most in (Decimal(f"1E{exponent}"), Decimal(f"-9.5E{exponent}")):
        read = json.loads(sent(amount=most), parse_float=Decimal)["amount"]
        assert read == most
        further = most.scaleb(1 if exponent > 0 else -1)
        assert "$.amount" in refused(amount=further)
        assert "$.metadata.x" in refused(metadata={"x": further})


def test_the_length_of_a_whole_number_is_bounded() -> None:
    most = 2 ** (MAX_DIGITS * 3) - 1
    for value in (most, -most):
        assert sent(amount=value) == f'{{"amount":{value}}}'
        assert "$.amount" in refused(amount=2 * value)


def test_whole_numbers() -> None:
    item: dict[str, Any] = {"name": "x", "unitAmount": 1}
    assert sent(items=[item | {"quantity": Decimal("5.00")}]).endswith('"quantity":5}]}')
    for value in (Decimal("5.5"), Decimal("-5.5"), 5.0, True, "5", Decimal("1E+999999")):
        assert "$.items[0].quantity" in refused(items=[item | {"quantity": value}])
    advice = "this must be a whole number, pass an int (or a whole decimal.Decimal)"
    said = refused(items=[item | {"quantity": 1.5}])
    assert said == f"create_invoice: $.items[0].quantity: 1.5 is a float: {advice}"


def test_unset_is_left_out_and_none_is_null() -> None:
    assert sent(amount=UNSET, description=None, metadata={"a": UNSET, "b": None}) == (
        '{"description":null,"metadata":{"b":null}}'
    )
    assert sent(amount=None, items=[None]) == '{"amount":null,"items":[null]}'


def test_any_sequence_is_a_list_and_a_text_is_not() -> None:
    item: dict[str, Any] = {"name": "x", "unitAmount": 1}
    assert sent(items=UserList([item])) == sent(items=[item]) == sent(items=(item,))
    for wrong in ("x", b"x", {"name": "x"}, {1}, iter([item])):
        assert "pass a list" in refused(items=wrong)


def test_a_struct_and_a_dict_are_written_alike() -> None:
    wire = '{"items":[{"name":"x","unitAmount":1.50}]}'
    assert sent(items=[Item(name="x", unit_amount=Decimal("1.50"))]) == wire
    assert sent(items=({"name": "x", "unitAmount": Decimal("1.50")},)) == wire
    assert encode_body("a", Item, {"name": "x", "unitAmount": 1}) == b'{"name":"x","unitAmount":1}'


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (
            {"name": "x", "unit_amount": 1},
            "unknown field 'unit_amount'; did you mean unitAmount?",
        ),
        (
            {"name": "x", "unitAmunt": 1},
            "unknown field 'unitAmunt'; did you mean unitAmount?",
        ),
        ({"name": "x", "zzz": 1}, "(known: name, unitAmount, quantity)"),
        ({"name": "x"}, "$.items[0].unitAmount: required, but not given"),
        ({"name": "x", "unitAmount": UNSET}, "$.items[0].unitAmount: required, but not given"),
        ("x", "pass a dict or an Item"),
    ],
)
def test_wire_names(item: object, said: str) -> None:
    assert said in refused(items=[item])


def test_an_alias_is_never_sent() -> None:
    assert "did you mean created_at?" in refused(createdAt=datetime.now(UTC))


def test_times() -> None:
    moment = datetime(2022, 1, 1, 12, 0, 0, 500, UTC)
    assert sent(created_at=moment, due_date=date(2022, 1, 1)) == (
        '{"due_date":"2022-01-01","created_at":"2022-01-01T12:00:00.000500Z"}'
    )
    assert sent(due_date="2022-01-01", created_at="2022-01-01T00:00:00Z").count("2022") == 2
    assert "time zone" in refused(created_at=datetime(2022, 1, 1))
    assert "pass a datetime" in refused(created_at=date(2022, 1, 1))
    assert "pass a datetime" in refused(created_at="2022-01-01T00:00:00")
    assert "pass a date" in refused(due_date="31.1.2022")


def test_enums() -> None:
    assert (
        sent(status=Status.PAID)
        == sent(status="paid")
        == sent(status="Paid")
        == '{"status":"paid"}'
    )
    assert sent(status=Status("void")) == '{"status":"void"}'
    assert "did you mean 'unpaid'?" in refused(status="unpayd")
    assert "$.status" in refused(status=5)
    assert sent(kind="a") == '{"kind":"a"}'
    assert "pass one of 'a', 'b'" in refused(kind="c")


class Level(OpenIntEnum):
    LOW = 1


class Alarm(Model, kw_only=True):
    level: Level


def test_enums_of_numbers() -> None:
    for value in (Level.LOW, 1):
        assert encode_body("raise_alarm", Alarm, {"level": value}) == b'{"level":1}'
    for wrong in (True, 1.0, "1", 2):
        with pytest.raises(TypeError, match="Level"):
            encode_body("raise_alarm", Alarm, {"level": wrong})


def test_other_scalars() -> None:
    assert sent(description=Status.PAID) == '{"description":"paid"}'
    assert sent(code=5) == '{"code":5}'
    assert sent(code="5") == '{"code":"5"}'
    assert sent(rate=0.5) == '{"rate":0.5}'
    assert sent(rate=Decimal("0.50")) == '{"rate":0.50}'
    for wrong in (
        {"description": 5},
        {"urgent": "true"},
        {"urgent": 1},
        {"rate": float("nan")},
        {"rate": "1"},
    ):
        assert refused(**wrong)
    assert "surrogate" in refused(description="\ud800")


def test_free_form_values() -> None:
    moment = datetime(2022, 1, 1, tzinfo=UTC)
    free = {
        "f": 0.1,
        "d": date(2022, 1, 1),
        "m": moment,
        "s": Status.PAID,
        "i": Item(name="x", unit_amount=Decimal(1)),
    }
    assert json.loads(sent(metadata=free))["metadata"] == {
        "f": 0.1,
        "d": "2022-01-01",
        "m": "2022-01-01T00:00:00Z",
        "s": "paid",
        "i": {"name": "x", "unitAmount": 1},
    }
    for wrong in (
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        datetime(2022, 1, 1),
        {1, 2},
        b"x",
        object(),
        {1: 2},
    ):
        assert "$.metadata" in refused(metadata={"a b": [wrong]})


def test_what_holds_itself_is_refused() -> None:
    endless: dict[str, Any] = {}
    endless["again"] = endless
    assert "nested too deeply" in refused(metadata=endless)
