"""The requests and responses that pass between the wire and a service, and the tenant of a request.

Plain values, shared by REST and GraphQL services. Bodies stay bytes: only the service knows whether
one is a REST resource or a GraphQL document.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from .provider import RefusedError
from .security import BEARER, Security, find_credential


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request as received. `path` is percent-encoded and relative to the provider's base URL."""

    method: str
    path: str
    raw_query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        return tuple(parse_qsl(self.raw_query, keep_blank_values=True))

    def given(self, name: str) -> list[str]:
        """Return every value of a header; `name` is in lower case."""
        return [value for key, value in self.headers if key == name]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, ready to send."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    media_type: str = "application/json"


class MistakeError(Exception):
    """The emulator is about to violate the merged schema, which is a bug of its own."""


def bug(error: Exception) -> RefusedError:
    """Return the error that the caller gets when the emulator itself fails."""
    wrong = f"a bug in the emulator, not in the request: {type(error).__name__}: {error}"
    return RefusedError(500, wrong)


def tenant_of(arrival: Arrival, security: Security = BEARER) -> str:
    """Return the tenant: a digest of the credentials, so that none is ever stored.

    Raises `RefusedError`: 401 without valid credentials, 403 for some that lack scope.
    """
    credential = find_credential(security, arrival.headers, arrival.query)
    return hashlib.sha256(credential.encode()).hexdigest()
