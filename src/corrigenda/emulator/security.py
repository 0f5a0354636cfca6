"""Find the credentials of a request that the merged schema asks for, in whatever place they are.

A credential is any text: what it stands for is the tenant. Beginnings that a service would not
issue make it wrong (`invalid-`) or too weak (`noscope-`), so that callers can see both. Schemes
whose credentials are computed for each request are not served.
"""

import base64
import re
from binascii import Error
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias, cast

from msgspec import Struct

from .provider import RefusedError


class Carrier(Struct, frozen=True):
    """What carries one credential: a header, a query parameter or a cookie; a header's scheme."""

    place: str
    name: str
    scheme: str = ""

    @property
    def words(self) -> str:
        """What a request lacks without it."""
        if self.place == "header" and self.scheme:
            return f"a {self.scheme} token" if self.scheme == "bearer" else f"HTTP {self.scheme}"
        where = {"header": "the header", "query": "the query parameter", "cookie": "the cookie"}
        return f"{where[self.place]} {self.name}"


Security: TypeAlias = tuple[tuple[Carrier, ...], ...]
"""The alternatives of an operation; none if it needs no credential."""

BEARER: Security = ((Carrier("header", "authorization", "bearer"),),)
"""What every service takes whose schema says nothing about it."""


def read_security(document: Mapping[str, Any], operation: Mapping[str, Any]) -> Security:
    """Return the alternatives of an operation, as the merged schema has them."""
    schemes = cast("Mapping[str, Any]", document.get("components", {}).get("securitySchemes", {}))
    asked: list[Mapping[str, Any]] = operation.get("security", document.get("security", []))
    # A scheme that the document does not define says nothing about a request.
    return tuple(tuple(_carrier(schemes[name]) for name in one if name in schemes) for one in asked)


def _carrier(scheme: Mapping[str, Any]) -> Carrier:
    if scheme["type"] == "apiKey":
        place, name = str(scheme["in"]), str(scheme["name"])
        return Carrier(place, name.lower() if place == "header" else name)
    kind = str(scheme["scheme"]).lower() if scheme["type"] == "http" else "bearer"
    return Carrier("header", "authorization", kind)


@lru_cache(maxsize=256)  # the operations of a document share a few alternatives
def names_of(security: Security) -> frozenset[str]:
    """Return the names of the headers and query parameters in which credentials may be."""
    carriers = [one for carriers in security for one in carriers]
    return frozenset("cookie" if one.place == "cookie" else one.name for one in carriers)


def find_credential(
    security: Security, headers: Iterable[tuple[str, str]], query: Iterable[tuple[str, str]]
) -> str:
    """Return what stands for the tenant of a request; empty without credentials.

    Raises `RefusedError`: 401 without valid credentials, 403 for some that lack scope.
    """
    headers, query = list(headers), list(query)
    found = [[_value(one, headers, query) for one in carriers] for carriers in security]
    whole = next((values for values in found if None not in values), None)
    if whole is None and security:
        raise _refused(
            " and ".join(carrier.words for carrier in security[0]) + " is required", security
        )
    given = [value for value in whole or () if value is not None]
    if any(value.startswith("invalid-") for value in given):
        raise _refused("the token is not valid", security)
    if any(value.startswith("noscope-") for value in given):
        raise RefusedError(403, "the token lacks the scope for this request")
    return "\n".join(given)


def _refused(wrong: str, security: Security) -> RefusedError:
    schemes = (one.scheme.capitalize() for carriers in security for one in carriers if one.scheme)
    challenge = ", ".join(dict.fromkeys(schemes))
    return RefusedError(401, wrong, headers={"WWW-Authenticate": challenge} if challenge else {})


def _value(
    carrier: Carrier, headers: list[tuple[str, str]], query: list[tuple[str, str]]
) -> str | None:
    """Return a credential, or None if it is not there, is there twice, or cannot be read."""
    if carrier.place == "cookie":
        given = list(_cookies(carrier.name, headers))
    else:
        source = headers if carrier.place == "header" else query
        given = [value.strip() for name, value in source if name == carrier.name]
    if len(given) != 1 or not given[0]:
        return None
    return _after(carrier.scheme, given[0]) if carrier.scheme else given[0]


def _cookies(name: str, headers: list[tuple[str, str]]) -> Iterator[str]:
    from http.cookies import CookieError, SimpleCookie  # few services take a cookie

    for header, value in headers:
        if header == "cookie":
            try:
                found = SimpleCookie(value)
            except CookieError:
                continue
            if name in found:
                yield found[name].value


def _after(scheme: str, value: str) -> str | None:
    matched = re.fullmatch(rf"{re.escape(scheme)} +([\x21-\x7e]+)", value, re.IGNORECASE)
    if matched is None or scheme != "basic":
        return matched and matched[1]
    try:
        pair = base64.b64decode(matched[1], validate=True).decode()
    except (Error, UnicodeDecodeError):
        return None
    return pair if ":" in pair else None
