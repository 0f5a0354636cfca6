"""Record requests and responses, for tests to assert on.

The journal is bounded and only in memory, because it holds whole requests, credentials included.
For the same reason `repr` and the public form show `***` in place of a credential.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, fields
from threading import Lock

from .exact import Json, Members

KEPT = 10_000
_SECRET = frozenset({"authorization", "cookie", "proxy-authorization"})


@dataclass(frozen=True, slots=True, repr=False)
class Arrived:
    """One request and its response.

    `operation`: its name, or None if the service has no such route. `path`: relative to the
    provider's base URL and percent-encoded, as on the wire. `query`: decoded pairs in wire order;
    `raw_query`: the query string itself, without `?`. `headers`: names in lower case, repeated
    ones joined by `, `. `body` and `answer`: the bytes of the request body and the response body.
    """

    provider: str
    operation: str | None
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    raw_query: str
    headers: Mapping[str, str]
    body: bytes
    status: int
    answer: bytes

    def __repr__(self) -> str:
        shown = {f.name: getattr(self, f.name) for f in fields(self)}
        shown["headers"] = redacted(self.headers)
        return f"Arrived({', '.join(f'{name}={value!r}' for name, value in shown.items())})"


class Journal:
    """The last `KEPT` requests, oldest first. The server writes it; any thread may read it."""

    def __init__(self) -> None:
        self._entries: deque[Arrived] = deque(maxlen=KEPT)
        self._lock = Lock()

    def add(self, arrived: Arrived) -> None:
        with self._lock:
            self._entries.append(arrived)

    def entries(self, operation: str | None, provider: str | None) -> list[Arrived]:
        """Return the entries of one operation and one provider; None means any."""
        with self._lock:
            entries = list(self._entries)
        return [
            entry
            for entry in entries
            if operation in (None, entry.operation) and provider in (None, entry.provider)
        ]


def redacted(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers with every credential replaced by `***`."""
    return {name: "***" if name in _SECRET else value for name, value in headers.items()}


def public(arrived: Arrived) -> Members:
    """Return a JSON form without credentials; invalid UTF-8 becomes replacement characters."""
    headers: Members = dict(redacted(arrived.headers))
    pairs: list[Json] = [[name, value] for name, value in arrived.query]
    return {
        "provider": arrived.provider,
        "operation": arrived.operation,
        "method": arrived.method,
        "path": arrived.path,
        "query": pairs,
        "raw_query": arrived.raw_query,
        "headers": headers,
        "body": arrived.body.decode(errors="replace"),
        "status": arrived.status,
        "answer": arrived.answer.decode(errors="replace"),
    }
