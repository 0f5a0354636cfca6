"""Faults of connections and of the head of a response."""

from __future__ import annotations

import gzip

from tests.faults.sending import (
    Act,
    Fault,
    carries,
    chunk,
    chunked,
    drips,
    hang,
    head,
    pours,
    reset,
    resets_after,
    sends,
    whole,
)

LOST = "APIConnectionError"
LATE = "APITimeoutError"
UNREADABLE = "ResponseDecodeError"


def status_line(line: str) -> Act:
    """Send a good response under another status line."""

    def response(body: bytes) -> bytes:
        return line.encode("latin-1") + whole(body)[len("HTTP/1.1 200 OK") :]

    return sends(response)


def header(*lines: str) -> Act:
    """Send a good response with further lines in its head."""
    return sends(lambda body: whole(body, *lines))


CONNECTIONS = {
    "reset after the request": Fault(reset, LOST),
    "reset before the request is finished": Fault(reset, LOST, is_early=True),
    "reset in the status line": Fault(resets_after(lambda body: b"HTTP/1.1 2"), LOST),
    "reset in the head": Fault(resets_after(lambda body: head()[:-4]), LOST),
    "reset in the body": Fault(resets_after(lambda body: whole(body)[:-5]), UNREADABLE),
    "reset after the response": Fault(resets_after(whole)),
    "closed after the request": Fault(lambda connection, body: None, LOST),
    "closed in the status line": Fault(sends(lambda body: b"HTTP/1.1 2"), LOST),
    "closed in the head": Fault(sends(lambda body: head()[:-4]), LOST),
    "closed after the head": Fault(sends(lambda body: head("Content-Length: 9")), UNREADABLE),
    "a response before the request is finished": Fault(sends(whole), is_early=True),
    "silence": Fault(hang, LATE, is_slow=True),
    "silence before the request is finished": Fault(hang, LATE, is_slow=True, is_early=True),
    "not HTTP": Fault(sends(lambda body: b"SSH-2.0-OpenSSH_9.6\r\n"), LOST),
    "zero bytes": Fault(sends(lambda body: bytes(100)), LOST),
    "TLS": Fault(sends(lambda body: b"\x15\x03\x01\x00\x02\x02\x28"), LOST),
}

STATUS_LINES = {
    "a status line without a reason": Fault(status_line("HTTP/1.1 200 ")),
    "a status line that ends after the status": Fault(status_line("HTTP/1.1 200")),
    "HTTP/1.0": Fault(status_line("HTTP/1.0 200 OK")),
    "HTTP/1.0 without a length": Fault(
        sends(lambda body: b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + body)
    ),
    "a reason in Latin-1": Fault(status_line("HTTP/1.1 200 D\xe9j\xe0 vu")),
    "a status that is no number": Fault(status_line("HTTP/1.1 OK OK"), LOST),
    "status 000": Fault(status_line("HTTP/1.1 000 Zero"), LOST),
    "status 099": Fault(status_line("HTTP/1.1 099 Low"), LOST),
    "status 20": Fault(status_line("HTTP/1.1 20 OK"), LOST),
    "status 2000": Fault(status_line("HTTP/1.1 2000 OK"), LOST),
    "status 99999": Fault(status_line("HTTP/1.1 99999 Many"), LOST),
    "status -200": Fault(status_line("HTTP/1.1 -200 OK"), LOST),
    "status 200 in other digits": Fault(status_line("HTTP/1.1 2\xb20 OK"), LOST),
    "no version": Fault(status_line("HTTP 200 OK"), LOST),
    "a lower-case version": Fault(status_line("http/1.1 200 OK"), LOST),
    "a blank line first": Fault(sends(lambda body: b"\r\n" + whole(body)), LOST),
    "garbage first": Fault(sends(lambda body: b"garbage\r\n" + whole(body)), LOST),
    "another protocol": Fault(sends(lambda body: head(status="101 Switching Protocols")), LOST),
    "an early hint": Fault(sends(lambda body: head(status="103 Early Hints") + whole(body))),
    "a thousand interim responses": Fault(
        sends(lambda body: b"HTTP/1.1 100 Continue\r\n\r\n" * 1000 + whole(body))
    ),
    "an endless flood of interim responses": Fault(
        pours(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000), LATE, is_slow=True
    ),
    "an interim response and no other": Fault(
        sends(lambda body: head(status="102 Processing")), LOST
    ),
}

