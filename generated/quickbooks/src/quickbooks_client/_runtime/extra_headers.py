"""Checks the headers that a caller adds to requests.

A header that the client itself is responsible for is refused: with another credential a request
would act for another account, and with another length or host it would be read as another request.

Source: RFC 9110, 5.1 (names) and 5.5 (values).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec.structs import replace

from .call import Call
from .errors import ConfigurationError
from .retries import idempotency_key

if TYPE_CHECKING:
    from .service import Service, Settings

T = TypeVar("T")

_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = re.compile(r"(?:[!-~](?:[\t -~]*[!-~])?)?")

_OURS = frozenset(
    ("host", "content-length", "transfer-encoding", "authorization", "proxy-authorization")
)


def checked_headers(service: Service, given: object) -> dict[str, str]:
    """Return the headers of ``extra_headers``.

    Raises:
        TypeError: it is not a mapping of strings.
        ConfigurationError: a name or a value is not one of a header, or a header is refused. No
            message shows a value.
    """
    if not isinstance(given, Mapping):
        raise TypeError(f"extra_headers: pass a dict, not {type(given).__name__}")
    headers = cast("Mapping[object, object]", given)
    refused = _OURS | {one.name.lower() for one in service.credentials if one.place == "header"}
    return dict(_checked(name, headers[name], refused) for name in headers)


def with_headers(
    settings: Settings, call: Call[T], extra_headers: Mapping[str, str] | None
) -> Call[T]:
    """Return a call with the headers of its client, of its parameters and of this one call.

    Each replaces those of the same name before it, except for cookies, which are sent together.

    Raises:
        TypeError, ConfigurationError: see ``checked_headers``.
    """
    if extra_headers is None and not settings.extra_headers and not call.idempotency_header:
        return call
    added = {} if extra_headers is None else checked_headers(settings.service, extra_headers)
    headers = merged_headers(settings.extra_headers, added)
    if call.headers:
        headers = _with_parameters(settings.extra_headers, call.headers, added)
    name = call.idempotency_header
    if name and name.lower() not in map(str.lower, headers):
        headers = {**headers, name: idempotency_key()}
    return replace(call, headers=headers)


def _with_parameters(
    ours: Mapping[str, str], parameters: Mapping[str, str], added: Mapping[str, str]
) -> dict[str, str]:
    headers = merged_headers(merged_headers(ours, parameters), added)
    given = (ours, parameters, added)
    cookies = [one[name] for one in given for name in one if name.lower() == "cookie"]
    if len(cookies) < 2:
        return headers
    from .placing import joined_cookies  # imported here because few calls need it

    return merged_headers(headers, {"Cookie": functools.reduce(joined_cookies, cookies)})


def merged_headers(headers: Mapping[str, str], added: Mapping[str, str]) -> dict[str, str]:
    """Return headers with others added, which replace those of the same name in any case."""
    replaced = {name.lower() for name in added}
    kept = {name: value for name, value in headers.items() if name.lower() not in replaced}
    return {**kept, **added}


def _checked(name: object, value: object, refused: frozenset[str]) -> tuple[str, str]:
    if not isinstance(name, str):
        raise TypeError(f"extra_headers: a name must be a str, not {type(name).__name__}")
    if not _NAME.fullmatch(name):
        raise ConfigurationError(f"extra_headers: {name[:60]!r} is not the name of a header")
    if name.lower() in refused:
        raise ConfigurationError(f"extra_headers: the client itself sets {name}")
    if not isinstance(value, str):
        kind = type(value).__name__
        raise TypeError(f"extra_headers: the value of {name} must be a str, not {kind}")
    if not _VALUE.fullmatch(value):
        why = "must be printable ASCII, without spaces at its start and end"
        raise ConfigurationError(f"extra_headers: the value of {name} {why}")
    return name, value
