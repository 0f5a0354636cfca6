# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""The methods of `AsyncSonicPay`, which here return the whole response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from . import _operations
from ._runtime.connection import AsyncConnection
from ._runtime.models import UNSET, UnsetType
from ._runtime.response import Response
from .inputs import (
    LineItemDict,
    ShippingDict,
)
from .models import (
    Invoice,
    InvoicePage,
    InvoiceStatus,
    LineItem,
    Shipping,
)


class AsyncSonicPayRaw:
    """What `AsyncSonicPay.raw` is: each method returns a `Response`, whose `value` is what the method of the
    same name returns. Their arguments and errors are the same.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def list_invoices(
        self,
        *,
        status: InvoiceStatus | str | UnsetType = UNSET,
        start_date: date | UnsetType = UNSET,
        end_date: date | UnsetType = UNSET,
        page: int | UnsetType = UNSET,
        per_page: int | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[InvoicePage]:
        """List the account's invoices, one page at a time. See `AsyncSonicPay.list_invoices`."""
        return await self._connection.send_raw(
            _operations.list_invoices(
                status=status,
                start_date=start_date,
                end_date=end_date,
                page=page,
                per_page=per_page,
            ),
            extra_headers,
        )

    async def create_invoice(
        self,
        *,
        amount: int,
        currency: str,
        customer_email: str,
        customer_name: str,
        line_items: Sequence[LineItemDict | LineItem],
        due_date: date,
        metadata: Mapping[str, Any],
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Invoice]:
        """Create an invoice. See `AsyncSonicPay.create_invoice`."""
        return await self._connection.send_raw(
            _operations.create_invoice(
                amount=amount,
                currency=currency,
                customer_email=customer_email,
                customer_name=customer_name,
                line_items=line_items,
                due_date=due_date,
                metadata=metadata,
            ),
            extra_headers,
        )

    async def get_invoice(
        self,
        invoice_id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Invoice]:
        """Read one invoice. See `AsyncSonicPay.get_invoice`."""
        return await self._connection.send_raw(
            _operations.get_invoice(
                invoice_id,
            ),
            extra_headers,
        )

    async def update_invoice(
        self,
        invoice_id: str,
        *,
        description: str | None | UnsetType = UNSET,
        amount: Decimal | int | UnsetType = UNSET,
        currency: str | UnsetType = UNSET,
        shipping: ShippingDict | Shipping | None | UnsetType = UNSET,
        metadata: Mapping[str, Any] | None | UnsetType = UNSET,
        customer_email: str | None | UnsetType = UNSET,
        customer_name: str | None | UnsetType = UNSET,
        line_items: Sequence[LineItemDict | LineItem] | None | UnsetType = UNSET,
        due_date: date | None | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[Invoice]:
        """Change fields of an invoice. See `AsyncSonicPay.update_invoice`."""
        return await self._connection.send_raw(
            _operations.update_invoice(
                invoice_id,
                description=description,
                amount=amount,
                currency=currency,
                shipping=shipping,
                metadata=metadata,
                customer_email=customer_email,
                customer_name=customer_name,
                line_items=line_items,
                due_date=due_date,
            ),
            extra_headers,
        )
