"""The base URL and credentials of a service, the same for every schema language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credential:
    """Where a credential comes from (argument, environment variable) and its request header.

    `fills` names an operation variable that also gets its value.
    """

    argument: str
    variable: str
    header: str
    prefix: str
    fills: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """The base URL and credentials of a service.

    `environments` are base URLs by name, the default first; empty if there is only one.
    """

    base_url: str
    base_url_variable: str
    credentials: tuple[Credential, ...]
    environments: Mapping[str, str] = field(default_factory=dict[str, str])
