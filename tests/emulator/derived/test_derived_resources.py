"""Properties of every derived resource, whatever its schemas and its way of paging."""

from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.emulator.derived.judge import wrong
from tests.emulator.derived.served import Served
from tests.emulator.derived.test_derived_values import SCHEMAS, VALUES

Json = Any


def document(
    properties: dict[str, Json],
    identity: Json = None,
    listed: Json = None,
    parameters: list[Json] | None = None,
    prefix: str = "",
) -> dict[str, Json]:
    """Return a document with one resource."""
    given = {"type": "object", "properties": properties}
    shown = {
        "type": "object",
        "required": ["id", *properties],
        "properties": {"id": identity or {"type": "string"}, **properties},
    }
    array = {"type": "array", "items": shown}
    whole = listed(array) if listed else array
    paths = {
        f"{prefix}/things": {
            "post": operation("create", shown, 201, given),
            "get": {**operation("list", whole), "parameters": parameters or []},
        },
        f"{prefix}/things/{{thing_id}}": {
            "get": operation("get", shown),
            "put": operation("put", shown, 200, given),
            "patch": operation("patch", shown, 200, given),
            "delete": {"operationId": "delete", "responses": {"204": {}}},
        },
    }
    return {"openapi": "3.1.0", "paths": paths}


def operation(name: str, shown: Json, status: int = 200, given: Json = None) -> dict[str, Json]:
    done: dict[str, Json] = {
        "operationId": name,
        "responses": {str(status): {"content": {"application/json": {"schema": shown}}}},
    }
    body = {"required": True, "content": {"application/json": {"schema": given}}}
    return done if given is None else {**done, "requestBody": body}


def numbered(count: int) -> Iterator[dict[str, Json]]:
    yield from ({"name": f"n{number}", "rank": number % 3} for number in range(count))


PROPERTIES = st.dictionaries(
    st.sampled_from(("name", "email", "size", "tags")), SCHEMAS, max_size=3
)


@settings(max_examples=60, deadline=None)
@given(PROPERTIES, st.dictionaries(st.sampled_from(("name", "email", "other")), VALUES))
def test_a_created_object_is_read_as_it_was_answered(
    properties: dict[str, Json], given_: dict[str, Json]
) -> None:
    served = Served(document(properties))
    status, created, _ = served.send("POST", "/things", given_)
    if status == 422:
        assert any(n in properties and wrong(properties[n], v) for n, v in given_.items())
        served.close()
        return
    assert status == 201, created
    assert {name: created[name] for name in given_} == given_
    path = f"/things/{quote(created['id'], safe='')}"
    assert served.send("GET", path)[:2] == (200, created)
    assert served.send("PATCH", path, given_)[:2] == (200, created)
    assert served.send("PUT", path, given_)[1].keys() == created.keys()
    assert [one["id"] for one in served.send("GET", "/things")[1]] == [created["id"]]
    assert served.send("DELETE", path)[0] == 204
    assert served.send("GET", path)[0] == 404
    served.close()


def wrapped(**facts: Json) -> Any:
    return lambda array: {"type": "object", "properties": {"items": array, **facts}}


def query(*names: str, kind: str = "integer") -> list[Json]:
    return [{"name": name, "in": "query", "schema": {"type": kind}} for name in names]


