"""Start and stop the server: beside a test, as a process, and with errors at the start."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import httpx2
import pytest

from corrigenda.emulator import Emulator, EmulatorError
from corrigenda.emulator.provider import discover


def start(code: str) -> "subprocess.Popen[str]":
    """A process with buffered output, which is the default."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-c", code]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment)


def test_every_provider_is_served_and_listed() -> None:
    with Emulator(seed="docs") as emulator:
        urls = emulator.urls()
        assert list(urls) == list(discover(None))
        for name, url in urls.items():
            assert url == emulator.url(name)
            root = url.split(f"/{name}")[0]
            assert root.startswith("http://127.0.0.1:")
            answer = httpx2.get(f"{root}/_emulator/")
            listed = {each["name"]: each["base_url"] for each in answer.json()["providers"]}
            assert listed == urls
            assert answer.json()["seed"] == "docs"


def test_what_no_provider_serves_is_a_json_answer() -> None:
    with Emulator() as emulator:
        name, url = next(iter(emulator.urls().items()))
        root = url.split(f"/{name}")[0]
        paths = ("/x", "/_emulator", f"/{name}", f"/{name}%2Fx")
        for method, path, status in (
            *(("GET", path, 404) for path in paths),
            ("POST", "/_emulator/", 405),
        ):
            answer = httpx2.request(method, root + path)
            assert answer.status_code == status
            assert answer.headers["content-type"] == "application/json"
            assert answer.json()


@pytest.mark.parametrize("host", ["no.such.host.invalid", "x" * 300, "192.0.2.1"])
def test_a_host_that_is_not_here_is_no_matter_of_the_port(host: str) -> None:
    with (
        Emulator(providers="sonicpay", host=host, key="k") as emulator,
        pytest.raises(EmulatorError, match="fix: name a host of this machine"),
    ):
        emulator.url("sonicpay")


@pytest.mark.parametrize("seed", [None, "docs", "demo"])
def test_a_size_is_not_negative(seed: Any) -> None:
    with (
        pytest.raises(EmulatorError, match="the size -1 is negative"),
        Emulator(providers="sonicpay", seed=seed, size=-1),
    ):
        pass


def test_nothing_is_left_behind() -> None:
    before = threading.active_count()
    with Emulator() as emulator:
        address = next(iter(emulator.urls().values())).split("/")[2]
    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(address.split(":")[1])), timeout=1)


def test_the_end_does_not_wait_for_an_idle_connection() -> None:
    with Emulator() as emulator, httpx2.Client() as client:
        client.get(next(iter(emulator.urls().values())) + "/")


def test_an_address_exists_only_while_it_runs() -> None:
    emulator = Emulator()
    name = next(iter(discover(None)))
    with pytest.raises(EmulatorError, match="is not running"):
        emulator.url(name)
    with emulator:
        with pytest.raises(EmulatorError, match="does not serve nobody"):
            emulator.url("nobody")
        with pytest.raises(EmulatorError, match="is already running"):
            emulator.__enter__()
        assert emulator.url(name)
    with pytest.raises(EmulatorError, match="is not running"):
        emulator.url(name)


def test_an_unknown_provider_is_refused_with_the_known_ones() -> None:
    with pytest.raises(EmulatorError) as caught:
        Emulator(providers=["nobody"])
    assert "unknown provider: nobody" in str(caught.value)
    assert next(iter(discover(None))) in str(caught.value)


def test_a_folder_without_documents_says_what_it_should_hold(tmp_path: Path) -> None:
    with pytest.raises(EmulatorError, match=r"openapi\.yaml and schema\.graphql") as caught:
        Emulator(data=tmp_path).__enter__()
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize(
    ("store", "said"),
    [
        ("state.db", "not a database URL"),
        ("sqlite:////nowhere/at/all/state.db", "cannot be opened"),
        ("nosuchdatabase://me:hunter2@localhost/x", "cannot be opened"),
    ],
)
def test_a_bad_store_is_refused(store: str, said: str) -> None:
    with pytest.raises(EmulatorError, match=said) as caught:
        Emulator(store=store).__enter__()
    assert "hunter2" not in str(caught.value)


def test_a_bad_seed_is_refused() -> None:
    with pytest.raises(EmulatorError, match="unknown seed 'dreams'"):
        Emulator(seed="dreams").__enter__()  # type: ignore[arg-type]  # pyright: ignore
    with pytest.raises(EmulatorError, match="negative"):
        Emulator(seed="demo", size=-1).__enter__()


def test_a_port_in_use_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(EmulatorError, match=f"cannot listen on .* port {port}"):
            Emulator(port=port).__enter__()


SERVING = """
from functools import partial
from corrigenda.emulator import serve
serve(store={store!r}, seed="docs", started=partial(print, flush=True))
"""


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be told to stop by signal there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_served_in_the_foreground_until_told_to_stop(number: int, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'state.db'}"
    process = start(SERVING.format(store=store))
    with process:
        assert process.stdout is not None
        lines = [process.stdout.readline().split() for _ in discover(None)]
        for (name, url), known in zip(lines, discover(None), strict=True):
            assert name == known
            assert ":0/" not in url
            assert httpx2.get(f"{url}/nothing-at-all").status_code == 404
        process.send_signal(number)
        output, errors = process.communicate(timeout=10)
    assert (process.returncode, output, errors) == (0, "", "")


IMPORTS = """
import sys, pkgutil, importlib, corrigenda.emulator as emulator
assert "starlette" not in sys.modules and "sqlalchemy" not in sys.modules
for module in pkgutil.walk_packages(emulator.__path__, emulator.__name__ + "."):
    importlib.import_module(module.name)
print(*sorted(sys.modules))
"""


def test_it_shares_no_code_with_what_it_judges() -> None:
    with start(IMPORTS) as process:
        output, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    modules = output.split()
    ours = {name for name in modules if name.partition(".")[0] == "corrigenda"}
    names = {f"corrigenda.{name}" for name in ("naming", "identifiers", "reserved", "extras")}
    known = {"corrigenda", *names}  # what names methods and missing packages, and judges nothing
    strange = {name for name in ours - known if not name.startswith("corrigenda.emulator")}
    generators = {"ariadne_codegen", "datamodel_code_generator", "openapi_python_client"}
    clients = {name for name in modules if name.partition(".")[0].endswith("_client")}
    assert strange | (generators & set(modules)) | clients == set()


def test_a_request_that_cannot_have_arrived() -> None:
    with Emulator(providers=["sonicpay"]) as emulator:
        assert emulator.requests("create_invoice", provider="sonicpay") == []
        with pytest.raises(EmulatorError, match=r"unknown operation nope\nfix: .*get_invoice"):
            emulator.requests("nope")
        with pytest.raises(EmulatorError, match="unknown provider nope"):
            emulator.requests(provider="nope")


def test_a_path_that_only_begins_like_a_base_url_is_named_whole() -> None:
    with Emulator(providers=["subsbase"]) as emulator:
        answer = httpx2.post(
            emulator.url("subsbase") + "x",
            json={},
            headers={"Authorization": "Bearer any", "X-SITE-ID": "s"},
        )
    assert answer.status_code == 404
    assert "/core/graphqlx" in answer.text
