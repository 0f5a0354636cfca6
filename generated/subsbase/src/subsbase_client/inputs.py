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
    """Which page of a list (l.16, 36-39)."""

    page: NotRequired[int | None]
    """Number of the page; 1 in the example (l.37)."""

    perPage: NotRequired[int | None]
    """How many things on a page; 10 in the example (l.38). A default or a maximum is not said."""


class SortingGQLInputTypeDict(TypedDict):
    """One thing to order by (l.16, 41-44)."""

    field: str
    """The name of a field (l.42)."""

    direction: SortingDirection | str
    """Which end comes first (l.43)."""


class FilterGQLInputTypeDict(TypedDict):
    """One thing to select by (l.16, 47-51)."""

    field: str
    """The name of a field (l.48)."""

    operator: FilterOperator | str
    """How to compare (l.49)."""

    value: str
    """What to compare with, as text (l.50)."""


class InvoiceGQLInputTypeDict(TypedDict):
    """What creating an invoice takes (l.67, 85); its fields are guessed, no example sends one."""

    number: NotRequired[str | None]
    """Its number; a guess, after the field that lists are filtered by (l.48)."""

    total: NotRequired[Decimal | int | None]
    """What it comes to; a guess, after the field of an invoice (l.28)."""

    billedOn: NotRequired[datetime | None]
    """When it is billed; a guess, after the field of an invoice (l.78)."""

    dueOn: NotRequired[datetime | None]
    """When it is due; a guess, after the field of an invoice (l.79)."""


class ListInvoicesArguments(TypedDict):
    """The arguments of `list_invoices`."""

    pagination: NotRequired[PaginationGQLInputTypeDict | PaginationGQLInputType | None]
    """Which page (l.16, 36-39)."""

    sorting: NotRequired[Sequence[SortingGQLInputTypeDict | SortingGQLInputType | None] | None]
    """In which order (l.16, 40-45). How several orders combine is not said."""

    filter: NotRequired[Sequence[FilterGQLInputTypeDict | FilterGQLInputType | None] | None]
    """Which invoices (l.16, 46-52). How several filters combine is not said."""


class GetInvoiceArguments(TypedDict):
    """The arguments of `get_invoice`."""

    invoice_id: str
    """Which invoice (l.57)."""


class CreateInvoiceArguments(TypedDict):
    """The arguments of `create_invoice`."""

    customer_id: str
    """Who is billed, by id (l.67)."""

    requester_id: str
    """Who asks for it, by id (l.67); of what is not said."""

    invoice: InvoiceGQLInputTypeDict | InvoiceGQLInputType
    """The invoice to create (l.67)."""


class MarkInvoiceAsPaidArguments(TypedDict):
    """The arguments of `mark_invoice_as_paid`."""

    invoice_id: str
    """Which invoice (l.101)."""

    requester_id: str
    """Who asks for it, by id (l.101); of what is not said."""

    site_payment_method_id: str
    """How it was paid, by the id of a payment method of the site (l.101); where from is not said."""


class VoidInvoiceArguments(TypedDict):
    """The arguments of `void_invoice`."""

    invoice_id: str
    """Which invoice (l.134)."""

    requester_id: str
    """Who asks for it, by id (l.135); of what is not said."""
