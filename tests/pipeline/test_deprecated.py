"""What an OpenAPI schema deprecates: calls warn the caller, and docstrings say it.

`test_graphql_clients` has the same for GraphQL, and `tests/typing/depot.py` what type checkers say.
"""

import asyncio
import inspect
import json
import sys
import warnings
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from corrigenda.build import regenerate
from tests.pipeline.imported import imported

SCHEMA = """
openapi: 3.1.0
info: {title: Archive, version: "1"}
servers: [{url: https://api.archive.example}]
security: [{api_key: []}]
paths:
  /papers:
    get:
      operationId: list_papers
      deprecated: true
      summary: List the papers.
      description: List the papers. It is slow.
      x-paging:
        page: page
        size: per_page
        items: data
        number: meta.page
        per_page: meta.per_page
        total: meta.total
      parameters:
        - {name: page, in: query, schema: {type: integer}}
        - {name: per_page, in: query, schema: {type: integer}}
        - {name: order, in: query, deprecated: true, description: The order,
           schema: {type: string, default: up}}
        - {name: state, in: query, description: Which ones., schema: {type: string,
           deprecated: true}}
      responses:
        200:
          description: A page.
          content: {application/json: {schema: {$ref: '#/components/schemas/PaperPage'}}}
  /papers/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer}}
    get:
      operationId: get_paper
      deprecated: false
      responses:
        200:
          description: A paper.
          content: {application/json: {schema: {$ref: '#/components/schemas/Paper'}}}
    patch:
      operationId: update_paper
      deprecated: true
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Paper'}}}
      responses:
        200:
          description: A paper.
          content: {application/json: {schema: {$ref: '#/components/schemas/Paper'}}}
components:
  securitySchemes:
    api_key: {type: apiKey, in: header, name: X-Api-Key}
  schemas:
    Shelf:
      type: object
      deprecated: true
      description: Where it is
      properties: {row: {type: integer}}
    Paper:
      type: object
      required: [title]
      properties:
        title: {type: string, description: What it is called.}
        author: {type: string, deprecated: true, description: Who wrote it.}
        deprecated: {type: boolean, description: Whether it is.}
        shelf: {$ref: '#/components/schemas/Shelf'}
    Meta:
      type: object
      required: [page, per_page, total]
      properties: {page: {type: integer}, per_page: {type: integer}, total: {type: integer}}
    PaperPage:
      type: object
      required: [data, meta]
      properties:
        data: {type: array, items: {$ref: '#/components/schemas/Paper'}}
        meta: {$ref: '#/components/schemas/Meta'}
"""

PROVIDER = """
name = "Archive"
summary = "Papers."
version = "1.0.0"
[pages.papers]
title = "Papers"
address = "https://docs.archive.example/papers"
lines = 40
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
"""


