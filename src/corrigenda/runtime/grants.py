"""What a grant of OAuth2 can do for a client: fetch the token that a credential stands for.

These are protocols, because only packages whose service declares such a grant have the module that
implements them, ``client_credentials``. Only type checkers read this module.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import httpx2

    from .call import Call
    from .credentials import Secret
    from .deadline import Deadline
    from .service import Settings


class Grant(Protocol):
    """How a token is fetched with other credentials."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The arguments that it takes, which stand for the token."""
        ...

    def fetcher(self, argument: str, secrets: tuple[Secret, ...]) -> Fetcher:
        """Return what fetches the token of an argument with the credentials that it needs."""
        ...


class Fetcher(Protocol):
    """Fetches a token and keeps it until shortly before it expires."""

    def fetch(
        self, http: httpx2.Client, settings: Settings, call: Call[Any], deadline: Deadline
    ) -> str:
        """Return a token for a call."""
        ...

    async def fetch_async(
        self, http: httpx2.AsyncClient, settings: Settings, call: Call[Any], deadline: Deadline
    ) -> str:
        """Return a token for a call."""
        ...

    def refuse(self, secrets: Container[str]) -> None:
        """Forget a token that is among the secrets of a request that the service refused."""
        ...
