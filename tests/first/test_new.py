"""What `corrigenda new` writes is taken as it is, and so is its example once it is uncommented."""

import json
import re
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corrigenda.cli import main
from corrigenda.correct import Corrected, correct
from corrigenda.openapi.correct import CorrectedOpenAPI
from corrigenda.provider import find_providers
from tests.first.schemas import INTROSPECTION, OPENAPI, SDL


@pytest.fixture(autouse=True)
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["new", *arguments])
    assert result.exit_code == 0, result.output
    return result


def corrected(key: str = "acme", strict: bool = False) -> Corrected:
    (provider,) = find_providers(Path("schemas"), Path("overlays"), (key,))
    return correct(provider, strict)


def uncomment(path: Path) -> None:
    """Take one comment sign from each line, but not from sentences."""
    lines = path.read_text().splitlines()
    path.write_text("".join(f"{re.sub('^# ', '', line)}\n" for line in lines))


def uncomment_manifest() -> None:
    path = Path("schemas/acme/provider.toml")
    lines = path.read_text().splitlines()
    tables = (re.sub(r"^# (?=\[|\w+ = )", "", line) for line in lines)
    path.write_text("".join(f"{line}\n" for line in tables))


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("option", "name", "text", "copy"),
    [
        ("--openapi", "any.yaml", OPENAPI, "openapi.yaml"),
        ("--openapi", "any.json", json.dumps({"openapi": "3.0.0"}), "openapi.yaml"),
        ("--graphql", "any.gql", SDL, "schema.graphql"),
        ("--graphql", "any.json", INTROSPECTION, "schema.json"),
    ],
)
def test_needs_no_edit(option: str, name: str, text: str, copy: str, strict: bool) -> None:
    if text == json.dumps({"openapi": "3.0.0"}):
        text = as_json(OPENAPI)
    Path(name).write_text(text)
    new("acme", option, name)
    assert (Path("schemas/acme") / copy).read_text() == text
    assert corrected(strict=strict).operations
    assert Path("schemas/acme/samples").is_dir()


def as_json(text: str) -> str:
    """The same document as JSON with tabs and pairs of surrogates, which YAML does not have."""
    from corrigenda.texts.yaml_reader import read_yaml
    from corrigenda.trees import to_builtins

    root = to_builtins(read_yaml(text)[0])
    root["info"]["description"] = "\U0001f600"
    return json.dumps(root, indent="\t")


@pytest.mark.parametrize(
    ("option", "name", "text"),
    [
        ("--openapi", "any.yaml", OPENAPI),
        ("--graphql", "any.graphql", SDL),
        ("--graphql", "any.json", INTROSPECTION),
        ("--graphql", "root.graphql", "type Query { hello: String }"),
        ("--graphql", "fixed.graphql", "interface A { a: ID! } type Query implements A { a: ID! }"),
    ],
)
@pytest.mark.parametrize("with_page", [False, True])
def test_the_examples_are_valid(option: str, name: str, text: str, with_page: bool) -> None:
    Path(name).write_text(text)
    Path("page.txt").write_text("A page.")
    new("acme", option, name, *(["--page", "page.txt"] if with_page else []))
    assert corrected().overlays == ()
    (overlay,) = Path("overlays/acme").iterdir()
    uncomment(overlay)
    assert len(corrected().overlays) == 1
    uncomment_manifest()
    after = corrected(strict=with_page)
    assert [list(one.corrections) for one in after.overlays] == [["ACME-1"] if with_page else []]
    assert tomllib.loads(Path("schemas/acme/provider.toml").read_text())["request_id_headers"]
    if isinstance(after, CorrectedOpenAPI):
        assert after.operations[0].deprecated


def test_the_example_reaches_an_odd_path() -> None:
    Path("any.yaml").write_text(OPENAPI.replace("/orders/{id}", "/it's/\\\"{id}"))
    new("acme", "--openapi", "any.yaml")
    (overlay,) = Path("overlays/acme").iterdir()
    uncomment(overlay)
    uncomment_manifest()
    assert corrected().operations


def test_says_what_it_did_and_what_is_next() -> None:
    Path("any.graphql").write_text(SDL)
    said = new("acme", "--graphql", "any.graphql", "--schemas", "my schemas")
    assert said.stdout == (
        "wrote my schemas/acme/operations/ (4 files)\n"
        "wrote my schemas/acme/provider.toml\n"
        "wrote my schemas/acme/schema.graphql\n"
        "wrote overlays/acme/10-first.graphql\n"
        "next:\n"
        "  corrigenda regenerate acme --schemas 'my schemas'\n"
        "  pip install ./generated/acme\n"
        "  python -c 'import acme_client; help(acme_client.Acme)'\n"
    )
    assert said.stderr == (
        "note: subscriptions are not supported, and have no operations\n"
        "note: the URL of the service is not known: replace https://replace-me.invalid/graphql"
        " in provider.toml\n"
    )


def test_takes_several_samples() -> None:
    Path("get_order.json").write_text('{"id": 7}')
    Path("list_orders.json").write_text('[{"id": 7}]')
    said = new("acme", "--sample", "get_order.json", "list_orders.json", "--name", "ACME").stdout
    assert "wrote schemas/acme/samples/ (2 files)\n" in said
    assert len(corrected().operations) == len(corrected().samples) == 2
    uncomment(*Path("overlays/acme").iterdir())
    uncomment_manifest()
    assert corrected().overlays


