"""Where a service is and which credentials it wants, whatever schema language describes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credential:
    """How a credential is given (an argument, a variable) and where it travels (a header).

    `fills` names an operation variable that it is the value of, too.
    """

    argument: str
    variable: str
    header: str
    prefix: str
    fills: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """Where the service is and what it wants to know of its caller.

    `environments` are addresses by name, the default first, where there is more than one.
    """

    base_url: str
    base_url_variable: str
    credentials: tuple[Credential, ...]
    environments: Mapping[str, str] = field(default_factory=dict[str, str])
