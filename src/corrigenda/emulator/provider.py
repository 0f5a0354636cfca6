"""The types with which a behaviour describes its service, and the discovery of behaviours.

A provider is a package in the `providers` folder with a constant `PROVIDER`; there is no other
list. Behaviours take and return plain values, so they do not depend on the HTTP stack.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import Final, Literal, TypeAlias, cast

from msgspec import Struct, field

from . import providers
from .clock import new_uuid
from .errors import EmulatorError
from .exact import Json, Members
from .samples import Sample
from .store import Fields, Shelf, Thing

BASIS: Final = "X-Emulated-From"
"""The response header that says what a response is made of that no behaviour gave."""

ScalarKind: TypeAlias = Literal["decimal", "date", "date-time"]
ErrorKind: TypeAlias = Literal[
    "BAD_REQUEST",
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "OPERATION_RESOLUTION_FAILURE",
    "BAD_USER_INPUT",
    "UNDONE",
]


class Asked(Struct, frozen=True):
    """A REST request as a behaviour sees it.

    `path`: decoded path parameters by name; `query`: decoded pairs in wire order; `body`: the
    members of the JSON body, already validated; `now`: aware, in UTC; `new_id`: makes the id of a
    new object, a UUID in text; `media_type`: that of the body.
    """

    path: Mapping[str, str]
    query: tuple[tuple[str, str], ...]
    body: Members
    now: datetime
    new_id: Callable[[], str] = new_uuid
    media_type: str = ""


class Reply(Struct, frozen=True):
    """The response of a service: an HTTP status, a JSON value and headers.

    `basis` says what a response is made of that no behaviour gave: `example`, say.
    """

    status: int
    body: Json
    headers: Mapping[str, str] = {}
    basis: str = ""


class RefusedError(Exception):
    """The service rejects a request: an HTTP status of 400 or above, the reasons, extra headers."""

    def __init__(
        self, status: int, *reasons: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, *reasons)
        self.status = status
        self.message = "; ".join(reasons)
        self.headers = dict(headers or {})


Behave: TypeAlias = Callable[[Asked, Shelf], Reply]
"""Does what an operation does, and gives its response."""


class Route(Struct, frozen=True):
    """One method on one path.

    `template` is relative to the provider's base URL; `operation` is the name in the merged schema;
    `takes_body` says whether a JSON body is read and validated; `needs_body` whether it must be
    there.
    """

    method: str
    template: str
    operation: str
    behave: Behave
    takes_body: bool = False
    needs_body: bool = True


class Call(Struct, frozen=True):
    """The context of a GraphQL resolver.

    `shelf`: the tenant's; `headers`: those that `Graph.headers` names; `now`: aware, in UTC;
    `new_id`: makes the id of a new object, a UUID in text; `bases`: collects what the response is
    made of that no behaviour gave, for the header `BASIS`.
    """

    shelf: Shelf
    headers: Mapping[str, str]
    now: datetime
    new_id: Callable[[], str] = new_uuid
    bases: set[str] = field(default_factory=set[str])


class DeclinedError(Exception):
    """A GraphQL field fails, with the message and the extensions of its error."""

    def __init__(self, message: str, extensions: Members) -> None:
        super().__init__(message)
        self.message = message
        self.extensions = extensions


class Graph(Struct, frozen=True):
    """The behaviour of a service behind one GraphQL endpoint.

    `serves`: hand-written SDL of everything that the behaviour reads and returns; the merged schema
    must contain it with the same types, nullability aside. `scalars`: the kinds of the custom
    scalars. `fields`: resolvers that take the field's arguments, by coordinate
    (`Mutation.createInvoice`); `parts`: resolvers that take the parent object. `operations`: the
    names of the operations, by the path of field names that selects them (`company.projects`).

    `explain` converts an error of a request to the service's own form; `headers` (in lower case)
    are required on every request; `unscoped` is the response to a token that lacks scope, or None
    for a refusal with status 403.
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


class Provider(Struct, frozen=True):
    """One service: its routes or its graph, the body of its refusals, and its seeds.

    `documented` takes the objects that the service holds from the samples; `imagined` makes the
    given number of plausible ones, from the given random source only. `base` is the part of the
    base URL after the provider's name; `tracing` is a header that gives every response an id.
    `bases` says what each operation is emulated from: a `sample` of a response, a `table`, `prose`,
    or nothing (`assumed`).
    `indexed` says by which fields the store finds and sorts the objects of a kind.
    """

    refusal: Callable[[int, str], Json]
    documented: Callable[[Sequence[Sample]], Sequence[Thing]]
    imagined: Callable[[Random, int], Sequence[Thing]]
    routes: tuple[Route, ...] = ()
    graph: Graph | None = None
    base: str = field(default="")
    tracing: str | None = None
    bases: Mapping[str, str] = field(default_factory=dict[str, str])
    indexed: Mapping[str, Fields] = field(default_factory=dict[str, Fields])

    @property
    def operations(self) -> frozenset[str]:
        """The names of all operations."""
        graph = self.graph.operations.values() if self.graph else ()
        return frozenset([*(route.operation for route in self.routes), *graph])


def discover(names: Iterable[str] | None) -> dict[str, Provider]:
    """Return the providers with these names, sorted by name, or all of them for None.

    Raises `EmulatorError`, which lists the known ones, for an unknown name.
    """
    known = sorted(module.name for module in iter_modules(providers.__path__))
    wanted = known if names is None else sorted(set(names))
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        wrong = f"unknown provider: {', '.join(unknown)}" if unknown else "no provider is named"
        raise EmulatorError(wrong, choice(unknown, known))
    return {name: _load(name) for name in wanted}


def choice(unknown: Sequence[str], known: Sequence[str]) -> str:
    """What to write instead of an unknown name: the nearest one, and all that are known."""
    from difflib import get_close_matches  # seldom needed

    near = get_close_matches(unknown[0], known, 1) if unknown else []
    return (f"did you mean `{near[0]}`? " if near else "") + f"choose from: {', '.join(known)}"


def _load(name: str) -> Provider:
    return cast(Provider, import_module(f"{providers.__name__}.{name}").PROVIDER)
