"""openapi-python-client, with its own templates."""

from __future__ import annotations

from typing import Any


def _client(url: str, seconds: float) -> Any:
    import httpx
    from bazaar_opc.client import AuthenticatedClient

    timeout = httpx.Timeout(seconds)
    return AuthenticatedClient(
        base_url=url, token="t", timeout=timeout, raise_on_unexpected_status=True
    )


def get(url: str, deadline: float = 60) -> Any:
    from bazaar_opc.api.default import get_invoice

    return get_invoice.sync("invoice-1", client=_client(url, deadline))


async def aget(url: str) -> Any:
    from bazaar_opc.api.default import get_invoice

    return await get_invoice.asyncio("invoice-1", client=_client(url, 60))


def create(url: str) -> Any:
    from bazaar_opc.api.default import create_invoice
    from bazaar_opc.models import InvoiceCreate

    return create_invoice.sync(client=_client(url, 60), body=InvoiceCreate(amount=1))


def amount(invoice: Any) -> object:
    return invoice.amount


def has_note(invoice: Any) -> bool:
    from bazaar_opc.types import UNSET

    return invoice.note is not UNSET
