"""HTTP/1.1 on the wire, byte by byte: what correct clients send, what others send, what breaks."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import urlsplit

import pytest

from corrigenda.emulator import Emulator
from corrigenda.emulator.doors.arriving import MAX_HEAD
from corrigenda.emulator.doors.serving import Limits

HEAD = "Host: 127.0.0.1\r\nAuthorization: Bearer any\r\n"
GET = f"GET /sonicpay/invoices?per_page=1 HTTP/1.1\r\n{HEAD}\r\n"
CREATE = (
    '{"amount":1,"currency":"USD","customer_email":"a@b.c","customer_name":"A","line_items":[],'
    '"due_date":"2026-01-31","metadata":{}}'
)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs", providers=["sonicpay"]) as emulator:
        yield emulator


Dial = Callable[[], "Line"]


class Line:
    """A connection, and what came over it."""

    def __init__(self, emulator: Emulator) -> None:
        address = urlsplit(emulator.root)
        assert address.hostname is not None
        assert address.port is not None
        self.sock = socket.create_connection((address.hostname, address.port), timeout=10)

    def send(self, *parts: str | bytes) -> None:
        for part in parts:
            self.sock.sendall(part if isinstance(part, bytes) else part.encode())

    def until(self, end: bytes) -> bytes:
        found = b""
        while not found.endswith(end):
            piece = self.sock.recv(1)
            assert piece, f"the connection ended after {found!r}"
            found += piece
        return found

    def response(self) -> tuple[int, bytes]:
        """The status and the body of one response with a length."""
        head = self.until(b"\r\n\r\n").lower()
        length = int(head.partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
        body = b""
        while len(body) < length:
            body += self.sock.recv(length - len(body))
        return int(head.split()[1]), body

    def rest(self) -> bytes:
        found = b""
        while piece := self.sock.recv(65536):
            found += piece
        return found


@pytest.fixture
def line(emulator: Emulator) -> Iterator[Line]:
    line = Line(emulator)
    with closing(line.sock):
        yield line


@contextmanager
def dialled(emulator: Emulator) -> Iterator[Line]:
    line = Line(emulator)
    with closing(line.sock):
        yield line


def test_a_connection_is_kept(line: Line) -> None:
    for _ in range(3):
        line.send(GET)
        assert line.response()[0] == 200


def test_requests_that_come_at_once_are_answered_in_their_order(line: Line) -> None:
    missing = GET.replace("/invoices?per_page=1", "/nothing")
    line.send(GET + missing + GET + GET)
    assert [line.response()[0] for _ in range(4)] == [200, 404, 200, 200]


def test_a_request_may_come_byte_by_byte(line: Line) -> None:
    for letter in GET:
        line.send(letter)
    assert line.response()[0] == 200


def test_a_body_in_chunks_with_trailers(line: Line) -> None:
    head = f"POST /sonicpay/invoices HTTP/1.1\r\n{HEAD}Content-Type: application/json\r\n"
    pieces = CREATE[:10], CREATE[10:]
    chunks = "".join(f"{len(one):x};ext=1\r\n{one}\r\n" for one in pieces)
    line.send(head + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\nX-Sum: 1\r\n\r\n" + GET)
    assert line.response()[0] == 200
    assert line.response()[0] == 200


def test_a_client_that_waits_before_it_sends_a_body(line: Line) -> None:
    head = f"POST /sonicpay/invoices HTTP/1.1\r\n{HEAD}Content-Type: application/json\r\n"
    line.send(f"{head}Expect: 100-continue\r\nContent-Length: {len(CREATE)}\r\n\r\n")
    assert line.until(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
    line.send(CREATE)
    assert line.response()[0] == 200


def test_a_whole_url_as_target(line: Line) -> None:
    line.send(GET.replace("GET /", "GET http://127.0.0.1/"))
    assert line.response()[0] == 200


def test_http_1_0_ends_the_connection(line: Line) -> None:
    line.send(
        "GET /sonicpay/invoices HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer a\r\n\r\n"
    )
    assert line.rest().startswith(b"HTTP/1.1 200")


def test_a_client_that_closes_its_side_gets_the_response(line: Line) -> None:
    line.send(GET)
    line.sock.shutdown(socket.SHUT_WR)
    assert line.rest().startswith(b"HTTP/1.1 200")


def test_head_has_the_head_of_get_and_no_body(line: Line) -> None:
    line.send(GET)
    _, body = line.response()
    line.send(GET.replace("GET", "HEAD", 1))
    assert f"content-length: {len(body)}".encode() in line.until(b"\r\n\r\n")
    line.send(GET)
    assert line.response()[0] == 200


def test_options_names_the_methods(line: Line) -> None:
    line.send(GET.replace("GET", "OPTIONS", 1))
    head = line.until(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 204")
    assert b"allow: GET, HEAD, OPTIONS, POST" in head


@pytest.mark.parametrize(
    "sent",
    [
        "no http\r\n\r\n",
        "GET /sonicpay/invoices HTTP/1.1\r\n\r\n",  # no host
        f"GET /sonicpay/invoices HTTP/1.1\r\nHost: localhost\r\n{HEAD}\r\n",  # two hosts
        f"POST /sonicpay/invoices HTTP/1.1\r\n{HEAD}Content-Length: x\r\n\r\n",
        f"POST / HTTP/1.1\r\n{HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\na",
        f"POST / HTTP/1.1\r\n{HEAD}Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n",
        f"POST /sonicpay/invoices HTTP/1.1\r\n{HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_what_is_not_http_is_a_400_and_the_end(line: Line, sent: str) -> None:
    line.send(sent)
    said = line.rest()
    assert said.startswith(b"HTTP/1.1 400"), said
    assert b"fix" in said


def test_a_head_without_end_is_refused(line: Line) -> None:
    line.send(GET[:-2] + "X-Long: " + "x" * (MAX_HEAD + 1) + "\r\n\r\n")
    assert line.rest().startswith(b"HTTP/1.1 431")


@pytest.mark.parametrize("token", ["", "Authorization: Bearer any\r\n"])
def test_a_body_that_is_too_large_is_refused_before_it_is_read(line: Line, token: str) -> None:
    head = f"POST /sonicpay/invoices HTTP/1.1\r\nHost: localhost\r\n{token}"
    line.send(f"{head}Content-Length: {2**40}\r\n\r\n", b"x" * 100_000)
    said = line.rest()
    assert said.startswith(b"HTTP/1.1 413")
    assert b"larger than" in said


def test_a_body_in_chunks_that_is_too_large_is_refused(line: Line) -> None:
    line.send(f"POST /sonicpay/invoices HTTP/1.1\r\n{HEAD}Transfer-Encoding: chunked\r\n\r\n")
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    try:
        for _ in range(20):
            line.send(chunk)
    except OSError:
        pass  # it may be closed before all is sent
    assert line.rest().startswith(b"HTTP/1.1 413")


def test_another_host_name_is_refused(line: Line) -> None:
    for path in ("/sonicpay/invoices", "/_emulator/requests", "/"):
        line.send(f"GET {path} HTTP/1.1\r\nHost: rebound.example.com\r\n\r\n")
        status, said = line.response()
        assert status == 421
        assert b"rebound.example.com" in said


def test_slow_and_idle_connections_are_closed() -> None:
    limits = Limits(idle=0.2, request=0.2)
    with (
        pytest.MonkeyPatch.context() as patch,
        Emulator(providers=["sonicpay"]) as emulator,
    ):
        patch.setattr("corrigenda.emulator.emulator.Limits", lambda body: limits)
        with dialled(emulator) as idle, dialled(emulator) as slow:
            slow.send(GET[:-2])
            assert slow.rest() == b""
            assert idle.rest() == b""


def test_the_end_waits_for_nobody() -> None:
    with Emulator(providers=["sonicpay"]) as emulator:
        lines = [Line(emulator) for _ in range(3)]
        lines[0].send(GET[:20])
        lines[1].send(f"POST /sonicpay/invoices HTTP/1.1\r\n{HEAD}Content-Length: 10\r\n\r\n")
        emulator.fault("sonicpay.*", delay=600)
        lines[2].send(GET)
        time.sleep(0.1)
    for line in lines:
        with closing(line.sock), suppress(ConnectionResetError):
            assert line.rest() == b""


# Faults on the wire.


def test_a_reset_is_a_reset(emulator: Emulator) -> None:
    for kind, applied in (("reset_before", 0), ("reset_after", 1)):
        emulator.reset()
        emulator.fault("sonicpay.create_invoice", kind=kind, times=1)  # type: ignore[arg-type]
        head = f"POST /sonicpay/invoices HTTP/1.1\r\n{HEAD}Content-Type: application/json\r\n"
        with dialled(emulator) as line:
            line.send(f"{head}Content-Length: {len(CREATE)}\r\n\r\n{CREATE}")
            with pytest.raises(ConnectionResetError):
                line.rest()
        with dialled(emulator) as line:
            line.send(GET)
            assert f'"total_count":{3 + applied}' in line.response()[1].decode()


def test_a_truncated_body_ends_early(emulator: Emulator) -> None:
    emulator.fault("sonicpay.list_invoices", kind="truncated", times=1)
    with dialled(emulator) as line:
        line.send(GET)
        head = line.until(b"\r\n\r\n").lower()
        length = int(head.partition(b"content-length: ")[2].split(b"\r\n")[0])
        assert 0 < len(line.rest()) < length


def test_a_malformed_chunk(emulator: Emulator) -> None:
    emulator.fault("sonicpay.list_invoices", kind="malformed_chunk", times=1)
    with dialled(emulator) as line:
        line.send(GET)
        assert b"transfer-encoding: chunked" in line.until(b"\r\n\r\n")
        assert line.rest().endswith(b"\r\nno size\r\n")


@pytest.mark.parametrize("kind", ["slow_headers", "slow_bytes"])
def test_slow_parts_come_byte_by_byte_and_whole(emulator: Emulator, kind: str) -> None:
    with dialled(emulator) as line:
        line.send(GET)
        whole = line.response()
        emulator.fault("sonicpay.list_invoices", kind=kind, pace=0, times=1)  # type: ignore[arg-type]
        line.send(GET)
        assert line.response() == whole


# What clients may send, and servers often get wrong.

UPGRADE = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ\r\n"
POST = f"POST /sonicpay/invoices HTTP/1.1\r\n{HEAD}Content-Type: application/json\r\n"
LENGTH = f"Content-Length: {len(CREATE)}\r\n"
CHUNKED = f"Transfer-Encoding: chunked\r\n\r\n{len(CREATE):x}\r\n{CREATE}\r\n0\r\n\r\n"


@pytest.mark.parametrize("rest", [f"{LENGTH}\r\n{CREATE}", CHUNKED])
@pytest.mark.parametrize("pieces", [1, 7])
def test_a_wish_for_another_protocol_is_ignored(line: Line, rest: str, pieces: int) -> None:
    whole = POST + UPGRADE + rest + GET.replace("\r\n\r\n", f"\r\n{UPGRADE}\r\n") + GET
    size = -(-len(whole) // pieces)
    for at in range(0, len(whole), size):
        line.send(whole[at : at + size])
        time.sleep(0.01)
    assert [line.response()[0] for _ in range(3)] == [200, 200, 200]


def test_a_tunnel_is_refused_once(line: Line) -> None:
    line.send("CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    said = line.rest()
    assert said.startswith(b"HTTP/1.1 501")
    assert said.count(b"HTTP/1.1 501") == 1


def test_trailers_are_no_headers(line: Line) -> None:
    head = "POST /sonicpay/invoices HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    line.send(head + CHUNKED[:-2] + "Authorization: Bearer any\r\n\r\n")
    assert line.response()[0] == 401


def test_a_client_waits_behind_another_request_before_it_sends_a_body(emulator: Emulator) -> None:
    emulator.fault("sonicpay.list_invoices", delay=0.1, times=1)
    with dialled(emulator) as line:
        line.send(GET + f"{POST}Expect: 100-continue\r\n{LENGTH}\r\n")
        assert line.response()[0] == 200
        assert line.until(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.send(CREATE)
        assert line.response()[0] == 200


def test_a_header_without_end_is_refused_before_it_is_kept(line: Line) -> None:
    line.send(GET[:-2] + "X-Long: ")
    with suppress(OSError):  # the connection may be closed before all is sent
        for _ in range(100):
            line.send("x" * 0x10000)
    assert line.rest().startswith(b"HTTP/1.1 431")


def test_http_1_0_is_not_kept_open(line: Line) -> None:
    line.send(GET.replace("HTTP/1.1", "HTTP/1.0\r\nConnection: keep-alive"))
    assert b"connection: close" in line.rest()


def test_the_scheme_of_a_whole_url_has_no_case(line: Line) -> None:
    line.send(GET.replace("GET /", "GET HTTP://127.0.0.1/"))
    assert line.response()[0] == 200


def test_options_of_the_server(line: Line) -> None:
    line.send("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert line.until(b"\r\n\r\n").startswith(b"HTTP/1.1 204")


@pytest.mark.parametrize("kind", ["truncated", "malformed_chunk", "slow_headers", "slow_bytes"])
def test_a_fault_says_one_length_to_head(emulator: Emulator, kind: str) -> None:
    with dialled(emulator) as line:
        line.send(GET)
        _, body = line.response()
        emulator.fault("sonicpay.list_invoices", kind=kind, pace=0, times=1)  # type: ignore[arg-type]
        line.send(GET.replace("GET", "HEAD", 1))
        head = line.until(b"\r\n\r\n")
    assert head.count(b"content-length") == 1
    assert f"content-length: {len(body)}\r\n".encode() in head
    assert b"transfer-encoding" not in head


def test_a_body_that_is_not_read_is_recorded_as_a_request(emulator: Emulator) -> None:
    emulator.reset()
    with dialled(emulator) as line:
        line.send(f"{POST}Content-Length: {2**40}\r\n\r\n")
        assert line.rest().startswith(b"HTTP/1.1 413")
    (arrived,) = emulator.requests()
    assert (arrived.method, arrived.status, arrived.body) == ("POST", 413, b"")


def test_a_bug_is_answered_too(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("corrigenda.emulator.world.shared", fail)
    for end in ("", "Connection: close\r\n"):
        with dialled(emulator) as line:
            line.send(GET[:-2] + f"{end}Origin: http://localhost\r\n\r\n")
            status, said = line.response()
        assert (status, b"a bug in the emulator" in said) == (500, True)