def test_the_url_and_the_name_are_taken() -> None:
    Path("any.graphql").write_text(SDL)
    url = "https://api.acme.example/graphql"
    said = new("acme", "--graphql", "any.graphql", "--url", url, "--name", "ACME").output
    assert "replace-me" not in said
    provider = corrected().provider
    assert provider.service
    assert (provider.service.url, provider.name) == (url, "ACME")


def test_the_files_of_a_document_come_along() -> None:
    """A file that refers back to the document by its name still does."""
    for path, text in {
        "api/main file.json": '{"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, '
        '"paths": {"/orders": {"$ref": "paths/orders.yaml#/all"}}, '
        '"components": {"schemas": {"Order": {"type": "object", "properties": '
        '{"id": {"type": "string"}}}}}}',
        "api/paths/orders.yaml": "all:\n  get:\n    operationId: getOrder\n    responses:\n"
        "      200:\n        description: Found\n        content:\n          application/json:\n"
        "            schema: {$ref: '../main%20file.json#/components/schemas/Order'}\n",
    }.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text)
    said = new("acme", "--openapi", "api/main file.json").stderr
    assert "note: references to main file.json are references to openapi.yaml now\n" in said
    found = corrected(strict=True)
    assert isinstance(found, CorrectedOpenAPI)
    assert list(found.dialect.root["components"]["schemas"]) == ["Order"]


def test_a_page_is_recorded() -> None:
    Path("any.yaml").write_text(OPENAPI)
    html = (
        '<!DOCTYPE html>\r\n<title>Orders &amp;\n "returns"</title>\n'
        '<link rel="canonical" href="https://docs.acme.example/orders">\n<p>All of them.\n'
    )
    Path("Orders Page.html").write_bytes(html.encode())
    Path("notes.txt").write_text("one\ntwo\nthree")
    said = new("acme", "--openapi", "any.yaml", "--page", "Orders Page.html", "--page", "notes.txt")
    assert "those of the HTML source" in said.stderr
    assert "notes.txt does not say its address" in said.stderr
    pages = corrected().provider.pages
    page, notes = pages["orders-page"], pages["notes"]
    assert (page.title, page.lines) == ('Orders & "returns"', 5)
    assert page.address == "https://docs.acme.example/orders"
    assert page.sha256 == sha256(html.encode()).hexdigest()
    assert (notes.title, notes.lines) == ("notes", 3)
    assert notes.address == "https://replace-me.invalid/notes"


@pytest.mark.parametrize("title", ['"""\\', "a\nb", "\x7f\u2028#", "]]\n[service]", ""])
def test_a_title_is_only_text(title: str) -> None:
    Path("any.yaml").write_text(OPENAPI.replace("title: Shop", f"title: {json.dumps(title)}"))
    new("acme", "--openapi", "any.yaml")
    provider = corrected().provider
    assert provider.name == "Acme"
    assert provider.summary.startswith("Calls the ")


def test_an_unexpected_end_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("any.yaml").write_text(OPENAPI)
    before = sorted(Path().rglob("*"))

    def interrupted(path: Path, target: Path) -> Path:
        if target.parts[0] == "overlays":
            raise KeyboardInterrupt
        return rename(path, target)

    rename = Path.rename
    monkeypatch.setattr(Path, "rename", interrupted)
    result = CliRunner().invoke(main, ["new", "acme", "--openapi", "any.yaml"])
    assert result.exit_code == 130
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize(
    ("key", "client"),
    [("none", "NoneAPI"), ("true", "TrueAPI"), ("response", "ResponseAPI"), ("class", "Class")],
)
def test_the_client_gets_a_name_that_python_and_packages_leave_free(key: str, client: str) -> None:
    Path("any.yaml").write_text(OPENAPI)
    new(key, "--openapi", "any.yaml")
    assert corrected(key).provider.name == client


@pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes")
@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("new acme --openapi <(cat any.yaml)", "/dev/fd/"),
        ("new acme --openapi - < any.yaml", "<stdin>"),
        ("new acme --openapi /dev/stdin < any.yaml", "any.yaml"),
        ("new acme --openapi /dev/stdin < <(cat any.yaml)", "/dev/stdin"),
        ("new acme --sample <(cat any.sh)", "/dev/fd/"),
    ],
)
def test_a_document_may_come_through_a_pipe(line: str, name: str) -> None:
    Path("any.yaml").write_text(OPENAPI)
    Path("any.sh").write_text("curl https://shop.example/orders/1\n")
    done = bash(line)
    assert (done.returncode, done.stderr) == (0, "")
    assert corrected().operations
    if "any.yaml" in line:
        assert Path("schemas/acme/openapi.yaml").read_text() == OPENAPI
    Path("any.yaml").write_text("openapi: 3.1.0\npaths: {}\n")
    Path("any.sh").write_text("curl\n")
    done = bash(line.replace("acme", "other"))
    assert done.returncode == 1
    assert done.stderr.startswith(name)
    assert not Path("schemas/other").exists()


def bash(line: str) -> "subprocess.CompletedProcess[str]":
    script = f'"{sys.executable}" -m corrigenda {line}'
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)


def test_what_is_read_twice_is_no_pipe() -> None:
    for line in (
        "--graphql <(true)",
        "--graphql -",
        "--sample -",
        "--openapi a --page -",
        "--openapi a --page <(true)",
    ):
        done = bash(f"new acme {line}")
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
        assert "save it as" in done.stderr
