"""Send requests to a derived service without a socket, as the ASGI application does."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeAlias

from sqlalchemy import Engine

from corrigenda.emulator import exact
from corrigenda.emulator.derive_graphql import Derived, derive_graph
from corrigenda.emulator.exchange import Answer, Arrival
from corrigenda.emulator.graphql.documents import reader
from corrigenda.emulator.graphql.handler import GraphService, handle
from corrigenda.emulator.store import Thing

Json: TypeAlias = Any


@dataclass(frozen=True)
class Desk:
    """One tenant of a derived service."""

    derived: Derived
    service: GraphService

    def answer(self, query: str, variables: Mapping[str, Json]) -> tuple[str | None, Answer]:
        body = exact.encode({"query": query, "variables": dict(variables)})
        given = (("content-type", "application/json"), ("authorization", "Bearer me"))
        return handle(self.service, Arrival("POST", "", "", given, body))

    def send(self, query: str, **variables: Json) -> Json:
        """Return the body of a response."""
        _, answer = self.answer(query, variables)
        assert answer.status != 500, answer.body
        return exact.decode(answer.body)

    def ask(self, query: str, **variables: Json) -> Json:
        """Return the data of a response without errors."""
        body = self.send(query, **variables)
        assert body.keys() == {"data"}, json.dumps(body, default=str)
        return body["data"]


@cache
def derived_from(sdl: str, operations: tuple[tuple[str, str], ...] = ()) -> Derived:
    return derive_graph(sdl, dict(operations))


def desk(
    engine: Engine,
    sdl: str,
    operations: Mapping[str, str] | None = None,
    seed: Sequence[Thing] = (),
    name: str = "derived",
) -> Desk:
    derived = derived_from(sdl, tuple((operations or {}).items()))
    assert derived.provider.graph is not None
    shelves = partial(engine.shelf, name, seed=seed)
    read = reader(derived.schema)
    service = GraphService(derived.provider, derived.provider.graph, derived.schema, read, shelves)
    return Desk(derived, service)
