"""A real HTTP server in a thread, which responses as a test tells it to and keeps what arrived."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from corrigenda.runtime import retries
from tests.runtime.things import SENDS, Send


@dataclass(frozen=True)
class Arrived:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """What to response, and what came; a delay in seconds stands before the response."""

    url: str = ""
    status: int | Callable[[Arrived], int] = 200
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: bytes | Callable[[Arrived], bytes] = b"{}"
    delay: float = 0.0
    arrived: list[Arrived] = field(default_factory=list[Arrived])


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def response(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            headers = {name.lower(): value for name, value in self.headers.items()}
            came = Arrived(self.command, self.path, headers, self.rfile.read(length))
            server.arrived.append(came)
            time.sleep(server.delay)
            body = server.body(came) if callable(server.body) else server.body
            status = server.status(came) if callable(server.status) else server.status
            self.send_response(status)
            for name, value in {**server.headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_DELETE = response

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    return Handler


class Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a client that hung up is what some tests are about


@pytest.fixture
def server() -> Iterator[Server]:
    told = Server()
    with Quiet(("127.0.0.1", 0), _handler(told)) as http:
        told.url = f"http://127.0.0.1:{http.server_address[1]}"
        thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield told
        http.shutdown()
        thread.join()


@pytest.fixture(params=SENDS, ids=["sync", "async"])
def send(request: pytest.FixtureRequest) -> Send:
    chosen: Send = request.param
    return chosen


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("TEST_TOKEN", "TEST_BASE_URL", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
    for name in (*names, "SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE", "REQUEST_METHOD"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(autouse=True)
def no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry without waiting, unless the service says how long."""
    monkeypatch.setattr(retries, "_random", lambda: 0.0)
