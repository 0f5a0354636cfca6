"""What a client package knows of its service before any request: names, address, credentials.

Plain data, written once by the generator, and the settings that a constructor makes of it. It
refuses an address that would send a credential somewhere odd, and two addresses at once.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from msgspec import UnsetType

from .credentials import Credential, Secret, Unusable

if TYPE_CHECKING:
    import httpx2

Timeout: TypeAlias = "float | httpx2.Timeout | None | UnsetType"
"""Seconds, or httpx2's own finer form; None for no limit; UNSET for the default."""

DEFAULT_TIMEOUT = 30.0
"""Seconds, for each of connecting, sending and waiting, where we make the HTTP client."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service, as its package was generated for it.

    Attributes:
        name: class name of the client, as ``Acme``.
        base_url: where the documentation says it is.
        base_url_variable: environment variable that says otherwise.
        user_agent: name and version of the package.
        credentials: what every request carries.
        request_id_headers: headers of a response that may hold its id, in lower case, best first.
        environments: name -> address, the default first; empty where there is only one address.
    """

    name: str
    base_url: str
    base_url_variable: str
    user_agent: str
    credentials: tuple[Credential, ...] = ()
    request_id_headers: tuple[str, ...] = ("x-request-id",)
    environments: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Settings:
    """What one client was constructed with, checked."""

    service: Service
    base_url: str
    secrets: tuple[Secret, ...] = field(repr=False)
    timeout: Timeout
    strict: bool


def settle(
    service: Service,
    secrets: tuple[Secret, ...] | Unusable,
    base_url: str | None,
    timeout: Timeout,
    strict: bool,
    environment: str | None = None,
) -> Settings:
    """Check a constructor's arguments, and fill in from the environment what was not given.

    Raises:
        APIError: a credential is missing.
        TypeError: an argument of the wrong type.
        ValueError: an unusable base URL, timeout or credential, an environment that the service
            does not have, or both an environment and a base URL.
    """
    if isinstance(secrets, Unusable):
        raise secrets.kind(secrets.reason)
    return Settings(
        service=service,
        base_url=_base_url(service, base_url, environment),
        secrets=secrets,
        timeout=_timeout(timeout),
        strict=_strict(strict),
    )


def _base_url(service: Service, given: str | None, environment: str | None) -> str:
    if given is not None and environment is not None:
        raise ValueError("base_url= and environment= are two addresses: give one of them")
    if given is not None:
        return check_url(given, "base_url")
    if environment is not None:
        return _environment(service, environment)
    # What is in the process's environment counts least: an argument is nearer to what is meant.
    variable = service.base_url_variable
    from_variable = os.environ.get(variable)
    return check_url(from_variable, variable) if from_variable else service.base_url


def _environment(service: Service, name: str) -> str:
    _insist_on(str, name, "environment", "a str")
    known = service.environments
    if name in known:
        return known[name]
    if not known:
        raise ValueError(f"environment: {service.name} has only one; leave the argument out")
    close = get_close_matches(name, known, n=1)
    hint = f", did you mean {close[0]!r}?" if close else ""
    raise ValueError(f"environment: there is no {name!r}{hint} (known: {', '.join(known)})")


def check_url(url: str, source: str) -> str:
    """An http(s) address without anything that does not belong.

    Raises:
        TypeError: not a string.
        ValueError: says what is wrong and never shows the address, which may hold a password.
    """
    _insist_on(str, url, source, "a str")
    if wrong := _url_problem(url):
        raise ValueError(f"{source}: {wrong}")
    return url


def _url_problem(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (reading it checks it)
    except ValueError:
        return "not an address"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "give an address that starts with http:// or https://"
    if "@" in parts.netloc:
        return "a user name or password in the address would end up in logs; leave it out"
    if "?" in url or "#" in url:
        return "a base address has no query and no fragment"
    if not url.isascii() or any(c <= " " or c in "\x7f\\" for c in url):
        return "spaces, backslashes, control and non-ASCII characters must be encoded"
    return None


def _timeout(timeout: Timeout) -> Timeout:
    if timeout is None or isinstance(timeout, UnsetType):
        return timeout
    if isinstance(timeout, int | float) and not isinstance(timeout, bool):
        if not 0 < timeout < float("inf"):
            raise ValueError("timeout: give a positive number of seconds, or None for no limit")
        return timeout
    import httpx2  # slow to import, and whoever gives its Timeout has done so already

    _insist_on(httpx2.Timeout, timeout, "timeout", "seconds, an httpx2.Timeout or None")
    return timeout


def _strict(strict: bool) -> bool:
    _insist_on(bool, strict, "strict", "True or False")
    return strict


def _insist_on(kind: type, given: object, argument: str, wanted: str) -> None:
    if not isinstance(given, kind):
        raise TypeError(f"{argument}: give {wanted}, not {type(given).__name__}")
