"""GraphQL over HTTP: accepted requests, media types of responses, and the order of checks."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from corrigenda.emulator.graphql.media import answers_with, takes
from corrigenda.emulator.provider import Reply
from tests.emulator.graphql.conftest import Bench

LIST = b'{"query":"{things {id}}"}'
OWN, JSON = "application/graphql-response+json", "application/json"


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        ([], JSON),
        ([""], JSON),
        (["*/*"], JSON),
        ([JSON], JSON),
        ([OWN], OWN),
        ([f"{OWN}, {JSON}"], OWN),
        ([OWN, JSON], OWN),
        ([f"{JSON}, {OWN}"], JSON),
        ([f"{JSON};q=0.9, {OWN}"], OWN),
        ([f"{OWN};q=0.9, {JSON}"], JSON),
        ([f"{OWN};q=0.9, */*"], JSON),
        ([f"{OWN} ; Q=1.0 , {JSON};q=0.1"], OWN),
        ([f"{OWN};q=0"], JSON),
        ([f"{OWN};q=x"], JSON),
        (["text/html"], JSON),
        (["application/*;q=0.2, application/graphql-response+json;q=0.3"], OWN),
    ],
)
def test_answers_are_sent_as_the_caller_likes(accept: list[str], sent: str) -> None:
    assert answers_with(accept) == sent


@pytest.mark.parametrize(
    ("types", "taken"),
    [
        ([JSON], True),
        ([f"{JSON}; charset=UTF-8"], True),
        ([f'{JSON};charset="utf-8"; x=y'], True),
        ([f"{JSON}; charset=latin-1"], False),
        (["Application/JSON"], True),
        (["application/graphql"], False),
        (["text/plain"], False),
        ([""], False),
        ([], False),
        ([JSON, JSON], False),
    ],
)
def test_only_json_is_taken(types: list[str], taken: bool) -> None:
    assert takes(types) == taken


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_only_post_is_allowed(bench: Callable[..., Bench], method: str) -> None:
    name, answer = bench().arrive(LIST, method)
    assert (name, answer.status, answer.headers["Allow"]) == (None, 405, "POST")
    assert json.loads(answer.body)["status"] == 405


def test_there_is_one_path(bench: Callable[..., Bench]) -> None:
    name, answer = bench().arrive(LIST, path="/")
    assert (name, answer.status) == (None, 404)


def test_another_type_is_refused(bench: Callable[..., Bench]) -> None:
    assert bench().arrive(LIST, content_type="text/plain")[1].status == 415
    assert bench().arrive(LIST, content_type="")[1].status == 415


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b"", "BAD_REQUEST", "not JSON"),
        (b"{", "BAD_REQUEST", "not JSON"),
        (b'"\xff"', "BAD_REQUEST", "UTF-8"),
        (b'{"query": NaN}', "BAD_REQUEST", "not JSON"),
        (b"[" * 100_000, "BAD_REQUEST", "nested too deeply"),
        (b"[]", "BAD_REQUEST", "not a JSON object"),
        (b'[{"query":"{things {id}}"}]', "BAD_REQUEST", "not a JSON object"),
        (b"{}", "BAD_REQUEST", "`query` must be a string"),
        (b'{"query": null}', "BAD_REQUEST", "`query` must be a string"),
        (b'{"query": 5}', "BAD_REQUEST", "`query` must be a string"),
        (b'{"extensions": {"persistedQuery": {}}}', "BAD_REQUEST", "`query` must be a string"),
        (b'{"query": "{things {id}}", "variables": []}', "BAD_REQUEST", "`variables`"),
        (b'{"query": "{things {id}}", "operationName": 1}', "BAD_REQUEST", "`operationName`"),
        (b'{"query": "{things {id}"}', "GRAPHQL_PARSE_FAILED", "Syntax Error"),
        (b'{"query": ""}', "GRAPHQL_PARSE_FAILED", "Syntax Error"),
        (b'{"query": "{things {nothing}}"}', "GRAPHQL_VALIDATION_FAILED", "nothing"),
        (b'{"query": "{thing {id}}"}', "GRAPHQL_VALIDATION_FAILED", "required"),
        (b'{"query": "type X { x: Int }"}', "GRAPHQL_VALIDATION_FAILED", "X"),
        (
            b'{"query": "query A {things {id}}", "operationName": "B"}',
            "OPERATION_RESOLUTION_FAILURE",
            "no operation B",
        ),
        (
            b'{"query": "query A {things {id}} query B {things {id}}"}',
            "OPERATION_RESOLUTION_FAILURE",
            "`operationName` is required",
        ),
        (b'{"query": "query Q($i: ID!) {thing(id: $i) {id}}"}', "BAD_USER_INPUT", "$i"),
        (b'{"query": "subscription {things {id}}"}', None, ""),
    ],
)
def test_a_request_that_cannot_run(
    bench: Callable[..., Bench], body: bytes, kind: str | None, said: str
) -> None:
    _, answer = bench().arrive(body)
    assert answer.status == 400, answer.body
    errors = json.loads(answer.body)
    assert errors.keys() == {"errors"}
    assert said in errors["errors"][0]["message"]
    if kind:
        assert {error["extensions"]["kind"] for error in errors["errors"]} == {kind}


def test_all_that_is_wrong_is_said_at_once(bench: Callable[..., Bench]) -> None:
    _, answer = bench().arrive(b'{"variables": 1, "operationName": 1}')
    assert len(json.loads(answer.body)["errors"]) == 3


def test_places_are_in_the_document(bench: Callable[..., Bench]) -> None:
    _, body = bench().send("{\n  things {nothing}\n}")
    assert body["errors"][0]["locations"] == [{"line": 2, "column": 11}]


def test_unknown_members_and_nulls_are_nothing(bench: Callable[..., Bench]) -> None:
    body = b'{"query":"{things {id}}","variables":null,"operationName":null,"id":1,"extensions":{}}'
    assert bench().arrive(body)[1].status == 200


def test_who_asks_is_settled_before_what(bench: Callable[..., Bench]) -> None:
    for token in ("", "Basic x", "Bearer invalid-x"):
        name, answer = bench().arrive(LIST, authorization=token)
        assert (name, answer.status) == ("list_things", 401)
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert bench().arrive(b"{", authorization="")[1].status == 401


def test_without_scope(bench: Callable[..., Bench]) -> None:
    scopeless = {"authorization": "Bearer noscope-x"}
    assert bench().arrive(LIST, **scopeless)[1].status == 403
    named: dict[str, Any] = {"unscoped": Reply(200, {"errors": [1]})}
    name, answer = bench(**named).arrive(LIST, accept=OWN, **scopeless)
    assert (name, answer.status, answer.body) == ("list_things", 200, b'{"errors":[1]}')
    assert answer.media_type == OWN
    assert bench(**named).arrive(LIST, authorization="")[1].status == 401


def test_headers_that_are_needed(bench: Callable[..., Bench]) -> None:
    at = bench(headers=("x-site",))
    assert at.arrive(LIST)[1].status == 400
    assert at.arrive(LIST, x_site=" ")[1].status == 400
    assert at.arrive(LIST, x_site="here")[1].status == 200
    assert at.arrive(LIST, authorization="")[1].status == 401


def test_the_media_type_follows_the_answer_and_the_error(bench: Callable[..., Bench]) -> None:
    at = bench()
    assert at.arrive(LIST, accept=OWN)[1].media_type == OWN
    assert at.arrive(b"{", accept=OWN)[1].media_type == OWN
    assert at.arrive(b"{", accept=JSON)[1].media_type == JSON
    assert at.arrive(LIST, accept=OWN, authorization="")[1].media_type == JSON
