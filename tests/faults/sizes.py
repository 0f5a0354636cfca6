"""Faults that cost memory: as large as the limit allows, larger, or small until unpacked.

The limit of the tests is 8 MiB, and what JSON makes of as many bytes may take twenty times that.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.faults.bodies import SIZES
from tests.faults.calls import TOKEN
from tests.faults.heads import CHUNKS, HEADERS
from tests.faults.sending import MIB, Fault, carries, chunk, chunked, head, pours

UNREADABLE = "ResponseDecodeError"
ROOM = 8 * MIB - 100
"""How many bytes a body may have, without what is around them."""


def filled(start: bytes, item: bytes, end: bytes, size: int = ROOM) -> Callable[[bytes], bytes]:
    """Return a body of one item again and again, of about the given size."""
    return lambda body: start + item * ((size - len(start) - len(end)) // len(item)) + end


def numbered(start: str, item: str, end: str, size: int = ROOM) -> Callable[[bytes], bytes]:
    """Return a body of items that differ in their number."""
    count = size // (len(item) + 5)
    return lambda body: (start + ",".join(item % i for i in range(count)) + end).encode()


REST = '{"data":['
GRAPHQL = '{"data":{"invoices":{"isSuccess":true,"message":"","data":['
"""Beginnings of a page of invoices."""

MALICE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "50 MB of brackets": (lambda body: b"[" * 50_000_000, UNREADABLE),
    "50 MB of nested objects": (lambda body: b'{"data":' * 6_250_000, UNREADABLE),
    "8 MiB of brackets": (filled(b'{"data":', b"[", b""), UNREADABLE),
    "8 MiB of nested pairs": (filled(b'{"data":', b"[[],[],", b""), UNREADABLE),
    "many items that are null": (filled(REST.encode(), b"null,", b"null]}"), UNREADABLE),
    "many items that are empty": (filled(REST.encode(), b"{},", b"{}]}"), UNREADABLE),
    "many items that are wrong": (filled(REST.encode(), b'{"id":[]},', b"{}]}"), UNREADABLE),
    "many items of GraphQL that are wrong": (
        filled(GRAPHQL.encode(), b'{"id":[]},', b"{}]}}}"),
        UNREADABLE,
    ),
    "many errors of GraphQL": (
        filled(b'{"data":null,"errors":[', b'{"message":"no"},', b"{}]}"),
        "GraphQLError, or ResponseDecodeError in REST",
    ),
    "many small lists": (filled(b'{"data":[', b"[0],", b"0]}"), UNREADABLE),
    "many names": (numbered('{"data":{', '"%d":0', "}}"), UNREADABLE),
    "many names and nothing else": (numbered("{", '"%d":""', "}"), UNREADABLE),
    "many numbers": (numbered(REST, "1.%d", "]}"), UNREADABLE),
    "many texts": (numbered(REST, '"%d"', "]}"), UNREADABLE),
    "one text": (filled(b'{"data":"', b"x", b'"}'), UNREADABLE),
    "one text of escapes": (filled(b'{"data":"', rb"\u00e9", b'"}'), UNREADABLE),
    "one text of halves of pairs": (filled(b'{"data":"', rb"\ud800", b'"}'), UNREADABLE),
    "one text of control characters": (filled(b'{"data":"', b"\x01", b'"}'), UNREADABLE),
    "one text that is not UTF-8": (filled(b'{"data":"', b"\xff", b'"}'), UNREADABLE),
    "one text of emoji": (filled(b'{"data":"', "\U0001f600".encode(), b'"}'), UNREADABLE),
    "one text of tokens": (filled(b'{"data":"', TOKEN.encode(), b'"}'), UNREADABLE),
    "text that is no JSON": (filled(b"", b"x", b""), UNREADABLE),
    "UTF-16 that is no JSON": (
        lambda body: ("x" * (ROOM // 2)).encode("utf-16-le"),
        UNREADABLE,
    ),
    "the same name many times": (filled(b"{", b'"data":0,', b'"data":0}'), UNREADABLE),
    "many errors that are null": (filled(b'{"errors":[', b"null,", b"{}]}"), UNREADABLE),
    "many errors with long paths": (
        filled(b'{"errors":[', b'{"message":"","path":[0,0,0,0,0,0,0,0]},', b"{}]}"),
        UNREADABLE,
    ),
}
"""Bodies, and what they end in as a success."""

POURS = {
    "chunks without an end": Fault(pours(chunked(), chunk(b"[" * 60_000)), UNREADABLE),
    "an endless status line": Fault(pours(b"HTTP/1.1 200 ", b"x" * 65536), "APIConnectionError"),
    "an endless packed body": Fault(
        pours(
            head("Connection: close", "Content-Encoding: gzip") + b"\x1f\x8b\x08" + bytes(7),
            b"\0\0\0\xff\xff" * 10_000,
        ),
        UNREADABLE,
    ),
    "an endless head": HEADERS["an endless head"],
    "an endless trailer": CHUNKS["an endless trailer"],
    "an endless chunk extension": CHUNKS["an endless chunk extension"],
}

SUCCESSES = {name: Fault(carries(change), end) for name, (change, end) in MALICE.items()}
# The body of an error is cut at 1 MiB, so only what grows most is tried.
ERRORS = {
    f"{name}, as an error": Fault(carries(MALICE[name][0], status="500 Oh"), "InternalServerError")
    for name in MALICE
    if name.startswith(("50 MB", "one text of", "many items"))
}


def groups(size: int = 6) -> dict[str, dict[str, Fault]]:
    """Return all faults in groups, each named after its first fault."""
    found: dict[str, dict[str, Fault]] = {}
    for faults in (SIZES, POURS, SUCCESSES, ERRORS):
        names = list(faults)
        for at in range(0, len(names), size):
            found[names[at]] = {name: faults[name] for name in names[at : at + size]}
    return found
