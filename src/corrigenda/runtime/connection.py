"""Two thin shells, sync and async, that send requests over the network.

Everything that needs no socket is in ``conduct`` and ``exchange``; ``wire`` sends one request, and
imports ``httpx2`` at the first one. ``pools`` creates the HTTP clients and closes them. An
HTTP client that the caller passes is used as it is and never closed. Redirects are never followed,
because the credential would follow them.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TypeVar

from .call import Call
from .conduct import Step, conduct
from .credentials import Given, reveal, reveal_async
from .deadline import Deadline
from .exchange import (
    Exchange,
    ServedPaths,
    request_in_time,
    request_parts,
    settle_response,
    unasked,
)
from .extra_headers import with_headers
from .observe import Observer, note_retry, observer_for
from .options import changed, hold_for, settle
from .pools import AsyncPools, Pool, check_client
from .response import Response, response_of
from .service import Service, Settings
from .wire import ask, ask_async

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")

_NOBODY = nullcontext()  # stands for an observer if nobody listens


class Connection:
    """A sync connection to one service.

    Args:
        service: the service.
        credentials: argument name -> string, callable, or None for the environment variable.
        base_url: overrides the service's base URL and its environment variable.
        environment: name of one of the service's environments; excludes ``base_url``.
        http_client: an ``httpx2.Client`` to use; the caller closes it. Then ``deadline`` is only
            checked before each attempt and between pieces of the body.
        options: the options of ``settle``, by name. The callable of a credential is not
            interrupted at the ``deadline``: its time counts once it returns.

    Raises:
        ConfigurationError: a credential is missing, or an argument or a variable is unusable.
        TypeError: an argument has the wrong type, for example an async HTTP client.
    """

    __slots__ = ("_is_view", "_paths", "_pool", "settings")

    def __init__(
        self,
        service: Service,
        credentials: Mapping[str, Given],
        base_url: str | None = None,
        environment: str | None = None,
        http_client: httpx2.Client | None = None,
        **options: object,
    ) -> None:
        secrets = hold_for(service, credentials)
        del credentials  # crash reporters show the locals of frames that raise
        settings = settle(service, secrets, base_url, environment, **options)
        check_client(http_client, "Client")
        self.share(settings, Pool(service.name, http_client), ServedPaths())

    def share(
        self, settings: Settings, pool: Pool, paths: ServedPaths, *, is_view: bool = False
    ) -> None:
        """Use HTTP clients and paths, which a view shares with the connection that it is of."""
        self.settings, self._pool, self._paths, self._is_view = settings, pool, paths, is_view

    def with_options(self, **options: object) -> Connection:
        """Return a view with other options, which shares the HTTP client; closing it does nothing.

        Errors are those of ``options.changed``.
        """
        view = object.__new__(type(self))
        view.share(changed(self.settings, options), self._pool, self._paths, is_view=True)
        return view

    def send(self, call: Call[T], extra_headers: Mapping[str, str] | None = None) -> T:
        """Send a call, with retries, and return its value.

        Raises:
            APIError: the request failed; the subclass says how.
            ConfigurationError: a credential, header or environment variable is unusable.
            RuntimeError: the client is closed, or ``http_client`` was passed in another process.
            TypeError: ``extra_headers`` has the wrong type.
        """
        observer = observer_for(self.settings.service, call, self.settings.on_event)
        with observer or _NOBODY:
            exchange = self._conduct(call, extra_headers, observer)
            return settle_response(self.settings, exchange)

    def send_raw(
        self, call: Call[T], extra_headers: Mapping[str, str] | None = None
    ) -> Response[T]:
        """Like ``send``, but return the value together with the response."""
        started = monotonic()
        observer = observer_for(self.settings.service, call, self.settings.on_event)
        with observer or _NOBODY:
            exchange = self._conduct(call, extra_headers, observer)
            value = settle_response(self.settings, exchange)
        return response_of(self.settings, exchange, value, monotonic() - started)

    def _conduct(
        self, call: Call[T], extra_headers: Mapping[str, str] | None, observer: Observer | None
    ) -> Exchange[T]:
        http, deadline = self._pool.client(), Deadline(self.settings.deadline)
        call = with_headers(self.settings, call, extra_headers)
        plan = conduct(self.settings, self._paths, call, deadline)
        step = next(plan)
        while True:
            exchange = self._exchange(http, step, deadline, observer)
            try:
                step = plan.send(exchange)
            except StopIteration as end:
                result: Exchange[T] = end.value
                return result
            if step.pause is not None:
                note_retry(observer, self.settings.service, exchange, step.attempt - 1, step.pause)
                sleep(step.pause)

    def _exchange(
        self, http: httpx2.Client, step: Step[T], deadline: Deadline, observer: Observer | None
    ) -> Exchange[T]:
        secrets = self.settings.secrets
        if (chooser := self.settings.chooser) is not None:
            secrets = chooser.ready(http, self.settings, step.call, deadline)
        request = request_parts(self.settings, step.call, reveal(secrets))
        if observer is not None:
            request = observer.request(request, step.attempt)
        response = ask(http, request, self.settings, deadline)
        if observer is not None:
            observer.response(response)
        return Exchange(step.call, request, response)

    def close(self) -> None:
        """Close the HTTP client, unless the caller passed it. A second call does nothing."""
        if not self._is_view:
            self._pool.close()

    @property
    def base_url(self) -> str:
        """The base URL of requests, without a trailing slash."""
        return self.settings.base_url.rstrip("/")

    def __repr__(self) -> str:
        return _shown(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), _portable(self.settings, self._pool))


class AsyncConnection:
    """An async connection to one service.

    Like ``Connection``, but ``http_client`` is an ``httpx2.AsyncClient``, and the callable of a
    credential may return an awaitable. It may be used in several event loops, of asyncio and trio,
    one after the other or in several threads. Its ``deadline`` ends a call whatever it awaits, also
    with an ``http_client`` of the caller and in the awaitable of a credential.
    """

    __slots__ = ("_is_view", "_paths", "_pools", "settings")

    def __init__(
        self,
        service: Service,
        credentials: Mapping[str, Given],
        base_url: str | None = None,
        environment: str | None = None,
        http_client: httpx2.AsyncClient | None = None,
        **options: object,
    ) -> None:
        secrets = hold_for(service, credentials)
        del credentials  # crash reporters show the locals of frames that raise
        settings = settle(service, secrets, base_url, environment, **options)
        check_client(http_client, "AsyncClient")
        self.share(settings, AsyncPools(service.name, http_client), ServedPaths())

    def share(
        self, settings: Settings, pools: AsyncPools, paths: ServedPaths, *, is_view: bool = False
    ) -> None:
        """Use HTTP clients and paths, which a view shares with the connection that it is of."""
        self.settings, self._pools, self._paths, self._is_view = settings, pools, paths, is_view

    def with_options(self, **options: object) -> AsyncConnection:
        """Return a view with other options, as ``Connection.with_options`` does."""
        view = object.__new__(type(self))
        view.share(changed(self.settings, options), self._pools, self._paths, is_view=True)
        return view

    async def send(self, call: Call[T], extra_headers: Mapping[str, str] | None = None) -> T:
        """Send a call, with retries, and return its value; errors as in ``Connection.send``."""
        observer = observer_for(self.settings.service, call, self.settings.on_event)
        with observer or _NOBODY:
            exchange = await self._conduct(call, extra_headers, observer)
            return settle_response(self.settings, exchange)

    async def send_raw(
        self, call: Call[T], extra_headers: Mapping[str, str] | None = None
    ) -> Response[T]:
        """Like ``send``, but return the value together with the response."""
        started = monotonic()
        observer = observer_for(self.settings.service, call, self.settings.on_event)
        with observer or _NOBODY:
            exchange = await self._conduct(call, extra_headers, observer)
            value = settle_response(self.settings, exchange)
        return response_of(self.settings, exchange, value, monotonic() - started)

    async def _conduct(
        self, call: Call[T], extra_headers: Mapping[str, str] | None, observer: Observer | None
    ) -> Exchange[T]:
        http, deadline = self._pools.client(), Deadline(self.settings.deadline)
        call = with_headers(self.settings, call, extra_headers)
        plan = conduct(self.settings, self._paths, call, deadline)
        step = next(plan)
        while True:
            exchange = await self._exchange(http, step, deadline, observer)
            try:
                step = plan.send(exchange)
            except StopIteration as end:
                result: Exchange[T] = end.value
                return result
            if step.pause is not None:
                note_retry(observer, self.settings.service, exchange, step.attempt - 1, step.pause)
                await _sleep(step.pause)

    async def _exchange(
        self, http: httpx2.AsyncClient, step: Step[T], deadline: Deadline, observer: Observer | None
    ) -> Exchange[T]:
        secrets, chooser = self.settings.secrets, self.settings.chooser
        if chooser is not None:
            secrets = await chooser.ready_async(http, self.settings, step.call, deadline)
        request = request_in_time(self.settings, step.call, await reveal_async(secrets, deadline))
        if request is None:
            return unasked(self.settings, step.call, str(deadline))
        if observer is not None:
            request = observer.request(request, step.attempt)
        response = await ask_async(http, request, self.settings, deadline)
        if observer is not None:
            observer.response(response)
        return Exchange(step.call, request, response)

    async def aclose(self) -> None:
        """Close the HTTP clients, unless the caller passed it. A second call does nothing."""
        if not self._is_view:
            await self._pools.aclose()

    @property
    def base_url(self) -> str:
        """The base URL of requests, without a trailing slash."""
        return self.settings.base_url.rstrip("/")

    def __repr__(self) -> str:
        return _shown(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), _portable(self.settings, self._pools))


async def _sleep(seconds: float) -> None:
    import anyio  # httpx2 has imported it

    await anyio.sleep(seconds)


def _portable(settings: Settings, pool: Pool | AsyncPools) -> Settings:
    """Return the settings to pickle. HTTP clients stay here; another process makes its own."""
    if pool.is_given:
        name = f"a {settings.service.name} client with an http_client of yours"
        raise TypeError(f"{name} cannot be pickled or copied: create another")
    return settings


def _restore(kind: type[Connection | AsyncConnection], settings: Settings) -> Any:
    made = object.__new__(kind)
    pools: Any = Pool if issubclass(kind, Connection) else AsyncPools
    made.share(settings, pools(settings.service.name, None), ServedPaths())
    return made


def _shown(connection: Connection | AsyncConnection) -> str:
    # Crash reporters call repr() while the constructor raises, before there are settings.
    settings: Settings | None = getattr(connection, "settings", None)
    return f"<{type(connection).__name__} {connection.base_url if settings else '(incomplete)'}>"
