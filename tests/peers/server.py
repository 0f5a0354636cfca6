"""A service of invoices that misbehaves as asked, for clients of REST, of GraphQL and of Orb.

It answers one request a connection, and keeps what arrived, so that a test counts requests.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

AMOUNT = "12345678901234567.89"
_DRIPS = 60
"""At 20 a second: what a client with a limit of less than a second never sees the end of."""
MARK = "@amount@"
"""Stands for the amount until the body is encoded, since no float of Python is exact enough."""

Invoice = dict[str, Any]


def invoice(number: int = 1, **other: object) -> Invoice:
    """An invoice as the service has it; `other` replaces or adds fields."""
    return {
        "id": f"invoice-{number}",
        "amount": MARK,
        "status": "paid",
        "note": "x",
        "memo": "x",
        "line_items": [{"quantity": MARK}],
        **other,
    }


@dataclass
class Service:
    """What the service does.

    `statuses` are those of the next responses, then 200; `lost` ends the connection of each write
    that was carried out; `drips` sends a body byte by byte, and `has_dripped` tells that it ended.
    `writes` has the key of idempotency of each write, or None.
    """

    url: str = ""
    invoices: list[Invoice] = field(default_factory=lambda: [invoice()])
    statuses: list[int] = field(default_factory=list[int])
    lost: bool = False
    drips: bool = False
    has_dripped: bool = False
    reads: int = 0
    writes: list[str | None] = field(default_factory=list[str | None])
    stop: threading.Event = field(default_factory=threading.Event)


@contextmanager
def serving() -> Generator[Service]:
    """Serve on the loopback interface."""
    service = Service()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        service.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        threading.Thread(target=_accept, args=(service, listener), daemon=True).start()
        try:
            yield service
        finally:
            service.stop.set()
            listener.shutdown(socket.SHUT_RDWR)


def _accept(service: Service, listener: socket.socket) -> None:
    while not service.stop.is_set():
        try:
            connected, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(service, connected), daemon=True).start()


def _serve(service: Service, connected: socket.socket) -> None:
    with connected:
        try:
            asked = _read(connected)
        except (ValueError, OSError):
            return  # a client that went away
        if not asked.is_write:
            service.reads += 1
        else:
            service.writes.append(asked.headers.get("idempotency-key"))
            if service.lost:
                return
        status = service.statuses.pop(0) if service.statuses else 200
        found = _found(service, asked) if status == 200 else None
        if found is None:
            status, found = (404 if status == 200 else status), {"message": "no"}
        _send(service, connected, status, json.dumps(found).replace(f'"{MARK}"', AMOUNT).encode())


@dataclass(frozen=True, slots=True)
class _Asked:
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_write(self) -> bool:
        is_query = self.target == "/graphql" and b"mutation" not in self.body
        return self.method == "POST" and not is_query


def _read(connected: socket.socket) -> _Asked:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connected)
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += _more(connected)
    return _Asked(method, target, headers, body)


def _more(connected: socket.socket) -> bytes:
    data = connected.recv(65536)
    if not data:
        raise ValueError("the client has ended the connection")
    return data


def _send(service: Service, connected: socket.socket, status: int, body: bytes) -> None:
    length = len(body) + (_DRIPS if service.drips else 0)
    head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n"
    head += f"X-Request-Id: r-1\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    with suppress(OSError):  # the client has had enough
        connected.sendall(head.encode() + body)
        if service.drips:
            _drip(service, connected)


def _drip(service: Service, connected: socket.socket) -> None:
    for _ in range(_DRIPS):
        if service.stop.wait(0.05):
            return
        connected.sendall(b" ")
    service.has_dripped = True


def _found(service: Service, asked: _Asked) -> Any:
    url = urlsplit(asked.target)
    if url.path == "/graphql":
        return _graphql(service, json.loads(asked.body))
    if asked.is_write:
        return service.invoices[0]
    if url.path.endswith("/invoices"):
        return _page(service, {key: one[-1] for key, one in parse_qs(url.query).items()})
    return next((one for one in service.invoices if url.path.endswith(f"/{one['id']}")), None)


def _page(service: Service, query: Mapping[str, str]) -> Any:
    """Two invoices, by the number of the page or, as Orb has it, by a cursor."""
    first = int(query.get("cursor", 2 * (int(query.get("page", 1)) - 1)))
    more = first + 2 < len(service.invoices)
    cursor = {"has_more": more, "next_cursor": str(first + 2) if more else None}
    meta = {"total_count": len(service.invoices), "has_more": more}
    data = service.invoices[first : first + 2]
    return {"data": data, "meta": meta, "pagination_metadata": cursor}


def _graphql(service: Service, asked: Mapping[str, Any]) -> Any:
    if "mutation" in asked["query"]:
        return {"data": {"createInvoice": service.invoices[0]}}
    if "invoices" not in asked["query"]:
        key = asked["variables"]["id"]
        return {"data": {"invoice": next((o for o in service.invoices if o["id"] == key), None)}}
    first = int(asked["variables"].get("after") or 0)
    more = first + 2 < len(service.invoices)
    info = {"hasNextPage": more, "endCursor": str(first + 2) if more else None}
    nodes = service.invoices[first : first + 2]
    return {"data": {"invoices": {"nodes": nodes, "pageInfo": info}}}
