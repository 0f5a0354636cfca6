"""Names of a schema that mean something in Python, or in the generated modules themselves."""

import json
import subprocess
import sys
from pathlib import Path

from corrigenda.build import regenerate

BASE = Path(__file__).parent / "base"
NAMES = ["query", "fill", "call", "self", "iterate", "number", "answer", "class", "from", "date"]
NAMES += ["UNSET", "_call", "encode_body", "http_client", "json", "list", "type", "Decimal"]


def build(folder: Path) -> Path:
    """A package whose operation has all of these as query parameters and as members of its body."""
    schema = (BASE / "schemas/acme/openapi.yaml").read_text()
    parameters = [
        {"name": f"{name}", "in": "query", "schema": {"type": "string"}} for name in NAMES
    ]
    schema = schema.replace(
        "      requestBody:", f"      parameters: {json.dumps(parameters)}\n      requestBody:"
    )
    members = {f"{name}-member": {"type": "string", "format": "date"} for name in NAMES}
    schema = schema.replace(
        "description: In euros.}", f"description: In euros.}}, {json.dumps(members)[1:-1]}"
    ).replace("      properties:\n        total: {", "      properties: {total: {", 1)
    schema = schema.replace('"format": "date"}\n', '"format": "date"}}\n', 1)
    return generated(folder, schema)


def generated(folder: Path, schema: str) -> Path:
    (folder / "schemas/acme").mkdir(parents=True)
    (folder / "schemas/acme/openapi.yaml").write_text(schema)
    provider = (BASE / "schemas/acme/provider.toml").read_text()
    (folder / "schemas/acme/provider.toml").write_text(provider)
    regenerate(folder / "schemas", folder / "overlays", folder / "generated")
    return folder / "generated/acme/src"


SCRIPT = """
import inspect, json, sys
from datetime import date
from acme_client import _operations

names = [name for name in inspect.signature(_operations.create_order).parameters if name != "total"]
queries = [name for name in names if "_member" not in name]
values = {name: name if name in queries else date(2022, 1, 1) for name in names}
call = _operations.create_order(total=1, **values)
print(json.dumps([call.query, json.loads(call.body)]))
"""


def test_arguments_shadow_nothing(tmp_path: Path) -> None:
    source = build(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=source, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    query, body = json.loads(done.stdout)
    assert [name for name, _value in query] == NAMES
    assert body == {"total": 1, **{f"{name}-member": "2022-01-01" for name in NAMES}}


PATH = """\
  /shops/{shop-id}/{orderId}/{Kind}/{from}:
    get:
      operationId: getThing
      parameters:
        - {name: shop-id, in: path, required: true, schema: {type: string}}
        - {name: orderId, in: path, required: true, schema: {type: integer}}
        - {name: Kind, in: path, required: true, schema: {type: string}}
        - {name: from, in: path, required: true, schema: {type: string}}
      responses:
        200:
          description: The order.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Order'}
"""


def test_parameters_of_a_path_in_any_case(tmp_path: Path) -> None:
    schema = (BASE / "schemas/acme/openapi.yaml").read_text()
    source = generated(tmp_path, schema.replace("components:\n", f"{PATH}components:\n", 1))
    script = (
        "from acme_client import _operations\n"
        "print(_operations.get_thing('a/b', 7, 'k', from_='f').path)\n"
        "print(_operations.get_thing(shop_id='a', order_id=7, kind='k', from_='f').path)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=source, capture_output=True, text=True
    )
    assert done.stdout.split() == ["/shops/a%2Fb/7/k/f", "/shops/a/7/k/f"], done.stderr
