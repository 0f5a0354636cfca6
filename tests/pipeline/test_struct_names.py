"""Whatever a schema calls its properties, structs keep their methods, and JSON its names."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from corrigenda.build import regenerate
from corrigenda.naming import OFFERED, other_names
from corrigenda.runtime.models import Model

HERE = Path(__file__).parent
OTHERS = {name: f"{name}_" for name in ("to_dict", "from_dict", "to_json", "from_json", "class")}
KEPT = ["given", "copy", "replace", "model_config", "self", "cls", "deepcopy", "tag", "type"]
KEPT += ["property_name", "raw", "typename", "msgspec", "pickle", "single", "validate"]

OPENAPI = {
    **OTHERS,
    **{name: name for name in KEPT},
    "toDict": "to_dict__",
    "property": "property_",
    "__replace__": "field__replace__",
    "__struct_fields__": "field__struct_fields__",
    "__class__": "field__class__",
    "__init__": "field__init__",
    "__dict__": "field__dict__",
    "__aliases__": "field__aliases__",
    "_missing_": "field_missing_",
    "__get_pydantic_core_schema__": "field__get_pydantic_core_schema__",
}
GRAPHQL = {**OTHERS, **{name: name for name in [*KEPT, "property"]}}

SCRIPT = """
import copy, json, pickle, sys
import acme_client

(wires, inner) = json.loads(sys.argv[1])
kind = getattr(acme_client, "Order")
text = json.dumps({**dict.fromkeys(wires, "x"), **inner})
order = kind.from_json(text)
assert json.loads(order.to_json()) == order.to_dict() == json.loads(text)
assert kind.from_dict(order.to_dict()) == order
assert pickle.loads(pickle.dumps(order)) == copy.deepcopy(order) == order.__replace__() == order
assert [getattr(order, name) for name in wires.values()] == ["x"] * len(wires)
attributes = dict(zip(kind.__struct_encode_fields__, kind.__struct_fields__))
print(json.dumps({wire: attributes[wire] for wire in wires}))
"""


def run(folder: Path, wires: dict[str, str], inner: dict[str, Any]) -> Any:
    regenerate(folder / "schemas", folder / "overlays", folder / "generated")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps([wires, inner])],
        cwd=folder / "generated/acme/src",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def copied(base: str, folder: Path) -> Path:
    shutil.copytree(HERE / base / "schemas", folder / "schemas")
    shutil.rmtree(folder / "schemas/acme/samples")
    return folder / "schemas/acme"


def openapi(folder: Path, singles: str) -> None:
    acme = copied("base", folder)
    members = {name: {"type": "string"} for name in OPENAPI}
    lines = {"type": "array", "items": {"$ref": "#/components/schemas/NewOrder"}}
    written = json.dumps({**members, "lines": lines})[1:-1]
    schema = (acme / "openapi.yaml").read_text()
    schema = schema.replace("id: {type: string}\n", f"id: {{type: string}}, {written}, ")
    schema = schema.replace("properties:\n        id:", "properties: {id:")
    schema = schema.replace(
        "        total: {type: number, format: decimal}\n",
        "total: {type: number, format: decimal}}\n",
    )
    (acme / "openapi.yaml").write_text(schema)
    with (acme / "provider.toml").open("a") as file:
        file.write(singles)


def test_properties_of_openapi(tmp_path: Path) -> None:
    openapi(tmp_path, '[singles]\n"Order.lines" = "line"\n')
    inner = {"id": "1", "total": 1, "lines": []}
    assert run(tmp_path, OPENAPI, inner) == OPENAPI


def test_fields_of_graphql(tmp_path: Path) -> None:
    acme = copied("base-graphql", tmp_path)
    schema = (acme / "schema.graphql").read_text()
    fields = "".join(f"  {name}: String\n" for name in GRAPHQL)
    schema = schema.replace("  total: Money\n", f"  total: Money\n{fields}")
    schema = schema.replace("  total: Money!\n", f"  total: Money!\n{fields}")
    (acme / "schema.graphql").write_text(schema)
    query = (acme / "operations/get_order.graphql").read_text()
    selected = query.replace("    kind\n", f"    {' '.join(GRAPHQL)}\n")
    (acme / "operations/get_order.graphql").write_text(selected)
    assert run(tmp_path, GRAPHQL, {"id": "1", "customer": None}) == GRAPHQL


def test_every_public_method_of_a_struct_is_known_to_the_names() -> None:
    offered = {name for name in dir(Model) if not name.startswith("_")}
    assert offered == set(OFFERED)


def test_other_names_are_unlike_all_names() -> None:
    assert other_names(["id", "to_json"], OFFERED) == {"to_json": "to_json_"}
    names = ["toJson", "to_json", "to-json", "to_json_", "x"]
    others = other_names(names, OFFERED)
    assert others == {
        "to_json": "to_json_",
        "to-json": "to_json__",
        "toJson": "to_json___",
        "to_json_": "to_json____",
    }
    assert other_names(reversed(names), OFFERED) == others
