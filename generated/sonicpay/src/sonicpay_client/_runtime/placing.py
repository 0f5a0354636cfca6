"""Puts credentials into a request that do not stand in a header of their own.

HTTP basic joins two of them, an API key may be in the query, or in a cookie beside other cookies.
Headers with one credential are set by ``exchange``; only services with others import this module.

Source: RFC 7617, 2 (basic, in UTF-8); RFC 6265, 4.2.1 (cookies).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from msgspec.structs import replace

from .call import Request
from .credentials import Credential
from .url import encode_query


def placed(request: Request, revealed: Mapping[Credential, str]) -> Request:
    """Return a request with the credentials that it does not have yet."""
    headers, query, secrets = dict(request.headers), request.query, request.secrets
    basic = [one for one in revealed if one.place == "basic"]
    if basic:
        pair = ":".join(revealed[one] for one in basic)
        encoded = b64encode(pair.encode()).decode("ascii")
        headers[basic[0].name] = basic[0].prefix + encoded
        secrets = (*secrets, encoded)  # a service may repeat the header
    cookies = {one.name: revealed[one] for one in revealed if one.place == "cookie"}
    if cookies:
        headers = with_cookies(headers, cookies)
    keys = [(one.name, revealed[one]) for one in revealed if one.place == "query"]
    if keys:
        query = "&".join(part for part in (query, encode_query(keys)) if part)
    return replace(request, headers=headers, query=query, secrets=secrets, has_key=bool(keys))


def with_cookies(headers: Mapping[str, str], cookies: Mapping[str, str]) -> dict[str, str]:
    """Return headers with cookies added to those that they have; the added ones replace others."""
    there = [value for name, value in headers.items() if name.lower() == "cookie"]
    kept = {name: value for name, value in headers.items() if name.lower() != "cookie"}
    added = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {**kept, "Cookie": joined_cookies("; ".join(there), added)}


def joined_cookies(one: str, other: str) -> str:
    """Return two ``Cookie`` headers as one; the cookies of the other replace those of the first."""
    replaced = {_name(cookie) for cookie in other.split(";")}
    kept = [part.strip() for part in one.split(";") if part.strip() and _name(part) not in replaced]
    return "; ".join([*kept, other])


def _name(cookie: str) -> str:
    return cookie.partition("=")[0].strip()
