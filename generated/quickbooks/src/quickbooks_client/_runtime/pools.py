"""Decides which HTTP client a request uses, so that processes and event loops never share one.

The connections of an HTTP client belong to the process that opened them: after a fork, parent and
child would read each other's responses. Async connections belong to an event loop, too. So each
process, and each loop, gets an HTTP client of its own at its first request. An HTTP client that the
caller passed cannot be replaced; elsewhere than at home it raises a ``RuntimeError``.
"""

from __future__ import annotations

import contextlib
import os
import sys
import weakref
from collections.abc import AsyncGenerator, Callable
from typing import TYPE_CHECKING, Any

from .http_client import new_async_client, new_client

if TYPE_CHECKING:
    import httpx2


class Home:
    """The process and the event loop of an HTTP client that a caller passed, and its cookies."""

    __slots__ = ("_loop", "_process", "cookies")

    def __init__(self, http: httpx2.Client | httpx2.AsyncClient) -> None:
        import httpx2

        self._process = os.getpid()
        self._loop: weakref.ref[Any] | None = None
        self.cookies = httpx2.Cookies(http.cookies)

    def check_process(self) -> None:
        """Raise a RuntimeError in any other process."""
        if self._process != os.getpid():
            raise RuntimeError(
                "http_client: this process was forked after the HTTP client was passed, and both"
                " would read from the same connections; create the HTTP client and this client"
                " in each process"
            )

    def check_loop(self, loop: object) -> None:
        """Raise a RuntimeError in any other event loop than at the first call."""
        if self._loop is None:
            self._loop = weakref.ref(loop)
        if self._loop() is not loop:
            raise RuntimeError(
                "http_client: this HTTP client was used in another event loop, which its"
                " connections belong to; create the HTTP client in each loop, or leave"
                " http_client out"
            )


# Several of our clients may share one HTTP client, so its home is known to all of them.
_homes: weakref.WeakKeyDictionary[object, Home] = weakref.WeakKeyDictionary()


def _home(http: httpx2.Client | httpx2.AsyncClient | None) -> Home | None:
    if http is None:
        return None
    found = _homes.get(http)
    return found if found is not None else _homes.setdefault(http, Home(http))


def drop_cookies(http: httpx2.Client | httpx2.AsyncClient, request: httpx2.Request) -> None:
    """Remove the cookies that responses have set from a request of a caller's HTTP client.

    Several tenants may share an HTTP client. The cookies that it was passed with stay, and those
    without a domain, because no response can set them.
    """
    home = _homes.get(http)
    if home is None or "cookie" not in request.headers or "cookie" in http.headers:
        return
    for cookie in http.cookies.jar:
        if not cookie.domain:
            home.cookies.jar.set_cookie(cookie)
    del request.headers["cookie"]
    home.cookies.set_cookie_header(request)


class Pool:
    """The HTTP client of a sync connection: the caller's, or one of ours for each process."""

    __slots__ = ("_closed", "_given", "_home", "_made", "_service")

    def __init__(self, service: str, given: httpx2.Client | None) -> None:
        self._service = service
        self._given = given
        self._home = _home(given)
        # There is no lock: a fork could copy one that another thread holds at that moment.
        # Clients of other processes stay here unused: they must not be closed, and must not be
        # finalized, which Python would warn of.
        self._made: dict[int, httpx2.Client] = {}
        self._closed = False

    @property
    def is_given(self) -> bool:
        """Whether the caller passed the HTTP client."""
        return self._given is not None

    def client(self) -> httpx2.Client:
        """Return the HTTP client for a request.

        Raises:
            ConfigurationError: an environment variable is unusable.
            RuntimeError: the client is closed, or a caller's HTTP client is not at home here.
        """
        refuse_closed(self._closed, self._service)
        if self._given is not None and self._home is not None:
            self._home.check_process()
            return self._given
        http = self._made.get(os.getpid())
        return self._make() if http is None else http

    def _make(self) -> httpx2.Client:
        mine = new_client()
        http = self._made.setdefault(os.getpid(), mine)  # atomic: all threads get the same one
        if http is not mine:
            mine.close()
        if self._closed:  # meanwhile, by another thread
            self.close()
            refuse_closed(self._closed, self._service)
        return http

    def close(self) -> None:
        """Close our HTTP client of this process. A second call does nothing."""
        self._closed = True
        http = self._made.pop(os.getpid(), None)
        if http is not None:
            http.close()


