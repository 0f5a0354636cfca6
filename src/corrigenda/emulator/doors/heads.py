"""Reads the target of a request, and writes the head of a response."""

from functools import lru_cache
from http import HTTPStatus
from typing import Final

from ..exchange import LENGTHLESS, Headers, Response

_PHRASES: Final = {one.value: one.phrase for one in HTTPStatus}
ENDING: Final = frozenset({"reset", "truncated", "malformed_chunk"})
"""The flaws after which a connection is closed."""


@lru_cache(maxsize=256)  # clients send the same few names
def name_of(name: bytes) -> str:
    """The name of a header as text, in lower case."""
    return name.decode("latin-1").lower()


def target_of(target: bytes) -> str:
    """The path and the query of a target, which may be a whole URL."""
    text = target.decode("latin-1")
    scheme = text.partition("://")[0].lower()
    return "/" + "".join(text.split("/", 3)[3:]) if scheme in ("http", "https") else text


def _plain(value: str) -> str:
    """A header's value without line ends, with which it could end the head."""
    return value if value.isprintable() else "".join(one for one in value if one.isprintable())


@lru_cache(maxsize=256)  # most responses have the same few
def _fields(headers: Headers) -> str:
    return "".join(f"\r\n{name}: {_plain(value)}" for name, value in headers)


def head_of(response: Response, keep: bool, is_head: bool) -> bytes:
    phrase = _PHRASES.get(response.status, "")
    lines = [f"HTTP/1.1 {response.status} {phrase}{_fields(response.headers)}"]
    if response.wire.flaw == "malformed_chunk" and not is_head:
        lines.append("transfer-encoding: chunked")
    elif response.status not in LENGTHLESS and not is_head:
        lines.append(f"content-length: {len(response.body)}")
    if not keep or response.wire.flaw in ENDING:
        lines.append("connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
