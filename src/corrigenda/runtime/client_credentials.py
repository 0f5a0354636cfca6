"""Fetches tokens with the client credentials flow of OAuth2, and keeps them until they expire.

A token is fetched when a call needs it, one at a time, with the HTTP client and within the deadline
of the call. Operations that need different scopes have different tokens. Id and secret go to the
token endpoint as HTTP basic, which every server must support, or in the body if the endpoint
refuses that. No event and no DEBUG log is told of it: what the endpoint sends is a secret.

Only packages whose schema declares this flow include the module.

Source: RFC 6749, 2.3.1 (client authentication), 4.4 (the flow) and 5 (responses).
"""

from __future__ import annotations

import os
from collections.abc import Container, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from threading import TIMEOUT_MAX, Lock
from time import sleep
from typing import TYPE_CHECKING, Any, TypeAlias

from .call import Call, Lost, RawResponse, Request
from .conduct import conduct
from .credentials import Secret, reveal, reveal_async
from .exchange import Exchange, ServedPaths
from .observe import note_retry
from .token_endpoint import Token, requests_for, settle_token, token_url
from .wire import ask, ask_async

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import httpx2

    from .credentials import Credential
    from .deadline import Deadline
    from .grants import Asking
    from .service import Settings

_POLL = 0.01
"""Seconds between two looks of an async call at the lock: waiting for it would block the loop."""

_Sends: TypeAlias = "Generator[Request | float, RawResponse | Lost | None, Token]"
"""Yields requests to send, and seconds to wait; gets the responses; returns the token."""


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """The client credentials flow of one OAuth2 scheme.

    Attributes:
        url: the token endpoint; relative to the base URL unless it is absolute.
        client_id: argument of the client id.
        client_secret: argument of the client secret.
    """

    url: str
    client_id: str
    client_secret: str

    @property
    def needs(self) -> tuple[str, ...]:
        """The arguments that it takes, which stand for the token."""
        return self.client_id, self.client_secret

    def fetcher(self, argument: str, secrets: tuple[Secret, ...]) -> TokenFetcher:
        """Return what fetches the token of an argument with the id and the secret of a client."""
        return TokenFetcher(self, argument, secrets)


class TokenCall(Call[None], frozen=True):
    """A request for a token. It may be sent again: asking twice does no harm."""

    @property
    def is_safe(self) -> bool:
        """Whether sending it again does no harm."""
        return True


