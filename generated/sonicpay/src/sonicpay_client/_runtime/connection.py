"""The two shells that talk over the network, sync and async, as thin as they can be.

All that can be decided without a socket is in ``exchange``. Here an HTTP client is made (lazily,
at the first request: ``httpx2`` is slow to import), asked and closed. One that the caller brought
is used as it is and never closed. A redirect is never followed, since the credential would follow
it; and an error is raised after the ``except`` block and not inside it, because the library's
exceptions hold the request, and with it the Authorization header.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from msgspec import UNSET, UnsetType

from .call import Call, Lost, RawResponse, Request
from .credentials import Credential, Given, hold, reveal, reveal_async
from .exchange import (
    Exchange,
    ServedPaths,
    request_parts,
    second_call,
    settle_paths,
    settle_response,
)
from .service import DEFAULT_TIMEOUT, Service, Settings, Timeout, settle

if TYPE_CHECKING:
    import ssl

    import httpx2

__all__ = ["AsyncConnection", "Connection", "Credential", "Service"]

T = TypeVar("T")


class Connection:
    """A sync connection to one service.

    Args:
        service: the service.
        credentials: argument name -> string, callable, or None for the environment.
        base_url: instead of the service's own, or of its environment variable.
        timeout: seconds, an ``httpx2.Timeout``, or None for none. Default: 30 seconds, or what
            ``http_client`` is set to.
        http_client: an ``httpx2.Client`` to use instead of our own; it is not closed here.
        strict: tolerate no difference between a response and the schema.
        environment: name of one of the service's addresses, in place of ``base_url``.

    Raises:
        APIError: a credential is missing.
        TypeError: an argument of the wrong type, an async HTTP client among them.
        ValueError: an unusable base URL, environment, timeout or credential.
    """

    __slots__ = ("_closed", "_http", "_lock", "_owned", "_paths", "settings")

    def __init__(
        self,
        service: Service,
        credentials: Mapping[str, Given],
        base_url: str | None = None,
        timeout: Timeout = UNSET,
        http_client: httpx2.Client | None = None,
        strict: bool = False,
        environment: str | None = None,
    ) -> None:
        secrets = hold(service.credentials, credentials)
        del credentials  # crash reporters show the locals of frames that raise
        self.settings = settle(service, secrets, base_url, timeout, strict, environment)
        _check_client(http_client, "Client")
        self._http = http_client
        self._owned = http_client is None
        self._paths = ServedPaths()
        self._closed = False
        self._lock = Lock()

    def send(self, call: Call[T]) -> T:
        """Make one request and read its response; a second one only at an alternative path.

        Raises:
            APIError: of the class that fits what went wrong.
            RuntimeError: the client is closed.
        """
        http = self._client()
        exchange = self._exchange(http, self._paths.choose(call))
        if second := second_call(self.settings, exchange):
            exchange = settle_paths(exchange, self._exchange(http, second))
        self._paths.note(exchange)
        return settle_response(self.settings, exchange)

    def _exchange(self, http: httpx2.Client, call: Call[T]) -> Exchange[T]:
        request = request_parts(self.settings, call, reveal(self.settings.secrets))
        return Exchange(call, request, _ask(http, request, self.settings))

    def _client(self) -> httpx2.Client:
        with self._lock:
            _refuse_closed(self._closed, self.settings)
            if self._http is None:
                import httpx2

                self._http = httpx2.Client(verify=ssl_context(), timeout=DEFAULT_TIMEOUT)
            return self._http

    def close(self) -> None:
        """Close the HTTP client, if it is our own. Closing twice is no error."""
        with self._lock:
            http, self._closed = (None if self._closed else self._http), True
        if http is not None and self._owned:
            http.close()

    @property
    def base_url(self) -> str:
        """Where requests go, without trailing slash."""
        return self.settings.base_url.rstrip("/")

    def __repr__(self) -> str:
        return _shown(self)

    def __reduce__(self) -> NoReturn:
        _refuse_pickling(self.settings)


class AsyncConnection:
    """An async connection to one service. As ``Connection``, with an ``httpx2.AsyncClient``.

    A credential's callable may return an awaitable.
    """

    __slots__ = ("_closed", "_http", "_owned", "_paths", "settings")

    def __init__(
        self,
        service: Service,
        credentials: Mapping[str, Given],
        base_url: str | None = None,
        timeout: Timeout = UNSET,
        http_client: httpx2.AsyncClient | None = None,
        strict: bool = False,
        environment: str | None = None,
    ) -> None:
        secrets = hold(service.credentials, credentials)
        del credentials  # crash reporters show the locals of frames that raise
        self.settings = settle(service, secrets, base_url, timeout, strict, environment)
        _check_client(http_client, "AsyncClient")
        self._http = http_client
        self._owned = http_client is None
        self._paths = ServedPaths()
        self._closed = False

    async def send(self, call: Call[T]) -> T:
        """Make one request and read its response; a second one only at an alternative path.

        Raises:
            APIError: of the class that fits what went wrong.
            RuntimeError: the client is closed.
        """
        http = self._client()
        exchange = await self._exchange(http, self._paths.choose(call))
        if second := second_call(self.settings, exchange):
            exchange = settle_paths(exchange, await self._exchange(http, second))
        self._paths.note(exchange)
        return settle_response(self.settings, exchange)

    async def _exchange(self, http: httpx2.AsyncClient, call: Call[T]) -> Exchange[T]:
        request = request_parts(self.settings, call, await reveal_async(self.settings.secrets))
        return Exchange(call, request, await _ask_async(http, request, self.settings))

    def _client(self) -> httpx2.AsyncClient:
        _refuse_closed(self._closed, self.settings)
        if self._http is None:
            import httpx2

            self._http = httpx2.AsyncClient(verify=ssl_context(), timeout=DEFAULT_TIMEOUT)
        return self._http

    async def aclose(self) -> None:
        """Close the HTTP client, if it is our own. Closing twice is no error."""
        http, self._closed = (None if self._closed else self._http), True
        if http is not None and self._owned:
            await http.aclose()

    @property
    def base_url(self) -> str:
        """Where requests go, without trailing slash."""
        return self.settings.base_url.rstrip("/")

    def __repr__(self) -> str:
        return _shown(self)

    def __reduce__(self) -> NoReturn:
        _refuse_pickling(self.settings)


@functools.cache
def ssl_context() -> ssl.SSLContext:
    """The one TLS context of all HTTP clients that are made here: each takes some 10 ms."""
    import httpx2

    return httpx2.create_ssl_context()


def _ask(http: httpx2.Client, request: Request, settings: Settings) -> RawResponse | Lost:
    import httpx2

    try:
        built = _built(http, request, settings)
        return _response(http.send(built, follow_redirects=False))
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return _lost(error)


async def _ask_async(
    http: httpx2.AsyncClient, request: Request, settings: Settings
) -> RawResponse | Lost:
    import httpx2

    try:
        built = _built(http, request, settings)
        return _response(await http.send(built, follow_redirects=False))
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return _lost(error)


def _built(
    http: httpx2.Client | httpx2.AsyncClient, request: Request, settings: Settings
) -> httpx2.Request:
    built = http.build_request(**_arguments(request, settings))
    # A comma may join a list, and a service that splits before it decodes needs it as it is
    # (RFC 6570, 3.2.8); the library encodes it.
    query = built.url.query.replace(b"%2C", b",")
    built.url = built.url.copy_with(query=query or None)
    return built


def _arguments(request: Request, settings: Settings) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "method": request.method,
        "url": request.url,
        "params": list(request.query) or None,
        "headers": dict(request.headers),
        "content": request.content,
    }
    if not isinstance(settings.timeout, UnsetType):
        arguments["timeout"] = settings.timeout
    return arguments


def _response(response: httpx2.Response) -> RawResponse:
    return RawResponse(response.status_code, dict(response.headers), response.content)


def _lost(error: Exception) -> Lost:
    import httpx2

    reason = str(error) or type(error).__name__
    return Lost(isinstance(error, httpx2.TimeoutException), reason)


def _check_client(http_client: object, kind: str) -> None:
    if http_client is None:
        return
    import httpx2

    if not isinstance(http_client, getattr(httpx2, kind)):
        given = f"{type(http_client).__module__}.{type(http_client).__name__}"
        raise TypeError(f"http_client: give an httpx2.{kind}, not {given}")


def _shown(connection: Connection | AsyncConnection) -> str:
    # A crash reporter asks while the constructor raises, when there are no settings yet.
    settings: Settings | None = getattr(connection, "settings", None)
    return f"<{type(connection).__name__} {connection.base_url if settings else '(not made)'}>"


def _refuse_closed(closed: bool, settings: Settings) -> None:
    if closed:
        raise RuntimeError(f"this {settings.service.name} client is closed")


def _refuse_pickling(settings: Settings) -> NoReturn:
    raise TypeError(f"a {settings.service.name} client holds a secret and a socket: make a new one")
