"""The way from ``data`` to the thing, where the schema lets anything on it be null."""

from __future__ import annotations

from typing import Any

import pytest

from corrigenda.runtime.graphql_find import Envelope, Failed, Lack, Place, failure_in, find
from corrigenda.runtime.models import UNSET, Model, UnsetType
from tests.runtime.queries import Invoice


class Box(Model, kw_only=True):
    done: bool | None = None
    why: str | None = None
    things: list[Invoice | None] | None | UnsetType = UNSET


class Shelf(Model, kw_only=True):
    box: Box | None | UnsetType = UNSET


class Data(Model, kw_only=True):
    shelf: Shelf | None = None


ENVELOPE = Envelope(success="done", message="why", value="things")
WRAPPED = Place(Data, ("shelf", "box"), ENVELOPE, may_lack=True)
LISTED = Place(Data, ("shelf", "box", "things"), may_lack=True)
ONE = Place(Data, ("shelf", "box", "things"), one=True, may_lack=True)
STRICT_ONE = Place(Data, ("shelf", "box", "things"), one=True)
THING = Invoice(id="i1")
UNEXPLAINED = "is null or missing, but no error is listed"


def data(**members: Any) -> Data:
    return Data(shelf=Shelf(box=Box(**members)))


@pytest.mark.parametrize(
    ("place", "value", "found"),
    [
        (LISTED, Data(), Lack("$.data.shelf", UNEXPLAINED, False)),
        (LISTED, Data(shelf=Shelf()), Lack("$.data.shelf.box", UNEXPLAINED, False)),
        (LISTED, Data(shelf=Shelf(box=None)), Lack("$.data.shelf.box", UNEXPLAINED, False)),
        (LISTED, data(), Lack("$.data.shelf.box.things", "is null", True)),
        (LISTED, data(things=None), Lack("$.data.shelf.box.things", "is null", True)),
        (LISTED, data(things=[]), []),
        (LISTED, data(things=[THING, None]), [THING, None]),
        (ONE, data(things=[THING]), THING),
        (ONE, data(things=[]), Lack("$.data.shelf.box.things", "is empty", True)),
        (ONE, data(things=[None]), Lack("$.data.shelf.box.things[0]", "is null", True)),
        (STRICT_ONE, data(things=[None]), Lack("$.data.shelf.box.things[0]", UNEXPLAINED, False)),
        (STRICT_ONE, data(things=None), Lack("$.data.shelf.box.things", UNEXPLAINED, False)),
        (STRICT_ONE, data(things=[]), Lack("$.data.shelf.box.things", "is empty", True)),
        (
            ONE,
            data(things=[THING, THING]),
            Lack("$.data.shelf.box.things", "has 2 items, not one", False),
        ),
        (WRAPPED, Data(), Lack("$.data.shelf", UNEXPLAINED, False)),
        (WRAPPED, data(things=[THING]), Lack("$.data.shelf.box.done", UNEXPLAINED, False)),
        (WRAPPED, data(done=False, why="No", things=[THING]), Failed("No")),
        (WRAPPED, data(done=False, why=""), Failed(None)),
        (WRAPPED, data(done=True, things=[THING]), [THING]),
        (WRAPPED, data(done=True), Lack("$.data.shelf.box.things", "is null", True)),
    ],
)
def test_what_is_found(place: Place, value: Data, found: object) -> None:
    assert find(place, value) == found


@pytest.mark.parametrize(
    ("plain", "failed"),
    [
        ({"data": {"shelf": {"box": {"done": False, "why": "No"}}}}, Failed("No")),
        ({"data": {"shelf": {"box": {"done": "false", "why": 5}}}}, Failed(None)),
        ({"data": {"shelf": {"box": {"done": None}}}}, None),
        ({"data": {"shelf": {"box": {"done": 0}}}}, None),
        ({"data": {"shelf": {"box": {}}}}, None),
        ({"data": {"shelf": {"box": [{"done": False}]}}}, None),
        ({"data": {"shelf": None}}, None),
        ({"data": None}, None),
        ([], None),
        ("text", None),
    ],
)
def test_a_failure_is_found_in_json_of_any_shape(plain: object, failed: object) -> None:
    assert failure_in(WRAPPED, plain) == failed
    assert failure_in(LISTED, plain) is None
