"""Which scalars may stand for another, at the edges that responses seldom reach."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest

from corrigenda.runtime.scalar import to_bool, to_decimal, to_float, to_int
from corrigenda.runtime.untyped import number, parse


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_whole_number_is_bounded(sign: str) -> None:
    assert to_int(Decimal(f"{sign}1E+4096")) == int(f"{sign}1") * 10**4096
    assert to_int(Decimal(f"{sign}1E+4097")) is None
    assert to_int(f"{sign}12.00") == int(f"{sign}12")
    assert to_int(f"{sign}12.01") is None


def test_a_float_is_finite() -> None:
    assert [to_float(value) for value in (0.5, "0.5", Decimal("0.5"), 2)] == [0.5, 0.5, 0.5, 2.0]
    assert to_float("1.7e308") == 1.7e308
    for beyond in ("1.8e308", "1e309", "1e401", "1E+999999", math.inf, math.nan, True, None):
        assert to_float(beyond) is None


@pytest.mark.parametrize("value", ["True", "FALSE", "1", "", "yes", 1, 0, None])
def test_only_the_words_of_json_are_booleans(value: Any) -> None:
    assert to_bool(value) is None


@pytest.mark.parametrize("value", [None, [], {}, 1.5, Decimal("NaN"), Decimal("-Infinity")])
def test_what_json_cannot_say_is_no_number(value: Any) -> None:
    assert to_int(value) is None
    assert to_decimal(value) is None


def test_a_number_has_4096_characters_at_most() -> None:
    assert number("1" * 4094 + ".5") == Decimal("1" * 4094 + ".5")
    with pytest.raises(ValueError, match="4097 characters"):
        number("1" * 4095 + ".5")


def test_nesting_is_bounded() -> None:
    """A value may stand in two hundred others."""
    assert parse(b"[" * 200 + b"1" + b"]" * 200)
    with pytest.raises(ValueError, match="deeply"):
        parse(b"[" * 201 + b"1" + b"]" * 201)
