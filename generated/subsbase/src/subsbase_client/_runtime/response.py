"""What ``client.raw`` returns: the value of a call, and the HTTP response that it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from .call import RawResponse
from .exchange import Exchange
from .service import Settings

T = TypeVar("T")


class Headers(Mapping[str, str]):
    """The headers of a response. A name is found in any case; iteration gives lower case."""

    __slots__ = ("_headers",)

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = dict(headers)

    def __getitem__(self, name: str) -> str:
        return self._headers[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._headers)

    def __len__(self) -> int:
        return len(self._headers)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._headers

    def __repr__(self) -> str:
        return f"<Headers {', '.join(self._headers)}>"


@dataclass(frozen=True, slots=True)
class Response(Generic[T]):
    """A successful response.

    Its ``repr`` shows neither headers nor body, since a service may repeat a credential in them.

    Attributes:
        value: what the method without ``raw`` returns.
        status_code: the HTTP status, from 200 to 299.
        headers: names in any case -> values; values of the same name are joined by commas.
        body: the bytes of the body, unpacked.
        request_id: the service's id of the request; None if the response has none.
        attempts: how many requests were sent, with retries.
        elapsed: seconds from the call to its end, with retries and waits.
    """

    value: T
    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    request_id: str | None
    attempts: int
    elapsed: float


def response_of(settings: Settings, exchange: Exchange[T], value: T, elapsed: float) -> Response[T]:
    """Return the response of an exchange that succeeded."""
    from .failures import find_request_id  # imported here because few calls need it

    raw = exchange.response
    assert isinstance(raw, RawResponse), "only a response has a value"
    return Response(
        value=value,
        status_code=raw.status_code,
        headers=Headers(raw.headers),
        body=raw.body,
        request_id=find_request_id(raw.headers, settings.service.request_id_headers),
        attempts=exchange.attempts,
        elapsed=elapsed,
    )
