"""Errors are plain data: they survive a process pool and never show a credential."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import Any

import pytest

from corrigenda.runtime import errors
from corrigenda.runtime.errors import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    ResponseDecodeError,
    retry_after,
    status_error,
)


def refused(status: int = 422, body: bytes = b"", **headers: str) -> APIStatusError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status_error(
        "create_invoice",
        "POST",
        "/invoices",
        status,
        named,
        body,
        request_id_headers=("X-Request-Id",),
    )


EVERY = [
    APIError("missing"),
    APIConnectionError("refused", operation="a", method="GET", url="http://x"),
    APITimeoutError("late", operation="a", method="GET", url="http://x"),
    refused(422, b'{"message": "no", "amount": 1.10}', x_request_id="r1", retry_after="3"),
    refused(500, b"oops"),
    ResponseDecodeError("bad", operation="a", path="$.x", body={"x": [Decimal("1.10")]}),
]


def deep_copy(error: APIError) -> APIError:
    return copy.deepcopy(error)


def through_pickle(error: APIError) -> APIError:
    restored: APIError = pickle.loads(pickle.dumps(error))
    return restored


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("again", [deep_copy, through_pickle])
def test_survives_pickle_and_deepcopy(error: APIError, again: Any) -> None:
    error.add_note("a note")
    other = again(error)
    assert type(other) is type(error)
    assert str(other) == str(error)
    assert vars(other) == vars(error)


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (301, "APIStatusError"),
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (405, "APIStatusError"),
        (409, "ConflictError"),
        (422, "UnprocessableEntityError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (599, "InternalServerError"),
        (600, "APIStatusError"),
    ],
)
def test_a_status_has_its_class(status: int, name: str) -> None:
    assert type(refused(status)) is getattr(errors, name)
    assert refused(status).status_code == status


def test_says_what_a_person_needs() -> None:
    error = refused(422, b'{"status": "error", "message": "amount is\\nwrong"}', x_request_id="r1")
    # Python 3.13 says "Content", the newer name of RFC 9110.
    said = "create_invoice: POST /invoices returned 422 Unprocessable Entity: amount is wrong"
    assert str(error).replace("Content", "Entity") == f"{said} (request id r1)"
    assert error.request_id == "r1"
    assert error.headers == {"x-request-id": "r1"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"error": {"message": "inner"}}', "inner"),
        (b'{"errors": [{"detail": "one"}, {"detail": "two"}]}', "one; two"),
        (b'{"error_description": "expired", "error": "invalid_token"}', "expired"),
        (b"plain words", "plain words"),
        (b"<html>no</html>", ""),
        (b"{}", ""),
        (b'{"message": "\\u001b[31mred"}', "[31mred"),
    ],
)
def test_finds_what_the_service_says(body: bytes, said: str) -> None:
    assert errors.service_message(refused(400, body).body) == said
    assert str(refused(400, body)).endswith(f": {said}" if said else "Bad Request")


def test_the_message_is_bounded_and_the_body_is_exact() -> None:
    error = refused(400, b'{"message": "' + b"x" * 10_000 + b'", "amount": 12345678901234567.89}')
    assert len(str(error)) < 700
    assert error.body["amount"] == Decimal("12345678901234567.89")
    assert refused(400, b"\xff").body == "\ufffd"


def test_a_repeated_secret_is_blotted_out_of_all_that_the_error_holds() -> None:
    secret = "tok-1234567890"
    headers = {"x-request-id": f"for {secret}", "x-echo": secret}
    body = f'{{"message": "bad {secret}", "{secret}": [1, "a {secret}"]}}'.encode()
    error = status_error(
        "a",
        "GET",
        f"/x/{secret}",
        401,
        headers,
        body,
        request_id_headers=("X-Request-Id",),
        secrets=(secret[:-1], secret),
    )
    assert str(error) == (
        "a: GET /x/[redacted] returned 401 Unauthorized: bad [redacted] (request id for [redacted])"
    )
    assert error.body == {"message": "bad [redacted]", "[redacted]": [1, "a [redacted]"]}
    assert error.request_id == "for [redacted]"
    assert error.headers["x-echo"] == "[redacted]"
    assert secret[:8] not in f"{vars(error)}"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0.5", 0.5),
        ("Wed, 21 Oct 2026 07:28:30 GMT", 30.0),
        ("Wed, 21 Oct 2026 07:27:00 GMT", 0.0),
        ("soon", None),
        ("nan", None),
        ("-1", None),
        ("", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    headers = {"retry-after": value, "date": "Wed, 21 Oct 2026 07:28:00 GMT"}
    assert retry_after(headers) == seconds


def test_retry_after_without_a_date_is_measured_from_now() -> None:
    waited = retry_after({"retry-after": "Wed, 21 Oct 2099 07:28:00 GMT"})
    assert waited is not None
    assert waited > 1e9
    assert retry_after({}) is None
