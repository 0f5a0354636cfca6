"""The base URL and credentials of a service, the same for every schema language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Alternatives: TypeAlias = tuple[tuple[str, ...], ...]
"""Sets of credentials by argument, one of which a call sends."""

_WORDS: Mapping[str, str] = {
    "query": "the API key, sent in the query as `{name}`",
    "cookie": "the API key, sent in the cookie `{name}`",
}


@dataclass(frozen=True, slots=True)
class Credential:
    """Where a credential comes from (argument, environment variable) and what carries it.

    `name` is that of a header, a query parameter or a cookie, as `place` says. A `basic` one is a
    part of HTTP basic, one for the `token_url` fetches a token. `fills` names an operation variable
    that also gets its value. `title` describes it, if the rest does not. `grant` is how a token is
    fetched with other credentials.
    """

    argument: str
    variable: str
    name: str
    prefix: str = ""
    fills: str | None = None
    place: Literal["header", "basic", "query", "cookie", "token_url"] = "header"
    may_be_empty: bool = False
    title: str = ""
    grant: "Grant | None" = None

    @property
    def words(self) -> str:
        """What it is, for people."""
        if self.title or self.place in _WORDS:
            return self.title or _WORDS[self.place].format(name=self.name)
        if self.prefix == "Bearer ":
            return "the bearer token"
        sent = f"{self.prefix}..." if self.prefix else ""
        return f"the value of the header `{self.name}`" + (f", sent as `{sent}`" if sent else "")

    @property
    def when(self) -> str:
        """When a function that returns it is called."""
        return "for every token" if self.place == "token_url" else "before every request"


@dataclass(frozen=True, slots=True)
class Grant:
    """The client credentials flow of OAuth2: the token URL, and the arguments that it takes."""

    url: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class CallSecurity:
    """What one operation sends: sets of credentials if they are not those of the service.

    `scopes` are those of tokens that are fetched, by argument, separated by spaces.
    """

    alternatives: Alternatives | None = None
    scopes: Mapping[str, str] = field(default_factory=dict[str, str])


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

    `environments` are base URLs by name, the default first; empty if there is only one. `security`
    are the sets of credentials one of which a client needs, None if every call sends all; `calls`
    has the operations that differ, by the name of the method. `base_url`
    is empty if the schema names no host; `relative` is then the path that it gives. `variables`
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
    security: Alternatives | None = None
    calls: Mapping[str, CallSecurity] = field(default_factory=dict[str, CallSecurity])

    @property
    def has_grant(self) -> bool:
        """Whether a client can fetch tokens."""
        return any(credential.grant for credential in self.credentials)

    @property
    def choices(self) -> list[str]:
        """What a client can be given, in Markdown: one line for each set of credentials."""
        grants = {one.argument: one.grant for one in self.credentials if one.grant}
        ways: list[tuple[str, ...]] = []
        for alternative in self.security or ():
            fetched = [grants[one] for one in alternative if one in grants]
            others = tuple(one for one in alternative if one not in grants)
            ways += [(each.client_id, each.client_secret, *others) for each in fetched]
            ways += [alternative]
        return [" and ".join(f"`{one}`" for one in way) or "none" for way in ways]
