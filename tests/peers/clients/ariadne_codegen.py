"""ariadne-codegen, with its own base clients."""

from __future__ import annotations

from typing import Any


def get(url: str, deadline: float = 60) -> Any:
    import httpx
    from bazaar_ac import Client

    with Client(url=f"{url}/graphql", http_client=httpx.Client(timeout=deadline)) as client:
        return client.get_invoice("invoice-1").invoice


def create(url: str) -> Any:
    from bazaar_ac import Client

    with Client(url=f"{url}/graphql") as client:
        return client.create_invoice(amount=1).create_invoice


def amount(invoice: Any) -> object:
    return invoice.amount
