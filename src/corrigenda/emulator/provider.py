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
from typing import cast

from . import providers
from .errors import EmulatorError
from .exact import Json, Members
from .samples import Sample
from .store import Shelf, Thing


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
class Provider:
    """One service: its routes, the body of its refusals, and how its seeds are made.

    `documented` picks from the samples the objects that the service holds; `imagined` makes as
    many plausible ones as it is told, from the given source of chance and nothing else. `base` is
    what the base URL has behind the provider's name.
    """

    routes: tuple[Route, ...]
    refusal: Callable[[int, str], Json]
    documented: Callable[[Sequence[Sample]], Sequence[Thing]]
    imagined: Callable[[Random, int], Sequence[Thing]]
    base: str = field(default="")


def discover(names: Iterable[str] | None) -> dict[str, Provider]:
    """The providers of these names, sorted; all there are for None.

    A module whose name starts with an underscore is a part of a provider, not one. Raises
    `EmulatorError` that lists the known ones for a name that is none of them.
    """
    modules = (module.name for module in iter_modules(providers.__path__))
    known = sorted(name for name in modules if not name.startswith("_"))
    wanted = known if names is None else sorted(set(names))
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        wrong = f"no emulation of {', '.join(unknown)}" if unknown else "no provider was named"
        raise EmulatorError(wrong, f"choose from: {', '.join(known)}")
    return {name: _load(name) for name in wanted}


def _load(name: str) -> Provider:
    return cast(Provider, import_module(f"{providers.__name__}.{name}").PROVIDER)
