"""Orb's SDK for billing, which Stainless generates: the same questions, in its own words.

Its amounts are texts, so that the number that is looked at is the quantity of a line. The tests
ask it nothing about GraphQL.
"""

from __future__ import annotations

from typing import Any


def _client(url: str, seconds: float = 60) -> Any:
    import orb

    return orb.Orb(api_key="t", base_url=f"{url}/orb", timeout=seconds)


def get(url: str, deadline: float = 60) -> Any:
    with _client(url, deadline) as client:
        return client.invoices.fetch("invoice-1")


async def aget(url: str) -> Any:
    import orb

    async with orb.AsyncOrb(api_key="t", base_url=f"{url}/orb") as client:
        return await client.invoices.fetch("invoice-1")


def create(url: str) -> Any:
    with _client(url) as client:
        return client.invoices.create(currency="USD", invoice_date="2026-01-01", line_items=[])


def ids(url: str) -> list[str]:
    with _client(url) as client:
        return [invoice.id for invoice in client.invoices.list()]


def amount(invoice: Any) -> object:
    return invoice.line_items[0].quantity


def has_note(invoice: Any) -> bool:
    return "memo" in invoice.model_fields_set
