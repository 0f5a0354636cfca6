# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""The methods of `AsyncSonderplan`, which here return the whole response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from . import _operations
from ._runtime.connection import AsyncConnection
from ._runtime.models import UNSET, UnsetType
from ._runtime.response import Response
from .models import (
    FilterOperator,
    InvoicePage,
    InvoiceStatusId,
)


class AsyncSonderplanRaw:
    """What `AsyncSonderplan.raw` is: each method returns a `Response`, whose `value` is what the method of the
    same name returns. Their arguments and errors are the same.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def list_invoices(
        self,
        *,
        id: Sequence[int] | UnsetType = UNSET,
        prefix: str | UnsetType = UNSET,
        number: Sequence[int] | UnsetType = UNSET,
        status_id: InvoiceStatusId | int | UnsetType = UNSET,
        project_id: int | UnsetType = UNSET,
        from_time: datetime | int | UnsetType = UNSET,
        to_time: datetime | int | UnsetType = UNSET,
        created_sp_flag: bool | UnsetType = UNSET,
        template_id: int | UnsetType = UNSET,
        currency: str | UnsetType = UNSET,
        updated_after: datetime | int | UnsetType = UNSET,
        fields: Sequence[str] | UnsetType = UNSET,
        page: int | UnsetType = UNSET,
        limit: int | UnsetType = UNSET,
        order_asc: str | UnsetType = UNSET,
        order_desc: str | UnsetType = UNSET,
        filter_operator: FilterOperator | str | UnsetType = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Response[InvoicePage]:
        """List invoices, filtered and ordered, one page at a time. See `AsyncSonderplan.list_invoices`."""
        return await self._connection.send_raw(
            _operations.list_invoices(
                id=id,
                prefix=prefix,
                number=number,
                status_id=status_id,
                project_id=project_id,
                from_time=from_time,
                to_time=to_time,
                created_sp_flag=created_sp_flag,
                template_id=template_id,
                currency=currency,
                updated_after=updated_after,
                fields=fields,
                page=page,
                limit=limit,
                order_asc=order_asc,
                order_desc=order_desc,
                filter_operator=filter_operator,
            ),
            extra_headers,
        )
