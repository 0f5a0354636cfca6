"""Reads multipart bodies as RFC 2046, 5.1.1 and RFC 7578 describe them, and nothing else."""

from __future__ import annotations

import re

Part = tuple[str, str | None, str | None, bytes]
"""The name, file name, media type and content of a part."""

_HEAD = re.compile(
    r'Content-Disposition: form-data; name="([^"\r\n]*)"(?:; filename="([^"\r\n]*)")?'
    r"(?:\r\nContent-Type: ([^\r\n]+))?"
)


def parts_of(content_type: str, body: bytes) -> list[Part]:
    """Return the parts of a body; everything must be as the RFCs have it."""
    found = re.fullmatch(
        r"multipart/form-data; boundary=([0-9A-Za-z'()+_,./:=?-]{1,70})", content_type
    )
    assert found
    delimiter = b"\r\n--" + found[1].encode()
    preamble, *parts, epilogue = (b"\r\n" + body).split(delimiter)
    assert preamble == b""
    assert epilogue == b"--\r\n"
    return [_part(part) for part in parts]


def _part(part: bytes) -> Part:
    assert part.startswith(b"\r\n")
    head, separator, content = part[2:].partition(b"\r\n\r\n")
    assert separator
    read = _HEAD.fullmatch(head.decode())
    assert read, head
    return read[1], read[2], read[3], content
