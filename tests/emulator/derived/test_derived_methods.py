"""The methods that HTTP gives to every path, where the document has operations for them."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from corrigenda.emulator import Emulator

Json = Any
ORIGIN = {"Origin": "http://localhost:5173"}


def operation(name: str, **example: Json) -> Json:
    return {
        "operationId": name,
        "parameters": [{"name": "size", "in": "query", "schema": {"type": "integer"}}],
        "responses": {"200": {"content": {"application/json": {"example": example}}}},
    }


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    item = {name: operation(f"{name}_it", said=name) for name in ("options", "trace")}
    head = {"operationId": "head_it", "responses": {"204": {"description": "it is there"}}}
    paths = {
        "/it": {**item, "head": head, "get": operation("get_it", said="get")},
        "/plain": {"get": operation("get_plain", said="plain")},
    }
    file = tmp_path_factory.mktemp("methods") / "methods.json"
    info = {"title": "Methods", "version": "1"}
    file.write_text(json.dumps({"openapi": "3.1.0", "info": info, "paths": paths}))
    with Emulator(data=file) as emulator:
        yield emulator


def send(emulator: Emulator, method: str, path: str, **headers: str) -> httpx2.Response:
    return httpx2.request(method, f"{emulator.url('methods')}{path}", headers=headers)


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE"])
def test_an_operation_of_the_document_is_served(emulator: Emulator, method: str) -> None:
    response = send(emulator, method, "/it")
    assert (response.status_code, response.json()) == (200, {"said": method.lower()})
    assert emulator.requests()[-1].operation == f"{method.lower()}_it"
    assert send(emulator, method, "/it?size=many").status_code == 422


def test_a_page_may_ask_for_such_an_operation(emulator: Emulator) -> None:
    response = send(emulator, "OPTIONS", "/it", **ORIGIN)
    assert response.json() == {"said": "options"}
    assert response.headers["access-control-allow-origin"] == ORIGIN["Origin"]


def test_a_preflight_is_no_request_for_the_operation(emulator: Emulator) -> None:
    before = len(emulator.requests())
    asking = {**ORIGIN, "Access-Control-Request-Method": "GET"}
    response = send(emulator, "OPTIONS", "/it", **asking)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["access-control-allow-methods"] == "GET"
    assert len(emulator.requests()) == before


def test_head_has_its_own_operation(emulator: Emulator) -> None:
    assert send(emulator, "HEAD", "/it").status_code == 204
    assert emulator.requests()[-1].operation == "head_it"


def test_other_paths_have_what_http_gives_them(emulator: Emulator) -> None:
    assert send(emulator, "HEAD", "/plain").status_code == 200
    assert emulator.requests()[-1].operation == "get_plain"
    response = send(emulator, "OPTIONS", "/plain")
    assert (response.status_code, response.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
