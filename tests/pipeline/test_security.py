"""What a generated client sends as credentials: every scheme, alternatives, and none at all."""

import asyncio
import base64
import copy
import importlib
import inspect
import json
import logging
import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from corrigenda.build import regenerate
from corrigenda.openapi.correct import correct_openapi
from corrigenda.openapi.security import read_schemes, read_security
from corrigenda.problems import ProblemsError
from corrigenda.provider import find_providers

SCHEMA = """
openapi: 3.1.0
info: {title: Vault, version: "1"}
servers: [{url: https://api.vault.example/v1}]
security: [{oauth: [read]}, {login: []}, {in-query: [], session: []}]
paths:
  /things:
    get: {operationId: list_things, responses: {204: {description: ok}}}
    post:
      operationId: create_thing
      security: [{oauth: [read, write]}]
      responses: {204: {description: ok}}
  /public:
    get: {operationId: get_public, security: [], responses: {204: {description: ok}}}
  /maybe:
    get: {operationId: get_maybe, security: [{}, {oidc: []}], responses: {204: {description: ok}}}
  /other:
    get:
      operationId: get_other
      security: [{digest: []}, {plain: []}, {strict: []}]
      responses: {204: {description: ok}}
  /both:
    get:
      operationId: get_both
      security: [{first: [], second: []}]
      responses: {204: {description: ok}}
  /listed:
    get:
      operationId: get_listed
      security: [{in-query: [], session: []}, {strict: []}]
      parameters:
        - {name: "api key", in: query, required: true, schema: {type: string}}
        - {name: sid, in: cookie, schema: {type: string}}
        - {name: x-key, in: header, schema: {type: string}}
        - {name: other, in: query, schema: {type: string}}
      responses: {204: {description: ok}}
  /challenge:
    get:
      operationId: get_challenge
      security: [{digest: []}]
      responses: {204: {description: ok}}
  /thing:
    get:
      operationId: get_thing
      responses:
        200:
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
components:
  schemas: {Thing: {type: object, properties: {id: {type: string}}}}
  securitySchemes:
    oauth:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: /oauth/token, scopes: {read: r, write: w}}}
    login: {type: http, scheme: Basic}
    in-query: {type: apiKey, in: query, name: "api key"}
    session: {type: apiKey, in: cookie, name: sid}
    oidc: {type: openIdConnect, openIdConnectUrl: https://vault.example/openid}
    digest: {type: http, scheme: digest}
    plain: {type: http, scheme: Token}
    strict: {type: apiKey, in: header, name: X-Key}
    first: {$ref: '#/components/securitySchemes/second'}
    second: {type: oauth2, flows: {implicit: {authorizationUrl: https://x.example, scopes: {}}}}
"""

PROVIDER = """
name = "{name}"
summary = "Things."
version = "1.0.0"
[pages.things]
title = "Things"
address = "https://docs.vault.example/things"
lines = 40
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
"""


def generated(folder: Path, schemas: dict[str, str]) -> None:
    """Generate the packages of some schemas, and make them importable."""
    for name, schema in schemas.items():
        provider = folder / "schemas" / name
        provider.mkdir(parents=True)
        (provider / "openapi.yaml").write_text(schema)
        (provider / "provider.toml").write_text(PROVIDER.format(name=name.capitalize()))
    regenerate(folder / "schemas", folder / "overlays", folder / "generated", strict=False)
    sys.path[:0] = [str(folder / "generated" / name / "src") for name in schemas]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    before = list(sys.path)
    generated(tmp_path_factory.mktemp("vault"), {"vault": SCHEMA})
    yield importlib.import_module("vault_client")
    sys.path[:] = before


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TOKEN", "USERNAME", "PASSWORD", "CLIENT_ID", "CLIENT_SECRET", "SESSION"):
        monkeypatch.delenv(f"VAULT_{name}", raising=False)


