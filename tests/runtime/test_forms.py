"""Forms and multipart bodies: standards parsers get back what was sent, and nothing is injected."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, UnsetType

from corrigenda.runtime.files import read_binary, read_file
from corrigenda.runtime.forms import encode_form
from corrigenda.runtime.models import Model, OpenEnum
from corrigenda.runtime.multipart import encode_multipart
from tests.runtime.parts import parts_of


class Colour(OpenEnum):
    RED = "red"


class Line(Model, kw_only=True):
    price: str
    quantity: int | UnsetType = UNSET
    of: list[Line] | UnsetType = UNSET


class Body(Model, kw_only=True):
    text: str | UnsetType = UNSET
    amount: Decimal | UnsetType = UNSET
    rate: float | UnsetType = UNSET
    is_paid: bool | UnsetType = UNSET
    day: date | UnsetType = UNSET
    at: datetime | UnsetType = UNSET
    id: UUID | UnsetType = UNSET
    code: bytes | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    words: list[str] | UnsetType = UNSET
    table: list[list[int]] | UnsetType = UNSET
    labels: dict[str, str | None] | UnsetType = UNSET
    lines: list[Line] | UnsetType = UNSET
    file: bytes | list[bytes] | UnsetType = UNSET


def form(values: Any, **options: Any) -> list[tuple[str, str]]:
    """Encode a form, and read it as a service does."""
    body = encode_form("send", Body, values, **options)
    assert body is not None
    return parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=True)


def multipart(values: dict[str, Any], **options: Any) -> Any:
    body = encode_multipart("send", Body, values, **options)
    assert body.content is not None
    return parts_of(body.content_type, body.content)


def problems(values: dict[str, Any], styles: dict[str, Any] | None = None) -> list[str]:
    """Return the problems of a body, which are those of both encodings."""
    with pytest.raises(TypeError) as caught:
        encode_form("send", Body, values, styles=styles)
    with pytest.raises(TypeError) as again:
        encode_multipart("send", Body, values, styles=styles)
    assert str(caught.value) == str(again.value)
    return [line.removeprefix("send: ") for line in str(caught.value).splitlines()]


SCALARS: list[tuple[str, Any, str]] = [
    ("text", "a b+c&d=é\r\n%20", "a b+c&d=é\r\n%20"),
    ("text", "", ""),
    ("amount", Decimal("12345678901234567.890"), "12345678901234567.890"),
    ("amount", 3, "3"),
    ("amount", Decimal("1E+3"), "1000"),
    ("rate", 0.5, "0.5"),
    ("is_paid", True, "true"),
    ("day", date(2024, 2, 29), "2024-02-29"),
    ("at", datetime(2024, 2, 29, 12, tzinfo=UTC), "2024-02-29T12:00:00Z"),
    ("id", UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ("code", b"\xff\x00", "/wA="),
    ("colour", Colour.RED, "red"),
]


@pytest.mark.parametrize(("name", "value", "text"), SCALARS)
def test_a_scalar_is_its_text(name: str, value: Any, text: str) -> None:
    assert form({name: value}) == [(name, text)]
    assert multipart({name: value}) == [(name, None, None, text.encode())]


STYLES: list[tuple[str | None, str, Any, list[tuple[str, str]]]] = [
    (None, "words", ["a", "b c"], [("words", "a"), ("words", "b c")]),
    (None, "table", [[1], [2, 3]], [("table", "[1]"), ("table", "[2,3]")]),
    (None, "labels", {"a": "b", "c": None}, [("labels", '{"a":"b","c":null}')]),
    (None, "lines", [Line(price="p")], [("lines", '{"price":"p"}')]),
    ("json", "words", ["a"], [("words", '"a"')]),
    ("form", "words", ["a", "b"], [("words", "a"), ("words", "b")]),
    ("form", "labels", {"a": "b", "c": "d"}, [("a", "b"), ("c", "d")]),
    ("comma", "words", ["a", "b c"], [("words", "a,b c")]),
    ("comma", "labels", {"a": "b", "c": "d"}, [("labels", "a,b,c,d")]),
    ("space", "words", ["a", "b"], [("words", "a b")]),
    ("pipe", "words", ["a", "b"], [("words", "a|b")]),
    ("deep", "labels", {"a b": "c"}, [("labels[a b]", "c")]),
    ("deep", "words", ["a", "b"], [("words[0]", "a"), ("words[1]", "b")]),
    ("deep", "text", "a", [("text", "a")]),
    (
        "deep",
        "lines",
        [{"price": "p", "of": [{"price": "q", "quantity": 2}]}],
        [
            ("lines[0][price]", "p"),
            ("lines[0][of][0][price]", "q"),
            ("lines[0][of][0][quantity]", "2"),
        ],
    ),
]


@pytest.mark.parametrize(("style", "name", "value", "expected"), STYLES)
def test_lists_and_objects_have_the_form_of_their_style(
    style: Any, name: str, value: Any, expected: list[tuple[str, str]]
) -> None:
    styles = {name: style} if style else None
    assert form({name: value}, styles=styles) == expected
    if style == "json":
        return  # in multipart, a media type says it
    found = multipart({name: value}, styles=styles)
    assert [(key, content.decode()) for key, _file, _type, content in found] == expected
    is_json = style is None and name != "words"
    assert {kind for _key, _file, kind, _content in found} == {
        "application/json" if is_json else None
    }


REFUSED: list[tuple[str | None, dict[str, Any], str]] = [
    (None, {"text": None}, "$.text: a form has no null; leave the argument out"),
    (None, {"words": []}, "$.words: a form has no empty list; leave the argument out"),
    ("deep", {"labels": {}}, "$.labels: a form has no empty object; leave the argument out"),
    ("deep", {"labels": {"a]": "b"}}, "$.labels: a key is empty or has a bracket"),
    ("deep", {"labels": {"": "b"}}, "$.labels: a key is empty or has a bracket"),
    ("deep", {"labels": {"a": None}}, "$.labels: a form has no null"),
    ("deep", {"words": []}, "$.words: a form has no empty list"),
    ("comma", {"words": ["a,b"]}, "$.words: a value with ',' cannot be sent"),
    ("space", {"words": ["a b"]}, "$.words: a value with ' ' cannot be sent"),
    ("form", {"lines": [{"price": "p"}]}, "$.lines: a list or an object inside it cannot be sent"),
    (None, {"amount": Decimal("1E+200")}, "$.amount: "),
    (None, {"amount": 1.5}, "$.amount: 1.5 is a float: money must be exact"),
    (None, {"text": "\ud800"}, "$.text: "),
]


@pytest.mark.parametrize(("style", "values", "said"), REFUSED)
def test_what_a_form_cannot_have_is_refused(style: Any, values: dict[str, Any], said: str) -> None:
    (problem,) = problems(values, dict.fromkeys(values, style) if style else None)
    assert problem.startswith(said)


def test_all_problems_are_listed() -> None:
    found = problems({"amount": 1.5, "day": "2024-2-1", "words": [1, "a", 2]})
    assert [line.partition(":")[0] for line in found] == [
        "$.amount",
        "$.day",
        "$.words[0]",
        "$.words[2]",
    ]


def test_a_map_and_a_struct_are_forms_too() -> None:
    line = Line(price="p", quantity=2)
    assert encode_form("send", Line, line) == b"price=p&quantity=2"
    assert encode_form("send", dict[str, Decimal], {"a": Decimal("0.10")}) == b"a=0.10"
    with pytest.raises(TypeError, match=r"^send: \$: pass an object"):
        encode_form("send", list[int], [1])


def test_what_is_left_out_is_not_sent() -> None:
    left_out = {"text": UNSET, "words": UNSET}
    assert encode_form("send", Body, left_out) == b""
    assert encode_form("send", Body, left_out, required=False) is None
    assert encode_form("send", dict[str, str], UNSET, required=False) is None
    assert encode_multipart("send", Body, left_out, required=False) == (None, "")
    assert multipart({"text": "a", "words": UNSET}) == [("text", None, None, b"a")]
    with pytest.raises(TypeError, match=r"^send: \$\.price: this is required$"):
        encode_multipart("send", Line, {"quantity": 1}, required=False)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(
    st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=4), st.lists(TEXTS, min_size=1, max_size=3)
)
def test_a_service_reads_the_texts_that_were_passed(
    labels: dict[str, str], words: list[str]
) -> None:
    sent = encode_form("send", dict[str, str | list[str]], {**labels, "words": words})
    assert sent is not None
    wanted = [(name, text) for name, text in labels.items() if name != "words"]
    read = parse_qsl(sent.decode(), keep_blank_values=True, strict_parsing=True)
    assert sorted(read) == sorted([*wanted, *(("words", word) for word in words)])


@given(st.lists(st.tuples(TEXTS, st.binary(max_size=40)), min_size=1, max_size=3), TEXTS)
def test_a_service_reads_the_files_that_were_passed(
    files: list[tuple[str, bytes]], text: str
) -> None:
    found = multipart({"text": text, "file": files}, files={"file"})
    escaped = [
        name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A") for name, _ in files
    ]
    assert found == [
        ("text", None, None, text.encode()),
        *(
            ("file", name, "application/octet-stream", content)
            for name, (_name, content) in zip(escaped, files, strict=True)
        ),
    ]


def test_another_parser_reads_it_as_well() -> None:
    values = {
        "text": "ä",
        "file": ("a b.txt", b"one\r\ntwo", "text/x-log"),
        "lines": [{"price": "p"}],
    }
    body = encode_multipart("send", Body, values, files={"file"})
    assert body.content
    head = f"Content-Type: {body.content_type}\r\n\r\n".encode()
    message = message_from_bytes(head + body.content, policy=policy.HTTP)
    assert not message.defects
    read = [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part.get_content_type(),
            part.get_payload(decode=True),
        )
        for part in message.iter_parts()
    ]
    assert read == [
        ("text", None, "text/plain", "ä".encode()),
        ("lines", None, "application/json", b'{"price":"p"}'),
        ("file", "a b.txt", "text/x-log", b"one\r\ntwo"),
    ]


def test_no_name_injects_a_header() -> None:
    name = 'a"; filename="b\r\nX-Evil: 1\r\n\r\n--x'
    (part,) = multipart({"file": (name, b"c")}, files={"file"})
    escaped = "a%22; filename=%22b%0D%0AX-Evil: 1%0D%0A%0D%0A--x"
    assert part == ("file", escaped, "application/octet-stream", b"c")
    styles: Any = {"labels": "deep"}
    (field,) = multipart({"labels": {'k"\r\nX-Evil: 1': "v"}}, styles=styles)
    assert field == ("labels[k%22%0D%0AX-Evil: 1]", None, None, b"v")


@pytest.mark.parametrize(
    "media_type", ["text/plain\r\nX-Evil: 1", "text", "a/b; c=\n", "é/b", "a b/c"]
)
def test_no_media_type_injects_a_header(media_type: str) -> None:
    with pytest.raises(TypeError, match=r"^send: \$\.file: .* is not a media type"):
        multipart({"file": ("a", b"c", media_type)}, files={"file"})


def test_the_boundary_is_random_and_not_in_the_content() -> None:
    values = {"file": b"x", "text": "y"}
    types = {encode_multipart("send", Body, values, files={"file"}).content_type for _ in range(50)}
    assert len(types) == 50
    given = iter(["taken", "also-taken", "free"])
    values = {"file": b"--taken", "text": "also-taken"}
    body = encode_multipart("send", Body, values, files={"file"}, new_boundary=lambda: next(given))
    assert body.content_type == "multipart/form-data; boundary=free"


def test_a_file_is_what_a_caller_has(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"abc")
    assert read_file(path) == ("a.bin", b"abc", "")
    with path.open("rb") as file:
        file.seek(1)
        assert read_file(file) == ("a.bin", b"bc", "")
    assert read_file(io.BytesIO(b"x")) == ("upload", b"x", "")
    assert read_file(("n", memoryview(b"x"), "a/b")) == ("n", b"x", "a/b")
    assert read_binary(bytearray(b"x")) == b"x"
    found = multipart({"file": (b"a", b"b")}, files={"file"})
    assert [part[3] for part in found] == [b"a", b"b"]
    with pytest.raises(FileNotFoundError):
        read_binary(tmp_path / "none")


@pytest.mark.parametrize(
    "value", ["a.bin", 1, None, ("a",), ("a", "b"), ("a", b"b", None), io.StringIO("x")]
)
def test_what_is_no_file_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match=r"^send: \$\.file: pass"):
        multipart({"file": value}, files={"file"})


def test_media_types_of_parts_are_declared() -> None:
    types = {"text": "text/markdown", "file": "image/png", "words": "application/json"}
    values = {"text": "a", "words": ["b"], "file": [b"c", ("d", b"e", "image/gif")]}
    assert multipart(values, files={"file"}, types=types) == [
        ("text", None, "text/markdown", b"a"),
        ("words", None, "application/json", b'"b"'),
        ("file", "upload", "image/png", b"c"),
        ("file", "d", "image/gif", b"e"),
    ]
