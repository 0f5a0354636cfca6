"""Puts a service together: its behaviour, its merged schema, and the shelves of its tenants."""

from collections.abc import Callable, Iterable
from functools import cache, partial

from . import rest
from .clock import Clock
from .contract import compile_contract
from .described import read_credentials
from .documents import read_document
from .emulated import Emulated
from .exchange import Arrival
from .routes import compile_routes
from .security import BEARER, Security, declared_carriers, names_of
from .seed import Seed, seed_things
from .store import Shelves, Thing
from .world import Handle, Service


def seeded(one: Emulated, seed: Seed | None, size: int) -> tuple[Thing, ...]:
    """Return the objects of a seed. Raises `EmulatorError`."""
    return seed_things(seed, one.name, one.provider, one.place.samples, size)


def make_service(one: Emulated, shelves: Shelves, clock: Clock) -> Service:
    """Return the running service of a provider. Raises `EmulatorError`."""
    if one.provider.graph:
        return _graph(one, shelves, clock)
    return _rest(one, shelves, clock)


def _graph(one: Emulated, shelves: Shelves, clock: Clock) -> Service:
    provider = one.provider
    assert provider.graph is not None
    security = read_credentials(one.place.described) if one.is_derived else BEARER
    handlers = cache(partial(_handlers, one, shelves, security, clock))
    if not one.is_ours:  # what is wrong with it is said at the start
        handlers()
    return Service(
        name=one.name,
        base=provider.base,
        tracing=provider.tracing,
        handle=lambda arrival: handlers()[0](arrival),
        meant=lambda arrival: handlers()[1](arrival),
        refusal=provider.refusal,
        methods=lambda path: [] if path else ["OPTIONS", "POST"],
        secrets=_secrets([security]) | set(provider.graph.headers),
        operations=one.bases,
        does={name: _selecting(path) for path, name in provider.graph.operations.items()},
    )


def _handlers(
    one: Emulated, shelves: Shelves, security: Security, clock: Clock
) -> tuple[Handle, Callable[[Arrival], str | None]]:
    """What handles a request of a GraphQL service, and what says what a request means.

    To import the library and to compile a schema takes longer than all else at a start, so it waits
    for the first request where it cannot go wrong.
    """
    from .graphql import handler as graph
    from .graphql.documents import reader
    from .graphql.schema import compile_graph

    provider = one.provider
    assert provider.graph is not None
    schema = one.schema or compile_graph(one.place.schema, provider.graph)
    service = graph.GraphService(
        provider, provider.graph, schema, reader(schema), shelves, security, clock
    )
    return partial(graph.handle, service), partial(graph.meant, service)


def _rest(one: Emulated, shelves: Shelves, clock: Clock) -> Service:
    provider, file = one.provider, one.place.schema
    bodies = {route.operation: route.takes_body for route in provider.routes}
    document = one.document or read_document(file)  # a large one takes seconds to read
    contract = compile_contract(document, bodies, str(file), is_open=one.is_derived)
    securities = [each.security for each in contract.values()]
    service = rest.RestService(
        explain=one.explain
        or (lambda _operation, status, message: provider.refusal(status, message)),
        contract=contract,
        routes=compile_routes(provider.routes),
        shelves=shelves,
        clock=clock,
        is_shared=one.is_derived and len(set(securities)) > 1,
    )
    return Service(
        name=one.name,
        base=provider.base,
        tracing=provider.tracing,
        handle=partial(rest.handle, service),
        meant=partial(rest.meant, service),
        refusal=provider.refusal,
        methods=partial(rest.methods, service),
        declares=partial(rest.declares, service),
        secrets=_secrets([*securities, declared_carriers(document)]),
        operations=one.bases,
        does={each.operation: f"{each.method} {each.template}" for each in provider.routes[::-1]},
    )


def _selecting(path: str) -> str:
    """The fields that an operation selects, as GraphQL writes them."""
    steps = path.split(".")
    return f"{{ {' { '.join(steps)} {'} ' * len(steps)}".strip()


def _secrets(securities: Iterable[Security]) -> frozenset[str]:
    """The headers, query parameters and cookies that hold credentials."""
    return frozenset(name for each in securities for name in names_of(each))
