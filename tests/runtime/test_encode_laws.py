"""Laws of encoding: the fast path only saves time; the slow path decides the bytes and problems."""

from __future__ import annotations

import math
from collections import OrderedDict, UserDict, UserList
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corrigenda.runtime import graphql_request
from corrigenda.runtime.encode import write, write_fast, write_slowly
from corrigenda.runtime.graphql_request import write_body
from corrigenda.runtime.models import (
    UNSET,
    CaselessEnum,
    Model,
    OpenIntEnum,
    UnknownMember,
    UnsetType,
)
from corrigenda.runtime.scalar import AwareDatetime, BooleanText, DecimalText
from corrigenda.runtime.writers import writer_of


class Status(CaselessEnum):
    PAID = "paid"
    UNPAID = "unpaid"


class Level(OpenIntEnum):
    NONE = 0
    LOW = 1


class Card(Model, kw_only=True, tag_field="kind", tag="card"):
    number: str
    amount: Decimal | UnsetType = UNSET


class Bank(Model, kw_only=True, tag_field="kind", tag="bank"):
    number: int


class Line(Model, kw_only=True):
    name: str
    amount: Decimal = msgspec.field(name="unitAmount")
    quantity: int | UnsetType = UNSET
    parts: list[Line] | UnsetType = UNSET


class Draft(Model, kw_only=True):
    text: str | None | UnsetType = UNSET
    whole: int | UnsetType = UNSET
    money: Decimal | UnsetType = UNSET
    rate: float | UnsetType = UNSET
    urgent: bool | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    level: Level | UnsetType = UNSET
    kind: Literal["a", "b"] | UnsetType = UNSET
    one: Literal[1] | UnsetType = UNSET
    day: date | UnsetType = UNSET
    moment: AwareDatetime | UnsetType = UNSET
    money_text: DecimalText | UnsetType = UNSET
    bool_text: BooleanText | UnsetType = UNSET
    either: Status | int | UnsetType = UNSET
    number: int | Decimal | bool | UnsetType = UNSET
    loose: Level | list[Level] | dict[str, Decimal] | UnsetType = UNSET
    method: Card | Bank | UnsetType = UNSET
    line: Line | UnsetType = UNSET
    lines: list[Line] | UnsetType = UNSET
    grid: list[list[int | None]] | UnsetType = UNSET
    prices: dict[str, Decimal] | UnsetType = UNSET
    free: Any = UNSET
    frees: dict[str, Any] | None | UnsetType = UNSET


class Text(str):
    def __str__(self) -> str:
        return "another"


class Whole(int):
    pass


class Exact(Decimal):
    pass


class Real(float):
    pass


class Later(datetime):
    pass


class Day(date):
    pass


class Table(dict[Any, Any]):
    pass


class Row(list[Any]):
    pass


class Plain(StrEnum):
    A = "a"
    PAID = "paid"


class Number(IntEnum):
    ONE = 1


class Longer(Line, kw_only=True):
    more: int = 1


class Unusual(msgspec.Struct, omit_defaults=True, rename="camel", array_like=True):
    first_one: int = 1
    other: Any = None


def _outcome(task: Callable[[], bytes]) -> bytes | str:
    try:
        return task()
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


def agree(model: Any, value: object) -> bytes | str:
    slow = _outcome(lambda: write_slowly("op", model, value))
    assert _outcome(lambda: write("op", model, value)) == slow
    assert isinstance(slow, bytes) or slow.startswith("TypeError: op: ")
    fast = write_fast(writer_of(model), value)
    assert fast is None or fast == slow
    return slow


LONG = [10**3698, -(10**3699), 2**12288 - 1, 2**12288, 10**4299, 10**5000]
SCALARS: list[Any] = [
    None, UNSET, True, False, 0, 1, -5, 2**63, 2**64, 1.0, 1.5, -0.0, math.nan, math.inf, 1e300,
    *LONG, "", "a", "paid", "Paid", "PAID", "1", "true", "\ud800", "2022-01-31", "31.1.2022",
    "2022-01-01T00:00:00Z", "2022-01-01T00:00:00", "é", "9" * 4000, Text("a"), Text("paid"),
    Whole(1), Exact("1.50"), Real(1.5), Plain.A, Plain.PAID, Number.ONE, Status.PAID,
    Status("void"), Status("\udc00"), Level.LOW, Level(7), Level(2**12288), Decimal("1.10"),
    Decimal("5.00"), Decimal("NaN"),
    Decimal("sNaN"), Decimal("-Infinity"), Decimal("1E+4096"), Decimal("1E+4097"),
    Decimal("0E-5000"), Decimal("1E-4097"), Decimal("9" * 4500), date(2022, 1, 1), Day(2022, 1, 1),
    datetime(2022, 1, 1), datetime(2022, 1, 1, tzinfo=UTC), Later(2022, 1, 1, tzinfo=UTC),
    Later(2022, 1, 1), datetime(2022, 1, 1, tzinfo=timezone(timedelta(seconds=3661))), b"a",
    bytearray(b"a"), object, {1, 2}, range(2), Status, Unusual(), Unusual(5, Decimal("NaN")),
    UnknownMember(typename="X", raw={"__typename": "X", "n": Decimal("1.0")}),
]  # fmt: skip
NAMES = [*Draft.__struct_fields__, "name", "unitAmount", "unit_amount", "quantity", "parts"]
NAMES += ["kind", "number", "amount", "more", "Text", "zzz", "\ud800"]
KEYS: list[Any] = [1, None, True, Text("name"), Plain.A, b"a", 1.5, ("a",)]

