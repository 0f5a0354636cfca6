"""No error, local or repr shows a credential."""

from __future__ import annotations

import copy
import html
import json
import pickle
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, quote_plus

import httpx2
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime import connection as connection_module
from corrigenda.runtime.connection import AsyncConnection, Connection
from corrigenda.runtime.credentials import Credential, hold, reveal
from corrigenda.runtime.decode import Mismatch, attempt
from corrigenda.runtime.errors import (
    APIError,
    APIStatusError,
    AuthenticationError,
    ResponseDecodeError,
)
from corrigenda.runtime.redact import redact
from tests.runtime.conftest import Server
from tests.runtime.things import (
    GET,
    SECRET,
    SERVICE,
    TOKEN,
    Send,
    holds_http_objects,
    send_sync,
)

pytestmark = pytest.mark.usefixtures("clean_environment")


def test_a_refusal_is_its_status_class(send: Send, server: Server) -> None:
    server.status, server.headers = 401, {"X-Request-Id": "r-7", "Retry-After": "2"}
    server.body = f'{{"message": "bad token {SECRET}"}}'.encode()
    with pytest.raises(AuthenticationError) as raised:
        send(GET, base_url=server.url)
    error = raised.value
    said = f"get_thing: GET {server.url}/things/a%2Fb returned 401 Unauthorized"
    assert str(error) == f"{said}: bad token [redacted] (request id r-7)"
    assert (error.request_id, error.retry_after) == ("r-7", 2.0)
    assert error.headers["x-request-id"] == "r-7"
    assert not holds_http_objects(error)


def test_a_response_that_does_not_fit_is_told_with_its_request(send: Send, server: Server) -> None:
    server.headers = {"X-Request-Id": f"for {SECRET}"}
    server.body = f'{{"amount": "{SECRET}"}}'.encode()
    with pytest.raises(ResponseDecodeError) as raised:
        send(GET, base_url=server.url)
    error = raised.value
    where = f"{server.url}/things/a%2Fb"  # without the query
    first_line, problem = str(error).splitlines()
    said = f"get_thing: GET {where} returned 200 OK, but the response does not match the schema"
    assert first_line == f"{said} (request id for [redacted])"
    assert problem.startswith("  $.amount: ")
    assert (error.operation, error.method, error.url) == ("get_thing", "GET", where)
    assert (error.status_code, error.request_id) == (200, "for [redacted]")
    assert error.headers is not None
    assert error.headers["x-request-id"] == "for [redacted]"
    assert (error.json_path, error.body) == ("$.amount", {"amount": "[redacted]"})
    assert not holds_http_objects(error)


LONG = "tok-" + "0123456789" * 30  # longer than anything that a message shows

ECHOES: list[tuple[int, str]] = [
    (200, '{"amount": "SECRET"}'),
    (200, '{"amount": {"deep": ["SECRET"]}}'),
    (200, '{"amount": null, "SECRET": 1}'),
    (200, '{"amount": 1, "x": "\\u0074SECRET"'),
    (200, "SECRET is no JSON"),
    (200, "a" * 50 + "SECRET"),
    (401, '{"message": "' + "a" * 480 + 'SECRET"}'),
    (401, '{"errors": [{"detail": {"SECRET": "SECRET"}}]}'),
    (500, "<html>SECRET</html>"),
    (302, ""),
]


def everything(error: BaseException) -> str:
    """All that a crash reporter might show of our part of an error."""
    trace = traceback.TracebackException.from_exception(error, capture_locals=True)
    ours = Path(str(connection_module.__file__)).parent
    frames = [frame for frame in trace.stack if Path(frame.filename).parent == ours]
    assert frames
    known = "".join(f"{frame.name} {frame.locals}" for frame in frames)
    return f"{error!s} {error!r} {vars(error)} {pickle.dumps(error)!r} {known}"


@pytest.mark.parametrize("secret", [SECRET, LONG], ids=["short", "long"])
@pytest.mark.parametrize(("status", "body"), ECHOES, ids=lambda part: str(part)[:40])
@pytest.mark.parametrize("strict", [False, True])
def test_nothing_shows_a_token_that_the_service_repeats(
    send: Send, server: Server, status: int, body: str, secret: str, strict: bool
) -> None:
    server.status, server.body = status, body.replace("SECRET", secret).encode()
    server.headers = {"X-Request-Id": f"for {secret}", "X-Echo": secret, "Location": f"/{secret}"}
    with pytest.raises((APIStatusError, ResponseDecodeError)) as raised:
        send(GET, base_url=server.url, token=secret, strict=strict)
    shown = everything(raised.value)
    assert secret[:12] not in shown  # neither all of it, nor its beginning
    assert "[redacted]" in shown


AWKWARD = 'abc/def+ghi=="x <y>&%2F\\\xe9'

ESCAPES: dict[str, Callable[[str], str]] = {
    "JSON": json.dumps,
    "JSON, slashes too": lambda text: json.dumps(text).replace("/", "\\/"),
    "JSON, all of it": lambda text: "".join(f"\\u{ord(each):04X}" for each in text),
    "JSON in JSON": lambda text: json.dumps(json.dumps({"it": text})),
    "a URL": lambda text: quote(text, safe=""),
    "a URL in Latin-1": lambda text: quote(text, safe="", encoding="latin-1").replace("%2B", "%2b"),
    "a form": quote_plus,
    "a URL in a URL": lambda text: quote(quote(text, safe=""), safe=""),
    "HTML": html.escape,
    "HTML in numbers": lambda text: "".join(f"&#{ord(each)};" for each in text),
    "HTML in hexadecimal": lambda text: "".join(f"&#x{ord(each):X};" for each in text),
    "a URL in HTML in JSON": lambda text: json.dumps(html.escape(f"<a href='?{quote(text)}'>")),
    "bytes": lambda text: repr(text.encode("latin-1")),
}


