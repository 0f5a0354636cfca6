"""Servers of a schema: environments, variables, none at all, and those of one operation."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import httpx2
import pytest

from corrigenda.openapi.servers import named_servers, read_servers
from tests.pipeline.imported import imported
from tests.pipeline.test_parameters import generated

SCHEMA = """
openapi: 3.1.0
info: {{title: Places, version: "1"}}
{servers}
security: [{{token: []}}]
paths:
  /places:
    get:
      operationId: list_places
      responses: {{"204": {{description: Done.}}}}
  /files:
    servers: [{{url: https://files.places.example/up}}]
    get:
      operationId: list_files
      responses: {{"204": {{description: Done.}}}}
    post:
      operationId: post_file
      servers: [{{url: https://api.places.example/, description: The same as the document's}}]
      responses: {{"204": {{description: Done.}}}}
    put:
      operationId: put_file
      servers:
        - url: https://{{area}}.upload.places.example
          variables: {{area: {{default: eu}}}}
        - {{url: https://other.places.example}}
      responses: {{"204": {{description: Done.}}}}
components:
  securitySchemes: {{token: {{type: http, scheme: bearer}}}}
"""

SEVERAL = """
servers:
  - url: https://{region}.api.places.example:{port}/{base-path}
    description: Production server
    variables:
      region: {default: eu, enum: [eu, us], description: Where the data is.}
      port: {default: "8443"}
      base-path: {default: api/v2}
      timeout: {default: never in the URL}
  - {url: https://sandbox.places.example/v2, description: The Sandbox API}
  - {url: /v2, description: Relative}
"""


Package: TypeAlias = Callable[..., ModuleType]


@pytest.fixture
def package(tmp_path: Path) -> Iterator[Package]:
    """Make the package of a service with these servers."""
    with ExitStack() as stack:

        def made(name: str, servers: str, strict: bool = True) -> ModuleType:
            source = generated(tmp_path, SCHEMA.format(servers=servers), name, strict)
            return stack.enter_context(imported(source, f"{name}_client"))

        yield made


def urls(client_class: Any, *methods: str, **arguments: Any) -> list[str]:
    """The URLs to which a client sends, with the credential that it sends there."""
    seen: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        assert request.headers["authorization"] == "Bearer t"
        seen.append(str(request.url))
        return httpx2.Response(204)

    with httpx2.Client(transport=httpx2.MockTransport(answer)) as http:
        client = client_class(token="t", http_client=http, **arguments)
        for method in methods or ("list_places",):
            getattr(client, method)()
    return seen


def test_environments_and_variables(package: Package) -> None:
    made = package("several", SEVERAL)
    client = made.Several
    assert urls(client) == ["https://eu.api.places.example:8443/api/v2/places"]
    assert urls(client, region="us", port="1", base_path="") == [
        "https://us.api.places.example:1/places"
    ]
    assert urls(client, environment="sandbox") == ["https://sandbox.places.example/v2/places"]
    assert urls(client, base_url="http://localhost:1/x") == ["http://localhost:1/x/places"]
    with pytest.raises(ValueError, match="region: unknown value 'asia'"):
        urls(client, region="asia")
    with pytest.raises(ValueError, match="port: pass the number of a port"):
        urls(client, port="80@evil.example")
    with pytest.raises(ValueError, match="region: the URL of this environment has no such part"):
        urls(client, environment="sandbox", region="us")
    with pytest.raises(ValueError, match="base_url= and region= cannot be combined"):
        urls(client, base_url="http://localhost:1", region="us")
    for each in (client, made.AsyncSeveral):
        shown = inspect.signature(each).parameters
        assert shown["environment"].annotation == "Literal['production', 'sandbox'] | None"
        assert shown["region"].annotation == "Literal['eu', 'us'] | None"
        assert shown["port"].annotation == "str | None"
        documented = inspect.getdoc(each) or ""
        assert "region: Where the data is. Default: `eu`. Cannot be combined with" in documented


def test_an_operation_with_a_server_of_its_own(package: Package) -> None:
    made = package("own", "servers: [{url: https://api.places.example/}]")
    methods = ("list_places", "post_file", "list_files", "put_file")
    assert urls(made.Own, *methods, base_url="http://localhost:1") == [
        "http://localhost:1/places",
        "http://localhost:1/files",
        "https://files.places.example/up/files",
        "https://eu.upload.places.example/files",
    ]
    documented = inspect.getdoc(made.Own.put_file) or ""
    assert (
        "sent to `https://eu.upload.places.example`, whatever the client's base URL" in documented
    )
    assert "sent to" not in (inspect.getdoc(made.Own.list_places) or "")


def test_a_port_may_be_a_number_in_the_schema(package: Package) -> None:
    numbers = SEVERAL.replace('"8443"', "8443, enum: [8443, 9443]")
    made = package("numbers", numbers, strict=False)
    assert urls(made.Numbers, port="9443") == ["https://eu.api.places.example:9443/api/v2/places"]
    annotation = inspect.signature(made.Numbers).parameters["port"].annotation
    assert annotation == "Literal['8443', '9443'] | None"


@pytest.mark.parametrize(
    ("name", "servers"),
    [("relative", "servers: [{url: /v1}]"), ("nowhere", ""), ("emptied", "servers: []")],
)
def test_a_schema_that_names_no_host(
    package: Package, tmp_path: Path, name: str, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = package(name, servers)
    client = getattr(made, name.title())
    with pytest.raises(
        ValueError, match=f"the schema names no host: pass base_url= or set {name.upper()}_BASE"
    ):
        client(token="t")
    assert urls(client, base_url="https://x.example/api") == ["https://x.example/api/places"]
    monkeypatch.setenv(f"{name.upper()}_BASE_URL", "https://y.example")
    assert urls(client) == ["https://y.example/places"]
    documented = " ".join((inspect.getdoc(client) or "").split())
    assert "one of the two is required: the schema names no host" in documented
    assert ("only `/v1`. It is used as it is." in documented) == (name == "relative")
    readme = (tmp_path / f"generated/{name}/README.md").read_text(encoding="utf-8")
    assert f'client = {name.title()}(base_url="https://...")' in readme


@pytest.mark.parametrize(
    ("servers", "names"),
    [
        (
            [("https://a.example", "Production server"), ("https://b.example", "Sandbox")],
            ["production", "sandbox"],
        ),
        ([("https://a.example", ""), ("https://b.example", "Sandbox")], ["a.example", "b.example"]),
        (
            [("https://a.example", "The server"), ("https://b.example", "The API")],
            ["a.example", "b.example"],
        ),
        (
            [("https://a.example/v1", "x" * 25), ("https://a.example/v2/", "Two")],
            ["a.example/v1", "a.example/v2"],
        ),
        (
            [("https://a.example", ""), ("http://a.example", "")],
            ["https://a.example", "http://a.example"],
        ),
        (
            [("https://{region}.a.example", ""), ("https://b.example", "")],
            ["region.a.example", "b.example"],
        ),
        ([("https://a.example", "Live"), ("https://a.example", "Again")], ["live"]),
    ],
)
def test_names_of_environments(servers: list[tuple[str, str]], names: list[str]) -> None:
    listed = [{"url": url, "description": text} for url, text in servers]
    assert list(named_servers(read_servers(listed))) == names


def test_a_name_of_the_document_wins() -> None:
    listed = [
        {"url": "https://a.example", "name": "Main Site", "description": "First"},
        {"url": "https://b.example", "x-name": "other", "description": "Second"},
    ]
    assert list(named_servers(read_servers(listed))) == ["main_site", "other"]
