"""Text of a schema never becomes code, wherever it stands and whatever it says."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from corrigenda.build import regenerate
from corrigenda.problems import ProblemsError

ATTACKS = {
    "quotes": '''"""\nimport os; os.mkdir("pwned")\n"""''',
    "single": "'); __import__('os').mkdir('pwned') #",
    "escape": "trailing backslash \\",
    "template": "{{ ''.__class__ }}{% raw %}{# x",
    "format": "{0.__class__} %s $x `x`",
    "newlines": '\r\n\t\x85\u2028\u2029 end"',
    "toml": '"\n[project.scripts]\nx = "os:system',
}

SCHEMA = """
openapi: 3.1.0
info: {{title: {0}, version: "1", description: {0}}}
servers: [{{url: https://api.acme.example}}]
security: [{{key: []}}]
paths:
  /orders/{{id}}:
    parameters:
      - {{name: id, in: path, required: true, description: {0}, schema: {{type: string}}}}
    post:
      operationId: create_order
      summary: {0}
      description: {0}
      parameters:
        - {{name: {1}, in: query, description: {0}, schema: {{$ref: '#/components/schemas/Kind'}}}}
      requestBody:
        required: true
        content: {{application/json: {{schema: {{$ref: '#/components/schemas/Order'}}}}}}
      responses:
        200:
          description: {0}
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Order'}}}}}}
components:
  securitySchemes:
    key: {{type: apiKey, in: header, name: X-Key, description: {0}}}
  schemas:
    Kind: {{type: string, description: {0}, enum: [a, {0}]}}
    Item:
      type: object
      description: {0}
      properties: {{n: {{type: integer, description: {0}}}}}
    Order:
      type: object
      description: {0}
      required: [total]
      properties:
        total: {{type: number, format: decimal, description: {0}, x-aliases: [{1}]}}
        item: {{description: {0}, $ref: '#/components/schemas/Item'}}
        {2}: {{type: string, description: {0}}}
"""

PROVIDER = """
name = "Acme"
summary = {0}
version = "1.0.0"
[pages.orders]
title = "Orders"
address = "https://docs.acme.example/orders"
lines = 40
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
"""


def quoted(text: str) -> str:
    """A string that YAML and TOML read alike."""
    import json

    return json.dumps(text).replace("\x7f", "\\u007f")


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_text(attack: str, tmp_path: Path) -> None:
    folder = tmp_path / "schemas" / "acme"
    folder.mkdir(parents=True)
    text = ATTACKS[attack]
    # Names of properties with quotes and control characters are refused, so these do without.
    name = "".join(letter for letter in text if letter.isprintable() and letter not in '"\\')
    schema = SCHEMA.format(quoted(text), quoted(f"q{text}"), quoted(name))
    (folder / "openapi.yaml").write_text(schema, encoding="utf-8")
    (folder / "provider.toml").write_text(
        PROVIDER.format(quoted(ATTACKS[attack])), encoding="utf-8"
    )
    try:
        regenerate(tmp_path / "schemas", tmp_path / "overlays", tmp_path / "generated")
    except ProblemsError:
        assert not (tmp_path / "generated").exists()
        return
    source = tmp_path / "generated" / "acme" / "src"
    for path in source.rglob("*.py"):
        ast.parse(path.read_text(encoding="utf-8"))
    code = (
        "import acme_client as c; [getattr(c, name) for name in c.__all__];"
        "import acme_client._operations, acme_client.inputs; print('imported')"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=source, capture_output=True, text=True
    )
    assert done.stdout.strip() == "imported", done.stderr
    assert list(tmp_path.rglob("pwned")) == []


def test_most_hostile_text_is_no_reason_to_refuse(tmp_path: Path) -> None:
    """Otherwise the test above would prove nothing."""
    built = []
    for attack in ATTACKS:
        folder = tmp_path / attack
        try:
            test_hostile_text_stays_text(attack, folder)
        finally:
            built += [attack] if (folder / "generated").exists() else []
    assert built == list(ATTACKS)
