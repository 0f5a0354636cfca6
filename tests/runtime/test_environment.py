"""What is wrong with the environment is one error, which names the variable."""

from __future__ import annotations

import pickle
import ssl
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corrigenda.runtime.errors import APIError, ConfigurationError
from corrigenda.runtime.http_client import ssl_context
from tests.runtime import test_graphql_send as graphql
from tests.runtime.conftest import Server
from tests.runtime.queries import WORKS
from tests.runtime.things import GET, Send

pytestmark = pytest.mark.usefixtures("clean_environment")


@pytest.fixture(autouse=True)
def fresh_context() -> Iterator[None]:
    ssl_context.cache_clear()
    yield
    ssl_context.cache_clear()


def said(send: Send) -> str:
    """The message of the error, which is the same in every other way, too."""
    with pytest.raises(ConfigurationError) as raised:
        send(GET)
    error = raised.value
    assert isinstance(error, ValueError)
    assert not isinstance(error, APIError)
    assert (error.__cause__, error.__context__) == (None, None)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    shown = "".join(traceback.TracebackException.from_exception(error).format())
    assert "hunter2" not in shown
    return str(error)


SCHEME = "the URL of a proxy must start with http://, https://, socks5:// or socks5h://"
NO_HOST = "the URL of the proxy names no host, or has an empty part in its host name"
UNUSABLE = {
    "foo://user:hunter2@h": SCHEME,
    "socks4://h": SCHEME,
    "://": SCHEME,
    "http://[::1": "the URL of the proxy is not valid",
    "http://h:abc": "the URL of the proxy is not valid",
    "http://h:99999": "the URL of the proxy is not valid",
    "http://user:hunter2@h\x01": "the URL of the proxy is not valid",
    "http://xn--\xff": "the URL of the proxy is not valid",
    "http://": NO_HOST,
    "http://user:hunter2@": NO_HOST,
    "http://..": NO_HOST,
    "http://"
    + "a" * 64: "the URL of the proxy has a host name with a part of more than 63 characters",
}


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "https_proxy", "ALL_PROXY"])
@pytest.mark.parametrize(("url", "problem"), UNUSABLE.items())
def test_an_unusable_proxy(
    send: Send, variable: str, url: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, url)
    assert said(send) == f"{variable}: {problem}"


@pytest.mark.parametrize("url", ["socks5://user:hunter2@h:1", "socks5h://h"])
def test_a_socks_proxy_without_its_package(
    send: Send, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("ALL_PROXY", url)
    problem = "a SOCKS proxy needs the package socksio: run `pip install 'httpx2[socks]'`"
    assert said(send) == f"ALL_PROXY: {problem}"


def test_the_variable_that_counts_is_named(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://fine.invalid")
    monkeypatch.setenv("http_proxy", "foo://h")
    assert said(send).startswith("http_proxy: ")


def test_proxies_that_nothing_uses_do_no_harm(
    send: Send, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.body = b'{"amount": 1}'
    monkeypatch.setenv("HTTP_PROXY", "foo://h")
    monkeypatch.setenv("NO_PROXY", "x.invalid, *")
    assert send(GET, base_url=server.url).amount == 1


@pytest.mark.parametrize(
    "hosts", ["127.0.0.1", "10.0.0.0/99, 127.0.0.1", "[::1, http://[, 127.0.0.1"]
)
def test_odd_exceptions_from_a_proxy_do_no_harm(
    send: Send, server: Server, hosts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.body = b'{"amount": 1}'
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", hosts)
    assert send(GET, base_url=server.url).amount == 1


def missing(folder: Path) -> Path:
    return folder / "missing.pem"


def a_folder(folder: Path) -> Path:
    return folder


def empty(folder: Path) -> Path:
    (folder / "empty.pem").touch()
    return folder / "empty.pem"


def junk(folder: Path) -> Path:
    (folder / "junk.pem").write_text("-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n")
    return folder / "junk.pem"


@pytest.mark.parametrize("make", [missing, a_folder, empty, junk])
def test_a_ca_file_that_is_none(
    send: Send, make: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(make(tmp_path)))
    assert said(send).startswith("SSL_CERT_FILE: not a readable file of CA certificates (")
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(APIError):  # the failure is not remembered
        send(GET, base_url="http://127.0.0.1:1")


@pytest.mark.parametrize("make", [missing, empty])
def test_a_ca_folder_that_is_none(
    send: Send, make: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", str(make(tmp_path)))
    assert said(send) == "SSL_CERT_DIR: not a folder of CA certificates"


def test_a_key_log_that_cannot_be_written(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "missing" / "keys"))
    assert said(send).startswith("SSLKEYLOGFILE: not a writable file (")


@pytest.mark.parametrize("ask", [graphql.send_sync, graphql.send_async], ids=["sync", "async"])
def test_graphql_tells_the_same(ask: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "foo://h")
    with pytest.raises(ConfigurationError, match=f"HTTPS_PROXY: {SCHEME}"):
        ask(WORKS, graphql.CREATE)


@pytest.mark.parametrize("error", [ImportError, ValueError, KeyError, OSError, ssl.SSLError])
def test_whatever_the_library_raises(
    send: Send, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("cannot use http://user:hunter2@h")

    monkeypatch.setenv("ALL_PROXY", "http://user:hunter2@h")
    for name in ("HTTPTransport", "AsyncHTTPTransport"):
        monkeypatch.setattr(f"httpx2._client.{name}", fail)
    assert said(send) == (f"ALL_PROXY: no HTTP client can be created with it ({error.__name__})")
