"""An error without a response says which error of the system or of TLS is behind it."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import traceback
from collections.abc import Callable, Generator, Iterator
from typing import Any

import httpx2
import pytest

from corrigenda.runtime.cause import cause_of
from corrigenda.runtime.errors import APIConnectionError, APITimeoutError
from tests.runtime.raw import OK, Raw, once, raw_server, read_request
from tests.runtime.test_secrecy import everything
from tests.runtime.things import GET, POST, SECRET, holds_http_objects, send_sync

pytestmark = pytest.mark.usefixtures("clean_environment")


@pytest.fixture
def raw() -> Iterator[Raw]:
    with raw_server() as told:
        yield told


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


def failure(kind: str, raw: Raw, **options: Any) -> APIConnectionError:
    with pytest.raises(APIConnectionError) as raised:
        once(kind, raw, options.pop("call", POST), **options)
    return raised.value


def check(error: APIConnectionError) -> BaseException | None:
    """Return the cause, which must be the only exception behind an error, without frames."""
    cause = error.__cause__
    assert error.__suppress_context__
    assert not holds_http_objects(error)
    assert SECRET not in everything(error)
    if cause is None:
        return None
    assert (cause.__traceback__, cause.__cause__, cause.__context__) == (None, None, None)
    shown = "".join(
        traceback.TracebackException.from_exception(cause, capture_locals=True).format()
    )
    assert SECRET not in f"{shown} {cause!r} {vars(cause)}"
    return cause


@contextlib.contextmanager
def answering(answer: Callable[[socket.socket], object]) -> Generator[int]:
    """Listen, let each connection be answered, and close it; give the port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    with listening.accept()[0] as connected:
                        answer(connected)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_a_refused_connection(kind: str, raw: Raw) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    error = failure(kind, raw, base_url=f"http://127.0.0.1:{port}")
    assert type(check(error)) is ConnectionRefusedError
    assert error.request_sent is False


def test_what_the_caller_handles_is_not_a_cause(kind: str, raw: Raw) -> None:
    with answering(read_request) as port:
        try:
            raise FileNotFoundError(2, "of the caller")
        except OSError:
            error = failure(kind, raw, base_url=f"http://127.0.0.1:{port}")
    assert check(error) is None


def test_a_failure_of_tls(kind: str, raw: Raw) -> None:
    def in_plain_text(connected: socket.socket) -> None:
        connected.recv(65536)
        connected.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with answering(in_plain_text) as port:
        cause = check(failure(kind, raw, base_url=f"https://127.0.0.1:{port}"))
    assert isinstance(cause, ssl.SSLError)
    assert cause.library == "SSL"
    assert "wrong version number" in str(cause).lower().replace("_", " ")


@pytest.mark.parametrize("call", [GET, POST], ids=["read", "write"])
def test_a_reset(kind: str, raw: Raw, call: Any) -> None:
    def reset(connected: socket.socket) -> None:
        read_request(connected)
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    with answering(reset) as port:
        error = failure(kind, raw, call=call, base_url=f"http://127.0.0.1:{port}")
    assert type(check(error)) is ConnectionResetError
    assert error.request_sent is True


@pytest.mark.parametrize("first", [b"", OK + b"Content-Length: 99\r\n\r\n"], ids=["head", "body"])
def test_a_timeout(kind: str, raw: Raw, first: bytes) -> None:
    raw.says(raw.drip(first, b"", 9))
    error = failure(kind, raw, timeout=0.2)
    assert isinstance(error, APITimeoutError)
    assert isinstance(check(error), TimeoutError)


def test_a_deadline_of_ours_has_no_cause_of_the_system(raw: Raw) -> None:
    raw.says(raw.drip(OK, b"X-A: b\r\n"))
    assert check(failure("async", raw, deadline=0.2)) is None


def test_a_connection_that_is_closed_has_none(kind: str, raw: Raw) -> None:
    raw.says(b"")
    with answering(read_request) as port:
        assert check(failure(kind, raw, base_url=f"http://127.0.0.1:{port}")) is None


class Leaking(OSError):
    """An error of a transport's library that holds its request, as those of several do."""

    def __init__(self, request: httpx2.Request) -> None:
        super().__init__(5, f"cannot send {request.headers['Authorization']}", request)
        self.request = request
        self.__context__ = ValueError(SECRET)


def test_an_error_of_another_library_is_only_copied(raw: Raw) -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("no") from Leaking(request)

    with (
        httpx2.Client(transport=httpx2.MockTransport(fail)) as own,
        pytest.raises(APIConnectionError) as raised,
    ):
        send_sync(GET, http_client=own)
    cause = check(raised.value)
    assert type(cause) is OSError
    assert cause.args == (5, "cannot send Bearer [redacted]")
    assert not vars(cause)


def test_a_circle_of_causes_ends() -> None:
    error, other = ValueError(), KeyError()
    error.__cause__, other.__cause__ = other, error
    assert cause_of(error, (), None) is None
