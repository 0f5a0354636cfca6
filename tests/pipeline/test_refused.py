"""A schema that a generator refuses takes only its own operations with it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda import build
from corrigenda.cli import main
from corrigenda.generate.process import Accepts, generators
from corrigenda.generate.refused import refused_schemas
from corrigenda.trees import Object

BASE = Path(__file__).parent / "base" / "schemas" / "acme" / "provider.toml"

DOCUMENT = """\
openapi: 3.1.0
info: {title: Acme orders, version: "1"}
servers: [{url: https://api.acme.example}]
paths:
  /orders:
    get:
      operationId: getOrder
      responses:
        200:
          description: Order
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
  /pets:
    get:
      operationId: getPet
      responses:
        200:
          description: Pet
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Order: {type: object, properties: {line: {$ref: '#/components/schemas/Line'}}}
    Line: {type: object, properties: {id: {type: string}}}
    Pet: {type: object, properties: {id: {type: string}}}
"""


def reference(name: str) -> Object:
    return {"$ref": f"#/components/schemas/{name}"}


def test_the_culprit_is_found_and_not_those_that_refer_to_it() -> None:
    schemas: Object = {f"S{n}": {"properties": {"a": reference(f"S{n + 1}")}} for n in range(40)}
    schemas |= {f"T{n}": {"type": "object"} for n in range(40)}
    schemas["S40"] = {"x": reference("S39")}  # a circle of two
    runs: list[int] = []

    def accepts(some: Object) -> bool:
        runs.append(len(some))
        named = {one["$ref"].rpartition("/")[2] for one in map(_inner, some.values()) if one}
        assert named <= some.keys(), "what is judged refers to nothing outside"
        return not {"S17", "T5"} & some.keys()

    assert list(refused_schemas(schemas, accepts)) == ["T5", "S17"]
    assert len(runs) < 20


def _inner(schema: Object) -> Object:
    found: Object = schema.get("x") or schema.get("properties", {}).get("a", {})
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A provider whose generator refuses the schema `Line`, and says so in its own words."""
    schemas = tmp_path / "schemas" / "acme"
    schemas.mkdir(parents=True)
    (schemas / "openapi.yaml").write_text(DOCUMENT)
    (schemas / "provider.toml").write_text(BASE.read_text())

    @contextmanager
    def refusing(trial: Path) -> Iterator[Accepts]:
        with generators(trial) as accepts:

            def refuse(module: str, arguments: Sequence[str], folder: Path) -> bool:
                source = arguments[0].removeprefix("--input=")
                refused = '"Line": {' in (folder / source).read_text() and source == "models.json"
                return not refused and accepts(module, arguments, folder)

            yield refuse

    monkeypatch.setattr(build, "generators", refusing)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_only_its_operations_are_left_out(folder: Path) -> None:
    result = CliRunner().invoke(main, ["regenerate"])

    assert result.exit_code == 0, result.output
    (row,) = [line for line in result.stdout.splitlines() if line.startswith("get_order")]
    assert "schemas/acme/openapi.yaml:22:5" in row
    client = (folder / "generated/acme/src/acme_client/client.py").read_text()
    assert "def get_pet(" in client
    assert "get_order" not in client


def test_strict_names_the_schema_and_its_place(folder: Path) -> None:
    result = CliRunner().invoke(main, ["regenerate", "--strict"])

    assert result.exit_code == 1
    assert result.stderr == (
        "schemas/acme/openapi.yaml:22:5: datamodel-code-generator makes no class of `Line`\n"
        "  fix: write it in another form, or `exclude` its operations in `provider.toml`\n"
        "1 problem; nothing was written\n"
    )
