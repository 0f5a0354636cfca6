"""The same service behind every door: a socket, ASGI, and transports for sync and async clients."""

import asyncio
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from corrigenda.emulator import Emulator, EmulatorError

BEARER = {"Authorization": "Bearer any"}
INVOICE = {"amount": 1, "currency": "USD", "line_items": []}


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs", providers=["sonicpay", "subsbase"]) as emulator:
        yield emulator


Get = Callable[[str], tuple[int, Any]]


def over_socket(emulator: Emulator) -> Get:
    def get(path: str) -> tuple[int, Any]:
        answer = httpx2.get(emulator.url("sonicpay") + path, headers=BEARER)
        return answer.status_code, answer.json()

    return get


def over_transport(emulator: Emulator) -> Get:
    def get(path: str) -> tuple[int, Any]:
        with httpx2.Client(transport=emulator.transport("sonicpay")) as client:
            answer = client.get(f"https://api.example.com{path}", headers=BEARER)
            return answer.status_code, answer.json()

    return get


def over_async_transport(emulator: Emulator) -> Get:
    async def ask(path: str) -> tuple[int, Any]:
        async with httpx2.AsyncClient(transport=emulator.transport("sonicpay")) as client:
            answer = await client.get(f"https://api.example.com{path}", headers=BEARER)
            return answer.status_code, answer.json()

    return lambda path: asyncio.run(ask(path))


def over_asgi(emulator: Emulator) -> Get:
    async def ask(path: str) -> tuple[int, Any]:
        app: Any = emulator.asgi()
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app)) as client:
            answer = await client.get(f"http://testserver/sonicpay{path}", headers=BEARER)
            return answer.status_code, answer.json()

    return lambda path: asyncio.run(ask(path))


DOORS = [over_socket, over_transport, over_async_transport, over_asgi]


@pytest.mark.parametrize("door", DOORS)
def test_a_service_is_the_same_behind_every_door(
    emulator: Emulator, door: Callable[[Emulator], Get]
) -> None:
    get = door(emulator)
    status, listed = get("/invoices?per_page=1")
    assert (status, len(listed["data"])) == (200, 1)
    assert get("/nothing")[0] == 404
    statuses = [one.status for one in emulator.requests()]
    assert statuses == [200, 404]


def test_a_transport_needs_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("a socket was opened")

    with Emulator(seed="docs", providers=["sonicpay"]) as emulator:
        monkeypatch.setattr(socket, "socket", refuse)
        assert over_transport(emulator)("/invoices")[0] == 200


def test_a_transport_takes_the_urls_of_the_emulator_too(emulator: Emulator) -> None:
    for provider, path in (("sonicpay", "/invoices"), ("subsbase", "")):
        url = emulator.url(provider)
        with httpx2.Client(transport=emulator.transport(provider)) as client:
            for at in (url, url.replace(emulator.root, "http://testserver")):
                assert client.get(at + path, headers=BEARER).status_code in (200, 405)


def test_asgi_refuses_what_it_cannot_send(emulator: Emulator) -> None:
    for kind in ("reset_before", "reset_after", "truncated", "malformed_chunk", "slow_headers"):
        emulator.fault("sonicpay.list_invoices", kind=kind, times=1)  # type: ignore[arg-type]
        status, said = over_asgi(emulator)("/invoices")
        assert status == 501
        assert "ASGI cannot send" in said["message"]
    emulator.fault("sonicpay.list_invoices", status=503, times=1)
    assert over_asgi(emulator)("/invoices")[0] == 503
    emulator.fault("sonicpay.list_invoices", kind="slow_bytes", pace=0, times=1)
    assert over_asgi(emulator)("/invoices")[0] == 200


def test_asgi_takes_a_lifespan(emulator: Emulator) -> None:
    sent: list[Any] = []
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> Any:
        return next(messages)

    async def send(message: Any) -> None:
        sent.append(message["type"])

    asyncio.run(emulator.asgi()({"type": "lifespan"}, receive, send))  # type: ignore[arg-type]
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_inside_a_running_event_loop() -> None:
    async def use() -> int:
        with Emulator(seed="docs", providers=["sonicpay"]) as emulator:
            async with httpx2.AsyncClient() as client:
                answer = await client.get(f"{emulator.url('sonicpay')}/invoices", headers=BEARER)
                return answer.status_code

    assert asyncio.run(use()) == 200


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="a fork with threads warns from 3.12 on")
def test_after_a_fork_urls_work_and_the_rest_says_why_not(emulator: Emulator) -> None:
    url = emulator.url("sonicpay")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        said: list[object] = [httpx2.get(f"{url}/invoices", headers=BEARER).status_code]
        acts = (emulator.requests, emulator.reset, lambda: over_transport(emulator)("/invoices"))
        for act in acts:
            try:
                act()
            except EmulatorError as error:
                said.append(str(error))
        emulator.__exit__(None, None, None)
        os.write(writing, json.dumps(said).encode())
        os._exit(0)
    os.waitpid(child, 0)
    status, *refusals = json.loads(os.read(reading, 10_000))
    assert status == 200
    assert len(refusals) == 3
    assert all("forked" in one and "fix:" in one for one in refusals)
    assert httpx2.get(f"{url}/invoices", headers=BEARER).status_code == 200


def test_connect_finds_the_provider_by_the_class(emulator: Emulator) -> None:
    sonicpay = pytest.importorskip("sonicpay_client")
    client = emulator.connect(sonicpay.SonicPay, token="any")
    assert client.list_invoices().data
    with pytest.raises(EmulatorError, match=r"is a client of no provider.*\nfix: choose"):
        emulator.connect(dict)


def pets(path: str) -> dict[str, Any]:
    """A service called `pets`, at the root of its host, with one path."""
    ok = {"description": "", "content": {"application/json": {"example": {}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://pets.example.com"}],
        "paths": {path: {"get": {"operationId": "get", "responses": {"200": ok}}}},
    }


@pytest.mark.parametrize("path", ["/pets", "/pets/one", "/", "/petshop"])
def test_a_path_may_begin_like_the_name_of_its_service(path: str, tmp_path: Path) -> None:
    (tmp_path / "pets.json").write_text(json.dumps(pets(path)))
    with Emulator(data=tmp_path / "pets.json") as emulator:
        with httpx2.Client(transport=emulator.transport("pets")) as client:
            assert client.get(f"https://pets.example.com{path}").status_code == 200
            assert client.get(f"{emulator.url('pets')}{path}").status_code == 200
        assert httpx2.get(f"{emulator.url('pets')}{path}").status_code == 200


@pytest.mark.parametrize("url", ["https://graph.example.com", "https://graph.example.com/"])
def test_graphql_at_the_root_of_a_host(url: str, tmp_path: Path) -> None:
    (tmp_path / "graph.graphql").write_text("type Query { hello: String }")
    with (
        Emulator(data=tmp_path / "graph.graphql") as emulator,
        httpx2.Client(transport=emulator.transport("graph")) as client,
    ):
        assert client.post(url, json={"query": "{ hello }"}).status_code == 200