class Service:
    """Answers every request with 204, and the token endpoint with a new token each time."""

    def __init__(self) -> None:
        self.requests: list[httpx2.Request] = []
        self.tokens = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if request.url.path != "/oauth/token":
            return httpx2.Response(204)
        self.tokens += 1
        token = {"access_token": f"tok-{self.tokens}-secret", "token_type": "Bearer"}
        return httpx2.Response(200, json=token)

    @property
    def sent(self) -> list[tuple[str, str | None, str | None, str | None]]:
        """Path and query, and the headers that carry credentials."""
        return [
            (
                request.url.raw_path.decode(),
                request.headers.get("Authorization"),
                request.headers.get("Cookie"),
                request.headers.get("X-Key"),
            )
            for request in self.requests
        ]


Run = Callable[..., list[Any]]


def run_sync(package: Any, service: Service, *methods: str, **credentials: Any) -> list[Any]:
    http = httpx2.Client(transport=httpx2.MockTransport(service))
    with package.Vault(http_client=http, **credentials) as client:
        return [getattr(client, method)() for method in methods]


def run_async(package: Any, service: Service, *methods: str, **credentials: Any) -> list[Any]:
    async def main() -> list[Any]:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(service))
        async with package.AsyncVault(http_client=http, **credentials) as client:
            return [await getattr(client, method)() for method in methods]

    return asyncio.run(main())


runs = pytest.mark.parametrize("run", [run_sync, run_async], ids=["sync", "async"])


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@runs
@pytest.mark.parametrize(
    ("method", "credentials", "sent"),
    [
        ("list_things", {"token": "t"}, ("/v1/things", "Bearer t", None, None)),
        ("list_things", {"token": lambda: "t"}, ("/v1/things", "Bearer t", None, None)),
        (
            "list_things",
            {"username": "me@x", "password": "p:w\xe9"},
            ("/v1/things", basic("me@x", "p:w\xe9"), None, None),
        ),
        (
            "list_things",
            {"username": "key", "password": ""},
            ("/v1/things", basic("key", ""), None, None),
        ),
        (
            "list_things",
            {"in_query": "k&=", "session": "s=1"},
            ("/v1/things?api%20key=k%26%3D", None, "sid=s=1", None),
        ),
        ("list_things", {"session": "s", "token": "t"}, ("/v1/things", "Bearer t", None, None)),
        ("get_public", {"token": "t"}, ("/v1/public", None, None, None)),
        ("get_maybe", {"token": "t"}, ("/v1/maybe", None, None, None)),
        ("get_maybe", {"oidc": "o"}, ("/v1/maybe", "Bearer o", None, None)),
        ("get_other", {"plain": "p"}, ("/v1/other", "Token p", None, None)),
        ("get_other", {"strict_key": "k"}, ("/v1/other", None, None, "k")),
        ("get_both", {"first": "f"}, ("/v1/both", "Bearer f", None, None)),
    ],
)
def test_a_call_sends_the_first_alternative_of_its_operation(
    package: Any, run: Run, method: str, credentials: dict[str, Any], sent: tuple[str, ...]
) -> None:
    service = Service()
    assert run(package, service, method, **credentials) == [None]
    assert service.sent == [sent]


@runs
def test_what_the_client_lacks_is_named_and_nothing_is_sent(package: Any, run: Run) -> None:
    service = Service()
    with pytest.raises(package.ConfigurationError) as raised:
        run(package, service, "create_thing", username="u", password="p")
    assert str(raised.value) == (
        "create_thing: a credential is missing: pass client_id= or set VAULT_CLIENT_ID,"
        " and pass client_secret= or set VAULT_CLIENT_SECRET; or pass token= or set VAULT_TOKEN"
    )
    assert service.sent == []


