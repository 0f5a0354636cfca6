"""Two thin shells, sync and async, that send requests over the network.

Everything that needs no socket is in ``exchange``; ``wire`` sends one request, and is imported with
``httpx2`` at the first one. ``pools`` creates the HTTP clients and closes them. An HTTP client that
the caller passes is used as it is and never closed. Redirects are never followed, because the
credential would follow them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from msgspec import UNSET

from .call import Call, Lost, RawResponse, Request
from .credentials import Credential, Given, hold, reveal, reveal_async
from .deadline import Deadline
from .exchange import (
    Exchange,
    ServedPaths,
    request_in_time,
    request_parts,
    second_call,
    settle_paths,
    settle_response,
    unasked,
)
from .pools import AsyncPools, Pool
from .service import (
    DEFAULT_DEADLINE,
    DEFAULT_MAX_RESPONSE_BYTES,
    Service,
    Settings,
    Timeout,
    settle,
)

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
        deadline: seconds for a whole call, or None for no limit. With an ``http_client`` of the
            caller it is only checked before each attempt and between pieces of the body. The
            callable of a credential is not interrupted: its time counts once it returns.
        max_response_bytes: largest body of a successful response, unpacked.

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
        deadline: float | None = DEFAULT_DEADLINE,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
    ) -> None:
        secrets = hold(service.credentials, credentials)
        del credentials  # crash reporters show the locals of frames that raise
        self.settings = settle(
            service,
            secrets,
            base_url,
            timeout,
            strict,
            environment,
            deadline,
            max_response_bytes,
        )
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
        http, deadline = self._client(), Deadline(self.settings.deadline)
        exchange = self._exchange(http, self._paths.choose(call), deadline)
        if second := second_call(self.settings, exchange):
            exchange = settle_paths(exchange, self._exchange(http, second, deadline))
        self._paths.note(exchange)
        return settle_response(self.settings, exchange)

    def _exchange(self, http: httpx2.Client, call: Call[T], deadline: Deadline) -> Exchange[T]:
        request = request_parts(self.settings, call, reveal(self.settings.secrets))
        return Exchange(call, request, _asking()(http, request, self.settings, deadline))

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
    one after the other or in several threads. Its ``deadline`` ends a call whatever it awaits, also
    with an ``http_client`` of the caller and in the awaitable of a credential.
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
        deadline: float | None = DEFAULT_DEADLINE,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
    ) -> None:
        secrets = hold(service.credentials, credentials)
        del credentials  # crash reporters show the locals of frames that raise
        self.settings = settle(
            service,
            secrets,
            base_url,
            timeout,
            strict,
            environment,
            deadline,
            max_response_bytes,
        )
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
        http, deadline = self._client(), Deadline(self.settings.deadline)
        exchange = await self._exchange(http, self._paths.choose(call), deadline)
        if second := second_call(self.settings, exchange):
            exchange = settle_paths(exchange, await self._exchange(http, second, deadline))
        self._paths.note(exchange)
        return settle_response(self.settings, exchange)

    async def _exchange(
        self, http: httpx2.AsyncClient, call: Call[T], deadline: Deadline
    ) -> Exchange[T]:
        revealing = reveal_async(self.settings.secrets, deadline)
        request = request_in_time(self.settings, call, await revealing)
        if request is None:
            return unasked(self.settings, call, str(deadline))
        asking = _asking_async()(http, request, self.settings, deadline)
        return Exchange(call, request, await asking)

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


@functools.cache  # an import that was done before takes a microsecond, too
def _asking() -> Callable[[httpx2.Client, Request, Settings, Deadline], RawResponse | Lost]:
    from .wire import ask

    return ask


@functools.cache
def _asking_async() -> Callable[
    [httpx2.AsyncClient, Request, Settings, Deadline], Coroutine[Any, Any, RawResponse | Lost]
]:
    from .wire import ask_async

    return ask_async


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
