"""Fills the variables of a server's URL, such as ``https://{region}.example.com``.

A value can only be what its part of the URL is: it cannot turn a part of a host into another host,
a port or a path, through which a credential would go elsewhere. Only clients of services with
server variables import this.

Source: OpenAPI Specification 3.1.1, 4.8.5 and 4.8.6; RFC 3986, 3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from urllib.parse import quote

from .errors import ConfigurationError

Part: TypeAlias = Literal["scheme", "host", "port", "authority", "path", "root"]
"""Where a variable stands.

``authority`` is a whole host, with or without a port; ``root`` is a path that its value itself
begins with a slash.
"""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a server.

    Attributes:
        argument: argument of the constructor.
        name: name between the braces of the URL.
        default: its value if the argument is left out.
        part: where it stands.
        choices: the only values that it has; empty if there are others.
    """

    argument: str
    name: str
    default: str
    part: Part
    choices: tuple[str, ...] = ()


_SHAPES: Mapping[Part, tuple[re.Pattern[str], str]] = {
    "scheme": (re.compile(r"https?"), "http or https"),
    "host": (re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*"), "a part of a host name"),
    "port": (re.compile(r"[0-9]{1,5}"), "the number of a port"),
    "authority": (
        re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*(?::[0-9]{1,5})?"),
        "the name of a host, with or without a port",
    ),
    "path": (re.compile(r"[^\\\0-\x1f\x7f]*"), "a part of a path"),
    "root": (re.compile(r"(?:/[^\\\0-\x1f\x7f]*)?"), "a path that begins with a slash"),
}


def filled(url: str, variables: Sequence[Variable], given: Mapping[str, object]) -> str:
    """Return the URL of a server with a value for each of its variables.

    Args:
        url: URL of one server of a service.
        variables: those in the URL.
        given: values by argument; the others are the defaults.

    Raises:
        ConfigurationError: a value cannot stand where its variable does, or the server has no such
            variable.
        TypeError: a value is not a string.
    """
    for argument in given.keys() - {one.argument for one in variables}:
        reason = f"{argument}: the URL of this environment has no such part; leave it out"
        raise ConfigurationError(reason)
    for one in variables:
        url = url.replace(f"{{{one.name}}}", _value(one, given.get(one.argument, one.default)))
    return url


def _value(one: Variable, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{one.argument}: pass a str, not {type(value).__name__}")
    if one.choices and value not in one.choices:
        known = ", ".join(one.choices)
        raise ConfigurationError(f"{one.argument}: unknown value {value[:60]!r} (known: {known})")
    pattern, wanted = _SHAPES[one.part]
    if not pattern.fullmatch(value) or not {".", ".."}.isdisjoint(value.split("/")):
        raise ConfigurationError(f"{one.argument}: pass {wanted}")
    return quote(value, safe="/:" if one.part == "authority" else "/")
