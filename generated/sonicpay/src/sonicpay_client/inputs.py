# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NotRequired, TypedDict

from sonicpay_client.models import InvoiceStatus, LineItem, Shipping, ShippingAddress


class LineItemDict(TypedDict):
    """One thing billed. The types are those of the example."""

    name: str
    """What it is."""

    amount: int
    """Its amount, an integer: of one, as 5000 twice make 10000, though no word says so, nor in which unit."""

    quantity: int
    """How many."""


class ShippingAddressDict(TypedDict):
    """A postal address; no field of it is asked for."""

    name: NotRequired[str]
    """Who receives it."""

    address1: NotRequired[str]
    """First address line."""

    address2: NotRequired[str]
    """Second address line."""

    city: NotRequired[str]
    """City."""

    state: NotRequired[str]
    """State, CA in the example."""

    country: NotRequired[str]
    """Country, US in the example."""

    postal_code: NotRequired[str]
    """Postal code, a string."""


class ListInvoicesArguments(TypedDict):
    """The arguments of `list_invoices`."""

    status: NotRequired[InvoiceStatus | str]
    """Only invoices in this state."""

    start_date: NotRequired[date]
    """Where the range begins; of which date, and whether this day is in it, is not said."""

    end_date: NotRequired[date]
    """Where the range ends; of which date, and whether this day is in it, is not said."""

    page: NotRequired[int]
    """Which page, from 1; a guess, after the response's `page`."""

    per_page: NotRequired[int]
    """How many invoices on a page; a guess, after the response's `per_page`."""


class CreateInvoiceArguments(TypedDict):
    """The arguments of `create_invoice`."""

    amount: int
    """Total in the currency's minor units, cents for USD."""

    currency: str
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge."""

    customer_email: str
    """Where the customer gets mail."""

    customer_name: str
    """Who is billed."""

    line_items: Sequence[LineItemDict | LineItem]
    """What is billed. Their sum need not equal `amount`."""

    due_date: date
    """Day by which to pay."""

    metadata: Mapping[str, Any]
    """Free-form data kept with the invoice."""


class GetInvoiceArguments(TypedDict):
    """The arguments of `get_invoice`."""

    invoice_id: str
    """Which invoice. A string, as ids in responses are."""


class ShippingDict(TypedDict):
    """What shipping costs and where it goes."""

    amount: NotRequired[Decimal | int]
    """Cost of shipping, presumably in the unit of the invoice's `amount`."""

    address: NotRequired[ShippingAddressDict | ShippingAddress]
    """Where it goes."""


class UpdateInvoiceArguments(TypedDict):
    """The arguments of `update_invoice`."""

    invoice_id: str
    """Which invoice. A string, as ids in responses are."""

    description: NotRequired[str | None]
    """What the invoice is about."""

    amount: NotRequired[Decimal | int]
    """Total; 15.5 looks like major units, but the page does not say."""

    currency: NotRequired[str]
    """ISO 4217 code or crypto ticker, such as USD, USDT, Doge."""

    shipping: NotRequired[ShippingDict | Shipping | None]
    """What shipping costs and where it goes."""

    metadata: NotRequired[Mapping[str, Any] | None]
    """Free-form data kept with the invoice."""

    customer_email: NotRequired[str | None]
    """Where the customer gets mail, as in create."""

    customer_name: NotRequired[str | None]
    """Who is billed, as in create."""

    line_items: NotRequired[Sequence[LineItemDict | LineItem] | None]
    """What is billed, as in create; replacing or adding is not said."""

    due_date: NotRequired[date | None]
    """Day by which to pay, as in create."""
