"""``on_drift`` gets every difference that was tolerated, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from corrigenda.runtime.call import Call
from corrigenda.runtime.connection import Connection
from corrigenda.runtime.drift import MOST_TOLD, Drift
from corrigenda.runtime.errors import ResponseDecodeError
from tests.runtime import queries
from tests.runtime.conftest import Server
from tests.runtime.queries import WORKS
from tests.runtime.things import GET, SECRET, SERVICE, Send, Thing

GOOD = b'{"amount":1.10}'


def call_of(model: Any) -> Call[Any]:
    return Call(operation="list_things", method="GET", path="/things", response=model)


def test_each_difference_is_told(send: Send, server: Server) -> None:
    server.body = b'{"amount":"1.10","color":"red"}'
    told: list[Drift] = []
    assert str(send(GET, base_url=server.url, on_drift=told.append).amount) == "1.10"
    assert {(one.operation, one.json_path, one.kind) for one in told} == {
        ("get_thing", "$.amount", "coerced"),
        ("get_thing", "$.color", "unknown-field"),
    }
    assert all(one.expected and one.got for one in told)


def test_a_right_response_tells_nothing(send: Send, server: Server) -> None:
    server.body = GOOD
    told: list[Drift] = []
    send(GET, base_url=server.url, on_drift=told.append)
    assert told == []


def test_none_is_left_out_of_a_page(send: Send, server: Server) -> None:
    server.body = b"[" + b",".join([b'{"amount":1,"new":0}'] * 500) + b"]"
    told: list[Drift] = []
    things = send(call_of(list[Thing]), base_url=server.url, on_drift=told.append)
    assert len(things) == 500
    assert [one.json_path for one in told] == [f"$[{at}].new" for at in range(500)]
    server.body = b"[" + b",".join([b'{"amount":1,"new":0}'] * (MOST_TOLD + 1)) + b"]"
    told.clear()
    send(call_of(list[Thing]), base_url=server.url, on_drift=told.append)
    assert len(told) == MOST_TOLD


def test_a_secret_that_the_service_repeats_is_not_told(send: Send, server: Server) -> None:
    server.body = f'{{"amount":1,"{SECRET}":"{SECRET}"}}'.encode()
    told: list[Drift] = []
    send(GET, base_url=server.url, on_drift=told.append)
    assert len(told) == 1
    assert SECRET not in repr(told)


def test_what_it_raises_reaches_the_caller(send: Send, server: Server) -> None:
    server.body = b'{"amount":1,"new":0}'

    def refuse(drift: Drift) -> None:
        raise LookupError(drift.json_path)

    with pytest.raises(LookupError, match=r"\$\.new"):
        send(GET, base_url=server.url, on_drift=refuse)


def test_an_error_is_not_a_tolerated_difference(send: Send, server: Server) -> None:
    told: list[Drift] = []
    server.body = b'{"amount":null,"new":0}'
    with pytest.raises(ResponseDecodeError):
        send(GET, base_url=server.url, on_drift=told.append)
    with pytest.raises(ResponseDecodeError):
        send(GET, base_url=server.url, on_drift=told.append, strict=True)
    assert told == []


def test_a_query_tells_its_differences(server: Server) -> None:
    project = {"id": "p", "name": "n", "status": "NEW", "customer": {"id": "c", "displayName": "d"}}
    data = {"company": {"projects": {"nodes": [project]}}}
    server.body = json.dumps({"data": data}).encode()
    told: list[Drift] = []
    with Closing(Connection(WORKS, {"token": SECRET}, server.url, on_drift=told.append)) as made:
        made.send(queries.list_projects())
    assert ("unknown-member", "list_projects") in {(one.kind, one.operation) for one in told}


def test_a_view_may_have_another(server: Server) -> None:
    server.body = b'{"amount":1,"new":0}'
    first: list[Drift] = []
    second: list[Drift] = []
    with Closing(Connection(SERVICE, {"token": SECRET}, server.url, on_drift=first.append)) as made:
        made.with_options(on_drift=second.append).send(GET)
        assert (len(first), len(second)) == (0, 1)
        made.with_options(on_drift=None).send(GET)
        made.with_options(max_retries=0).send(GET)
    assert (len(first), len(second)) == (1, 1)


class Closing:
    """Closes a connection after a test."""

    def __init__(self, made: Connection) -> None:
        self.made = made

    def __enter__(self) -> Connection:
        return self.made

    def __exit__(self, *_: object) -> None:
        self.made.close()
