# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""The request of each operation and the type of its response, as pure functions for both clients.

Imported helpers begin with an underscore, so that no argument hides one.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import NoneType

from msgspec import field as _field

from . import __version__
from ._runtime import graphql as _graphql
from ._runtime import graphql_inputs as _inputs
from ._runtime import paging as _paging
from ._runtime.call import Call
from ._runtime.credentials import Credential
from ._runtime.models import UNSET, Model, UnsetType
from ._runtime.service import Service
from .inputs import (
    FilterGQLInputTypeDict,
    InvoiceGQLInputTypeDict,
    PaginationGQLInputTypeDict,
    SortingGQLInputTypeDict,
)
from .models import (
    CreateInvoiceData,
    FilterGQLInputType,
    GetInvoiceData,
    Invoice,
    InvoiceGQLInputType,
    InvoicePage,
    ListInvoicesData,
    MarkInvoiceAsPaidData,
    PaginationGQLInputType,
    SortingGQLInputType,
    VoidInvoiceData,
)

SERVICE = Service(
    name="SubsBase",
    base_url="https://api.subsbase.io/core/graphql",
    base_url_variable="SUBSBASE_BASE_URL",
    user_agent=f"subsbase-client/{__version__}",
    credentials=(
        Credential(
            argument="site_id",
            variable="SUBSBASE_SITE_ID",
            name="X-SITE-ID",
            prefix="",
            fills="siteId",
        ),
        Credential(
            argument="token",
            variable="SUBSBASE_TOKEN",
            name="Authorization",
            prefix="Bearer ",
        ),
    ),
)


_LIST_INVOICES = _graphql.Document(
    """\
query ListInvoices($siteId: String!, $pagination: PaginationGQLInputType, $sorting: [SortingGQLInputType], $filter: [FilterGQLInputType]) {
  invoices(
    siteId: $siteId
    pagination: $pagination
    sorting: $sorting
    filter: $filter
  ) {
    isSuccess
    message
    pagination {
      page
      perPage
      totalRecords
    }
    data {
      id
      total
      number
      customerId
      siteId
      billedOn
      dueOn
    }
  }
}
""",
)


class _ListInvoicesVariables(Model, kw_only=True):
    pagination: PaginationGQLInputType | None | UnsetType = _field(default=UNSET, name="pagination")
    sorting: list[SortingGQLInputType | None] | None | UnsetType = _field(
        default=UNSET, name="sorting"
    )
    filter: list[FilterGQLInputType | None] | None | UnsetType = _field(
        default=UNSET, name="filter"
    )


LIST_INVOICES_PAGES: _paging.Numbering[InvoicePage, Invoice] = _paging.Numbering(
    "list_invoices",
    "POST",
    lambda _response: _paging.PageNumbers(
        items=_response.data,
        number=_response.pagination.page,
        per_page=_response.pagination.per_page,
        total=_response.pagination.total_records,
    ),
)


def list_invoices(
    *,
    pagination: PaginationGQLInputTypeDict | PaginationGQLInputType | None | UnsetType = UNSET,
    sorting: Sequence[SortingGQLInputTypeDict | SortingGQLInputType | None]
    | None
    | UnsetType = UNSET,
    filter: Sequence[FilterGQLInputTypeDict | FilterGQLInputType | None] | None | UnsetType = UNSET,
) -> Call[InvoicePage]:
    """List invoices, filtered and sorted, one page at a time."""
    return _graphql.operation(
        operation="list_invoices",
        document=_LIST_INVOICES,
        name="ListInvoices",
        response=InvoicePage,
        data=ListInvoicesData,
        at=("invoices",),
        variables=_ListInvoicesVariables,
        values={
            "pagination": pagination,
            "sorting": sorting,
            "filter": filter,
        },
        filled=("siteId",),
        envelope=_graphql.Envelope(
            success="is_success",
            message="message",
        ),
        finish=LIST_INVOICES_PAGES.finish(
            lambda _page: {
                "sorting": sorting,
                "filter": filter,
                "pagination": _inputs.with_member(pagination, "page", _page),
            },
            asked=_inputs.first_page(pagination, "page"),
        ),
    )


_GET_INVOICE = _graphql.Document(
    """\
query GetInvoice($siteId: String!, $invoiceId: String!) {
  invoice(siteId: $siteId, invoiceId: $invoiceId) {
    id
    total
    number
    customerId
    siteId
    billedOn
    dueOn
  }
}
""",
)


class _GetInvoiceVariables(Model, kw_only=True):
    invoice_id: str = _field(name="invoiceId")


