"""The constants of a service (names, base URL, credentials), and the settings of a client.

The generator writes the constants; a constructor combines them with its arguments. A base URL that
could send a credential to the wrong place is rejected, and so are a base URL and an environment
together.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from msgspec import UnsetType

from .credentials import Credential, Secret, Unusable
from .errors import ConfigurationError

if TYPE_CHECKING:
    import httpx2

Timeout: TypeAlias = "float | httpx2.Timeout | None | UnsetType"
"""Seconds, or an ``httpx2.Timeout``; None for no limit; UNSET for the default."""

DEFAULT_TIMEOUT = 30.0
"""Seconds, each for connecting, sending and receiving, if we create the HTTP client."""

DEFAULT_DEADLINE = 60.0
"""Seconds for a whole call."""

DEFAULT_MAX_RESPONSE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Service:
    """The constants of one service.

    Attributes:
        name: class name of the client, such as ``Acme``.
        base_url: the documented base URL.
        base_url_variable: environment variable that overrides it.
        user_agent: name and version of the package.
        credentials: credentials of every request.
        request_id_headers: response headers that may hold the request id, in lower case, best
            first.
        environments: name -> base URL, the default first; empty if there is only one.
        reason_places: where error bodies give the reason, such as ``fault.error[].detail``; the
            usual places are looked at after these.
    """

    name: str
    base_url: str
    base_url_variable: str
    user_agent: str
    credentials: tuple[Credential, ...] = ()
    request_id_headers: tuple[str, ...] = ("x-request-id",)
    environments: Mapping[str, str] = field(default_factory=dict[str, str])
    reason_places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """The checked settings of one client."""

    service: Service
    base_url: str
    secrets: tuple[Secret, ...] = field(repr=False)
    timeout: Timeout
    strict: bool
    deadline: float | None = DEFAULT_DEADLINE
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES


def settle(
    service: Service,
    secrets: tuple[Secret, ...] | Unusable,
    base_url: str | None,
    timeout: Timeout,
    strict: bool,
    environment: str | None = None,
    deadline: float | None = DEFAULT_DEADLINE,
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
) -> Settings:
    """Check a constructor's arguments, and take the rest from environment variables.

    Raises:
        ConfigurationError: a credential is missing; a base URL, timeout or credential is unusable;
            the service has no such environment; or both an environment and a base URL are given.
        TypeError: an argument has the wrong type.
    """
    if isinstance(secrets, Unusable):
        raise secrets.kind(secrets.reason)
    return Settings(
        service=service,
        base_url=_base_url(service, base_url, environment),
        secrets=secrets,
        timeout=_timeout(timeout),
        strict=_strict(strict),
        deadline=_deadline(deadline),
        max_response_bytes=_max_response_bytes(max_response_bytes),
    )


def _base_url(service: Service, given: str | None, environment: str | None) -> str:
    if given is not None and environment is not None:
        reason = "base_url= and environment= cannot be combined: pass only one of them"
        raise ConfigurationError(reason)
    if given is not None:
        return check_url(given, "base_url")
    if environment is not None:
        return _environment(service, environment)
    # The environment variable has the lowest precedence: an argument is more specific.
    variable = service.base_url_variable
    from_variable = os.environ.get(variable)
    return check_url(from_variable, variable) if from_variable else service.base_url


def _environment(service: Service, name: str) -> str:
    _insist_on(str, name, "environment", "a str")
    known = service.environments
    if name in known:
        return known[name]
    if not known:
        reason = f"environment: {service.name} has only one; leave the argument out"
        raise ConfigurationError(reason)
    from difflib import get_close_matches  # imported here because only mistakes need it

    close = get_close_matches(name, known, n=1)
    hint = f", did you mean {close[0]!r}?" if close else ""
    reason = f"unknown name {name!r}{hint} (known: {', '.join(known)})"
    raise ConfigurationError(f"environment: {reason}")


def check_url(url: str, source: str) -> str:
    """Return a URL if it can be used as a base URL.

    Raises:
        TypeError: it is not a string.
        ConfigurationError: it is not usable; the message never shows it, since it may hold a
            password.
    """
    _insist_on(str, url, source, "a str")
    if wrong := _url_problem(url):
        raise ConfigurationError(f"{source}: {wrong}")
    return url


def _url_problem(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (reading it checks it)
    except ValueError:
        return "not a valid URL"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "the URL must start with http:// or https:// and name a host"
    if "@" in parts.netloc:
        return "remove the user name or password from the URL; they would end up in logs"
    if "?" in url or "#" in url:
        return "a base URL cannot have a query or a fragment"
    if not url.isascii() or any(c <= " " or c in "\x7f\\" for c in url):
        return "spaces, backslashes, control and non-ASCII characters must be percent-encoded"
    return f"the URL {problem}" if (problem := host_problem(parts.hostname)) else None


def host_problem(host: str) -> str | None:
    """Return why no host can have this name. Python looks no such name up, but raises an error."""
    labels = host.removesuffix(".").split(".")
    if not host or not all(labels):
        return "names no host, or has an empty part in its host name"
    if any(len(label) > 63 for label in labels):
        return "has a host name with a part of more than 63 characters"
    return None


def _timeout(timeout: Timeout) -> Timeout:
    if timeout is None or isinstance(timeout, UnsetType):
        return timeout
    if isinstance(timeout, int | float) and not isinstance(timeout, bool):
        if not 0 < timeout < float("inf"):
            reason = "timeout: pass a positive number of seconds, or None for no limit"
            raise ConfigurationError(reason)
        return timeout
    import httpx2  # slow to import; a caller who passes its Timeout has already imported it

    _insist_on(httpx2.Timeout, timeout, "timeout", "seconds, an httpx2.Timeout or None")
    return timeout


def _deadline(deadline: object) -> float | None:
    if deadline is None:
        return None
    if not isinstance(deadline, int | float) or isinstance(deadline, bool):
        kind = type(deadline).__name__
        raise TypeError(f"deadline: pass seconds, or None for no limit, not {kind}")
    if not 0 < deadline < float("inf"):
        raise ConfigurationError("deadline: pass a positive number of seconds, or None")
    return float(deadline)


def _max_response_bytes(most: object) -> int:
    if not isinstance(most, int) or isinstance(most, bool):
        raise TypeError(f"max_response_bytes: pass an int, not {type(most).__name__}")
    if most < 1:
        raise ConfigurationError("max_response_bytes: pass a positive number of bytes")
    return most


def _strict(strict: bool) -> bool:
    _insist_on(bool, strict, "strict", "True or False")
    return strict


def _insist_on(kind: type, given: object, argument: str, wanted: str) -> None:
    if not isinstance(given, kind):
        raise TypeError(f"{argument}: pass {wanted}, not {type(given).__name__}")
