"""Puts a world together: the services with their merged schemas, the store, and the controls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import rest
from .clock import Clock
from .contract import compile_contract
from .documents import read_yaml
from .graphql import handler as graph
from .graphql.documents import reader
from .graphql.schema import compile_graph
from .provider import Provider
from .schema import Place, locate
from .security import BEARER, Security
from .seed import Seed, seed_things
from .store import Shelves, Thing
from .world import Service


@dataclass(frozen=True, slots=True)
class Emulated:
    """A provider with the place of its files."""

    name: str
    provider: Provider
    place: Place

    def seeded(self, seed: Seed | None, size: int) -> tuple[Thing, ...]:
        """The objects of a seed. Raises `EmulatorError`."""
        return seed_things(seed, self.name, self.provider, self.place.samples, size)


def find(providers: Mapping[str, Provider], data: Path | None) -> list[Emulated]:
    """Find the files of each provider. Raises `EmulatorError` if one has no merged schema."""
    return [
        Emulated(name, one, locate(name, data, "schema.graphql" if one.graph else "openapi.yaml"))
        for name, one in providers.items()
    ]


def make_service(one: Emulated, shelves: Shelves, clock: Clock) -> Service:
    """Return the running service of a provider. Raises `EmulatorError`."""
    if one.provider.graph:
        return _graph(one, shelves, clock)
    return _rest(one, shelves, clock)


def _graph(one: Emulated, shelves: Shelves, clock: Clock) -> Service:
    provider = one.provider
    assert provider.graph is not None
    schema = compile_graph(one.place.schema, provider.graph)
    service = graph.GraphService(provider, provider.graph, schema, reader(schema), shelves, clock)
    return Service(
        name=one.name,
        base=provider.base,
        tracing=provider.tracing,
        handle=partial(graph.handle, service),
        meant=partial(graph.meant, service),
        refusal=provider.refusal,
        methods=graph.methods,
        secrets=_secrets([BEARER]) | set(provider.graph.headers),
        operations=_bases(provider),
        does={name: _selecting(path) for path, name in provider.graph.operations.items()},
    )


def _rest(one: Emulated, shelves: Shelves, clock: Clock) -> Service:
    provider = one.provider
    bodies = {route.operation: route.takes_body for route in provider.routes}
    contract = compile_contract(read_yaml(one.place.schema), bodies, str(one.place.schema))
    service = rest.RestService(provider, contract, shelves, clock)
    return Service(
        name=one.name,
        base=provider.base,
        tracing=provider.tracing,
        handle=partial(rest.handle, service),
        meant=partial(rest.meant, service),
        refusal=provider.refusal,
        methods=partial(rest.methods, service),
        secrets=_secrets([each.security for each in contract.values()]),
        operations=_bases(provider),
        does={one.operation: f"{one.method} {one.template}" for one in provider.routes[::-1]},
    )


def _bases(provider: Provider) -> dict[str, str]:
    """What each operation is emulated from."""
    return {name: provider.bases.get(name, "assumed") for name in sorted(provider.operations)}


def _selecting(path: str) -> str:
    """The fields that an operation selects, as GraphQL writes them."""
    steps = path.split(".")
    return f"{{ {' { '.join(steps)} {'} ' * len(steps)}".strip()


def _secrets(securities: Sequence[Security]) -> frozenset[str]:
    """The headers, query parameters and cookies that hold credentials."""
    carriers = (one for each in securities for group in each for one in group)
    return frozenset("cookie" if one.place == "cookie" else one.name for one in carriers)