def get_invoice(
    invoice_id: str,
) -> Call[Invoice]:
    """Retrieve an invoice."""
    return _graphql.operation(
        operation="get_invoice",
        document=_GET_INVOICE,
        name="GetInvoice",
        response=Invoice,
        data=GetInvoiceData,
        at=("invoice",),
        variables=_GetInvoiceVariables,
        values={
            "invoice_id": invoice_id,
        },
        filled=("siteId",),
        may_lack=True,
    )


_CREATE_INVOICE = _graphql.Document(
    """\
mutation CreateInvoice($siteId: String!, $customerId: String!, $requesterId: String!, $invoice: InvoiceGQLInputType!) {
  createInvoiceMutation(
    siteId: $siteId
    customerId: $customerId
    requesterId: $requesterId
    invoice: $invoice
  ) {
    isSuccess
    message
    value {
      customerId
      siteId
      billedOn
      dueOn
      id
      number
      total
    }
  }
}
""",
)


class _CreateInvoiceVariables(Model, kw_only=True):
    customer_id: str = _field(name="customerId")
    requester_id: str = _field(name="requesterId")
    invoice: InvoiceGQLInputType = _field(name="invoice")


def create_invoice(
    *,
    customer_id: str,
    requester_id: str,
    invoice: InvoiceGQLInputTypeDict | InvoiceGQLInputType,
) -> Call[Invoice]:
    """Create an invoice and return it."""
    return _graphql.operation(
        operation="create_invoice",
        document=_CREATE_INVOICE,
        name="CreateInvoice",
        response=Invoice,
        data=CreateInvoiceData,
        at=("create_invoice_mutation",),
        variables=_CreateInvoiceVariables,
        values={
            "customer_id": customer_id,
            "requester_id": requester_id,
            "invoice": invoice,
        },
        filled=("siteId",),
        envelope=_graphql.Envelope(
            success="is_success",
            message="message",
            value="value",
        ),
    )


_MARK_INVOICE_AS_PAID = _graphql.Document(
    """\
mutation MarkInvoiceAsPaid($siteId: String!, $invoiceId: String!, $requesterId: String!, $sitePaymentMethodId: String!) {
  markInvoiceAsPaid(
    siteId: $siteId
    invoiceId: $invoiceId
    requesterId: $requesterId
    sitePaymentMethodId: $sitePaymentMethodId
  ) {
    isSuccess
    message
  }
}
""",
)


class _MarkInvoiceAsPaidVariables(Model, kw_only=True):
    invoice_id: str = _field(name="invoiceId")
    requester_id: str = _field(name="requesterId")
    site_payment_method_id: str = _field(name="sitePaymentMethodId")


def mark_invoice_as_paid(
    *,
    invoice_id: str,
    requester_id: str,
    site_payment_method_id: str,
) -> Call[None]:
    """Mark an invoice as paid."""
    return _graphql.operation(
        operation="mark_invoice_as_paid",
        document=_MARK_INVOICE_AS_PAID,
        name="MarkInvoiceAsPaid",
        response=NoneType,
        data=MarkInvoiceAsPaidData,
        at=("mark_invoice_as_paid",),
        variables=_MarkInvoiceAsPaidVariables,
        values={
            "invoice_id": invoice_id,
            "requester_id": requester_id,
            "site_payment_method_id": site_payment_method_id,
        },
        filled=("siteId",),
        envelope=_graphql.Envelope(
            success="is_success",
            message="message",
        ),
    )


_VOID_INVOICE = _graphql.Document(
    """\
mutation VoidInvoice($siteId: String!, $invoiceId: String!, $requesterId: String!) {
  voidInvoice(siteId: $siteId, invoiceId: $invoiceId, requesterId: $requesterId) {
    isSuccess
    message
  }
}
""",
)


class _VoidInvoiceVariables(Model, kw_only=True):
    invoice_id: str = _field(name="invoiceId")
    requester_id: str = _field(name="requesterId")


def void_invoice(
    *,
    invoice_id: str,
    requester_id: str,
) -> Call[None]:
    """Void an invoice."""
    return _graphql.operation(
        operation="void_invoice",
        document=_VOID_INVOICE,
        name="VoidInvoice",
        response=NoneType,
        data=VoidInvoiceData,
        at=("void_invoice",),
        variables=_VoidInvoiceVariables,
        values={
            "invoice_id": invoice_id,
            "requester_id": requester_id,
        },
        filled=("siteId",),
        envelope=_graphql.Envelope(
            success="is_success",
            message="message",
        ),
    )
