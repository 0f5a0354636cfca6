# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.

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
    """Which page of a list."""

    page: NotRequired[int | None]
    """Number of the page; 1 in the example."""

    perPage: NotRequired[int | None]
    """How many things on a page; 10 in the example. A default or a maximum is not said."""


class SortingGQLInputTypeDict(TypedDict):
    """One thing to order by."""

    field: str
    """The name of a field."""

    direction: SortingDirection | str
    """Which end comes first."""


class FilterGQLInputTypeDict(TypedDict):
    """One thing to select by."""

    field: str
    """The name of a field."""

    operator: FilterOperator | str
    """How to compare."""

    value: str
    """What to compare with, as text."""


class InvoiceGQLInputTypeDict(TypedDict):
    """What creating an invoice takes; its fields are guessed, no example sends one."""

    number: NotRequired[str | None]
    """Its number; a guess, after the field that lists are filtered by."""

    total: NotRequired[Decimal | int | None]
    """What it comes to; a guess, after the field of an invoice."""

    billedOn: NotRequired[datetime | None]
    """When it is billed; a guess, after the field of an invoice."""

    dueOn: NotRequired[datetime | None]
    """When it is due; a guess, after the field of an invoice."""


class ListInvoicesArguments(TypedDict):
    """The arguments of `list_invoices`."""

    pagination: NotRequired[PaginationGQLInputTypeDict | PaginationGQLInputType | None]
    """Which page."""

    sorting: NotRequired[Sequence[SortingGQLInputTypeDict | SortingGQLInputType | None] | None]
    """In which order. How several orders combine is not said."""

    filter: NotRequired[Sequence[FilterGQLInputTypeDict | FilterGQLInputType | None] | None]
    """Which invoices. How several filters combine is not said."""


class GetInvoiceArguments(TypedDict):
    """The arguments of `get_invoice`."""

    invoice_id: str
    """Which invoice."""


class CreateInvoiceArguments(TypedDict):
    """The arguments of `create_invoice`."""

    customer_id: str
    """Who is billed, by id."""

    requester_id: str
    """Who asks for it, by id; of what is not said."""

    invoice: InvoiceGQLInputTypeDict | InvoiceGQLInputType
    """The invoice to create."""


class MarkInvoiceAsPaidArguments(TypedDict):
    """The arguments of `mark_invoice_as_paid`."""

    invoice_id: str
    """Which invoice."""

    requester_id: str
    """Who asks for it, by id; of what is not said."""

    site_payment_method_id: str
    """How it was paid, by the id of a payment method of the site; where from is not said."""


class VoidInvoiceArguments(TypedDict):
    """The arguments of `void_invoice`."""

    invoice_id: str
    """Which invoice."""

    requester_id: str
    """Who asks for it, by id; of what is not said."""
