"""The contract: closed objects, exact numbers, and problems with their JSON path."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.emulator import EmulatorError, exact
from corrigenda.emulator.contract import Operation, compile_contract
from corrigenda.emulator.exact import Json


def judge(schema: dict[str, Any]) -> Operation:
    media = {"content": {"application/json": {"schema": schema}}}
    answers = {"200": {"$ref": "#/components/responses/Ok"}, "4XX": media, "204": {}}
    post = {"operationId": "do_it", "requestBody": media, "responses": answers}
    document: dict[str, Any] = {
        "paths": {"/do/{it}~": {"parameters": [], "post": post}},
        "components": {"responses": {"Ok": media}, "schemas": {"Named": NAMED}},
    }
    return compile_contract(document, {"do_it": True}, "here")["do_it"]


NAMED: dict[str, Any] = {"type": "object", "properties": {"n": {"type": "integer"}}}
TEXT: dict[str, Any] = {"type": ["string", "null"], "description": "some text"}
REF = {"$ref": "#/components/schemas/Named"}


@pytest.mark.parametrize(
    ("schema", "text", "found"),
    [
        ({"type": "integer"}, "5.0", []),
        ({"type": "integer"}, "5.5", ["$: 5.5 is not an integer"]),
        ({"type": "integer"}, "1E+99999", []),
        ({"type": "number"}, "true", ["$: true is not a number"]),
        (
            {"type": "number", "minimum": Decimal("0.01")},
            "0.009",
            ["$: 0.009 violates minimum: 0.01"],
        ),
        ({"type": ["string", "null"]}, "1", ["$: 1 is not a string or null"]),
        ({"enum": ["a", "b"]}, '"c"', ['$: "c" is not one of ["a","b"]']),
        ({"x-known-values": ["a", "b"]}, '"c"', ['$: "c" is not one of ["a","b"]']),
        ({"properties": {"n": {**TEXT, "x-known-values": ["a"]}}}, '{"n":"a"}', []),
        ({"items": REF}, '[{"n":1},{"m":1}]', ["$[1].m: unknown property, allowed: n"]),
        ({"properties": {"a b": NAMED}}, '{"a b":{"n":""}}', ['$["a b"].n: "" is not an integer']),
        ({"properties": {}, "additionalProperties": True}, '{"x":1.5}', []),
        ({"additionalProperties": NAMED}, '{"x":{"y":1}}', ["$.x.y: unknown property, allowed: n"]),
        ({"properties": {"n": TEXT}}, '{"n":5}', ["$.n: 5 is not a string or null"]),
        ({"properties": {"n": TEXT}}, '{"n":null}', []),
        (
            {"properties": {"n": {**TEXT, "enum": ["a"]}}},
            '{"n":"b"}',
            ['$.n: "b" is not one of ["a"]'],
        ),
        (
            {"properties": {"n": {**TEXT, "format": "date"}}},
            '{"n":"b"}',
            ['$.n: "b" is not a date'],
        ),
        ({"properties": {"n": {**TEXT, "format": "decimal"}}}, '{"n":"b"}', []),
        ({"properties": {"n": {"description": "anything"}}}, '{"n":[1]}', []),
        ({"properties": {"n": TEXT}}, "[5]", []),
        ({"anyOf": [REF, {"type": "null"}]}, '{"n":"x"}', ['$.n: "x" is not an integer']),
        ({"anyOf": [REF, {"type": "null"}]}, "5", ["$: 5 is not an object or null"]),
        ({"oneOf": [REF, NAMED]}, '{"n":"x"}', ['$: {"n":"x"} is not valid in any allowed form']),
        ({"format": "date"}, '"2022-02-30"', ['$: "2022-02-30" is not a date']),
        ({"format": "date"}, '"2022-W01-1"', ['$: "2022-W01-1" is not a date']),
        ({"format": "date-time"}, '"2022-07-01T12:00:00.000Z"', []),
        (
            {"format": "date-time"},
            '"2022-07-01T12:00:00"',
            ['$: "2022-07-01T12:00:00" is not a date-time'],
        ),
    ],
)
def test_problems_name_the_place(schema: dict[str, Any], text: str, found: list[str]) -> None:
    operation = judge(schema)
    value = exact.decode(text)
    assert operation.wrong_body(value) == found
    assert operation.wrong_answer(200, value) == found
    assert operation.wrong_answer(404, value) == found


def test_long_values_are_cut() -> None:
    (problem,) = judge({"type": "integer"}).wrong_body("x" * 1000)
    assert len(problem) < 100


def test_only_a_described_success_may_leave() -> None:
    operation = judge({"type": "object"})
    assert operation.wrong_answer(201, {}) == ["status 201 is not in the merged schema"]
    assert operation.wrong_answer(204, {}) == []
    assert operation.wrong_answer(500, {}) == []


def test_everything_missing_is_named() -> None:
    document: dict[str, Any] = {"paths": {"/x": {"get": {"operationId": "read", "responses": {}}}}}
    with pytest.raises(EmulatorError, match=r"here: .* write, read's body"):
        compile_contract(document, {"write": False, "read": True}, "here")


NUMBERS = st.integers() | st.decimals(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(VALUES)
def test_json_is_read_as_it_was_written(value: Json) -> None:
    text = exact.encode(value)
    assert exact.decode(text) == value
    assert exact.encode(exact.decode(text)) == text


@pytest.mark.parametrize(
    "text", [b"", b"\xff", b"{", b"NaN", b"1e99999999999999999999", b"9" * 5000, b"[" * 100_000]
)
def test_what_cannot_be_kept_is_refused(text: bytes) -> None:
    with pytest.raises(exact.NotJsonError):
        exact.decode(text)
