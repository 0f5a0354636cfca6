"""Reads the security schemes and requirements of an OpenAPI document as plain data.

An operation takes one of several requirements, and a requirement names one or more schemes. What no
client can do (a challenge that needs a computation, a client certificate) makes a requirement
unusable, and is a finding only for the operations that have no other one. Nothing here knows the
arguments of a client.

Source: OpenAPI 3.1, 4.8.27 (schemes) and 4.8.30 (requirements); RFC 9110, 11 (HTTP authentication).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast
from urllib.parse import urlsplit

from corrigenda.naming import header_problem
from corrigenda.openapi.normalize import Finding
from corrigenda.openapi.normalize.operations import METHODS
from corrigenda.openapi.normalize.traced import location_of_node
from corrigenda.trees import Location, Object, is_array, is_object, resolve

Requirement: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""The names of the schemes that are used together, each with its scopes. Empty for none."""

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")

_CHALLENGES = frozenset(
    (
        *("concealed", "digest", "dpop", "gnap", "hoba", "mutual", "negotiate", "ntlm", "oauth"),
        *("privatetoken", "scram-sha-1", "scram-sha-256", "vapid"),
    )
)
"""HTTP schemes whose credentials are computed for each request (IANA's registry, and NTLM)."""

_LOOPBACK = re.compile(r"localhost|(.+\.)localhost|127(\.\d{1,3}){3}|::1")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A security scheme, as a request carries it.

    `carrier` is the name of the header, query parameter or cookie; `prefix` stands before the value
    in it. `token_url` is that of the client credentials flow, if the scheme has it.
    """

    name: str
    kind: Literal["token", "basic", "key"]
    place: Literal["header", "query", "cookie"] = "header"
    carrier: str = "Authorization"
    prefix: str = ""
    token_url: str | None = None

    @property
    def slot(self) -> tuple[str, str]:
        """What only one credential of a request can fill."""
        return self.place, self.carrier.lower() if self.place == "header" else self.carrier


@dataclass(frozen=True, slots=True)
class _Refused:
    """Why no client can use a scheme; `below` is where in the scheme."""

    message: str
    fix: str
    below: Location = ()


def read_schemes(root: Object) -> dict[str, Scheme]:
    """The security schemes that clients can use, by name, in the order of the document."""
    read = {name: _read(root, name) for name in _declared(root)}
    return {name: scheme for name, scheme in read.items() if isinstance(scheme, Scheme)}


def read_security(root: Object, operation: Object) -> tuple[Requirement, ...]:
    """The requirements of an operation that clients can use, the preferred one first.

    None if it needs no credential; an empty one if a credential is optional.
    """
    asked = operation["security"] if "security" in operation else root.get("security")
    return tuple(
        dict.fromkeys(
            _joined(root, requirement)
            for requirement in _requirements(asked)
            if not any(_requirement_findings(root, (), requirement))
        )
    )


def carriers(root: Object, security: Iterable[Requirement]) -> list[list[Scheme]]:
    """The schemes of each requirement."""
    schemes = read_schemes(root)
    return [[schemes[name] for name, _scopes in requirement] for requirement in security]


def operation_findings(
    root: Object, operation: Object, location: Location | None = None
) -> list[Finding]:
    """Why a client cannot call an operation, because of its security; empty if it can.

    `location` is that of the operation, if it does not know it.
    """
    own = location_of_node(operation) if location is None else location
    at: Location = (*own, "security") if "security" in operation else ("security",)
    holder = operation if "security" in operation else root
    asked = list(enumerate(_requirements(holder.get("security"))))
    found = [list(_requirement_findings(root, (*at, index), one)) for index, one in asked]
    undeclared = [one for index, each in asked for one in _undeclared(root, (*at, index), each)]
    return [one for each in found for one in each] if found and all(found) else undeclared


def security_findings(root: Object) -> Iterator[Finding]:
    """Find what makes operations unusable, and names of schemes that do not exist, each once."""
    items = [item for item in root["paths"].values() if is_object(item)]
    operations = (item[method] for item in items for method in METHODS if method in item)
    own = (one for node in operations for one in operation_findings(root, node))
    default = (
        one
        for index, requirement in enumerate(_requirements(root.get("security")))
        for one in _undeclared(root, ("security", index), requirement)
    )
    yield from dict.fromkeys([*default, *own])


def _declared(root: Object) -> Object:
    found = root.get("components", {}).get("securitySchemes", {})
    return found if is_object(found) else {}


def _requirements(asked: Any) -> list[Object]:
    return [one for one in asked if is_object(one)] if is_array(asked) else []


def _read(root: Object, name: str) -> Scheme | _Refused:
    node = resolve(root, _declared(root)[name])
    readers = {"http": _http, "apiKey": _api_key, "oauth2": _oauth2, "openIdConnect": _bearer}
    kind = str(node.get("type")) if is_object(node) else ""
    if kind in readers:
        return readers[kind](name, node)
    if kind == "mutualTLS":
        fix = "remove it from `security`, and pass an `http_client` that has the certificate"
        return _Refused(f"the security scheme `{name}` is a client certificate", fix)
    fix = "use one of the types `http`, `apiKey`, `oauth2` and `openIdConnect`"
    return _Refused(f"the security scheme `{name}` is not supported", fix)


def _bearer(name: str, _node: Object) -> Scheme:
    return Scheme(name, "token", prefix="Bearer ")


def _http(name: str, node: Object) -> Scheme | _Refused:
    written = str(node.get("scheme", ""))
    if written.lower() == "basic":
        return Scheme(name, "basic", prefix="Basic ")
    if written.lower() == "bearer":
        return _bearer(name, node)
    if not _TOKEN.fullmatch(written):
        message = f"{written!r} cannot be the name of an HTTP authentication scheme"
        return _Refused(message, "use `bearer` or `basic`", ("scheme",))
    if written.lower() in _CHALLENGES:
        message = f"the security scheme `{name}` computes a credential for each request"
        return _Refused(message, "use `bearer` or `basic`, if the service takes it", ("scheme",))
    return Scheme(name, "token", prefix=f"{written} ")


def _api_key(name: str, node: Object) -> Scheme | _Refused:
    carrier, place = str(node.get("name", "")), node.get("in")
    if place not in ("header", "query", "cookie"):
        message = f"the API key `{name}` is neither in a header nor in the query nor in a cookie"
        return _Refused(message, "say `in: header`, `in: query` or `in: cookie`", ("in",))
    if place == "header" and (problem := header_problem(carrier)):
        return _Refused(*problem, ("name",))
    if place == "cookie" and not _TOKEN.fullmatch(carrier):
        message = f"{carrier!r} cannot be the name of a cookie"
        return _Refused(message, "use ASCII letters, digits and hyphens", ("name",))
    if not carrier:
        return _Refused(f"the API key `{name}` has no name", "name the query parameter", ("name",))
    return Scheme(name, "key", cast(Any, place), carrier)


def _oauth2(name: str, node: Object) -> Scheme | _Refused:
    flows = node.get("flows")
    flow = flows.get("clientCredentials") if is_object(flows) else None
    url = str(flow.get("tokenUrl") or "") if is_object(flow) else ""
    if not url or "{" in url:  # only the caller can know where tokens are fetched
        return _bearer(name, node)
    if wrong := _token_url_problem(url):
        message, fix = wrong
        below = ("flows", "clientCredentials", "tokenUrl")
        return _Refused(f"the token URL of `{name}` {message}", fix, below)
    return Scheme(name, "token", prefix="Bearer ", token_url=url)


def _token_url_problem(url: str) -> tuple[str, str] | None:
    """Why a client cannot send its secret to a URL, and the fix; a relative one is good."""
    fix = "write a URL that begins with https://, or one relative to the server"
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return "is not valid", fix
    if not url.isascii() or any(c <= " " or c in "\x7f\\" for c in url):
        return "has characters that no URL has", fix
    if parts.scheme not in ("", "http", "https") or (parts.scheme != "" and not host):
        return "is not one of HTTP", fix
    if "@" in parts.netloc or "#" in url:
        return "has a user name or a fragment", fix
    if parts.scheme == "http" and not _LOOPBACK.fullmatch(host or ""):
        return "would send the secret unencrypted", "use https://"
    return ("names another host without a scheme", fix) if host and not parts.scheme else None


def _requirement_findings(root: Object, at: Location, requirement: Object) -> Iterator[Finding]:
    yield from _undeclared(root, at, requirement)
    named = [name for name in requirement if name in _declared(root)]
    for name, scheme in ((name, _read(root, name)) for name in named):
        if isinstance(scheme, _Refused):
            place = ("components", "securitySchemes", name, *scheme.below)
            yield Finding(place, scheme.message, scheme.fix)
    usable = [scheme for scheme in map(read_schemes(root).get, named) if scheme]
    for index, scheme in enumerate(usable):
        others = [one for one in usable[:index] if one.slot == scheme.slot]
        if any((one.kind, one.prefix) != ("token", scheme.prefix) for one in others):
            slot = f"{scheme.place} `{scheme.carrier}`"
            message = f"`{others[0].name}` and `{scheme.name}` are both sent in the {slot}"
            yield Finding(at, message, "make them alternatives: two items of `security`")


def _undeclared(root: Object, at: Location, requirement: Object) -> Iterator[Finding]:
    declared = _declared(root)
    for name in requirement:
        if name not in declared:
            fix = f"declare it, or use one of: {', '.join(declared)}" if declared else "declare it"
            yield Finding((*at, name), f"no security scheme is called `{name}`", fix)


def _joined(root: Object, requirement: Object) -> Requirement:
    """A requirement whose schemes fill different slots.

    Several tokens in one header can only be the same token. One that can be fetched comes first.
    """
    schemes = [read_schemes(root)[name] for name in requirement]
    ordered = sorted(schemes, key=lambda scheme: scheme.token_url is None)
    first = {scheme.slot: scheme.name for scheme in reversed(ordered)}
    kept = set(first.values())
    return tuple((name, _scopes(requirement[name])) for name in requirement if name in kept)


def _scopes(listed: Any) -> tuple[str, ...]:
    scopes = cast(Sequence[Any], listed) if is_array(listed) else ()
    return tuple(dict.fromkeys(str(scope) for scope in scopes))
