"""What holds for any objects and any requests of a derived service."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from graphql import build_schema, parse, validate
from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.emulator.derive_graphql import derive_graph
from corrigenda.emulator.errors import EmulatorError
from corrigenda.emulator.samples import Sample
from corrigenda.emulator.store import Thing, open_store
from tests.emulator.derived_graphql.asking_derived import Desk, derived_from, desk
from tests.emulator.derived_graphql.questions import Question

CASES = Path(__file__).with_name("cases")
TRACKER = (CASES / "tracker" / "schema.graphql").read_text(encoding="utf-8")
SHOP = (CASES / "shop" / "schema.graphql").read_text(encoding="utf-8")
SDLS = {"tracker": TRACKER, "shop": SHOP}

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
numbers = st.decimals(-(10**9), 10**9, places=4)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@contextmanager
def opened(sdl: str, seed: tuple[Thing, ...] = ()) -> Iterator[Desk]:
    engine = open_store("sqlite://")
    try:
        yield desk(engine, sdl, seed=seed)
    finally:
        engine.dispose()


def with_project(asked: Desk) -> str:
    made = asked.ask('mutation { projectCreate(input: {name: "P"}) { project { id } } }')
    return str(made["projectCreate"]["project"]["id"])


CREATE = "mutation ($input: TaskCreateInput!) { createTask(input: $input) { task { id %s } } }"
SHOWN = "title price hours extra project { id }"


@settings(max_examples=40, deadline=None)
@given(title=texts, price=numbers | st.none(), hours=numbers, extra=values)
def test_what_is_created_is_found(
    title: str, price: Decimal | None, hours: Decimal, extra: Any
) -> None:
    with opened(TRACKER) as asked:
        project = with_project(asked)
        wanted = {"title": title, "price": price, "hours": hours, "extra": extra}
        given = {**wanted, "projectId": project}
        made = asked.ask(CREATE % SHOWN, input=given)["createTask"]["task"]
        found = asked.ask(f"query ($id: ID!) {{ task(id: $id) {{ id {SHOWN} }} }}", id=made["id"])
        assert found["task"] == made
        assert made == {**wanted, "id": made["id"], "project": {"id": project}}
        for name in ("price", "hours"):
            assert str(made[name]) == str(wanted[name]), "a digit was lost"


@settings(max_examples=30, deadline=None)
@given(
    count=st.integers(0, 12), size=st.integers(1, 5), backwards=st.booleans(), gone=st.booleans()
)
def test_a_walk_gives_each_node_once(count: int, size: int, backwards: bool, gone: bool) -> None:
    """Forward or backward, also if the object at the cursor is removed on the way."""
    with opened(TRACKER) as asked:
        project = with_project(asked)
        made = [
            asked.ask(CREATE % "", input={"title": f"{number % 3}", "projectId": project})
            for number in range(count)
        ]
        names = ("last", "before", "startCursor", "hasPreviousPage")
        many, past, edge, more = (
            names if backwards else ("first", "after", "endCursor", "hasNextPage")
        )
        query = (
            f"query ($size: Int, $cursor: String) {{ tasks({many}: $size, {past}: $cursor,"
            f" orderBy: {{field: TITLE, direction: ASC}}) {{ nodes {{ id }} totalCount"
            f" pageInfo {{ {edge} {more} }} }} }}"
        )
        seen: list[str] = []
        cursor = None
        while True:
            page = asked.ask(query, size=size, cursor=cursor)["tasks"]
            ids = [each["id"] for each in page["nodes"]]
            assert len(ids) <= size
            seen = [*ids, *seen] if backwards else [*seen, *ids]
            cursor = page["pageInfo"][edge]
            if not page["pageInfo"][more]:
                break
            if gone:
                asked.ask(
                    "mutation ($id: ID!) { deleteTask(id: $id) { success } }",
                    id=_last(ids, backwards),
                )
        everything = [each["createTask"]["task"]["id"] for each in made]
        assert sorted(seen) == sorted(everything)


def _last(ids: list[str], backwards: bool) -> str:
    return ids[0] if backwards else ids[-1]


def chosen(data: st.DataObject, ids: list[str]) -> Any:
    """Return how arguments of scalar types get their values."""

    def choose(kind: str, name: str) -> Any:
        match kind:
            case "Int":
                return data.draw(st.integers(-3, 20))
            case "Boolean":
                return data.draw(st.booleans())
            case "Float":
                return data.draw(numbers)
            case "ID" | "String":
                return data.draw(st.sampled_from([*ids, "unknown", "WzBd", ""]) | texts)
            case _:
                return data.draw(values)

    return choose


@cache
def demo(case: str) -> tuple[Thing, ...]:
    return tuple(derived_from(SDLS[case]).provider.imagined(Random("seed"), 3))


FIELDS = [
    (case, root, name)
    for case, sdl in SDLS.items()
    for root in ("query", "mutation")
    for name in getattr(build_schema(sdl), f"{root}_type").fields
]


@pytest.mark.parametrize(("case", "root", "name"), FIELDS)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_every_response_is_valid(case: str, root: str, name: str, data: st.DataObject) -> None:
    """The library completes each value by its type; one that does not fit would be a 500."""
    seed = demo(case)
    with opened(SDLS[case], seed) as asked:
        schema = asked.derived.schema
        field = getattr(schema, f"{root}_type").fields[name]
        ids = [each.id for each in seed[::2]]
        question = Question(schema, chosen(data, ids), data.draw(st.booleans()))
        text = question.text(root, name, field)
        assert not validate(schema, parse(text)), text
        operation, answer = asked.answer(text, question.variables)
        assert answer.status in (200, 400), (text, question.variables, answer.body)
        assert operation is not None
        if answer.status == 400:
            errors = json.loads(answer.body)["errors"]
            assert {each["extensions"]["code"] for each in errors} == {"BAD_USER_INPUT"}


def test_a_demo_seed_is_the_same_each_time_and_linked() -> None:
    provider = derive_graph(TRACKER, {}).provider
    things = provider.imagined(Random("x"), 5)
    assert things == provider.imagined(Random("x"), 5)
    kinds = [each.kind for each in things]
    assert {kind: kinds.count(kind) for kind in kinds} == dict.fromkeys(
        ("User", "Label", "Project", "Task"), 5
    )
    with opened(TRACKER, tuple(things)) as asked:
        found = asked.ask(
            "{ tasks { nodes { id project { id } labels { id tasks { id } } assignee { id } } }"
            " projects { id taskCount tasks { totalCount nodes { project { id } } } } }"
        )
    assert sum(each["taskCount"] for each in found["projects"]) == 5
    assert all(
        node["project"]["id"] == each["id"]
        for each in found["projects"]
        for node in each["tasks"]["nodes"]
    )
    labelled = [each for each in found["tasks"]["nodes"] if each["labels"]]
    assert labelled, "no task has a label"
    for each in labelled:
        assert all(each["id"] in (t["id"] for t in label["tasks"]) for label in each["labels"])


def test_a_documented_seed_holds_what_responses_name() -> None:
    provider = derive_graph(TRACKER, {}).provider
    task = {
        "id": "t1",
        "title": "Tiles",
        "price": Decimal("1.10"),
        "project": {"id": "p1", "name": "Roof"},
        "labels": [{"id": "l1", "name": "red"}],
    }
    answers = [
        {"data": {"tasks": {"edges": [{"cursor": "x", "node": task}]}}},
        {"data": {"task": {"id": "t1", "title": "Tiles", "assignee": {"id": "u1", "name": "Ann"}}}},
        {"data": {"node": {"__typename": "Label", "id": "l2", "name": "blue"}}},
        {"data": {"deleteTask": {"success": True, "deletedTaskId": "t9"}}},
        {"errors": [{"message": "no"}]},
        "not an object",
    ]
    things = provider.documented([Sample("any", answer) for answer in answers])
    assert {(each.kind, each.id) for each in things} == {
        ("Task", "t1"),
        ("Project", "p1"),
        ("Label", "l1"),
        ("Label", "l2"),
        ("User", "u1"),
    }
    with opened(TRACKER, tuple(things)) as asked:
        found = asked.ask(
            '{ task(id: "t1") { title price state assignee { name } labels { name }'
            " project { name tasks { totalCount } } } }"
        )
    assert found["task"] == {
        "title": "Tiles",
        "price": Decimal("1.10"),
        "state": "OPEN",
        "assignee": {"name": "Ann"},
        "labels": [{"name": "red"}],
        "project": {"name": "Roof", "tasks": {"totalCount": 1}},
    }


@pytest.mark.parametrize(
    "sdl",
    [
        "type Query {",
        "type Query { a: Missing }",
        "type A { b: Int }",
        "type Query { a: Int a: Int }",
    ],
)
def test_an_invalid_schema_is_refused_with_a_fix(sdl: str) -> None:
    with pytest.raises(EmulatorError, match=r"(?s)the schema is not valid: .*\nfix: "):
        derive_graph(sdl, {})


def test_refusals_have_the_plain_form() -> None:
    assert derive_graph(TRACKER, {}).provider.refusal(401, "no token") == {
        "errors": [{"message": "no token"}]
    }
