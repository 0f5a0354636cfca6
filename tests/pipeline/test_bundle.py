"""A schema may be spread over files: each part has the place where its author wrote it."""

import os
from pathlib import Path

import pytest

from corrigenda.documents import Document, read_document
from corrigenda.layout import unused_files
from corrigenda.openapi.bundle import bundle
from corrigenda.problems import ProblemsError
from corrigenda.provider import find_providers
from corrigenda.trees import Location

MAIN = """\
openapi: 3.1.0
info: {title: Acme, version: "1"}
paths:
  /pets: {$ref: ./paths/pets.yaml}
components:
  schemas:
    Pet: {$ref: 'schemas/pet.yaml#/Pet'}
    Mark: {type: string}
"""

FILES = {
    "paths/pets.yaml": """\
get:
  operationId: listPets
  parameters: [{$ref: '../shared.json#/parameters/limit'}]
  responses:
    200:
      description: Pets
      content:
        application/json:
          schema: {type: array, items: {$ref: ../schemas/pet.yaml#/Pet}}
          example: [{$ref: ../shared.json#/example}, {$ref: no, such: thing}]
""",
    "schemas/pet.yaml": """\
Pet:
  type: object
  properties:
    owner: {$ref: 'owner.yaml'}
    mark: {$ref: '../openapi.yaml#/components/schemas/Mark'}
    kind: {$ref: '#/Kind'}
Kind: {type: string, enum: [cat, dog]}
""",
    "schemas/owner.yaml": """\
type: object
description: {$ref: ../owner.md}
properties:
  pets: {type: array, items: {$ref: 'pet.yaml#/Pet'}}
  again: {$ref: '#'}
""",
    "shared.json": '{"parameters": {"limit": {"name": "limit", "in": "query",\n'
    '  "schema": {"type": "integer"}}}, "example": {"mark": "x"}}',
    "owner.md": "Who owns a pet.\n",
}


