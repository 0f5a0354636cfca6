"""With an HTTP client of the caller, a request is what that client would have built."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime.call import Call, Request
from corrigenda.runtime.connection import Connection
from corrigenda.runtime.deadline import Deadline
from corrigenda.runtime.exchange import request_parts
from corrigenda.runtime.options import settle
from corrigenda.runtime.outgoing import build
from corrigenda.runtime.seen import Seen
from tests.runtime.things import GET, POST, SECRET, SERVICE, Thing

pytestmark = pytest.mark.usefixtures("clean_environment")

DEFAULTS: list[list[tuple[str, str]]] = [
    [],
    [("X-A", "1"), ("x-a", "2")],
    [("Host", "other.invalid"), ("ACCEPT", "text/plain")],
    [("Content-Length", "7")],
    [("Transfer-Encoding", "chunked")],
    [("Cookie", "gate=g"), ("authorization", "Basic xyz")],
]
SETTINGS = settle(SERVICE, (), "https://things.invalid", timeout=5.0)


@given(
    st.sampled_from(DEFAULTS),
    st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE"]),
    st.sampled_from([None, b"", b"{}"]),
    st.sampled_from(["", "q=a,b&c=%2C"]),
    st.sampled_from([{}, {"gate": "g"}]),
)
def test_a_request_is_what_the_clients_own_method_builds(
    defaults: list[tuple[str, str]],
    method: str,
    content: bytes | None,
    query: str,
    cookies: dict[str, str],
) -> None:
    ours = {"Accept": "application/json", "Authorization": f"Bearer {SECRET}"}
    request = Request(method, "https://things.invalid:8443/a%2Fb", query, ours, content, ())
    with httpx2.Client(headers=defaults, cookies=cookies) as http:
        seen = Seen()
        built = build(http, request, SETTINGS, Deadline(None), seen)
        address = f"{request.url}?{query}" if query else request.url
        theirs = http.build_request(method, address, headers=ours, content=content)
    assert built.method == theirs.method
    assert vars(built.url) == vars(theirs.url)
    assert sorted(built.headers.multi_items()) == sorted(theirs.headers.multi_items())
    assert built.content == theirs.content
    assert built.extensions["timeout"] == dict.fromkeys(("connect", "read", "write", "pool"), 5.0)
    assert seen.is_built


@pytest.mark.parametrize("call", [GET, POST], ids=["read", "write"])
def test_a_hook_of_the_caller_can_read_the_content(call: Call[Any]) -> None:
    signed: list[bytes] = []

    def respond(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={"amount": 1})

    with (
        httpx2.Client(
            transport=httpx2.MockTransport(respond),
            event_hooks={"request": [lambda request: signed.append(request.content)]},
        ) as own,
    ):
        sent = Connection(SERVICE, {"token": SECRET}, http_client=own).send(call)
    assert isinstance(sent, Thing)
    assert signed == [call.body or b""]


class Own(httpx2.Client):
    """A client that builds its requests in another way."""

    def build_request(self, *args: Any, **options: Any) -> httpx2.Request:
        return super().build_request(*args, **options)


@pytest.mark.parametrize("make", [httpx2.Client, httpx2.AsyncClient, Own])
def test_the_user_agent_of_a_caller_is_kept(make: Any) -> None:
    chosen = make(headers={"user-agent": "shop/2.1"})
    assert sent(chosen).headers["User-Agent"] == "shop/2.1 things-client/1.2.3"
    assert sent(make()).headers["User-Agent"] == "things-client/1.2.3"


def sent(http: Any) -> httpx2.Request:
    call = request_parts(SETTINGS, POST, {})
    return build(http, call, SETTINGS, Deadline(None), Seen())