class TokenFetcher:
    """Fetches the tokens of one client, and keeps one for each set of scopes.

    Threads, tasks and event loops may share it. A fork has the tokens, but a lock of its own,
    because another thread may hold the one that it inherits.
    """

    __slots__ = ("_argument", "_grant", "_is_in_body", "_locks", "_secrets", "_tokens")

    def __init__(
        self, grant: ClientCredentials, argument: str, secrets: tuple[Secret, ...]
    ) -> None:
        self._grant = grant
        self._argument = argument
        self._secrets = secrets
        self._tokens: dict[str, Token] = {}
        self._locks: dict[int, Lock] = {}
        self._is_in_body: bool | None = None  # how the endpoint wants id and secret, once known

    def __repr__(self) -> str:
        return f"<TokenFetcher {self._argument}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return TokenFetcher, (self._grant, self._argument, self._secrets)

    def refuse(self, secrets: Container[str]) -> None:
        """Forget a token that is among the secrets of a request that the service refused."""
        for scope, token in list(self._tokens.items()):
            if token.text in secrets:
                self._tokens.pop(scope, None)

    def fetch(
        self, http: httpx2.Client, settings: Settings, call: Asking, deadline: Deadline
    ) -> str:
        """Return a token for a call.

        Raises:
            APIError: the token endpoint failed, or gave no token in time.
            ConfigurationError: the id or the secret cannot be sent.
        """
        token = self._kept(call)
        if token is None:
            with self._turn(deadline):
                token = self._kept(call) or self._send(http, settings, call, deadline)
        return token.text

    async def fetch_async(
        self, http: httpx2.AsyncClient, settings: Settings, call: Asking, deadline: Deadline
    ) -> str:
        """Return a token for a call; errors as in ``fetch``."""
        token = self._kept(call)
        if token is None:
            async with self._turn_async(deadline):
                token = self._kept(call) or await self._send_async(http, settings, call, deadline)
        return token.text

    def _kept(self, call: Asking) -> Token | None:
        """Return a token that has the scopes of a call, and perhaps more."""
        wanted = self._scope(call)
        token = self._tokens.get(wanted)
        if token is not None and token.is_fresh():
            return token
        scopes = set(wanted.split())
        others = (one for known, one in list(self._tokens.items()) if scopes <= {*known.split()})
        return next((one for one in others if one.is_fresh()), None)

    def _scope(self, call: Asking) -> str:
        return (call.scopes or {}).get(self._argument, "")

    @contextmanager
    def _turn(self, deadline: Deadline) -> Generator[None]:
        """Wait until nobody else fetches a token, or until the deadline."""
        lock, left = self._locks.setdefault(os.getpid(), Lock()), deadline.left()
        is_mine = lock.acquire(timeout=-1 if left is None else min(left, TIMEOUT_MAX))
        try:
            yield
        finally:
            if is_mine:
                lock.release()

    @asynccontextmanager
    async def _turn_async(self, deadline: Deadline) -> AsyncGenerator[None]:
        """Like ``_turn``. Calls may run in several loops, which cannot wake each other."""
        import anyio  # httpx2 has imported it

        lock = self._locks.setdefault(os.getpid(), Lock())
        while not (is_mine := lock.acquire(blocking=False)) and not deadline.has_passed():
            await anyio.sleep(_POLL)
        try:
            yield
        finally:
            if is_mine:
                lock.release()

    def _send(
        self, http: httpx2.Client, settings: Settings, call: Asking, deadline: Deadline
    ) -> Token:
        sends = self._sends(settings, call, deadline, self._requests(settings, call))
        todo = next(sends)
        while True:
            response = None
            if isinstance(todo, Request):
                response = ask(http, todo, settings, deadline)
            else:
                sleep(todo)
            try:
                todo = sends.send(response)
            except StopIteration as end:
                token: Token = end.value
                return token

    async def _send_async(
        self, http: httpx2.AsyncClient, settings: Settings, call: Asking, deadline: Deadline
    ) -> Token:
        import anyio

        requests = await self._requests_async(settings, call, deadline)
        sends = self._sends(settings, call, deadline, requests)
        todo = next(sends)
        while True:
            response = None
            if isinstance(todo, Request):
                response = await ask_async(http, todo, settings, deadline)
            else:
                await anyio.sleep(todo)
            try:
                todo = sends.send(response)
            except StopIteration as end:
                token: Token = end.value
                return token

    def _requests(self, settings: Settings, call: Asking) -> tuple[Request, Request]:
        return self._with(settings, call, reveal(self._secrets))

    async def _requests_async(
        self, settings: Settings, call: Asking, deadline: Deadline
    ) -> tuple[Request, Request]:
        return self._with(settings, call, await reveal_async(self._secrets, deadline))

    def _with(
        self, settings: Settings, call: Asking, revealed: Mapping[Credential, str] | None
    ) -> tuple[Request, Request]:
        # Without values, because the deadline has passed, nothing is sent.
        pair = ("", "") if revealed is None else tuple(revealed.values())
        url = token_url(settings.base_url, self._grant.url)
        return requests_for(url, settings.service.user_agent, pair, self._scope(call))

    def _sends(
        self,
        settings: Settings,
        call: Asking,
        deadline: Deadline,
        requests: tuple[Request, Request],
    ) -> _Sends:
        """Ask as HTTP basic, and then in the body, until it is known what the endpoint takes."""
        exchange = yield from _exchanged(settings, call, deadline, requests[bool(self._is_in_body)])
        response = exchange.response
        is_refused = isinstance(response, RawResponse) and response.status_code in (400, 401)
        if self._is_in_body is None and is_refused:
            other = yield from _exchanged(settings, call, deadline, requests[1])
            if other.is_success:
                exchange, self._is_in_body = other, True
        token = settle_token(settings, exchange)
        self._is_in_body = bool(self._is_in_body)
        self._tokens[self._scope(call)] = token
        return token


def _exchanged(
    settings: Settings, call: Asking, deadline: Deadline, request: Request
) -> Generator[Request | float, RawResponse | Lost | None, Exchange[None]]:
    """Send a request for a token, with the retries of a call that only reads."""
    asking = TokenCall(call.operation, request.method, "", type(None))
    plan = conduct(settings.without_secrets(), ServedPaths(), asking, deadline)
    step = next(plan)
    while True:
        response = yield request
        assert response is not None, "a request gets a response"
        exchange = Exchange(step.call, request, response)
        try:
            step = plan.send(exchange)
        except StopIteration as end:
            result: Exchange[None] = end.value
            return result
        if step.pause is not None:
            note_retry(None, settings.service, exchange, step.attempt - 1, step.pause)
            yield step.pause
