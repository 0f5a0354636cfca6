"""Notes what is known of a request while the HTTP client sends it.

When ``httpx2`` raises an error it does not say whether the request was sent, nor whether a status
arrived before, for instance if a hook of the caller's HTTP client raised the error. Our own HTTP
client has a hook that notes the response. In the caller's, which is never changed, the documented
``trace`` extension tells it, except for transports that do not use ``httpcore2``.
"""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .cause import cause_of
from .deadline import keep_deadlines

if TYPE_CHECKING:
    import httpx2


class Seen:
    """What is known of one request.

    Args:
        secrets: its credentials.
        handled: the exception that the caller is handling meanwhile, if any.

    Attributes:
        was_sent: whether sending it began; only known of the caller's HTTP clients.
        status: the status that arrived, or 0.
        headers: the headers that arrived, names in lower case.
    """

    __slots__ = (
        "_handled",
        "_identity",
        "_is_tunnel",
        "_secrets",
        "headers",
        "status",
        "was_sent",
    )

    def __init__(self, secrets: tuple[str, ...] = (), handled: BaseException | None = None) -> None:
        self._secrets = secrets
        self._handled = handled
        self._identity = 0
        self.was_sent = False
        self.status = 0
        self.headers: Mapping[str, str] = {}
        self._is_tunnel = False

    def note(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Note that a response arrived."""
        self.status = status
        self.headers = readable(headers)

    def follow(self, request: httpx2.Request) -> httpx2.Request:
        """Remember which request this is about, and return it."""
        # The request holds this object. A reference back would keep both, and the request's token,
        # until the next run of the garbage collector.
        self._identity = id(request)
        return request

    @property
    def is_built(self) -> bool:
        """Whether there is a request."""
        return bool(self._identity)

    def is_about(self, error: Exception) -> bool:
        """Return whether an error of ``httpx2`` is about this request, which still exists."""
        try:
            return id(getattr(error, "request", None)) == self._identity
        except RuntimeError:  # it is about none
            return False

    def cause_of(self, error: Exception) -> OSError | None:
        """Return a copy of what an error of ``httpx2`` is due to, as ``cause.cause_of`` does."""
        return cause_of(error, self._secrets, self._handled)

    def tracer(
        self, http: httpx2.Client | httpx2.AsyncClient
    ) -> Callable[[str, dict[str, Any]], Awaitable[None] | None]:
        """Return the ``trace`` extension for a client."""
        import httpx2

        return self._trace if isinstance(http, httpx2.Client) else self._trace_async

    def _trace(self, event: str, info: dict[str, Any]) -> None:
        step = _step(event)
        if step == "send_request_headers.started":
            # A proxy gets a CONNECT first, which is not the request.
            self._is_tunnel = info["request"].method == b"CONNECT"
            self.was_sent = self.was_sent or not self._is_tunnel
            self.status = 0
        elif step == "connect_tcp.started":
            self.status = 0
        elif step == "receive_response_headers.complete" and not self._is_tunnel:
            status, headers = _arrived(info["return_value"])
            self.note(status, headers)

    async def _trace_async(self, event: str, info: dict[str, Any]) -> None:
        self._trace(event, info)


@functools.lru_cache(maxsize=64)
def _step(event: str) -> str:
    # http11.send_request_headers.started: the same for every version of HTTP
    return event.partition(".")[2]


def _arrived(returned: Sequence[Any]) -> tuple[int, Iterable[tuple[bytes, bytes]]]:
    # HTTP/1.1: version, status, phrase, headers; HTTP/2: status, headers
    return returned[1 if len(returned) > 2 else 0], returned[-1]


def readable(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers as text, with names in lower case; values of the same name are joined."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name = raw_name.decode("latin-1").lower()
        try:
            value = raw_value.decode()
        except UnicodeDecodeError:
            value = raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def adopt(http: httpx2.Client) -> httpx2.Client:
    """Prepare a new client of ours, and return it."""
    http.event_hooks = {"response": [_note]}
    return keep_deadlines(http)


def adopt_async(http: httpx2.AsyncClient) -> httpx2.AsyncClient:
    """Prepare a new async client of ours, and return it."""
    http.event_hooks = {"response": [_note_async]}
    return http


def is_ours(http: httpx2.Client | httpx2.AsyncClient) -> bool:
    """Return whether a client was prepared by ``adopt`` or ``adopt_async``."""
    hooks = http.event_hooks["response"]
    return bool(hooks) and hooks[0] in (_note, _note_async)


def _note(response: httpx2.Response) -> None:
    seen: Seen = response.request.extensions["seen"]
    seen.note(response.status_code, response.headers.raw)


async def _note_async(response: httpx2.Response) -> None:
    _note(response)
