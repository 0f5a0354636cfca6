# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""The request of each operation and the type of its response, as pure functions for both clients.

Imported helpers begin with an underscore, so that no argument hides one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from . import __version__
from ._runtime import encode as _encode
from ._runtime import paging as _paging
from ._runtime import url as _url
from ._runtime.call import Call
from ._runtime.credentials import Credential
from ._runtime.models import UNSET, UnsetType
from ._runtime.service import Service
from .inputs import (
    LineItemDict,
    ShippingDict,
)
from .models import (
    Error,
    Invoice,
    InvoiceCreate,
    InvoicePage,
    InvoiceStatus,
    InvoiceUpdate,
    LineItem,
    Shipping,
)

SERVICE = Service(
    name="SonicPay",
    base_url="https://api.sonicpay.org",
    base_url_variable="SONICPAY_BASE_URL",
    user_agent=f"sonicpay-client/{__version__}",
    credentials=(
        Credential(
            argument="token",
            variable="SONICPAY_TOKEN",
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
        number=_response.meta.page,
        per_page=_response.meta.per_page,
        total=_response.meta.total_count,
    ),
)

_LIST_INVOICES_PROBLEMS = (
    ("401", Error),
    ("404", Error),
    ("405", Error),
    ("422", Error),
)


def list_invoices(
    *,
    status: InvoiceStatus | str | UnsetType = UNSET,
    start_date: date | UnsetType = UNSET,
    end_date: date | UnsetType = UNSET,
    page: int | UnsetType = UNSET,
    per_page: int | UnsetType = UNSET,
) -> Call[InvoicePage]:
    """List the account's invoices, one page at a time."""
    return Call(
        operation="list_invoices",
        method="GET",
        path="/invoices",
        alternative_path="/v1/invoices",
        response=InvoicePage,
        problems=_LIST_INVOICES_PROBLEMS,
        query=_url.query(
            (
                ("status", status),
                ("start_date", start_date),
                ("end_date", end_date),
                ("page", page),
                ("per_page", per_page),
            ),
            kinds={
                "start_date": "date",
                "end_date": "date",
                "page": "integer",
                "per_page": "integer",
            },
        ),
        finish=LIST_INVOICES_PAGES.finish(
            lambda _page: {
                "status": status,
                "start_date": start_date,
                "end_date": end_date,
                "per_page": per_page,
                "page": _page,
            },
            asked=1 if page is UNSET else page,
        ),
    )


_CREATE_INVOICE_PROBLEMS = (
    ("401", Error),
    ("404", Error),
    ("405", Error),
    ("422", Error),
)


def create_invoice(
    *,
    amount: int,
    currency: str,
    customer_email: str,
    customer_name: str,
    line_items: Sequence[LineItemDict | LineItem],
    due_date: date,
    metadata: Mapping[str, Any],
) -> Call[Invoice]:
    """Create an invoice."""
    return Call(
        operation="create_invoice",
        method="POST",
        path="/invoices",
        response=Invoice,
        problems=_CREATE_INVOICE_PROBLEMS,
        body=_encode.encode_body(
            "create_invoice",
            InvoiceCreate,
            {
                "amount": amount,
                "currency": currency,
                "customer_email": customer_email,
                "customer_name": customer_name,
                "line_items": line_items,
                "due_date": due_date,
                "metadata": metadata,
            },
        ),
    )


_GET_INVOICE_PROBLEMS = (
    ("401", Error),
    ("404", Error),
    ("405", Error),
    ("422", Error),
)


def get_invoice(
    invoice_id: str,
) -> Call[Invoice]:
    """Read one invoice."""
    return Call(
        operation="get_invoice",
        method="GET",
        path=_url.path(
            "/invoices/{invoice_id}",
            **{
                "invoice_id": invoice_id,
            },
        ),
        response=Invoice,
        problems=_GET_INVOICE_PROBLEMS,
    )


_UPDATE_INVOICE_PROBLEMS = (
    ("401", Error),
    ("404", Error),
    ("405", Error),
    ("422", Error),
)


def update_invoice(
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
) -> Call[Invoice]:
    """Change fields of an invoice."""
    return Call(
        operation="update_invoice",
        method="PATCH",
        path=_url.path(
            "/invoices/{invoice_id}",
            **{
                "invoice_id": invoice_id,
            },
        ),
        response=Invoice,
        problems=_UPDATE_INVOICE_PROBLEMS,
        body=_encode.encode_body(
            "update_invoice",
            InvoiceUpdate,
            {
                "description": description,
                "amount": amount,
                "currency": currency,
                "shipping": shipping,
                "metadata": metadata,
                "customer_email": customer_email,
                "customer_name": customer_name,
                "line_items": line_items,
                "due_date": due_date,
            },
        ),
    )
