"""Errors are plain data: they survive a process pool and never show a credential."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import Any

import pytest

from corrigenda.runtime import errors
from corrigenda.runtime.decode import Mismatch
from corrigenda.runtime.errors import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    ResponseDecodeError,
)
from corrigenda.runtime.failures import retry_after
from corrigenda.runtime.graphql_errors import GraphQLError, OperationFailedError
from corrigenda.runtime.said import service_message
from tests.runtime import judging
from tests.runtime.failing import misfit, refusal
from tests.runtime.queries import SHOP, create_project, mark_invoice_as_paid


def refused(status: int = 422, body: bytes = b"", **headers: str) -> APIStatusError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return refusal(status, body, named)


WRONG = Mismatch("$.x", "  $.x: expected a number", {"x": [Decimal("1.10")]})
CREATE = create_project({"name": "x", "customer": {"id": "c1"}})
FAILED = judging.wrapped("markInvoiceAsPaid", isSuccess=False, message="it is void")
ENDLESS = ResponseDecodeError("no end", operation="a", method="GET", url="http://x", json_path="$")

EVERY = [
    APIError("missing", operation="a", method="GET", url="http://x"),
    APIConnectionError("refused", operation="a", method="GET", url="http://x"),
    APITimeoutError("late", operation="a", method="GET", url="http://x", request_sent=False),
    refused(422, b'{"message": "no", "amount": 1.10}', x_request_id="r1", retry_after="3"),
    refused(500, b"oops"),
    misfit("list_things", WRONG, {"x-request-id": "r1"}),
    ENDLESS,
    judging.refused(CREATE, {"data": None, "errors": ["no"]}, headers={"works_tid": "t-1"}),
    judging.refused(mark_invoice_as_paid("i1"), FAILED, service=SHOP),
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
    assert repr(other) == repr(error)


def test_a_shallow_copy_is_another_error() -> None:
    error = refused(422, x_request_id="r1")
    other = copy.copy(error)
    other.add_note("a note")
    assert (type(other), other.args, other.url) == (type(error), error.args, error.url)
    assert not hasattr(error, "__notes__")


COMMON = {"operation", "method", "url", "status_code", "request_id", "headers", "body"}


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_every_error_says_what_was_asked_and_what_came(error: APIError) -> None:
    assert vars(error).keys() >= COMMON
    assert error.operation
    assert error.method in ("GET", "POST")
    assert error.url.startswith("http")
    came = not isinstance(error, APIConnectionError) and type(error) is not APIError
    if came and error is not ENDLESS:
        assert error.status_code in (200, 422, 500)
        assert isinstance(error.headers, dict)
        assert error.body
    else:
        assert (error.status_code, error.request_id, error.headers, error.body) == (None,) * 4


def test_the_classes_are_all_among_them() -> None:
    """An error that is added to the runtime is to be added here."""
    known = {type(error).__mro__ for error in EVERY}
    assert {GraphQLError, OperationFailedError} <= {kind for mro in known for kind in mro}
    direct = {kind for kind in APIError.__subclasses__() if "runtime" in kind.__module__}
    assert direct <= {kind for mro in known for kind in mro}


def test_a_place_has_one_name_and_a_url_has_another() -> None:
    assert not any(hasattr(error, "path") for error in EVERY)
    assert misfit("a", WRONG).json_path == "$.x"


def test_the_repr_shows_the_facts_and_not_the_body() -> None:
    error = misfit("list_things", WRONG, {"x-request-id": "r1", "x-more": "zzz"})
    said = "list_things: GET https://things.invalid/things returned 200 OK, but the response"
    assert repr(error) == (
        f"ResponseDecodeError('{said} does not match the schema (request id r1)\\n"
        "  $.x: expected a number', operation='list_things', method='GET',"
        " url='https://things.invalid/things', status_code=200, request_id='r1', json_path='$.x')"
    )
    early = APIConnectionError("no", operation="a", method="GET", url="http://x")
    assert repr(early) == "APIConnectionError('no', operation='a', method='GET', url='http://x')"
    assert repr(APIError.__new__(APIError)) == "APIError('')"  # as a debugger may show it


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
    said = "create_invoice: POST https://things.invalid/invoices returned 422 Unprocessable Entity"
    shown = str(error).replace("Content", "Entity")
    assert shown == f"{said}: amount is wrong (request id r1)"
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
    assert service_message(refused(400, body).body) == said
    assert str(refused(400, body)).endswith(f": {said}" if said else "Bad Request")


def test_the_message_is_bounded_and_the_body_is_exact() -> None:
    error = refused(400, b'{"message": "' + b"x" * 10_000 + b'", "amount": 12345678901234567.89}')
    assert len(str(error)) < 750
    assert error.body["amount"] == Decimal("12345678901234567.89")
    assert refused(400, b"\xff").body == "\ufffd"


def test_a_repeated_secret_is_blotted_out_of_all_that_the_error_holds() -> None:
    secret = "tok-1234567890"
    headers = {"x-request-id": f"for {secret}", "x-echo": secret}
    body = f'{{"message": "bad {secret}", "{secret}": [1, "a {secret}"]}}'.encode()
    error = refusal(401, body, headers, path=f"/x/{secret}", secrets=(secret[:-1], secret))
    where = "https://things.invalid/x/[redacted]"
    said = f"create_invoice: POST {where} returned 401 Unauthorized: bad [redacted]"
    assert str(error) == f"{said} (request id for [redacted])"
    assert error.url == where
    assert error.body == {"message": "bad [redacted]", "[redacted]": [1, "a [redacted]"]}
    assert error.request_id == "for [redacted]"
    assert error.headers["x-echo"] == "[redacted]"
    assert secret[:8] not in f"{error!r} {vars(error)}"


def test_a_secret_is_blotted_out_of_an_error_of_decoding_too() -> None:
    secret = "tok-1234567890"
    headers = {"x-request-id": f"for {secret}", "x-echo": secret}
    error = misfit("a", WRONG, headers, path=f"/x/{secret}", secrets=(secret,))
    where = "https://things.invalid/x/[redacted]"
    assert (error.url, error.request_id) == (where, "for [redacted]")
    assert error.headers == {"x-request-id": "for [redacted]", "x-echo": "[redacted]"}
    first_line, rest = str(error).split("\n")
    said = f"a: GET {where} returned 200 OK, but the response does not match the schema"
    assert first_line == f"{said} (request id for [redacted])"
    assert rest == "  $.x: expected a number"
    assert secret[:8] not in f"{error!r} {vars(error)}"


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
