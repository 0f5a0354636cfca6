# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""The request of each operation and the type of its response, as pure functions for both clients.

Imported helpers begin with an underscore, so that no argument hides one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from . import __version__
from ._runtime import paging as _paging
from ._runtime import url as _url
from ._runtime.call import Call
from ._runtime.credentials import Credential
from ._runtime.models import UNSET, UnsetType
from ._runtime.service import Service
from .models import (
    Error,
    FilterOperator,
    Invoice,
    InvoicePage,
    InvoiceStatusId,
)

SERVICE = Service(
    name="Sonderplan",
    base_url="https://api.sonderplan.com",
    base_url_variable="SONDERPLAN_BASE_URL",
    user_agent=f"sonderplan-client/{__version__}",
    credentials=(
        Credential(
            argument="token",
            variable="SONDERPLAN_TOKEN",
            name="Authorization",
            prefix="Bearer ",
        ),
    ),
)


LIST_INVOICES_PAGES: _paging.Numbering[InvoicePage, Invoice] = _paging.Numbering(
    "list_invoices",
    "GET",
    lambda _response: _paging.PageNumbers(
        items=_response.data,
        number=_response.meta.pagination.current_page,
        per_page=_response.meta.pagination.per_page,
        total=_response.meta.pagination.total,
    ),
)

_LIST_INVOICES_PROBLEMS = (("default", Error),)


def list_invoices(
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
) -> Call[InvoicePage]:
    """List invoices, filtered and ordered, one page at a time."""
    return Call(
        operation="list_invoices",
        method="GET",
        path="/v2/invoice",
        response=InvoicePage,
        problems=_LIST_INVOICES_PROBLEMS,
        query=_url.query(
            (
                ("id", id),
                ("prefix", prefix),
                ("number", number),
                ("status_id", status_id),
                ("project_id", project_id),
                ("from_time", from_time),
                ("to_time", to_time),
                ("created_sp_flag", created_sp_flag),
                ("template_id", template_id),
                ("currency", currency),
                ("updated_after", updated_after),
                ("fields", fields),
                ("page", page),
                ("limit", limit),
                ("order_asc", order_asc),
                ("order_desc", order_desc),
                ("filter_operator", filter_operator),
            ),
            comma=frozenset(["id", "number", "fields"]),
            unix=frozenset(["from_time", "to_time", "updated_after"]),
            upward=frozenset(["to_time"]),
            kinds={
                "id": "integer",
                "number": "integer",
                "status_id": "integer",
                "project_id": "integer",
                "from_time": "integer",
                "to_time": "integer",
                "created_sp_flag": "boolean",
                "template_id": "integer",
                "updated_after": "integer",
                "page": "integer",
                "limit": "integer",
            },
        ),
        joined=frozenset(["id", "number", "fields"]),
        finish=LIST_INVOICES_PAGES.finish(
            lambda _page: {
                "id": id,
                "prefix": prefix,
                "number": number,
                "status_id": status_id,
                "project_id": project_id,
                "from_time": from_time,
                "to_time": to_time,
                "created_sp_flag": created_sp_flag,
                "template_id": template_id,
                "currency": currency,
                "updated_after": updated_after,
                "fields": fields,
                "limit": limit,
                "order_asc": order_asc,
                "order_desc": order_desc,
                "filter_operator": filter_operator,
                "page": _page,
            },
            asked=1 if page is UNSET else page,
        ),
    )
