"""Which media type of a body is sent, and which of a response are read."""

from typing import Any

import pytest

from corrigenda.openapi.encodings import Encodings, read_encodings
from corrigenda.openapi.media import body_media, response_media

TEXT = {"type": "string"}
FILE = {"type": "string", "format": "binary"}
ITEM = {"type": "object", "properties": {"id": TEXT, "file": FILE}}
LIST = {"type": "array", "items": ITEM}
JSON, FORM, PARTS = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"
XML, CSV, PDF = "application/xml", "text/csv", "application/pdf"


def content(*names: str, schema: Any = ITEM) -> Any:
    return {"content": {name: {"schema": schema} for name in names}}


BODIES: list[tuple[Any, Any, Any]] = [
    ((XML, PDF, CSV, PARTS, FORM, JSON), ITEM, ("json", JSON, JSON)),
    ((XML, PDF, CSV, PARTS, FORM), ITEM, ("form", FORM, FORM)),
    ((PDF, CSV, PARTS), ITEM, ("multipart", PARTS, PARTS)),
    ((PDF, CSV), TEXT, ("text", CSV, f"{CSV}; charset=utf-8")),
    ((PDF, "image/png"), FILE, ("binary", PDF, PDF)),
    (
        ("application/merge-patch+json", JSON),
        ITEM,
        ("json",) + ("application/merge-patch+json",) * 2,
    ),
    (("application/*+json", "text/json"), ITEM, ("json", "text/json", "text/json")),
    (("application/*+json",), ITEM, ("json", "application/*+json", JSON)),
    (
        ("Application/JSON; charset=utf-8",),
        ITEM,
        ("json",) + ("Application/JSON; charset=utf-8",) * 2,
    ),
    (("*/*",), ITEM, ("json", "*/*", JSON)),
    (("application/*",), LIST, ("json", "application/*", JSON)),
    (("*/*",), {}, ("binary", "*/*", "application/octet-stream")),
    (("image/*",), FILE, ("binary", "image/*", "application/octet-stream")),
    (("text/*",), TEXT, ("text", "text/*", "text/plain; charset=utf-8")),
    (("text/plain; charset=us-ascii",), TEXT, ("text",) + ("text/plain; charset=us-ascii",) * 2),
    ((JSON,), FILE, ("binary", JSON, JSON)),
    ((FORM, PARTS), LIST, None),
    ((FORM,), {}, ("form", FORM, FORM)),
    ((FORM,), {"anyOf": [ITEM, {"type": "object"}]}, ("form", FORM, FORM)),
    ((PARTS,), {}, None),
    ((PARTS, PDF), FILE, ("binary", PDF, PDF)),
    (("text/xml",), TEXT, None),
    (("application/soap+xml",), ITEM, None),
    (("image/svg+xml",), FILE, ("binary",) + ("image/svg+xml",) * 2),
    (("multipart/mixed", "text/event-stream"), ITEM, None),
    (("application/json\r\nX-Evil: 1",), ITEM, None),
    (('application/json; a="\n"',), ITEM, None),
    (("application/jsön",), ITEM, None),
    (("json",), ITEM, None),
    (('a/b; c=d; e="f g"',), FILE, ("binary",) + ('a/b; c=d; e="f g"',) * 2),
    ((), ITEM, None),
]


@pytest.mark.parametrize(("names", "schema", "expected"), BODIES)
def test_one_media_type_of_a_body_is_sent(names: Any, schema: Any, expected: Any) -> None:
    found = body_media({}, content(*names, schema=schema))
    assert (found and (found.kind, found.media_type, found.content_type)) == expected
    if found:
        assert set(found.others) == set(names) - {found.media_type}


