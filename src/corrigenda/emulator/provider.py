"""What a behaviour module says about its service, and how behaviour modules are found.

A provider is a module in the `providers` folder with a constant `PROVIDER`; there is no list of
them. Refuses to know HTTP's machinery: behaviour gets plain values and returns plain values.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import Literal, TypeAlias, cast

from . import providers
from .errors import EmulatorError
from .exact import Json, Members
from .samples import Sample
from .store import Shelf, Thing

ScalarKind: TypeAlias = Literal["decimal", "date", "date-time"]
ErrorKind: TypeAlias = Literal[
    "BAD_REQUEST",
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "OPERATION_RESOLUTION_FAILURE",
    "BAD_USER_INPUT",
    "UNDONE",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for.

    `path`: decoded path parameters by name; `query`: decoded pairs in wire order; `body`: members
    of the JSON body, already validated; `now`: aware, in UTC.
    """

    path: Mapping[str, str]
    query: tuple[tuple[str, str], ...]
    body: Members
    now: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """What the service answers: an HTTP status and a JSON value."""

    status: int
    body: Json


class RefusedError(Exception):
    """The service says no: an HTTP status of 400 or above, the reasons, and headers to send."""

    def __init__(
        self, status: int, *reasons: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, *reasons)
        self.status = status
        self.message = "; ".join(reasons)
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True)
class Route:
    """One method on one path.

    `template` stands below the provider's base URL; `operation` is the name in the merged schema;
    `takes_body` says that a JSON body is read and validated.
    """

    method: str
    template: str
    operation: str
    behave: Callable[[Asked, Shelf], Reply]
    takes_body: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """What a GraphQL resolver acts on: the tenant's shelf, and what came with the request.

    `headers`: those that `Graph.headers` names; `now`: aware, in UTC.
    """

    shelf: Shelf
    headers: Mapping[str, str]
    now: datetime


class DeclinedError(Exception):
    """A GraphQL field says no: the message and extensions of its error."""

    def __init__(self, message: str, extensions: Members) -> None:
        super().__init__(message)
        self.message = message
        self.extensions = extensions


@dataclass(frozen=True, slots=True)
class Graph:
    """What a service does behind one GraphQL endpoint.

    `serves`: SDL written by hand of all that the behaviour gives and reads; the merged schema must
    have it, of the same types, whatever else it has and whatever it lets be null. `scalars`: what
    the custom scalars are. `fields`: by coordinate (`Mutation.createInvoice`), what gives a field
    from its arguments; `parts`: what gives one from the object around it. `operations`: by the path
    of field names that asks for it (`company.projects`), the name of the operation.

    `explain` turns an error of a request, of a kind, into the service's form of it; `headers` (in
    lower case) must come with every request; `unscoped` is the answer to a token that lacks scope,
    a refusal with status 403 if it is None.
    """

    serves: str
    scalars: Mapping[str, ScalarKind]
    fields: Mapping[str, Callable[[Call, Members], Json]]
    operations: Mapping[str, str]
    explain: Callable[[ErrorKind, Members], Members]
    parts: Mapping[str, Callable[[Call, Members], Json]] = field(
        default_factory=dict[str, Callable[[Call, Members], Json]]
    )
    headers: tuple[str, ...] = ()
    unscoped: Reply | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """One service: its routes or its graph, the body of its refusals, and how its seeds are made.

    `documented` picks from the samples the objects that the service holds; `imagined` makes as
    many plausible ones as it is told, from the given source of chance and nothing else. `base` is
    what the base URL has behind the provider's name, `tracing` a header of every answer that gives
    it an id.
    """

    refusal: Callable[[int, str], Json]
    documented: Callable[[Sequence[Sample]], Sequence[Thing]]
    imagined: Callable[[Random, int], Sequence[Thing]]
    routes: tuple[Route, ...] = ()
    graph: Graph | None = None
    base: str = field(default="")
    tracing: str | None = None

    @property
    def operations(self) -> frozenset[str]:
        """The names of all operations."""
        graph = self.graph.operations.values() if self.graph else ()
        return frozenset([*(route.operation for route in self.routes), *graph])


def discover(names: Iterable[str] | None) -> dict[str, Provider]:
    """The providers of these names, sorted; all there are for None.

    Raises `EmulatorError` that lists the known ones for a name that is none of them.
    """
    known = sorted(module.name for module in iter_modules(providers.__path__))
    wanted = known if names is None else sorted(set(names))
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        wrong = f"no emulation of {', '.join(unknown)}" if unknown else "no provider was named"
        raise EmulatorError(wrong, f"choose from: {', '.join(known)}")
    return {name: _load(name) for name in wanted}


def _load(name: str) -> Provider:
    return cast(Provider, import_module(f"{providers.__name__}.{name}").PROVIDER)
