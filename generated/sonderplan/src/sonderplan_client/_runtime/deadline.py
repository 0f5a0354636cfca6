"""Ends a call at its deadline, however slowly the service sends.

A time-out of ``httpx2`` limits one read of the socket, so a service that sends a byte now and then
can hold a call for ever. An async call is cancelled from outside. A thread that waits for a socket
cannot be, so ``keep_deadlines`` puts a layer below our own HTTP client, which gives every socket
operation no more than the time that the call has left.

Only looking up a host name cannot be limited in a sync client: the system's resolver does that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

_PIECE = 16 * 1024
"""How many bytes are written at a time; each piece gets only the time that is left."""


class Deadline:
    """The time by which a whole call must end; without seconds, never."""

    __slots__ = ("_at", "seconds")

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._at = None if seconds is None else monotonic() + seconds

    def left(self) -> float | None:
        """Return the seconds that are left, at least 0; None without a deadline."""
        return None if self._at is None else max(0.0, self._at - monotonic())

    def has_passed(self) -> bool:
        """Return whether no time is left."""
        return self._at is not None and monotonic() >= self._at

    def cap(self, timeout: float | None) -> float | None:
        """Return a time-out, or the time that is left if that is less."""
        if self._at is None:
            return timeout
        left = max(0.0, self._at - monotonic())
        return left if timeout is None else min(timeout, left)

    def __str__(self) -> str:
        return f"the deadline of {self.seconds:g} seconds has passed"


CURRENT: ContextVar[Deadline | None] = ContextVar("deadline", default=None)
"""The deadline of the call that this thread is sending."""


def keep_deadlines(http: httpx2.Client) -> httpx2.Client:
    """Make a new client of ours obey ``CURRENT`` in every socket operation, and return it.

    ``httpx2`` lets nobody choose the network backend of its connection pools, so the backend is
    replaced in those that it has made. If a version has none there, deadlines are still checked
    between the pieces of a body.
    """
    transports = [getattr(http, "_transport", None), *getattr(http, "_mounts", {}).values()]
    for transport in transports:
        pool: Any = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if backend is not None:
            pool._network_backend = BoundedBackend(backend)
    return http


def _left(timeout: float | None, kind: str = "ReadTimeout") -> float | None:
    deadline = CURRENT.get()
    if deadline is None:
        return timeout
    if deadline.has_passed():
        import httpx2

        raise getattr(httpx2, kind)(str(deadline))
    return deadline.cap(timeout)


class BoundedBackend:
    """A network backend of ``httpcore2`` whose operations end at the current deadline."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, **options: Any
    ) -> BoundedStream:
        """Connect to the first address of a host that accepts; all of them share the time."""

        def connect(address: str) -> Any:
            left = _left(timeout, "ConnectTimeout")
            return self._backend.connect_tcp(address, port, timeout=left, **options)

        return BoundedStream(_first(_addresses(host, port), connect))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, **options: Any
    ) -> BoundedStream:
        """Connect to a Unix domain socket."""
        left = _left(timeout, "ConnectTimeout")
        return BoundedStream(self._backend.connect_unix_socket(path, timeout=left, **options))

    def sleep(self, seconds: float) -> None:
        """Wait between two attempts to connect."""
        self._backend.sleep(_left(seconds, "ConnectTimeout"))


def _addresses(host: str, port: int) -> list[str]:
    import socket

    try:
        found = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return [host]  # the backend meets the same error, and raises it in its own way
    return list(dict.fromkeys(str(address[0]) for *_rest, address in found))


def _first(addresses: Iterable[str], connect: Callable[[str], Any]) -> Any:
    import httpx2

    *others, last = addresses
    for address in others:
        try:
            return connect(address)
        except httpx2.TimeoutException:
            raise  # the deadline has passed
        except Exception:  # noqa: BLE001, S112  (whatever it is, the next may do)
            continue
    return connect(last)


class BoundedStream:
    """A connection of ``httpcore2`` whose operations end at the current deadline."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read some bytes."""
        received: bytes = self._stream.read(max_bytes, _left(timeout))
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all bytes."""
        for start in range(0, len(buffer), _PIECE):
            self._stream.write(buffer[start : start + _PIECE], _left(timeout))

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> BoundedStream:
        """Start TLS."""
        left = _left(timeout, "ConnectTimeout")
        return BoundedStream(self._stream.start_tls(ssl_context, server_hostname, left))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of the connection."""
        return self._stream.get_extra_info(info)
