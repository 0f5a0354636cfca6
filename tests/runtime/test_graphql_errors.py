"""What services write under ``errors``: whatever it is, it becomes an error that a person reads."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest

from corrigenda.runtime.graphql_errors import (
    GraphQLErrorItem,
    GraphQLErrorLocation,
    errors_message,
    read_items,
)
from tests.runtime.judging import refused
from tests.runtime.queries import SECRET, SITE, create_project

CREATE = create_project({"name": "x", "customer": {"id": "c1"}})
WHOLE = {
    "message": "name is taken",
    "path": ["createProject", 0, "name"],
    "locations": [{"line": 2, "column": 3}],
    "extensions": {"classification": "ValidationError", "limit": 5},
}


def test_an_item_as_the_specification_has_it() -> None:
    error = refused(CREATE, {"data": None, "errors": [WHOLE]}, headers={"works_tid": "t-1"})
    assert error.errors == [
        GraphQLErrorItem(
            message="name is taken",
            path=["createProject", 0, "name"],
            locations=[GraphQLErrorLocation(2, 3)],
            extensions={"classification": "ValidationError", "limit": 5},
        )
    ]
    said = "create_project: the response lists an error: name is taken [ValidationError]"
    assert str(error) == f"{said} (request id t-1)"
    assert (error.status_code, error.request_id) == (200, "t-1")
    assert error.headers == {"works_tid": "t-1"}


MESSAGES: list[tuple[object, list[str]]] = [
    ([{"message": "one"}, {"message": "two"}], ["one", "two"]),
    (["one", "two"], ["one", "two"]),
    ({"message": "one"}, ["one"]),
    ("one", ["one"]),
    ([{"detail": "one"}], ["one"]),
    ([{"error": {"message": "deep"}}], ["deep"]),
    ([{"message": None, "title": "one"}], ["one"]),
    ([{"message": 5}], ['{"message":5}']),
    ([{"message": ""}], ['{"message":""}']),
    ([{"message": ["a", "b"]}], ["a; b"]),
    ({"name": ["is taken"]}, ['{"name":["is taken"]}']),
    ([{}, None, "", []], ["no message"] * 4),
    ([5, True], ["5", "true"]),
    (7, ["7"]),
    (True, ["true"]),
    ([[{"message": "nested"}]], ["nested"]),
    (["<html>"], ["<html>"]),
]


@pytest.mark.parametrize(("errors", "messages"), MESSAGES, ids=str)
def test_whatever_stands_there_has_a_message(errors: object, messages: list[str]) -> None:
    error = refused(CREATE, {"data": None, "errors": errors})
    assert [item.message for item in error.errors] == messages
    for message in messages:
        assert message in str(error)


MALFORMED: list[tuple[dict[str, Any], str, object]] = [
    ({"path": None}, "path", None),
    ({"path": "createProject"}, "path", None),
    ({"path": [{}]}, "path", None),
    ({"path": [True]}, "path", None),
    ({"path": [1.5]}, "path", None),
    ({"path": []}, "path", []),
    ({"locations": None}, "locations", None),
    ({"locations": {}}, "locations", None),
    ({"locations": []}, "locations", []),
    ({"locations": [None, {}, {"line": "1", "column": 2}, {"line": True, "column": 1}]}, "l", []),
    ({"extensions": None}, "extensions", None),
    ({"extensions": []}, "extensions", None),
    ({"extensions": {}}, "extensions", {}),
    ({"extensions": {"code": "A", "classification": "B"}}, "code", "A"),
    ({"extensions": {"code": 5, "classification": {"type": "B"}}}, "code", None),
    ({"extensions": {"code": ""}}, "code", None),
]


@pytest.mark.parametrize(("members", "name", "value"), MALFORMED, ids=str)
def test_what_does_not_fit_is_none(members: dict[str, Any], name: str, value: object) -> None:
    (item,) = read_items([{"message": "no", **members}])
    assert item.message == "no"
    assert getattr(item, "locations" if name == "l" else name) == value


def test_an_entry_that_is_wrong_does_not_hide_those_that_fit() -> None:
    (item,) = read_items([{"locations": [{"line": 1, "column": 2}, {"line": 3}]}])
    assert item.locations == [GraphQLErrorLocation(1, 2)]


def test_the_message_is_one_line_and_bounded() -> None:
    many = [{"message": f"error\n{n} " + "x" * 3000} for n in range(40)]
    error = refused(CREATE, {"errors": many})
    assert "\n" not in str(error)
    assert len(str(error)) < 3000
    assert str(error).startswith("create_project: the response lists 40 errors: error 0 x")
    assert str(error).endswith("; and 35 more")
    assert len(error.errors) == 40
    assert error.errors[0].message == many[0]["message"]


def test_numbers_are_exact() -> None:
    body = b'{"errors": [{"message": "no", "extensions": {"limit": 12345678901234567.89}}]}'
    error = refused(CREATE, body)
    assert error.errors[0].extensions == {"limit": Decimal("12345678901234567.89")}
    assert refused(CREATE, b'{"errors": [{"x": 1.10}]}').errors[0].message == '{"x":1.10}'


def test_a_copy_is_the_same_error() -> None:
    error = refused(CREATE, {"data": {"createProject": None}, "errors": [WHOLE]})
    again = copy.deepcopy(error)
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


ECHOES: list[tuple[int, object]] = [
    (200, {"data": None, "errors": [{"message": f"bad {SECRET}"}]}),
    (400, {"errors": {SECRET: SECRET}}),
    (200, {"data": {"createProject": {"id": SECRET}}, "errors": ["no"]}),
    (200, {"errors": [{"message": "x", "extensions": {"code": SECRET, "at": [SECRET]}}]}),
    (200, {"errors": [{"message": "x", "path": [SECRET]}]}),
    (200, {"errors": [{"message": "a" * 490 + SECRET}]}),
    (200, {"errors": [{"message": "x"}], "extensions": {"site": SITE}}),
    (403, {"errors": [{"message": SITE}]}),
]


@pytest.mark.parametrize(("status", "body"), ECHOES, ids=str)
def test_no_error_repeats_a_secret(status: int, body: object) -> None:
    error = refused(CREATE, body, status, headers={"x-echo": SECRET, "works_tid": f"for {SITE}"})
    shown = f"{error} {vars(error)}"
    assert SECRET[:12] not in shown
    assert SITE[:12] not in shown
    assert "[redacted]" in shown


def test_of_many_errors_the_first_are_read_and_all_are_counted() -> None:
    many = [{"message": f"no {at}"} for at in range(1001)]
    assert len(read_items(many)) == 1000
    assert errors_message("x", many, None).startswith("x: the response lists 1001 errors: no 0;")
    assert errors_message("x", many, None).endswith("and 996 more")
    assert errors_message("x", "no", None) == "x: the response lists an error: no"
