"""What is emulated: documents of one's own, schemas with overlays, and behaviour beside them."""

import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest
from msgspec import Struct

from corrigenda.emulator import Emulator, EmulatorError
from corrigenda.emulator.provider import Call, Graph, Provider, Reply, Route
from corrigenda.emulator.store import Field, Thing, Where

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "servers": [{"url": "https://api.example.com/v1"}],
    "paths": {
        "/pets": {
            "get": {
                "operationId": "list_pets",
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "array",
                                    "items": {"$ref": "#/components/schemas/Pet"},
                                }
                            }
                        },
                    }
                },
            },
            "post": {
                "operationId": "create_pet",
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}
                    },
                },
                "responses": {
                    "201": {
                        "description": "ok",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}
                        },
                    }
                },
            },
        },
        "/pets/{petId}": {
            "get": {
                "operationId": "get_pet",
                "parameters": [
                    {"name": "petId", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}
                        },
                    }
                },
            }
        },
    },
    "components": {
        "schemas": {
            "Pet": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "id": {"type": "integer", "readOnly": True},
                    "name": {"type": "string"},
                },
            }
        }
    },
}
SDL = """
type Query { pet(id: ID!): Pet pets: [Pet!]! }
type Mutation { createPet(name: String!): Pet! }
type Pet { id: ID! name: String! }
"""
BEHAVIOUR = """
from corrigenda.emulator.provider import Provider, Reply, Route

def hello(asked, shelf):
    return Reply(200, [{"name": "by hand"}])

PROVIDER = Provider(
    refusal=lambda status, message: {"message": message},
    documented=lambda samples: [],
    imagined=lambda random, size: [],
    routes=(Route("GET", "/pets", "list_pets", hello),),
)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a document of each language."""
    for name, file, text in (
        ("pets", "openapi.json", json.dumps(DOCUMENT)),
        ("graph", "schema.graphql", SDL),
    ):
        (tmp_path / "data" / name).mkdir(parents=True)
        (tmp_path / "data" / name / file).write_text(text)
    return tmp_path / "data"


def create_and_read(url: str) -> None:
    made = httpx2.post(f"{url}/pets", json={"name": "Rex"})
    assert (made.status_code, made.json()["name"]) == (201, "Rex")
    assert httpx2.get(f"{url}/pets/{made.json()['id']}").json() == made.json()
    assert httpx2.get(f"{url}/pets").json() == [made.json()]


def test_a_folder_of_documents(data: Path) -> None:
    with Emulator(data=data) as emulator:
        assert list(emulator.urls()) == ["graph", "pets"]
        assert emulator.url("pets").endswith("/pets/v1")
        create_and_read(emulator.url("pets"))
        query = {"query": 'mutation { createPet(name: "Rex") { id name } }'}
        made = httpx2.post(emulator.url("graph"), json=query).json()["data"]["createPet"]
        query = {"query": f'{{ pet(id: "{made["id"]}") {{ id name }} }}'}
        assert httpx2.post(emulator.url("graph"), json=query).json() == {"data": {"pet": made}}


def test_a_document_alone(data: Path) -> None:
    with Emulator(data=data / "pets/openapi.json") as emulator:
        create_and_read(emulator.url("pets"))
        emulator.fault("pets.create_pet", status=503, times=1)
        assert httpx2.post(f"{emulator.url('pets')}/pets", json={"name": "a"}).status_code == 503


def test_a_document_is_bad_in_many_ways(data: Path, tmp_path: Path) -> None:
    for text, said in (
        ("openapi: 2.0", "is no OpenAPI 3 document"),
        ("[]", "not a mapping"),
        ("a: [", "bad.yaml:"),
    ):
        (tmp_path / "bad.yaml").write_text(text)
        with pytest.raises(EmulatorError, match=said) as caught:
            Emulator(data=tmp_path / "bad.yaml")
        assert "\nfix: " in str(caught.value)
    with pytest.raises(EmulatorError, match="neither a file nor a folder"):
        Emulator(data=tmp_path / "nothing")
    with pytest.raises(EmulatorError, match=r"unknown provider: nobody\nfix: .*graph, pets"):
        Emulator(data=data, providers=["nobody"])


def test_behaviour_beside_a_document_runs_only_where_it_is_trusted(data: Path) -> None:
    (data / "pets/emulator.py").write_text(BEHAVIOUR)
    with Emulator(data=str(data), providers="pets") as emulator:
        assert httpx2.get(f"{emulator.url('pets')}/pets").json() == []
    with Emulator(data=data, providers=["pets"], trust=True) as emulator:
        assert httpx2.get(f"{emulator.url('pets')}/pets").json() == [{"name": "by hand"}]


@pytest.mark.parametrize(
    ("code", "said"),
    [("1 / 0", "ZeroDivisionError"), ("", "has no `PROVIDER`"), ("PROVIDER = 1", "has no")],
)
def test_behaviour_that_is_wrong_is_refused(data: Path, code: str, said: str) -> None:
    (data / "pets/emulator.py").write_text(code)
    with pytest.raises(EmulatorError, match=said) as caught:
        Emulator(data=data, providers=["pets"], trust=True)
    assert "emulator.py" in str(caught.value)


def lay_out(folder: Path) -> None:
    """Put a provider with an overlay into a folder, as `corrigenda new` does."""
    (folder / "pets.json").write_text(json.dumps(DOCUMENT))
    command = [sys.executable, "-m", "corrigenda", "new", "pets", "--openapi", "pets.json"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_schemas_with_overlays(tmp_path: Path) -> None:
    lay_out(tmp_path)
    with Emulator(data=tmp_path) as emulator:
        create_and_read(emulator.url("pets"))
    (tmp_path / "schemas/pets/openapi.yaml").write_text("openapi: 3.1.0\n")
    with pytest.raises(EmulatorError, match=r"(?s)openapi\.yaml:1:1.*fix:"):
        Emulator(data=tmp_path)


def test_evidence_of_our_own_is_told() -> None:
    with Emulator(providers=["sonicpay"]) as emulator:
        (told,) = httpx2.get(f"{emulator.root}/_emulator/").json()["providers"]
    bases = {one["name"]: one["basis"] for one in told["operations"]}
    assert bases["create_invoice"] == "sample"
    assert told["client"]["class"] == "SonicPay"


def test_the_readme_counts_what_is_evidenced() -> None:
    with Emulator() as emulator:
        told = httpx2.get(f"{emulator.root}/_emulator/").json()["providers"]
    bases = [(p["name"], one["name"], one["basis"]) for p in told for one in p["operations"]]
    readme = " ".join((Path(__file__).parents[2] / "README.md").read_text().split())
    printed = sum(basis == "sample" for *_, basis in bases)
    prose = sorted((name, operation) for name, operation, basis in bases if basis == "prose")
    assert f"{printed} follow a printed response and {len(prose)} follow prose" in readme
    assert prose == [("subsbase", "get_invoice"), ("subsbase", "list_invoices")]
    assert printed + len(prose) == len(bases)


@pytest.mark.parametrize("value", [Provider, Route, Graph, Call, Reply, Thing, Field, Where])
def test_help_shows_what_a_behaviour_is_made_of(value: type[Struct]) -> None:
    names = list(inspect.signature(value).parameters)
    assert names == list(value.__struct_fields__)