@pytest.mark.parametrize("name", ESCAPES)
@pytest.mark.parametrize("secret", [AWKWARD, 'abc/def+ghi=="x', "tok-%41%42-1234", "a&amp;b\\\\/c"])
def test_a_token_is_blotted_however_it_is_escaped(name: str, secret: str) -> None:
    echo = ESCAPES[name](secret)
    shown = redact(f'{{"n": "{echo} \\/, {echo}', [secret])
    assert shown.count("[redacted]") == 2
    left = shown.replace("[redacted]", "")
    assert left.startswith('{"n": "')
    assert " \\/, " in left
    assert not any(part in left for part in (echo, "abc", "ghi", "tok", "1234", "amp;b"))


@pytest.mark.parametrize("status", [200, 400])
def test_a_body_that_is_cut_off_shows_no_token(send: Send, server: Server, status: int) -> None:
    token = 'abc/def+ghi=="x'
    server.status = status
    server.body = b'{"message": "bad token abc\\/def+ghi==\\"x", "detail": "cut'
    with pytest.raises((APIStatusError, ResponseDecodeError)) as raised:
        send(GET, base_url=server.url, token=token)
    shown = everything(raised.value)
    assert "ghi" not in shown
    body = getattr(raised.value, "body", None)
    assert body == '{"message": "bad token [redacted]", "detail": "cut'


@given(st.text("ab\\\\/%&;#x25u0", max_size=60), st.text("ab\\\\/%25u0", min_size=8, max_size=12))
def test_blotting_breaks_nothing_else(text: str, secret: str) -> None:
    assert redact(text, ["another-secret"]) == text
    for escape in (json.dumps, quote, html.escape):
        assert escape(secret)[1:-1] not in redact(f"{text} {escape(secret)}", [secret])


def test_a_short_credential_mangles_nothing(server: Server) -> None:
    server.status, server.body = 401, b'{"message": "a bad token"}'
    with pytest.raises(AuthenticationError, match="Unauthorized: a bad token"):
        send_sync(GET, base_url=server.url, token="a")


def test_deeply_nested_responses_are_blotted_too(server: Server) -> None:
    server.status, server.body = 500, b"[" * 800 + f'"{SECRET}"'.encode() + b"]" * 800
    with pytest.raises(APIStatusError) as raised:
        send_sync(GET, base_url=server.url)
    assert SECRET not in repr(raised.value.body)
    assert "[redacted]" in repr(raised.value.body)


def test_a_problem_is_told_even_where_the_blotted_response_has_none() -> None:
    short: Any = Annotated[str, msgspec.Meta(max_length=12)]
    outcome = attempt(f'"{SECRET}"'.encode(), short, secrets=(SECRET,))
    assert isinstance(outcome, Mismatch)
    assert (outcome.json_path, outcome.body) == ("$", "[redacted]")
    assert outcome.said == "  $: a value that cannot be shown"


@pytest.mark.parametrize("kind", [Connection, AsyncConnection])
@pytest.mark.parametrize(
    ("token", "arguments"),
    [(f"{SECRET}\n", {}), (f"{SECRET}\u2019", {}), (SECRET.encode(), {}), (SECRET, {"timeout": 0})],
)
def test_construction_does_not_show_the_token(
    kind: type[Connection], token: Any, arguments: dict[str, Any]
) -> None:
    with pytest.raises((TypeError, ValueError)) as raised:
        kind(SERVICE, {"token": token}, **arguments)
    assert SECRET not in everything(raised.value)


@pytest.mark.parametrize("bad", [f"{SECRET}\n", f"{SECRET}\u2019", SECRET.encode()])
def test_a_bad_token_of_a_callable_does_not_show(send: Send, bad: Any) -> None:
    with pytest.raises((TypeError, ValueError)) as raised:
        send(GET, token=lambda: bad)
    assert SECRET not in everything(raised.value)


def test_a_callable_that_fails_does_not_show_the_credential_before_it() -> None:
    def fail() -> str:
        raise OSError("no vault")

    secrets = hold((TOKEN, Credential("site", "X", "X")), {"token": SECRET, "site": fail})
    assert isinstance(secrets, tuple)
    with pytest.raises(OSError, match="no vault") as raised:
        reveal(secrets)
    assert SECRET not in everything(raised.value)


def test_a_transport_that_repeats_the_token_is_blotted_out() -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError(f"cannot send {request.headers['Authorization']}")

    said = r"cannot send Bearer \[redacted\]"
    transport = httpx2.MockTransport(fail)
    with httpx2.Client(transport=transport) as own, pytest.raises(APIError, match=said) as raised:
        send_sync(GET, http_client=own)
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("kind", [Connection, AsyncConnection])
def test_a_connection_shows_its_address_only_and_is_not_copied(kind: type[Connection]) -> None:
    connection = kind(SERVICE, {"token": SECRET}, "http://localhost:1/x/")
    assert repr(connection) == f"<{kind.__name__} http://localhost:1/x>"
    assert connection.base_url == "http://localhost:1/x"
    assert SECRET not in repr(connection.settings)
    for take in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="a client with a credential in it"):
            take(connection)
