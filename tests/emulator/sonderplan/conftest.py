"""Emulators on real sockets, with the documented invoice or with many to search in."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import httpx2
import pytest

from corrigenda.emulator import Emulator

Invoice: TypeAlias = dict[str, Any]
SIZE = 120


def client_of(emulator: Emulator, token: str = "me") -> httpx2.Client:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx2.Client(base_url=emulator.url("sonderplan"), headers=headers)


@pytest.fixture(scope="session")
def documented_emulator() -> Iterator[Emulator]:
    with Emulator(seed="docs", providers=["sonderplan"]) as emulator:
        yield emulator


@pytest.fixture(scope="session")
def documented(documented_emulator: Emulator) -> Iterator[httpx2.Client]:
    """A tenant with the documented invoice."""
    with client_of(documented_emulator) as client:
        yield client


@pytest.fixture(scope="session")
def crowd_emulator() -> Iterator[Emulator]:
    with Emulator(seed="demo", size=SIZE, providers=["sonderplan"]) as emulator:
        yield emulator


@pytest.fixture(scope="session")
def client(crowd_emulator: Emulator) -> Iterator[httpx2.Client]:
    """A tenant with many invoices; all tests share it, because none can change them."""
    with client_of(crowd_emulator) as client:
        yield client


@pytest.fixture(scope="session")
def crowd(client: httpx2.Client) -> list[Invoice]:
    """Return all invoices that `client` sees, in the order in which they were added."""
    answer = client.get(f"/v2/invoice?limit={SIZE}")
    assert answer.status_code == 200, answer.text
    invoices: list[Invoice] = answer.json()["data"]
    assert [invoice["id"] for invoice in invoices] == list(range(1, SIZE + 1))
    return invoices


@pytest.fixture(scope="session")
def found(client: httpx2.Client) -> Callable[[str], list[int]]:
    """Return the ids of all invoices that a query finds, in order."""

    def ids(query: str) -> list[int]:
        answer = client.get(f"/v2/invoice?limit=1000&fields=id&{query}")
        assert answer.status_code == 200, answer.text
        return [invoice["id"] for invoice in answer.json()["data"]]

    return ids


@pytest.fixture(scope="session")
def refused(client: httpx2.Client) -> Callable[[str], list[str]]:
    """Return the distinct problems of a query."""

    def problems(query: str) -> list[str]:
        answer = client.get(f"/v2/invoice?{query}")
        assert answer.status_code == 422, answer.text
        assert answer.headers["content-type"] == "application/json"
        body: dict[str, str] = answer.json()
        assert body.keys() == {"message"}
        return body["message"].split("; ")

    return problems
