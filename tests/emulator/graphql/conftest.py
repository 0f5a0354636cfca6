"""A small service of things and their owners, to test the GraphQL handler without a socket."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from corrigenda.emulator.exact import Json, Members
from corrigenda.emulator.exchange import Answer, Arrival
from corrigenda.emulator.graphql.documents import reader
from corrigenda.emulator.graphql.handler import GraphService, handle
from corrigenda.emulator.graphql.schema import compile_graph
from corrigenda.emulator.provider import Call, DeclinedError, Graph, Provider
from corrigenda.emulator.store import Store, Thing, open_store

SDL = """
scalar Amount
scalar Date
scalar DateTime
enum Colour { RED GREEN }
type Query {
  things(filter: ThingFilter): [Thing!]!
  thing(id: ID!): Thing
  strange(value: String): Thing
}
type Mutation {
  make(thing: ThingInput!): Thing
  refuse(why: String!): Thing
  spoil(name: String!): Thing
}
type Thing { id: ID! price: Amount! day: Date at: DateTime colour: Colour owner: Owner }
type Owner { name: String! }
input ThingInput { id: ID! price: Amount! day: Date at: DateTime }
input ThingFilter { and: [ThingFilter!] id: ID }
"""


def make(call: Call, given: Members) -> Json:
    asked = given["thing"]
    assert isinstance(asked, dict)
    thing = {"day": None, "at": None, "colour": None, **asked, "ownerName": "Ann"}
    call.shelf.add(Thing("thing", str(thing["id"]), thing))
    return thing


def refuse(_call: Call, given: Members) -> Json:
    raise DeclinedError(str(given["why"]), {"code": "NO"})


def spoil(call: Call, given: Members) -> Json:
    """Add a thing, and return one that the schema does not accept."""
    thing = make(call, {"thing": {"id": "spoilt", "price": 1}})
    assert isinstance(thing, dict)
    return {**thing, str(given["name"]): 1.5}


def owner(_call: Call, thing: Members) -> Json:
    return {"name": thing["ownerName"]}


def explain(kind: str, error: Members) -> Members:
    return {**error, "extensions": {"kind": kind}}


GRAPH = Graph(
    serves=SDL.replace("!", ""),
    scalars={"Amount": "decimal", "Date": "date", "DateTime": "date-time"},
    fields={
        "Query.things": lambda call, _given: [*call.shelf.all("thing")],
        "Query.thing": lambda call, given: call.shelf.get("thing", str(given["id"])),
        "Query.strange": lambda _call, given: {"id": 1, "price": given["value"]},
        "Mutation.make": make,
        "Mutation.refuse": refuse,
        "Mutation.spoil": spoil,
    },
    parts={"Thing.owner": owner},
    operations={"things": "list_things", "thing": "get_thing", "make": "make_thing"},
    explain=explain,
)


class Bench:
    """Send a request to a service as the ASGI application does."""

    def __init__(self, service: GraphService) -> None:
        self.service = service

    def arrive(
        self, body: bytes, method: str = "POST", path: str = "", **headers: str
    ) -> tuple[str | None, Answer]:
        usual = {"content_type": "application/json", "authorization": "Bearer me"}
        named = {name.replace("_", "-"): value for name, value in {**usual, **headers}.items()}
        given = tuple((name, value) for name, value in named.items() if value)
        return handle(self.service, Arrival(method, path, "", given, body))

    def send(self, query: str, **variables: Any) -> tuple[int, dict[str, Any]]:
        body = json.dumps({"query": query, "variables": variables})
        _, answer = self.arrive(body.encode())
        return answer.status, json.loads(answer.body)


@pytest.fixture
def engine() -> Iterator[Store]:
    engine = open_store("sqlite://")
    yield engine
    engine.dispose()


@pytest.fixture
def bench(engine: Store, tmp_path: Path) -> Callable[..., Bench]:
    """Make a bench; `sdl` is the merged schema, other arguments change the graph."""

    def make_bench(sdl: str = SDL, **changes: Any) -> Bench:
        file = tmp_path / "schema.graphql"
        file.write_text(sdl, encoding="utf-8")
        graph = replace(GRAPH, **changes)
        provider = Provider(
            graph=graph,
            refusal=lambda status, message: {"status": status, "message": message},
            documented=lambda _samples: [],
            imagined=lambda _chance, _size: [],
        )
        schema = compile_graph(file, graph)
        shelves = partial(engine.shelf, "things", seed=())
        return Bench(GraphService(provider, graph, schema, reader(schema), shelves))

    return make_bench