HEADERS = {
    "lines that end in LF": Fault(
        sends(lambda body: head(f"Content-Length: {len(body)}").replace(b"\r", b"") + body)
    ),
    "lines that end in CR": Fault(
        sends(lambda body: head(f"Content-Length: {len(body)}").replace(b"\n", b"") + body), LOST
    ),
    "a header without a colon": Fault(header("nonsense"), LOST),
    "a header without a name": Fault(header(": nonsense"), LOST),
    "a space before the colon": Fault(header("X-Space : x"), LOST),
    "a NUL in a header": Fault(header("X-Null: a\0b"), LOST),
    "a CR in a header": Fault(header("X-Return: a\rb"), LOST),
    "a folded header": Fault(header("X-Folded: a", "  b")),
    "a folded first header": Fault(
        sends(lambda body: b"HTTP/1.1 200 OK\r\n folded\r\n" + whole(body)[17:]), LOST
    ),
    "a header in Latin-1": Fault(header("X-Name: caf\xe9")),
    "an empty header": Fault(header("X-Empty:")),
    "a huge header": Fault(header("X-Long: " + "x" * 200_000), LOST),
    "ten thousand headers": Fault(header(*("X-More: x" for _ in range(10_000)))),
    "a hundred thousand headers": Fault(header(*("X-More: x" for _ in range(100_000))), LOST),
    "an endless head": Fault(pours(head()[:-2], b"X-More: x\r\n" * 5000), LOST),
    "a cookie": Fault(header("Set-Cookie: a=b")),
    "the wrong content type": Fault(carries(bytes, kind="text/html")),
    "no content type": Fault(
        sends(lambda body: b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    ),
}


def lengths(*lines: str) -> Act:
    """Send the good body with these headers, which may contradict it; ``{}`` is its length."""
    return sends(lambda body: head(*(line.format(len(body)) for line in lines)) + body)


LENGTHS = {
    "two different lengths": Fault(lengths("Content-Length: {}", "Content-Length: 1"), LOST),
    "the same length twice": Fault(lengths("Content-Length: {}", "Content-Length: {}")),
    "a list of different lengths": Fault(lengths("Content-Length: {}, 1"), LOST),
    "a length with a sign": Fault(lengths("Content-Length: +{}"), LOST),
    "a negative length": Fault(lengths("Content-Length: -1"), LOST),
    "a length in hex": Fault(lengths("Content-Length: 0x10"), LOST),
    "a length of 2**64": Fault(lengths(f"Content-Length: {2**64}"), UNREADABLE),
    "a length of a hundred digits": Fault(lengths(f"Content-Length: {'9' * 100}"), LOST),
    "a length that is too long": Fault(lengths("Content-Length: 99999"), UNREADABLE),
    "a length that is too short": Fault(
        sends(lambda body: head(f"Content-Length: {len(body) - 1}") + body), UNREADABLE
    ),
    "a body without a length": Fault(lengths("Connection: close")),
    "more than its length": Fault(sends(lambda body: whole(body) + b"more")),
    "chunks and a length": Fault(
        sends(lambda body: whole(b"", "Transfer-Encoding: chunked") + chunk(body) + b"0\r\n\r\n")
    ),
    "an unknown transfer encoding": Fault(lengths("Transfer-Encoding: gzip, chunked"), LOST),
    "two transfer encodings": Fault(
        lengths("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"), LOST
    ),
    "a body without chunks": Fault(lengths("Transfer-Encoding: chunked"), UNREADABLE),
}

LAST = b"0\r\n\r\n"


def sized(size: bytes, end: bytes = LAST) -> Act:
    """Send the good body in a chunk whose size is written like this; ``%x`` is the right one."""

    def response(body: bytes) -> bytes:
        written = size % len(body) if b"%" in size else size
        return chunked(written + b"\r\n" + body + b"\r\n" + end)

    return sends(response)


CHUNKS = {
    "one byte a chunk": Fault(
        sends(lambda body: chunked(*(chunk(body[i : i + 1]) for i in range(len(body))), LAST))
    ),
    "a chunk extension": Fault(sized(b'%x;name="value"')),
    "zeros before the size of a chunk": Fault(sized(b"0000%x")),
    "a chunk size in capitals": Fault(sized(b"%X")),
    "a chunk size with a plus": Fault(sized(b"+%x"), UNREADABLE),
    "a chunk size with a minus": Fault(sized(b"-%x"), UNREADABLE),
    "a chunk size with 0x": Fault(sized(b"0x%x"), UNREADABLE),
    "a chunk size with an underscore": Fault(sized(b"0_%x"), UNREADABLE),
    "a chunk size of 2**64": Fault(sized(b"%x" % 2**64), UNREADABLE),
    "a chunk size of a hundred digits": Fault(sized(b"f" * 100), UNREADABLE),
    "an empty chunk size": Fault(sized(b""), UNREADABLE),
    "a malformed chunk size": Fault(sized(b"zz"), UNREADABLE),
    "a chunk that is too short": Fault(sized(b"ffff"), UNREADABLE),
    "a chunk that is too long": Fault(sized(b"2"), UNREADABLE),
    "no last chunk": Fault(sized(b"%x", b""), UNREADABLE),
    "half a last chunk": Fault(sized(b"%x", b"0\r\n"), UNREADABLE),
    "chunks of one byte without an end": Fault(
        pours(chunked(), chunk(b"[") * 5000), LATE, is_slow=True
    ),
    "trailers": Fault(sized(b"%x", b"0\r\nX-Checksum: 1\r\nContent-Length: 3\r\n\r\n")),
    "a malformed trailer": Fault(sized(b"%x", b"0\r\nnonsense\r\n\r\n"), UNREADABLE),
    "an endless trailer": Fault(
        pours(chunked(chunk(b"{}"), b"0\r\n"), b"X-More: x\r\n" * 5000), UNREADABLE
    ),
    "an endless chunk extension": Fault(pours(chunked(b"1;"), b"x" * 65536), UNREADABLE),
}


DRIPS = {
    "a dripping status line": Fault(drips(lambda body: b"HTTP/1.1 200 ", b"x"), LATE, is_slow=True),
    "dripping headers": Fault(drips(lambda body: head()[:-2], b"X: y\r\n"), LATE, is_slow=True),
    "dripping hints": Fault(
        drips(lambda body: b"", head(status="103 Early Hints")), LATE, is_slow=True
    ),
    "a dripping body": Fault(
        drips(lambda body: head("Content-Length: 1000000"), b" "), LATE, is_slow=True
    ),
    "a dripping packed body": Fault(
        drips(
            lambda body: head("Content-Encoding: gzip", "Connection: close") + gzip.compress(body),
            b"\0",
        ),
        LATE,
        is_slow=True,
    ),
    "dripping chunk extensions": Fault(
        drips(lambda body: chunked(b"1;"), b"x"), LATE, is_slow=True
    ),
    "dripping trailers": Fault(
        drips(lambda body: chunked(chunk(body), b"0\r\n"), b"X: y\r\n"), LATE, is_slow=True
    ),
    "a dripping error": Fault(
        drips(lambda body: head("Content-Length: 1000000", status="500 Oh"), b" "),
        LATE,
        is_slow=True,
    ),
}

FAULTS = {**CONNECTIONS, **STATUS_LINES, **HEADERS, **LENGTHS, **CHUNKS, **DRIPS}
