"""SonicPay as its page prints it, should SP-2 be wrong: a list is below /v1 and nowhere else."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx2
import pytest
from sonicpay_client import NotFoundError

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller

Connect = Callable[..., Caller]


class Prefixed:
    """Serves the emulator's list at /v1/invoices, and nothing at /invoices."""

    def __init__(self, emulator: Emulator) -> None:
        self.asked: list[str] = []
        prefixed, upstream = self, emulator.url("sonicpay")

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                prefixed.asked.append(path)
                status, body = 404, b'{"status": "error", "message": "no such path"}'
                if path == "/v1/invoices":
                    headers = {"Authorization": str(self.headers["Authorization"])}
                    served = httpx2.get(upstream + self.path, headers=headers)
                    status, body = served.status_code, served.content
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def prefixed(emulator: Emulator) -> Iterator[Prefixed]:
    prefixed = Prefixed(emulator)
    thread = Thread(target=prefixed.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield prefixed
    prefixed.server.shutdown()
    prefixed.server.server_close()
    thread.join()


def test_a_list_comes_from_the_printed_path(
    connect: Connect, prefixed: Prefixed, client: Caller
) -> None:
    below = connect(base_url=prefixed.url)
    assert below.list_invoices() == below.list_invoices() == client.list_invoices()
    assert prefixed.asked == ["/invoices", "/v1/invoices", "/v1/invoices"]


def test_an_iterator_finds_the_path_at_its_first_page(
    connect: Connect, prefixed: Prefixed, client: Caller
) -> None:
    invoices = connect(base_url=prefixed.url).iter_invoices(per_page=1)
    assert invoices == client.iter_invoices(per_page=1)
    assert len(invoices) > 1
    assert prefixed.asked == ["/invoices"] + ["/v1/invoices"] * len(invoices)


def test_a_strict_client_asks_where_the_schema_says(connect: Connect, prefixed: Prefixed) -> None:
    with pytest.raises(NotFoundError, match=r"GET http://[^/]+/invoices returned 404"):
        connect(base_url=prefixed.url, strict=True).list_invoices()
    assert prefixed.asked == ["/invoices"]


def test_one_invoice_has_one_path(connect: Connect, prefixed: Prefixed) -> None:
    with pytest.raises(NotFoundError):
        connect(base_url=prefixed.url).get_invoice("x")
    assert prefixed.asked == ["/invoices/x"]


def test_with_both_paths_the_believed_one_is_asked(connect: Connect, emulator: Emulator) -> None:
    connect(base_url=emulator.url("sonicpay")).list_invoices()
    assert [arrived.path for arrived in emulator.requests()] == ["/invoices"]
