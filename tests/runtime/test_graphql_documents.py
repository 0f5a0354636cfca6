"""Documents: which of them is sent, and what must be in a response because it asks for it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET, UnsetType, field

from corrigenda.runtime.decode import Mismatch, attempt
from corrigenda.runtime.graphql_documents import (
    Asked,
    Document,
    Guess,
    chosen,
    guessed,
    presence_of,
)
from corrigenda.runtime.models import Model, UnknownMember

NEITHER = Document("neither")
FIRST = Document("first", guesses=(Guess(("A-1",), ("one",), NEITHER),))
SECOND = Document("second", guesses=(Guess(("A-2",), ("two", "too"), NEITHER),))
BOTH = Document(
    "both", guesses=(Guess(("A-1",), ("one",), SECOND), Guess(("A-2",), ("two", "too"), FIRST))
)


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ((), NEITHER),
        (("one",), FIRST),
        (("too",), SECOND),
        (("two", "too"), SECOND),
        (("one", "two"), BOTH),
        (("other",), NEITHER),
    ],
)
def test_what_is_a_guess_is_sent_if_it_is_given(given: tuple[str, ...], sent: Document) -> None:
    assert chosen(BOTH, given) is sent


def test_what_is_a_guess_is_named() -> None:
    part = "this part of the request is a guess: see errata"
    assert guessed(NEITHER) == ""
    assert guessed(FIRST) == f" (`one`: {part} A-1)"
    assert guessed(BOTH) == f" (`one` and `two` and `too`: {part} A-1, A-2)"


class Owner(Model, kw_only=True):
    name: str | UnsetType = UNSET
    phone: str | None | UnsetType = UNSET


class Shop(Model, kw_only=True, tag_field="__typename", tag="Shop"):
    id: str
    owner: Owner | None | UnsetType = UNSET


class Order(Model, kw_only=True, tag_field="__typename", tag="Order"):
    the_id: str | UnsetType = field(name="id", default=UNSET)
    owner: Owner | None = None


class Data(Model, kw_only=True):
    nodes: list[Shop | Order | UnknownMember | None] | None = None


class Body(Model, kw_only=True):
    data: Data | None = None


ASKED: Asked = {
    "nodes": {
        "...Shop": {"owner?": {"name!": {}}},
        "...Order": {"id!": {}, "owner": {"name!": {}, "phone?": {}}},
    }
}
SHOP: dict[str, Any] = {"__typename": "Shop", "id": "s", "owner": {"name": "n"}}
ORDER: dict[str, Any] = {"__typename": "Order", "id": "o", "owner": {"name": "n", "phone": None}}


def read(*nodes: Any, strict: bool = False, asked: Asked = ASKED) -> Any:
    body = json.dumps({"data": {"nodes": nodes}}).encode()
    return attempt(body, Body, strict=strict, presence=presence_of(Data, Document("", asked)))


@pytest.mark.parametrize("strict", [False, True])
def test_all_that_was_asked_for_is_there(strict: bool) -> None:
    nodes = [SHOP, None, ORDER, {**SHOP, "owner": None}, {**ORDER, "owner": None}]
    found = read(*nodes, strict=strict)
    assert [type(one).__name__ for one in found.data.nodes[:3]] == ["Shop", "NoneType", "Order"]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("node", "path"),
    [
        ({**SHOP, "owner": {}}, "$.data.nodes[1].owner.name"),
        ({**ORDER, "owner": {"phone": None}}, "$.data.nodes[1].owner.name"),
        ({"__typename": "Order", "owner": None}, "$.data.nodes[1].id"),
    ],
)
def test_what_is_never_null_must_be_there(node: Any, path: str, strict: bool) -> None:
    found = read(SHOP, node, strict=strict)
    assert isinstance(found, Mismatch)
    assert found.json_path == path
    assert "asked for, and not in the response" in found.said


@pytest.mark.parametrize(
    ("node", "path"),
    [
        ({"__typename": "Shop", "id": "s"}, "$.data.nodes[0].owner"),
        ({**ORDER, "owner": {"name": "n"}}, "$.data.nodes[0].owner.phone"),
    ],
)
def test_what_may_be_null_must_be_there_for_a_strict_client(node: Any, path: str) -> None:
    found = read(node, strict=True)
    assert isinstance(found, Mismatch)
    assert found.json_path == path
    assert isinstance(read(node), Body)


def test_what_was_not_asked_for_need_not_be_there() -> None:
    found = read({"__typename": "Order", "owner": {}}, asked={}, strict=True)
    assert found.data.nodes[0].the_id is UNSET
    assert presence_of(Data, Document("")) is None


def test_objects_of_unknown_types_lack_nothing() -> None:
    found = read({"__typename": "Ship", "tons": 1})
    assert isinstance(found.data.nodes[0], UnknownMember)
    assert read().data.nodes == []
    presence = presence_of(Data, Document("", ASKED))
    assert attempt(b'{"data": null}', Body, presence=presence) == Body()
