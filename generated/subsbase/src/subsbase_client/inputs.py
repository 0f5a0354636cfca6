# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import NotRequired, TypedDict

from subsbase_client.models import (
    FilterGQLInputType,
    FilterOperator,
    InvoiceGQLInputType,
    PaginationGQLInputType,
    SortingDirection,
    SortingGQLInputType,
)


class PaginationGQLInputTypeDict(TypedDict):
    """Selects a page of a list."""

    page: NotRequired[int | None]
    """Number of the page; 1 in the example."""

    perPage: NotRequired[int | None]
    """Page size; 10 in the example. The documentation page names no default and no maximum."""


class SortingGQLInputTypeDict(TypedDict):
    """A sort order."""

    field: str
    """Name of a field."""

    direction: SortingDirection | str
    """Direction of the sort order."""


class FilterGQLInputTypeDict(TypedDict):
    """A filter."""

    field: str
    """Name of a field."""

    operator: FilterOperator | str
    """Comparison of the field with the value."""

    value: str
    """Value to compare with, as text."""


class InvoiceGQLInputTypeDict(TypedDict):
    """An invoice to create. The fields are guesses; no example sends an invoice."""

    number: NotRequired[str | None]
    """Invoice number. A guess, from the field that filters the list."""

    total: NotRequired[Decimal | int | None]
    """Total of the invoice. A guess, from the field of an invoice."""

    billedOn: NotRequired[datetime | None]
    """Date and time of billing. A guess, from the field of an invoice."""

    dueOn: NotRequired[datetime | None]
    """Date and time when payment is due. A guess, from the field of an invoice."""


class ListInvoicesArguments(TypedDict):
    """The arguments of `list_invoices`."""

    pagination: NotRequired[PaginationGQLInputTypeDict | PaginationGQLInputType | None]
    """Selects a page of the list."""

    sorting: NotRequired[Sequence[SortingGQLInputTypeDict | SortingGQLInputType | None] | None]
    """Sort orders of the list. The documentation page does not say how several combine."""

    filter: NotRequired[Sequence[FilterGQLInputTypeDict | FilterGQLInputType | None] | None]
    """Filters of the list. The documentation page does not say how several combine."""


class GetInvoiceArguments(TypedDict):
    """The arguments of `get_invoice`."""

    invoice_id: str
    """Id of the invoice."""


class CreateInvoiceArguments(TypedDict):
    """The arguments of `create_invoice`."""

    customer_id: str
    """Id of the customer who is billed."""

    requester_id: str
    """Id of the requester. The documentation page does not say what it identifies."""

    invoice: InvoiceGQLInputTypeDict | InvoiceGQLInputType
    """The invoice to create."""


class MarkInvoiceAsPaidArguments(TypedDict):
    """The arguments of `mark_invoice_as_paid`."""

    invoice_id: str
    """Id of the invoice."""

    requester_id: str
    """Id of the requester. The documentation page does not say what it identifies."""

    site_payment_method_id: str
    """Id of one of the site's payment methods. Its source is not on the documentation page."""


class VoidInvoiceArguments(TypedDict):
    """The arguments of `void_invoice`."""

    invoice_id: str
    """Id of the invoice."""

    requester_id: str
    """Id of the requester. The documentation page does not say what it identifies."""
