"""Whatever a schema calls its properties, structs keep their methods, and JSON its names."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from corrigenda.build import regenerate
from corrigenda.naming import OFFERED
from corrigenda.runtime.models import Model

HERE = Path(__file__).parent
OTHERS = {name: f"{name}_" for name in ("to_dict", "from_dict", "to_json", "from_json", "class")}
KEPT = ["given", "copy", "replace", "model_config", "self", "cls", "deepcopy", "tag", "type"]
KEPT += ["property_name", "raw", "typename", "msgspec", "pickle", "single", "validate"]

GRAPHQL = {
    **OTHERS,
    **{name: name for name in KEPT},
    "toDict": "to_dict_2",
    "property": "property_",
    "date": "date",
    "fooBar": "foo_bar_2",
    "foo_bar": "foo_bar",
}
OPENAPI = {
    **GRAPHQL,
    "__replace__": "replace_2",
    "__struct_fields__": "struct_fields",
    "__class__": "class_2",
    "__init__": "init",
    "__dict__": "dict_",
    "__aliases__": "aliases",
    "_missing_": "missing",
    "__get_pydantic_core_schema__": "get_pydantic_core_schema",
    "\N{GRINNING FACE}": "u1f600",
    "\N{DESERET CAPITAL LETTER LONG I}": "\N{DESERET SMALL LETTER LONG I}",
    "हिन्दी": "हिन्दी",
    "$ref": "ref",
    "+1": "plus_1",
    "a.b": "a_b",
    "Order.id": "order_id",
}

SCRIPT = """
import copy, json, pickle, sys
import acme_client

(wires, inner) = json.loads(sys.argv[1])
kind = getattr(acme_client, "Order")
text = json.dumps({**dict.fromkeys(wires, "x"), **inner})
order = kind.from_json(text)
assert json.loads(order.to_json()) == json.loads(text)
plain = {key: str(one) if key == "day" else one for key, one in order.to_dict().items()}
assert plain == json.loads(text)
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
    day = {"type": "string", "format": "date"}
    written = json.dumps({**members, "lines": lines, "day": day}, ensure_ascii=False)[1:-1]
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
    inner = {"id": "1", "total": 1, "lines": [], "day": "2022-05-30"}
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
