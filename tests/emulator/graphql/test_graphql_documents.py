"""Documents: the cache, the operation that they select, and the limit on fields."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from graphql import get_introspection_query, parse

from corrigenda.emulator.graphql.documents import KEPT, MOST_FIELDS, operation_meant
from tests.emulator.graphql.conftest import GRAPH, Bench


def information(bench: Bench) -> Any:
    return bench.service.read.cache_info()  # type: ignore[attr-defined]


def test_a_document_is_read_once(bench: Callable[..., Bench]) -> None:
    at = bench()
    for _ in range(5):
        at.send("{things {id}}")
        at.send("{things {nothing}}")
    assert (information(at).misses, information(at).hits) == (2, 8)


def test_documents_are_kept_only_so_many(bench: Callable[..., Bench]) -> None:
    at = bench()
    for number in range(KEPT + 10):
        at.send(f"{{things {{ a{number}: id }}}}")
    assert information(at).currsize == KEPT


def test_introspection_is_on(bench: Callable[..., Bench]) -> None:
    status, body = bench().send(get_introspection_query())
    assert status == 200
    names = {each["name"] for each in body["data"]["__schema"]["types"]}
    assert {"Thing", "ThingInput", "Amount"} <= names


CYCLE = "{things {...A}} fragment A on Thing {...B} fragment B on Thing {...A}"
# Each fragment doubles the one before: forty of them select a trillion fields.
DOUBLING = "{things {...F0}}" + "".join(
    f"fragment F{n} on Thing {{ a{n}: owner {{...G{n}}} b{n}: owner {{...G{n}}} ...F{n + 1} }}"
    f"fragment G{n} on Owner {{ name }}"
    for n in range(40)
)
SPREAD = "".join(
    f"fragment F{n} on Query {{ ...F{n + 1} a{n}: things {{id}} }} " for n in range(300)
)
WIDE = "{" + "".join(f"x{n}: things {{ ...T }}" for n in range(100)) + "}"
THICK = "fragment T on Thing {" + " ".join(f"i{n}: id" for n in range(100)) + "}"
BOMBS = {
    "deep": "{things" * 5000,
    "deep and closed": "{" + "things {" * 3000 + "id" + "}" * 3001,
    "deep input": "{things(filter: " + "{and: " * 400 + "{}" + "}" * 401 + ") {id}}",
    "deep lists": "{things(filter: {and: " + "[" * 3000 + "]" * 3000 + "}) {id}}",
    "aliases": "{" + " ".join(f"a{n}: __typename" for n in range(100_000)) + "}",
    "more aliases than fields": "{" + " ".join(f"a{n}: things{{id}}" for n in range(600)) + "}",
    "the same again": "{things {" + "id " * 3900 + "}}",
    "wide and thick": WIDE + THICK,
    "long": "{things {id}} #" + "x" * 200_000,
    "comments": "#\n" * 50_000 + "{things {id}}",
    "cycle": CYCLE,
    "doubling": DOUBLING,
    "long chain": "{...F0} " + SPREAD + "fragment F300 on Query { things {id} }",
    "introspection": "{__schema" + "{types{fields{type" * 8 + "{name" + "}" * 25 + "}}",
    "directives": "{things {id " + "@skip(if: true) " * 900 + "}}",
    "operations": " ".join(f"query Q{n} {{things {{id}}}}" for n in range(700)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_in_an_error(bench: Callable[..., Bench], name: str) -> None:
    at, begun = bench(), time.process_time()
    status, body = at.send(BOMBS[name])
    assert status == 400, body
    assert 0 < len(body["errors"]) <= 21
    assert body["errors"][0]["message"]
    assert time.process_time() - begun < 10  # usually at most 1 s; slow machines need more
    assert at.send("{things {id}}")[0] == 200


def test_as_many_fields_as_allowed(bench: Callable[..., Bench]) -> None:
    def ask(count: int) -> str:
        return "{" + "things{id}" + " ".join(f"a{n}: __typename" for n in range(count - 2)) + "}"

    assert bench().send(ask(MOST_FIELDS))[0] == 200
    status, body = bench().send(ask(MOST_FIELDS + 1))
    assert (status, body["errors"][0]["message"]) == (
        400,
        f"the document selects more than {MOST_FIELDS} fields",
    )


def test_fragments_count_as_often_as_they_are_spread(bench: Callable[..., Bench]) -> None:
    fragment = "fragment T on Thing {" + " ".join(f"i{n}: id" for n in range(300)) + "}"

    def ask(times: int) -> str:
        return "{" + " ".join(f"a{n}: things {{ ...T }}" for n in range(times)) + "}" + fragment

    assert bench().send(ask(3))[0] == 200
    assert bench().send(ask(4))[0] == 400


def test_deep_variables_end_in_an_error(bench: Callable[..., Bench]) -> None:
    for depth in (300, 2_000, 100_000):
        text = b'{"query":"query Q($f: ThingFilter) {things(filter: $f) {id}}","variables":{"f":'
        text += b'{"and":' * depth + b"[]" + b"}" * depth + b"}}"
        _, answer = bench().arrive(text)
        assert answer.status == 400, answer.body[:300]


@pytest.mark.parametrize(
    ("document", "name", "meant"),
    [
        ("{things {id}}", None, "list_things"),
        ("{other: things {id}}", None, "list_things"),
        ("{thing(id: 1) {id} things {id}}", None, "get_thing"),
        ("{__typename}", None, None),
        ("{owner {things}}", None, None),
        ("{company {projects {nodes {id}}}}", None, "list_projects"),
        ("{c: company {p: projects {nodes {id}}}}", None, "list_projects"),
        ("{projects {id}}", None, None),
        ("query A {thing {id}} query B {things {id}}", "B", "list_things"),
        ("query A {thing {id}} query B {things {id}}", "C", None),
        ("query A {thing {id}} query B {things {id}}", None, None),
        ("{...F} fragment F on Query {... on Query {things {id}}}", None, "list_things"),
        ("{company {...F}} fragment F on Company {projects {x}}", None, "list_projects"),
        ("{...F} fragment F on Query {...F}", None, None),
        ("{...Nowhere}", None, None),
        ("mutation {make {id}}", None, "make_thing"),
    ],
)
def test_what_a_document_means(document: str, name: str | None, meant: str | None) -> None:
    operations = {**GRAPH.operations, "company.projects": "list_projects"}
    assert operation_meant(parse(document), name, operations) == meant