def lay_out(folder: Path, main: str = MAIN, **files: str) -> Path:
    for name, text in {"openapi.yaml": main, **FILES, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def bundled(folder: Path) -> Document:
    return bundle(read_document(folder / "openapi.yaml"), folder)


def shown(document: Document, folder: Path, *location: str | int) -> str:
    at: Location = location
    place = document.place(at)
    return f"{place.path.relative_to(folder).as_posix()}:{place.line}:{place.column}"


def test_schemas_are_named_and_everything_else_is_put_in_place(tmp_path: Path) -> None:
    document = bundled(lay_out(tmp_path))

    operation = document.root["paths"]["/pets"]["get"]
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    assert operation["parameters"] == [limit]
    media = operation["responses"]["200"]["content"]["application/json"]
    assert media == {
        "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
        "example": [{"mark": "x"}, {"$ref": "no", "such": "thing"}],
    }
    assert document.root["components"]["schemas"] == {
        "Pet": {
            "type": "object",
            "properties": {
                "owner": {"$ref": "#/components/schemas/owner"},
                "mark": {"$ref": "#/components/schemas/Mark"},
                "kind": {"$ref": "#/components/schemas/Kind"},
            },
        },
        "Mark": {"type": "string"},
        "owner": {
            "type": "object",
            "description": "Who owns a pet.\n",
            "properties": {
                "pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
                "again": {"$ref": "#/components/schemas/owner"},
            },
        },
        "Kind": {"type": "string", "enum": ["cat", "dog"]},
    }


def test_each_part_has_its_place(tmp_path: Path) -> None:
    document = bundled(lay_out(tmp_path))
    get = ("paths", "/pets", "get")

    assert shown(document, tmp_path, "info") == "openapi.yaml:2:1"
    assert shown(document, tmp_path, *get, "responses") == "paths/pets.yaml:4:3"
    assert shown(document, tmp_path, *get, "parameters", 0, "schema") == "shared.json:2:3"
    schemas = ("components", "schemas")
    assert shown(document, tmp_path, *schemas, "Pet", "properties", "kind") == (
        "schemas/pet.yaml:6:5"
    )
    assert shown(document, tmp_path, *schemas, "owner", "properties") == "schemas/owner.yaml:3:1"
    assert shown(document, tmp_path, *schemas, "Mark") == "openapi.yaml:8:5"


def test_a_document_without_files_is_the_same(tmp_path: Path) -> None:
    main = MAIN.replace("./paths/pets.yaml", "https://acme.example/pets.yaml")
    main = main.replace("schemas/pet.yaml#/Pet", "#/components/schemas/Mark")
    document = read_document(lay_out(tmp_path, main) / "openapi.yaml")

    assert bundle(document, tmp_path) is document


def test_two_schemas_of_one_name_get_two(tmp_path: Path) -> None:
    main = MAIN.replace("Mark: {type: string}", "Kind: {type: integer}")
    document = bundled(lay_out(tmp_path, main))

    kind = document.root["components"]["schemas"]["Pet"]["properties"]["kind"]
    assert kind == {"$ref": "#/components/schemas/pet_Kind"}
    assert document.root["components"]["schemas"]["Kind"] == {"type": "integer"}


def test_what_does_not_exist_stays_for_normalizing_to_tell(tmp_path: Path) -> None:
    pet = "Pet: {properties: {a: {$ref: 'none.yaml#/A'}, b: {$ref: '#/components/schemas/Mark'}}}"
    document = bundled(lay_out(tmp_path, **{"schemas/pet.yaml": pet}))

    # `#/components/schemas/Mark` exists, but in another file.
    assert document.root["components"]["schemas"]["Pet"]["properties"] == {
        "a": {"$ref": "schemas/none.yaml#/A"},
        "b": {"$ref": "schemas/pet.yaml#/components/schemas/Mark"},
    }


@pytest.mark.parametrize("reference", ["a%00b.yaml", "loop.yaml", f"{'x' * 300}.yaml", "."])
def test_what_no_file_can_be_called_leads_nowhere(reference: str, tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "acme", MAIN.replace("schemas/pet.yaml#/Pet", f"{reference}#/Pet"))
    os.symlink("loop.yaml", folder / "loop.yaml")

    document = bundled(folder)

    assert document.root["components"]["schemas"]["Pet"]["$ref"].endswith("#/Pet")


@pytest.mark.parametrize("reference", ["../secret.yaml", "/etc/hostname", "link.yaml"])
def test_nothing_outside_the_folder_is_read(reference: str, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("type: string")
    folder = lay_out(tmp_path / "acme", MAIN.replace("schemas/pet.yaml#/Pet", reference))
    os.symlink(tmp_path / "secret.yaml", folder / "link.yaml")

    document = bundled(folder)

    # It stays a reference, which normalizing finds to lead nowhere.
    assert document.root["components"]["schemas"]["Pet"] == {"$ref": reference}
    assert not any("secret" in str(path) for path in document.files)


def test_a_circle_that_is_no_schema_is_a_problem(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, **{"paths/pets.yaml": "{$ref: other.yaml}"})
    (folder / "paths" / "other.yaml").write_text("{$ref: pets.yaml}")

    with pytest.raises(ProblemsError, match=r"`\$ref: pets\.yaml` leads back to itself"):
        bundled(folder)


def test_a_file_that_is_no_yaml_is_a_problem_with_its_place(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, **{"schemas/owner.yaml": "type: object\nproperties: ]"})

    with pytest.raises(ProblemsError) as caught:
        bundled(folder)
    (problem,) = set(caught.value.problems)
    assert (problem.place.path.name, problem.place.line) == ("owner.yaml", 2)


def test_a_file_to_which_nothing_refers_is_a_problem(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "schemas" / "acme", **{"unused.yaml": "type: string"})
    base = Path(__file__).parent / "base" / "schemas" / "acme" / "provider.toml"
    (folder / "provider.toml").write_text(base.read_text())
    (provider,) = find_providers(tmp_path / "schemas", tmp_path / "overlays")

    (problem,) = unused_files(provider.folder, bundled(folder).files)
    assert problem.place.path == folder / "unused.yaml"


def test_a_folder_that_doubles_itself_ends(tmp_path: Path) -> None:
    """Each file holds the next one ten times: the bundle stops growing at its bound."""
    step = "[{}]".format(", ".join(["{{$ref: p{0}.yaml}}"] * 10))
    for n in range(8):
        (tmp_path / f"p{n}.yaml").write_text(f"x: {step.format(n + 1)}")
    (tmp_path / "p8.yaml").write_text("x: 1")
    (tmp_path / "openapi.yaml").write_text("paths: {/a: {get: {example: {$ref: p0.yaml}}}}")

    with pytest.raises(ProblemsError, match="more than 1,000,000 nodes"):
        bundled(tmp_path)
