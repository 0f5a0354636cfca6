"""The start fails, naming what is missing, if the schema lacks what the behaviour serves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corrigenda.emulator import EmulatorError
from corrigenda.emulator.graphql.schema import compile_graph
from tests.emulator.graphql.conftest import GRAPH, SDL, Bench


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("Thing { id: ID! price:", "Thing { id: ID! cost:", "Thing.price: Amount"),
        ("Thing { id: ID! price: Amount!", "Thing { id: ID! price: String!", "Thing.price: Amount"),
        ("things(filter: ThingFilter)", "things", "Query.things(filter:): ThingFilter"),
        ("thing(id: ID!)", "thing(id: String!)", "Query.thing(id:): ID"),
        ("[Thing!]!", "Thing", "Query.things: [Thing]"),
        (
            "make(thing: ThingInput!): Thing",
            "make(thing: ThingInput!): Owner",
            "Mutation.make: Thing",
        ),
        ("RED GREEN", "RED", "Colour.GREEN"),
        ("scalar Date\n", "enum Date { TODAY }\n", "Date"),
        ("{ and: [ThingFilter!] id: ID }", "{ id: ID }", "ThingFilter.and: [ThingFilter]"),
    ],
)
def test_what_is_missing_is_named(
    bench: Callable[..., Bench], old: str, new: str, missing: str
) -> None:
    assert old in SDL
    with pytest.raises(EmulatorError, match="merged schema lacks") as caught:
        bench(SDL.replace(old, new))
    assert caught.value.args[0].split("lacks: ")[1].split("\n")[0] == missing


def test_everything_missing_is_named_at_once(bench: Callable[..., Bench]) -> None:
    without = SDL.replace("owner: Owner", "").replace("type Owner { name: String! }", "")
    with pytest.raises(EmulatorError, match=r"lacks: Owner, Thing\.owner: Owner\nfix: add"):
        bench(without)


def test_what_may_be_null_and_what_is_more_is_the_schemas_to_say(
    bench: Callable[..., Bench],
) -> None:
    more = SDL.replace("!", "").replace("name: String", "name: String age: Int!")
    assert bench(more + "type X { x: X }").send("{__typename}")[0] == 200


def test_a_field_without_behaviour_is_a_mistake_not_a_null(bench: Callable[..., Bench]) -> None:
    more = bench(SDL.replace("id: ID! price", "id: ID! weight: Int price", 1))
    more.send("mutation {make(thing: {id: 1, price: 2}) {id}}")
    assert more.send("{things {id}}")[0] == 200
    status, body = more.send("{things {id weight}}")
    assert status == 500
    assert "Thing.weight is not emulated" in body["message"]


@pytest.mark.parametrize("text", ["type Query {", "type Query { x: Nobody }", "type X { x: Int }"])
def test_what_is_no_schema_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "schema.graphql"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EmulatorError, match=r"schema\.graphql: .*"):
        compile_graph(file, GRAPH)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmulatorError, match="nowhere"):
        compile_graph(tmp_path / "nowhere", GRAPH)
