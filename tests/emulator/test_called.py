"""Operations are called as the methods of a client, and may be spelled as the document has them."""

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from corrigenda.emulator import Emulator, EmulatorError
from corrigenda.emulator.called import called, meant, operations

PETS = {
    "type": "array",
    "items": {"type": "object", "properties": {"id": {"type": "integer"}, "name": {}}},
}
OK: dict[str, Any] = {"description": "ok", "content": {"application/json": {"schema": PETS}}}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Pets", "version": "1"},
    "paths": {
        "/pets": {"get": {"operationId": "listPets", "responses": {"200": OK}}},
        "/pets/close": {"post": {"operationId": "close", "responses": {"200": OK}}},
        "/pets/{petId}/toys": {"get": {"responses": {"200": OK}}},
    },
}
BEHAVIOUR = """
from corrigenda.emulator.provider import Provider, Reply, Route

PROVIDER = Provider(
    refusal=lambda status, message: {"message": message},
    documented=lambda samples: [],
    imagined=lambda random, size: [],
    routes=(Route("GET", "/pets", "listPets", lambda asked, shelf: Reply(200, [])),),
)
"""


@pytest.fixture
def emulator(tmp_path: Path) -> Any:
    (tmp_path / "pets.json").write_text(json.dumps(DOCUMENT))
    with Emulator(data=tmp_path / "pets.json") as running:
        yield running


def test_the_page_and_the_journal_show_the_methods(emulator: Emulator) -> None:
    httpx2.get(f"{emulator.url('pets')}/pets")
    assert [one.operation for one in emulator.requests()] == ["list_pets"]
    (pets,) = httpx2.get(f"{emulator.root}/_emulator/").json()["providers"]
    names = [one["name"] for one in pets["operations"]]
    assert sorted(names) == ["close_", "get_pets_pet_id_toys", "list_pets"]


@pytest.mark.parametrize("name", ["list_pets", "listPets", "ListPets", "list-pets"])
def test_either_name_is_taken(name: str, emulator: Emulator) -> None:
    emulator.fault(f"pets.{name}", status=429, times=1)
    emulator.add_fault(f"pets.{name}:status=503,times=1")
    assert {one.fault.operation for one in emulator.faults()} == {"pets.list_pets"}
    answers = [httpx2.get(f"{emulator.url('pets')}/pets").status_code for _ in range(3)]
    assert answers == [429, 503, 200]
    assert len(emulator.requests(name)) == 3
    found = httpx2.get(f"{emulator.root}/_emulator/requests", params={"operation": name})
    assert len(found.json()) == 3


def test_an_unknown_name_is_refused_all_the_same(emulator: Emulator) -> None:
    with pytest.raises(EmulatorError, match=r"no operation 'listPet'\nfix: .*list_pets"):
        emulator.fault("pets.listPet", status=500)
    with pytest.raises(EmulatorError, match=r"unknown operation listPet\n"):
        emulator.requests("listPet")


def test_behaviour_by_hand_may_have_either_name(tmp_path: Path) -> None:
    (tmp_path / "openapi.json").write_text(json.dumps(DOCUMENT))
    (tmp_path / "emulator.py").write_text(BEHAVIOUR)
    with Emulator(data=tmp_path / "openapi.json", trust=True) as running:
        (name,) = running.urls()
        assert httpx2.get(f"{running.url(name)}/pets").json() == []
        assert [one.operation for one in running.requests("list_pets")] == ["listPets"]


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        ({"/users/{id}/repos": {"get": {}}}, ["get_users_id_repos"]),
        ({"/userGroups/{groupId}.json": {"post": {}}}, ["post_user_groups_group_id_json"]),
        ({"/": {"get": {"operationId": ""}}}, ["get"]),
        ({"/x": {"get": {"operationId": "Read It"}}}, ["read_it"]),
        (
            {"/x": {"get": {"operationId": "3d"}, "put": {"operationId": "with"}}},
            ["call_3d", "with_"],
        ),
        ({"/x": {"put": {"operationId": "a-b"}, "get": {"operationId": "aB"}}}, ["a_b", "a_b_2"]),
        ({"x-paths": {"get": {}}, "/y": {"$ref": "y.yaml", "get": {}}, "/z": 1}, ["get_y"]),
    ],
)
def test_the_names_are_those_of_the_factory(paths: dict[str, Any], names: list[str]) -> None:
    document = {"openapi": "3.0.3", "paths": paths}
    assert list(called(document).values()) == names
    assert [name for name, _at in operations(document)] == names


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("listPets", ["list_pets", "listPets"], "listPets"),
        ("ListPets", ["list_pets", "listpets"], None),
        ("close", ["close_"], "close_"),
        ("pets", ["list_pets"], None),
    ],
)
def test_what_is_meant(name: str, known: list[str], found: str | None) -> None:
    assert meant(name, known) == found
