"""Encodes the body of ``multipart/form-data``: texts, JSON and files.

The body is built as a whole, so that every attempt sends the same bytes. The boundary is random
and occurs nowhere in the content. Names are escaped as browsers do, so that none can end a header.
Values other than files are checked like those of a JSON body. Only packages that send such bodies
import this.

Sources: RFC 7578; WHATWG HTML, 4.10.21.8 (escapes of names); OpenAPI Specification 3.1.1, 4.8.15.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from secrets import token_hex
from typing import Any, NamedTuple, cast

from msgspec import UNSET, inspect

from .encode import write_held
from .fields import Refused, items_of, json_text
from .files import File, read_file
from .forms import Styles, told
from .shape import shape_of
from .strict import Problems, serialize
from .untyped import parse

_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_MEDIA_TYPE = re.compile(rf"{_WORD}/{_WORD}(?:\s*;[\t -~]*)?")
_JSON = "application/json"
_BINARY = "application/octet-stream"


class Body(NamedTuple):
    """A body, None if nothing is sent, and its ``Content-Type``, which has the boundary."""

    content: bytes | None
    content_type: str


class _Part(NamedTuple):
    """One part; it is a file if it has a file name."""

    name: str
    content: bytes
    media_type: str = ""
    file_name: str | None = None


def encode_multipart(
    operation: str,
    model: Any,
    values: Mapping[str, object],
    *,
    files: Set[str] = frozenset(),
    types: Mapping[str, str] | None = None,
    styles: Styles | None = None,
    required: bool = True,
    new_boundary: Callable[[], str] = lambda: f"----{token_hex(16)}",
) -> Body:
    """Encode a body.

    Args:
        operation: name of the method, for the error.
        model: struct of the body.
        values: wire names -> values; those that are UNSET are left out.
        files: names of the properties that are a file, or a list of files.
        types: media types of the parts of a property, by name.
        styles: styles of the properties that are written as fields of a form.
        required: whether there must be a body.
        new_boundary: makes a boundary.

    Raises:
        TypeError: lists every problem, one per line, each with its JSON path.
    """
    shape = cast("inspect.StructType", shape_of(model))
    given = {name: value for name, value in values.items() if value is not UNSET}
    if not required and not given:
        return Body(None, "")
    sent: list[_Part] = []

    def hold(problems: Problems) -> None:
        problems += [
            f"$.{one.encode_name}: this is required"
            for one in shape.fields
            if one.required and one.encode_name not in given
        ]
        for field in shape.fields:
            name = field.encode_name
            if name in files and name in given:
                sent.extend(_files(name, given[name], (types or {}).get(name, ""), problems))
            elif name in given:
                value = _plain(operation, field, given[name], problems)
                sent.extend(_texts(name, value, types or {}, styles or {}, problems))

    write_held(operation, hold)
    return _joined(sent, new_boundary)


def _plain(operation: str, field: inspect.Field, value: object, problems: Problems) -> Any:
    """Return a value as plain JSON with exact numbers; UNSET if it has problems."""
    found: Problems = []
    plain = serialize(value, field.type, f"$.{field.encode_name}", found)
    problems += found
    return UNSET if found else parse(write_held(operation, lambda _problems: plain))


def _texts(
    name: str, value: Any, types: Mapping[str, str], styles: Styles, problems: Problems
) -> Iterator[_Part]:
    if value is UNSET:
        return
    if name in styles:
        for key, text in told(name, value, styles[name], problems):
            yield _Part(key, text.encode())
        return
    items = items_of(value)
    if not items:
        problems.append(f"$.{name}: a form has no empty list; leave the argument out")
    for item in items:
        media_type = types.get(name) or (_JSON if isinstance(item, dict | list) else "")
        is_json = media_type.partition(";")[0].strip().lower().endswith(("/json", "+json"))
        yield from _text(name, item, media_type, is_json, problems)


def _text(
    name: str, item: Any, media_type: str, is_json: bool, problems: Problems
) -> Iterator[_Part]:
    if is_json:
        try:
            yield _Part(name, json_text(item).encode(), media_type)
        except Refused as error:
            problems.append(f"$.{name}: {error}")
        return
    for _name, text in told(name, item, None, problems):
        yield _Part(name, text.encode(), media_type)


def _files(name: str, value: Any, media_type: str, problems: Problems) -> Iterator[_Part]:
    is_list = _is_list(value)
    items: Sequence[Any] = value if is_list else [value]
    if not items:
        problems.append(f"$.{name}: a form has no empty list; leave the argument out")
    for at, item in enumerate(items):
        path = f"$.{name}[{at}]" if is_list else f"$.{name}"
        try:
            yield _file(name, read_file(item), media_type)
        except TypeError as error:
            problems.append(f"{path}: {error}")


def _is_list(value: Any) -> bool:
    """Return whether a value is several files: a tuple may also be one file with its name."""
    if isinstance(value, tuple):
        return not value or not isinstance(value[0], str)
    return isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray)


def _file(name: str, file: File, media_type: str) -> _Part:
    if file.media_type and not _MEDIA_TYPE.fullmatch(file.media_type):
        raise TypeError(f"{file.media_type[:60]!r} is not a media type, such as 'image/png'")
    if _SURROGATE.search(file.name):
        raise TypeError("the file name has a lone surrogate, which cannot be encoded")
    return _Part(name, file.content, file.media_type or media_type or _BINARY, file.name)


def _joined(parts: Sequence[_Part], new_boundary: Callable[[], str]) -> Body:
    boundary = new_boundary()
    while any(boundary.encode() in part.content for part in parts):
        boundary = new_boundary()
    pieces = [
        b"--%s\r\n%s\r\n\r\n%s\r\n" % (boundary.encode(), _head(part), part.content)
        for part in parts
    ]
    content = b"%s--%s--\r\n" % (b"".join(pieces), boundary.encode())
    return Body(content, f"multipart/form-data; boundary={boundary}")


def _head(part: _Part) -> bytes:
    line = f'Content-Disposition: form-data; name="{part.name.translate(_ESCAPES)}"'
    if part.file_name is not None:
        line += f'; filename="{part.file_name.translate(_ESCAPES)}"'
    if part.media_type:
        line += f"\r\nContent-Type: {part.media_type}"
    return line.encode()
