"""Clients that no real provider needs yet: built from a schema here, and called over a socket."""

import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from corrigenda.build import regenerate
from tests.pipeline.imported import imported

SCHEMA = """
openapi: 3.1.0
info: {title: Library, version: "1"}
servers: [{url: https://api.library.example}]
security: [{api_key: []}]
paths:
  /books:
    get:
      operationId: list_books
      x-alternative-path: /v1/books
      responses:
        200:
          description: All books.
          content: {application/json: {schema: {$ref: '#/components/schemas/Shelf'}}}
  /books/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer}}
    delete:
      operationId: delete_book
      x-retry: false
      responses:
        204: {description: It is gone.}
        default:
          description: No.
          content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}
    patch:
      operationId: update_book
      x-idempotency-key: Idempotency-Key
      description: Changes a book.
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}
      responses:
        200:
          description: The book.
          content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}
components:
  securitySchemes:
    api_key: {type: apiKey, in: header, name: X-Api-Key}
  schemas:
    Error: {type: object, properties: {message: {type: string}}}
    Book:
      type: object
      required: [title]
      properties:
        title: {type: string}
        price: {type: string, format: decimal}
        lent: {type: string, format: boolean}
        since: {type: string, format: date-time}
        state: {$ref: '#/components/schemas/State', default: worn}
        genre: {type: string, default: novel, description: What it is.}
        tags: {type: array, items: {type: string}, default: []}
        default: {type: boolean, default: false}
        edition: {$ref: '#/components/schemas/Edition'}
    Edition:
      type: object
      properties:
        number: {type: integer, default: 1}
        binding: {type: [string, 'null'], default: null}
    Shelf:
      type: object
      properties:
        books: {type: array, items: {$ref: '#/components/schemas/Book'}}
    State: {type: string, x-known-values: [new, worn]}
"""

PROVIDER = """
name = "Library"
summary = "Books."
version = "1.0.0"
[errors]
reason = ["fault.error[].detail", "why"]
[pages.books]
title = "Books"
address = "https://docs.library.example/books"
lines = 40
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
"""

SAMPLES = {
    "delete": """
operation: delete_book
page: books
request: {lines: "1", method: DELETE, path: /books/1, headers: {X-Api-Key: KEY}}
answer: {lines: "2", status: 204}
""",
    "update": """
operation: update_book
page: books
request:
  lines: "1"
  method: PATCH
  path: /books/1
  headers: {x-api-key: KEY, Content-Type: application/json}
  body: '{"title": "Emma", "price": "1.10", "lent": "true"}'
answer: {lines: "2", status: 200, body: '{"title": "Emma"}'}
""",
}