class _Held:
    """One of our async HTTP clients, and the generator that closes it at the end of its loop."""

    __slots__ = ("http", "keeper")

    def __init__(self) -> None:
        self.http = new_async_client()
        self.keeper = _keep(self.http)
        with contextlib.suppress(StopIteration):
            self.keeper.asend(None).send(None)  # runs to the yield, where nothing is awaited


async def _keep(http: httpx2.AsyncClient) -> AsyncGenerator[None, None]:
    """Close an HTTP client in its own loop, whoever ends first.

    A loop closes all async generators before it ends, and a generator that is abandoned is closed
    by the loop that started it. No other hook runs that late in a loop.
    """
    try:
        yield
    finally:
        await http.aclose()


class AsyncPools:
    """The HTTP clients of an async connection: the caller's, or one of ours for each loop."""

    __slots__ = ("_closed", "_given", "_home", "_made", "_service")

    def __init__(self, service: str, given: httpx2.AsyncClient | None) -> None:
        self._service = service
        self._given = given
        self._home = _home(given)
        self._made: dict[tuple[int, object], _Held] = {}  # by process and loop, as in ``Pool``
        self._closed = False

    @property
    def is_given(self) -> bool:
        """Whether the caller passed the HTTP client."""
        return self._given is not None

    def client(self) -> httpx2.AsyncClient:
        """Return the HTTP client for a request.

        Raises:
            ConfigurationError: an environment variable is unusable.
            RuntimeError: the client is closed, or a caller's HTTP client is not at home here.
        """
        refuse_closed(self._closed, self._service)
        loop = _running_loop()
        if self._given is not None and self._home is not None:
            self._home.check_process()
            self._home.check_loop(loop)
            return self._given
        held = self._made.get((os.getpid(), loop))
        if held is None or held.http.is_closed:
            self._release(self._take(_is_finished))
            held = self._made[os.getpid(), loop] = _Held()
        return held.http

    async def aclose(self) -> None:
        """Close our HTTP clients of this process, each in its own loop.

        Clients of loops that run in other threads are closed soon, without waiting for it. A second
        call does nothing.
        """
        self._closed = True
        if not self._made:
            return
        loop = _running_loop()
        here = self._take(lambda other, _held: other is loop)
        self._release(self._take(_is_finished))
        self._take(lambda _loop, _held: True)  # abandoned, so their loops close them
        for held in here:
            await held.keeper.aclose()

    def _take(self, wanted: Callable[[object, _Held], bool]) -> list[_Held]:
        """Remove the HTTP clients of this process whose loop is wanted."""
        taken: list[_Held] = []
        for key, held in list(self._made.items()):
            if key[0] == os.getpid() and wanted(key[1], held):
                taken += [self._made.pop(key)]
        return taken

    @staticmethod
    def _release(finished: list[_Held]) -> None:
        """Free the sockets of loops that ended without closing their generators.

        Nothing can be awaited in such a loop, so finalizing is all that is left.
        """
        if all(held.http.is_closed for held in finished):
            return
        import gc
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            finished.clear()
            gc.collect()


def _is_finished(loop: Any, held: _Held) -> bool:
    """Return whether a loop has ended. Only asyncio's can end without closing its generators."""
    return held.http.is_closed or bool(getattr(loop, "is_closed", bool)())


def _running_loop() -> object:
    """Return what stands for the running event loop: asyncio's loop, or the token of a trio run."""
    sniffio = sys.modules.get("sniffio")  # trio imports it; httpcore2 chooses in the same way
    if sniffio is not None and sniffio.current_async_library() == "trio":
        return sys.modules["trio"].lowlevel.current_trio_token()
    import asyncio

    return asyncio.get_running_loop()


def refuse_closed(closed: bool, service: str) -> None:
    """Raise a RuntimeError if a client is closed."""
    if closed:
        raise RuntimeError(f"this {service} client is closed")


def check_client(http_client: object, kind: str) -> None:
    """Raise a TypeError if an HTTP client of the caller is not of the right kind."""
    if http_client is None:
        return
    import httpx2

    if not isinstance(http_client, getattr(httpx2, kind)):
        given = f"{type(http_client).__module__}.{type(http_client).__name__}"
        raise TypeError(f"http_client: pass an httpx2.{kind}, not {given}")
