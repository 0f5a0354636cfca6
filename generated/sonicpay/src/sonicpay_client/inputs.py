# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NotRequired, TypedDict

from sonicpay_client.models import InvoiceStatus, LineItem, Shipping, ShippingAddress


class LineItemDict(TypedDict):
    """One item of an invoice. The types are those of the example."""

    name: str
    """Name of the item."""

    amount: int
    """Price of one unit, an integer. The page does not say so, nor name the currency unit; in its example, two at 5000 make 10000."""

    quantity: int
    """Number of units."""


class ShippingAddressDict(TypedDict):
    """A postal address. None of its fields is required."""

    name: NotRequired[str]
    """Name of the recipient."""

    address1: NotRequired[str]
    """First address line."""

    address2: NotRequired[str]
    """Second address line."""

    city: NotRequired[str]
    """City."""

    state: NotRequired[str]
    """State, such as CA."""

    country: NotRequired[str]
    """Country, such as US."""

    postal_code: NotRequired[str]
    """Postal code, a string."""


class ListInvoicesArguments(TypedDict):
    """The arguments of `list_invoices`."""

    status: NotRequired[InvoiceStatus | str]
    """Only return invoices with this status."""

    start_date: NotRequired[date]
    """First day of the date range. The page does not say which date of the invoice it filters by, or whether it includes this day."""

    end_date: NotRequired[date]
    """Last day of the date range. The page does not say which date of the invoice it filters by, or whether it includes this day."""

    page: NotRequired[int]
    """Number of the page, from 1. The name is a guess, from `page` in the response."""

    per_page: NotRequired[int]
    """Maximum number of invoices on a page. The name is a guess, from `per_page` in the response."""


class CreateInvoiceArguments(TypedDict):
    """The arguments of `create_invoice`."""

    amount: int
    """Total of the invoice in minor units of the currency, such as cents for USD."""

    currency: str
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge."""

    customer_email: str
    """E-mail address of the customer."""

    customer_name: str
    """Name of the customer."""

    line_items: Sequence[LineItemDict | LineItem]
    """The items to bill. Their sum need not equal `amount`."""

    due_date: date
    """The day when the invoice is due."""

    metadata: Mapping[str, Any]
    """Any data to store with the invoice."""


class GetInvoiceArguments(TypedDict):
    """The arguments of `get_invoice`."""

    invoice_id: str
    """The id of the invoice, a string as in responses."""


class ShippingDict(TypedDict):
    """Cost and address of the shipping."""

    amount: NotRequired[Decimal | int]
    """Cost of the shipping, presumably in the same unit as the invoice's `amount`."""

    address: NotRequired[ShippingAddressDict | ShippingAddress]
    """Address to ship to."""


class UpdateInvoiceArguments(TypedDict):
    """The arguments of `update_invoice`."""

    invoice_id: str
    """The id of the invoice, a string as in responses."""

    description: NotRequired[str | None]
    """Description of the invoice."""

    amount: NotRequired[Decimal | int]
    """Total of the invoice. The page names no unit; 15.5 looks like major units."""

    currency: NotRequired[str]
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge."""

    shipping: NotRequired[ShippingDict | Shipping | None]
    """Cost and address of the shipping."""

    metadata: NotRequired[Mapping[str, Any] | None]
    """Any data to store with the invoice."""

    customer_email: NotRequired[str | None]
    """E-mail address of the customer, as in create."""

    customer_name: NotRequired[str | None]
    """Name of the customer, as in create."""

    line_items: NotRequired[Sequence[LineItemDict | LineItem] | None]
    """The items to bill, as in create. The page does not say whether they replace the old ones."""

    due_date: NotRequired[date | None]
    """The day when the invoice is due, as in create."""
