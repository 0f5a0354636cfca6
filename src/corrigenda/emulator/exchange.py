"""The requests and responses that pass between a door, the world and a service.

Plain values. A `Request` and a `Response` are what a door has; an `Arrival` and an `Answer` are the
part of them that is a service's own. Bodies stay bytes: only the service knows whether one is a
REST resource or a GraphQL document.
"""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias
from urllib.parse import parse_qsl

from msgspec import Struct
from msgspec.structs import force_setattr

from .provider import RefusedError
from .security import BEARER, Security, find_credential, names_of

Headers: TypeAlias = tuple[tuple[str, str], ...]
LENGTHLESS: Final = frozenset({204, 304})
"""The statuses whose responses tell no length."""
BODILESS: Final = LENGTHLESS | {205}
"""The statuses whose responses have no body: a client reads none, and would take one for the next
response of the connection (RFC 9110, 15)."""
Flaw: TypeAlias = Literal["reset", "truncated", "malformed_chunk", "slow_bytes", "slow_headers"]


class Request(Struct, frozen=True):
    """An HTTP request. `target` is the path and the query, percent-encoded; names are lower case.

    `guarded` says that it came over a network, so that its `Host` and `Origin` are checked.
    """

    method: str
    target: str
    headers: Headers = ()
    body: bytes = b""
    guarded: bool = False

    def given(self, name: str) -> str | None:
        """The first value of a header; `name` is in lower case."""
        for key, value in self.headers:
            if key == name:
                return value
        return None


class Wire(Struct, frozen=True):
    """How a door sends a response: after `delay` seconds, and with a flaw.

    `pace` is the time between two bytes of a slow response, in seconds.
    """

    delay: float = 0.0
    flaw: Flaw | None = None
    pace: float = 0.05


PLAIN = Wire()


class Response(Struct, frozen=True):
    """An HTTP response, ready to send. Doors add what belongs to the message: its length, say."""

    status: int
    headers: Headers
    body: bytes
    wire: Wire = PLAIN


class Arrival(Struct, frozen=True):
    """A request as received. `path` is percent-encoded and relative to the provider's base URL.

    `query` are the decoded pairs of the query, in wire order.
    """

    method: str
    path: str
    raw_query: str
    headers: Headers
    body: bytes
    query: Headers = ()

    def __post_init__(self) -> None:
        if self.raw_query:
            pairs = parse_qsl(self.raw_query, keep_blank_values=True)
            force_setattr(self, "query", tuple(pairs))

    def given(self, name: str) -> list[str]:
        """Return every value of a header; `name` is in lower case."""
        return [value for key, value in self.headers if key == name]


class Answer(Struct, frozen=True):
    """A response of a service; `tenant` is the digest of the credentials that were accepted."""

    status: int
    body: bytes
    headers: Mapping[str, str] = {}
    media_type: str = "application/json"
    tenant: str = ""


class MistakeError(Exception):
    """The emulator is about to violate the merged schema, which is a bug of its own."""


def bug(error: Exception) -> RefusedError:
    """Return the error that the caller gets when the emulator itself fails."""
    wrong = f"a bug in the emulator, not in the request: {type(error).__name__}: {error}"
    return RefusedError(500, wrong)


def taken(error: Exception) -> RefusedError:
    """Return the error for a new object whose id the request or a test gave, and another has."""
    return RefusedError(409, f"{error}: give an id that is new, also to `set_ids` of the clock")


def tenant_of(arrival: Arrival, security: Security = BEARER) -> str:
    """Return the tenant: a digest of the credentials, so that none is ever stored.

    Raises `RefusedError`: 401 without valid credentials, 403 for some that lack scope.
    """
    names = names_of(security)
    headers = tuple([pair for pair in arrival.headers if pair[0] in names])
    query = tuple([pair for pair in arrival.query if pair[0] in names])
    return _tenant(security, headers, query)


@lru_cache(maxsize=256)  # a caller sends the same credentials again and again
def _tenant(security: Security, headers: Headers, query: Headers) -> str:
    credential = find_credential(security, headers, query)
    return hashlib.sha256(credential.encode()).hexdigest()
