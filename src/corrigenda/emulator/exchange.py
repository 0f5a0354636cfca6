"""The requests and responses that pass between the wire and a service, and the tenant of a request.

Plain values, shared by REST and GraphQL services. Bodies stay bytes: only the service knows whether
one is a REST resource or a GraphQL document.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from .provider import RefusedError

_BEARER = re.compile(r"bearer +([\x21-\x7e]+)", re.IGNORECASE)
_CHALLENGE = {"WWW-Authenticate": "Bearer"}


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


def tenant_of(arrival: Arrival) -> str:
    """Return the tenant: a digest of the token, so that no token is ever stored.

    Raises `RefusedError`: 401 without a valid token, 403 for one that lacks scope.
    """
    given = arrival.given("authorization")
    token = _BEARER.fullmatch(given[0].strip()) if len(given) == 1 else None
    if token is None or token[1].startswith("invalid-"):
        wrong = "the token is not valid" if token else "a bearer token is required"
        raise RefusedError(401, wrong, headers=_CHALLENGE)
    if token[1].startswith("noscope-"):
        raise RefusedError(403, "the token lacks the scope for this request")
    return hashlib.sha256(token[1].encode()).hexdigest()
