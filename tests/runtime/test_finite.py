"""No amount is NaN, infinite or too long, wherever a type may hold it; nor is JSON too deep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, get_type_hints

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corrigenda.runtime import finite
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


class Free(Model, kw_only=True):
    price: Price
    one: Any
    many: dict[str, Any] | None
    more: list[Any] | UnsetType = UNSET
    maybe: Any = UNSET


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


exponents = st.integers(-130, 130) | st.sampled_from([999_999_999, -999_999_999])
amounts = (
    st.sampled_from(["NaN", "-sNaN", "Infinity", "-inf", "0", "-0.00", "1e100", "9.9e100", "1e101"])
    | st.sampled_from(["1e-100", "9.9e-101", "0e100", "0e101", "0e-101", "7", "12.50", "-0.5"])
    | st.builds("{}e{}".format, st.integers(-(10**30), 10**30), exponents)
)
nets = amounts.map(lambda net: {"net": net})
lines = st.recursive(
    st.fixed_dictionaries(
        {"price": nets, "text": amounts},
        optional={
            "by_name": st.dictionaries(st.text(max_size=3), nets, max_size=2),
            "other": nets,
            "either": amounts
            | st.lists(amounts, max_size=2)
            | st.dictionaries(st.text(max_size=3), amounts, max_size=2)
            | st.booleans(),
        },
    ),
    lambda inner: st.builds(
        lambda line, more: {**line, "inner": more}, inner, st.lists(inner, max_size=3)
    ),
    max_leaves=4,
)


def amounts_in(value: Any) -> Iterator[Decimal]:
    """Yield every Decimal, found without any knowledge of the type."""
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, msgspec.Struct):
        yield from amounts_in(msgspec.structs.astuple(value))
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from amounts_in(one)


@settings(max_examples=500, deadline=None)
@given(lines)
def test_the_compiled_check_finds_what_looking_at_each_amount_finds(line: dict[str, Any]) -> None:
    check = finite_check(shape_of(Line))
    assert check
    value = msgspec.json.decode(json.dumps(line), type=Line)
    found = list(amounts_in(value))
    assert check(value) is all(one.is_finite() and -100 <= one.adjusted() <= 100 for one in found)


def depth_of(value: Any) -> int:
    inside: list[Any] = []
    if isinstance(value, dict | list):
        inside = list(value.values()) if isinstance(value, dict) else value
        return 1 + max(map(depth_of, inside), default=0)
    return 0


leaves = st.none() | st.integers() | st.floats(-1e9, 1e9) | st.text(max_size=3)
free_form = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=9,
)
objects = st.dictionaries(st.text(max_size=3), free_form, max_size=3)


@settings(max_examples=500, deadline=None)
@given(
    st.fixed_dictionaries(
        {"price": st.just({"net": 1}), "one": free_form, "many": st.none() | objects},
        optional={"maybe": free_form, "more": st.lists(free_form, max_size=2)},
    )
)
@example({"price": {"net": 1}, "one": None, "many": {"a": {"b": {"c": {"d": {"e": 1}}}}}})
def test_what_the_check_lets_pass_is_not_too_deep(body: dict[str, Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finite, "MAX_DEPTH", 5)
        check = finite_check(shape_of(Free))
    assert check
    found, depth = check(msgspec.json.decode(json.dumps(body), type=Free)), depth_of(body)
    assert found or depth >= 4  # what is rejected is looked at again
    assert not found or depth <= 5


def test_types_that_refer_to_each_other_in_a_long_chain() -> None:
    kind: Any = msgspec.defstruct("Last", [("amount", Decimal)])
    for number in range(60):
        kind = msgspec.defstruct(f"Link{number}", [("inner", kind | None), ("other", kind | None)])
    check = finite_check(shape_of(kind))
    assert check is not None
    for text, is_right in (("1.10", True), ("NaN", False)):
        assert check(_chain(kind, text)) is is_right


def _chain(kind: Any, text: str) -> Any:
    """A value of a struct whose first fields lead to one amount."""
    kinds = [kind]
    while "inner" in kinds[-1].__struct_fields__:
        kinds.append(get_type_hints(kinds[-1])["inner"].__args__[0])
    value = kinds.pop()(Decimal(text))
    while kinds:
        value = kinds.pop()(value, None)
    return value
