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
from typing import Any, TypeAlias

from msgspec import Struct

from .provider import RefusedError
from .schema import follow, members, part_at


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
    carriers = _carriers(document)
    asked: list[Mapping[str, Any]] = operation.get("security", document.get("security", []))
    # A scheme that the document does not define says nothing about a request.
    return tuple(tuple(carriers[name] for name in one if name in carriers) for one in asked)


def declared_carriers(document: Mapping[str, Any]) -> Security:
    """Return all that the document says may carry credentials, used or not, as one alternative."""
    return (tuple(_carriers(document).values()),)


def _carriers(document: Mapping[str, Any]) -> dict[str, Carrier]:
    """Return the carriers by the names of their schemes. A scheme may refer to another."""
    named = members(members(document.get("components")).get("securitySchemes"))
    found: dict[str, Carrier] = {}
    for name in named:
        try:
            at = follow(document, ("components", "securitySchemes", name))
        except KeyError:  # it leads nowhere
            continue
        found[name] = _carrier(members(part_at(document, at)))
    return found


def _carrier(scheme: Mapping[str, Any]) -> Carrier:
    """Return the carrier of a scheme; one that does not say what it is wants a bearer token."""
    kind, place, name = scheme.get("type"), scheme.get("in"), scheme.get("name")
    if kind == "apiKey" and isinstance(name, str) and place in ("header", "query", "cookie"):
        return Carrier(place, name.lower() if place == "header" else name)
    word = scheme.get("scheme") if kind == "http" else None
    return Carrier("header", "authorization", word.lower() if isinstance(word, str) else "bearer")


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
    # A credential counts wherever the document says that none is needed.
    whole = next((values for values in found if values and None not in values), None)
    if whole is None and security and () not in security:
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
        given = list(_cookies(carrier.name, headers))[:1]  # of the nearest path
    else:
        source = headers if carrier.place == "header" else query
        given = [value.strip() for name, value in source if name == carrier.name]
    if len(given) != 1 or not given[0]:
        return None
    return _after(carrier.scheme, given[0]) if carrier.scheme else given[0]


def _cookies(name: str, headers: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the values of a cookie, whatever is in the others: `a=b; c=d`, as RFC 6265 says."""
    for header, value in headers:
        for pair in value.split(";") if header == "cookie" else ():
            given, _, text = pair.partition("=")
            if given.strip() == name:
                yield re.sub('^"(.*)"$', r"\1", text.strip())


def _after(scheme: str, value: str) -> str | None:
    matched = re.fullmatch(rf"{re.escape(scheme)} +([\x21-\x7e]+)", value, re.IGNORECASE)
    if matched is None or scheme != "basic":
        return matched and matched[1]
    try:
        pair = base64.b64decode(matched[1], validate=True).decode()
    except (Error, UnicodeDecodeError):
        return None
    return pair if ":" in pair else None
