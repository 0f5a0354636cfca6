"""Record requests and responses, for tests to assert on and for the page.

The journal is bounded, in entries and in bytes, and only in memory, because it holds whole
requests, credentials included. For the same reason `repr` and the public form show `***` in place
of each credential that the provider declares.
"""

from collections import OrderedDict, deque
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import blake2b
from threading import Lock
from typing import Final, TypeAlias
from urllib.parse import unquote_plus

from msgspec import Struct
from msgspec.structs import asdict

from .exact import Json, Members

KEPT: Final = 10_000
KEPT_BYTES: Final = 40 * 1024 * 1024
_TRIED: Final = 1_000
_BODIES: Final = 32  # responses of which equal ones are kept once
_AGAIN: Final = 60.0  # seconds, after which a request is no repetition
_SECRET: Final = frozenset({"authorization", "cookie", "proxy-authorization"})
_HIDDEN: Final = "***"
_NEVER: Final = datetime.fromtimestamp(0, UTC)


class Arrived(Struct, frozen=True):
    """One request and its response.

    `operation`: its name, or None if the service has no such route. `path`: relative to the
    provider's base URL and percent-encoded, as on the wire. `query`: decoded pairs in wire order;
    `raw_query`: the query string itself, without `?`. `headers`: names in lower case, repeated
    ones joined by `, `. `body` and `answer`: the bytes of the request body and the response body.

    `number`: counts requests from 1. `milliseconds`: what the service took. `tenant`: the digest of
    the credentials. `attempt`: 2 for the first repetition of a request that failed, and `delay` the
    seconds since the attempt before it. `fault`: the one that the request met, in words. `basis`:
    what the response is made of if no behaviour gave it. `secrets`: the headers and the query
    parameters that are never shown.
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
    answer_headers: Mapping[str, str] = {}
    number: int = 0
    time: datetime = _NEVER
    milliseconds: float = 0.0
    tenant: str = ""
    attempt: int = 1
    delay: float | None = None
    fault: str | None = None
    basis: str = ""
    secrets: frozenset[str] = _SECRET

    def __repr__(self) -> str:
        shown = asdict(self)
        secrets = _SECRET | self.secrets
        shown["headers"] = redacted(self.headers, secrets)
        shown["query"] = _pairs(self, secrets)
        shown["raw_query"] = _raw_query(self, secrets)
        return f"Arrived({', '.join(f'{name}={value!r}' for name, value in shown.items())})"


Counted: TypeAlias = tuple[int, int, float | None]
"""The number of a request, its attempt, and the seconds since the attempt before it."""


class Journal:
    """The last requests, oldest first. Any thread may read and write it."""

    def __init__(self) -> None:
        self._entries: deque[Arrived] = deque()
        self._tried: OrderedDict[bytes, tuple[int, datetime]] = OrderedDict()
        self._lock = Lock()
        self._bytes = self._count = 0
        self._bodies: OrderedDict[bytes, bytes] = OrderedDict()

    def shared(self, body: bytes) -> bytes:
        """Return a body like this one that the journal already holds, so that it is held once."""
        with self._lock:
            held = self._bodies.setdefault(body, body)
            if len(self._bodies) > _BODIES:
                self._bodies.popitem(last=False)
            return held

    def add(self, arrived: Arrived) -> None:
        """Add a request, and drop the oldest ones if there are too many."""
        with self._lock:
            self._entries.append(arrived)
            self._bytes += _weight(arrived)
            while len(self._entries) > KEPT or (self._bytes > KEPT_BYTES and self._entries):
                self._bytes -= _weight(self._entries.popleft())

    def count(self, said: Sequence[str], body: bytes, at: datetime, failed: bool) -> Counted:
        """Count a request, and its attempts; `failed` says whether a client may repeat it.

        `said` and `body` are what a repetition has in common with it.
        """
        with self._lock:
            self._count += 1
            if not failed and not self._tried:
                return self._count, 1, None  # the usual case needs no digest
            key = blake2b("\n".join(said).encode() + body, digest_size=16).digest()
            before = self._tried.pop(key, None)
            if before and (at - before[1]).total_seconds() > _AGAIN:
                before = None
            attempt = before[0] + 1 if before else 1
            if failed:
                self._tried[key] = attempt, at
                if len(self._tried) > _TRIED:
                    self._tried.popitem(last=False)
            return self._count, attempt, (at - before[1]).total_seconds() if before else None

    def entries(
        self, operation: str | None = None, provider: str | None = None, after: int = -1
    ) -> list[Arrived]:
        """The entries of one operation and one provider, if named, after a number."""
        with self._lock:
            entries = list(self._entries)
        return [
            entry
            for entry in entries
            if operation in (None, entry.operation)
            and provider in (None, entry.provider)
            and entry.number > after
        ]

    def clear(self) -> None:
        """Forget all requests; the numbers go on."""
        with self._lock:
            self._entries.clear()
            self._tried.clear()
            self._bodies.clear()
            self._bytes = 0


def _weight(entry: Arrived) -> int:
    """What an entry occupies, in bytes; an entry without bodies occupies about two kilobytes."""
    return 2_000 + len(entry.body) + len(entry.answer) + len(entry.raw_query) + len(entry.path)


def redacted(headers: Mapping[str, str], secrets: frozenset[str] = _SECRET) -> dict[str, str]:
    """Return the headers with every credential replaced by `***`."""
    return {name: _HIDDEN if name in secrets else value for name, value in headers.items()}


def _pairs(arrived: Arrived, secrets: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _HIDDEN if name in secrets else value) for name, value in arrived.query)


def _raw_query(arrived: Arrived, secrets: frozenset[str]) -> str:
    """The query string without the values of credentials."""
    parts = arrived.raw_query.split("&")
    return "&".join(
        f"{part.partition('=')[0]}={_HIDDEN}"
        if unquote_plus(part.partition("=")[0]) in secrets
        else part
        for part in parts
    )


def public(arrived: Arrived) -> Members:
    """Return a JSON form without credentials; invalid UTF-8 becomes replacement characters."""
    secrets = _SECRET | arrived.secrets
    pairs: list[Json] = [[name, value] for name, value in _pairs(arrived, secrets)]
    return {
        "number": arrived.number,
        "time": arrived.time.isoformat(timespec="milliseconds"),
        "provider": arrived.provider,
        "operation": arrived.operation,
        "method": arrived.method,
        "path": arrived.path,
        "query": pairs,
        "raw_query": _raw_query(arrived, secrets),
        "headers": dict(redacted(arrived.headers, secrets)),
        "body": arrived.body.decode(errors="replace"),
        "status": arrived.status,
        "answer": arrived.answer.decode(errors="replace"),
        "answer_headers": dict(arrived.answer_headers),
        "milliseconds": Decimal(f"{arrived.milliseconds:.3f}"),
        "tenant": arrived.tenant[:12],
        "attempt": arrived.attempt,
        "delay": None if arrived.delay is None else Decimal(f"{arrived.delay:.3f}"),
        "fault": arrived.fault,
        "basis": arrived.basis,
    }
