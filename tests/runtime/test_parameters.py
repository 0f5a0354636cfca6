"""Parameters in paths, headers and cookies, and as JSON: read again, or refused by name."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corrigenda.runtime.connection import Connection
from corrigenda.runtime.models import UNSET, Model
from corrigenda.runtime.parameters import cookie, header, headers, json_text, path, query
from corrigenda.runtime.styles import form, simple
from tests.runtime.conftest import Server
from tests.runtime.things import GET, POST, SERVICE, Send

RGB = {"R": 100, "G": 200}

VISIBLE = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1)
ANY = st.text(st.characters(exclude_categories=["Cs"]))
OCTETS = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*")
"""RFC 6265, 4.1.1."""


class Point(Model):
    x: Decimal


def test_texts_in_a_path() -> None:
    texts = {"a": simple("a", ["x/y", "z"]), "b": "1"}
    assert path("/p/{a}/{b}/{a}", texts) == "/p/x%2Fy,z/1/x%2Fy,z"


@pytest.mark.parametrize("text", ["", ".", ".."])
def test_a_text_that_names_another_resource_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"a: .* cannot be used in a path"):
        path("/p/{a}", {"a": text})


def test_a_query_has_no_empty_parts() -> None:
    assert query(form("a", UNSET), form("b", 1), form("c", UNSET), form("d", [2])) == "b=1&d=2"
    assert query() == ""


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (header("X", "blue, or green"), "blue, or green"),
        (header("X", ""), ""),
        (header("X", Decimal("1.50")), "1.50"),
        (header("X", ["blue", "black"]), "blue,black"),
        (header("X", RGB), "R,100,G,200"),
        (header("X", RGB, explode=True), "R=100,G=200"),
        (header("X", 1.5, kind="float"), "1.5"),
    ],
)
def test_headers(made: tuple[str, str], wanted: str) -> None:
    assert made == ("X", wanted)


@pytest.mark.parametrize(
    "value",
    [
        "a\r\nX-Admin: 1",
        "a\nX-Admin: 1",
        "a\rb",
        "a\n",
        "\ra",
        "a\0",
        "é",
        " a",
        "a ",
        "a\x7f",
        "\t",
        ["a", "b\n"],
    ],
)
def test_a_header_that_could_end_is_refused_unseen(value: object) -> None:
    with pytest.raises(ValueError, match=r"^X-Key: the value of a header must be printable ASCII"):
        header("X-Key", value)
    with pytest.raises(ValueError, match=r"^X-Key: the value of a cookie must be printable ASCII"):
        cookie("X-Key", value)


@given(ANY)
def test_no_header_hides_another(text: str) -> None:
    try:
        found = header("X", text)
    except ValueError:
        assert text != text.strip() or not text.isascii() or not text.isprintable()
        return
    assert found == ("X", text)
    assert text == text.strip()
    assert text.isascii()
    assert text.replace("\t", "").isprintable()


@given(st.lists(VISIBLE, min_size=1), st.dictionaries(VISIBLE, VISIBLE, min_size=1))
def test_lists_in_headers_can_be_read_again(many: list[str], named: dict[str, str]) -> None:
    if any("," in text for text in many):
        with pytest.raises(ValueError, match="X: a value with ','"):
            header("X", many)
    else:
        assert str((header("X", many) or ("", ""))[1]).split(",") == many
    if any("," in text for text in [*named, *named.values()]) or any("=" in key for key in named):
        with pytest.raises(ValueError, match="X: a "):
            header("X", named, explode=True)
    else:
        text = (header("X", named, explode=True) or ("", ""))[1]
        assert dict(item.split("=", 1) for item in text.split(",")) == named


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (cookie("c", "blue"), "c=blue"),
        (cookie("c", ["blue", "black"]), "c=blue; c=black"),
        (cookie("c", ["blue", "black"], explode=False), "c=blue,black"),
        (cookie("c", RGB), "R=100; G=200"),
        (cookie("c", RGB, explode=False), "c=R,100,G,200"),
        (cookie("c", UNSET), ""),
    ],
)
def test_cookies(written: str, wanted: str) -> None:
    assert written == wanted


@given(ANY)
def test_no_cookie_hides_another(text: str) -> None:
    if OCTETS.fullmatch(text):
        assert cookie("c", text) == f"c={text}"
    else:
        with pytest.raises(ValueError, match=r"^c: the value of a cookie must"):
            cookie("c", text)
    assert OCTETS.fullmatch(form("c", text).removeprefix("c="))


def test_what_is_unset_is_no_header() -> None:
    assert header("X", UNSET) is None
    assert headers(header("X", UNSET), cookies=(form("c", UNSET),)) is None
    both = headers(header("X", 1), None, cookies=("", "a=1", "b=2"))
    assert both == {"X": "1", "Cookie": "a=1; b=2"}
    assert headers(header("cookie", "z=0"), cookies=("a=1",)) == {"Cookie": "z=0; a=1"}


def test_json_is_ascii_and_exact() -> None:
    value = {"name": "é \U0001f600", "price": Decimal("1.10"), "none": None}
    text = json_text("q", value)
    assert text == r'{"name":"\u00e9 \ud83d\ude00","price":1.10,"none":null}'
    assert json_text("q", Point(x=Decimal("2.50")), Point) == '{"x":2.50}'
    assert json_text("q", [Point(x=Decimal(1))], list[Point]) == '[{"x":1}]'
    assert json_text("q", UNSET) is UNSET
    with pytest.raises(TypeError, match=r"q: \$\.x: 1\.5 is a float"):
        json_text("q", {"x": 1.5}, Point)


@given(st.recursive(st.none() | ANY | st.booleans(), lambda one: st.lists(one), max_leaves=5))
def test_json_can_be_read_again(value: Any) -> None:
    text = str(json_text("q", value))
    assert text.isascii()
    assert json.loads(text) == value
    assert header("X", text) == ("X", text)


def test_a_header_names_what_it_refuses_and_no_value() -> None:
    with pytest.raises(ValueError, match="X-Token") as raised:
        header("X-Token", "hunter2\n")
    assert "hunter2" not in str(raised.value)


CALL = replace(GET, headers={"X-Trace": "t", "Cookie": "a=1"}, encoded_query="x=a,b")


@pytest.mark.usefixtures("clean_environment")
def test_parameters_arrive_beside_the_headers_of_the_caller(server: Server, send: Send) -> None:
    server.body = b'{"amount": 1}'
    send(CALL, base_url=server.url)
    came = server.arrived[0]
    assert came.target == "/things/a%2Fb?q=a%20b%26c&q=d&x=a,b"
    assert (came.headers["x-trace"], came.headers["cookie"]) == ("t", "a=1")
    assert came.headers["authorization"].startswith("Bearer ")


@pytest.mark.usefixtures("clean_environment")
def test_headers_of_the_call_win_and_cookies_add_up(server: Server) -> None:
    server.body = b'{"amount": 1}'
    own = httpx2.Client(cookies={"jar": "j"})
    with own, httpx2.Client() as plain:
        for http in (own, plain, None):
            connection = Connection(SERVICE, {"token": "t"}, server.url, http_client=http)
            view = connection.with_options(extra_headers={"x-trace": "client", "X-Own": "o"})
            view.send(CALL)
            view.send(CALL, {"X-TRACE": "call", "cookie": "b=2"})
            connection.close()
    found = [(came.headers["x-trace"], came.headers["cookie"]) for came in server.arrived]
    assert found == [
        ("t", "jar=j; a=1"),
        ("call", "jar=j; a=1; b=2"),
        ("t", "a=1"),
        ("call", "a=1; b=2"),
        ("t", "a=1"),
        ("call", "a=1; b=2"),
    ]
    assert {came.headers["x-own"] for came in server.arrived} == {"o"}


@pytest.mark.usefixtures("clean_environment")
def test_an_idempotency_key_is_made_unless_it_is_a_parameter(server: Server, send: Send) -> None:
    server.body = b'{"amount": 1}'
    call = replace(POST, idempotency_header="Idempotency-Key")
    send(replace(call, headers={"idempotency-key": "mine", "X-A": "a"}), base_url=server.url)
    send(replace(call, headers={"X-A": "a"}), base_url=server.url)
    assert server.arrived[0].headers["idempotency-key"] == "mine"
    assert len(server.arrived[1].headers["idempotency-key"]) > 20
    assert [came.headers["x-a"] for came in server.arrived] == ["a", "a"]


@pytest.mark.usefixtures("clean_environment")
def test_a_call_may_have_a_server_of_its_own(server: Server, send: Send) -> None:
    server.body = b'{"amount": 1}'
    send(replace(GET, base_url=f"{server.url}/files/"), base_url="https://things.invalid")
    assert server.arrived[0].target == "/files/things/a%2Fb?q=a%20b%26c&q=d"
