"""Makes the requests to the token endpoint of OAuth2, and reads what it sends, without a network.

A token of another type than bearer is refused, because nobody knows how to send it. An error never
shows a token: a response that holds one is not kept.

Only packages whose schema declares the client credentials flow include the module.

Source: RFC 6749, 2.3.1, 4.4.2 and 5.1; RFC 3986, 5 (relative references).
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode, urljoin

from msgspec.structs import replace

from .call import Lost, RawResponse, Request
from .charset import declared_charset
from .errors import AuthenticationError, ResponseDecodeError
from .exchange import Exchange, is_success, settle_response
from .said import one_line
from .untyped import members, parse_or_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .service import Settings

MARGIN = 60.0
"""Seconds before its end in which a token is not used any more; less if it is short-lived."""

NOTE = "This is the answer of the token endpoint; no request was sent to the service itself."
"""What is noted on an error of the token endpoint."""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token, and when to stop using it, as ``time.monotonic`` counts."""

    text: str = field(repr=False)
    until: float

    def is_fresh(self) -> bool:
        """Return whether it may still be used."""
        return monotonic() < self.until


def token_url(base_url: str, url: str) -> str:
    """Return the URL of a token endpoint, which may be relative to the base URL."""
    return urljoin(base_url, url)


def requests_for(
    url: str, user_agent: str, pair: tuple[str, ...], scope: str
) -> tuple[Request, Request]:
    """Return the request for a token with id and secret as HTTP basic, and with them in the body.

    Args:
        url: the token endpoint.
        user_agent: name and version of the package.
        pair: the id and the secret of the client.
        scope: scopes, separated by spaces; empty for those that the endpoint chooses.
    """
    asked = {"grant_type": "client_credentials", **({"scope": scope} if scope else {})}
    encoded = b64encode(":".join(map(quote_plus, pair)).encode()).decode("ascii")
    secrets = (pair[-1], encoded)
    headers = {
        "Accept": "application/json",
        "Accept-Encoding": "gzip, deflate",
        "User-Agent": user_agent,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    basic = {**headers, "Authorization": f"Basic {encoded}"}
    both = dict(zip(("client_id", "client_secret"), pair, strict=True))
    return (
        _request(url, basic, asked, secrets),
        _request(url, headers, {**asked, **both}, secrets),
    )


def _request(
    url: str, headers: Mapping[str, str], form: Mapping[str, str], secrets: tuple[str, ...]
) -> Request:
    address, _, query = url.partition("?")
    return Request("POST", address, query, headers, urlencode(form).encode("ascii"), secrets)


def settle_token(settings: Settings, exchange: Exchange[None]) -> Token:
    """Return the token of a response.

    Raises:
        APIError: the token endpoint refused, failed, or sent something else than a token.
    """
    response = exchange.response
    if isinstance(response, Lost):
        lost = replace(response, sent=False)  # the call itself was not sent
        settle_response(settings, replace(exchange, response=lost))
    found = read_token(response) if isinstance(response, RawResponse) else ""
    if isinstance(found, Token):
        return found
    error = _failure(settings, exchange, found)
    error.add_note(NOTE)
    raise error


def _failure(settings: Settings, exchange: Exchange[None], problem: str) -> Exception:
    from .failures import heard, status_error  # imported here because only failures need it

    call, request, response = exchange.call, exchange.request, exchange.response
    assert isinstance(response, RawResponse), "no response is another error"
    if not is_success(response):
        kind = AuthenticationError if response.status_code in (400, 401) else None
        return status_error(call, settings, request, response, kind)
    known = heard(call, settings, request, response)
    said = f"{call.operation}: {request.method} {known['url']} sent no usable token: {problem}"
    return ResponseDecodeError(said, **known, json_path="$")


def read_token(response: RawResponse) -> Token | str:
    """Return the token of a response, or what is wrong with it, without showing any of it."""
    if not is_success(response) or response.broken:
        return response.broken
    body = members(parse_or_text(response.body, declared_charset(response.headers)))
    text, kind = body.get("access_token"), body.get("token_type")
    if not isinstance(text, str) or not text:
        return "the response has no `access_token`"
    if not text.isascii() or not text.isprintable() or text != text.strip():
        return "the `access_token` has characters that no header can carry"
    if kind is not None and str(kind).lower() != "bearer":
        return f"its type is {one_line(str(kind))!r}, not bearer"
    return Token(text, monotonic() + _seconds(body.get("expires_in")))


def _seconds(lifetime: Any) -> float:
    """Return how long a token is used; without a lifetime until the service refuses it."""
    try:
        seconds = float(lifetime)
    except (TypeError, ValueError, OverflowError):
        return float("inf")
    return seconds - min(MARGIN, seconds / 10)
