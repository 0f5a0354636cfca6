"""Corrigenda, from an OpenAPI document."""

from __future__ import annotations

from typing import Any


def _client(url: str, **options: Any) -> Any:
    from bazaar_client import Bazaar

    return Bazaar(token="t", base_url=url, **options)


def get(url: str, deadline: float = 60) -> Any:
    with _client(url, deadline=deadline) as client:
        return client.get_invoice("invoice-1")


async def aget(url: str) -> Any:
    from bazaar_client import AsyncBazaar

    async with AsyncBazaar(token="t", base_url=url) as client:
        return await client.get_invoice("invoice-1")


def create(url: str) -> Any:
    with _client(url) as client:
        return client.create_invoice(amount=1)


def ids(url: str) -> list[str]:
    with _client(url) as client:
        return [invoice.id for invoice in client.iter_invoices()]


def amount(invoice: Any) -> object:
    return invoice.amount


def has_note(invoice: Any) -> bool:
    from bazaar_client import UNSET

    return invoice.note is not UNSET
