"""datamodel-code-generator, with `--generate-client httpx2`, structs and its pagination helper."""

from __future__ import annotations

from typing import Any


def _client(url: str, **options: Any) -> Any:
    from bazaar_dcg.client import Client

    return Client(base_url=url, bearer="t", **options)


def get(url: str, deadline: float = 60) -> Any:
    with _client(url, total_timeout=deadline) as client:
        return client.default.get_invoice(id="invoice-1")


async def aget(url: str) -> Any:
    from bazaar_dcg.client import AsyncClient

    async with AsyncClient(base_url=url, bearer="t") as client:
        return await client.default.get_invoice(id="invoice-1")


def create(url: str) -> Any:
    from bazaar_dcg.models import InvoiceCreate

    with _client(url) as client:
        return client.default.create_invoice(body=InvoiceCreate(amount=1))


def ids(url: str) -> list[str]:
    with _client(url) as client:
        return [invoice.id for invoice in client.protocols.iter_invoices.iterate()]


def amount(invoice: Any) -> object:
    return invoice.amount


def has_note(invoice: Any) -> bool:
    import msgspec

    return invoice.note is not msgspec.UNSET