class Archive(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        number = 2 if "page=2" in self.path else 1
        meta = {"page": number, "per_page": 1, "total": 2}
        paper = {"title": f"p{number}"}
        text = json.dumps({"data": [paper], "meta": meta} if "page" in self.path else paper)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def do_PATCH(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    (folder / "schemas/archive").mkdir(parents=True)
    (folder / "schemas/archive/openapi.yaml").write_text(SCHEMA)
    (folder / "schemas/archive/provider.toml").write_text(PROVIDER)
    regenerate(folder / "schemas", folder / "overlays", folder / "generated")
    return folder / "generated/archive"


@pytest.fixture(scope="module")
def archive(made: Path) -> Iterator[Any]:
    """The package."""
    with imported(made / "src", "archive_client") as package:
        yield package


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Archive) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def only(caught: list[warnings.WarningMessage]) -> tuple[str, str]:
    """The text of the only warning, and the line of this file that it is about."""
    assert [(one.category, one.filename) for one in caught] == [(DeprecationWarning, __file__)]
    line = Path(__file__).read_text().splitlines()[caught[0].lineno - 1]
    return str(caught[0].message), line.strip()


def test_a_call_warns_once_about_the_callers_line(archive: Any, url: str) -> None:
    with archive.Archive(api_key="k", base_url=url) as client:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            page = client.list_papers(page=1)
        assert page.data[0].title == "p1"
        assert only(caught) == ("`list_papers` is deprecated", "page = client.list_papers(page=1)")
        with pytest.deprecated_call(match="^`update_paper` is deprecated$"):
            client.update_paper(1, title="x")
        assert client.get_paper(1).title == "p1"  # without a warning, which would be an error


def test_an_iterator_warns_once_however_many_pages_it_asks_for(archive: Any, url: str) -> None:
    with (
        archive.Archive(api_key="k", base_url=url) as client,
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        found = client.iter_papers(per_page=1)
        titles = [one.title for one in found]
    assert titles == ["p1", "p2"]
    assert only(caught) == (
        "`iter_papers` is deprecated",
        "found = client.iter_papers(per_page=1)",
    )


def test_an_async_call_warns_about_the_line_that_calls(archive: Any, url: str) -> None:
    async def call() -> list[str]:
        async with archive.AsyncArchive(api_key="k", base_url=url) as client:
            called = client.list_papers(page=2)
            page = await asyncio.create_task(called)  # no frame of this file is left there
            return [page.data[0].title]

    async def iterate() -> list[str]:
        async with archive.AsyncArchive(api_key="k", base_url=url) as client:
            found = client.iter_papers(per_page=1)
            return [one.title async for one in found]

    for run, titles, name, line in (
        (call, ["p2"], "list_papers", "called = client.list_papers(page=2)"),
        (iterate, ["p1", "p2"], "iter_papers", "found = client.iter_papers(per_page=1)"),
    ):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            assert asyncio.run(run()) == titles
        assert only(caught) == (f"`{name}` is deprecated", line)


def test_tools_see_what_is_deprecated_and_what_is_below(archive: Any) -> None:
    for client in (archive.Archive, archive.AsyncArchive):
        assert client.list_papers.__deprecated__ == "`list_papers` is deprecated"
        assert client.iter_papers.__deprecated__ == "`iter_papers` is deprecated"
        assert not hasattr(client.get_paper, "__deprecated__")
        assert list(inspect.signature(client.list_papers).parameters)[:2] == ["self", "page"]
    if sys.version_info >= (3, 12):
        assert inspect.iscoroutinefunction(archive.AsyncArchive.list_papers)


def test_docstrings_say_it(archive: Any, made: Path) -> None:
    said = " ".join(archive.Archive.list_papers.__doc__.split())
    assert "It is slow. Deprecated. Args:" in said
    assert "order: The order Default: `up`. Deprecated." in said
    assert "state: Which ones. Deprecated." in said
    assert "Deprecated. Args:" in " ".join(archive.Archive.iter_papers.__doc__.split())
    changes = archive.Archive.update_paper.__doc__
    assert "author: Who wrote it. Deprecated." in changes
    assert "title: What it is called.\n" in changes
    assert "Deprecated" not in archive.Archive.get_paper.__doc__
    models = (made / "src/archive_client/models.py").read_text()
    assert "Where it is. Deprecated." in models
    assert "Who wrote it. Deprecated." in models
    assert "Whether it is.\n" in models.replace('"""', "\n")
    inputs = (made / "src/archive_client/inputs.py").read_text()
    assert "Who wrote it. Deprecated." in inputs


def test_only_a_client_that_needs_it_has_the_decorator(made: Path) -> None:
    client = (made / "src/archive_client/client.py").read_text()
    assert "    from typing_extensions import deprecated as _deprecated\n" in client
    assert client.count("@_deprecated(") == 3
    for path in Path(__file__).parents[2].glob("generated/*/src/*/client.py"):
        assert "_deprecated" not in path.read_text()
