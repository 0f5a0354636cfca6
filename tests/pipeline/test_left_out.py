"""An operation that no client can do is left out and told; the others are generated."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corrigenda.chosen import Candidate, chosen
from corrigenda.cli import main

BASE = Path(__file__).parent / "base" / "schemas" / "acme" / "provider.toml"

DOCUMENT = """\
openapi: 3.1.0
info: {title: Acme orders, version: "1"}
servers: [{url: https://api.acme.example}]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders, lists]
      responses:
        200:
          description: Orders
          content: {application/json: {schema: {$ref: '#/components/schemas/Orders'}}}
    post:
      operationId: createOrder
      tags: [orders]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}}
      responses: {204: {description: Done}}
  /orders/{id}/close:
    post:
      operationId: closeOrder
      tags: [orders]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {204: {description: Done}}
components:
  schemas:
    Orders:
      type: object
      properties: {data: {type: array, items: {$ref: '#/components/schemas/Order'}}}
    Order: {type: object, properties: {id: {type: string}}}
    New: {type: object, properties: {lines: {$ref: 'https://acme.example/[bold]:100:.yaml'}}}
    Unused: {type: object, properties: {lines: {$ref: 'https://acme.example/unused.yaml'}}}
"""


def lay_out(folder: Path, document: str = DOCUMENT, table: str = "") -> Path:
    schemas = folder / "schemas" / "acme"
    schemas.mkdir(parents=True)
    (schemas / "openapi.yaml").write_text(document)
    (schemas / "provider.toml").write_text(BASE.read_text() + table)
    return folder


def regenerate(folder: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, ["regenerate", *options])


def methods(folder: Path) -> set[str]:
    """The methods of the generated client, as another process sees them."""
    source = folder / "generated" / "acme" / "src"
    script = "import acme_client as it; print(*[n for n in dir(it.Acme) if n[:1] != '_'])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )
    names = ("list_orders", "create_order", "close_order")
    return {name for name in done.stdout.split() if name in names}


def test_only_what_reaches_the_fault_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = regenerate(lay_out(tmp_path), monkeypatch)

    assert result.exit_code == 0, result.output
    assert methods(tmp_path) == {"list_orders", "close_order"}
    assert "acme: 1 operation is left out" in result.stdout
    (row,) = [line for line in result.stdout.splitlines() if line.startswith("create_order")]
    assert "schemas/acme/openapi.yaml:30:" in row
    # What looks like markup or the name of an emoji is shown as it is.
    assert "https://acme.example/[bold]:100:.yaml" in "".join(result.stdout.split())
    assert "note: schemas/acme/openapi.yaml:31:" in result.stdout
    assert "unused.yaml" in result.stdout


def test_data_called_properties_has_no_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An example may have a list, or any keys, under `properties`."""
    example = '{properties: [{a"b: 1}, {properties: {a"b: 1}}]}'
    media = f"{{schema: {{type: object}}, example: {example}}}"
    document = DOCUMENT.replace(
        "requestBody: {", f"requestBody: {{content: {{application/json: {media}}}}} #"
    )
    result = regenerate(lay_out(tmp_path, document), monkeypatch)
    assert result.exit_code == 0, result.output
    assert "left out" not in result.output


def test_the_readme_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    regenerate(lay_out(tmp_path), monkeypatch)

    readme = (tmp_path / "generated" / "acme" / "README.md").read_text()
    section = readme.partition("## Not in this client")[2].partition("\n## ")[0]
    (row,) = [line for line in section.splitlines() if line.startswith("| `create_order`")]
    assert row.endswith("| openapi.yaml:30 |")


def test_the_readme_has_no_such_section_without_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = DOCUMENT.replace("https://acme.example/[bold]:100:.yaml", "#/components/schemas/Order")
    result = regenerate(lay_out(tmp_path, whole), monkeypatch)

    assert "left out" not in result.stdout
    assert "Not in this client" not in (tmp_path / "generated/acme/README.md").read_text()
    assert methods(tmp_path) == {"list_orders", "close_order", "create_order"}


def test_strict_makes_each_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = regenerate(lay_out(tmp_path), monkeypatch, "--strict")

    assert result.exit_code == 1
    assert "schemas/acme/openapi.yaml:30:" in result.stderr
    assert "unused.yaml" in result.stderr
    assert "2 problems; nothing was written" in result.stderr
    assert not (tmp_path / "generated").exists()


def test_no_operation_left_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = '\n[operations]\ninclude = ["id:createOrder"]\n'
    result = regenerate(lay_out(tmp_path, table=table), monkeypatch)

    assert result.exit_code == 1
    assert "schemas/acme/openapi.yaml:30:" in result.stderr
    assert not (tmp_path / "generated").exists()


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('include = ["tag:lists"]', {"list_orders"}),
        ('include = ["path:/orders/*"]', {"close_order"}),
        ('include = ["id:closeOrder", "id:list_orders"]', {"close_order", "list_orders"}),
        ('exclude = ["id:createOrder", "tag:lists"]', {"close_order"}),
        ('include = ["tag:orders"]\nexclude = ["path:/orders"]', {"close_order"}),
    ],
)
def test_operations_are_chosen(
    table: str, expected: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = regenerate(lay_out(tmp_path, table=f"\n[operations]\n{table}\n"), monkeypatch)

    assert result.exit_code == 0, result.output
    assert methods(tmp_path) == expected
    assert f"acme: {3 - len(expected)} operation" in result.stdout
    assert "left out" not in result.stdout


def test_strict_does_not_mind_what_only_excluded_operations_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = '\n[operations]\nexclude = ["id:createOrder"]\n'
    document = DOCUMENT.replace("https://acme.example/unused.yaml", "#/components/schemas/Order")
    result = regenerate(lay_out(tmp_path, document, table), monkeypatch, "--strict")

    assert result.exit_code == 0, result.output


def test_a_star_is_any_text_and_nothing_else_is_special() -> None:
    every = [Candidate(path, (), path) for path in ("/a/b/c", "/a/[b]", "/a/{id}", "/ax")]
    assert [one.path for one in chosen(every, ["path:/a/*"], [])] == ["/a/b/c", "/a/[b]", "/a/{id}"]
    assert [one.path for one in chosen(every, ["path:/a/[b]"], [])] == ["/a/[b]"]
    assert [one.path for one in chosen(every, ["path:/a?"], [])] == []


SHARED = """\
openapi: 3.1.0
info: {title: Acme orders, version: "1"}
servers: [{url: https://api.acme.example}]
paths:
  /orders/{id}:
    get:
      operationId: closeOrder
      parameters: [{$ref: '#/components/parameters/id'}]
      responses: {}
  /orders:
    get:
      operationId: listOrders
      parameters: [{$ref: '#/paths/~1orders~1%7Bid%7D/get/parameters/0'}]
      responses: {204: {description: Done}}
components:
  parameters:
    id: {name: id, in: path, required: true, schema: {type: string}}
"""


def test_a_shared_parameter_leaves_out_only_the_operation_whose_path_lacks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = regenerate(lay_out(tmp_path, SHARED), monkeypatch)
    assert done.exit_code == 0, done.output
    assert "the parameter `id` is not in the path `/orders`" in " ".join(done.output.split())
    assert methods(tmp_path) == {"close_order"}
