"""Compares what a client needs before its first call: credentials that suffice, and its server.

No type shows which credentials a constructor needs, since an environment variable may have each of
them. The constants of the service do, which stand in a private module of every package.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import griffe

from corrigenda.apidiff.changes import Change

_MODULES = ("_service", "_operations")


@dataclass(frozen=True, slots=True)
class Service:
    """The class of the client, its base URL, and the sets of credentials of which one suffices."""

    client: str
    url: str
    enough: tuple[frozenset[str], ...]


def compare_services(old: griffe.Module, new: griffe.Module) -> Iterator[Change]:
    """What a client needs now, and did not before."""
    before, after = _service(old), _service(new)
    if before is None or after is None:
        return
    path = f"{new.name}.{after.client}"
    if not all(any(one <= held for one in after.enough) for held in before.enough):
        sets = _words(before), _words(after)
        said = "needs other credentials"
        yield Change(True, "credentials-required", path, "__init__", "", said, *sets)
    if before.url != after.url:
        urls = before.url or "none", after.url or "none"
        said = "default changed"
        yield Change(not after.url, "service-url", path, "__init__", "base_url", said, *urls)


def _words(service: Service) -> str:
    sets = [" and ".join(sorted(one)) or "none" for one in service.enough]
    return " or ".join(sets) or "none"


def _service(module: griffe.Module) -> Service | None:
    """The constants of a service, as `Service(...)` in a private module has them."""
    for name in _MODULES:
        inner = module.members.get(name)
        found = inner.members.get("SERVICE") if isinstance(inner, griffe.Module) else None
        if isinstance(found, griffe.Attribute) and found.value is not None:
            call = ast.parse(str(found.value), mode="eval").body
            assert isinstance(call, ast.Call), "`SERVICE` is made by a call"
            return _read({one.arg: one.value for one in call.keywords})
    return None


def _read(given: dict[str | None, ast.expr]) -> Service:
    arguments = frozenset(_arguments(given.get("credentials")))
    security = given.get("security")
    enough = (arguments,) if security is None else _sets(_literal(security))
    return Service(str(_literal(given["name"])), str(_literal(given["base_url"])), enough)


def _sets(security: Any) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(str, one)) for one in security)


def _arguments(credentials: ast.expr | None) -> Iterator[str]:
    for one in ast.walk(credentials) if credentials is not None else ():
        if isinstance(one, ast.keyword) and one.arg == "argument":
            yield str(_literal(one.value))


def _literal(node: ast.expr) -> Any:
    return ast.literal_eval(node)
