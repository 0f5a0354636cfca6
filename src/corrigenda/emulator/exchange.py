"""What passes between the wire and a service: the request as it came, the answer, and who asks.

Plain values, shared by every kind of service. Refuses to interpret a body: that is for those who
know whether it is a REST resource or a GraphQL document.
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
    """A request as it came. `path` is percent-encoded and below the provider's base URL."""

    method: str
    path: str
    raw_query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        return tuple(parse_qsl(self.raw_query, keep_blank_values=True))

    def given(self, name: str) -> list[str]:
        """Every value of a header; the name is in lower case."""
        return [value for key, value in self.headers if key == name]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back, ready to send."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    media_type: str = "application/json"


class MistakeError(Exception):
    """The emulator is about to break the merged schema: its own bug, never the caller's."""


def bug(error: Exception) -> RefusedError:
    """What the caller is told when the emulator fails at a request."""
    wrong = f"a bug in the emulator, not in the request: {type(error).__name__}: {error}"
    return RefusedError(500, wrong)


def tenant_of(arrival: Arrival) -> str:
    """Who asks: a digest of the token, so that no token is ever stored.

    Raises `RefusedError`: 401 without a valid token, 403 for one that lacks scope.
    """
    given = arrival.given("authorization")
    token = _BEARER.fullmatch(given[0].strip()) if len(given) == 1 else None
    if token is None or token[1].startswith("invalid-"):
        wrong = "the token is not valid" if token else "a bearer token is needed"
        raise RefusedError(401, wrong, headers=_CHALLENGE)
    if token[1].startswith("noscope-"):
        raise RefusedError(403, "the token does not allow this")
    return hashlib.sha256(token[1].encode()).hexdigest()
