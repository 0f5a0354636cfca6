"""A server that keeps the lines of each request exactly as they arrived."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread


@dataclass
class Lines:
    """Where the server is, the request lines that came, and the header lines of the last one."""

    url: str
    requests: list[str] = field(default_factory=list[str])
    headers: list[str] = field(default_factory=list[str])

    def note(self, head: str) -> None:
        first, *rest = head.split("\r\n")
        self.requests.append(first)
        self.headers = rest


@contextmanager
def listening() -> Iterator[Lines]:
    """Answer every request with 204, one connection after the other."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        lines = Lines(f"http://127.0.0.1:{server.getsockname()[1]}")
        thread = Thread(target=_serve, args=(server, lines), daemon=True)
        thread.start()
        yield lines
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def _serve(server: socket.socket, lines: Lines) -> None:
    while True:
        try:
            connection, _address = server.accept()
        except OSError:
            return  # the server was shut down
        with connection:
            received = b""
            while not received.endswith(b"\r\n\r\n"):
                received += connection.recv(65536)
            lines.note(received.decode("ascii").removesuffix("\r\n\r\n"))
            connection.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
