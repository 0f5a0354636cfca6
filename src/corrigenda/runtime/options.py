"""Checks the options of a client, once, when they are given.

A constructor sets them for a client, and ``with_options`` for a view of it. A wrong value raises
an error that names the argument, before anything is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, UnsetType

from .credentials import Given, Secret, Unusable, hold
from .errors import ConfigurationError
from .extra_headers import checked_headers, merged_headers
from .service import Service, Settings, Timeout, choose_url

if TYPE_CHECKING:
    from .alternatives import Chooser

MOST_RETRIES = 100


def settle(
    service: Service,
    secrets: tuple[Secret, ...] | Unusable,
    base_url: str | None = None,
    environment: str | None = None,
    server: Any = None,
    **options: object,
) -> Settings:
    """Check a constructor's arguments, and take the rest from environment variables.

    Args:
        service: the service.
        secrets: the credentials, or why one is unusable.
        base_url: overrides the service's base URL and its environment variable.
        environment: name of one of the service's environments.
        server: values of the variables in the service's base URL, by argument, or None.
        options: the options of ``Settings`` by name; UNSET for the default.

    Raises:
        ConfigurationError: a credential is missing; a base URL, option or credential is unusable;
            the service has no such environment; or both an environment and a base URL are given.
        TypeError: an argument has the wrong type.
    """
    if isinstance(secrets, Unusable):
        raise secrets.kind(secrets.reason)
    url = choose_url(service, base_url, environment, server)
    settings = Settings(service, url, secrets, chooser=_chooser(service, secrets))
    return changed(settings, options)


def hold_for(service: Service, given: Mapping[str, Given]) -> tuple[Secret, ...] | Unusable:
    """Take the credentials of a client from its arguments and from environment variables.

    Returns:
        The secrets; or the reason why they are not enough, or why one is unusable.
    """
    if service.security is None:
        return hold(service.credentials, given)
    from .alternatives import hold_enough  # imported here because few services need it

    return hold_enough(service.credentials, given, service.security)


def _chooser(service: Service, secrets: tuple[Secret, ...]) -> Chooser | None:
    if service.security is None:
        return None
    from .alternatives import Chooser  # imported here because few services need it

    return Chooser(service.credentials, secrets, service.security)


def changed(settings: Settings, options: Mapping[str, object]) -> Settings:
    """Return the settings with the options that are not UNSET.

    Raises:
        ConfigurationError: a number is out of range, or a header cannot be set.
        TypeError: an option has the wrong type.
    """
    given = {name: value for name, value in options.items() if value is not UNSET}
    headers = given.pop("extra_headers", UNSET)
    checked = {name: _CHECKS[name](value) for name, value in given.items()}
    if headers is None:
        checked["extra_headers"] = {}
    elif headers is not UNSET:
        added = checked_headers(settings.service, headers)
        checked["extra_headers"] = merged_headers(settings.extra_headers, added)
    return replace(settings, **checked)


def timeout(given: Any) -> Timeout:
    """Check a time-out: seconds, an ``httpx2.Timeout``, None, or UNSET for the default."""
    if given is None or isinstance(given, UnsetType):
        return given
    if isinstance(given, int | float) and not isinstance(given, bool):
        if not 0 < given < float("inf"):
            reason = "timeout: pass a positive number of seconds, or None for no limit"
            raise ConfigurationError(reason)
        return given
    import httpx2  # slow to import; a caller who passes its Timeout has already imported it

    if not isinstance(given, httpx2.Timeout):
        kind = type(given).__name__
        raise TypeError(f"timeout: pass seconds, an httpx2.Timeout or None, not {kind}")
    return given


def deadline(given: object) -> float | None:
    """Check a deadline: seconds, or None."""
    if given is None:
        return None
    if not isinstance(given, int | float) or isinstance(given, bool):
        kind = type(given).__name__
        raise TypeError(f"deadline: pass seconds, or None for no limit, not {kind}")
    if not 0 < given < float("inf"):
        raise ConfigurationError("deadline: pass a positive number of seconds, or None")
    return float(given)


def max_response_bytes(given: object) -> int:
    """Check the size of the largest response."""
    if not isinstance(given, int) or isinstance(given, bool):
        raise TypeError(f"max_response_bytes: pass an int, not {type(given).__name__}")
    if given < 1:
        raise ConfigurationError("max_response_bytes: pass a positive number of bytes")
    return given


def max_retries(given: object) -> int:
    """Check how often a request may be repeated."""
    if not isinstance(given, int) or isinstance(given, bool):
        raise TypeError(f"max_retries: pass an int, not {type(given).__name__}")
    if not 0 <= given <= MOST_RETRIES:
        raise ConfigurationError(f"max_retries: pass a number from 0 to {MOST_RETRIES}")
    return given


def strict(given: Any) -> bool:
    """Check a flag."""
    if not isinstance(given, bool):
        raise TypeError(f"strict: pass True or False, not {type(given).__name__}")
    return given


def callback(name: str, given: Any) -> Callable[[Any], object] | None:
    """Check a callable that gets one argument, or None."""
    from inspect import iscoroutinefunction

    if given is None:
        return None
    if not callable(given):
        raise TypeError(f"{name}: pass a callable or None, not {type(given).__name__}")
    if iscoroutinefunction(given):
        raise TypeError(f"{name}: pass a plain function, not a coroutine function")
    found: Callable[[Any], object] = given
    return found


_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "timeout": timeout,
    "deadline": deadline,
    "max_retries": max_retries,
    "max_response_bytes": max_response_bytes,
    "strict": strict,
    "on_drift": lambda given: callback("on_drift", given),
    "on_event": lambda given: callback("on_event", given),
}