@runs
def test_a_client_needs_one_alternative(
    package: Any, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service()
    with pytest.raises(package.ConfigurationError) as raised:
        run(package, service, "get_public", username="u")
    said = str(raised.value)
    assert "; or pass password= or set VAULT_PASSWORD; or " in said
    assert (
        "; or pass in_query= or set VAULT_IN_QUERY, and pass session= or set VAULT_SESSION" in said
    )
    monkeypatch.setenv("VAULT_PASSWORD", "from the environment")
    run(package, service, "list_things", username="u")
    assert service.sent[-1][1] == basic("u", "from the environment")


@runs
def test_a_token_is_fetched_for_the_scopes_of_an_operation(package: Any, run: Run) -> None:
    service = Service()
    pair = {"client_id": "my id", "client_secret": "s3cr3t"}
    run(package, service, "list_things", "list_things", "create_thing", "list_things", **pair)
    endpoint = ("/oauth/token", basic("my+id", "s3cr3t"), None, None)
    assert service.sent == [
        endpoint,
        ("/v1/things", "Bearer tok-1-secret", None, None),
        ("/v1/things", "Bearer tok-1-secret", None, None),
        endpoint,
        ("/v1/things", "Bearer tok-2-secret", None, None),
        ("/v1/things", "Bearer tok-1-secret", None, None),
    ]
    first, second = (r for r in service.requests if r.url.path == "/oauth/token")
    assert first.content == b"grant_type=client_credentials&scope=read"
    assert second.content == b"grant_type=client_credentials&scope=read+write"
    assert first.headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_a_token_and_a_client_id_exclude_each_other(
    package: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(package.ConfigurationError, match="token= and client_id= and client_secret"):
        package.Vault(token="t", client_id="i", client_secret="s")
    monkeypatch.setenv("VAULT_TOKEN", "t")
    service = Service()
    run_sync(package, service, "list_things", client_id="i", client_secret="s")
    run_sync(package, service, "list_things")
    paths = ["/oauth/token", "/v1/things", "/v1/things"]
    assert [path for path, *_rest in service.sent] == paths
    assert service.sent[-1][1] == "Bearer t"


@runs
def test_a_credential_is_no_argument_although_a_parameter_names_it(package: Any, run: Run) -> None:
    arguments = inspect.signature(package.Vault.get_listed).parameters
    assert list(arguments) == ["self", "other", "extra_headers"]
    service = Service()
    run(package, service, "get_listed", in_query="k", session="s")
    http = httpx2.Client(transport=httpx2.MockTransport(service))
    package.Vault(in_query="k", session="s", http_client=http).get_listed(other="o")
    path = "/v1/listed?api%20key=k"
    queried = "/v1/listed?other=o&api%20key=k"
    assert service.sent == [(path, None, "sid=s", None), (queried, None, "sid=s", None)]


def test_an_operation_that_only_takes_a_challenge_is_left_out(package: Any) -> None:
    assert not hasattr(package.Vault, "get_challenge")
    assert "get_challenge" not in inspect.getsource(package._operations)


def test_the_arguments_and_what_is_said_of_them(package: Any) -> None:
    arguments = list(inspect.signature(package.Vault).parameters)
    assert arguments[: arguments.index("base_url")] == [
        *("token", "client_id", "client_secret", "username", "password", "in_query", "session"),
        *("oidc", "plain", "strict_key", "first"),
    ]
    said = " ".join((inspect.getdoc(package.Vault) or "").split())
    assert "token: the bearer token (`oauth`), or a function that returns it" in said
    assert "oidc: the bearer token (`oidc`), or a function" in said
    assert "in_query: the API key, sent in the query as `api key`, or" in said
    assert "client_secret: the client secret of OAuth2 (`oauth`), with which tokens are" in said
    readme = Path(package.__file__).parents[2] / "README.md"
    assert "`client_id` and `client_secret`; `token`; `username` and `password`;" in (
        readme.read_text()
    )


@runs
def test_a_key_in_the_query_is_in_no_log_event_or_error(
    package: Any, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    events: list[Any] = []
    urls: list[str] = []

    def fail(request: httpx2.Request) -> httpx2.Response:
        urls.extend((str(request.url), repr(request.url)))
        return httpx2.Response(500, text=f"no {request.url}")

    given = {"in_query": "a-secret-key", "session": "a-session-id", "on_event": events.append}
    with caplog.at_level(logging.DEBUG), pytest.raises(package.InternalServerError) as raised:
        run(package, fail, "list_things", max_retries=0, **given)
    where = "https://api.vault.example/v1/things"
    assert urls == [f"{where}?api%20key=a-secret-key", f"URL('{where}?[redacted]')"]
    assert f'HTTP Request: GET {where}?[redacted] "HTTP/1.1 500' in caplog.text
    assert f"attempt 1: GET {where}?api%20key=[redacted] headers" in caplog.text
    assert raised.value.url == where
    shown = f"{caplog.text} {events} {raised.value!r} {vars(raised.value)}"
    assert "a-secret-key" not in shown
    assert "a-session-id" not in shown
    assert len(events) == 3


def test_a_short_key_is_not_logged_either(package: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        run_sync(package, Service(), "list_things", in_query="k-1", session="s-1")
    assert "k-1" not in caplog.text
    assert "s-1" not in caplog.text


def test_other_urls_are_logged_as_before(package: Any, caplog: pytest.LogCaptureFixture) -> None:
    service = Service()
    run_sync(package, service, "list_things", in_query="a-long-key", session="s")
    caplog.clear()
    with caplog.at_level(logging.INFO, logger="httpx2"):
        http = httpx2.Client(transport=httpx2.MockTransport(service))
        http.get("https://elsewhere.example/?a=b")
    assert 'GET https://elsewhere.example/?a=b "HTTP/1.1 204' in caplog.text


def test_cookies_join_those_of_the_http_client(package: Any) -> None:
    service = Service()
    transport = httpx2.MockTransport(service)
    for cookies, headers, said in (
        ({"a": "b", "sid": "theirs"}, {}, "a=b; sid=mine"),
        ({}, {"Cookie": "c=d"}, "c=d; sid=mine"),
    ):
        http = httpx2.Client(transport=transport, cookies=cookies, headers=headers)
        package.Vault(in_query="k", session="mine", http_client=http).list_things()
        assert service.sent[-1][2] == said
    client = package.Vault(
        in_query="k", session="mine", http_client=httpx2.Client(transport=transport)
    )
    client.list_things(extra_headers={"cookie": "e=f; sid=g"})
    assert service.sent[-1][2] == "e=f; sid=mine"


@pytest.mark.parametrize(
    ("credentials", "said"),
    [
        ({"username": "a:b", "password": "p"}, "username: the value has a colon"),
        ({"username": "", "password": "p"}, "a credential is missing"),
        ({"username": "u\n", "password": "p"}, "username: the value has a control character"),
        ({"in_query": "k", "session": "a;b"}, "session: the value has a space, a quote, a comma"),
        ({"in_query": "k", "session": "\xe9"}, "session: .* which a cookie cannot carry"),
    ],
)
def test_a_value_that_cannot_be_sent_is_refused(
    package: Any, credentials: dict[str, str], said: str
) -> None:
    with pytest.raises(package.ConfigurationError, match=said):
        package.Vault(**credentials)


def test_a_client_pickles_as_far_as_its_credentials_do(
    package: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for given in (
        {"client_id": "i", "client_secret": "hunter2"},
        {"username": "u", "password": ""},
    ):
        for take in (pickle.dumps, copy.deepcopy):
            with pytest.raises(TypeError, match="cannot be pickled or copied") as raised:
                take(package.Vault(**given))
            assert "hunter2" not in str(raised.value)
    monkeypatch.setenv("VAULT_CLIENT_ID", "i")
    monkeypatch.setenv("VAULT_CLIENT_SECRET", "hunter2")
    text = pickle.dumps(package.Vault())
    assert b"hunter2" not in text
    client = pickle.loads(text)
    secrets = client._connection.settings.secrets
    assert [secret.credential.argument for secret in secrets] == [
        *("client_id", "client_secret", "token")
    ]
    assert secrets[-1].fetcher is not None


SECURITY = "security: [{oauth: [read]}, {login: []}, {in-query: [], session: []}]"


def only(operation: str) -> str:
    """The schema with the root's security and one operation with another one."""
    head, _, tail = SCHEMA.partition("  /public:")
    public, _, rest = tail.partition("  /maybe:")
    things = head.replace(SECURITY, operation).replace("security: [{oauth: [read, write]}]", "")
    components = rest[rest.index("  /thing:") :]
    return f"{things}  /public:{public}{components}"


def test_clients_without_credentials(tmp_path: Path) -> None:
    """Optional security everywhere needs none, and takes what there is."""
    optional, none = only("security: [{login: []}, {}]"), only("security: []")
    generated(tmp_path, {"lenient": optional, "nobody": none})
    lenient, nobody = map(importlib.import_module, ("lenient_client", "nobody_client"))
    service = Service()
    http = httpx2.Client(transport=httpx2.MockTransport(service))
    for client in (
        lenient.Lenient(http_client=http),
        lenient.Lenient(http_client=http, username="u"),
        lenient.Lenient(http_client=http, username="u", password="p"),
        nobody.Nobody(http_client=http),
    ):
        client.list_things()
        client.get_public()
    sent = [authorization for _path, authorization, *_rest in service.sent]
    assert sent == [None, None, None, None, basic("u", "p"), None, None, None]
    assert nobody._operations.SERVICE.credentials == ()


def test_the_modules_of_the_flow_are_only_where_it_is_declared(
    package: Any, tmp_path: Path
) -> None:
    here = Path(package.__file__).parent / "_runtime"
    assert (here / "client_credentials.py").exists()
    without = SCHEMA.replace("clientCredentials: {", "authorizationCode: {authorizationUrl: /a, ")
    generated(tmp_path, {"plainvault": without})
    there = tmp_path / "generated/plainvault/src/plainvault_client"
    assert not (there / "_runtime/client_credentials.py").exists()
    assert not (there / "_runtime/token_endpoint.py").exists()
    assert "client_id" not in (there / "client.py").read_text()


SAMPLES = {
    "query": ("get_listed", "/listed", "query: {api key: KEY}, headers: {Cookie: sid=abc}"),
    "header": ("get_listed", "/listed", "headers: {X-Key: KEY}"),
    "basic": ("list_things", "/things", "headers: {Authorization: Basic a2V5Og==}"),
    "none": ("get_maybe", "/maybe", "headers: {}"),
    "public": ("get_public", "/public", "headers: {}"),
}
WRONG = {
    "neither": ("get_listed", "/listed", "headers: {}", "the header `cookie` is missing"),
    "prefix": (
        *("list_things", "/things", "headers: {Authorization: Digest a}"),
        "the header `authorization` does not start with `Bearer`",
    ),
    "unasked": ("get_public", "/public", "headers: {X-Key: k}", "has no header `x-key`"),
    "key": ("get_public", "/public", "query: {api key: k}", "has no query parameter `api key`"),
}


def with_sample(folder: Path, operation: str, path: str, rest: str) -> None:
    samples = folder / "schemas" / "vault" / "samples"
    samples.mkdir(parents=True)
    (samples.parent / "openapi.yaml").write_text(SCHEMA)
    (samples.parent / "provider.toml").write_text(PROVIDER.format(name="Vault"))
    request = f'{{lines: "1", method: GET, path: {path}, {rest}}}'
    sample = f"operation: {operation}\npage: things\nrequest: {request}\n"
    (samples / "sample.yaml").write_text(f'{sample}answer: {{lines: "2", status: 204}}\n')


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_the_credentials_of_one_alternative(tmp_path: Path, name: str) -> None:
    with_sample(tmp_path, *SAMPLES[name])
    (provider,) = find_providers(tmp_path / "schemas", tmp_path / "overlays")
    assert len(correct_openapi(provider, strict=False).samples) == 1


@pytest.mark.parametrize("name", WRONG)
def test_a_sample_without_them_is_a_problem(tmp_path: Path, name: str) -> None:
    *sample, said = WRONG[name]
    with_sample(tmp_path, *sample)
    (provider,) = find_providers(tmp_path / "schemas", tmp_path / "overlays")
    with pytest.raises(ProblemsError, match=said):
        correct_openapi(provider, strict=False)


def test_what_is_left_out_has_the_place_of_its_scheme(tmp_path: Path) -> None:
    with_sample(tmp_path, *SAMPLES["public"])
    (provider,) = find_providers(tmp_path / "schemas", tmp_path / "overlays")
    (left,) = correct_openapi(provider, strict=False).left_out
    lines = SCHEMA.splitlines()
    assert left.operation == "get_challenge"
    assert "digest: {type: http, scheme: digest}" in lines[left.place.line - 1]
    assert left.message == "the security scheme `digest` computes a credential for each request"
    with pytest.raises(ProblemsError, match="computes a credential for each request"):
        correct_openapi(provider, strict=True)


@pytest.mark.parametrize("url", ["''", "'https://{tenant}.example/token'", "null"])
def test_a_token_url_that_only_the_caller_knows_leaves_the_token(url: str) -> None:
    schema = SCHEMA.replace("tokenUrl: /oauth/token", f"tokenUrl: {url}")
    root = yaml.safe_load(schema)
    assert read_schemes(root)["oauth"].token_url is None
    assert read_security(root, root["paths"]["/things"]["post"]) == (
        (("oauth", ("read", "write")),),
    )


HOSTILE = """"); import os; os.mkdir("pwned") # {{ 1 }} `x` \\ \'\'\'"""

FOES = """
openapi: 3.1.0
info: {title: Foes, version: "1"}
servers: [{url: https://api.foes.example}]
paths:
  /a:
    get:
      operationId: get_a
      security: [{class: [], strict: [], token: []}, {oauth: [HOSTILE]}]
      responses: {204: {description: ok}}
  /thing:
    get:
      operationId: get_thing
      responses:
        200:
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
components:
  schemas: {Thing: {type: object, properties: {id: {type: string}}}}
  securitySchemes:
    class: {type: apiKey, in: query, name: HOSTILE}
    strict: {type: apiKey, in: cookie, name: "a'b"}
    token: {type: apiKey, in: header, name: "X-`'~$"}
    oauth:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: "https://x.example/t?a='+b+'\\"", scopes: {}}}
"""


def test_hostile_names_stay_data(tmp_path: Path) -> None:
    generated(tmp_path, {"foes": FOES.replace("HOSTILE", json.dumps(HOSTILE))})
    foes = importlib.import_module("foes_client")
    assert list(inspect.signature(foes.Foes).parameters)[:6] == [
        *("class_key", "strict_key", "token_key", "token", "client_id", "client_secret")
    ]
    credentials = foes._operations.SERVICE.credentials
    assert (credentials[0].name, credentials[0].variable) == (HOSTILE, "FOES_CLASS_KEY")
    assert (credentials[1].name, credentials[2].name) == ("a'b", "X-`'~$")
    assert credentials[3].grant.url == "https://x.example/t?a='+b+'\""
    assert foes._operations.get_a().scopes == {"token": HOSTILE}
    service = Service()
    http = httpx2.Client(transport=httpx2.MockTransport(service))
    foes.Foes(class_key="a", strict_key="b", token_key="c", http_client=http).get_a()
    assert dict(service.requests[0].url.params) == {HOSTILE: "a"}
    assert not Path("pwned").exists()