NEXT = {"type": ["string", "null"]}
FORMS = {
    "page": (query("page", "per_page"), wrapped(total={"type": "integer"}), "page", "per_page"),
    "page[number]": (query("page[number]", "page[size]"), None, "page[number]", "page[size]"),
    "offset": (query("offset", "limit"), wrapped(has_more={"type": "boolean"}), "offset", "limit"),
    "skip": (query("skip", "top"), None, "skip", "top"),
    "cursor": (
        [*query("cursor", kind="string"), *query("limit")],
        wrapped(next_cursor=NEXT),
        "cursor",
        "limit",
    ),
    "starting_after": (
        [*query("starting_after", "ending_before", kind="string"), *query("limit")],
        wrapped(has_more={"type": "boolean"}, last_id=NEXT),
        "starting_after",
        "limit",
    ),
    "pageToken": (
        [*query("pageToken", kind="string"), *query("pageSize")],
        lambda array: {
            "type": "object",
            "required": ["result"],
            "properties": {
                "result": {"type": "object", "properties": {"things": array}},
                "paging": {"type": "object", "properties": {"nextPageToken": NEXT}},
            },
        },
        "pageToken",
        "pageSize",
    ),
}


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=12, deadline=None)
@given(count=st.integers(0, 9), size=st.integers(1, 5), whole=st.booleans())
def test_paging_through_a_list_gives_each_object_once(
    form: str, count: int, size: int, whole: bool
) -> None:
    parameters, listed, place, limit = FORMS[form]
    properties = {"name": {"type": "string"}, "rank": {"type": "integer"}}
    identity = {"type": "integer" if whole else "string"}
    served = Served(document(properties, identity, listed, parameters))
    made = [served.send("POST", "/things", one)[1] for one in numbered(count)]
    seen: list[Json] = []
    start: Json = None
    for turn in range(count + 2):
        pairs = {limit: size, **({} if start is None else {place: start})}
        status, body, _ = served.send("GET", f"/things?{urlencode(pairs)}")
        assert status == 200, body
        items = items_of(body)
        assert len(items) <= size
        seen += items
        start = following(form, body, items, turn, size, len(seen))
        if start is None or not items:
            break
    assert seen == made
    served.close()


def items_of(body: Json) -> list[Json]:
    if isinstance(body, list):
        return body
    found = body["items"] if "items" in body else body["result"]["things"]
    assert isinstance(found, list)
    return found


def following(form: str, body: Json, items: list[Json], turn: int, size: int, seen: int) -> Json:
    """Return where the next page starts, as a client of this form knows it."""
    if form.startswith("page") and form != "pageToken":
        return turn + 2
    if form in ("offset", "skip"):
        return seen
    if form == "starting_after":
        return items[-1]["id"] if items and body["has_more"] else None
    holder = body if form == "cursor" else body.get("paging", {})
    return holder.get("next_cursor", holder.get("nextPageToken"))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([None, 0, 1, 2, 10]), max_size=6),
    st.sampled_from(["sort=-rank", "sort=rank", "sort=rank:desc", "order_by=rank&direction=desc"]),
)
def test_an_order_is_total_and_stable(ranks: list[int | None], text: str) -> None:
    properties = {"rank": {"type": ["integer", "null"]}}
    parameters = query("sort", "order_by", "direction", kind="string")
    served = Served(document(properties, None, None, parameters))
    made = [served.send("POST", "/things", {"rank": rank})[1] for rank in ranks]
    found = served.send("GET", f"/things?{text}")[1]
    wanted = sorted(
        made,
        key=lambda one: (one["rank"] is not None, one["rank"] or 0),
        reverse=text not in ("sort=rank",),
    )
    assert found == wanted
    served.close()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "a,b", "ä"]), max_size=6), st.sampled_from(["a", "ä", "c"])
)
def test_a_filter_selects_what_is_equal(names: list[str], wanted: str) -> None:
    parameters = query("name", kind="string")
    served = Served(document({"name": {"type": "string"}}, None, None, parameters))
    for name in names:
        served.send("POST", "/things", {"name": name})
    found = served.send("GET", f"/things?{urlencode({'name': wanted})}")[1]
    assert [one["name"] for one in found] == [name for name in names if name == wanted]
    served.close()


@settings(max_examples=40, deadline=None)
@given(PROPERTIES, st.integers(0, 5), st.sampled_from([{"type": "integer"}, {"type": "string"}]))
def test_imagined_objects_are_valid_and_repeat(
    properties: dict[str, Json], size: int, identity: Json
) -> None:
    served = Served(document(properties, identity))
    make = served.derived.provider.imagined
    seed = list(make(Random(1), size))
    assert seed == list(make(Random(1), size))
    assert len({thing.id for thing in seed}) == size
    served.close()
    seeded = Served(document(properties, identity), seed)
    found = seeded.send("GET", "/things")[1]
    assert [str(one["id"]) for one in found] == [str(one.document["id"]) for one in seed]
    # New objects get other ids.
    status, created, _ = seeded.send("POST", "/things", {})
    assert status == 201, created
    assert str(created["id"]) not in [str(one["id"]) for one in found]
    seeded.close()
