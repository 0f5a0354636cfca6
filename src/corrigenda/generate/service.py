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
class ServerVariable:
    """A variable in a base URL, as the runtime takes it.

    `part` is where it stands in the URL; `choices` are its only values, empty if there are others.
    """

    argument: str
    name: str
    default: str
    part: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServerArgument:
    """An argument of the constructor, which is a variable of one or more base URLs."""

    name: str
    default: str
    choices: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Service:
    """The base URL and credentials of a service.

    `base_url` is empty if the schema names no host; `relative` is then the path that it gives.
    `environments` are base URLs by name, the default first; empty if there is only one. `variables`
    are those in each base URL, and `server_arguments` the arguments for them.
    """

    base_url: str
    base_url_variable: str
    credentials: tuple[Credential, ...]
    environments: Mapping[str, str] = field(default_factory=dict[str, str])
    relative: str = ""
    variables: Mapping[str, tuple[ServerVariable, ...]] = field(
        default_factory=dict[str, tuple[ServerVariable, ...]]
    )
    server_arguments: tuple[ServerArgument, ...] = ()
