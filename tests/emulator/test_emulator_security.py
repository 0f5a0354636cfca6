"""The emulator asks for the credentials of the merged schema, wherever they are sent."""

import base64
from typing import Any

import pytest

from corrigenda.emulator.provider import RefusedError
from corrigenda.emulator.security import find_credential, read_security

DOCUMENT: dict[str, Any] = {
    "security": [{"token": []}],
    "components": {
        "securitySchemes": {
            "token": {"type": "oauth2", "flows": {}},
            "login": {"type": "http", "scheme": "Basic"},
            "custom": {"type": "http", "scheme": "Token"},
            "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "query": {"type": "apiKey", "in": "query", "name": "key"},
            "cookie": {"type": "apiKey", "in": "cookie", "name": "sid"},
        }
    },
}

Pairs = list[tuple[str, str]]


def found(security: list[dict[str, Any]] | None, headers: Pairs, query: Pairs | None = None) -> str:
    operation = {} if security is None else {"security": security}
    return find_credential(read_security(DOCUMENT, operation), headers, query or [])


def basic(text: str) -> Pairs:
    return [("authorization", f"Basic {base64.b64encode(text.encode()).decode()}")]


@pytest.mark.parametrize(
    ("security", "headers", "query", "credential"),
    [
        (None, [("authorization", "bearer  abc")], [], "abc"),
        ([], [("authorization", "Bearer abc")], [], ""),
        ([{"login": []}], basic("u:p:q"), [], "u:p:q"),
        ([{"custom": []}], [("authorization", "Token abc")], [], "abc"),
        ([{"header": []}], [("x-key", "k")], [], "k"),
        ([{"query": []}], [], [("key", "k"), ("other", "o")], "k"),
        ([{"cookie": []}], [("cookie", "a=b; sid=s")], [], "s"),
        ([{"header": [], "query": []}], [("x-key", "k")], [("key", "q")], "k\nq"),
        ([{"header": []}, {"query": []}], [], [("key", "q")], "q"),
        ([{"header": []}, {}], [], [], ""),
    ],
)
def test_a_credential_is_found(
    security: list[dict[str, Any]] | None, headers: Pairs, query: Pairs, credential: str
) -> None:
    assert found(security, headers, query) == credential


@pytest.mark.parametrize(
    ("security", "headers", "status", "said"),
    [
        (None, [], 401, "a bearer token is required"),
        (None, [("authorization", "Bearer a"), ("authorization", "Bearer b")], 401, "a bearer"),
        (None, [("authorization", "Bearer invalid-1")], 401, "the token is not valid"),
        (None, [("authorization", "Bearer noscope-1")], 403, "the token lacks the scope"),
        ([{"login": []}], [("authorization", "Basic ???")], 401, "HTTP basic is required"),
        ([{"login": []}], basic("no colon"), 401, "HTTP basic is required"),
        ([{"header": [], "query": []}], [("x-key", "k")], 401, "the header x-key and the query"),
        ([{"cookie": []}], [("cookie", "sid=")], 401, "the cookie sid is required"),
        ([{"header": []}], [("x-key", "invalid-k")], 401, "the token is not valid"),
    ],
)
def test_what_is_wrong_is_refused(
    security: list[dict[str, Any]] | None, headers: Pairs, status: int, said: str
) -> None:
    with pytest.raises(RefusedError) as raised:
        found(security, headers)
    assert raised.value.status == status
    assert said in raised.value.message


def test_the_challenge_names_the_schemes() -> None:
    with pytest.raises(RefusedError) as raised:
        found([{"login": []}, {"token": []}, {"header": []}], [])
    assert raised.value.headers == {"WWW-Authenticate": "Basic, Bearer"}
