"""Finds out how the requests of examples are authenticated.

Cookies are left out: they belong to a browser.
"""

from collections.abc import Iterator, Sequence

from corrigenda.draft.exchange import Exchange
from corrigenda.draft.secrets import is_secret
from corrigenda.draft.words import camel
from corrigenda.trees import Object

_NOT_KEYS = ("csrf", "xsrf", "cookie", "postman", "proxy", "idempotency", "sec-")


def schemes_of(exchanges: Sequence[Exchange]) -> Object:
    """The security schemes of all exchanges, by name."""
    found = {name: scheme for one in exchanges for name, scheme in _schemes(one)}
    return dict(sorted(found.items()))


def security_of(exchanges: Sequence[Exchange]) -> list[Object]:
    """The alternatives that the exchanges with an operation show; `{}` is none at all."""
    found = [{name: list[str]() for name, _scheme in _schemes(one)} for one in exchanges]
    distinct = [one for index, one in enumerate(found) if one not in found[:index]]
    if distinct == [{}]:
        return []
    return sorted(distinct, key=lambda one: not one)


def credential_headers(one: Exchange) -> Iterator[tuple[str, str]]:
    """The headers with credentials, whose values are blotted out."""
    for name, value in one.headers:
        if name.lower() == "authorization" or _is_key(name):
            yield name, value
    if one.basic and not any(name.lower() == "authorization" for name, _value in one.headers):
        yield "Authorization", "Basic REDACTED"


def _schemes(one: Exchange) -> Iterator[tuple[str, Object]]:
    for name, value in credential_headers(one):
        if name.lower() != "authorization":
            yield camel(name), {"type": "apiKey", "in": "header", "name": name}
        elif value.startswith("Bearer "):
            yield "bearerAuth", {"type": "http", "scheme": "bearer"}
        elif value.startswith("Basic "):
            yield "basicAuth", {"type": "http", "scheme": "basic"}
        else:
            yield "authorization", {"type": "apiKey", "in": "header", "name": "Authorization"}
    for name in dict.fromkeys(name for name, _value in one.query if is_secret(name)):
        yield f"{camel(name)}Query", {"type": "apiKey", "in": "query", "name": name}


def _is_key(name: str) -> bool:
    return is_secret(name) and not any(one in name.lower() for one in _NOT_KEYS)
