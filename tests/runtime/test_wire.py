"""What a response that cannot be read is, and what a request that failed is, on raw sockets."""

from __future__ import annotations

import gc
import gzip
import pickle
import socket
import tracemalloc
import zlib
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from corrigenda.runtime.call import Call
from corrigenda.runtime.errors import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    ConflictError,
    ResponseDecodeError,
    UnprocessableEntityError,
)
from corrigenda.runtime.graphql_request import is_query
from corrigenda.runtime.unpack import Body
from tests.runtime import queries
from tests.runtime.raw import CHUNKED, CLOSE, OK, Raw, Shell, once, raw_server, response, service_of
from tests.runtime.things import GET, POST, SECRET, holds_http_objects

pytestmark = pytest.mark.usefixtures("clean_environment")

QUERY = queries.list_projects()
MUTATION = queries.create_project({"name": "n", "customer": {"id": "c"}})
CALLS = {"read": GET, "write": POST, "query": QUERY, "mutation": MUTATION}
THING = b'{"amount": 1.10}'
MIB = 1024 * 1024


@pytest.fixture
def raw() -> Iterator[Raw]:
    with raw_server() as told:
        yield told


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture(params=CALLS.values(), ids=list(CALLS))
def call(request: pytest.FixtureRequest) -> Call[Any]:
    chosen: Call[Any] = request.param
    return chosen


