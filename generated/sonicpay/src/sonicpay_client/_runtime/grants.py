"""What choosing credentials and fetching tokens need of each other, as protocols.

Only packages whose service has a grant of OAuth2 include the module that implements one,
``client_credentials``, so others refer to these. Only type checkers read this module.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .deadline import Deadline

Alternatives: TypeAlias = tuple[tuple[str, ...], ...]
"""Sets of credentials by argument, one of which is needed. An empty set needs none."""


class Asking(Protocol):
    """What a call says of its credentials: see ``Call``."""

    @property
    def operation(self) -> str:
        """The name of the method."""
        ...

    @property
    def security(self) -> Alternatives | None:
        """The sets of credentials, if they are not those of the service."""
        ...

    @property
    def scopes(self) -> Mapping[str, str] | None:
        """The scopes of fetched tokens, by argument."""
        ...


class Grant(Protocol):
    """How a token is fetched with other credentials."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The arguments that it takes, which stand for the token."""
        ...

    def fetcher(self, argument: str, secrets: tuple[Any, ...]) -> Fetcher:
        """Return what fetches the token of an argument with the secrets that it needs."""
        ...


class Fetcher(Protocol):
    """Fetches a token and keeps it until shortly before it expires.

    ``http`` is the HTTP client of the call, ``settings`` are those of the client.
    """

    def fetch(self, http: Any, settings: Any, call: Asking, deadline: Deadline) -> str:
        """Return a token for a call."""
        ...

    async def fetch_async(self, http: Any, settings: Any, call: Asking, deadline: Deadline) -> str:
        """Return a token for a call."""
        ...

    def refuse(self, secrets: Container[str]) -> None:
        """Forget a token that is among the secrets of a request that the service refused."""
        ...
