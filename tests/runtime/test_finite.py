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
    fee: Decimal | UnsetType = UNSET


class Line(Model, kw_only=True):
    price: Price
    text: DecimalText
    by_name: dict[str, Price] | UnsetType = UNSET
    inner: list[Line] | UnsetType = UNSET
    other: Price | UnsetType = UNSET
    either: Decimal | list[Decimal] | dict[str, Decimal] | bool | UnsetType = UNSET


class Endless(Model, kw_only=True):
    amount: Decimal
    other: Other


class Other(Model, kw_only=True):
    back: Endless
    amount: Decimal


class Outer(Model, kw_only=True):
    endless: Endless


GOOD: dict[str, Any] = {"price": {"net": "1"}, "text": "2"}


@pytest.mark.parametrize(
    "members",
    [
        {"price": {"net": "NaN"}},
        {"price": {"net": "1", "tax": "inf"}},
        {"price": {"net": "1", "fee": "NaN"}},
        {"other": {"net": "NaN"}},
        {"text": "-Infinity"},
        {"either": "NaN"},
        {"either": ["1", "NaN"]},
        {"either": {"a": "NaN"}},
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
    for either in ("1", ["1"], {"a": "1"}, True):
        assert check(msgspec.convert({**GOOD, "either": either}, Line))
    assert not check(msgspec.convert({**GOOD, **members}, Line))


@pytest.mark.parametrize("model", [Endless, Outer])
def test_a_type_that_needs_itself_is_compiled(model: type) -> None:
    assert finite_check(shape_of(model))