RESPONSES: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({CSV: TEXT, XML: ITEM, JSON: ITEM}, [("json", JSON), ("text", CSV)]),
    ({"text/plain": ITEM, "text/json": ITEM, JSON: ITEM}, [("json", "text/json"), ("json", JSON)]),
    ({"text/plain": ITEM}, [("text", "text/plain")]),
    ({"video/mp4": FILE, JSON: TEXT}, [("binary", "video/mp4")]),
    ({PDF: FILE, JSON: ITEM}, [("json", JSON), ("binary", PDF)]),
    ({"*/*": LIST}, [("json", "*/*")]),
    ({"text/event-stream": TEXT, JSON: ITEM}, [("json", JSON)]),
    ({"text/event-stream": TEXT, "multipart/mixed": ITEM, FORM: ITEM, XML: ITEM}, []),
]


@pytest.mark.parametrize(("given", "expected"), RESPONSES)
def test_a_response_has_the_media_types_that_a_client_reads(given: Any, expected: Any) -> None:
    holder = {"content": {name: {"schema": schema} for name, schema in given.items()}}
    assert [(one.kind, one.media_type) for one in response_media({}, holder)] == expected


STYLES: list[tuple[dict[str, Any], str | None]] = [
    ({}, None),
    ({"style": "form"}, "form"),
    ({"explode": False}, "comma"),
    ({"allowReserved": True}, "form"),
    ({"style": "spaceDelimited"}, "space"),
    ({"style": "pipeDelimited", "explode": False}, "pipe"),
    ({"style": "deepObject"}, "deep"),
    ({"style": "deepObject", "explode": True, "contentType": JSON}, "deep"),
    ({"contentType": JSON}, "json"),
    ({"contentType": "text/plain"}, None),
]


@pytest.mark.parametrize(("encoding", "style"), STYLES)
def test_an_encoding_gives_a_style(encoding: dict[str, Any], style: str | None) -> None:
    found = read_encodings({}, "form", ITEM, {"id": encoding})
    assert found.styles == ({"id": style} if style else {})
    assert found.files == ()


@pytest.mark.parametrize("encoding", [{"style": "pipeDelimited", "explode": True}, {"style": "x"}])
def test_an_undefined_style_is_refused(encoding: dict[str, Any]) -> None:
    media = {"schema": ITEM, "encoding": {"id": encoding}}
    assert body_media({}, {"content": {FORM: media}}) is None
    assert body_media({}, {"content": {FORM: media, JSON: {"schema": ITEM}}}) is not None


FILES: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    (FILE, {}, True),
    ({"type": ["string", "null"], "format": "binary"}, {}, True),
    ({"type": "array", "items": FILE}, {}, True),
    ({"anyOf": [FILE, {"type": "null"}]}, {}, True),
    ({"anyOf": [FILE, {"type": "array", "items": FILE}]}, {}, True),
    ({"anyOf": [FILE, TEXT]}, {}, False),
    ({"type": "string", "contentMediaType": "image/png"}, {}, True),
    ({"type": "string", "contentMediaType": "image/png", "format": "byte"}, {}, False),
    ({"description": "d"}, {"contentType": "image/png, image/jpeg"}, True),
    (TEXT, {"contentType": "application/octet-stream"}, True),
    (TEXT, {"contentType": "text/html"}, False),
    (ITEM, {"contentType": "image/png"}, False),
    (TEXT, {}, False),
    ({}, {}, False),
]


@pytest.mark.parametrize(("schema", "encoding", "is_file"), FILES)
def test_bytes_are_files(schema: dict[str, Any], encoding: dict[str, Any], is_file: bool) -> None:
    body = {"type": "object", "properties": {"a": schema}}
    found = read_encodings({}, "multipart", body, {"a": encoding} if encoding else {})
    assert found.files == (("a",) if is_file else ())


def test_media_types_of_parts() -> None:
    encoding: dict[str, Any] = {
        "file": {"contentType": "image/png"},
        "id": {"contentType": "text/markdown", "headers": {}},
        "other": {"contentType": "image/*"},
    }
    assert read_encodings({}, "multipart", ITEM, encoding) == Encodings(
        {}, ("file",), {"file": "image/png", "id": "text/markdown"}
    )
    several: dict[str, Any] = {
        "file": {"contentType": "image/png, image/jpeg"},
        "id": {"style": "deepObject"},
    }
    assert read_encodings({}, "multipart", ITEM, several) == Encodings(
        {"id": "deep"}, ("file",), {}
    )
