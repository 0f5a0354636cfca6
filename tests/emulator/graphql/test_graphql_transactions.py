"""A document with errors changes nothing; a bug of the emulator is never blamed on the caller."""

from collections.abc import Callable

import pytest

from corrigenda.emulator.provider import DeclinedError
from tests.emulator.graphql.conftest import GRAPH, SDL, Bench

A = 'a: make(thing: {id: "1", price: 1}) {id}'
B = 'b: refuse(why: "because") {id}'
C = 'c: make(thing: {id: "2", price: 2}) {id}'


def ids(at: Bench) -> list[str]:
    status, body = at.send("{things {id}}")
    assert status == 200, body
    return [each["id"] for each in body["data"]["things"]]


def test_without_errors_everything_stays(bench: Callable[..., Bench]) -> None:
    at = bench()
    status, body = at.send(f"mutation {{ {A} {C} }}")
    assert (status, body) == (200, {"data": {"a": {"id": "1"}, "c": {"id": "2"}}})
    assert ids(at) == ["1", "2"]


def test_an_error_undoes_the_whole_document(bench: Callable[..., Bench]) -> None:
    at = bench()
    status, body = at.send(f"mutation {{ {A} {B} {C} }}")
    assert status == 200
    assert body["data"] == {"a": None, "b": None, "c": None}
    declined, *undone = body["errors"]
    assert declined == {
        "message": "because",
        "locations": [{"line": 1, "column": 53}],
        "path": ["b"],
        "extensions": {"code": "NO"},
    }
    assert [(each["path"], each["extensions"]) for each in undone] == [
        (["a"], {"kind": "UNDONE"}),
        (["c"], {"kind": "UNDONE"}),
    ]
    assert ids(at) == []


def test_partial_data_of_a_query_stays(bench: Callable[..., Bench]) -> None:
    at = bench(fields={**GRAPH.fields, "Query.thing": declining})
    at.send(f"mutation {{ {A} }}")
    status, body = at.send("{thing(id: 1) {id} things {id}}")
    assert status == 200
    assert body["data"] == {"thing": None, "things": [{"id": "1"}]}
    assert [error["path"] for error in body["errors"]] == [["thing"]]


def test_an_error_spreads_to_what_cannot_be_null(bench: Callable[..., Bench]) -> None:
    at = bench(fields={**GRAPH.fields, "Query.things": declining})
    status, body = at.send("{things {id} __typename}")
    assert (status, body["data"]) == (200, None)


def test_an_argument_that_is_null_after_all_is_the_callers(bench: Callable[..., Bench]) -> None:
    query = 'query Q($i: ID = "x") {thing(id: $i) {id}}'
    assert bench().send(query, i="1")[0] == 200
    status, body = bench().send(query, i=None)
    assert (status, body["data"]) == (200, {"thing": None})
    assert body["errors"][0]["extensions"] == {"kind": "BAD_USER_INPUT"}


@pytest.mark.parametrize(
    ("field", "asked"), [("price", "price"), ("at", "at"), ("colour", "colour"), ("id", "id")]
)
def test_what_breaks_the_schema_does_not_leave_and_does_not_stay(
    bench: Callable[..., Bench], field: str, asked: str
) -> None:
    at = bench()
    status, body = at.send(f'mutation {{ spoil(name: "{field}") {{ {asked} }} }}')
    assert status == 500
    assert "a bug in the emulator, not in the request: MistakeError" in body["message"]
    assert ids(at) == []


def test_a_null_that_may_not_be_is_a_mistake(bench: Callable[..., Bench]) -> None:
    at = bench(SDL.replace("day: Date at", "day: Date! at", 1))
    status, body = at.send(f"mutation {{ {A.replace('{id}', '{id day}')} }}")
    assert (status, "Thing.day" in body["message"]) == (500, True)
    assert ids(at) == []


def test_behaviour_that_breaks_is_a_mistake(bench: Callable[..., Bench]) -> None:
    at = bench()
    status, body = at.send('{strange(value: "1.5") {price}}')
    assert status == 500
    assert "'1.5' is not a number" in body["message"]


def declining(_call: object, _given: object) -> None:
    raise DeclinedError("no", {})
