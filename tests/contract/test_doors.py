"""One client of each protocol through every other door of the emulator than the socket."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx2
import pytest
from sonicpay_client import AsyncSonicPay, RateLimitError, SonicPay
from subsbase_client import AsyncSubsBase, SubsBase

from corrigenda.emulator import Emulator

T = TypeVar("T")
CREDENTIALS: dict[str, dict[str, str]] = {
    "sonicpay": {"token": "any"},
    "subsbase": {"token": "any", "site_id": "site_id"},
}


def asgi(emulator: Emulator, _provider: str) -> httpx2.AsyncBaseTransport:
    app: Any = emulator.asgi()
    return httpx2.ASGITransport(app)


def transport(emulator: Emulator, provider: str) -> httpx2.AsyncBaseTransport:
    return emulator.transport(provider)


Door = Callable[[Emulator, str], httpx2.AsyncBaseTransport]


def through(
    emulator: Emulator, door: Door, provider: str, kind: Any, use: Callable[[Any], Awaitable[T]]
) -> T:
    """What is returned when an async client is used through a door."""

    async def run() -> T:
        async with httpx2.AsyncClient(transport=door(emulator, provider)) as http_client:
            base_url = f"http://testserver/{provider}{'/core/graphql' * (provider == 'subsbase')}"
            options = {**CREDENTIALS[provider], "base_url": base_url, "http_client": http_client}
            async with kind(**options, max_retries=0) as client:
                return await use(client)

    return asyncio.run(run())


@pytest.mark.parametrize("door", [asgi, transport])
def test_async_clients(emulator: Emulator, door: Door) -> None:
    async def paged(client: Any) -> list[Any]:
        return [one async for one in client.iter_invoices()]

    assert len(through(emulator, door, "sonicpay", AsyncSonicPay, paged)) == 3
    assert len(through(emulator, door, "subsbase", AsyncSubsBase, paged)) == 1
    emulator.fault("sonicpay.list_invoices", status=429, retry_after=1, times=1)
    with pytest.raises(RateLimitError) as caught:
        through(emulator, door, "sonicpay", AsyncSonicPay, paged)
    assert caught.value.retry_after == 1
    assert {one.status for one in emulator.requests()} == {200, 429}


@pytest.mark.parametrize(("provider", "kind"), [("sonicpay", SonicPay), ("subsbase", SubsBase)])
def test_sync_clients_without_a_socket(emulator: Emulator, provider: str, kind: Any) -> None:
    with httpx2.Client(transport=emulator.transport(provider)) as http_client:
        client = kind(**CREDENTIALS[provider], http_client=http_client)
        invoices = list(client.iter_invoices())
        found = client.get_invoice(invoices[0].id)
        assert found.id == invoices[0].id
        if provider == "subsbase":
            client.void_invoice(invoice_id=invoices[0].id, requester_id="r")
        assert {one.status for one in emulator.requests()} == {200}
