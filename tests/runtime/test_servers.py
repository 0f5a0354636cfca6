"""Servers with variables: a value is what its part of the URL is, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.runtime.connection import Connection
from corrigenda.runtime.errors import ConfigurationError
from corrigenda.runtime.servers import Variable
from corrigenda.runtime.service import choose_url
from tests.runtime.things import SERVICE

WHOLE = replace(
    SERVICE,
    base_url="https://{host}",
    variables={"https://{host}": (Variable("host", "host", "things.invalid", "authority"),)},
)

pytestmark = pytest.mark.usefixtures("clean_environment")

URL = "{scheme}://{region}.things.invalid:{port}/{base}"
SANDBOX = "https://sandbox.invalid{root}"
REGIONS = replace(
    SERVICE,
    base_url=URL,
    environments={"production": URL, "sandbox": SANDBOX, "plain": "https://plain.invalid"},
    variables={
        URL: (
            Variable("scheme", "scheme", "https", "scheme"),
            Variable("region", "region", "eu", "host", ("eu", "us")),
            Variable("port", "port", "443", "port"),
            Variable("base", "base", "api/v2", "path"),
        ),
        SANDBOX: (Variable("root", "root", "/v1", "root"),),
    },
)
OPEN = replace(
    SERVICE,
    base_url="https://{tenant}.things.invalid/{base}",
    variables={
        "https://{tenant}.things.invalid/{base}": (
            Variable("tenant", "tenant", "demo", "host"),
            Variable("base", "base", "", "path"),
        )
    },
)


@pytest.mark.parametrize(
    ("environment", "server", "url"),
    [
        (None, {}, "https://eu.things.invalid:443/api/v2"),
        ("production", {"region": None}, "https://eu.things.invalid:443/api/v2"),
        (None, {"region": "us", "port": "8443"}, "https://us.things.invalid:8443/api/v2"),
        (None, {"scheme": "http", "base": "a b"}, "http://eu.things.invalid:443/a%20b"),
        (None, {"base": ""}, "https://eu.things.invalid:443/"),
        ("sandbox", {}, "https://sandbox.invalid/v1"),
        ("sandbox", {"root": ""}, "https://sandbox.invalid"),
        ("sandbox", {"root": "/a?b#c"}, "https://sandbox.invalid/a%3Fb%23c"),
        ("plain", {}, "https://plain.invalid"),
    ],
)
def test_a_url_is_filled(environment: str | None, server: dict[str, Any], url: str) -> None:
    assert choose_url(REGIONS, None, environment, server) == url
    connection = Connection(
        REGIONS, {"token": "t"}, environment=environment, server=server, timeout=5
    )
    assert connection.settings.base_url == url


@pytest.mark.parametrize(
    ("environment", "server", "said"),
    [
        (None, {"region": "asia"}, r"region: unknown value 'asia' \(known: eu, us\)"),
        (None, {"port": "80/x"}, "port: pass the number of a port"),
        (None, {"port": "99999"}, "port: not a valid URL"),
        (None, {"port": ""}, "port: pass the number of a port"),
        (None, {"scheme": "ftp"}, "scheme: pass http or https"),
        (None, {"base": "a/../b"}, "base: pass a part of a path"),
        (None, {"base": "a\\b"}, "base: pass a part of a path"),
        (None, {"base": "a\r\nb"}, "base: pass a part of a path"),
        ("sandbox", {"root": ".evil.invalid"}, "root: pass a path that begins with a slash"),
        ("sandbox", {"root": "@evil.invalid"}, "root: pass a path that begins with a slash"),
        ("sandbox", {"region": "eu"}, "region: the URL of this environment has no such part"),
        ("plain", {"root": "/v1"}, "root: the URL of this environment has no such part"),
        ("nowhere", {}, "environment: unknown name 'nowhere'"),
    ],
)
def test_a_value_that_cannot_stand_there_is_refused(
    environment: str | None, server: dict[str, str], said: str
) -> None:
    with pytest.raises(ConfigurationError, match=f"^{said}"):
        choose_url(REGIONS, None, environment, server)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "evil.invalid/",
            "evil.invalid#",
            "evil.invalid?",
            "a@evil.invalid",
            "a:80",
            "a\\b",
            "..a",
        ),
        *("", ".", "a.", "a..b", "é", "a b", "a\n", "%2f", "[::1]", "a" * 64),
    ],
)
def test_no_value_leads_to_another_host(value: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^tenant: "):
        choose_url(OPEN, None, None, {"tenant": value})


@given(st.text(), st.text())
def test_a_value_stays_in_its_part(tenant: str, base: str) -> None:
    try:
        url = choose_url(OPEN, None, None, {"tenant": tenant, "base": base})
    except ConfigurationError:
        return
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc) == ("https", f"{tenant}.things.invalid")
    assert parts.query == parts.fragment == ""
    assert ".." not in parts.path.split("/")


def test_a_whole_host_may_have_a_port() -> None:
    assert choose_url(WHOLE, None, None, {"host": "x.invalid:8443"}) == "https://x.invalid:8443"
    for value in ("x.invalid:", "x.invalid:99999", "x.invalid:1:2", "a@b", "a/b", "a:b@c"):
        with pytest.raises(ConfigurationError, match=r"^host: "):
            choose_url(WHOLE, None, None, {"host": value})


def test_a_value_of_another_type_is_refused() -> None:
    wrong: Any = 1
    with pytest.raises(TypeError, match="tenant: pass a str, not int"):
        choose_url(OPEN, None, None, {"tenant": wrong})


@pytest.mark.parametrize("others", [{"environment": "sandbox"}, {"server": {"region": "us"}}])
def test_a_base_url_is_complete(others: dict[str, Any]) -> None:
    assert choose_url(REGIONS, "http://localhost:1/x", None, {"region": None}) == (
        "http://localhost:1/x"
    )
    name = "environment" if "environment" in others else "region"
    with pytest.raises(ConfigurationError, match=f"base_url= and {name}= cannot be combined"):
        choose_url(REGIONS, "http://localhost:1/x", others.get("environment"), others.get("server"))


def test_an_argument_is_more_specific_than_the_environment_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEST_BASE_URL", "http://variable.invalid")
    assert choose_url(REGIONS, None, None, {"region": None}) == "http://variable.invalid"
    assert choose_url(REGIONS, None, None, {"region": "us"}).startswith("https://us.")
    assert choose_url(REGIONS, None, "plain") == "https://plain.invalid"


def test_a_schema_without_a_host_needs_a_base_url(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = replace(SERVICE, base_url="")
    said = "^the schema names no host: pass base_url= or set TEST_BASE_URL"
    with pytest.raises(ConfigurationError, match=said):
        Connection(nowhere, {"token": "t"})
    assert choose_url(nowhere, "https://x.invalid/v1", None) == "https://x.invalid/v1"
    monkeypatch.setenv("TEST_BASE_URL", "http://variable.invalid")
    assert choose_url(nowhere, None, None) == "http://variable.invalid"
