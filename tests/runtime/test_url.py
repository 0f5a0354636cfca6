"""Paths and queries: spelt exactly or refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime.call import Call
from corrigenda.runtime.models import UNSET, OpenEnum, OpenIntEnum
from corrigenda.runtime.url import Kind, encode_query, path, query


class Colour(OpenEnum):
    RED = "red"


def test_a_path_value_is_one_segment() -> None:
    assert (
        path("/invoices/{invoice_id}", invoice_id="a/b?c#d%e é")
        == "/invoices/a%2Fb%3Fc%23d%25e%20%C3%A9"
    )
    assert path("/a/{x}/{y}", x=5, y=Colour.RED) == "/a/5/red"
    assert path("/plain") == "/plain"
    assert path("/t/{template}", template="x") == "/t/x"


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
        lambda t: t not in (".", "..")
    )
)
def test_any_text_comes_back_from_a_path(text: str) -> None:
    filled = path("/x/{value}/y", value=text)
    assert filled.count("/") == 3
    assert unquote(filled.split("/")[2]) == text


@pytest.mark.parametrize("value", ["", ".", "..", "\ud800"])
def test_a_path_value_that_names_another_resource_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="invoice_id"):
        path("/invoices/{invoice_id}", invoice_id=value)


@pytest.mark.parametrize("value", [None, UNSET, True, 1.5, b"x", Decimal(1)])
def test_a_path_value_of_another_type_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="invoice_id"):
        path("/invoices/{invoice_id}", invoice_id=value)


def test_names_must_be_those_of_the_template() -> None:
    with pytest.raises(ValueError, match="takes"):
        path("/invoices/{invoice_id}", id="x")
    with pytest.raises(ValueError, match="takes"):
        path("/invoices", id="x")


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        ("a b&c", "a b&c"),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (Decimal("1E+2"), "100"),
        (Decimal("1.10"), "1.10"),
        (date(2022, 1, 31), "2022-01-31"),
        (datetime(2022, 1, 1, 12, tzinfo=UTC), "2022-01-01T12:00:00+00:00"),
        (datetime(2022, 1, 1, tzinfo=timezone(timedelta(hours=2))), "2022-01-01T00:00:00+02:00"),
        (Colour.RED, "red"),
        (Colour("mauve"), "mauve"),
    ],
)
def test_a_query_value_is_spelt(value: object, spelt: str) -> None:
    assert query([("x", value)]) == (("x", spelt),)


def test_lists_and_unset() -> None:
    assert query([("a", UNSET), ("b", ["x", 1])]) == (("b", "x"), ("b", "1"))
    assert query([("b", ["x", 1])], frozenset({"b", "c"})) == (("b", "x,1"),)
    assert query([("b", range(2))]) == (("b", "0"), ("b", "1"))


def test_a_set_is_sorted() -> None:
    """The same call makes the same request; keys are a set whose order is known beforehand."""
    for values in (dict.fromkeys("bca").keys(), dict.fromkeys("acb").keys()):
        assert query([("s", values)]) == (("s", "a"), ("s", "b"), ("s", "c"))
        assert query([("s", values)], frozenset({"s"})) == (("s", "a,b,c"),)


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (None, TypeError, "x: a query has no null"),
        (1.5, TypeError, "x: 1.5 is a float.*decimal.Decimal"),
        ([None], TypeError, "x: a query has no null"),
        (list[str](), ValueError, "x: an empty list"),
        (set[str](), ValueError, "x: an empty list"),
        (b"x", TypeError, "x: bytes"),
        (datetime(2022, 1, 1), ValueError, "x: a datetime without a time zone"),
        (Decimal("NaN"), ValueError, "x: NaN"),
        (Decimal("1E+999999"), ValueError, "x: 1E"),
        ("\ud800", ValueError, "x: a lone surrogate"),
    ],
)
def test_what_has_no_certain_spelling_is_refused(
    value: Any, kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        query([("x", value)])


def test_a_comma_in_a_comma_separated_list_is_refused() -> None:
    with pytest.raises(ValueError, match="comma"):
        query([("x", ["a,b"])], frozenset({"x"}))


@pytest.mark.parametrize("value", ["a,b", ["a,b"], ("a", "b,c"), {"a,b"}])
def test_a_list_of_one_is_a_list(value: object) -> None:
    """It may be meant as several items, and a service would split it."""
    with pytest.raises(ValueError, match="x: a value with a comma"):
        query([("x", value)], frozenset({"x"}))
    assert query([("x", "a")], frozenset({"x"})) == (("x", "a"),)


def test_only_commas_that_join_stay() -> None:
    pairs = query([("x", ["a b", "c&d"]), ("y", ["a,b", "c"]), ("z,", "1,5")], frozenset({"x"}))
    assert encode_query(pairs, frozenset({"x"})) == "x=a%20b,c%26d&y=a%2Cb&y=c&z%2C=1%2C5"
    assert encode_query(()) == ""


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_any_query_can_be_read_again(pairs: list[tuple[str, str]]) -> None:
    encoded = encode_query(pairs)
    assert "," not in encoded
    assert encoded.isascii()
    assert parse_qsl(encoded, keep_blank_values=True) == pairs
    # httpx2 must not encode it once more.
    assert httpx2.URL(f"https://x.invalid/?{encoded}").query.decode() == encoded


def test_a_call_does_not_show_its_body() -> None:
    call = Call(operation="a", method="POST", path="/x", response=int, body=b"private")
    assert "private" not in repr(call)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), "0"),
        (datetime(2013, 12, 31, 16, tzinfo=timezone(timedelta(hours=11))), "1388466000"),
        (datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC), "-1"),
        (1388552400, "1388552400"),
    ],
)
def test_unix_times(value: object, text: str) -> None:
    assert query([("t", value)], unix=frozenset({"t"})) == (("t", text),)


def test_a_naive_datetime_is_no_unix_time() -> None:
    with pytest.raises(ValueError, match=r"t: .*time zone"):
        query([("t", datetime(2022, 1, 1))], unix=frozenset({"t"}))


def test_unix_times_in_a_list() -> None:
    moments = [datetime(1970, 1, 1, tzinfo=UTC), 5]
    assert query([("t", moments)], comma=frozenset({"t"}), unix=frozenset({"t"})) == (("t", "0,5"),)


class Level(OpenIntEnum):
    LOW = 1


@pytest.mark.parametrize(
    ("kind", "value", "spelt"),
    [
        ("date", date(2022, 1, 31), "2022-01-31"),
        ("date", "2022-01-31", "2022-01-31"),
        ("integer", 7, "7"),
        ("integer", Level.LOW, "1"),
        ("integer", Level(9), "9"),
        ("boolean", True, "true"),
    ],
)
def test_a_kind_takes_its_own(kind: Kind, value: object, spelt: str) -> None:
    assert query([("x", value)], kinds={"x": kind}) == (("x", spelt),)
    assert query([("x", [value, value])], kinds={"x": kind}) == (("x", spelt), ("x", spelt))
    assert query([("x", UNSET)], kinds={"x": kind}) == ()


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("date", datetime(2022, 1, 1, tzinfo=UTC), "x: pass a datetime.date.*, not datetime"),
        ("date", "31.1.2022", "x: pass a datetime.date, .*, not '31.1.2022'"),
        ("date", "2022-02-30", "x: pass"),
        ("date", "20220131", "x: pass"),
        ("date", "2022-01-31T00:00:00Z", "x: pass"),
        ("date", 20220131, "x: pass .*, not int"),
        ("integer", True, "x: pass an int, not bool"),
        ("integer", "7", "x: pass an int, not '7'"),
        ("integer", 7.0, "x: pass an int, not 7.0"),
        ("integer", Decimal(7), "x: pass an int, not Decimal"),
        ("integer", Colour.RED, "x: pass an int, not 'red'"),
        ("integer", datetime(2022, 1, 1, tzinfo=UTC), "x: pass an int, not datetime"),
        ("boolean", 1, "x: pass a bool, not int"),
        ("boolean", "true", "x: pass a bool, not 'true'"),
        ("boolean", None, "x: a query has no null"),
    ],
)
def test_a_kind_refuses_another(kind: Kind, value: object, said: str) -> None:
    for given_value in (value, [value]):
        with pytest.raises(TypeError, match=said):
            query([("x", given_value)], kinds={"x": kind})


def test_a_moment_is_an_integer_where_it_travels_as_unix_time() -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC)
    unix: frozenset[str] = frozenset({"t"})
    assert query([("t", moment), ("n", 5)], unix=unix, kinds={"t": "integer"})[0] == ("t", "0")
    with pytest.raises(TypeError, match="t: pass an int, not date"):
        query([("t", date(2022, 1, 1))], unix=unix, kinds={"t": "integer"})


def test_a_number_without_end_names_its_parameter() -> None:
    for ask in (lambda: query([("x", 10**5000)]), lambda: path("/{x}", x=10**5000)):
        with pytest.raises(ValueError, match="x: a number of more than 100 digits"):
            ask()


@pytest.mark.parametrize("most", ["1E+100", "9.9E+100", "-1E+100", "1E-100", "-9.9E-100"])
def test_the_exponent_of_a_decimal_is_bounded(most: str) -> None:
    """By a hundred, so that the longest number takes some hundred characters."""
    assert Decimal(query([("x", Decimal(most))])[0][1]) == Decimal(most)
    beyond = Decimal(most.replace("100", "101"))
    with pytest.raises(ValueError, match=r"x: .* is not finite, or has too many digits"):
        query([("x", beyond)])


def test_a_whole_number_has_a_hundred_digits_at_most() -> None:
    for most in (10**100 - 1, 1 - 10**100):
        assert query([("x", most)]) == (("x", str(most)),)
        with pytest.raises(ValueError, match="x: a number of more than 100 digits"):
            query([("x", most + (1 if most > 0 else -1))])


@pytest.mark.parametrize("value", [bytearray(b"x"), memoryview(b"x")])
def test_bytes_are_no_list(value: object) -> None:
    with pytest.raises(TypeError, match="x: "):
        query([("x", value)])


@pytest.mark.parametrize(("microsecond", "text"), [(0, "0"), (1, "1"), (999_999, "1")])
def test_an_upper_bound_is_rounded_up(microsecond: int, text: str) -> None:
    moment = datetime(1970, 1, 1, 0, 0, 0, microsecond, tzinfo=UTC)
    names = frozenset({"t"})
    assert query([("t", moment)], unix=names, upward=names) == (("t", text),)
    assert query([("t", moment)], unix=names) == (("t", "0"),)


def test_an_offset_with_seconds_is_sent_in_utc() -> None:
    local = timezone(timedelta(hours=1, seconds=30))
    assert query([("x", datetime(1890, 1, 1, 1, 0, 30, tzinfo=local))]) == (
        ("x", "1890-01-01T00:00:00+00:00"),
    )
    with pytest.raises(ValueError, match="x: its offset has seconds, and the time in UTC is out"):
        query([("x", datetime(1, 1, 1, tzinfo=local))])
