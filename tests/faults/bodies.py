"""Faults of the body of a response: packed badly, not JSON, or JSON that lies."""

from __future__ import annotations

import codecs
import gzip
import zlib

from tests.faults.sending import (
    MIB,
    Fault,
    and_member,
    bomb,
    carries,
    first_twice,
    head,
    pours,
    raw_deflate,
    twice_packed,
)

UNREADABLE = "ResponseDecodeError"
NOTED = UNREADABLE
"""A strict client refuses what others only note."""

GZIP = "Content-Encoding: gzip"
DEFLATE = "Content-Encoding: deflate"


def wrong_checksum(body: bytes) -> bytes:
    packed = gzip.compress(body)
    return packed[:-8] + bytes(4) + packed[-4:]


PACKED = {
    "gzip": Fault(carries(gzip.compress, GZIP)),
    "gzip in capitals": Fault(carries(gzip.compress, "Content-Encoding: GZIP")),
    "gzip by its old name": Fault(carries(gzip.compress, "Content-Encoding: x-gzip")),
    "gzip and identity": Fault(carries(gzip.compress, "Content-Encoding: gzip, identity")),
    "gzip and an empty encoding": Fault(carries(gzip.compress, "Content-Encoding: gzip,,")),
    "gzip of two members": Fault(
        carries(lambda body: gzip.compress(body[:9]) + gzip.compress(body[9:]), GZIP)
    ),
    "gzip with padding": Fault(carries(lambda body: gzip.compress(body) + bytes(9), GZIP)),
    "gzip with more behind": Fault(
        carries(lambda body: gzip.compress(body) + b"more", GZIP), UNREADABLE
    ),
    "gzip in gzip": Fault(carries(twice_packed, "Content-Encoding: gzip, gzip")),
    "gzip in gzip in two headers": Fault(carries(twice_packed, GZIP, GZIP)),
    "gzip in gzip that is declared once": Fault(carries(twice_packed, GZIP), UNREADABLE),
    "gzip that is declared twice": Fault(carries(gzip.compress, GZIP, GZIP), UNREADABLE),
    "gzip in gzip in gzip": Fault(
        carries(lambda body: gzip.compress(twice_packed(body)), "Content-Encoding: gzip,gzip,gzip"),
        UNREADABLE,
    ),
    "gzip that is none": Fault(carries(bytes, GZIP), UNREADABLE),
    "gzip that is not declared": Fault(carries(gzip.compress), UNREADABLE),
    "truncated gzip": Fault(carries(lambda body: gzip.compress(body)[:-12], GZIP), UNREADABLE),
    "gzip without its checksum": Fault(
        carries(lambda body: gzip.compress(body)[:-4], GZIP), UNREADABLE
    ),
    "gzip with a wrong checksum": Fault(carries(wrong_checksum, GZIP), UNREADABLE),
    "gzip with a wrong size": Fault(
        carries(lambda body: gzip.compress(body)[:-4] + bytes(4), GZIP), UNREADABLE
    ),
    "bad gzip": Fault(carries(lambda body: b"\x1f\x8bnonsense", GZIP), UNREADABLE),
    "deflate": Fault(carries(zlib.compress, DEFLATE)),
    "deflate without the header of zlib": Fault(carries(raw_deflate, DEFLATE)),
    "truncated deflate": Fault(carries(lambda body: zlib.compress(body)[:-5], DEFLATE), UNREADABLE),
    "deflate with more behind": Fault(
        carries(lambda body: zlib.compress(body) + b"more", DEFLATE), UNREADABLE
    ),
    "deflate that is gzip": Fault(carries(gzip.compress, DEFLATE), UNREADABLE),
    "gzip that is deflate": Fault(carries(zlib.compress, GZIP), UNREADABLE),
    "identity": Fault(carries(bytes, "Content-Encoding: identity")),
    "brotli": Fault(carries(bytes, "Content-Encoding: br"), UNREADABLE),
    "an unknown encoding": Fault(carries(bytes, "Content-Encoding: zstd-9"), UNREADABLE),
    "a charset as an encoding": Fault(carries(bytes, "Content-Encoding: utf-8"), UNREADABLE),
    "an encoding of a thousand parts": Fault(
        carries(gzip.compress, "Content-Encoding: " + "gzip, " * 1000), UNREADABLE
    ),
}

SIZES = {
    "an endless body": Fault(pours(head("Connection: close"), b" " * 65536), UNREADABLE),
    "an endless error": Fault(
        pours(head("Connection: close", status="500 Oh"), b" " * 65536), "InternalServerError"
    ),
    "a gzip bomb": Fault(carries(lambda body: bomb(1 << 30), GZIP), UNREADABLE),
    "a gzip bomb in gzip": Fault(
        carries(lambda body: gzip.compress(bomb(1 << 30)), "Content-Encoding: gzip, gzip"),
        UNREADABLE,
    ),
    "a deflate bomb": Fault(carries(lambda body: bomb(1 << 30, wbits=15), DEFLATE), UNREADABLE),
    "a gzip bomb of an error": Fault(
        carries(lambda body: bomb(1 << 30), GZIP, status="500 Oh"), "InternalServerError"
    ),
    "a body beyond the limit": Fault(carries(lambda body: body + b" " * (8 * MIB)), UNREADABLE),
    "a body at the limit": Fault(carries(lambda body: body.ljust(8 * MIB))),
    "an error of 50 MB": Fault(
        carries(lambda body: b'{"message": "' + b"x" * 50_000_000, status="400 No"),
        "BadRequestError",
    ),
    "an error of 2 MB": Fault(
        carries(lambda body: b'{"message": "' + b"\\u00e9" * 350_000 + b'"}', status="409 No"),
        "ConflictError",
    ),
}


