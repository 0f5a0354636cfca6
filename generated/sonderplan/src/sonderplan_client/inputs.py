# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.

from collections.abc import Sequence
from datetime import datetime
from typing import NotRequired, TypedDict

from sonderplan_client.models import FilterOperator, InvoiceStatusId


class ListInvoicesArguments(TypedDict):
    """The arguments of `list_invoices`."""

    id: NotRequired[Sequence[int]]
    """Only return invoices with these ids."""

    prefix: NotRequired[str]
    """Only return invoices whose `prefix` contains this text."""

    number: NotRequired[Sequence[int]]
    """Only return invoices with these numbers."""

    status_id: NotRequired[InvoiceStatusId | int]
    """Only return invoices with this status."""

    project_id: NotRequired[int]
    """Only return invoices of this project."""

    from_time: NotRequired[datetime | int]
    """Only return invoices created after this time, not at it."""

    to_time: NotRequired[datetime | int]
    """Only return invoices created before this time, not at it."""

    created_sp_flag: NotRequired[bool]
    """True for invoices created in Sonderplan, false for those created in FoxOMS."""

    template_id: NotRequired[int]
    """Only return invoices that use this template."""

    currency: NotRequired[str]
    """Only return invoices in this currency, a short code such as AUD."""

    updated_after: NotRequired[datetime | int]
    """Only return invoices added, changed or deleted since this time. The page does not say how the response shows a deleted one."""

    fields: NotRequired[Sequence[str]]
    """The properties to return. By default the service returns most of them. A sibling page of the provider warns that some filters only work if the property they use is among these."""

    page: NotRequired[int]
    """Number of the page. The first is 1."""

    limit: NotRequired[int]
    """Maximum number of invoices on a page; 10 if not given. The page names no upper limit. Default: `10`."""

    order_asc: NotRequired[str]
    """Order by this property, lowest first. It must be a string or an integer. The page does not say what happens together with `order_desc`."""

    order_desc: NotRequired[str]
    """Order by this property, highest first. It must be a string or an integer. The page does not say what happens together with `order_asc`."""

    filter_operator: NotRequired[FilterOperator | str]
    """How filters are combined. CAUTION: with the default, OR, two filters return more invoices than one. Use AND to return fewer. Default: `OR`."""
