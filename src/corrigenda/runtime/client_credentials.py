"""Fetches tokens with the client credentials flow of OAuth2, and keeps them until they expire.

A token is fetched when a call needs it, one at a time, with the HTTP client and within the deadline
of the call. Calls whose scopes differ have different tokens. One that the service refuses is
forgotten. Client and secret go to the token endpoint as HTTP basic, which every server must
support, or in the body if the endpoint refuses that. Nothing here is logged, and no event is told
of it: what the endpoint sends is a secret.

Only packages whose schema declares this flow include the module.

Source: RFC 6749, 2.3.1 (client authentication), 4.4 (the flow) and 5 (responses).
"""

from __future__ import annotations

import os
from collections.abc import Container, Generator, Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from .call import Call, Lost, RawResponse, Request
from .conduct import conduct
from .credentials import Credential, Secret, reveal, reveal_async
from .deadline import Deadline
from .exchange import Exchange, ServedPaths, is_success, settle_response
from .observe import note_retry
from .service import Settings
from .token_endpoint import Token, failure, read_token, token_request
from .wire import ask, ask_async

if TYPE_CHECKING:
    import httpx2

_POLL = 0.01
"""Seconds between two looks at the lock by an async call, which must not block its event loop."""

Sends: TypeAlias = "Generator[Request | float, RawResponse | Lost, Token]"
"""Yields the requests to send and the seconds to wait, and returns the token."""


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """The client credentials flow of one OAuth2 scheme.

    Attributes:
        token_url: where tokens are fetched; relative to the base URL unless it is absolute.
        client_id: argument of the client id.
        client_secret: argument of the client secret.
    """

    token_url: str
    client_id: str
    client_secret: str

    @property
    def needs(self) -> tuple[str, ...]:
        """The arguments that it takes, which stand for the token."""
        return self.client_id, self.client_secret

    def fetcher(self, argument: str, secrets: tuple[Secret, ...]) -> TokenFetcher:
        """Return what fetches the token of an argument with the id and the secret of a client."""
        return TokenFetcher(self, argument, secrets)


class _TokenCall(Call[None], frozen=True):
    """A request for a token: asking twice does no harm."""

    @property
    def is_safe(self) -> bool:
        return True


class TokenFetcher:
    """Fetches the tokens of one client, and keeps one for each set of scopes.

    Threads, tasks and event loops share it. A fork has the tokens, but a lock of its own: another
    thread may hold the one that it inherits.
    """

    __slots__ = ("_argument", "_grant", "_in_body", "_locks", "_secrets", "_tokens")

    def __init__(
        self, grant: ClientCredentials, argument: str, secrets: tuple[Secret, ...]
    ) -> None:
        self._grant = grant
        self._argument = argument
        self._secrets = secrets
        self._tokens: dict[str, Token] = {}
        self._locks: dict[int, Lock] = {}
        self._in_body: bool | None = None  # not known before the first token

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
        self, http: httpx2.Client, settings: Settings, call: Call[Any], deadline: Deadline
    ) -> str:
        """Return a token for a call.

        Raises:
            APIError: the token endpoint failed, or gave no token in time.
            ConfigurationError: the id or the secret of the client cannot be sent.
        """
        token = self._kept(call)
        if token is None:
            lock, left = self._lock(), deadline.left()
            is_mine = lock.acquire(timeout=-1 if left is None else left)
            try:
                token = self._kept(call)
                if token is None:
                    token = self._send(http, settings, call, deadline)
            finally:
                if is_mine:
                    lock.release()
        return token.text

    async def fetch_async(
        self, http: httpx2.AsyncClient, settings: Settings, call: Call[Any], deadline: Deadline
    ) -> str:
        """Return a token for a call; errors as in ``fetch``."""
        token = self._kept(call)
        if token is None:
            lock = self._lock()
            is_mine = await _acquired(lock, deadline)
            try:
                token = self._kept(call)
                if token is None:
                    token = await self._send_async(http, settings, call, deadline)
            finally:
                if is_mine:
                    lock.release()
        return token.text

    def _kept(self, call: Call[Any]) -> Token | None:
        token = self._tokens.get(self._scope(call))
        return token if token is not None and token.is_fresh() else None

    def _scope(self, call: Call[Any]) -> str:
        return (call.scopes or {}).get(self._argument, "")

    def _lock(self) -> Lock:
        return self._locks.setdefault(os.getpid(), Lock())

    def _send(
        self, http: httpx2.Client, settings: Settings, call: Call[Any], deadline: Deadline
    ) -> Token:
        sends = self._sends(settings, call, deadline, reveal(self._secrets))
        ...
