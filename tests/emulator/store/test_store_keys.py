"""Keys compare as the values do: any number, any text, any time."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corrigenda.emulator.store import open_store
from corrigenda.emulator.store.keys import Key, key_of, member_of, part_of
from corrigenda.emulator.store.keytable import KeyTable


def scaled(digits: int, exponent: int) -> Decimal:
    return Decimal(f"{digits}E{exponent}")


NUMBERS = (
    st.integers()
    | st.integers(-20, 20)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.decimals(-2, 2, places=3)
    | st.builds(scaled, st.integers(), st.integers(-300, 300))
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TIMES = st.datetimes(timezones=st.sampled_from([UTC, timezone.max, timezone.min]))


def same_order(one: Any, other: Any) -> None:
    keys = (key_of(one), key_of(other))
    assert None not in keys
    assert (keys[0] < keys[1], keys[0] == keys[1]) == (one < other, one == other)


@given(NUMBERS, NUMBERS)
@example(Decimal("-1.2"), Decimal("-1.201"))
@example(Decimal("1.10"), Decimal("1.1"))
@example(Decimal("0.00"), Decimal("-0"))
@example(10**30, 10**30 + 1)
@example(Decimal("1E+100"), Decimal("1E+101"))
@example(Decimal("1E-100"), Decimal("1E-101"))
@example(Decimal("-1E-100"), Decimal("-1E-101"))
@example(Decimal("1E+999999"), Decimal("9E+999998"))
@example(10**17, 10**18)
@example(True, 1)
def test_numbers(one: int | Decimal, other: int | Decimal) -> None:
    same_order(one, other)


@given(TEXTS, TEXTS)
@example("Z", "a")
@example("\uffff", "\U00010000")
@example("a", "a\0")
def test_texts(one: str, other: str) -> None:
    same_order(one, other)


@given(TIMES, TIMES)
@example(datetime(2022, 1, 1, 0, 0, 0, 1, UTC), datetime(2022, 1, 1, tzinfo=UTC))
@example(datetime(1969, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC))
def test_times(one: datetime, other: datetime) -> None:
    same_order(one, other)


@given(NUMBERS, TEXTS)
def test_numbers_come_before_texts_and_null_is_neither(number: int | Decimal, text: str) -> None:
    keys = (key_of(number), key_of(text))
    assert None not in keys
    assert keys[0] < keys[1]
    assert key_of(None) is None


@given(TEXTS, TEXTS)
@example("a b", " ")
@example("", "x")
def test_parts(whole: str, part: str) -> None:
    key = key_of(whole)
    assert key is not None
    assert (part_of(part) in key) == (part in whole)


@given(st.frozensets(st.one_of(st.integers(0, 20), TEXTS)), st.one_of(st.integers(0, 20), TEXTS))
@example(frozenset({1, 11}), 111)
@example(frozenset({"1"}), 1)
def test_members(members: frozenset[int | str], one: int | str) -> None:
    key = key_of(members)
    assert key is not None
    assert (member_of(one) in key) == (one in members)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_a_number_has_no_key(value: Key) -> None:
    with pytest.raises(AssertionError):
        key_of(value)


def test_both_tables_of_keys_are_the_same(tmp_path: Path) -> None:
    """What plans well in memory does so in a file: no search needs a test of its own for each."""
    open_store(f"sqlite:///{tmp_path}/state.db").dispose()
    with closing(sqlite3.connect(tmp_path / "state.db")) as file:
        assert defined(KeyTable.new().driver) == defined(file)


def defined(connection: sqlite3.Connection) -> set[str]:
    """The table of keys and its indexes as SQL, without spaces."""
    text = "SELECT sql FROM sqlite_master WHERE tbl_name = 'emulator_keys' AND sql IS NOT NULL"
    return {"".join(sql.split()) for (sql,) in connection.execute(text)}