SCRIPT = """
import asyncio, json, sys
from decimal import Decimal
from library_client import AsyncLibrary, Library

url = sys.argv[1]
with Library(api_key="k", base_url=url) as client:
    gone = client.delete_book(1)
    book = client.update_book(1, title="Emma", price=Decimal("1.10"), lent=True)

async def main():
    async with AsyncLibrary(api_key="k", base_url=url) as client:
        return await client.delete_book(1)

print(json.dumps([gone, asyncio.run(main()), str(book.price), book.lent, book.to_json().decode()]))
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("library")
    samples = folder / "schemas/library/samples"
    samples.mkdir(parents=True)
    (samples.parent / "openapi.yaml").write_text(SCHEMA)
    (samples.parent / "provider.toml").write_text(PROVIDER)
    for name, text in SAMPLES.items():
        (samples / f"{name}.yaml").write_text(text)
    regenerate(folder / "schemas", folder / "overlays", folder / "generated")
    source = folder / "generated/library/src"
    with imported(source, "library_client"):
        yield source


class Library(BaseHTTPRequestHandler):
    asked: list[tuple[str, str, str | None, bytes]] = []  # noqa: RUF012  (one server a module)

    def do_DELETE(self) -> None:
        self._note()
        self.send_response(204)
        self.end_headers()

    def do_PATCH(self) -> None:
        body = self._note()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _note(self) -> bytes:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.asked.append((self.command, self.path, self.headers["X-Api-Key"], body))
        return body

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Library) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_no_content_an_api_key_and_texts(source: Path, url: str) -> None:
    command = [sys.executable, "-c", SCRIPT, url]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    body = '{"title":"Emma","price":"1.10","lent":"true"}'
    assert json.loads(done.stdout) == [None, None, "1.10", True, body]
    delete = ("DELETE", "/books/1", "k", b"")
    assert Library.asked == [delete, ("PATCH", "/books/1", "k", body.encode()), delete]


def test_docstrings_are_indented_as_tools_expect(source: Path) -> None:
    from library_client import Library as Client

    documented = inspect.getdoc(Client.update_book) or ""
    assert documented.startswith("Changes a book.\n\nArgs:\n    id: not documented")
    assert "\n\nReturns:\n    " in documented
    assert "\n\nRaises:\n    TypeError: " in documented
    assert "\n    ValueError: an argument cannot be sent in the path or the query (" in documented
    deleted = inspect.getdoc(Client.delete_book) or ""
    assert "Returns:" not in deleted
    assert "\n\n\n" not in deleted


def test_a_second_path_is_in_the_docstring_and_in_the_call(source: Path) -> None:
    from library_client import Library as Client
    from library_client import _operations

    documented = inspect.getdoc(Client.list_books) or ""
    assert "\n\nIf the service has no `/books`, `/v1/books` is tried.\n\n" in documented
    call = _operations.list_books()
    assert (call.path, call.alternative_path) == ("/books", "/v1/books")
    assert _operations.delete_book(1).alternative_path is None


def test_known_values_are_an_open_enum_here_and_open_in_the_schema(source: Path) -> None:
    from library_client import Book, State
    from library_client import Library as Client

    assert [(state.name, state.value) for state in State] == [("NEW", "new"), ("WORN", "worn")]
    assert State("lost").value == "lost"
    assert inspect.get_annotations(Book)["state"] == "State | UnsetType"
    given = inspect.signature(Client.update_book).parameters["state"]
    assert given.annotation == "State | str | UnsetType"
    published = (source.parent / "openapi.yaml").read_text()
    assert "State: {type: string, x-known-values: [new, worn]}" in published


def test_the_service_knows_where_a_reason_is(source: Path) -> None:
    from library_client import _operations
    from library_client._runtime.call import RawResponse
    from library_client._runtime.exchange import request_parts
    from library_client._runtime.failures import status_error
    from library_client._runtime.options import settle

    assert _operations.SERVICE.reason_places == ("fault.error[].detail", "why")
    settings = settle(_operations.SERVICE, (), "http://x")
    call = _operations.delete_book(1)
    body = b'{"message": "m", "fault": {"error": [{"detail": "it is lent"}]}}'
    request = request_parts(settings, call, {})
    error = status_error(call, settings, request, RawResponse(400, {}, body))
    assert str(error) == "delete_book: DELETE http://x/books/1 returned 400 Bad Request: it is lent"


def test_operations_know_whether_they_may_be_repeated(source: Path) -> None:
    from library_client import _operations

    listed, deleted = _operations.list_books(), _operations.delete_book(1)
    assert (listed.may_retry, deleted.may_retry) == (True, False)
    updated = _operations.update_book(1, title="Emma")
    assert (listed.idempotency_header, updated.idempotency_header) == ("", "Idempotency-Key")


def test_arguments_know_what_is_required(source: Path) -> None:
    from library_client import UpdateBookArguments

    assert UpdateBookArguments.__required_keys__ == {"id", "title"}
    optional = {"price", "lent", "since", "state", "genre", "tags", "default", "edition"}
    assert UpdateBookArguments.__optional_keys__ == optional


def test_defaults_are_words_and_no_values(source: Path) -> None:
    import msgspec
    from library_client import UNSET, Book, Edition, _operations
    from library_client import Library as Client

    book = msgspec.json.decode(b'{"title": "Emma", "edition": {}}', type=Book)
    assert (book.state, book.genre, book.tags, book.default) == (UNSET, UNSET, UNSET, UNSET)
    assert book.edition == Edition()
    assert (Edition().number, Edition().binding) == (UNSET, UNSET)
    assert book.to_json() == b'{"title":"Emma","edition":{}}'
    for edition in (Edition(), {}, Edition(number=1)):
        body = _operations.update_book(1, title="Emma", edition=edition).body
        number = b'"number":1' if edition == Edition(number=1) else b""
        assert body == b'{"title":"Emma","edition":{' + number + b"}}"
    documented = inspect.getdoc(Client.update_book) or ""
    assert "genre: What it is. Default: `novel`." in documented
    assert "state: Default: `worn`." in documented
    assert "default: Default: `false`." in documented
    models = (source / "library_client/models.py").read_text()
    assert "Default: `1`." in models
    assert "default: novel" in (source.parent / "openapi.yaml").read_text()