scalars = (
    st.integers(0, len(SCALARS) - 1).map(lambda at: SCALARS[at])
    | st.integers()
    | st.floats()
    | st.text()
    | st.decimals()
    | st.dates()
)
keys = st.sampled_from(NAMES) | st.text() | st.sampled_from(KEYS)


def _containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lists = st.lists(inner, max_size=4)
    dicts = st.dictionaries(st.sampled_from(NAMES) | keys, inner, max_size=6)
    lines = st.builds(Line, name=inner, amount=inner, quantity=inner, parts=inner)
    return (
        lists
        | dicts
        | lines
        | lists.flatmap(lambda a: st.sampled_from([tuple(a), Row(a), UserList(a), iter(a)]))
        | dicts.map(MappingProxyType)
        | dicts.map(Table)
        | dicts.map(OrderedDict)
        | dicts.map(UserDict)
        | st.builds(Card, number=inner, amount=inner)
        | st.builds(Bank, number=inner)
        | st.builds(Longer, name=inner, amount=inner, more=inner)
        | st.builds(Unusual, inner, inner)
        | inner.map(lambda one: Draft(free=one, lines=[one], number=one, method=one))
    )


values = st.recursive(scalars, _containers, max_leaves=10)
lines = st.fixed_dictionaries(
    {"name": st.text() | scalars, "unitAmount": st.decimals() | st.integers() | scalars},
    optional={"quantity": scalars, "parts": values},
)
likely: dict[str, st.SearchStrategy[Any]] = {
    "lines": st.lists(lines, max_size=3).flatmap(lambda a: st.sampled_from([a, tuple(a)])),
    "line": lines,
    "prices": st.dictionaries(st.text(), st.decimals() | st.integers(), max_size=3),
    "frees": st.dictionaries(st.text(), values, max_size=3),
    "method": st.fixed_dictionaries(
        {"number": scalars}, optional={"kind": scalars, "amount": scalars}
    ),
}
drafts = st.fixed_dictionaries(
    {}, optional={name: likely.get(name, values) | values for name in Draft.__struct_fields__}
)


@settings(max_examples=500, deadline=None)
@given(drafts | drafts.map(lambda given: Draft(**given)) | values)
@example({"number": 2**12288})
@example({"number": 10**4299, "text": "\ud800"})
@example({"method": {"number": 1, "kind": "card", "zzz": UNSET}})
@example({"either": "Paid", "loose": True, "one": True})
def test_both_paths_agree(value: object) -> None:
    agree(Draft, value)


@pytest.mark.parametrize("name", Draft.__struct_fields__)
def test_both_paths_agree_on_every_scalar_everywhere(name: str) -> None:
    for one in SCALARS:
        for value in (one, [one], [[one]], (one, one), {"a": one}, {"name": one, "unitAmount": 1}):
            agree(Draft, {name: value})
            agree(Draft, Draft(**{name: value}))


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["kind", "number", "amount", "zzz"]), scalars))
def test_both_paths_agree_on_tags(value: Mapping[str, object]) -> None:
    agree(Card, value)
    agree(Draft, {"method": value})


@settings(max_examples=500, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["name", "amount", "unitAmount", "quantity", "zz"]), scalars)
)
def test_both_paths_agree_on_the_variables_of_graphql(given_: Mapping[str, object]) -> None:
    def task() -> bytes:
        return write_body("op", "query { a }", "A", Line, given_)

    fast = _outcome(task)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graphql_request, "write_fast", lambda *_: None)
        assert _outcome(task) == fast


def test_both_paths_agree_on_what_contains_itself() -> None:
    endless: list[Any] = []
    endless += [endless, {"name": endless}]
    ring: dict[str, Any] = {"name": "x", "unitAmount": 1}
    ring["parts"] = [ring]
    line = Line(name="x", amount=Decimal(1))
    line.parts = [line]
    for value in ({"free": endless}, {"frees": {"a": endless}}, {"line": ring}, {"lines": [line]}):
        assert "nested too deeply" in str(agree(Draft, value))
    for free in (ring, line):
        assert "nested too deeply" in str(agree(Draft, {"free": free}))


def test_what_is_correct_takes_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    whole: dict[str, Any] = {
        "text": "é", "whole": 2**70, "money": Decimal("1.10"), "rate": 0.5, "urgent": True,
        "status": "paid", "level": 1, "day": date(2022, 1, 1), "number": 5, "text_": UNSET,
        "moment": datetime(2022, 1, 1, tzinfo=UTC), "grid": [[1, None], (2,)],
        "method": {"number": "1"}, "prices": {"a": Decimal(1), "b": UNSET},
        "lines": [{"name": "x", "unitAmount": 1}, Line(name="x", amount=Decimal(1))],
        "frees": {"a": [1, 1.5, Decimal(1), None, {"b": Status.PAID}], "c": UNSET},
    }  # fmt: skip
    del whole["text_"]
    expected = write_slowly("op", Draft, whole)
    monkeypatch.setattr("corrigenda.runtime.encode.write_slowly", None)
    assert write("op", Draft, whole) == expected