def encoded(name: str, declared: str = "") -> Fault:
    """Return the good body in another encoding, which a strict client refuses."""
    kind = f"application/json; charset={declared}" if declared else "application/json"
    return Fault(carries(lambda body: body.decode().encode(name), kind=kind), strict=NOTED)


TEXTS = {
    "a byte-order mark": Fault(carries(lambda body: codecs.BOM_UTF8 + body), strict=NOTED),
    "UTF-16": encoded("utf-16", "utf-16"),
    "UTF-16 that is not declared": encoded("utf-16"),
    "UTF-16 without a mark": encoded("utf-16-be"),
    "UTF-16 that is declared as UTF-8": encoded("utf-16-le", "utf-8"),
    "UTF-32": encoded("utf-32"),
    "an unknown charset": Fault(carries(bytes, kind="application/json; charset=klingon")),
    "a charset that is code": Fault(carries(bytes, kind="application/json; charset=rot13")),
    "Latin-1 in a property": Fault(
        carries(and_member(b'"caf\xe9"'), kind="application/json; charset=latin-1")
    ),
    "bytes of no encoding in a property": Fault(carries(and_member(b'"\xff\xfe"'))),
    "half a surrogate pair": Fault(carries(and_member(rb'"\ud800"'))),
    "half a surrogate pair as a name": Fault(
        carries(lambda body: b'{"\\udfff": 1,' + body.lstrip()[1:])
    ),
    "a control character in a property": Fault(carries(and_member(b'"a\nb\0c"'))),
    "a space of Unicode around it": Fault(
        carries(lambda body: "\u00a0".encode() + body), UNREADABLE
    ),
}

JSON = {
    "nothing wrong": Fault(carries(bytes)),
    "white space around it": Fault(carries(lambda body: b"\r\n\t " + body + b"\r\n\t ")),
    "an empty body": Fault(carries(lambda body: b""), UNREADABLE),
    "only white space": Fault(carries(lambda body: b" \r\n"), UNREADABLE),
    "HTML": Fault(carries(lambda body: b"<html>Sorry</html>", kind="text/html"), UNREADABLE),
    "XML": Fault(carries(lambda body: b"<?xml version='1.0'?><a/>", kind="text/xml"), UNREADABLE),
    "half of the JSON": Fault(carries(lambda body: body[: len(body) // 2]), UNREADABLE),
    "JSON twice": Fault(carries(lambda body: body + body), UNREADABLE),
    "JSON with zero bytes behind": Fault(carries(lambda body: body + bytes(9)), UNREADABLE),
    "JSON in a call": Fault(carries(lambda body: b"call(" + body + b")"), UNREADABLE),
    "JSON behind a guard": Fault(carries(lambda body: b")]}',\n" + body), UNREADABLE),
    "JSON as a text": Fault(
        carries(lambda body: b'"' + body.replace(b'"', rb"\"") + b'"'), UNREADABLE
    ),
    "JSON in a list": Fault(carries(lambda body: b"[" + body + b"]"), UNREADABLE),
    "a list": Fault(carries(lambda body: b"[null]"), UNREADABLE),
    "null": Fault(carries(lambda body: b"null"), UNREADABLE),
    "true": Fault(carries(lambda body: b"true"), UNREADABLE),
    "an empty object": Fault(carries(lambda body: b"{}"), UNREADABLE),
    "single quotes": Fault(carries(lambda body: body.replace(b'"', b"'")), UNREADABLE),
    "a comment": Fault(carries(lambda body: body + b"// ok"), UNREADABLE),
    "a comma too many": Fault(carries(lambda body: body.rstrip()[:-1] + b",}"), UNREADABLE),
    "not UTF-8": Fault(carries(lambda body: b'{"x": "\xff\xfe"}'), UNREADABLE),
    "a property that comes twice": Fault(carries(first_twice), strict=NOTED),
    "NaN": Fault(carries(and_member(b"NaN")), UNREADABLE),
    "Infinity": Fault(carries(and_member(b"-Infinity")), UNREADABLE),
    "a number with a plus": Fault(carries(and_member(b"+1")), UNREADABLE),
    "a number with a zero before it": Fault(carries(and_member(b"01")), UNREADABLE),
    "a number without digits": Fault(carries(and_member(b"-")), UNREADABLE),
    "minus zero that nobody reads": Fault(carries(and_member(b"-0"))),
    "1e400 that nobody reads": Fault(carries(and_member(b"1e400"))),
    "a number of 5,000 digits": Fault(carries(and_member(b"9" * 5000)), UNREADABLE),
    "a number of 5,000 digits behind the point": Fault(
        carries(and_member(b"0." + b"9" * 5000)), UNREADABLE
    ),
    "an unknown escape": Fault(carries(and_member(rb'"\x41"')), UNREADABLE),
    "100,000 brackets": Fault(carries(lambda body: b"[" * 100_000 + b"]" * 100_000), UNREADABLE),
    "100,000 brackets in a property": Fault(
        carries(and_member(b"[" * 100_000 + b"]" * 100_000)), UNREADABLE
    ),
    "100,000 objects in a property": Fault(
        carries(and_member(b'{"":' * 100_000 + b"1" + b"}" * 100_000)), UNREADABLE
    ),
    "brackets without an end": Fault(carries(lambda body: b'{"data":' * 100_000), UNREADABLE),
    "a million values that nobody reads": Fault(
        carries(and_member(b"[" + b"0," * 1_100_000 + b"0]"))
    ),
    "a million values and one that is wrong": Fault(
        carries(lambda body: b'{"data":[' + b"0," * 1_100_000 + b"0]}"), UNREADABLE
    ),
}

FAULTS = {**PACKED, **SIZES, **TEXTS, **JSON}
