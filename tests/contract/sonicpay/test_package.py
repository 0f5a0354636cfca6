"""The constructor's arguments, over a real socket."""

import asyncio

import sonicpay_client

from corrigenda.emulator import Emulator


def test_one_ssl_context_a_process() -> None:
    from sonicpay_client._runtime.http_client import ssl_context

    assert ssl_context() is ssl_context()


def test_a_client_of_ones_own_is_used_and_stays_open(emulator: Emulator) -> None:
    import httpx2

    with httpx2.Client(headers={"X-Mine": "yes"}) as mine:
        with sonicpay_client.SonicPay(
            token="t", base_url=emulator.url("sonicpay"), http_client=mine
        ) as client:
            client.list_invoices()
        assert not mine.is_closed
    assert emulator.requests()[0].headers["x-mine"] == "yes"


def test_a_token_may_be_made_for_each_request(emulator: Emulator) -> None:
    tokens = iter(["first", "second"])

    async def token() -> str:
        return next(tokens)

    async def main() -> None:
        async with sonicpay_client.AsyncSonicPay(
            token=token, base_url=emulator.url("sonicpay")
        ) as client:
            await client.list_invoices()
            await client.list_invoices()

    asyncio.run(main())
    assert [arrived.headers["authorization"] for arrived in emulator.requests()] == [
        "Bearer first",
        "Bearer second",
    ]
