"""Calls, requests and responses: plain data that shows nothing private."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from msgspec.structs import replace

from corrigenda.runtime.call import Lost, RawResponse, Request
from corrigenda.runtime.exchange import Exchange
from tests.runtime.queries import create_project
from tests.runtime.things import GET, POST, SECRET, Thing

REQUEST = Request(
    "POST", "https://a.invalid/b", f"q={SECRET}", {"X": SECRET}, SECRET.encode(), (SECRET,)
)
RESPONSE = RawResponse(200, {"x-echo": SECRET}, SECRET.encode())
PRIVATE = [
    REQUEST,
    RESPONSE,
    Exchange(POST, REQUEST, RESPONSE),
    replace(POST, body=SECRET.encode()),
    create_project({"name": SECRET, "customer": {"id": "c"}}),
]


def kind_of(data: object) -> str:
    return type(data).__name__


@pytest.mark.parametrize("data", PRIVATE, ids=kind_of)
def test_nothing_shows_what_is_private(data: Any) -> None:
    for shown in (repr(data), str(data), str(list(data.__rich_repr__()))):
        assert SECRET not in shown
    assert repr(data).startswith(f"{type(data).__name__}(")


def test_what_is_shown() -> None:
    assert repr(REQUEST) == "Request(method='POST', url='https://a.invalid/b')"
    assert repr(RESPONSE) == "RawResponse(status_code=200, broken='')"
    assert repr(GET) == (
        f"Call(operation='get_thing', method='GET', path='/things/a%2Fb', response={Thing!r},"
        " query=(('q', 'a b&c'), ('q', 'd')), joined=frozenset(), alternative_path=None,"
        " may_retry=True, idempotency_header='')"
    )


@pytest.mark.parametrize("data", [*PRIVATE, GET, Lost(True, "late")], ids=kind_of)
def test_data_is_frozen_and_equals_its_copy(data: Any) -> None:
    for name in data.__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(data, name, None)
    for same in (copy.copy(data), pickle.loads(pickle.dumps(data))):
        assert same == data
        assert same is not data


def test_graphql_calls_differ_in_what_they_send() -> None:
    one, other = (create_project({"name": name, "customer": {"id": "c"}}) for name in "ab")
    same = create_project({"name": "a", "customer": {"id": "c"}})
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != replace(one, filled=("x",))