def failure(kind: str, raw: Raw, call: Call[Any], **options: Any) -> Any:
    with pytest.raises(APIError) as raised:
        once(kind, raw, call, service_of(call), **options)
    error = raised.value
    assert SECRET not in str(error)
    assert not holds_http_objects(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    return error


BROKEN = {
    "not gzip": (response(b"plain text", headers="Content-Encoding: gzip\r\n"), "unpacked"),
    "not deflate": (response(b"\xff" * 9, headers="Content-Encoding: deflate\r\n"), "unpacked"),
    "gzip that ends early": (
        response(gzip.compress(THING)[:-9], headers="Content-Encoding: gzip\r\n"),
        "ends early",
    ),
    "an encoding nobody asked for": (
        response(THING, headers="Content-Encoding: br\r\n"),
        "Content-Encoding 'br'",
    ),
    "three encodings": (
        response(THING, headers="Content-Encoding: gzip, gzip, gzip\r\n"),
        "was not asked for",
    ),
    "a body that ends early": (response(THING, length=99), "does not arrive completely"),
    "a chunk that ends early": (CHUNKED + b"ff\r\nabc", "does not arrive completely"),
    "a chunk without a size": (CHUNKED + b"zz\r\nabc\r\n", "does not arrive completely"),
}


@pytest.mark.parametrize(("sent", "said"), BROKEN.values(), ids=BROKEN)
def test_an_unreadable_success_is_not_a_missing_response(
    kind: str, raw: Raw, call: Call[Any], sent: bytes, said: str
) -> None:
    raw.says(lambda: [sent, CLOSE])
    error = failure(kind, raw, call)
    assert type(error) is ResponseDecodeError
    assert "the response (200) cannot be read" in str(error)
    assert said in str(error)
    assert len(raw.arrived) == 1


@pytest.mark.parametrize("sent", [sent for sent, _said in BROKEN.values()], ids=BROKEN)
def test_an_unreadable_error_keeps_the_class_of_its_status(
    kind: str, raw: Raw, call: Call[Any], sent: bytes
) -> None:
    raw.says(lambda: [sent.replace(b"200 OK", b"409 Conflict", 1), CLOSE])
    assert type(failure(kind, raw, call)) is ConflictError
    assert len(raw.arrived) == 1


ENCODED = {
    "gzip": ("gzip", gzip.compress(THING)),
    "x-gzip": ("X-GZip", gzip.compress(THING)),
    "gzip of two members": ("gzip", gzip.compress(THING[:5]) + gzip.compress(THING[5:])),
    "gzip with padding": ("gzip", gzip.compress(THING) + b"\0" * 8),
    "deflate": ("deflate", zlib.compress(THING)),
    "deflate without header": ("deflate", zlib.compress(THING)[2:-4]),
    "both": ("deflate, gzip", gzip.compress(zlib.compress(THING))),
    "identity": ("identity", THING),
    "of nothing": ("", THING),
}


@pytest.mark.parametrize(("encoding", "body"), ENCODED.values(), ids=ENCODED)
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_what_was_asked_for_is_unpacked(
    kind: str, raw: Raw, encoding: str, body: bytes, size: int
) -> None:
    head, _, rest = response(body, headers=f"Content-Encoding: {encoding}\r\n").partition(
        b"\r\n\r\n"
    )
    pieces = [rest[at : at + size] for at in range(0, len(rest), size)]
    raw.says(lambda: [head + b"\r\n\r\n", *pieces])
    assert str(once(kind, raw, GET).amount) == "1.10"
    assert b"accept-encoding: gzip, deflate\r\n" in raw.arrived[0].lower()


def test_a_content_encoding_without_content_is_nothing(kind: str, raw: Raw) -> None:
    raw.says(response(b"", headers="Content-Encoding: gzip\r\n"))
    void = Call("void", "DELETE", "/void", type(None))
    assert once(kind, raw, void) is None


def test_a_call_without_content_does_not_mind_an_unreadable_one(kind: str, raw: Raw) -> None:
    raw.says(response(b"what?", headers="Content-Encoding: br\r\n"))
    void = Call("void", "DELETE", "/void", type(None))
    assert once(kind, raw, void) is None


def endless() -> Iterator[bytes]:
    piece = b"x" * 65536
    yield OK + b"\r\n"
    while True:
        yield piece


def bomb(status: bytes = b"200 OK", encoding: bytes = b"gzip") -> Iterator[bytes]:
    pack = zlib.compressobj(9, wbits=31)
    yield b"HTTP/1.1 " + status + b"\r\nContent-Encoding: " + encoding + b"\r\n\r\n"
    while True:
        yield pack.compress(bytes(MIB))


def nothing_but_blocks() -> Iterator[bytes]:
    yield OK + b"Content-Encoding: deflate\r\n\r\n"
    block = b"\x00\x00\x00\xff\xff" * 10_000  # stored, empty, and not the last
    while True:
        yield block


ENDLESS = {"plain": endless, "a bomb": bomb, "empty blocks": nothing_but_blocks}


@pytest.mark.parametrize("plan", ENDLESS.values(), ids=ENDLESS)
def test_a_body_beyond_the_limit_is_unreadable(kind: str, raw: Raw, plan: Any) -> None:
    raw.says(plan)
    error = failure(kind, raw, GET, max_response_bytes=2 * MIB)
    assert type(error) is ResponseDecodeError
    assert "its body is larger than 2097152 bytes (max_response_bytes)" in str(error)
    assert len(error.body) <= 64 * 1024
    assert len(raw.arrived) == 1


def test_the_body_of_an_error_is_cut(kind: str, raw: Raw) -> None:
    def plan() -> Iterator[bytes]:
        return bomb(b"422 Unprocessable Entity")

    raw.says(plan)
    error = failure(kind, raw, POST)
    assert type(error) is UnprocessableEntityError
    assert len(error.body) == MIB


def test_a_body_of_the_limit_is_read(kind: str, raw: Raw) -> None:
    raw.says(response(THING), response(gzip.compress(THING), headers="Content-Encoding: gzip\r\n"))
    for _time in range(2):
        assert once(kind, raw, GET, max_response_bytes=len(THING) + 20).amount
    with pytest.raises(ResponseDecodeError, match="larger than 15 bytes"):
        once(kind, raw, GET, max_response_bytes=len(THING) - 1)


@pytest.mark.parametrize("most", [0, -1])
def test_an_odd_limit_is_refused(kind: str, raw: Raw, most: int) -> None:
    with pytest.raises(ValueError, match="max_response_bytes: pass a positive number"):
        Shell(kind, raw, max_response_bytes=most)
    with pytest.raises(TypeError, match="max_response_bytes: pass an int, not str"):
        Shell(kind, raw, max_response_bytes="9")


def status_hook(response: httpx2.Response) -> None:
    response.raise_for_status()


def reading_hook(response: httpx2.Response) -> None:
    response.read()


def error_hook(response: httpx2.Response) -> None:
    raise httpx2.HTTPError(f"policy {response.status_code}")


def loading_hook(response: httpx2.Response) -> None:
    raise httpx2.ConnectError("the log server is down")


def own_client(kind: str, hook: Any, **options: Any) -> Any:
    if kind == "sync":
        return httpx2.Client(event_hooks={"response": [hook]}, **options)

    async def waiting(response: httpx2.Response) -> None:
        if hook is reading_hook:
            await response.aread()
        else:
            hook(response)

    return httpx2.AsyncClient(event_hooks={"response": [waiting]}, **options)


@pytest.mark.parametrize("hook", [status_hook, error_hook, loading_hook])
def test_a_hook_does_not_hide_the_status(kind: str, raw: Raw, call: Call[Any], hook: Any) -> None:
    raw.says(response(b"{}", "409 Conflict", "X-Request-Id: r1\r\n"))
    error = failure(kind, raw, call, http_client=own_client(kind, hook))
    assert type(error) is ConflictError
    assert error.headers["x-request-id"] == "r1"
    assert len(raw.arrived) == 1


@pytest.mark.parametrize("hook", [error_hook, loading_hook])
def test_a_success_that_a_hook_refuses_is_unreadable(
    kind: str, raw: Raw, call: Call[Any], hook: Any
) -> None:
    raw.says(response(THING))
    error = failure(kind, raw, call, http_client=own_client(kind, hook))
    assert type(error) is ResponseDecodeError
    assert "the response (200) cannot be read" in str(error)
    assert len(raw.arrived) == 1


def test_a_hook_may_read(kind: str, raw: Raw) -> None:
    raw.says(response(gzip.compress(THING), headers="Content-Encoding: gzip\r\n"))
    assert once(kind, raw, GET, http_client=own_client(kind, reading_hook)).amount


def test_a_hook_that_cannot_read_does_not_hide_the_status(kind: str, raw: Raw) -> None:
    raw.says(response(b"plain", "409 Conflict", "Content-Encoding: gzip\r\n"), CLOSE)
    error = failure(kind, raw, POST, http_client=own_client(kind, reading_hook))
    assert type(error) is ConflictError


@pytest.mark.parametrize("location", [b"http://xn--\x80/", b"http://xn--a/", b"http://[/", b"\xff"])
def test_a_redirect_to_nowhere_is_a_redirect(kind: str, raw: Raw, location: bytes) -> None:
    raw.says(b"HTTP/1.1 307 x\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n")
    error = failure(kind, raw, POST)
    assert type(error) is APIStatusError
    assert error.status_code == 307


SAFE = {"read": (GET, 3), "query": (QUERY, 3), "write": (POST, 1), "mutation": (MUTATION, 1)}


@pytest.mark.parametrize(("call", "times"), SAFE.values(), ids=SAFE)
def test_only_a_safe_call_is_repeated_when_the_connection_was_closed(
    kind: str, raw: Raw, call: Call[Any], times: int
) -> None:
    raw.says(lambda: [CLOSE])
    error = failure(kind, raw, call)
    assert type(error) is APIConnectionError
    assert error.request_sent is True
    assert len(raw.arrived) == raw.connections == times


def test_a_connection_that_closes_as_the_call_comes_is_replaced(kind: str, raw: Raw) -> None:
    good = response(THING)
    raw.says(good, lambda: [CLOSE], good)
    shell = Shell(kind, raw)
    assert str(shell.send(GET).amount) == str(shell.send(GET).amount) == "1.10"
    shell.close()
    assert (len(raw.arrived), raw.connections) == (3, 2)


def test_a_write_is_not_repeated_on_another_connection(kind: str, raw: Raw) -> None:
    good = response(THING)
    raw.says(good, lambda: [CLOSE], good)
    shell = Shell(kind, raw)
    shell.send(GET)
    with pytest.raises(APIConnectionError) as raised:
        shell.send(POST)
    shell.close()
    assert raised.value.request_sent
    assert len(raw.arrived) == 2


def test_a_request_that_was_never_sent_says_so(kind: str, raw: Raw, call: Call[Any]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        error = failure(kind, raw, call, base_url=url)
        own: Any = httpx2.Client() if kind == "sync" else httpx2.AsyncClient()
        other = failure(kind, raw, call, base_url=url, http_client=own)
    for each in (error, other):
        assert type(each) is APIConnectionError
        assert each.request_sent is False
        assert pickle.loads(pickle.dumps(each)).request_sent is False


def test_a_request_that_may_have_been_carried_out_says_so(
    kind: str, raw: Raw, call: Call[Any]
) -> None:
    raw.says(raw.drip(b"", b""))
    error = failure(kind, raw, call, timeout=0.2, max_retries=0)
    assert type(error) is APITimeoutError
    assert error.request_sent is True
    assert len(raw.arrived) == 1


def test_a_retry_that_cannot_connect_does_not_hide_what_was_sent(raw: Raw) -> None:
    class Retrying(httpx2.HTTPTransport):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            super().handle_request(request).close()
            raise httpx2.ConnectError("at the second attempt")

    raw.says(response(b"", "503 x"))
    with httpx2.Client(transport=Retrying()) as own:
        error = failure("sync", raw, POST, http_client=own)
    assert not isinstance(error, APIConnectionError) or error.request_sent


def test_our_client_sends_no_cookies(kind: str, raw: Raw) -> None:
    raw.says(response(THING, headers="Set-Cookie: tenant=one; Path=/\r\n"))
    shell = Shell(kind, raw)
    for _time in range(2):
        shell.send(GET)
    shell.close()
    assert len(raw.arrived) == 2
    assert b"cookie" not in raw.arrived[1].lower()


def test_a_call_leaves_no_cycle_that_holds_its_token(raw: Raw) -> None:
    def plain(_request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=THING)

    with httpx2.Client(transport=httpx2.MockTransport(plain)) as own:
        shell = Shell("sync", raw, http_client=own)
        shell.send(GET)
        gc.collect()
        gc.disable()
        try:
            shell.send(GET)
            held = [each for each in gc.get_objects() if isinstance(each, httpx2.Request)]
        finally:
            gc.enable()
        assert not held


@pytest.mark.parametrize("most", [1, 16])
@pytest.mark.parametrize("layers", ["gzip", "gzip, gzip"])
def test_unpacking_a_bomb_needs_little_memory(most: int, layers: str) -> None:
    packed = gzip.compress(bytes(200 * MIB), 6)
    if "," in layers:
        packed = gzip.compress(packed)
    tracemalloc.start()
    body = Body(200, {"content-encoding": layers}, most * MIB)
    body.feed(packed)
    broken = body.finish().broken
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than" in broken
    assert peak < 2 * most * MIB + len(packed) + 2 * MIB


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("query A { a }", True),
        ("{ a }", True),
        ("\n query A { a }\nfragment F on T { mutation }", True),
        ("mutation A { a }", False),
        ("subscription A { a }", False),
        ("query A { a }\nmutation B { b }", False),
        ("fragment F on T { a }\nmutation B { b }", False),
        ("queryMore { a }", False),
        ("", False),
    ],
)
def test_only_a_certain_query_is_safe(text: str, expected: bool) -> None:
    assert is_query(text) is expected
