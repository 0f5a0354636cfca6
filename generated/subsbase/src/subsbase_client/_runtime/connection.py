"""Two thin shells, sync and async, that send requests over the network.

Everything that needs no socket is in ``exchange``. ``pools`` creates the HTTP clients at the first
request, because ``httpx2`` is slow to import, and closes them. An HTTP client that the caller
passes is used as it is and never closed. Redirects are never followed, because the credential
would follow them. Errors are raised after the ``except`` block instead of inside it, because the
exceptions of ``httpx2`` hold the request and its Authorization header.
"""

from __future__ import annotations

from collections.abc import Mapping
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
from .pools import AsyncPools, Pool, drop_cookies
from .service import Service, Settings, Timeout, settle

if TYPE_CHECKING:
    import httpx2

__all__ = ["AsyncConnection", "Connection", "Credential", "Service"]

T = TypeVar("T")


class Connection:
    """A sync connection to one service.

    Args:
        service: the service.
        credentials: argument name -> string, callable, or None for the environment variable.
        base_url: overrides the service's base URL and its environment variable.
        timeout: seconds, an ``httpx2.Timeout``, or None for no limit. Default: 30 seconds, or the
            timeout of ``http_client``.
        http_client: an ``httpx2.Client`` to use; the caller closes it.
        strict: raise an error for every difference between a response and the schema.
        environment: name of one of the service's environments; excludes ``base_url``.

    Raises:
        ConfigurationError: a credential is missing, or a base URL, environment, timeout or
            credential is unusable.
        TypeError: an argument has the wrong type, for example an async HTTP client.
    """

    __slots__ = ("_paths", "_pool", "settings")

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
        self._pool = Pool(service.name, http_client)
        self._paths = ServedPaths()

    def send(self, call: Call[T]) -> T:
        """Send one request, or a second one at an alternative path, and return its value.

        Raises:
            APIError: the request failed; the subclass says how.
            ConfigurationError: a credential, or an environment variable, is unusable.
            RuntimeError: the client is closed, or ``http_client`` was passed in another process.
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
        return self._pool.client()

    def close(self) -> None:
        """Close the HTTP client, unless the caller passed it. A second call does nothing."""
        self._pool.close()

    @property
    def base_url(self) -> str:
        """The base URL of requests, without a trailing slash."""
        return self.settings.base_url.rstrip("/")

    def __repr__(self) -> str:
        return _shown(self)

    def __reduce__(self) -> NoReturn:
        _refuse_pickling(self.settings)


class AsyncConnection:
    """An async connection to one service.

    Like ``Connection``, but ``http_client`` is an ``httpx2.AsyncClient``, and the callable of a
    credential may return an awaitable. It may be used in several event loops, of asyncio and trio,
    one after the other or in several threads.
    """

    __slots__ = ("_paths", "_pools", "settings")

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
        self._pools = AsyncPools(service.name, http_client)
        self._paths = ServedPaths()

    async def send(self, call: Call[T]) -> T:
        """Send one request, or a second one at an alternative path, and return its value.

        Raises:
            APIError: the request failed; the subclass says how.
            ConfigurationError: a credential, or an environment variable, is unusable.
            RuntimeError: the client is closed, or ``http_client`` was used in another process
                or event loop.
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
        return self._pools.client()

    async def aclose(self) -> None:
        """Close the HTTP clients, unless the caller passed it. A second call does nothing."""
        await self._pools.aclose()

    @property
    def base_url(self) -> str:
        """The base URL of requests, without a trailing slash."""
        return self.settings.base_url.rstrip("/")

    def __repr__(self) -> str:
        return _shown(self)

    def __reduce__(self) -> NoReturn:
        _refuse_pickling(self.settings)


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
    drop_cookies(http, built)
    # httpx2 encodes commas. A comma may separate the items of a list, and a service that splits
    # before it decodes needs it unencoded (RFC 6570, 3.2.8).
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
        raise TypeError(f"http_client: pass an httpx2.{kind}, not {given}")


def _shown(connection: Connection | AsyncConnection) -> str:
    # Crash reporters call repr() while the constructor raises, before there are settings.
    settings: Settings | None = getattr(connection, "settings", None)
    return f"<{type(connection).__name__} {connection.base_url if settings else '(incomplete)'}>"


def _refuse_pickling(settings: Settings) -> NoReturn:
    raise TypeError(f"a {settings.service.name} client cannot be pickled or copied: create another")
