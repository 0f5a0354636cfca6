"""Structs as dicts and JSON, and back: exact, lenient, with every problem listed."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar

import msgspec
import pytest
from msgspec import UNSET, UnsetType

from corrigenda.runtime.models import (
    CaselessEnum,
    Model,
    OpenIntEnum,
    UnknownMember,
    given,
    read_booleans,
)
from corrigenda.runtime.scalar import AwareDatetime, BooleanText, DecimalText
from tests.runtime import laws
from tests.runtime.queries import Feed, Note, Task


class Status(CaselessEnum):
    PAID = "paid"
    UNPAID = "unpaid"


class Level(OpenIntEnum):
    LOW = 1


class Line(Model, kw_only=True):
    amount: DecimalText | UnsetType = UNSET
    day: date | UnsetType = UNSET


class Bill(Model, kw_only=True):
    __aliases__: ClassVar[Mapping[str, str]] = {"createdAt": "created_at", "State": "status"}
    __lists_of_one__: ClassVar[frozenset[str]] = frozenset({"line"})
    id: str
    amount: Decimal
    created_at: AwareDatetime
    status: Status | UnsetType = UNSET
    level: Level | None | UnsetType = UNSET
    paid: BooleanText | UnsetType | None = UNSET
    due: date | None = None
    lines: list[Line] | UnsetType = UNSET
    by_name: dict[str, Line | None] | UnsetType = msgspec.field(default=UNSET, name="byName")
    line: Line | None | UnsetType = UNSET
    metadata: Any = UNSET
    parent: Bill | None | UnsetType = UNSET

    def __post_init__(self) -> None:
        read_booleans(self, "paid")


class Prices(Model, kw_only=True):
    amounts: list[Decimal]


MOMENT = datetime(2025, 1, 31, 9, 30, tzinfo=timezone(timedelta(hours=1)))
BILL = Bill(
    id="b1",
    amount=Decimal("1.10"),
    created_at=MOMENT,
    status=Status("void"),
    level=Level.LOW,
    paid=True,
    by_name={"a": Line(amount=Decimal("2.50"), day=date(2025, 1, 1)), "b": None},
    metadata={"of": [Status.PAID], "x": UNSET, "n": Decimal("0.10")},
)


@pytest.mark.parametrize("kind", [Bill, Line, Feed, Task, Note, UnknownMember])
def test_laws(kind: type[msgspec.Struct]) -> None:
    laws.dicts_and_json_are_read_back(kind)
    laws.copies_are_equal_and_keep_unset(kind)


def test_a_dict_has_wire_names_and_python_values() -> None:
    made = BILL.to_dict()
    assert made == {
        "id": "b1",
        "amount": Decimal("1.10"),
        "created_at": MOMENT,
        "status": "void",
        "level": 1,
        "paid": True,
        "due": None,
        "byName": {"a": {"amount": Decimal("2.50"), "day": date(2025, 1, 1)}, "b": None},
        "metadata": {"of": ["paid"], "n": Decimal("0.10")},
    }
    assert (type(made["status"]), type(made["level"])) == (str, int)
    assert str(made["amount"]) == "1.10"


def test_a_dict_shares_nothing_with_the_struct() -> None:
    bill = Bill(id="b", amount=Decimal(1), created_at=MOMENT, metadata={"a": [1]})
    bill.to_dict()["metadata"]["a"].append(2)
    members = {"id": "b", "amount": 1, "created_at": MOMENT, "metadata": {"a": [1]}}
    Bill.from_dict(members).metadata["a"].append(2)
    assert bill.metadata == members["metadata"] == {"a": [1]}


def test_the_tag_of_a_union_is_in_the_dict() -> None:
    feed = Feed(entries=[Task(cost=Decimal("1.50")), None, Note(text="a")])
    assert feed.to_dict()["entries"][0]["__typename"] == "Task"
    raw = {"__typename": "Photo", "size": Decimal("0.10"), "of": [{"a": None}]}
    unknown = UnknownMember(typename="Photo", raw=raw)
    assert Feed(entries=[unknown]).to_dict()["entries"] == [raw]
    assert Feed.from_dict({"entries": [raw]}).entries == [unknown]
    assert UnknownMember.from_dict(raw) == UnknownMember.from_json(unknown.to_json()) == unknown


@pytest.mark.parametrize("make", [dict, OrderedDict, MappingProxyType])
def test_any_mapping_is_read_as_a_response_is(make: Any) -> None:
    members = {
        "id": 5,
        "amount": "1.10",
        "createdAt": "2025-01-31T09:30:00+01:00",
        "State": "PAID",
        "paid": "true",
        "line": [Line(day=date(2025, 1, 1))],
        "lines": (make({"amount": 2, "day": "2025-01-01"}),),
        "metadata": {"rate": 0.1},
        "new": object(),
    }
    bill = Bill.from_dict(make(members))
    assert (bill.id, str(bill.amount), bill.created_at) == ("5", "1.10", MOMENT)
    assert bill.status is Status.PAID
    assert (bill.paid, bill.due) == (True, None)
    assert bill.line == Line(day=date(2025, 1, 1))
    assert bill.lines == [Line(amount=Decimal(2), day=date(2025, 1, 1))]
    assert bill.metadata == {"rate": 0.1}


def test_every_problem_is_listed_with_its_place() -> None:
    with pytest.raises(ValueError, match=r"^Bill: \$\.id") as raised:
        Bill.from_dict(
            {
                "id": None,
                "amount": 1.1,
                "status": 1.5,
                "due": "31.1.2025",
                "lines": [{"day": datetime(2025, 1, 1)}, 5],
                "byName": {"a b": {"amount": "NaN", "day": "x"}},
                "parent": {"id": "p", "amount": 1, "created_at": datetime(2025, 1, 1)},
            }
        )
    assert str(raised.value).splitlines() == [
        "Bill: $.id: expected a string, got null",
        "Bill: $.amount: expected an exact number, got the float 1.1",
        "Bill: $.created_at: required, but not given",
        "Bill: $.status: expected one of paid, unpaid, got the float 1.5",
        "Bill: $.lines[1]: expected an object, got 5",
        "Bill: $.byName['a b'].amount: expected a string that holds a decimal, "
        "got the string 'NaN'",
        "Bill: $.due: expected a date such as 2025-01-31, got the string '31.1.2025'",
        "Bill: $.lines[0].day: expected a date such as 2025-01-31, got a datetime",
        "Bill: $.byName['a b'].day: expected a date such as 2025-01-31, got the string 'x'",
        "Bill: $.parent.created_at: expected a time with a time zone, got a datetime without one",
    ]


def test_json_has_the_same_problems() -> None:
    body = (
        b'{"amount": "x", "created_at": "2025-01-31T09:30:00", "due": "x", "lines": [{"day": 1}]}'
    )
    for text in (body, body.decode()):
        with pytest.raises(ValueError, match=r"^Bill: ") as raised:
            Bill.from_json(text)
        assert [line.split(":")[1].strip() for line in str(raised.value).splitlines()] == [
            "$.id",
            "$.amount",
            "$.created_at",
            "$.due",
            "$.lines[0].day",
        ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "truncated"),
        ("{", "truncated"),
        (b"[]", "expected an object, got an array"),
        (b"{}", "required, but not given"),
        ('{"id": "\ud800"}', "lone surrogate"),
        (b'{"id": \xff}', "malformed"),
        (b'{"id": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"amount": 1e999999999}', "out of range"),
    ],
)
def test_what_is_no_json_of_a_struct(text: bytes | str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as raised:
        Bill.from_json(text)
    assert str(raised.value).startswith("Bill:")


def test_arguments_of_another_type() -> None:
    wrong: Any
    for wrong in (None, [], "{}", b"{}", 5, BILL):
        with pytest.raises(
            TypeError, match=r"^Bill: expected a mapping with the service's own names"
        ):
            Bill.from_dict(wrong)
    for wrong in (None, {}, 5, bytearray(b"{}")):
        with pytest.raises(TypeError, match=r"^Bill: expected JSON as bytes or a str, got"):
            Bill.from_json(wrong)


def test_keys_are_strings() -> None:
    wrong: Any = {1: 2, "metadata": {"a": [{None: 1}]}}
    with pytest.raises(ValueError, match="keys") as raised:
        Bill.from_dict(wrong)
    assert str(raised.value).splitlines() == [
        "Bill: $: the keys must be strings, got 1",
        "Bill: $.metadata.a[0]: the keys must be strings, got null",
    ]


def test_a_dict_that_contains_itself() -> None:
    members: dict[str, Any] = {}
    members["parent"] = members
    with pytest.raises(ValueError, match="nested too deeply, or contains itself"):
        Bill.from_dict(members)


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        (Prices, {"amounts": ["x"] * 30}),
        (Bill, {"id": "b", "amount": 1, "created_at": MOMENT, "lines": [{"day": "x"}] * 30}),
        (Prices, dict.fromkeys(range(30), 1)),
    ],
)
def test_many_problems_are_counted(kind: type[Model], members: Any) -> None:
    with pytest.raises(ValueError, match=f"{kind.__name__}: and 10 more$") as raised:
        kind.from_dict(members)
    assert len(str(raised.value).splitlines()) == 21


def test_a_match_statement_takes_a_struct_apart() -> None:
    match BILL:
        case Bill(status=Status.PAID):
            found = None
        case Bill(amount=Decimal() as amount, by_name={"a": Line(day=date(year=2025) as day)}):
            found = (amount, day)
        case _:
            found = None
    assert found == (Decimal("1.10"), date(2025, 1, 1))


def test_replace_changes_a_copy() -> None:
    paid = msgspec.structs.replace(BILL, status=Status.PAID)
    assert (paid.status, paid.amount, BILL.status) == (Status.PAID, BILL.amount, Status("void"))
    with pytest.raises(TypeError, match="sum"):
        msgspec.structs.replace(BILL, sum=1)


def test_given_knows_no_unset() -> None:
    assert given(UNSET) is None
    unset: Decimal | UnsetType = UNSET
    assert given(unset) is None
    assert given(None) is None
    for value in (0, "", False, Decimal("1.10"), BILL):
        assert given(value) is value


def test_json_of_a_struct_is_what_a_service_may_send() -> None:
    bill = Bill.from_json(
        '{"id":"b","amount":12345678901234567.890,"createdAt":"2025-01-31T09:30Z"}'
    )
    assert str(bill.amount) == "12345678901234567.890"
    assert bill.created_at == datetime(2025, 1, 31, 9, 30, tzinfo=UTC)
    assert json.loads(bill.to_json())["due"] is None


def test_given_is_what_a_database_takes() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("create table bills (id text, status text)")
        row = (BILL.id, given(Bill(id="b", amount=BILL.amount, created_at=MOMENT).status))
        database.execute("insert into bills values (?, ?)", row)
        assert database.execute("select * from bills").fetchall() == [("b1", None)]
