"""Faults that are statuses, with bodies that are no help."""

from __future__ import annotations

import gzip

from tests.faults.sending import Fault, carries, head, resets_after, sends, whole

BROKEN = "InternalServerError"
STATUS = "APIStatusError"
EMPTY = "ResponseDecodeError"

SUCCESSES = {
    "201": Fault(carries(bytes, status="201 Created")),
    "202": Fault(carries(bytes, status="202 Accepted")),
    "204": Fault(sends(lambda body: head(status="204 No Content")), EMPTY),
    "204 with a body": Fault(carries(bytes, status="204 No Content"), EMPTY),
    "205 with a body": Fault(carries(bytes, status="205 Reset Content")),
    "206": Fault(carries(bytes, "Content-Range: bytes 0-9/99", status="206 Partial Content")),
    "299": Fault(carries(bytes, status="299 Fine")),
}

REDIRECTS = {
    "300": Fault(carries(bytes, status="300 Choices"), STATUS),
    "301": Fault(carries(bytes, "Location: /x", status="301 Moved"), STATUS),
    "302": Fault(
        sends(lambda body: head("Location: /x", "Content-Length: 0", status="302 Found")), STATUS
    ),
    "304": Fault(sends(lambda body: head(status="304 Not Modified")), STATUS),
    "304 with a body": Fault(carries(bytes, status="304 Not Modified"), STATUS),
    "307 to nowhere": Fault(carries(bytes, "Location: ::", status="307 Away"), STATUS),
    "308 to another host": Fault(
        carries(bytes, "Location: http://127.0.0.1:1/", status="308 Away"), STATUS
    ),
}


def refusal(status: str, content: bytes, *lines: str, kind: str = "application/json") -> Fault:
    """Return a fault that sends a status with a content; ``end`` follows from the status."""
    ends = {
        "400": "BadRequestError",
        "401": "AuthenticationError",
        "403": "PermissionDeniedError",
        "404": "NotFoundError",
        "409": "ConflictError",
        "422": "UnprocessableEntityError",
        "429": "RateLimitError",
    }
    end = ends.get(status[:3], BROKEN if status[0] == "5" else STATUS)
    return Fault(carries(lambda body: content, *lines, status=status, kind=kind), end)


NEVER = b'{"message": ' + b"[" * 100_000

REFUSALS = {
    "400": refusal("400 Bad Request", b'{"message": "no"}'),
    "401": refusal("401 Unauthorized", b""),
    "402": refusal("402 Payment Required", b"{}"),
    "403": refusal("403 Forbidden", b"{"),
    "404": refusal("404 Not Found", b"<p>", kind="text/html"),
    "407": refusal("407 Proxy Authentication Required", b"", "Proxy-Authenticate: Basic"),
    "408": refusal("408 Request Timeout", b""),
    "409": refusal("409 Conflict", b"null"),
    "413": refusal("413 Content Too Large", b"0"),
    "418": refusal("418 Teapot", b'"short and stout"'),
    "422": refusal("422 Unprocessable Content", b"[1]"),
    "429": refusal("429 Too Many Requests", b"", "Retry-After: soon"),
    "429 for ever": refusal("429 Too Many Requests", b"", "Retry-After: 999999999999999"),
    "499": refusal("499 Closed", b"\0"),
    "500": refusal("500 Internal Server Error", b'{"data": null}'),
    "501": refusal("501 Not Implemented", NEVER),
    "502": refusal("502 Bad Gateway", b"<html>" * 1000, kind="text/html"),
    "503": refusal("503 Unavailable", b"\xff", "Retry-After: -1"),
    "504": refusal("504 Timeout", b'{"message": NaN}'),
    "599": refusal("599 What", b'{"message": "\\ud800\x1b[2J"}'),
    "600": refusal("600 Beyond", b"{}"),
    "999": refusal("999 What", b"{}"),
    "500 in UTF-16": refusal("500 Oh", '{"message": "é"}'.encode("utf-16")),
    "500 with a number of 10,000 digits": refusal("500 Oh", b"[" + b"1" * 10_000 + b"]"),
    "500 with 1e999999999": refusal("500 Oh", b'{"message": 1e999999999}'),
    "500 with a property twice": refusal("500 Oh", b'{"message": "a", "message": "b"}'),
    "500 with a million values": refusal("500 Oh", b"[" + b"0," * 500_000 + b"0]"),
    "500 with bad gzip": refusal("500 Oh", b"nonsense", "Content-Encoding: gzip"),
    "500 with half of its gzip": refusal(
        "500 Oh", gzip.compress(b'{"message": "no"}')[:-9], "Content-Encoding: gzip"
    ),
    "500 with an unknown encoding": refusal("500 Oh", b"nonsense", "Content-Encoding: br"),
    "a truncated error": Fault(sends(lambda body: whole(body, status="500 Oh")[:-5]), BROKEN),
    "a reset in an error": Fault(
        resets_after(lambda body: whole(body, status="400 No")[:-5]), "BadRequestError"
    ),
}

FAULTS = {**SUCCESSES, **REDIRECTS, **REFUSALS}
