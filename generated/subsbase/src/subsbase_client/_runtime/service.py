"""The constants of a service (names, base URL, credentials), and the settings of a client.

The generator writes the constants; a constructor combines them with its arguments. A base URL that
could send a credential to the wrong place is rejected, and so are a base URL and an environment
together.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from msgspec import UNSET, UnsetType

from .credentials import Credential, Secret
from .errors import ConfigurationError

if TYPE_CHECKING:
    import httpx2

    from .alternatives import Chooser
    from .grants import Alternatives, Asking
    from .servers import Variable

Timeout: TypeAlias = "float | httpx2.Timeout | None | UnsetType"
"""Seconds, or an ``httpx2.Timeout``; None for no limit; UNSET for the default."""

DEFAULT_TIMEOUT = 30.0
"""Seconds, each for connecting, sending and receiving, if we create the HTTP client."""

DEFAULT_DEADLINE = 60.0
"""Seconds for a whole call."""

DEFAULT_MAX_RESPONSE_BYTES = 64 * 1024 * 1024

DEFAULT_MAX_RETRIES = 2
"""How many times a call is sent again."""


@dataclass(frozen=True, slots=True)
class Service:
    """The constants of one service.

    Attributes:
        name: class name of the client, such as ``Acme``.
        base_url: the documented base URL; empty if the schema names no host.
        base_url_variable: environment variable that overrides it.
        user_agent: name and version of the package.
        credentials: its credentials.
        security: the sets of credentials, by argument, one of which a client needs, and which its
            calls send unless they say otherwise. None if every call sends every credential.
        request_id_headers: response headers that may hold the request id, in lower case, best
            first.
        environments: name -> base URL, the default first; empty if there is only one.
        variables: base URL -> the variables in it.
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
    variables: Mapping[str, tuple[Variable, ...]] = field(
        default_factory=dict[str, "tuple[Variable, ...]"]
    )
    security: Alternatives | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The checked settings of one client.

    ``secrets`` are all that it has, and every call sends all of them if there is no ``chooser``.
    """

    service: Service
    base_url: str
    secrets: tuple[Secret, ...] = field(repr=False)
    timeout: Timeout = UNSET
    strict: bool = False
    deadline: float | None = DEFAULT_DEADLINE
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES
    max_retries: int = DEFAULT_MAX_RETRIES
    extra_headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    on_drift: Callable[[Any], object] | None = None
    on_event: Callable[[Any], object] | None = None
    chooser: Chooser | None = field(default=None, repr=False)

    def secrets_of(self, call: Asking) -> tuple[Secret, ...]:
        """Return the secrets that a call sends.

        Raises:
            ConfigurationError: the client lacks a credential that it needs.
        """
        return self.secrets if self.chooser is None else self.chooser.choose(call)

    def without_secrets(self) -> Settings:
        """Return the settings of a request that is not one of the service's operations."""
        return replace(self, secrets=(), chooser=None)


def choose_url(
    service: Service,
    given: str | None,
    environment: str | None,
    server: Mapping[str, str | None] | None = None,
) -> str:
    """Return the base URL of a client: an argument, an environment variable, or the documented one.

    Args:
        service: the service.
        given: base URL of the caller, complete as it is.
        environment: name of one of the service's environments.
        server: values of the variables in the documented URL, by argument; None for the default.

    Raises:
        ConfigurationError: a URL is unusable or missing, the service has no such environment, a
            value cannot stand where its variable does, or a URL is given beside one of these.
        TypeError: an argument has the wrong type.
    """
    values = {name: value for name, value in (server or {}).items() if value is not None}
    others = [*(["environment"] if environment is not None else []), *values]
    if given is not None and others:
        reason = f"base_url= and {others[0]}= cannot be combined: pass only one of them"
        raise ConfigurationError(reason)
    if given is not None:
        return check_url(given, "base_url")
    # The environment variable has the lowest precedence: an argument is more specific.
    variable = service.base_url_variable
    if not others and (from_variable := os.environ.get(variable)):
        return check_url(from_variable, variable)
    url = service.base_url if environment is None else _environment(service, environment)
    if not url:
        reason = f"the schema names no host: pass base_url= or set {variable}"
        raise ConfigurationError(reason)
    return _filled(service, url, values) if service.variables else url


def _filled(service: Service, url: str, values: Mapping[str, object]) -> str:
    from .servers import filled  # imported here because few services have variables

    variables = service.variables.get(url, ())
    return check_url(filled(url, variables, values), ", ".join(values) or "environment")


def _environment(service: Service, name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"environment: pass a str, not {type(name).__name__}")
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


def check_url(url: object, source: str) -> str:
    """Return a URL if it can be used as a base URL.

    Raises:
        TypeError: it is not a string.
        ConfigurationError: it is not usable; the message never shows it, since it may hold a
            password.
    """
    if not isinstance(url, str):
        raise TypeError(f"{source}: pass a str, not {type(url).__name__}")
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
