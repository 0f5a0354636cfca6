"""Scalars, strict in both directions, in variables and in documents."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from graphql import GraphQLScalarType

from corrigenda.emulator.exchange import MistakeError
from corrigenda.emulator.graphql.scalars import furnish
from tests.emulator.graphql.conftest import Bench

MAKE = "mutation M($thing: ThingInput!) { make(thing: $thing) { price day at } }"
GOOD = [
    ("price", "1.10", "1.10"),
    ("price", '"1.10"', "1.10"),
    ("price", '"007"', "7"),
    ("price", "-0.0", "-0.0"),
    ("price", "12345678901234567890.12345678901234567890", None),
    ("price", '"1e3"', "1E+3"),
    ("price", "1" + "0" * 999, None),
    ("day", '"2024-02-29"', None),
    ("at", '"2024-02-29T23:59:59.123Z"', None),
    ("at", '"2024-02-29T23:59:59-08:00"', None),
]
BAD = [
    *(("price", text) for text in ('""', '"x"', '" 1"', '"+1"', '".5"', '"1."', '"NaN"', '"1_0"')),
    *(
        ("price", text)
        for text in ("true", "[]", "{}", "null", '"1e9999"', "1e-1001", '"Infinity"')
    ),
    *(("day", text) for text in ('"2023-02-29"', '"2024-1-1"', '"20240101"', "20240101", '"x"')),
    *(("at", text) for text in ('"2024-02-29"', '"2024-02-29T23:59:59"', '"2024-02-30T00:00:00Z"')),
]


def body(name: str, text: str) -> bytes:
    others = {"id": '"1"', "price": "1", name: text}
    members = ",".join(f'"{each}":{value}' for each, value in others.items())
    return f'{{"query":{json.dumps(MAKE)},"variables":{{"thing":{{{members}}}}}}}'.encode()


@pytest.mark.parametrize(("name", "text", "comes"), GOOD)
def test_what_is_good_comes_back(
    bench: Callable[..., Bench], name: str, text: str, comes: str | None
) -> None:
    _, answer = bench().arrive(body(name, text))
    assert answer.status == 200, answer.body
    assert f'"{name}":{comes or text}'.encode() in answer.body


@pytest.mark.parametrize(("name", "text"), BAD)
def test_what_is_bad_is_refused(bench: Callable[..., Bench], name: str, text: str) -> None:
    at = bench()
    _, answer = at.arrive(body(name, text))
    assert answer.status == 400
    (error,) = json.loads(answer.body)["errors"]
    assert f".{name}" in error["message"]
    assert error["extensions"] == {"kind": "BAD_USER_INPUT"}
    assert at.send("{things {id}}") == (200, {"data": {"things": []}})


@pytest.mark.parametrize(
    ("literal", "good"),
    [
        ("1.10", True),
        ('"1.10"', True),
        ("7", True),
        ("true", False),
        ("RED", False),
        ("{a: 1}", False),
    ],
)
def test_literals(bench: Callable[..., Bench], literal: str, good: bool) -> None:
    query = f"mutation {{ make(thing: {{id: 1, price: {literal}}}) {{ price }} }}"
    _, answer = bench().arrive(json.dumps({"query": query}).encode())
    assert answer.status == (200 if good else 400)
    if good:
        assert f'"price":{literal.strip(chr(34))}}}'.encode() in answer.body


@pytest.mark.parametrize("value", ["1.10", 1.5, True, float("nan"), [1], {}])
def test_only_exact_numbers_leave(value: Any) -> None:
    scalar = GraphQLScalarType("Amount")
    furnish(scalar, "decimal")
    with pytest.raises(MistakeError, match="is not a number"):
        scalar.serialize(value)
    assert scalar.serialize(5) == 5


@pytest.mark.parametrize("value", ["2024-02-30", 5, "2024-02-29T00:00:00Z"])
def test_only_days_leave(value: Any) -> None:
    scalar = GraphQLScalarType("Date")
    furnish(scalar, "date")
    with pytest.raises(MistakeError, match="is not a date"):
        scalar.serialize(value)
    assert scalar.serialize("2024-02-29") == "2024-02-29"
