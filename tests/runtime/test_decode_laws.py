"""Laws of decoding, on whatever comes: no digit lost, one outcome, two paths that agree."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.runtime.errors import ResponseDecodeError
from corrigenda.runtime.lenient import normalize
from tests.runtime.responses import GOOD, Invoice, raw, read, refused


@given(
    st.decimals(allow_nan=False, allow_infinity=False).filter(lambda d: abs(d.adjusted()) <= 100)
)
def test_decimals_go_out_and_come_back(value: Decimal) -> None:
    text = msgspec.json.Encoder(decimal_format="number").encode(value).decode()
    for strict in (False, True):
        back = read(raw(f'"amount": {text}'), strict=strict).amount
        assert back == value
        assert back.as_tuple() == value.as_tuple() or value == 0


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["NaN", "1.5", "true", "paid", "2022-01-01T00:00:00Z"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text()
            | st.sampled_from([field.encode_name for field in msgspec.structs.fields(Invoice)]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


def decimals_of(invoice: Invoice) -> list[Decimal]:
    items = invoice.items or []
    return [invoice.amount, *(item.amount for item in items)]


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([field.encode_name for field in msgspec.structs.fields(Invoice)]),
        JSON,
        max_size=8,
    ),
    st.booleans(),
)
def test_junk_becomes_a_model_or_a_decode_error(members: dict[str, Any], strict: bool) -> None:
    try:
        invoice = read(json.dumps({**GOOD, **members}).encode(), strict=strict)
    except ResponseDecodeError as error:
        assert error.json_path.startswith("$")  # noqa: PT017  (either outcome is right)
    else:
        assert all(amount.is_finite() for amount in decimals_of(invoice))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=40))
def test_any_bytes_become_a_model_or_a_decode_error(body: bytes) -> None:
    refused(body)


item: Any = st.fixed_dictionaries({"amount": st.integers()}, optional={"quantity": st.integers()})
conforming: Any = st.fixed_dictionaries(
    {
        "id": st.text(),
        "amount": st.integers() | st.floats(-1e99, 1e99).filter(lambda f: not 0 < abs(f) < 1e-99),
        "created_at": st.just("2022-01-01T00:00:00.123Z"),
    },
    optional={
        "status": st.sampled_from(["paid", "unpaid"]),
        "colour": st.just("red"),
        "description": st.none() | st.text(),
        "items": st.lists(item, max_size=3),
        "metadata": st.none() | st.dictionaries(st.text(), JSON, max_size=3),
        "due_date": st.dates().map(str),
        "urgent": st.booleans(),
        "code": st.integers() | st.text(),
        "prices": st.dictionaries(st.text(), st.none() | st.integers(), max_size=2),
        "parts": st.just([GOOD]),
    },
)


@settings(max_examples=200, deadline=None)
@given(conforming)
def test_both_paths_read_a_conforming_response_alike(members: dict[str, Any]) -> None:
    body = json.dumps(members).encode()
    bare = msgspec.json.Decoder(Invoice, float_hook=Decimal).decode(body)
    assert read(body) == bare
    assert read(body, strict=True) == bare
    plain = json.loads(body, parse_float=Decimal)
    assert normalize(plain, Invoice)[1] == []
