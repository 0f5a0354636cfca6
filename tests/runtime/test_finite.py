"""No amount is NaN or infinite, wherever a type may hold it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from corrigenda.runtime.finite import finite_check
from corrigenda.runtime.models import UNSET, Model, UnsetType
from corrigenda.runtime.scalar import DecimalText
from corrigenda.runtime.shape import shape_of


class Price(Model, kw_only=True):
    net: Decimal
    tax: Decimal | None | UnsetType = UNSET


class Line(Model, kw_only=True):
    price: Price
    text: DecimalText
    by_name: dict[str, Price] | UnsetType = UNSET
    inner: list[Line] | UnsetType = UNSET


class Endless(Model, kw_only=True):
    amount: Decimal
    other: Other


class Other(Model, kw_only=True):
    back: Endless
    amount: Decimal


GOOD: dict[str, Any] = {"price": {"net": "1"}, "text": "2"}


@pytest.mark.parametrize(
    "members",
    [
        {"price": {"net": "NaN"}},
        {"price": {"net": "1", "tax": "inf"}},
        {"text": "-Infinity"},
        {"by_name": {"a": {"net": "1"}, "b": {"net": "sNaN"}}},
        {"inner": [GOOD, {**GOOD, "text": "NaN"}]},
        {"inner": [{**GOOD, "inner": [{**GOOD, "price": {"net": "0", "tax": "NaN"}}]}]},
    ],
)
def test_what_is_not_finite_is_found(members: dict[str, Any]) -> None:
    check = finite_check(shape_of(Line))
    assert check
    assert check(msgspec.convert(GOOD, Line))
    assert check(msgspec.convert({**GOOD, "by_name": {"a": {"net": "0"}}, "inner": [GOOD]}, Line))
    assert not check(msgspec.convert({**GOOD, **members}, Line))


def test_a_type_that_needs_itself_is_compiled() -> None:
    assert finite_check(shape_of(Endless))
