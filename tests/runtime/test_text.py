"""One character of one field makes no page unreadable, in successes and in errors."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime.call import Call
from corrigenda.runtime.charset import declared_charset, to_text
from corrigenda.runtime.errors import BadRequestError, ResponseDecodeError
from corrigenda.runtime.models import Model
from corrigenda.runtime.untyped import parse, parse_or_text
from tests.runtime import judging
from tests.runtime.conftest import Server
from tests.runtime.queries import create_project
from tests.runtime.things import Send


class Note(Model, kw_only=True):
    text: str
    other: int = 0


class Notes(Model, kw_only=True):
    data: list[Note]


GET = Call(operation="list_notes", method="GET", path="/notes", response=Notes)


def page(text: bytes) -> bytes:
    return b'{"data": [{"text": "one"}, {"text": "' + text + b'"}]}'


CHANGED: list[tuple[bytes, str, str, str]] = [
    (b"\xef\xbb\xbf" + page(b"two"), "", "two", "byte-order mark"),
    (b"\xef\xbb\xbf" + page("é€".encode()), "utf-8", "é€", "byte-order mark"),
    (page("é".encode("latin-1")), "iso-8859-1", "é", "iso8859-1, as declared"),
    (page("é€".encode("cp1252")), '"Windows-1252"', "é€", "cp1252, as declared"),
    (page("é".encode()), "latin1", "é", "UTF-8, although the response declares iso8859-1"),
    (page("é€".encode()).decode().encode("utf-16"), "utf-16", "é€", "byte-order mark (utf-16)"),
    (page("é€".encode()).decode().encode("utf-16-be"), "", "é€", "utf-16-be, not UTF-8"),
    (page("é€".encode()).decode().encode("utf-16-le"), "utf-16", "é€", "utf-16-le, not UTF-8"),
    (page("é€".encode()).decode().encode("utf-32"), "utf-32", "é€", "byte-order mark (utf-32)"),
    (page("ü".encode()).decode().encode("utf-32-le"), "", "ü", "utf-32-le, not UTF-8"),
    (page("日本".encode("shift_jis")), "shift_jis", "日本", "shift_jis, as declared"),
    (page(b"a\xffb"), "", "a\ufffdb", "byte 38 cannot be read as utf-8"),
    (page(b"a\xffb"), "no-such-charset", "a\ufffdb", "cannot be read as utf-8"),
    (page(b"a\xffb"), "unicode_escape", "a\ufffdb", "cannot be read as utf-8"),
    (page(b"a\xffb"), "rot13", "a\ufffdb", "cannot be read as utf-8"),
    (page(b"a\\ud83d"), "", "a\ufffd", "surrogate"),
    (page(b"\\uDE00\\ud83d\\ude00\\\\ud83d"), "", "\ufffd\U0001f600\\ud83d", "surrogate"),
    (page(b"a\nb\tc\x1b"), "", "a\nb\tc\x1b", "control characters"),
    (page(b"a\x00\\ud800\xff"), "", "a\x00\ufffd\ufffd", "control characters"),
]


@pytest.mark.parametrize(
    ("body", "charset", "text", "said"), CHANGED, ids=lambda part: repr(part)[:30]
)
def test_a_page_is_read_and_what_was_changed_is_noted(
    send: Send, server: Server, body: bytes, charset: str, text: str, said: str
) -> None:
    server.headers = {"Content-Type": f"application/json; charset={charset}" if charset else "x"}
    server.body = body
    assert [note.text for note in send(GET, base_url=server.url).data] == ["one", text]
    with pytest.raises(ResponseDecodeError) as raised:
        send(GET, base_url=server.url, strict=True)
    assert said in str(raised.value)
    assert raised.value.json_path == "$"
    assert raised.value.body["data"][1]["text"] == text


@pytest.mark.parametrize(
    ("body", "charset", "text", "said"), CHANGED, ids=lambda part: repr(part)[:30]
)
def test_an_error_is_read_the_same_way(
    send: Send, server: Server, body: bytes, charset: str, text: str, said: str
) -> None:
    server.headers = {"Content-Type": f"application/json; charset={charset}" if charset else "x"}
    server.status, server.body = 400, body
    with pytest.raises(BadRequestError) as raised:
        send(GET, base_url=server.url)
    assert raised.value.body["data"][1]["text"] == text


def test_graphql_reads_the_same_text() -> None:
    call = create_project({"name": "x", "customer": {"id": "c1"}})
    headers = {"content-type": "application/json; charset=iso-8859-1"}
    body = json.dumps(judging.created(name="é"), ensure_ascii=False).encode("latin-1")
    assert judging.read(call, body, headers=headers).name == "é"
    error = judging.refused(call, b'{"errors": [{"message": "\xe9\\ud800"}]}', headers=headers)
    assert error.errors[0].message == "é\ufffd"
    assert "as declared" in str(judging.refused(call, body, headers=headers, strict=True))


@pytest.mark.parametrize(
    "body",
    [b'{"text": NaN}', b"{'text': 1}", b'{"text": "\\x41"}', b'{"text": 1,}', b'"open\n', b"\xff"],
)
def test_what_is_no_json_stays_an_error(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"^.+"):
        parse(body)
    assert isinstance(parse_or_text(body), str)


@given(st.binary(max_size=60), st.sampled_from(["utf-8", "utf-16", "iso8859-1", "shift_jis", None]))
def test_all_bytes_are_a_text(body: bytes, charset: str | None) -> None:
    text, _said = to_text(body, charset)
    text.encode()


@given(st.text(max_size=20), st.sampled_from(["utf-16", "utf-32", "utf-16-le", "utf-32-be"]))
def test_json_in_other_unicode_is_read(text: str, charset: str) -> None:
    value: Any = {"text": text}
    assert parse(json.dumps(value, ensure_ascii=False).encode(charset, "replace")) == json.loads(
        json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    )


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("application/json", None),
        ("application/json; charset=UTF-8", "utf-8"),
        ('text/html; x=1; Charset = "latin-1"', "iso8859-1"),
        ("application/json; charset=zlib", None),
        ("application/json; charset=utf-7", None),
        ("application/json; charset=", None),
        ("application/json; charset=" + "x" * 9999, None),
    ],
)
def test_the_declared_charset(header: str, charset: str | None) -> None:
    assert declared_charset({"content-type": header}) == charset
