"""A server that answers what it is told to, and keeps what it was asked."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Asked:
    """Where the server is, and the method, path and JSON body of each request."""

    url: str
    requests: list[tuple[str, str, Any]] = field(default_factory=list[tuple[str, str, Any]])


@contextmanager
def answering(answers: Mapping[str, object]) -> Iterator[Asked]:
    """Answer each path with a JSON value, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked.requests.append((self.command, self.path, json.loads(body) if body else None))
            answer = answers.get(self.path)
            text = json.dumps(answer).encode()
            self.send_response(404 if answer is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_POST = do_GET

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        asked = Asked(f"http://127.0.0.1:{server.server_address[1]}")
        Thread(target=server.serve_forever, daemon=True).start()
        yield asked
        server.shutdown()
