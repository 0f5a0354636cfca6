"""Clients travel to other processes, without their sockets and without a credential's value."""

from __future__ import annotations

import asyncio
import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import httpx2
import pytest
from quickbooks_client import AsyncQuickBooks, QuickBooks
from sonderplan_client import AsyncSonderplan, Sonderplan
from sonicpay_client import AsyncSonicPay, InvoicePage, SonicPay
from subsbase_client import AsyncSubsBase, SubsBase

from corrigenda.emulator import Emulator

TOKEN = "tok-a-secret-of-the-tests"


def token() -> str:
    return TOKEN


def site() -> str:
    return "site-a-secret-of-the-tests"


CLIENTS: dict[type[Any], dict[str, Any]] = {
    SonicPay: {"token": token},
    AsyncSonicPay: {"token": token},
    Sonderplan: {"token": token},
    AsyncSonderplan: {"token": token},
    QuickBooks: {"token": token},
    AsyncQuickBooks: {"token": token},
    SubsBase: {"token": token, "site_id": site},
    AsyncSubsBase: {"token": token, "site_id": site},
}


def number_of_invoices(client: SonicPay) -> int:
    with client:
        return sum(1 for _ in client.iter_invoices())


def number_of_invoices_async(client: AsyncSonicPay) -> int:
    async def count() -> int:
        async with client:
            return len([each async for each in client.iter_invoices()])

    return asyncio.run(count())


@pytest.mark.parametrize("kind", CLIENTS)
def test_a_client_with_a_callable_pickles(kind: type[Any]) -> None:
    client = kind(**CLIENTS[kind], base_url="http://127.0.0.1:9/x", deadline=7, max_retries=5)
    pickled = pickle.dumps(client)
    assert b"secret-of-the-tests" not in pickled
    for other in (pickle.loads(pickled), copy.copy(client), copy.deepcopy(client)):
        assert repr(other) == repr(client)
        settings = other._connection.settings
        assert (settings.deadline, settings.max_retries) == (7, 5)


@pytest.mark.parametrize("kind", CLIENTS)
def test_a_client_with_a_string_does_not(kind: type[Any]) -> None:
    client = kind(**{name: find() for name, find in CLIENTS[kind].items()})
    with pytest.raises(TypeError, match=r"pass a callable as \w+, or set [A-Z_]+") as raised:
        pickle.dumps(client)
    assert "secret-of-the-tests" not in str(raised.value)


def test_a_client_of_a_callers_http_client_does_not() -> None:
    with httpx2.Client() as http:
        client = SonicPay(token=token, http_client=http)
        with pytest.raises(TypeError, match="http_client"):
            pickle.dumps(client)


def test_the_environment_is_read_where_a_client_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SONICPAY_TOKEN", TOKEN)
    pickled = pickle.dumps(SonicPay())
    assert TOKEN.encode() not in pickled
    monkeypatch.delenv("SONICPAY_TOKEN")
    with pytest.raises(ValueError, match="SONICPAY_TOKEN"):
        pickle.loads(pickled)


@pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])
def test_a_pool_of_processes(emulator: Emulator, method: str) -> None:
    url = emulator.url("sonicpay")
    with ProcessPoolExecutor(2, get_context(method)) as pool:
        with SonicPay(token=token, base_url=url) as client:
            expected = number_of_invoices(client)
            assert expected > 0
            found = pool.map(number_of_invoices, [client] * 4, timeout=60)
            assert list(found) == [expected] * 4
        other = AsyncSonicPay(token=token, base_url=url)
        found = pool.map(number_of_invoices_async, [other] * 4, timeout=60)
        assert list(found) == [expected] * 4


# Dask warns of things of its own, and its workers may hold files open for a moment.
@pytest.mark.filterwarnings("ignore")
def test_workers_of_dask(emulator: Emulator) -> None:
    import distributed  # slow to import

    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    )
    with cluster, distributed.Client(cluster) as dask:
        client = SonicPay(token=token, base_url=emulator.url("sonicpay"))
        tasks = [dask.submit(number_of_invoices, client, pure=False) for _ in range(4)]
        found = dask.gather(tasks)
        pages: list[InvoicePage] = dask.gather([dask.submit(client.list_invoices)])
    assert len(set(found)) == 1
    assert found[0] > 0
    assert pages[0].data
