"""Responses that are not always JSON of one type, errors with a type, and bodies of other types."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from types import NoneType
from typing import Any

import pytest
from msgspec.structs import replace

from corrigenda.runtime.bodies import encode_any, encode_binary, encode_json, encode_text
from corrigenda.runtime.call import Call
from corrigenda.runtime.errors import APIStatusError, NotFoundError, ResponseDecodeError
from corrigenda.runtime.models import UNSET, Model
from corrigenda.runtime.successes import Reading, Success
from tests.runtime.conftest import Server
from tests.runtime.things import POST, SECRET, Send, Thing

pytestmark = pytest.mark.usefixtures("clean_environment")


class Other(Model, kw_only=True):
    name: str


class Problem(Model, kw_only=True):
    title: str
    amount: Decimal | Any = UNSET
    detail: Any = UNSET


MANY = Reading(
    (
        Success("200", "json", "application/json", Thing),
        Success("200", "json", "application/hal+json", Other),
        Success("200", "text", "text/*"),
        Success("201", "json", "application/json", Other),
        Success("204", "none"),
        Success("2XX", "binary", "*/*"),
    )
)
DEFAULT = Reading((Success("default", "binary", "image/*"), Success("202", "none")))


def call_of(reading: Reading) -> Call[Any]:
    kind: Any = Any
    return Call(operation="read", method="POST", path="/x", response=kind, judge=reading)


def answered(server: Server, status: int, body: bytes, media_type: str | None) -> None:
    server.status, server.body = status, body
    server.headers = {"Content-Type": media_type} if media_type else {}


CASES: list[tuple[Reading, int, str | None, bytes, Any]] = [
    (
        MANY,
        200,
        "application/json; charset=utf-8",
        b'{"amount":1.10}',
        Thing(amount=Decimal("1.10")),
    ),
    (MANY, 200, "Application/HAL+json", b'{"name":"a"}', Other(name="a")),
    (MANY, 200, "text/csv", b"a,b", "a,b"),
    (MANY, 200, "application/other", b'{"amount":1}', Thing(amount=Decimal(1))),
    (MANY, 200, None, b'{"amount":1}', Thing(amount=Decimal(1))),
    (MANY, 201, "application/json", b'{"name":"a"}', Other(name="a")),
    (MANY, 204, None, b"", None),
    (MANY, 203, "application/json", b'{"amount":1}', b'{"amount":1}'),
    (MANY, 206, None, b"\xff", b"\xff"),
    (DEFAULT, 200, "image/png", b"\x89PNG", b"\x89PNG"),
    (DEFAULT, 200, None, b"", b""),
    (DEFAULT, 202, None, b"", None),
]


@pytest.mark.parametrize(("reading", "status", "media_type", "body", "expected"), CASES)
def test_status_and_media_type_choose(
    send: Send,
    server: Server,
    reading: Reading,
    status: int,
    media_type: str | None,
    body: bytes,
    expected: Any,
) -> None:
    answered(server, status, body, media_type)
    value = send(call_of(reading), base_url=server.url)
    assert value == expected
    assert type(value) is type(expected)


def test_an_empty_success_is_none_only_where_the_schema_has_one(send: Send, server: Server) -> None:
    with_json = Success("200", "json", "application/json", Thing)
    answered(server, 205, b"", None)
    assert send(call_of(Reading((with_json, Success("204", "none")))), base_url=server.url) is None
    for status, reading in ((200, MANY), (205, Reading((with_json,)))):
        answered(server, status, b"", None)
        with pytest.raises(ResponseDecodeError, match="is empty"):
            send(call_of(reading), base_url=server.url)


TEXT = Reading((Success("200", "text", "text/plain"),))


@pytest.mark.parametrize(
    ("media_type", "body", "text"),
    [
        ("text/plain", "Größe".encode(), "Größe"),
        ("text/plain; charset=ISO-8859-1", "Größe".encode("latin-1"), "Größe"),
        ("text/plain; charset=utf-16", "Größe".encode("utf-16"), "Größe"),
        ("text/plain; charset=nonsense", "Größe".encode(), "Größe"),
        ("text/plain", b"a\x00b\r\n", "a\x00b\r\n"),
        ("text/plain", b"\xff!", "\ufffd!"),
        ("text/plain", b"", ""),
    ],
)
def test_a_text_has_the_charset_it_declares(
    send: Send, server: Server, media_type: str, body: bytes, text: str
) -> None:
    answered(server, 200, body, media_type)
    assert send(call_of(TEXT), base_url=server.url) == text


def test_a_text_that_cannot_be_read_is_told(send: Send, server: Server) -> None:
    answered(server, 200, b"ab\xff" + SECRET.encode(), "text/plain")
    told: list[Any] = []
    assert send(call_of(TEXT), base_url=server.url, on_drift=told.append).startswith("ab\ufffd")
    assert [(one.json_path, one.kind) for one in told] == [("$", "encoding")]
    with pytest.raises(ResponseDecodeError, match="byte 2 of the text") as caught:
        send(call_of(TEXT), base_url=server.url, strict=True)
    assert SECRET not in repr(vars(caught.value)) + str(caught.value)


def test_a_broken_success_is_an_error_whatever_it_is(send: Send, server: Server) -> None:
    for kind in (TEXT, Reading((Success("200", "binary", "*/*"),))):
        answered(server, 200, b"not gzip", "text/plain")
        server.headers["Content-Encoding"] = "gzip"
        with pytest.raises(ResponseDecodeError):
            send(call_of(kind), base_url=server.url)


def test_a_failure_is_an_error_whatever_a_success_is(send: Send, server: Server) -> None:
    answered(server, 404, b'{"title":"t"}', "application/json")
    with pytest.raises(NotFoundError) as caught:
        send(call_of(MANY), base_url=server.url)
    assert caught.value.body == {"title": "t"}
    assert caught.value.problem is None


FAILING = replace(POST, problems=(("4xx", Problem), ("404", Other), ("default", list[Problem])))


@pytest.mark.parametrize(
    ("status", "body", "problem"),
    [
        (404, b'{"name":"a"}', Other(name="a")),
        (422, b'{"title":"a","amount":1.10}', Problem(title="a", amount=Decimal("1.10"))),
        (422, b'{"title":"a","new":1}', Problem(title="a")),
        (500, b'[{"title":"a"}]', [Problem(title="a")]),
        (301, b"[]", []),
        (422, b'{"title":1.5}', Problem(title="1.5")),
        (422, b'{"title":["a"]}', None),
        (422, b"{}", None),
        (422, b"null", None),
        (422, b"<html>", None),
        (422, b"", None),
        (404, b'{"title":"a"}', None),
        (422, b"[" * 100_000, None),
    ],
)
def test_a_problem_is_the_body_as_its_type(
    send: Send, server: Server, status: int, body: bytes, problem: Any
) -> None:
    answered(server, status, body, "application/problem+json")
    with pytest.raises(APIStatusError) as caught:
        send(FAILING, base_url=server.url, max_retries=0)
    error = caught.value
    assert error.problem == problem
    assert type(error.problem) is type(problem)
    for copied in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert (copied.problem, copied.body) == (problem, error.body)


def test_a_problem_hides_secrets_as_the_body_does(send: Send, server: Server) -> None:
    said = f'{{"title":"bad {SECRET}","detail":{{"{SECRET}":["\\u0074{SECRET[1:]}"]}}}}'
    answered(server, 422, said.encode(), "application/json")
    with pytest.raises(APIStatusError) as caught:
        send(FAILING, base_url=server.url)
    assert isinstance(caught.value.problem, Problem)
    assert caught.value.problem.title.startswith("bad ")
    assert SECRET not in repr(caught.value.problem) + str(pickle.dumps(caught.value))
    assert SECRET[1:] not in repr(caught.value.problem)


def test_an_error_without_types_has_no_problem(send: Send, server: Server) -> None:
    answered(server, 404, b'{"title":"a"}', "application/json")
    with pytest.raises(NotFoundError) as caught:
        send(POST, base_url=server.url)
    assert caught.value.problem is None


@pytest.mark.parametrize(
    ("kind", "body", "value"),
    [
        (list[Thing], b'[{"amount":1.10}]', [Thing(amount=Decimal("1.10"))]),
        (dict[str, Decimal], b'{"a":1.10}', {"a": Decimal("1.10")}),
        (Decimal, b"12345678901234567.890", Decimal("12345678901234567.890")),
        (str, b'"a"', "a"),
        (bool, b"true", True),
        (list[Thing] | None, b"null", None),
        (NoneType, b"whatever", None),
    ],
)
@pytest.mark.parametrize("strict", [False, True])
def test_a_response_may_be_of_any_type(
    send: Send, server: Server, kind: Any, body: bytes, value: Any, strict: bool
) -> None:
    server.body = body
    found = send(replace(POST, response=kind), base_url=server.url, strict=strict)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "body", "path"),
    [
        (list[Thing], b'[{"amount":1},{"amount":"x"}]', "$[1].amount"),
        (list[Thing], b'{"amount":1}', "$"),
        (dict[str, Decimal], b'{"a":1,"b":[]}', "$.b"),
        (Decimal, b'"NaN"', "$"),
        (str, b"{}", "$"),
    ],
)
def test_a_mismatch_names_its_path(
    send: Send, server: Server, kind: Any, body: bytes, path: str
) -> None:
    server.body = body
    with pytest.raises(ResponseDecodeError) as caught:
        send(replace(POST, response=kind), base_url=server.url)
    assert caught.value.json_path == path


def test_the_media_type_of_a_body_is_sent(send: Send, server: Server) -> None:
    server.body = b'{"amount":1}'
    body = encode_text("send", "é")
    send(replace(POST, body=body, content_type="text/plain; charset=utf-8"), base_url=server.url)
    assert server.arrived[-1].headers["content-type"] == "text/plain; charset=utf-8"
    assert server.arrived[-1].body == "é".encode()
    send(POST, base_url=server.url)
    assert server.arrived[-1].headers["content-type"] == "application/json"
    send(replace(POST, body=None, content_type="text/plain"), base_url=server.url)
    assert "content-type" not in server.arrived[-1].headers
    assert server.arrived[-1].body == b""
    assert "text/plain" not in repr(replace(POST, content_type="text/plain"))


def test_bodies_of_other_types() -> None:
    assert encode_any("send", Thing, {"amount": UNSET}) is None
    assert encode_any("send", Thing, {"amount": Decimal("1.10")}) == b'{"amount":1.10}'
    assert encode_json("send", list[Decimal], UNSET) is None
    assert encode_json("send", list[Decimal] | None, None) == b"null"
    assert encode_json("send", list[Decimal], [Decimal("1.10")]) == b"[1.10]"
    with pytest.raises(TypeError, match=r"^send: \$\[0\]: 1.1 is a float: money must be exact"):
        encode_json("send", list[Decimal], [1.1])
    assert encode_text("send", UNSET) is encode_binary("send", UNSET) is None
    assert (encode_text("send", ""), encode_binary("send", b"")) == (b"", b"")
    with pytest.raises(TypeError, match=r"^send: body: a lone surrogate"):
        encode_text("send", "\ud800")
    with pytest.raises(TypeError, match=r"^send: body: pass a str, not NoneType"):
        encode_text("send", None)
    with pytest.raises(TypeError, match=r"^send: body: pass bytes"):
        encode_binary("send", "text")
