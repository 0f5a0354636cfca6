# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.

from collections.abc import Sequence
from datetime import datetime
from typing import NotRequired, TypedDict

from sonderplan_client.models import FilterOperator, InvoiceStatusId


class ListInvoicesArguments(TypedDict):
    """The arguments of `list_invoices`."""

    id: NotRequired[Sequence[int]]
    """Only invoices with these ids."""

    prefix: NotRequired[str]
    """Only invoices whose `prefix` contains this text."""

    number: NotRequired[Sequence[int]]
    """Only invoices with these numbers."""

    status_id: NotRequired[InvoiceStatusId | int]
    """Only invoices in this status."""

    project_id: NotRequired[int]
    """Only invoices of this project."""

    from_time: NotRequired[datetime | int]
    """Only invoices created after this time, itself excluded."""

    to_time: NotRequired[datetime | int]
    """Only invoices created before this time, itself excluded."""

    created_sp_flag: NotRequired[bool]
    """True for invoices made in Sonderplan, false for those made in FoxOMS."""

    template_id: NotRequired[int]
    """Only invoices that use this template."""

    currency: NotRequired[str]
    """Only invoices in this currency, a short code such as AUD."""

    updated_after: NotRequired[datetime | int]
    """Only invoices added, changed or deleted since this time. How a deleted one shows in the response is not said."""

    fields: NotRequired[Sequence[str]]
    """The properties to return; without it come most of them. A sibling page of the provider warns that some filters work only if the property they look at is among these."""

    page: NotRequired[int]
    """Which page. The response's first is 1."""

    limit: NotRequired[int]
    """How many invoices on a page; 10 if not given, no maximum is named."""

    order_asc: NotRequired[str]
    """Order by this property, lowest first; only properties that hold a string or an integer. Together with `order_desc`: not said."""

    order_desc: NotRequired[str]
    """Order by this property, highest first; only properties that hold a string or an integer. Together with `order_asc`: not said."""

    filter_operator: NotRequired[FilterOperator | str]
    """How filters combine. CAUTION: OR, which holds unless AND is given, makes two filters find more than one; give AND to narrow."""
