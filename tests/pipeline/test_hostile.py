"""Text of a schema never becomes code, wherever it stands and whatever it says."""

import ast
import json
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from graphql import Node, StringValueNode, Visitor, parse, visit

from corrigenda.build import regenerate
from tests.pipeline.hostile import document

ATTACKS = {
    "quotes": '''"""\nimport os; os.mkdir("pwned")\n"""''',
    "single": "'); __import__('os').mkdir('pwned') #",
    "escape": "trailing backslash \\",
    "template": "{{ ''.__class__ }}{% raw %}{# x",
    "format": "{0.__class__} %s $x `x`",
    "newlines": '\r\n\t\x85\u2028\u2029 end"',
    "toml": '"\n[project.scripts]\nx = "os:system',
    "beyond": "an emoji \U0001f600, \x7f and \x1f",
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
      deprecated: true
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


SDL = """
directive @note(text: String! = {0}) on FIELD_DEFINITION
{0} scalar Any
{0} type Query {{
  {0} order(
    {0} id: ID! = {0}, {0} kind: Kind = class @deprecated(reason: {0})
  ): Order! @note(text: {0}) @deprecated(reason: {0})
  {0} orders({0} filter: Filter = {{text: {0}, all: [{{text: {0}}}]}}): [Found!]!
}}
{0} interface Named {{ {0} name: String }}
{0} type Order implements Named {{
  {0} id: ID!  {0} name: String  {0} total({0} in: String = {0}): Any
  {0} old: Int @deprecated(reason: {0}) }}
{0} type Other implements Named {{ {0} name: String }}
{0} union Found = Order | Other
{0} enum Kind {{ {0} class  {0} small @deprecated(reason: {0}) }}
{0} input Filter {{ {0} text: String = {0}  {0} all: [Filter!] = []  {0} class: Kind = class
  {0} old: Int @deprecated(reason: {0}) }}
"""

OPERATIONS = """
# {1}
query GetOrder($id: ID! = {0}, $in: String = {0}) {{
  order(id: $id) {{ id name old total(in: $in) other: total(in: {0}) }}
}}
# {1}
query ListOrders($text: String = {0}) {{
  orders(filter: {{text: {0}, all: [{{text: $text}}, {{text: {0}}}]}}) {{
    ... on Named {{ name }} ... on Order {{ id total(in: {0}) }}
  }}
}}
"""

GRAPHQL = """
name = "Acme"
summary = {0}
version = "1.0.0"
[service]
url = "https://api.acme.example"
[credentials.key]
header = "X-Key"
prefix = {1}
[scalars]
Any = "json"
[pages.orders]
title = {0}
address = "https://docs.acme.example/orders"
lines = 40
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
"""


def quoted(text: Any) -> str:
    """A string that YAML, TOML and GraphQL read alike, or JSON that YAML reads."""
    return json.dumps(text, ensure_ascii=False).translate({at: f"\\u{at:04x}" for at in _CONTROL})


_CONTROL = [*range(0x20), 0x7F, 0x85, 0x2028, 0x2029]


def openapi(folder: Path, text: str) -> None:
    # Names of properties with quotes and control characters are refused, so these do without.
    name = "".join(letter for letter in text if letter.isprintable() and letter not in '"\\')
    schema = SCHEMA.format(quoted(text), quoted(f"q{text}"), quoted(name))
    (folder / "openapi.yaml").write_text(schema, encoding="utf-8")
    (folder / "provider.toml").write_text(PROVIDER.format(quoted(text)), encoding="utf-8")


def graphql(folder: Path, text: str) -> None:
    comment = "".join(letter for letter in text if letter.isprintable())
    (folder / "operations").mkdir()
    (folder / "schema.graphql").write_text(SDL.format(quoted(text)), encoding="utf-8")
    operations = OPERATIONS.format(quoted(text), comment)
    (folder / "operations/all.graphql").write_text(operations, encoding="utf-8")
    # What no header can begin with is refused, so the prefix does without.
    prefix = "".join(letter for letter in text if " " <= letter <= "~")
    provider = GRAPHQL.format(quoted(text), quoted(prefix))
    (folder / "provider.toml").write_text(provider, encoding="utf-8")


def everywhere(folder: Path, text: str) -> None:
    schema = json.dumps(document(text), ensure_ascii=False)
    escaped = schema.translate({at: f"\\u{at:04x}" for at in _CONTROL})
    (folder / "openapi.yaml").write_text(escaped, encoding="utf-8")
    (folder / "provider.toml").write_text(PROVIDER.format(quoted(text)), encoding="utf-8")


KINDS = {"openapi": openapi, "graphql": graphql, "everywhere": everywhere}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_text(attack: str, kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "schemas" / "acme"
    folder.mkdir(parents=True)
    KINDS[kind](folder, ATTACKS[attack])
    regenerate(tmp_path / "schemas", tmp_path / "overlays", tmp_path / "generated")
    package = tmp_path / "generated" / "acme"
    tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))
    for path in (package / "src").rglob("*.py"):
        ast.parse(path.read_text(encoding="utf-8"))
    code = (
        "import acme_client as c; [getattr(c, name) for name in c.__all__];"
        "import acme_client._operations, acme_client.inputs; print('imported')"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=package / "src",
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "imported", done.stderr
    assert list(tmp_path.rglob("pwned")) == []


PLAIN = {"tag", "words", "query", "default", "answer_header", "title", "x_name"}
PLAIN |= {"enum", "numbers", "tagged", "discriminator", "callbacks", "vendor", "path"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_only_operations_that_cannot_work_are_left_out(attack: str, tmp_path: Path) -> None:
    folder = tmp_path / "schemas/acme"
    folder.mkdir(parents=True)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        schema = json.dumps(document(ATTACKS[attack], server.getsockname()[1]), ensure_ascii=False)
        escaped = schema.translate({at: f"\\u{at:04x}" for at in _CONTROL})
        (folder / "openapi.yaml").write_text(escaped, encoding="utf-8")
        (folder / "provider.toml").write_text(PROVIDER.format(quoted("x")), encoding="utf-8")
        (built,) = regenerate(tmp_path / "schemas", tmp_path / "overlays", tmp_path / "generated")
        with pytest.raises(BlockingIOError):
            server.accept()
    out = {one.operation for one in built.left_out}
    assert out.isdisjoint({f"do_{name}" for name in PLAIN})
    assert {"do_file", "do_passwords", "do_remote"} <= out


@pytest.mark.parametrize("attack", ATTACKS)
def test_literals_of_operations_mean_what_they_meant(attack: str, tmp_path: Path) -> None:
    folder = tmp_path / "schemas" / "acme"
    folder.mkdir(parents=True)
    graphql(folder, ATTACKS[attack])
    regenerate(tmp_path / "schemas", tmp_path / "overlays", tmp_path / "generated")
    operations = tmp_path / "generated/acme/src/acme_client/_operations.py"
    texts = [
        ast.literal_eval(node.args[0])
        for node in ast.walk(ast.parse(operations.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_graphql.Document"
    ]
    found = [node for text in texts for node in strings(parse(text))]
    assert found == [ATTACKS[attack]] * len(found)
    assert len(found) == 7


def strings(node: Node) -> list[str]:
    """The values of all string literals below a node."""
    found: list[str] = []

    class Strings(Visitor):
        def enter_string_value(self, node: StringValueNode, *_: object) -> None:
            found.append(node.value)

    visit(node, Strings())
    return found
