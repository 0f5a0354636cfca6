# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.

from collections.abc import Sequence
from datetime import datetime
from typing import NotRequired, TypedDict

from sonderplan_client.models import FilterOperator, InvoiceStatusId


class ListInvoicesArguments(TypedDict):
    """The arguments of `list_invoices`."""

    id: NotRequired[Sequence[int]]
    """Only invoices with these ids (l.131-134)."""

    prefix: NotRequired[str]
    """Only invoices whose `prefix` contains this text (l.136-139)."""

    number: NotRequired[Sequence[int]]
    """Only invoices with these numbers (l.141-144)."""

    status_id: NotRequired[InvoiceStatusId | int]
    """Only invoices in this status (l.146-149)."""

    project_id: NotRequired[int]
    """Only invoices of this project (l.151-154)."""

    from_time: NotRequired[datetime | int]
    """Only invoices created after this time, itself excluded (l.156-159)."""

    to_time: NotRequired[datetime | int]
    """Only invoices created before this time, itself excluded (l.161-164)."""

    created_sp_flag: NotRequired[bool]
    """True for invoices made in Sonderplan, false for those made in FoxOMS (l.166-169)."""

    template_id: NotRequired[int]
    """Only invoices that use this template (l.171-174)."""

    currency: NotRequired[str]
    """Only invoices in this currency, a short code such as AUD (l.97, 176-179)."""

    updated_after: NotRequired[datetime | int]
    """Only invoices added, changed or deleted since this time (l.181-184). How a deleted one shows in the response is not said."""

    fields: NotRequired[Sequence[str]]
    """The properties to return (l.186-189); without it come most of them (l.229). A sibling page of the provider warns that some filters work only if the property they look at is among these."""

    page: NotRequired[int]
    """Which page (l.191-194). The response's first is 1 (l.115)."""

    limit: NotRequired[int]
    """How many invoices on a page; 10 if not given, no maximum is named (l.196-199). Default: `10`."""

    order_asc: NotRequired[str]
    """Order by this property, lowest first; only properties that hold a string or an integer (l.201-204). Together with `order_desc`: not said."""

    order_desc: NotRequired[str]
    """Order by this property, highest first; only properties that hold a string or an integer (l.206-209). Together with `order_asc`: not said."""

    filter_operator: NotRequired[FilterOperator | str]
    """How filters combine (l.211-219). CAUTION: OR, which holds unless AND is given, makes two filters find more than one; give AND to narrow. Default: `OR`."""
